"""Publication: from a draft to a published article, by way of a preview."""

import asyncio
import re
from dataclasses import replace

import telegram

from bot import wording
from bot.chat.link import sending
from bot.chat.moderating import article_messages
from bot.chat.moderating.desk import Desk
from bot.chat.moderating.drafts import TEXT, Draft
from bot.keeping.article_files import Outrun
from bot.keeping.corrections import with_field
from bot.keeping.previews import Preview, examine
from bot.keeping.revision import version_of
from bot.replying import replies
from bot.replying.message import Message, joined, shortened
from bot.replying.quotations import credited
from bot.search.answers import Verdict
from bot.search.articles import Article, RejectedFile
from bot.search.index import Index

DATA = re.compile(
    rf"draft:(\d{{1,18}}):(publish|edit|back|discard|replace|read\d{{1,4}}|question|{'|'.join(wording.FIELDS)})",
    re.ASCII,
)
"""What the buttons below a preview say: which draft, and what to do with it."""

_NOTHING = "-"
"""What a moderator types to leave a field empty."""


async def revise(desk: Desk, message: telegram.Message, article: Article, wish: str) -> None:
    """Make a draft of a published article, shown in this message, and ask what is to change.

    The wish is to "edit" its credit, or to replace its `TEXT`.
    """
    place, add = message.message_id, desk.drafts.add
    chat_id, old = message.chat.id, article.id
    draft = await asyncio.to_thread(add, chat_id, article, shown=place, chosen=old)
    if wish == TEXT:
        desk.drafts.ask(draft, TEXT)
    await redraw(desk, message, draft, editing=wish != TEXT, asking=TEXT if wish == TEXT else "")


async def press(desk: Desk, message: telegram.Message, wish: re.Match[str]) -> str | None:
    """Do what the button below a preview is for."""
    draft = await asyncio.to_thread(desk.drafts.get, int(wish[1]), message.chat.id)
    # A button below another message is forged, or shows what has been corrected since.
    if draft is None or message.message_id != draft.shown:
        return wording.PREVIEW_GONE
    desk.drafts.ask_no_more(draft.moderator)
    try:
        return await _do(desk, message, draft, wish[2])
    except RejectedFile as reason:
        await close(desk, message, draft, *article_messages.refusal(reason))
        return None


async def _do(desk: Desk, message: telegram.Message, draft: Draft, wish: str) -> str | None:
    """Do what a button asks of a draft; raises `RejectedFile` if it can't be published any more."""
    match wish:
        case "publish":
            return await _publish(desk, message, draft)
        case "discard":
            title = shortened(draft.article.credit.title, 300)
            await close(desk, message, draft, Message(wording.DISCARDED.format(title=title)))
        case "edit" | "back":
            await redraw(desk, message, draft, editing=wish == "edit")
        case "replace":
            await _replace_like(desk, message, draft)
        case reading if reading.startswith("read"):
            await _show_page(desk, message, draft, int(reading[4:]))
        case field:
            desk.drafts.ask(draft, field)
            await redraw(desk, message, draft, asking=field)
    return None


async def hear(desk: Desk, message: telegram.Message, draft: Draft, field: str) -> None:
    """Take what a moderator types when the bot has asked for something of a draft."""
    said = (message.text or "").strip()
    desk.drafts.ask(draft, field)  # a second question, or try, needs no press
    if field == "question":
        await _answer(message, draft.article, said)
        return
    try:
        article = with_field(draft.article, field, "" if said == _NOTHING else said)
        corrected = replace(draft, article=article)
        await _examined(desk, corrected)
    except RejectedFile as reason:
        refusal = wording.NOT_ACCEPTED.format(reason=shortened(str(reason), 400))
        await redraw(desk, message, draft, asking=field, refusal=refusal)
    else:
        desk.drafts.ask_no_more(draft.moderator)
        await asyncio.to_thread(desk.drafts.correct, draft, article)
        await redraw(desk, message, corrected, editing=True)
    await sending.remove(message)  # so that the preview stays the last message


