"""The moderators' desk: its real messages, drawn as Telegram shows them."""

from datetime import UTC, datetime

from bot import wording
from bot.asked.asked import Variant
from bot.asked.clusters import clustered
from bot.chat.moderating import article_messages, synonyms, unanswered, undoing
from bot.keeping.corrections import with_field
from bot.keeping.history import Change, Verb
from bot.keeping.previews import examine
from bot.reading.files import read_bytes
from bot.replying.message import Mark, Message, Style
from bot.search.index import Index
from bot.search.library import Library
from bot.search.text.synonyms import parse
from docs.pictures.chat import BRIDGE, BRIDGE_ANEW, drawn, rows_of
from docs.pictures.themes import Theme

_OLD = read_bytes(BRIDGE.encode(), "bridge.md")
_NEW = read_bytes(BRIDGE_ANEW.encode(), "new.md")
_ASKED = {
    "When does the harbour bridge open again?": 5,
    "harbour bridge opening": 2,
    "when will the harbor bridge be open": 1,
}
"""Questions asked in vain, and how often."""
_RULES = "council, town hall\nquay => harbour\n"
_DONE_AT = datetime(2024, 3, 6, 10, 21, tzinfo=UTC)


def loading(library: Library, theme: Theme) -> str:
    """A moderator sends a link to a new version of an article, as SVG."""
    preview = examine(_NEW, [*library.index.articles, _OLD])
    shown = article_messages.preview_message(preview)
    actions = article_messages.actions(1, preview)
    return drawn([(_link(), [(shown, rows_of(actions))])], theme)


def offering(_: Library, theme: Theme) -> str:
    """A moderator pastes a text without a command, as SVG."""
    shown = Message(wording.IS_IT_AN_ARTICLE)
    choices = article_messages.add_or_ask("draft:1:back", "ask:this")
    return drawn([(Message(_NEW.text), [(shown, rows_of(choices))])], theme)


def reading(library: Library, theme: Theme) -> str:
    """All of a new version is read before it is published, as SVG."""
    preview = examine(_NEW, [*library.index.articles, _OLD])
    page, turns = article_messages.text_page(_NEW, 0, "draft:1", preview.revision)
    return drawn([(_link(), [(page, rows_of(turns))])], theme)


def keeping(library: Library, theme: Theme) -> str:
    """A published article's credit is edited, and the change taken back, as SVG."""
    edited = with_field(_OLD, "publisher", "Ostvik Today")
    preview = examine(edited, [*library.index.articles, _OLD], chosen=_OLD.id)
    shown = article_messages.preview_message(preview)
    change = Change(
        Verb.REPLACED, edited.credit.title, (), number=1, by="Ida", made=_DONE_AT.timestamp()
    )
    asked, choices = undoing.undo_question(change)
    turns = [
        (Message("/article bridge"), [(shown, rows_of(article_messages.fields(1)))]),
        (Message("/undo"), [(asked, rows_of(choices))]),
    ]
    return drawn(turns, theme)


def curating(library: Library, theme: Theme) -> str:
    """A question asked in vain is opened, and the synonyms are listed, as SVG."""
    index = Index.of([*library.index.articles, _OLD])
    variants = [Variant(text, n, n, 0, 0, frozenset()) for text, n in _ASKED.items()]
    [cluster] = clustered(variants, index)
    opened, choices = unanswered.opened(cluster, index, 2, 0, number=1)
    listed, removals = synonyms.rule_list(parse(_RULES).rules)
    turns = [
        (Message("/unanswered"), [(opened, rows_of(choices))]),
        (Message("/synonym"), [(listed, rows_of(removals))]),
    ]
    return drawn(turns, theme)


def _link() -> Message:
    link = _NEW.credit.url
    return Message(link, (Mark(Style.LINK, 0, len(link), link),))
