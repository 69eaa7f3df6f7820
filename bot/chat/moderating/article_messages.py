"""Messages that show an article to moderators, before and after it is published."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import KeyboardButtonStyle

from bot import phrases, wording
from bot.chat.link.message import LONGEST, Kind, Mark, Message, joined, shortened, units
from bot.chat.link.replies import FOLDED_ABOVE, credited, marked
from bot.keeping.previews import Preview, shown_passages
from bot.search.articles import Article
from bot.search.passages import Passage, split

_IN_A_ROW = 3
_LONGEST_CREDIT = 600
_LONGEST_OLD_CREDIT = 300
_LONGEST_CHANGE = 400
_LONGEST_WARNING = 300
_LONGEST_REASON = 400
_NEAR = 60
"""How many characters a cut may move to fall between words."""


def preview_message(preview: Preview, note: str = "") -> Message:
    """The credit as askers will see it, what may be wrong, and the first two passages and the last.

    What is there already and would be replaced is named, with what changes. A note stands last.
    """
    article = preview.article
    lines = [
        marked(Kind.BOLD, wording.PREVIEW),
        credited(article, _LONGEST_CREDIT),
        _about_text(article, preview.passages),
        *map(_warning, preview.warnings),
        *_about_replaced(preview),
    ]
    return _with_passages(joined(lines, "\n"), article, preview.passages, note)


def article_message(article: Article, loaded: str, times_quoted: int) -> Message:
    """An article of the library: credit, id, passages, when it came, how often it was quoted."""
    passages = split(article)
    lines = [
        credited(article, _LONGEST_CREDIT),
        marked(Kind.CODE, article.id),
        _about_text(article, passages),
        Message(wording.LOADED.format(date=loaded, times=times_quoted)),
    ]
    return _with_passages(joined(lines, "\n"), article, passages)


def refusal_message(reason: Exception) -> Message:
    """Why an article can't be taken."""
    return Message(wording.LOAD_REFUSED.format(reason=shortened(str(reason), _LONGEST_REASON)))


def actions(draft: int, *, is_like_another: bool = False) -> InlineKeyboardMarkup:
    """What can be done with a draft, which may hold much of what another article says."""
    like = [_button(wording.REPLACE_LIKE, draft, "replace")] if is_like_another else []
    return InlineKeyboardMarkup(
        [
            [
                _button(wording.PUBLISH, draft, "publish", KeyboardButtonStyle.SUCCESS),
                _button(wording.EDIT_CREDIT, draft, "edit"),
            ],
            [
                _button(wording.READ_ALL, draft, "read0"),
                _button(wording.TRY, draft, "question"),
                _button(wording.DISCARD, draft, "discard", KeyboardButtonStyle.DANGER),
            ],
            *([like] if like else []),
        ]
    )


def fields(draft: int) -> InlineKeyboardMarkup:
    """What of a draft's credit can be edited."""
    buttons = [_button(label, draft, field) for field, label in wording.FIELDS.items()]
    buttons.append(_button(phrases.BACK, draft, "back"))
    rows = range(0, len(buttons), _IN_A_ROW)
    return InlineKeyboardMarkup([buttons[row : row + _IN_A_ROW] for row in rows])


def way_back(draft: int) -> InlineKeyboardMarkup:
    """The way back to the fields, for who does not want to answer."""
    return InlineKeyboardMarkup([[_button(phrases.BACK, draft, "edit")]])


def cancelling(sent: int) -> InlineKeyboardMarkup:
    """A way to stop reading what was sent with this message."""
    button = InlineKeyboardButton(wording.CANCEL, callback_data=f"reading:{sent}")
    return InlineKeyboardMarkup([[button]])


def offer(add: str, ask: str) -> InlineKeyboardMarkup:
    """What a text may be: an article or a question; these are what the buttons say."""
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(wording.ADD_IT, callback_data=add),
                InlineKeyboardButton(wording.A_QUESTION, callback_data=ask),
            ]
        ]
    )


def _button(label: str, draft: int, action: str, style: str | None = None) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=f"draft:{draft}:{action}", style=style)


def _about_text(article: Article, passages: tuple[Passage, ...]) -> Message:
    language = article.language or "?"
    return Message(wording.ABOUT_TEXT.format(language=language, passages=len(passages)))


def _warning(warning: str) -> Message:
    return Message(wording.WARNING.format(warning=shortened(warning, _LONGEST_WARNING)))


def _about_replaced(preview: Preview) -> list[Message]:
    old, revision = preview.replaces, preview.revision
    if old is None or revision is None:
        return []
    changes = wording.CHANGES.format(
        changed=revision.changed, added=revision.added, removed=revision.removed
    )
    title = shortened(old.credit.title, 200)
    said = [Message(wording.REPLACES.format(title=title, id=old.id, changes=changes))]
    if revision.old_credit:
        credit = shortened(revision.old_credit, _LONGEST_OLD_CREDIT)
        said.append(Message(wording.OLD_CREDIT.format(credit=credit)))
    for before, after in revision.passages[:1]:
        said += [_change(wording.WAS, before), _change(wording.NOW, after)]
    return said


def _change(heading: str, text: str) -> Message:
    return joined([marked(Kind.ITALIC, heading), Message(shortened(text, _LONGEST_CHANGE))], " ")


def _with_passages(
    head: Message, article: Article, passages: tuple[Passage, ...], note: str = ""
) -> Message:
    shown = shown_passages(article, passages)
    room = (LONGEST - head.size - units(note)) // max(1, len(shown)) - _AROUND
    blocks = [_passage(number, len(passages), text, room) for number, text in shown]
    return joined([head, *blocks, Message(note)], "\n\n")


_AROUND = 60
"""UTF-16 units of what stands around a passage: its number, line ends, an ellipsis."""


def _passage(number: int, count: int, text: str, room: int) -> Message:
    heading = marked(Kind.ITALIC, wording.NUMBERED.format(number=number, count=count))
    kept = text
    if units(text) > room:
        kept = text[: room // 2]  # every character may be two units, as an emoji is
        space = kept.rfind(" ", len(kept) - _NEAR)
        kept = kept if space == -1 else kept[:space]
    kind = Kind.LONG_QUOTE if units(kept) > FOLDED_ABOVE else Kind.QUOTE
    quote = Message(kept, (Mark(kind, 0, len(kept)),))
    return joined([heading, quote, Message("" if kept == text else "…")], "\n")
