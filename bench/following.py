"""Writes bench/following.md: how questions that lean on the one before them are answered.

    python -m bench.following [--misses]

The conversations stand in following/, over articles of their own and the one that is shipped;
those of `dev` were tuned on, those of `checked` were looked at while words were chosen, those of
`kept` were not. `--misses` prints what goes wrong instead.

follow  a question that goes on from the first: its answer's first quote holds what is wanted
bold    the same: the best sentence of that quote, which is shown bold, holds it
gap     it goes on, but the articles don't say: its verdict is not answered
off     about something else, of which the articles say nothing: its verdict is not answered
alone   it stands by itself, after one about something else: answered as without that
"""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from bench.figures import table
from bot.reading.files import read_file
from bot.search.answers import Verdict
from bot.search.articles import Article, Credit
from bot.search.index import Index

HERE = Path(__file__).parent
SHIPPED = HERE.parent / "knowledge" / "taliban-raids-on-isis-k.md"
SETS = ("dev", "checked", "kept")
KINDS = ("follow", "bold", "gap", "off", "alone")
GOALS = {"follow": 92, "bold": 92, "gap": 100, "off": 100, "alone": 100}
INTRO = """# Following on

Written by `python -m bench.following`, which says what the kinds are; not to be edited. Shares in
per cent of the conversations in [following/](following), each asked twice: of all
articles of its set together, and of those in its language. The set *dev* was tuned on; *checked*
was looked at while words were chosen; *kept* was written and asked when all else was done.
"""


def main() -> None:
    """Measure both sets; write the table, or print the misses."""
    found = {name: list(outcomes(name)) for name in SETS}
    if "--misses" in sys.argv:
        for name, each in found.items():
            for kind, pair, right in each:
                if not right:
                    print(name, kind, *pair, sep=" | ")
        return
    rows = [
        [kind, *(_share(found[name], kind) for name in SETS), str(GOALS[kind])] for kind in KINDS
    ]
    head = ["kind", *SETS, "goal"]
    lines = "\n".join(table(head, rows))
    (HERE / "following.md").write_text(f"{INTRO}\n{lines}\n", encoding="utf-8")


def outcomes(name: str) -> Iterator[tuple[str, list[str], bool]]:
    """Each conversation of a set: its kind, what is said in it, and whether it goes right."""
    data = tomllib.loads((HERE / "following" / f"{name}.toml").read_text(encoding="utf-8"))
    there = articles(name)
    whole = Index.of(there)
    for pairs in data["pair"]:
        own = Index.of(a for a in there if a.language == pairs["language"])
        for kind in KINDS:
            for pair in pairs.get("follow" if kind == "bold" else kind, ()):
                for index in (whole, own):
                    yield kind, pair, _is_right(kind, pair, index)


def articles(name: str) -> list[Article]:
    """The articles of a set, and the one that is shipped."""
    data = tomllib.loads((HERE / "following" / f"{name}.toml").read_text(encoding="utf-8"))
    shipped = read_file(SHIPPED)
    assert isinstance(shipped, Article)
    return [
        *(
            Article(
                id=each["id"],
                credit=Credit(title=each["title"]),
                text=each["text"].strip(),
                language=each["language"],
            )
            for each in data["article"]
        ),
        shipped,
    ]


def _is_right(kind: str, pair: list[str], index: Index) -> bool:
    before, question, *wanted = pair
    answer = index.answer(question, after=(before,))
    match kind:
        case "follow":
            answered = answer.verdict is not Verdict.UNANSWERED
            return answered and wanted[0] in answer.quotes[0].text
        case "bold":
            return any(wanted[0] in quote.text[slice(*quote.best)] for quote in answer.quotes[:1])
        case "alone":
            return answer == index.answer(question)
        case _:
            return answer.verdict is not Verdict.ANSWERED


def _share(found: list[tuple[str, list[str], bool]], kind: str) -> str:
    right = [is_right for each, _, is_right in found if each == kind]
    return f"{100 * sum(right) / len(right):.1f} of {len(right)}"


if __name__ == "__main__":
    main()
