from typing import Any

import pytest

from bot import wording
from tests.chat.conftest import Conversation
from tests.chat.fake_telegram import ME, Fields
from tests.chat.updates import BOB, GROUP, PRIVATE, edited, entities, message, pressed

STEPS = "How many steps has the lighthouse?"
BUILT = "Which engineer built the lighthouse in 1871?"
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


def is_about_steps(reply: str) -> bool:
    return "<blockquote>" in reply and "212" in reply.split("</blockquote>")[0]


class TestInPrivate:
    async def test_any_text_is_a_question_answered_in_reply_to_it(
        self, conversation: Conversation
    ) -> None:
        question = await conversation.say(STEPS)
        [call] = conversation.telegram.sent("sendMessage")
        assert is_about_steps(call["text"])
        assert call["reply_parameters"]["message_id"] == question["message_id"]
        assert call["reply_parameters"]["allow_sending_without_reply"] is True
        assert call["link_preview_options"] == {"is_disabled": True}

    @pytest.mark.parametrize("text", [f"/ask {STEPS}", f"/ASK@articlebot {STEPS}"])
    async def test_ask_works_too(self, conversation: Conversation, text: str) -> None:
        await conversation.say(text)
        assert [is_about_steps(reply) for reply in conversation.replies] == [True]

    async def test_a_caption_is_a_question(self, conversation: Conversation) -> None:
        await conversation.say(caption=STEPS, photo=[])
        assert [is_about_steps(reply) for reply in conversation.replies] == [True]

    @pytest.mark.parametrize(
        ("text", "reply"),
        [
            ("/start", wording.START),
            ("/start deep-link", wording.START),
            ("/help", wording.HELP_PRIVATE),
            ("/privacy", wording.PRIVACY.format(days=90)),
            ("/ask", wording.USAGE_PRIVATE),
            ("/frobnicate", wording.UNKNOWN_COMMAND),
            ("/ask@otherbot lighthouse", wording.UNKNOWN_COMMAND),
            ("@ArticleBot", wording.USAGE_PRIVATE),
        ],
    )
    async def test_commands_are_answered(
        self, conversation: Conversation, text: str, reply: str
    ) -> None:
        await conversation.say(text)
        assert conversation.replies == [reply]

    async def test_what_is_no_text_gets_one_friendly_sentence(
        self, conversation: Conversation
    ) -> None:
        await conversation.say(voice={"file_id": "v", "file_unique_id": "v", "duration": 2})
        assert conversation.replies == [wording.TEXT_ONLY]

    async def test_service_messages_are_passed_over(self, conversation: Conversation) -> None:
        await conversation.say(pinned_message=message("hello"))
        assert conversation.replies == []

    async def test_an_album_is_answered_by_its_caption_alone(
        self, conversation: Conversation
    ) -> None:
        photo = {"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}
        await conversation.say(photo=[photo], media_group_id="1", caption=STEPS)
        await conversation.say(photo=[photo], media_group_id="1")
        assert [is_about_steps(reply) for reply in conversation.replies] == [True]

    async def test_articles_lists_the_credit(self, conversation: Conversation) -> None:
        await conversation.say("/articles")
        assert conversation.replies == [
            f"{wording.ONE_ARTICLE}\n\n"
            '<a href="https://courier.example/lighthouse">The lighthouse of Skerrin</a>'
            " · Ida Moor and Tom Fell · Skerrin Courier · 1932-06-01"
        ]

    async def test_a_question_of_half_an_emoji_and_controls_is_answered(
        self, conversation: Conversation
    ) -> None:
        await conversation.say(f"\ud83d\x00 {STEPS}")
        assert [is_about_steps(reply) for reply in conversation.replies] == [True]

    async def test_the_longest_question_is_answered(self, conversation: Conversation) -> None:
        await conversation.say(("lighthouse " * 372)[:4096])
        assert len(conversation.replies) == 1

    async def test_a_library_without_articles_says_so(self, conversation: Conversation) -> None:
        conversation.library.index = type(conversation.library.index).of([])
        await conversation.say(STEPS)
        await conversation.say("/articles")
        assert conversation.replies == [wording.EMPTY_LIBRARY, wording.EMPTY_LIBRARY]


class TestInGroups:
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
            "command in reply to a part of a message",
            "anonymous admin",
        ],
    )
    async def test_what_is_addressed_to_us_is_answered(
        self, conversation: Conversation, fields: Fields
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
        ],
    )  # fmt: skip
    async def test_everything_else_is_silence(
        self, conversation: Conversation, fields: Fields
    ) -> None:
        await conversation.say(chat=GROUP, **fields)
        assert conversation.telegram.sent("sendMessage") == []

    @pytest.mark.parametrize(
        "kind", ["channel_post", "business_message", "guest_message", "edited_channel_post"]
    )
    async def test_what_is_no_message_to_us_is_silence(
        self, conversation: Conversation, kind: str
    ) -> None:
        await conversation.happens({"update_id": 1, kind: message(f"/ask {STEPS}")})
        assert conversation.telegram.sent("sendMessage") == []

    @pytest.mark.parametrize(
        ("text", "reply"),
        [
            ("/help", wording.HELP_GROUP),
            ("/start@ArticleBot", wording.HELP_GROUP),
            ("/ask", wording.USAGE_GROUP),
            ("@ArticleBot", wording.USAGE_GROUP),
        ],
    )
    async def test_help_says_how_to_ask_in_a_group(
        self, conversation: Conversation, text: str, reply: str
    ) -> None:
        await conversation.say(text, chat=GROUP)
        assert conversation.replies == [reply]

    async def test_the_answer_stays_in_its_topic(self, conversation: Conversation) -> None:
        await conversation.say(
            f"/ask {STEPS}", chat=GROUP, is_topic_message=True, message_thread_id=TOPIC
        )
        [call] = conversation.telegram.sent("sendMessage")
        assert call["message_thread_id"] == TOPIC

    async def test_a_thread_that_is_no_topic_is_left_alone(
        self, conversation: Conversation
    ) -> None:
        await conversation.say(f"/ask {STEPS}", chat=GROUP, message_thread_id=TOPIC)
        [call] = conversation.telegram.sent("sendMessage")
        assert "message_thread_id" not in call

    async def test_when_the_topic_is_gone_the_answer_goes_to_the_group(
        self, conversation: Conversation
    ) -> None:
        conversation.telegram.refuse_next(
            "sendMessage", 400, "Bad Request: message thread not found"
        )
        await conversation.say(
            f"/ask {STEPS}", chat=GROUP, is_topic_message=True, message_thread_id=TOPIC
        )
        [call] = conversation.telegram.sent("sendMessage")
        assert "message_thread_id" not in call


