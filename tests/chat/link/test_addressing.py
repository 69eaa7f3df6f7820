"""Which messages of a group are for the bot, and where it answers them."""

import pytest

from bot import phrases
from tests.chat.conversation import Conversation
from tests.chat.fake_telegram import ME, Fields
from tests.chat.lighthouse import STEPS, is_about_steps
from tests.chat.updates import BOB, GROUP, entities, message

TOPIC = 55
BY_ME: Fields = {"from": ME}
TOPIC_START = message(
    chat=GROUP,
    message_id=TOPIC,
    is_topic_message=True,
    message_thread_id=TOPIC,
    forum_topic_created={"name": "Sea", "icon_color": 0},
    **BY_ME,
)
OTHER_BOT = {"id": 11, "is_bot": True, "first_name": "Other", "username": "otherbot"}
CHANNEL = {"id": -200, "type": "channel", "title": "News"}


@pytest.mark.parametrize(
    "fields",
    [
        {"text": f"/ask {STEPS}"},
        {"text": f"/ask@ArticleBot {STEPS}"},
        {"text": f"@articlebot {STEPS}"},
        {"text": f"🏝🏝 {STEPS} @ARTICLEBOT"},
        {"caption": f"@ArticleBot {STEPS}", "caption_entities": entities("@ArticleBot")},
        {"text": STEPS, "reply_to_message": message("An answer", **BY_ME)},
        {"text": "/ask", "reply_to_message": message(STEPS, **{"from": BOB})},
        {"text": "@ArticleBot", "reply_to_message": message(caption=STEPS)},
        {"text": "/ask 👀", "reply_to_message": message(STEPS, **{"from": BOB})},
        {
            "text": "/ask",
            "reply_to_message": message(f"Bees! {STEPS}"),
            "quote": {"text": STEPS, "position": 6},
        },
        {
            "text": f"/ask {STEPS}",
            "sender_chat": GROUP,
            "from": {**OTHER_BOT, "id": 1087968824},
        },
    ],
    ids=[
        "command",
        "command with our name",
        "mention",
        "mention after emoji",
        "mention in a caption",
        "reply to us",
        "command in reply to a message",
        "mention in reply to a photo",
        "command with an emoji in reply to a message",
        "command in reply to a part of a message",
        "anonymous admin",
    ],
)
async def test_what_is_addressed_to_us_is_answered(
    conversation: Conversation, fields: Fields
) -> None:
    await conversation.say(chat=GROUP, **fields)
    assert [is_about_steps(reply) for reply in conversation.replies] == [True]


@pytest.mark.parametrize(
    "fields",
    [
        {"text": STEPS},
        {"text": f"/ask@otherbot {STEPS}"},
        {"text": f"@ArticleBot2 {STEPS}"},
        {"text": f"me@ArticleBot {STEPS}"},
        {"text": "/frobnicate"},
        {"text": "/start"},
        {"text": STEPS, "reply_to_message": message("hello", **{"from": BOB})},
        {
            "text": STEPS,
            "is_topic_message": True,
            "message_thread_id": TOPIC,
            "reply_to_message": TOPIC_START,
        },
        {
            "text": STEPS,
            "is_topic_message": True,
            "message_thread_id": TOPIC,
            "reply_to_message": message("Welcome", message_id=TOPIC, **BY_ME),
        },
        {"text": STEPS, "reply_to_message": TOPIC_START},
        {"text": f"/ask {STEPS}", "via_bot": OTHER_BOT},
        {"text": f"/ask {STEPS}", "from": OTHER_BOT},
        {"text": f"/ask {STEPS}", "sender_chat": CHANNEL, "is_automatic_forward": True},
        {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 2}},
        {
            "sticker": {
                "file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1,
                "height": 1, "is_animated": False, "is_video": False,
            },
            "reply_to_message": message("An answer", **BY_ME),
        },
        {"text": "😂!", "reply_to_message": message("An answer", **BY_ME)},
    ],
    ids=[
        "talk",
        "another bot's command",
        "a longer name",
        "no mention",
        "an unknown command",
        "a command of many bots",
        "reply to somebody",
        "first message of a topic",
        "first words of a topic",
        "opening of a topic",
        "via an inline bot",
        "from a bot",
        "forwarded from the channel",
        "voice",
        "a sticker in reply to us",
        "an emoji in reply to us",
    ],
)  # fmt: skip
async def test_everything_else_is_silence(conversation: Conversation, fields: Fields) -> None:
    await conversation.say(chat=GROUP, **fields)
    assert conversation.telegram.sent("sendMessage") == []


@pytest.mark.parametrize(
    "kind", ["channel_post", "business_message", "guest_message", "edited_channel_post"]
)
async def test_what_is_no_message_to_us_is_silence(conversation: Conversation, kind: str) -> None:
    await conversation.happens({"update_id": 1, kind: message(f"/ask {STEPS}")})
    assert conversation.telegram.sent("sendMessage") == []


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("/help", phrases.HELP_GROUP),
        ("/start@ArticleBot", f"{phrases.HELP_GROUP}\n\n{phrases.FIRST_TOPICS}"),
        ("/ask", phrases.USAGE_GROUP),
        ("@ArticleBot", phrases.USAGE_GROUP),
    ],
)
async def test_help_says_how_to_ask_in_a_group(
    conversation: Conversation, text: str, reply: str
) -> None:
    await conversation.say(text, chat=GROUP)
    assert conversation.replies == [reply]


async def test_the_answer_stays_in_its_topic(conversation: Conversation) -> None:
    await conversation.say(
        f"/ask {STEPS}", chat=GROUP, is_topic_message=True, message_thread_id=TOPIC
    )
    [call] = conversation.telegram.sent("sendMessage")
    assert call["message_thread_id"] == TOPIC


async def test_a_thread_that_is_no_topic_is_left_alone(conversation: Conversation) -> None:
    await conversation.say(f"/ask {STEPS}", chat=GROUP, message_thread_id=TOPIC)
    [call] = conversation.telegram.sent("sendMessage")
    assert "message_thread_id" not in call


async def test_when_the_topic_is_gone_the_answer_goes_to_the_group(
    conversation: Conversation,
) -> None:
    conversation.telegram.refuse_next("sendMessage", 400, "Bad Request: message thread not found")
    await conversation.say(
        f"/ask {STEPS}", chat=GROUP, is_topic_message=True, message_thread_id=TOPIC
    )
    [call] = conversation.telegram.sent("sendMessage")
    assert "message_thread_id" not in call
