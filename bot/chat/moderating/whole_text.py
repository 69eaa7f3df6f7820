"""The whole text of an article as it is quoted, passage by passage, to read before publishing."""

from collections.abc import Iterable, Iterator

from telegram import InlineKeyboardMarkup

from bot import wording
from bot.chat.link.keyboards import Page, button, keyboard
from bot.chat.link.message import LONGEST, Kind, Mark, Message, joined
from bot.chat.link.replies import marked
from bot.keeping.revision import Revision
from bot.search.articles import Article
from bot.search.passages import split

_MOST_CHANGES = 20
_LONGEST_PART = 1500
"""Characters of a block on a page: two units each, with what stands around it, fit into one."""


def shown(
    article: Article, number: int, data: str, revision: Revision | None = None
) -> tuple[Message, InlineKeyboardMarkup | None]:
    """A page of the text, from 0, the last for those behind it; and buttons to others, and back.

    What a revision changes comes first: the old paragraphs, and what takes their place. The data
    of the buttons begin with `data`.
    """
    leaves: list[list[Message]] = [[]]
    room = LONGEST
    for block in (*_changes(revision), *_passages(article)):
        if block.size + 2 > room and leaves[-1]:
            leaves.append([])
            room = LONGEST
        leaves[-1].append(block)
        room -= block.size + 2
    page = Page.of(leaves, number, 1)
    blocks = [block for _, leaf in page.entries for block in leaf]
    turns = page.turns(lambda to: f"{data}:read{to}")
    return joined(blocks, "\n\n"), keyboard(turns, [button(wording.DONE, f"{data}:back")])


def _passages(article: Article) -> Iterator[Message]:
    passages = split(article)
    for number, passage in enumerate(passages, 1):
        said = wording.NUMBERED.format(number=number, count=len(passages))
        heading = f"{passage.section} · {said}" if passage.section else said
        yield from _quoted(heading, article.text[passage.start : passage.end])


def _changes(revision: Revision | None) -> Iterator[Message]:
    for old, new in revision.passages[:_MOST_CHANGES] if revision else ():
        yield from _quoted(wording.WAS, old or "—")
        yield from _quoted(wording.NOW, new or "—")


def _quoted(heading: str, text: str) -> Iterable[Message]:
    """A text in quotes below a heading, in as many parts as it takes."""
    for start in range(0, len(text), _LONGEST_PART):
        part = text[start : start + _LONGEST_PART]
        above = marked(Kind.ITALIC, heading[:_LONGEST_PART] if start == 0 else "…")
        yield joined([above, Message(part, (Mark(Kind.QUOTE, 0, len(part)),))], "\n")