class TestWhenTelegramRefuses:
    async def test_refused_markup_goes_out_as_the_same_text_plain(
        self, conversation: Conversation
    ) -> None:
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
        self, conversation: Conversation, code: int, description: str
    ) -> None:
        conversation.telegram.refuse_next("sendMessage", code, description)
        await conversation.say(STEPS)
        assert conversation.replies == []


class TestEdits:
    async def test_an_edited_question_edits_its_answer(self, conversation: Conversation) -> None:
        question = await conversation.say("Where are the bees?")
        await conversation.happens(edited(question, STEPS))
        [call] = conversation.telegram.sent("editMessageText")
        assert is_about_steps(call["text"])
        assert call["message_id"] == 1001
        assert len(conversation.replies) == 1

    async def test_an_edit_that_changes_no_word_changes_nothing(
        self, conversation: Conversation
    ) -> None:
        question = await conversation.say(STEPS)
        await conversation.happens(edited(question, STEPS))
        assert conversation.telegram.sent("editMessageText") == []

    async def test_an_edit_back_to_the_first_words_counts_too(
        self, conversation: Conversation
    ) -> None:
        question = await conversation.say(STEPS)
        await conversation.happens(edited(question, "Where are the bees?"))
        await conversation.happens(edited(question, STEPS))
        edits = conversation.telegram.sent("editMessageText")
        assert [is_about_steps(edit["text"]) for edit in edits] == [False, True]

    async def test_an_edit_that_makes_it_a_question_to_us_is_answered(
        self, conversation: Conversation
    ) -> None:
        talk = await conversation.say(STEPS, chat=GROUP)
        await conversation.happens(edited(talk, f"/ask {STEPS}"))
        assert [is_about_steps(reply) for reply in conversation.replies] == [True]

    async def test_an_edit_of_other_peoples_talk_is_silence(
        self, conversation: Conversation
    ) -> None:
        talk = await conversation.say("hello", chat=GROUP)
        await conversation.happens(edited(talk, STEPS))
        assert conversation.telegram.sent("sendMessage") == []

    async def test_when_the_answer_was_deleted_it_is_sent_anew(
        self, conversation: Conversation
    ) -> None:
        question = await conversation.say("Where are the bees?")
        conversation.telegram.refuse_next(
            "editMessageText", 400, "Bad Request: message to edit not found"
        )
        await conversation.happens(edited(question, STEPS))
        assert [is_about_steps(reply) for reply in conversation.replies] == [False, True]

    async def test_an_edit_to_the_same_answer_is_no_error(self, conversation: Conversation) -> None:
        question = await conversation.say("steps")
        conversation.telegram.refuse_next(
            "editMessageText", 400, "Bad Request: message is not modified: the same"
        )
        await conversation.happens(edited(question, "steps?"))
        assert len(conversation.replies) == 1


