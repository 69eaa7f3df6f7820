"""Questions: what was asked in a chat before, as far as it is known any more.

All are given as they were understood, with the questions that they followed on from.
"""

import telegram

from bot.chat.asking.memory import Last
from bot.chat.asking.services import Services
from bot.chat.link import addressing


def question_answered(services: Services, chat_id: int, answer_id: int) -> str | None:
    """What this message of ours answered; None if that is not kept, or no more."""
    asked = services.memory.asked_id(chat_id, answer_id)
    if asked is not None:
        return services.asked.text(asked)
    last = services.memory.last_below(chat_id, answer_id)
    return last.question if last else None


def question_above(services: Services, message: telegram.Message) -> str | None:
    """What our message answered, also where it is not kept: by the message that it replies to."""
    question = question_answered(services, message.chat.id, message.message_id)
    asking = message.reply_to_message
    if question is None and asking and addressing.is_from_person(asking):
        question = addressing.bare_text(asking, message.get_bot().bot)
    return question or None


def answered_before(services: Services, message: telegram.Message) -> Last | None:
    """The answer that a message replies to, or else its writer's last; None if it is not known."""
    chat_id, memory = message.chat.id, services.memory
    answer_id = addressing.replied_to(message, message.get_bot().bot)
    if not answer_id:
        return memory.last(chat_id, addressing.writer(message))
    question = question_answered(services, chat_id, answer_id)
    kept = Last(question, answer_id, page=0, at=0.0) if question else None
    return memory.last_below(chat_id, answer_id) or kept
