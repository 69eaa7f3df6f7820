"""Writes bench/groups.md: whether questions asked in vain stand together as they should.

    python -m bench.groups [--misses]

The questions stand in groups/, with who asks the same as whom; they are asked of the article that
is shipped and of those in following/. `dev` was tuned on, `kept` was not. `--misses` prints the
pairs that go wrong instead.
"""

import sys
import tomllib
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from bench.figures import table
from bench.following import articles
from bot.asked.asked import Wording
from bot.asked.groups import grouped
from bot.search.index import Index

HERE = Path(__file__).parent
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
    rows = [
        ["ask the same, stand together", *(_share(found[name], wanted=True) for name in SETS)],
        [
            "ask something else, stand together",
            *(_share(found[name], wanted=False) for name in SETS),
        ],
    ]
    lines = "\n".join(table(["pairs that", *SETS], rows))
    (HERE / "groups.md").write_text(f"{INTRO}\n{lines}\n", encoding="utf-8")


def outcomes(name: str) -> Iterator[tuple[str, str, bool, bool]]:
    """Each pair of questions of a set in one language: whether it asks the same, and stands so."""
    data = tomllib.loads((HERE / "groups" / f"{name}.toml").read_text(encoding="utf-8"))
    index = Index.of(articles(name))
    wanted = {
        question: (each["language"], number)
        for each in data["groups"]
        for number, same in enumerate(each["same"])
        for question in same
    }
    wordings = [Wording(question, 1, 1, 0, 0, frozenset()) for question in wanted]
    got = {
        wording.text: number
        for number, group in enumerate(grouped(wordings, index))
        for wording in group.wordings
    }
    for one, other in combinations(wanted, 2):
        if wanted[one][0] == wanted[other][0]:
            yield one, other, wanted[one] == wanted[other], got[one] == got[other]


def _share(found: list[tuple[str, str, bool, bool]], *, wanted: bool) -> str:
    together = [got for _, _, asks_same, got in found if asks_same is wanted]
    return f"{100 * sum(together) / len(together):.1f} % of {len(together)}"


if __name__ == "__main__":
    main()
