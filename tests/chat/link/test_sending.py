"""What becomes of a message that Telegram refuses."""

import contextlib

import pytest
from telegram.error import BadRequest

from tests.chat import updates
from tests.chat.conversation import Conversation
from tests.chat.lighthouse import STEPS


async def test_refused_markup_goes_out_as_the_same_text_plain(conversation: Conversation) -> None:
    conversation.telegram.refuse_next(
        "sendMessage", 400, "Bad Request: can't parse entities: unsupported start tag"
    )
    await conversation.say(STEPS)
    [call] = conversation.telegram.sent("sendMessage")
    assert "parse_mode" not in call
    assert call["text"].startswith("The lighthouse has 212 steps, since the architect")
    assert "<" not in call["text"]


@pytest.mark.parametrize(
    "description",
    ["Bad Request: BUTTON_DATA_INVALID", "Bad Request: message to be replied not found"],
)
async def test_what_is_refused_for_another_reason_goes_out_once_more_as_bare_as_can_be(
    conversation: Conversation, description: str, caplog: pytest.LogCaptureFixture
) -> None:
    conversation.telegram.refuse_next("sendMessage", 400, description)
    await conversation.say(STEPS)
    [call] = conversation.telegram.sent("sendMessage")
    assert call["text"].startswith("The lighthouse has 212 steps, since the architect")
    assert not call.keys() & {"parse_mode", "reply_parameters", "reply_markup"}
    assert "buttons or what it replies to" in caplog.text
    assert "steps" not in caplog.text


async def test_an_edit_that_is_refused_for_another_reason_is_made_without_buttons(
    conversation: Conversation,
) -> None:
    question = await conversation.say(STEPS)
    conversation.telegram.refuse_next("editMessageText", 400, "Bad Request: BUTTON_DATA_INVALID")
    await conversation.happens(updates.edited(question, "Who keeps the light?"))
    [call] = conversation.telegram.sent("editMessageText")
    assert not call.keys() & {"parse_mode", "reply_markup"}


async def test_what_is_refused_in_every_form_is_tried_twice(conversation: Conversation) -> None:
    conversation.bot.application.error_handlers.clear()
    for _ in range(2):
        conversation.telegram.refuse_next("sendMessage", 400, "Bad Request: who knows why")
    with contextlib.suppress(BadRequest):
        await conversation.say(STEPS)
    assert conversation.replies == []
    assert len([c for c in conversation.telegram.calls if c.method == "sendMessage"]) == 2


@pytest.mark.parametrize(
    ("code", "description"),
    [
        (403, "Forbidden: bot was blocked by the user"),
        (400, "Bad Request: chat not found"),
        (400, "Bad Request: not enough rights to send text messages to the chat"),
        (400, "Bad Request: TOPIC_CLOSED"),
    ],
)
async def test_where_nobody_can_be_told_it_gives_up_quietly(
    conversation: Conversation, code: int, description: str
) -> None:
    conversation.telegram.refuse_next("sendMessage", code, description)
    await conversation.say(STEPS)
    assert conversation.replies == []
