"""What becomes of a message that Telegram refuses."""

import pytest

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