async def redraw(
    desk: Desk,
    message: telegram.Message,
    draft: Draft,
    *,
    editing: bool = False,
    asking: str = "",
    refusal: str = "",
) -> bool:
    """Show the preview as it is now where it was shown, else as a reply; False if it is refused.

    Below it stand its buttons, or those for the credit, or what the moderator is asked for, and
    why the last answer was refused.
    """
    note = "\n".join(filter(None, (refusal, wording.ASK_FOR.get(asking))))
    try:
        preview = await _examined(desk, draft)
    except RejectedFile as reason:
        await close(desk, message, draft, *article_messages.refusal(reason))
        return False
    if asking and asking != "question":
        keyboard = article_messages.way_back(draft.id)
    elif editing:
        keyboard = article_messages.fields(draft.id)
    else:
        keyboard = article_messages.actions(draft.id, preview)
    shown = await asyncio.to_thread(article_messages.preview_message, preview, note)
    place = await settle(message, draft.shown, shown, keyboard)
    desk.drafts.show(draft.id, place or 0, _seen(preview))
    return True


async def close(
    desk: Desk,
    message: telegram.Message,
    draft: Draft,
    last: Message,
    keyboard: telegram.InlineKeyboardMarkup | None = None,
) -> None:
    """Be done with a draft: these are the last words where its preview was."""
    await asyncio.to_thread(desk.drafts.drop, draft.id)
    await settle(message, draft.shown, last, keyboard)


async def settle(
    message: telegram.Message,
    place: int | None,
    shown: Message,
    keyboard: telegram.InlineKeyboardMarkup | None = None,
) -> int | None:
    """Show this in place of an earlier message of ours, else as a reply; the id of the message."""
    if place and await sending.edit(message.get_bot(), message.chat.id, place, shown, keyboard):
        return place
    return await sending.reply(message, shown, keyboard)


async def _examined(desk: Desk, draft: Draft) -> Preview:
    """What the article would be; raises `RejectedFile`."""
    return await asyncio.to_thread(
        examine, draft.article, desk.articles, name=draft.name, chosen=draft.chosen
    )


async def _replace_like(desk: Desk, message: telegram.Message, draft: Draft) -> None:
    """Let the draft take the place of the article that holds much of the same."""
    preview = await _examined(desk, draft)
    chosen = preview.like.id if preview.like else draft.chosen
    desk.drafts.choose(draft.id, chosen)
    await redraw(desk, message, replace(draft, chosen=chosen))


def _seen(preview: Preview) -> str:
    """Which version the preview says to be replaced; empty for none."""
    return version_of(preview.replaces) if preview.replaces else ""


async def _show_page(desk: Desk, message: telegram.Message, draft: Draft, number: int) -> None:
    """Show a page of the whole text in place of the preview."""
    preview = await _examined(desk, draft)

    def page() -> tuple[Message, telegram.InlineKeyboardMarkup | None]:
        data, revised = f"draft:{draft.id}", preview.revision
        return article_messages.text_page(preview.article, number, data, revised)

    await sending.show_in(message, *await asyncio.to_thread(page))


async def _publish(desk: Desk, message: telegram.Message, draft: Draft) -> str | None:
    try:
        preview = await _examined(desk, draft)
        if _seen(preview) != draft.seen:
            raise Outrun(wording.OUTRUN)
        # A private chat has the name of the person.
        by, publish = message.chat.full_name or "", desk.keeper.publish
        published = await asyncio.to_thread(publish, preview, desk.articles, by=by)
    except Outrun as reason:
        await desk.catch_up()
        await redraw(desk, message, draft)
        return str(reason)
    await desk.catch_up()
    said = wording.PUBLISHED_ANEW if preview.replaces else wording.PUBLISHED
    if people := await desk.news.people_waiting_for(published):
        waited = wording.ONE_WAITED if people == 1 else wording.PEOPLE_WAITED
        said += "\n\n" + waited.format(count=people)
    credit = credited(preview.article, 600)
    await close(desk, message, draft, joined([credit, Message(said)], "\n\n"))
    return None


async def _answer(message: telegram.Message, article: Article, question: str) -> None:
    """Answer from this article alone, as askers would be."""
    answer, pages = await asyncio.to_thread(
        lambda: replies.answer_pages(Index.of([article]), question)
    )
    unanswered = answer.verdict is Verdict.UNANSWERED and not answer.facts
    await sending.reply(message, Message(wording.ARTICLE_UNANSWERED) if unanswered else pages[0])
