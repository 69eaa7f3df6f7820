"""The whole text of an article as it is quoted, passage by passage, to read before publishing."""

from collections.abc import Iterable, Iterator

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import wording
from bot.chat.link.keyboards import back_and_more, keyboard
from bot.chat.link.message import LONGEST, Kind, Mark, Message, joined
from bot.chat.link.replies import marked
from bot.keeping.revision import Revision
from bot.search.articles import Article
from bot.search.passages import split

_MOST_CHANGES = 20
_LONGEST_PART = 1500
"""Characters of a block on a page: two units each, with what stands around it, fit into one."""


def page(article: Article, number: int, revision: Revision | None = None) -> tuple[Message, int]:
    """A page of the text, from 0, the last for those behind it; and how many pages there are.

    What a revision changes comes first: the old paragraphs, and what takes their place.
    """
    pages: list[list[Message]] = [[]]
    room = LONGEST
    for block in (*_changes(revision), *_passages(article)):
        if block.size + 2 > room and pages[-1]:
            pages.append([])
            room = LONGEST
        pages[-1].append(block)
        room -= block.size + 2
    return joined(pages[min(number, len(pages) - 1)], "\n\n"), len(pages)


def buttons(number: int, pages: int, data: str) -> InlineKeyboardMarkup | None:
    """To the pages around this one, and back; `data` is what these buttons' data begin with."""
    turns = back_and_more(number, pages, lambda to: f"{data}:read{to}")
    return keyboard(turns, [InlineKeyboardButton(wording.DONE, callback_data=f"{data}:back")])


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
