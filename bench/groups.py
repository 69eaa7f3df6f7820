"""Writes bench/groups.md: whether questions asked in vain stand together as they should.

    python -m bench.groups [--misses]

The questions stand in groups/, with who asks the same as whom; they are asked of the article that
is shipped and of those in following/. `dev` was tuned on, `kept` was not. `--misses` prints the
pairs that go wrong instead.
"""

import sys
from collections.abc import Iterator
from itertools import combinations

from bench.figures import share, table, toml, write
from bench.following import articles
from bot.asked.asked import Variant
from bot.asked.clusters import clustered
from bot.search.index import Index

SETS = ("dev", "kept")
INTRO = """# Asked in vain

Written by `python -m bench.groups`; not to be edited. Pairs of questions in [groups/](groups), of
which the moderators' list makes one entry or two. The set *dev* was tuned on, *kept* was written
before and asked when all else was done.
"""


def main() -> None:
    """Measure both sets; write the table, or print the misses."""
    found = {name: list(outcomes(name)) for name in SETS}
    if "--misses" in sys.argv:
        for name, each in found.items():
            for one, other, wanted, got in each:
                if wanted != got:
                    print(name, "apart" if wanted else "together", one, other, sep=" | ")
        return
    rows = []
    for what, wanted in (("the same", True), ("something else", False)):
        of_kind = ([got for _, _, same, got in each if same is wanted] for each in found.values())
        rows.append([f"ask {what}, stand together", *(share(got, " %") for got in of_kind)])
    write("groups.md", [INTRO, *table(["pairs that", *SETS], rows)])


def outcomes(name: str) -> Iterator[tuple[str, str, bool, bool]]:
    """Each pair of questions of a set in one language: whether it asks the same, and stands so."""
    index = Index.of(articles(name))
    wanted = {
        question: (each["language"], number)
        for each in toml(f"groups/{name}.toml")["groups"]
        for number, same in enumerate(each["same"])
        for question in same
    }
    variants = [Variant(question, 1, 1, 0, 0, frozenset()) for question in wanted]
    got = {
        variant.text: number
        for number, cluster in enumerate(clustered(variants, index))
        for variant in cluster.variants
    }
    for one, other in combinations(wanted, 2):
        if wanted[one][0] == wanted[other][0]:
            yield one, other, wanted[one] == wanted[other], got[one] == got[other]


if __name__ == "__main__":
    main()