class TestPages:
    async def test_more_and_back_turn_pages_in_the_same_message(
        self, conversation: Conversation
    ) -> None:
        question = await conversation.say("lighthouse")
        below = conversation.answer_below(question)
        [first] = conversation.telegram.sent("sendMessage")
        await conversation.happens(pressed(button(first, wording.MORE), below))
        [second] = conversation.telegram.sent("editMessageText")
        assert second["text"].startswith("<i>" + wording.FURTHER.format(page=2, pages=3))
        await conversation.happens(pressed(button(second, wording.BACK), below))
        [_, third] = conversation.telegram.sent("editMessageText")
        assert third["text"] == first["text"]
        assert conversation.notices == [None, None]

    async def test_no_passage_is_shown_twice_and_the_last_page_has_no_more(
        self, conversation: Conversation
    ) -> None:
        question = await conversation.say("lighthouse")
        below = conversation.answer_below(question)
        shown = conversation.telegram.sent("sendMessage")
        while wording.MORE in buttons(shown[-1]):
            await conversation.happens(pressed(button(shown[-1], wording.MORE), below))
            shown = conversation.telegram.sent("sendMessage")
            shown += conversation.telegram.sent("editMessageText")
            conversation.clock.now += 60
        quotes = [quote for page in shown for quote in page["text"].split("<blockquote>")[1:]]
        texts = [quote.split("</blockquote>")[0] for quote in quotes]
        assert len(texts) == len(set(texts)) == 7

    async def test_buttons_work_after_a_restart(self, conversation: Conversation) -> None:
        await conversation.say("lighthouse")
        await conversation.stop()
        await conversation.start()
        below = conversation.answer_below(None)
        await conversation.happens(pressed("answer:1:7", below))
        assert len(conversation.telegram.sent("editMessageText")) == 1

    async def test_buttons_work_when_only_telegram_remembers_the_question(
        self, conversation: Conversation
    ) -> None:
        question = await conversation.say("/ask lighthouse")
        conversation.clock.now += 49 * 3600
        await conversation.happens(pressed("answer:1:7", conversation.answer_below(question)))
        assert len(conversation.telegram.sent("editMessageText")) == 1

    async def test_only_who_asked_turns_pages(self, conversation: Conversation) -> None:
        question = await conversation.say("/ask lighthouse", chat=GROUP)
        below = conversation.answer_below(question)
        await conversation.happens(pressed("answer:1:7", below, by=BOB))
        assert conversation.notices == [wording.NOT_YOURS]
        assert conversation.telegram.sent("editMessageText") == []

    async def test_anybody_turns_the_pages_of_an_anonymous_admin(
        self, conversation: Conversation
    ) -> None:
        admin = {**OTHER_BOT, "id": 1087968824}
        question = await conversation.say(
            "/ask lighthouse", chat=GROUP, sender_chat=GROUP, **{"from": admin}
        )
        [first] = conversation.telegram.sent("sendMessage")
        below = conversation.answer_below(question)
        await conversation.happens(pressed(button(first, wording.MORE), below, by=BOB))
        assert conversation.notices == [None]

    @pytest.mark.parametrize(
        "data",
        ["answer:-1:7", "answer:1:7\n", "answer:١:7", "answer:1", "other:1:7", "", "x" * 64],
    )
    async def test_a_forged_button_gets_a_notice(
        self, conversation: Conversation, data: str
    ) -> None:
        question = await conversation.say("lighthouse")
        await conversation.happens(pressed(data, conversation.answer_below(question)))
        assert conversation.notices == [wording.STALE]
        assert conversation.telegram.sent("editMessageText") == []

    async def test_a_button_below_a_forgotten_question_gets_a_notice(
        self, conversation: Conversation
    ) -> None:
        await conversation.happens(pressed("answer:1:7", conversation.answer_below(None)))
        assert conversation.notices == [wording.STALE]

    async def test_a_page_that_is_no_longer_there_gets_a_notice(
        self, conversation: Conversation
    ) -> None:
        question = await conversation.say("lighthouse")
        await conversation.happens(pressed("answer:99:7", conversation.answer_below(question)))
        assert conversation.notices == [wording.CHANGED]

    async def test_a_message_too_old_to_be_seen_gets_a_notice(
        self, conversation: Conversation
    ) -> None:
        below = {"message_id": 5, "date": 0, "chat": PRIVATE}
        await conversation.happens(pressed("answer:1:7", below))
        assert conversation.notices == [wording.STALE]

    async def test_a_press_that_waited_too_long_is_no_error(
        self, conversation: Conversation
    ) -> None:
        question = await conversation.say("lighthouse")
        conversation.telegram.refuse_next(
            "answerCallbackQuery", 400, "Bad Request: query is too old and response timeout expired"
        )
        await conversation.happens(pressed("answer:1:7", conversation.answer_below(question)))
        assert len(conversation.telegram.sent("editMessageText")) == 1


