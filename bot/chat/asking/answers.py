"""Answers: a question gets one, and the edit of a question edits it.

`addressing` says what is asked, the library answers, `replies` renders, `sending` delivers.
"""

import asyncio

import telegram

from bot import wording
from bot.chat.asking import paging, votes, waiting
from bot.chat.asking.flood import admits
from bot.chat.asking.paging import Paged, Turn
from bot.chat.asking.services import Services
from bot.chat.link import addressing, replies, sending
from bot.chat.link.keyboards import keyboard
from bot.chat.link.message import NOTHING, Message
from bot.search.answers import Answer, Verdict
from bot.search.questions import is_only_chat


async def answer(services: Services, message: telegram.Message) -> None:
    """Answer a question; say how to ask where it can't be one, if it was meant for us."""
    question = _question(services, message)
    if question:
        if await admits(services.flood, message):
            await send(services, message, question)
    elif (hint := _hint(message, question)) and await admits(services.flood, message):
        await sending.reply(message, Message(hint))


async def answer_replied(services: Services, query: telegram.CallbackQuery) -> None:
    """Answer the message that the message with the pressed button replies to."""
    shown = query.message
    asked = shown.reply_to_message if isinstance(shown, telegram.Message) else None
    await sending.answer_press(query, None if asked else wording.STALE)
    if asked and isinstance(shown, telegram.Message):
        await sending.remove(shown)
        if await admits(services.flood, asked):
            await send(services, asked, addressing.asked(asked, query.get_bot().bot))


async def answer_anew(services: Services, message: telegram.Message) -> None:
    """An edited question edits its answer; without one it is a new question."""
    question = _question(services, message)
    answer_id = services.memory.answer_to(message.chat.id, message.message_id)
    if not question or (answer_id and question == _question_of(services, message, answer_id)):
        return
    if not await admits(services.flood, message):
        return
    services.waitlist.take(message.chat.id, message.message_id)  # what waits is another question
    if not (answer_id and await _edit_answer(services, message, question, answer_id)):
        await send(services, message, question)


async def send(
    services: Services, message: telegram.Message, question: str, note: Message = NOTHING
) -> int | None:
    """Reply with the answer, below a note of ours; None if the bot can't write there."""
    answered, page, below = await _first_page(services, message, question, note)
    answer_id = await sending.reply(message, page, below)
    _keep(services, message, answered, answer_id)
    return answer_id


def buttons(
    answer: Answer, pages: int, asker: int, *, votable: bool
) -> telegram.InlineKeyboardMarkup | None:
    """What can be pressed below the first of an answer's pages."""
    has_said = answer.shown or answer.facts
    is_open = answer.verdict is not Verdict.ANSWERED and not answer.facts
    return keyboard(
        paging.buttons(Turn(Paged.ANSWER, 0, asker), pages),
        votes.THUMBS if votable and has_said else (),
        [waiting.bell()] if is_open else (),
    )


def _question(services: Services, message: telegram.Message) -> str | None:
    """What this message asks us: empty if nothing yet, None if it is not a question to us."""
    question = addressing.question(message, message.get_bot().bot)
    if not question or not _is_only_chat(services, question):
        return question
    called = addressing.is_private(message) or addressing.is_command(message)
    return "" if called else None


def _is_only_chat(services: Services, text: str) -> bool:
    return any(is_only_chat(text, code) for code in {"en", *services.library.index.languages})


def _question_of(services: Services, message: telegram.Message, answer_id: int) -> str | None:
    return votes.question_of(services, message.chat.id, answer_id)


async def _edit_answer(
    services: Services, message: telegram.Message, question: str, answer_id: int
) -> bool:
    answered, page, below = await _first_page(services, message, question)
    if not await sending.edit(message.get_bot(), message.chat.id, answer_id, page, below):
        return False
    _keep(services, message, answered, answer_id)
    return True


async def _first_page(
    services: Services, message: telegram.Message, question: str, note: Message = NOTHING
) -> tuple[Answer, Message, telegram.InlineKeyboardMarkup | None]:
    """The answer to a question, its first page, and its buttons."""
    # In a thread: others' messages go on travelling, however long this question takes.
    answer, pages = await asyncio.to_thread(replies.reply, services.library.index, question, note)
    votable = services.asked.days > 0
    return answer, pages[0], buttons(answer, len(pages), paging.asker(message), votable=votable)


def _keep(
    services: Services, message: telegram.Message, answer: Answer, answer_id: int | None
) -> None:
    """Remember what was asked and answered; once the answer is out, which need not wait for it."""
    asked = services.asked.add(answer, answer.shown)
    if answer_id:
        services.memory.remember(message.chat.id, message.message_id, answer_id, asked)


def _hint(message: telegram.Message, question: str | None) -> str | None:
    """What to say to a message that asks nothing; None for silence."""
    private = addressing.is_private(message)
    if question == "":
        return wording.USAGE_PRIVATE if private else wording.USAGE_GROUP
    if not private:
        return None
    if addressing.is_command(message):
        return wording.UNKNOWN_COMMAND
    # An album comes as many messages, of which only one can have the words.
    is_content = message.effective_attachment and not message.media_group_id
    return wording.TEXT_ONLY if is_content else None
