"""Publication: from what a moderator has sent to a published article, by way of a preview."""

import asyncio
import re
from collections.abc import Callable, Coroutine
from dataclasses import replace
from functools import partial
from typing import Any, NoReturn

import telegram
from telegram.ext import filters

from bot import phrases, wording
from bot.chat.link import addressing, replies, sending
from bot.chat.link.message import Message, joined, shortened
from bot.chat.link.turns import step_aside
from bot.chat.moderating import article_messages, whole_text
from bot.chat.moderating.desk import Desk
from bot.chat.moderating.drafts import Draft, Drafts
from bot.chat.moderating.uploads import from_link
from bot.keeping.corrections import recredited, with_field
from bot.keeping.disk import NotChanged
from bot.keeping.keeper import Outrun
from bot.keeping.previews import Preview, examine
from bot.keeping.revision import version_of
from bot.search.answers import Verdict
from bot.search.articles import Article, IgnoredFile, RejectedFile
from bot.search.library import Index

DATA = re.compile(
    rf"draft:(\d{{1,18}}):(publish|edit|back|discard|replace|read\d{{1,4}}|question|{'|'.join(wording.FIELDS)})",
    re.ASCII,
)
"""What the buttons below a preview say: which draft, and what to do with it."""

TEXT = "text"
"""What a moderator is asked for who replaces an article's text: it is read, not typed."""

SYNONYM = "synonym"
"""What a moderator is asked for who adds a synonym to a word that was asked in vain."""

_NOTHING = "-"
"""What a moderator types to leave a field empty."""

CANCEL = re.compile(r"reading:(\d{1,18})", re.ASCII)
"""What the button below a message that says “Reading…” says: which message is being read."""

Source = Callable[[], Coroutine[Any, Any, tuple[Article, str]]]
"""Gives an article and the name of the file that it came in; raises `RejectedFile`."""


async def load(
    desk: Desk, message: telegram.Message, source: Source, *, is_slow: bool = False
) -> int | None:
    """Reply with a preview of what the moderator has sent, or why it can't be taken.

    The draft's id; None if it was refused. What may be slow can be cancelled, and what the
    moderator says meanwhile does not wait for it.
    """
    moderator, sent = message.chat.id, message.message_id
    version = await _awaiting_text(desk, moderator)
    working = await _begin_reading(desk, message, can_cancel=is_slow)
    if is_slow:
        step_aside()
    try:
        article, name = await _read(desk, message, source)
        if version:
            article = recredited(article, version.article)
        chosen = version.chosen if version else ""
        preview, shown = await _previewed(desk, article, name, chosen)
    except (RejectedFile, IgnoredFile) as reason:
        await settle(message, working, article_messages.refusal_message(reason))
        desk.placeholders.end(moderator, sent)
        return None
    except Exception:  # the moderator hears of it elsewhere
        await settle(message, working, Message(wording.NOT_READ))
        desk.placeholders.end(moderator, sent)
        raise
    draft = await asyncio.to_thread(desk.drafts.add, moderator, article, name)
    if version:
        desk.drafts.choose(draft, chosen)
        await close(desk, message.get_bot(), version, Message(wording.GOES_ON_BELOW))
    place = await settle(message, working, shown, _actions(draft, preview))
    desk.drafts.show(draft, place or 0, _seen(preview))
    desk.placeholders.end(moderator, sent)
    return draft


async def load_page(desk: Desk, message: telegram.Message, url: str) -> None:
    """Preview the page at this address, which a message of a moderator links to."""
    await load(desk, message, lambda: from_link(url, desk.is_allowed), is_slow=True)


async def revise(desk: Desk, message: telegram.Message, article: Article, wish: str) -> None:
    """Make a draft of a published article, shown in this message, and ask what is to change.

    The wish is to "edit" its credit, or to replace its `TEXT`.
    """
    number = await asyncio.to_thread(desk.drafts.add, message.chat.id, article, "")
    desk.drafts.choose(number, article.id)
    desk.drafts.show(number, message.message_id, "")
    draft = await asyncio.to_thread(desk.drafts.get, number, message.chat.id)
    assert draft is not None
    if wish == TEXT:
        desk.drafts.ask(draft, TEXT)
    await redraw(desk, message, draft, editing=wish != TEXT, asking=TEXT if wish == TEXT else "")


async def cancel(
    desk: Desk, query: telegram.CallbackQuery, message: telegram.Message, wish: re.Match[str]
) -> None:
    """Stop reading what the moderator has sent."""
    work = desk.placeholders.work.get((message.chat.id, int(wish[1])))
    await sending.answer_press(query, None if work else phrases.STALE)
    if work:
        work.cancel()