class TestFloods:
    async def test_a_flooder_is_told_once_and_answered_again_later(
        self, conversation: Conversation
    ) -> None:
        for _ in range(9):
            await conversation.say(STEPS)
        assert len(conversation.replies) == 6
        assert conversation.replies[-1] == wording.SLOW_DOWN
        conversation.clock.now += 61
        await conversation.say(STEPS)
        assert is_about_steps(conversation.replies[-1])

    async def test_others_do_not_notice(self, conversation: Conversation) -> None:
        for _ in range(9):
            await conversation.say(f"/ask {STEPS}", chat=GROUP)
        await conversation.say(f"/ask {STEPS}", chat=GROUP, **{"from": BOB})
        assert is_about_steps(conversation.replies[-1])

    async def test_talk_in_a_group_does_not_count(self, conversation: Conversation) -> None:
        for _ in range(9):
            await conversation.say("hello", chat=GROUP)
        await conversation.say(f"/ask {STEPS}", chat=GROUP)
        assert [is_about_steps(reply) for reply in conversation.replies] == [True]

    async def test_every_press_of_a_flooder_is_answered(self, conversation: Conversation) -> None:
        question = await conversation.say("lighthouse")
        below = conversation.answer_below(question)
        for _ in range(6):
            await conversation.happens(pressed("answer:1:7", below))
        assert conversation.notices == [None] * 4 + [wording.ONE_MOMENT] * 2


def buttons(call: Fields) -> dict[str, str]:
    """Label → data of the buttons that a call put below its message."""
    rows: list[list[dict[str, Any]]] = call.get("reply_markup", {}).get("inline_keyboard", [])
    return {each["text"]: each["callback_data"] for row in rows for each in row}


def button(call: Fields, label: str) -> str:
    return buttons(call)[label]
