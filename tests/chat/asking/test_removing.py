"""Answers that are taken away in a group."""

import pytest

from bot import phrases
from tests.chat.conversation import Conversation
from tests.chat.updates import ADA, BOB, GROUP, pressed


@pytest.mark.parametrize(
    ("person", "owners", "removed"),
    [(ADA, set(), True), (BOB, set(), False), (BOB, {BOB["id"]}, True)],
    ids=["who asked", "somebody else", "an admin"],
)
async def test_who_asked_and_admins_remove_an_answer(
    conversation: Conversation, person: dict[str, int], owners: set[int], removed: bool
) -> None:
    conversation.telegram.owners = owners
    question = await conversation.say("/ask lighthouse", chat=GROUP)
    below = conversation.answer_below(question)
    labels = [each["text"] for row in below["reply_markup"]["inline_keyboard"] for each in row]
    assert phrases.REMOVE_ANSWER in labels
    await conversation.happens(pressed("remove", below, by=person))
    assert conversation.notices == [None if removed else phrases.NOT_YOURS_TO_REMOVE]
    deleted = [call["message_id"] for call in conversation.telegram.sent("deleteMessage")]
    assert deleted == ([1001] if removed else [])


async def test_of_an_answer_that_telegram_does_not_delete_any_more_nothing_is_left(
    conversation: Conversation,
) -> None:
    question = await conversation.say("/ask lighthouse", chat=GROUP)
    description = "Bad Request: message can't be deleted for everyone"
    conversation.telegram.refuse_next("deleteMessage", 400, description)
    await conversation.happens(pressed("remove", conversation.answer_below(question)))
    [left] = conversation.telegram.sent("editMessageText")
    assert left["text"] == "…"
    assert "reply_markup" not in left


async def test_in_private_there_is_nothing_to_remove(conversation: Conversation) -> None:
    await conversation.say("lighthouse")
    rows = conversation.telegram.buttons_below(1001)
    assert phrases.REMOVE_ANSWER not in [each["text"] for row in rows for each in row]