async def press(
    desk: Desk, query: telegram.CallbackQuery, message: telegram.Message, wish: re.Match[str]
) -> None:
    """Do what the button below a preview is for."""
    draft = await asyncio.to_thread(desk.drafts.get, int(wish[1]), query.from_user.id)
    # A button below another message is forged, or shows what has been corrected since.
    if draft is None or message.message_id != draft.shown:
        await sending.answer_press(query, wording.PREVIEW_GONE)
        return
    desk.drafts.ask_no_more(draft.moderator)
    match wish[2]:
        case "publish":
            await _publish(desk, query, message, draft)
        case "discard":
            await _discard(desk, query, draft)
        case "edit" | "back":
            await sending.answer_press(query)
            await redraw(desk, message, draft, editing=wish[2] == "edit")
        case "replace":
            await sending.answer_press(query)
            await _replace_like(desk, message, draft)
        case reading if reading.startswith("read"):
            await sending.answer_press(query)
            await _show_page(desk, message, draft, int(reading[4:]))
        case field:
            await sending.answer_press(query)
            desk.drafts.ask(draft, field)
            await redraw(desk, message, draft, asking=field)


async def hear(desk: Desk, message: telegram.Message) -> None:
    """Take what a moderator types when the bot has asked for something of a draft."""
    asked = desk.drafts.asked(message.chat.id)
    assert asked is not None
    number, field = asked
    draft = await asyncio.to_thread(desk.drafts.get, number, message.chat.id)
    if draft is None:  # it was forgotten meanwhile
        await sending.reply(message, Message(wording.PREVIEW_GONE))
        return
    said = (message.text or "").strip()
    desk.drafts.ask(draft, field)  # a second question, or try, needs no press
    if field == "question":
        await _answer(message, draft.article, said)
        return
    try:
        article = with_field(draft.article, field, "" if said == _NOTHING else said)
        await _previewed(desk, article, draft.name, draft.chosen)
    except RejectedFile as reason:
        refusal = wording.NOT_ACCEPTED.format(reason=shortened(str(reason), 400))
        await redraw(desk, message, draft, asking=field, refusal=refusal)
    else:
        desk.drafts.ask_no_more(draft.moderator)
        await asyncio.to_thread(desk.drafts.correct, draft, article)
        await redraw(desk, message, replace(draft, article=article), editing=True)
    await sending.remove(message)  # so that the preview stays the last message


async def redraw(
    desk: Desk,
    message: telegram.Message,
    draft: Draft,
    *,
    editing: bool = False,
    asking: str = "",
    refusal: str = "",
) -> None:
    """Show the preview as it is now, in the same message; as a reply to this one if that is gone.

    Below it stand its buttons, or those for the credit, or what the moderator is asked for, and
    why the last answer was refused.
    """
    note = "\n".join(filter(None, (refusal, wording.ASK_FOR.get(asking))))
    try:
        preview, shown = await _previewed(desk, draft.article, draft.name, draft.chosen, note)
    except RejectedFile as reason:
        await close(desk, message.get_bot(), draft, article_messages.refusal_message(reason))
        return
    if asking and asking != "question":
        keyboard = article_messages.way_back(draft.id)
    elif editing:
        keyboard = article_messages.fields(draft.id)
    else:
        keyboard = _actions(draft.id, preview)
    place = await settle(message, draft.shown, shown, keyboard)
    desk.drafts.show(draft.id, place or 0, _seen(preview))


async def close(desk: Desk, bot: telegram.Bot, draft: Draft, last: Message) -> None:
    """Be done with a draft: these are the last words where its preview was."""
    await asyncio.to_thread(desk.drafts.drop, draft.id)
    await sending.edit(bot, draft.moderator, draft.shown, last)


async def settle(
    message: telegram.Message,
    working: int | None,
    shown: Message,
    keyboard: telegram.InlineKeyboardMarkup | None = None,
) -> int | None:
    """Show this in place of an earlier message of ours, else as a reply; the id of the message."""
    bot, chat_id = message.get_bot(), message.chat.id
    if working and await sending.edit(bot, chat_id, working, shown, keyboard):
        return working
    return await sending.reply(message, shown, keyboard)


class AnswersPrompt(filters.MessageFilter):
    """Lets through what answers the bot, which has asked a moderator for something of a draft."""

    def __init__(self, drafts: Drafts, field: str = "") -> None:
        """With a field, lets through what is said for that; else all that `hear` takes."""
        super().__init__()
        self._drafts = drafts
        self._field = field

    def filter(self, message: telegram.Message) -> bool:
        """Whether this message is let through."""
        is_said = bool(message.text) and not addressing.is_command(message)
        asked = self._drafts.asked(message.chat.id) if is_said else None
        if asked is None or not self._field:
            return asked is not None and asked[1] not in (TEXT, SYNONYM)
        return asked[1] == self._field


async def _previewed(
    desk: Desk, article: Article, name: str, chosen: str, note: str = ""
) -> tuple[Preview, Message]:
    """What the article would be, and the message that shows it; raises `RejectedFile`."""

    def previewed() -> tuple[Preview, Message]:
        preview = examine(article, desk.articles, name=name, chosen=chosen)
        return preview, article_messages.preview_message(preview, note)

    return await asyncio.to_thread(previewed)


