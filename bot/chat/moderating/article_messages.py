"""Messages that show an article to moderators, before and after it is published."""

from collections.abc import Iterable, Iterator
from itertools import islice

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import KeyboardButtonStyle

from bot import phrases, wording
from bot.chat.link.keyboards import Page, Row, button, keyboard, rows
from bot.chat.link.listing import digest_of
from bot.keeping.previews import Duplicate, Preview, shown_passages
from bot.keeping.revision import Revision, version_of
from bot.replying.message import MOST_UNITS, Mark, Message, Style, joined, marked, shortened, units
from bot.replying.quotations import FOLDED_ABOVE, credited
from bot.search.articles import Article
from bot.search.passages import Passage, split

_IN_A_ROW = 3
_LONGEST_CREDIT = 600
_LONGEST_CHANGE = 400
_LONGEST_LINE = 450
_LONGEST_REASON = 400
_LONGEST_LABEL = 40
_MOST_OPENED = 10
_MOST_CHANGES = 20
_LONGEST_PART = 1500
"""Characters of a block on a page: two units each, with what stands around it, fit into one."""
_NEAR = 60
"""How many characters a cut may move to fall between words."""


def preview_message(preview: Preview, note: str = "") -> Message:
    """The credit as askers will see it, what may be wrong, and the first two passages and the last.

    What is there already and would be replaced is named, with what changes. A note stands last.
    """
    article = preview.article
    lines = [
        marked(Style.BOLD, wording.PREVIEW),
        credited(article, _LONGEST_CREDIT),
        *(Message(shortened(line, _LONGEST_LINE)) for line in preview.told),
        *_first_change(preview.revision),
    ]
    return _with_passages(joined(lines, "\n"), article, preview.passages, note)


def article_message(article: Article, loaded: str, times_quoted: int) -> Message:
    """An article of the library: credit, id, passages, when it came, how often it was quoted."""
    passages, language = split(article), article.language or "?"
    lines = [
        credited(article, _LONGEST_CREDIT),
        marked(Style.CODE, article.id),
        Message(wording.ABOUT_TEXT.format(language=language, passages=len(passages))),
        Message(wording.LOADED.format(date=loaded, times=times_quoted)),
    ]
    return _with_passages(joined(lines, "\n"), article, passages)


def text_page(
    article: Article, number: int, data: str, revision: Revision | None = None
) -> tuple[Message, InlineKeyboardMarkup | None]:
    """A page of the text, from 0, the last for those behind it; and buttons to others, and back.

    What a revision changes comes first: the old paragraphs, and what takes their place. The data
    of the buttons begin with `data`.
    """
    leaves: list[list[Message]] = [[]]
    room = MOST_UNITS
    for block in (*_changes(revision), *_whole(article)):
        if block.size + 2 > room and leaves[-1]:
            leaves.append([])
            room = MOST_UNITS
        leaves[-1].append(block)
        room -= block.size + 2
    page = Page.of(leaves, number, 1)
    blocks = [block for _, leaf in page.entries for block in leaf]
    turns = page.turns(lambda to: f"{data}:read{to}")
    return joined(blocks, "\n\n"), keyboard(turns, [button(wording.DONE, f"{data}:back")])


def refusal(reason: Exception) -> tuple[Message, InlineKeyboardMarkup | None]:
    """Why an article can't be taken, and the article that is there already, if that is why."""
    said = wording.LOAD_REFUSED.format(reason=shortened(str(reason), _LONGEST_REASON))
    there = [reason.there] if isinstance(reason, Duplicate) else []
    return Message(said), keyboard(*openers(there))


def openers(articles: Iterable[Article]) -> list[Row]:
    """Buttons that open the first ten of these articles, called by their titles."""
    openers = [
        article_button(shortened(article.credit.title, _LONGEST_LABEL), article, "open")
        for article in islice(articles, _MOST_OPENED)
    ]
    return rows(openers, 2)


def article_button(
    label: str, article: Article, action: str, style: str | None = None
) -> InlineKeyboardButton:
    """A button that does something with this version of a published article."""
    return button(label, f"article:{mark_of(article)}:{action}", style)


