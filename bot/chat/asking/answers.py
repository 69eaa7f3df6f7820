"""Answers: a question gets one, and the edit of a question edits it.

`addressing` says what is asked, the library answers, `replies` renders, `sending` delivers.
"""

from collections.abc import Sequence
from functools import partial

import telegram

from bot import phrases
from bot.chat.asking import paging, removing, small_talk, votes, waiting
from bot.chat.asking.flood import admits
from bot.chat.asking.paging import Paged, PageTurn
from bot.chat.asking.questions import answered_before, question_answered
from bot.chat.asking.services import Services
from bot.chat.link import addressing, sending
from bot.chat.link.keyboards import button, keyboard, topic_rows
from bot.replying import replies
from bot.replying.message import NOTHING, Message
from bot.search.answers import Answer, Verdict, thread_of
from bot.search.index import Index
from bot.search.small_talk import MORE
from bot.search.topics import topics
from bot.translation import Translation

_LONGEST_ASKED = 500
"""Characters of a question whose refusal offers topics of the articles that came closest."""


async def answer(services: Services, message: telegram.Message) -> None:
    """Answer a question or small talk; say how to ask where it can't be one, if it was for us."""
    question = _question(message)
    kind = small_talk.kind_of(services, message, question)
    if kind == MORE:
        if await admits(services.flood, message, services.say):
            await paging.go_on(services, message)
    elif kind:
        await small_talk.respond(services, message, kind)
    elif not question:
        await small_talk.say_how_to_ask(services, message, question)
    elif await admits(services.flood, message, services.say):
        await send(services, message, question, after=_before(services, message))


async def answer_replied(services: Services, query: telegram.CallbackQuery) -> None:
    """Answer the message that the message with the pressed button replies to."""
    shown = query.message
    asked = shown.reply_to_message if isinstance(shown, telegram.Message) else None
    await sending.answer_press(query, None if asked else services.say(phrases.STALE))
    if asked and isinstance(shown, telegram.Message):
        await sending.remove(shown)
        if await admits(services.flood, asked, services.say):
            await send(services, asked, addressing.bare_text(asked, query.get_bot().bot))


async def answer_anew(services: Services, message: telegram.Message) -> None:
    """An edited question edits its answer; without one it is a new question, if it asks."""
    question = _question(message)
    if not question:
        return
    answer_id = services.memory.answer_to(message.chat.id, message.message_id)
    kind = small_talk.kind_of(services, message, question)
    if kind:
        if answer_id and kind != MORE:
            await _take_back(services, message, answer_id, kind)
        return
    known = answer_id and question_answered(services, message.chat.id, answer_id)
    *before, asked = thread_of(known) if known else ("",)
    if question == asked:
        return
    if not await admits(services.flood, message, services.say):
        return
    services.waitlist.take(message.chat.id, message.message_id)  # what waits is another question
    if not (answer_id and await send(services, message, question, after=before, into=answer_id)):
        await send(services, message, question, after=before or _before(services, message))


async def send(
    services: Services,
    message: telegram.Message,
    question: str,
    note: Message = NOTHING,
    after: Sequence[str] = (),
    into: int | None = None,
) -> int | None:
    """Reply with the answer, below a note of ours, or show it `into` an earlier one.

    `after` are the questions that it may follow on from. The answer's id; None if the bot can't
    write there, or the earlier one can't be changed.
    """
    answered, page, below = await services.in_thread(
        question,
        partial(
            first_page,
            services.library.index,
            question,
            paging.asker(message),
            services.say,
            votable=_is_counted(services, message),
            removable=not addressing.is_private(message),
            note=note,
            after=after,
        ),
    )
    if into is None:
        into = await sending.reply(message, page, below)
    elif not await sending.edit(message.get_bot(), message.chat.id, into, page, below):
        return None
    _keep(services, message, answered, into)
    return into


FirstPage = tuple[Answer, Message, telegram.InlineKeyboardMarkup | None]
"""The answer to a question, what is shown of it first, and the buttons below that."""


def first_page(
    index: Index,
    question: str,
    asker: int,
    say: Translation,
    *,
    votable: bool,
    removable: bool = False,
    note: Message = NOTHING,
    after: Sequence[str] = (),
) -> FirstPage:
    """Answer a question that somebody asks, below a note of ours."""
    answer, pages = replies.answer_pages(index, question, say, note, after, further=1)
    names = _ways_out(index, answer)
    page = replies.with_topics(pages[0], say(phrases.TOPICS), names)
    # What a question follows on from is known as long as questions are kept.
    leaves = len(pages) if votable or not answer.earlier else 1
    has_said = answer.shown or answer.facts
    thumbs = votes.THUMBS if votable and has_said else ()
    remove = [button(say(phrases.REMOVE_ANSWER), removing.DATA)] if removable else []
    below = keyboard(
        paging.buttons(
            PageTurn(Paged.ANSWER, 0, asker), leaves, say, around=paging.has_more_around(answer)
        ),
        [*thumbs, *remove] if thumbs else (),
        waiting.bell(answer, say),
        () if thumbs else remove,
        *topic_rows(names),
    )
    return answer, page, below


def _question(message: telegram.Message) -> str | None:
    """What this message asks us: empty if nothing yet, None if it is not a question to us."""
    return addressing.question(message, message.get_bot().bot)


def _before(services: Services, message: telegram.Message) -> Sequence[str]:
    """The questions that this one may follow on from."""
    before = answered_before(services, message)
    return thread_of(before.question) if before else ()


async def _take_back(
    services: Services, message: telegram.Message, answer_id: int, kind: str
) -> None:
    """Say in place of an answer what is said to the small talk that its question has become."""
    if not await admits(services.flood, message, services.say):
        return
    chat_id = message.chat.id
    services.waitlist.take(chat_id, message.message_id)
    shown = await small_talk.response(services, kind)
    if await sending.edit(message.get_bot(), chat_id, answer_id, *shown):
        services.memory.remember(chat_id, message.message_id, answer_id, None)
        if services.memory.last_below(chat_id, answer_id):
            services.memory.forget_last(chat_id, addressing.writer(message))


def _ways_out(index: Index, answer: Answer) -> tuple[str, ...]:
    """Topics to ask about in place of what is not answered: those of what came closest."""
    if answer.verdict is not Verdict.UNANSWERED or answer.facts:
        return ()
    # What is longer than people ask comes close to articles by chance, each time to others.
    nearest = answer.quotes if len(answer.question) <= _LONGEST_ASKED else ()
    return topics(index, tuple({quote.article.id: quote.article for quote in nearest}.values()))


def _keep(
    services: Services, message: telegram.Message, answer: Answer, answer_id: int | None
) -> None:
    """Remember what was asked and answered; once the answer is out, which need not wait for it."""
    is_counted = _is_counted(services, message)
    asked = services.asked.add(answer, answer.shown) if is_counted else None
    if answer_id:
        services.memory.remember(message.chat.id, message.message_id, answer_id, asked)
        services.memory.heard(
            message.chat.id, addressing.writer(message), answer.understood, answer_id
        )


def _is_counted(services: Services, message: telegram.Message) -> bool:
    """Whether the question is kept: what moderators try out in private says nothing of askers."""
    # A private chat has the id of the person.
    return services.asked.days > 0 and message.chat.id not in services.moderators
