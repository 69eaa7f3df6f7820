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
from collections.abc import Iterator
from dataclasses import dataclass

from bench.figures import HERE, share, table, toml, write
from bot.reading.files import read_file
from bot.search.answers import Verdict
from bot.search.articles import Article, Credit
from bot.search.index import Index

SHIPPED = HERE.parent / "knowledge" / "taliban-raids-on-isis-k.md"
SETS = ("dev", "checked", "kept")
GOALS = {"follow": 92, "bold": 92, "gap": 100, "off": 100, "alone": 100}
INTRO = """# Following on

Written by `python -m bench.following`, which says what the kinds are; not to be edited. Shares in
per cent of the conversations in [following/](following), each asked twice: of all
articles of its set together, and of those in its language. The set *dev* was tuned on; *checked*
was looked at while words were chosen; *kept* was written and asked when all else was done.
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A conversation, and whether it goes right."""

    kind: str
    said: list[str]
    right: bool


def main() -> None:
    """Measure all sets; write the table, or print the misses."""
    found = {name: list(outcomes(name)) for name in SETS}
    if "--misses" in sys.argv:
        for name, each in found.items():
            for outcome in each:
                if not outcome.right:
                    print(name, outcome.kind, *outcome.said, sep=" | ")
        return
    rows = []
    for kind, goal in GOALS.items():
        shares = [share(o.right for o in each if o.kind == kind) for each in found.values()]
        rows.append([kind, *shares, str(goal)])
    write("following.md", [INTRO, *table(["kind", *SETS, "goal"], rows)])


def outcomes(name: str) -> Iterator[Outcome]:
    """What comes of each conversation of a set."""
    there = articles(name)
    whole = Index.of(there)
    for pairs in toml(f"following/{name}.toml")["pair"]:
        own = Index.of(a for a in there if a.language == pairs["language"])
        for kind in GOALS:
            for said in pairs.get("follow" if kind == "bold" else kind, ()):
                for index in (whole, own):
                    yield Outcome(kind, said, _is_right(kind, said, index))


def articles(name: str) -> list[Article]:
    """The articles of a set, and the one that is shipped."""
    shipped = read_file(SHIPPED)
    assert isinstance(shipped, Article)
    written = [
        Article(
            id=each["id"],
            credit=Credit(title=each["title"]),
            text=each["text"].strip(),
            language=each["language"],
        )
        for each in toml(f"following/{name}.toml")["article"]
    ]
    return [*written, shipped]


def _is_right(kind: str, said: list[str], index: Index) -> bool:
    before, question, *wanted = said
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


if __name__ == "__main__":
    main()