def mark_of(article: Article) -> str:
    """A short name for this version of an article, for a button's data: ids may be too long."""
    return digest_of(article)[:8] + version_of(article)[:8]


def has_mark(article: Article, mark: str) -> bool:
    """Whether this is the version of an article with this short name."""
    # The text, which may be long, is hashed only if the id is the right one.
    return digest_of(article).startswith(mark[:8]) and mark_of(article) == mark


def actions(draft: int, preview: Preview) -> InlineKeyboardMarkup | None:
    """What can be done with a draft, which may hold much of what another article says."""
    data, is_new = f"draft:{draft}", preview.replaces is None
    other = preview.replaces or preview.like
    return keyboard(
        [
            _publishing(draft),
            button(wording.EDIT_CREDIT, f"{data}:edit"),
        ],
        [
            button(wording.READ_ALL, f"{data}:read0"),
            button(wording.TRY, f"{data}:question"),
            button(wording.DISCARD, f"{data}:discard", KeyboardButtonStyle.DANGER),
        ],
        [button(wording.REPLACE_LIKE, f"{data}:replace")] if preview.like and is_new else [],
        *openers([other] if other else []),
    )


def fields(draft: int) -> InlineKeyboardMarkup | None:
    """What of a draft's credit can be edited."""
    buttons = [button(label, f"draft:{draft}:{name}") for name, label in wording.FIELDS.items()]
    back = button(phrases.BACK, f"draft:{draft}:back")
    return keyboard(*rows([*buttons, back, _publishing(draft)], _IN_A_ROW))


def _publishing(draft: int) -> InlineKeyboardButton:
    return button(wording.PUBLISH, f"draft:{draft}:publish", KeyboardButtonStyle.SUCCESS)


def way_back(draft: int) -> InlineKeyboardMarkup | None:
    """The way back to the fields, for a moderator who does not want to answer."""
    return keyboard([button(phrases.BACK, f"draft:{draft}:edit")])


def cancelling(sent: int) -> InlineKeyboardMarkup | None:
    """A way to stop reading what was sent with this message."""
    return keyboard([button(wording.CANCEL, f"reading:{sent}")])


def add_or_ask(add: str, ask: str) -> InlineKeyboardMarkup | None:
    """What a text may be: an article or a question; these are what the buttons say."""
    return keyboard([button(wording.ADD_IT, add), button(wording.A_QUESTION, ask)])


def _first_change(revision: Revision | None) -> Iterator[Message]:
    for before, after in revision.passages[:1] if revision else ():
        yield from (_change(wording.WAS, before), _change(wording.NOW, after))


def _change(heading: str, text: str) -> Message:
    return joined([marked(Style.ITALIC, heading), Message(shortened(text, _LONGEST_CHANGE))], " ")


def _with_passages(
    head: Message, article: Article, passages: tuple[Passage, ...], note: str = ""
) -> Message:
    shown = shown_passages(article, passages)
    room = (MOST_UNITS - head.size - units(note)) // max(1, len(shown)) - _AROUND
    blocks = [_passage(number, len(passages), text, room) for number, text in shown]
    return joined([head, *blocks, Message(note)], "\n\n")


_AROUND = 60
"""UTF-16 units of what stands around a passage: its number, line ends, an ellipsis."""


def _passage(number: int, count: int, text: str, room: int) -> Message:
    heading = marked(Style.ITALIC, wording.NUMBERED.format(number=number, count=count))
    kept = text
    if units(text) > room:
        kept = text[: room // 2]  # every character may be two units, as an emoji is
        space = kept.rfind(" ", len(kept) - _NEAR)
        kept = kept if space == -1 else kept[:space]
    kind = Style.LONG_QUOTE if units(kept) > FOLDED_ABOVE else Style.QUOTE
    quote = Message(kept, (Mark(kind, 0, len(kept)),))
    return joined([heading, quote, Message("" if kept == text else "…")], "\n")


def _whole(article: Article) -> Iterator[Message]:
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
        above = marked(Style.ITALIC, heading[:_LONGEST_PART] if start == 0 else "…")
        yield joined([above, Message(part, (Mark(Style.QUOTE, 0, len(part)),))], "\n")