def _actions(draft: int, preview: Preview) -> telegram.InlineKeyboardMarkup:
    is_like_another = preview.like is not None and preview.replaces is None
    return article_messages.actions(draft, is_like_another=is_like_another)


async def _awaiting_text(desk: Desk, moderator: int) -> Draft | None:
    """The draft of a published article for which this moderator is asked for a new text."""
    number, field = desk.drafts.asked(moderator) or (0, "")
    return await asyncio.to_thread(desk.drafts.get, number, moderator) if field == TEXT else None


async def _replace_like(desk: Desk, message: telegram.Message, draft: Draft) -> None:
    """Let the draft take the place of the article that holds much of the same."""
    articles = desk.articles
    preview = await asyncio.to_thread(lambda: examine(draft.article, articles, chosen=draft.chosen))
    chosen = preview.like.id if preview.like else draft.chosen
    desk.drafts.choose(draft.id, chosen)
    await redraw(desk, message, replace(draft, chosen=chosen))


def _seen(preview: Preview) -> str:
    """Which version the preview says to be replaced; empty for none."""
    return version_of(preview.replaces) if preview.replaces else ""


async def _begin_reading(desk: Desk, message: telegram.Message, *, can_cancel: bool) -> int | None:
    """Say that it is being read; the id of the message that does, None if it can't be said.

    What was sent before, and has been edited or was cut off, goes on in the same message.
    """
    moderator, sent = message.chat.id, message.message_id
    buttons = article_messages.cancelling(sent) if can_cancel else None
    earlier = desk.placeholders.shown(moderator, sent)
    shown = await settle(message, earlier, Message(wording.READING_FILE), buttons)
    if shown:
        desk.placeholders.begin(moderator, sent, shown)
    return shown


async def _read(desk: Desk, message: telegram.Message, source: Source) -> tuple[Article, str]:
    """What the source gives; raises `RejectedFile`, also when the moderator cancels it."""
    key = message.chat.id, message.message_id
    work = asyncio.ensure_future(source())
    desk.placeholders.work[key] = work
    try:
        return await work
    except asyncio.CancelledError as end:
        task = asyncio.current_task()
        if task and task.cancelling():  # the bot stops
            raise
        raise RejectedFile(wording.CANCELLED) from end
    finally:
        desk.placeholders.work.pop(key, None)


async def _show_page(desk: Desk, message: telegram.Message, draft: Draft, number: int) -> None:
    """Show a page of the whole text in place of the preview."""
    article, articles = draft.article, desk.articles

    def read() -> tuple[Message, telegram.InlineKeyboardMarkup | None]:
        revision = examine(article, articles, chosen=draft.chosen).revision
        return whole_text.shown(article, number, f"draft:{draft.id}", revision)

    try:
        page, below = await asyncio.to_thread(read)
    except RejectedFile as reason:
        await close(desk, message.get_bot(), draft, article_messages.refusal_message(reason))
        return
    await sending.show_in(message, page, below)


async def _publish(
    desk: Desk, query: telegram.CallbackQuery, message: telegram.Message, draft: Draft
) -> None:
    bot = query.get_bot()
    try:
        preview, _ = await _previewed(desk, draft.article, draft.name, draft.chosen)
        if _seen(preview) != draft.seen:
            _outrun()
        by = query.from_user.full_name
        publish = partial(desk.keeper.publish, preview, desk.articles, by=by)
        published = await asyncio.to_thread(publish)
    except Outrun as reason:
        await sending.answer_press(query, str(reason))
        await desk.catch_up()
        await redraw(desk, message, draft)
    except NotChanged as reason:
        await sending.answer_press(query, shortened(str(reason), 200))
    except RejectedFile as reason:
        await sending.answer_press(query)
        await close(desk, bot, draft, article_messages.refusal_message(reason))
    else:
        await sending.answer_press(query)
        await desk.catch_up()
        said = wording.PUBLISHED_ANEW if preview.replaces else wording.PUBLISHED
        if people := await desk.news.people_waiting_for(published):
            waited = wording.ONE_WAITED if people == 1 else wording.PEOPLE_WAITED
            said += "\n\n" + waited.format(count=people)
        credited = replies.credited(draft.article, 600)
        await close(desk, bot, draft, joined([credited, Message(said)], "\n\n"))


def _outrun() -> NoReturn:
    raise Outrun(wording.OUTRUN)


async def _discard(desk: Desk, query: telegram.CallbackQuery, draft: Draft) -> None:
    await sending.answer_press(query)
    title = shortened(draft.article.credit.title, 300)
    await close(desk, query.get_bot(), draft, Message(wording.DISCARDED.format(title=title)))


async def _answer(message: telegram.Message, article: Article, question: str) -> None:
    """Answer from this article alone, as askers would be."""
    answer, pages = await asyncio.to_thread(lambda: replies.reply(Index.of([article]), question))
    unanswered = answer.verdict is Verdict.UNANSWERED and not answer.facts
    await sending.reply(message, Message(wording.ARTICLE_UNANSWERED) if unanswered else pages[0])
