"""Paging: the More and Back buttons below a message, and what pressing one does.

A button carries what is paged, the page it leads to (from 0) and who asked, so that it works after
a restart. A client can forge all three: each is only a wish, checked when it arrives.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from itertools import chain

import telegram
from telegram import InlineKeyboardButton

from bot import phrases
from bot.chat.asking import openings, waiting
from bot.chat.asking.flood import Gate
from bot.chat.asking.questions import answered_before, question_above
from bot.chat.asking.services import Services
from bot.chat.link import addressing, sending
from bot.chat.link.keyboards import Row, back_and_more, button, keyboard
from bot.replying import replies
from bot.replying.message import Message
from bot.search.answers import Answer
from bot.translation import Translation

ANYBODY = 0
"""The asker of a message whose pages anybody may turn."""


class Paged(StrEnum):
    """What has pages."""

    ANSWER = "answer"
    ARTICLES = "articles"
    AROUND = "around"
    """What stands around the first quote of an answer: one page, from which Back leads to that."""


@dataclass(frozen=True, slots=True)
class PageTurn:
    """A wish to see a page, numbered from 0, of what `asker` (a user id or `ANYBODY`) was shown."""

    paged: Paged
    page: int
    asker: int


def asker(message: telegram.Message) -> int:
    """Who asked with this message, for a `PageTurn`."""
    # People who write as a group or a channel press buttons as themselves: nobody knows who wrote.
    # To what a tap on a topic asks, the bot replies below its own message.
    if message.sender_chat or message.from_user is None or message.from_user.is_bot:
        return ANYBODY
    return message.from_user.id


def read(data: str) -> PageTurn | None:
    """The turn that a pressed button asks for; None if its data is none of ours."""
    found = _TURN.fullmatch(data)
    return found and PageTurn(Paged(found[1]), int(found[2]), int(found[3]))


def buttons(
    turn: PageTurn, pages: int, say: Translation, *, around: bool = False
) -> list[InlineKeyboardButton]:
    """The buttons that lead from this page, one of `pages`, to others; `around` if more is."""
    if turn.paged is Paged.AROUND:
        return [button(say(phrases.BACK), _data(replace(turn, paged=Paged.ANSWER)))]
    row = back_and_more(turn.page, pages, lambda page: _data(replace(turn, page=page)), say)
    if around and turn.page == 0:
        row.append(button(say(phrases.AROUND), _data(replace(turn, paged=Paged.AROUND))))
    return row


def _data(turn: PageTurn) -> str:
    return f"{turn.paged}:{turn.page}:{turn.asker}"


async def turn(services: Services, query: telegram.CallbackQuery) -> None:
    """Show the wished page in the same message, or tell the person who pressed why not."""
    wish = read(query.data or "")
    message = query.message
    if wish is None or not isinstance(message, telegram.Message):
        await sending.answer_press(query, services.say(phrases.STALE))
        return
    if message.reply_to_message:  # which shows who asked, where a button may be forged
        wish = replace(wish, asker=asker(message.reply_to_message))
    notice = _refusal(services, wish, query.from_user.id)
    page, pages, rows = None, 0, list[Row]()
    if not notice:
        is_answer = wish.paged is not Paged.ARTICLES
        question = question_above(services, message) or "" if is_answer else ""
        work = partial(_page_below, services, wish, message, question)
        page, pages, rows = await services.in_thread(question, work)
        if page is None:
            notice = phrases.CHANGED if pages else phrases.STALE
    await sending.answer_press(query, notice and services.say(notice))
    if page:
        await sending.show_in(message, page, keyboard(*rows))
        services.memory.turned(message.chat.id, message.message_id, wish.page)


async def go_on(services: Services, message: telegram.Message) -> None:
    """Send the next page of the answer that a message replies to, or else of the last one."""
    before = answered_before(services, message)
    if before is None:
        await sending.reply(message, Message(services.say(phrases.NOTHING_ASKED)))
        return
    work = partial(replies.answer_pages, services.library.index, before.question, services.say)
    _, pages = await services.in_thread(before.question, work)
    page = before.page + 1
    if page >= len(pages):
        await sending.reply(message, Message(services.say(phrases.NO_MORE)))
        return
    wish = PageTurn(Paged.ANSWER, page, asker(message))
    below = keyboard(buttons(wish, len(pages), services.say))
    answer_id = await sending.reply(message, pages[page], below)
    if answer_id:
        chat_id, memory = message.chat.id, services.memory
        asked = memory.asked_id(chat_id, before.answer_id)
        memory.remember(chat_id, message.message_id, answer_id, asked)
        memory.heard(chat_id, addressing.writer(message), before.question, answer_id, page)


def _others(message: telegram.Message) -> list[Row]:
    """The rows of buttons below a message that turn no pages."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    return [row for row in rows if not any(read(str(each.callback_data)) for each in row)]


def _refusal(services: Services, wish: PageTurn, person: int) -> str | None:
    if wish.asker not in (ANYBODY, person):
        return phrases.NOT_YOUR_LIST if wish.paged is Paged.ARTICLES else phrases.NOT_YOURS
    return None if services.flood.knock(person) is Gate.OPEN else phrases.ONE_MOMENT


def _page_below(
    services: Services, wish: PageTurn, message: telegram.Message, question: str
) -> tuple[Message | None, int, list[Row]]:
    """A page of what the message shows, how many there are, and the buttons below this one.

    That is the list of articles, or what answers this question. None for a page that is not there;
    no pages if nobody knows any more what it shows.
    """
    index = services.library.index
    if wish.paged is Paged.ARTICLES:
        asked = message.reply_to_message
        is_search = asked and (asked.text or "").casefold().startswith("/articles")
        words = addressing.words_of(asked) if asked and is_search else ""
        shown, opens, page = openings.article_list(services, words, wish.page)
        turns = buttons(wish, page.pages, services.say)
        return shown if wish.page < page.pages else None, page.pages, [*opens, turns]
    if not question:
        return None, 0, []
    others, has_more = _others(message), False
    if wish.paged is Paged.AROUND:
        pages = replies.around(index, question, services.say)
    else:
        answer, pages = replies.answer_pages(index, question, services.say)
        has_more = has_more_around(answer)
        # Below a page that "more" brought, and where the articles have changed, it is missing.
        if wish.page == 0 and not any(
            each.callback_data == waiting.DATA for each in chain(*others)
        ):
            others.append(waiting.bell(answer, services.say))
    found = pages[wish.page] if wish.page < len(pages) else None
    turns = buttons(wish, len(pages), services.say, around=has_more)
    return found, len(pages), [turns, *others]


def has_more_around(answer: Answer) -> bool:
    """Whether something stands around the first quote of an answer."""
    return bool(answer.shown) and answer.shown[0].passages > 1


# At most 34 of the 64 bytes that Telegram takes.
_TURN = re.compile(r"(answer|articles|around):(\d{1,4}):(\d{1,20})", re.ASCII)
