import asyncio
import threading
from dataclasses import replace
from typing import Any, ClassVar

import pytest

from bot import phrases
from bot.chat.asking.commands import IN_PRIVATE
from bot.search.answers import Answer
from bot.search.index import Index
from bot.translation import spoken
from tests.chat.conversation import Conversation
from tests.chat.lighthouse import LIGHTHOUSE, STEPS, is_about_steps
from tests.chat.updates import BOB, GROUP, PRIVATE, edited, message, pressed

UNSHOWABLE = (
    "\ud83d", "\udc00", "\ud83d\ud83d", "\udc00\ud83d", "\x00", "\x00\x01\x02", "\x1b[2J",
    "\x7f", "\x85", "\u2028", "\u2029", "\u200b", "\u200d" * 100, "\ufeff", "\ufffe", "\uffff",
    "\U0010ffff", "\u202e", "\u2066" * 50, "e" + "\u0301" * 500, "\r\n\r\n", "\t\t", "\ufe0f",
    "\ue000",
)  # fmt: skip


OTHER_ANSWERED = threading.Event()


class Pondering(Index):
    """Answers the question about the steps after another one."""

    def answer(self, question: str, **numbers: Any) -> Answer:
        if question == STEPS:
            assert OTHER_ANSWERED.wait(10), "the other had to wait"
        return super().answer(question, **numbers)


async def test_nobody_waits_until_somebody_elses_question_is_answered(
    conversation: Conversation,
) -> None:
    index = conversation.library.index
    conversation.library.index = Pondering(index.articles, index.language_indexes, index.titles)
    steps = asyncio.create_task(conversation.say(STEPS))
    await conversation.say("/ask Who built the lighthouse?", **{"from": BOB}, chat=GROUP)
    OTHER_ANSWERED.set()
    await steps
    assert [is_about_steps(reply) for reply in conversation.replies] == [False, True]


class OneAtATime(Index):
    """Remembers how many long questions are being answered at once."""

    at_once: ClassVar[int] = 0
    most: ClassVar[int] = 0

    def answer(self, question: str, **numbers: Any) -> Answer:
        if len(question) < 500:
            return super().answer(question, **numbers)
        cls = type(self)
        cls.at_once += 1
        cls.most = max(cls.most, cls.at_once)
        FIRST_BEGUN.set()
        assert OTHER_ANSWERED.wait(10), "the short one had to wait"
        cls.at_once -= 1
        return super().answer(question, **numbers)


FIRST_BEGUN = threading.Event()


async def test_long_questions_wait_for_each_other_and_short_ones_for_none(
    conversation: Conversation,
) -> None:
    OTHER_ANSWERED.clear()
    index = conversation.library.index
    conversation.library.index = OneAtATime(index.articles, index.language_indexes, index.titles)
    told = f"{STEPS} {'and then ' * 99}"
    chats = [PRIVATE | {"id": number} for number in (71, 72, 73)]
    longs = [asyncio.create_task(conversation.say(told, chat=chat)) for chat in chats]
    assert await asyncio.to_thread(FIRST_BEGUN.wait, 10)
    await conversation.say(STEPS)
    assert is_about_steps(conversation.replies[-1])
    OTHER_ANSWERED.set()
    await asyncio.gather(*longs)
    assert len(conversation.replies) == 4
    assert OneAtATime.most == 1


class TestInPrivate:
    @pytest.mark.parametrize("odd", UNSHOWABLE, ids=ascii)
    async def test_signs_that_cannot_be_shown_or_encoded_get_a_reply(
        self, conversation: Conversation, odd: str
    ) -> None:
        await conversation.say(odd)
        await conversation.say(f"{odd} {STEPS} {odd}")
        assert len(conversation.replies) == 2
        assert is_about_steps(conversation.replies[1])

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
            ("/start", f"{phrases.START}\n\n{phrases.FIRST_TOPICS}"),
            ("/start deep-link", phrases.ARTICLE_GONE),
            ("/help", phrases.HELP_PRIVATE),
            ("/ask", phrases.USAGE_PRIVATE),
            ("/frobnicate", phrases.UNKNOWN_COMMAND),
            ("/ask@otherbot lighthouse", phrases.UNKNOWN_COMMAND),
            ("@ArticleBot", phrases.USAGE_PRIVATE),
            ("😀?!", phrases.USAGE_PRIVATE),
            ("Hello!", phrases.SMALL_TALK["greeting"]),
            ("/ask thanks", phrases.SMALL_TALK["thanks"]),
        ],
    )
    async def test_commands_are_answered(
        self, conversation: Conversation, text: str, reply: str
    ) -> None:
        await conversation.say(text)
        assert conversation.replies == [reply]

    async def test_a_greeting_is_not_kept_as_a_question(self, conversation: Conversation) -> None:
        await conversation.say("Hello!")
        assert conversation.asked.in_vain() == []

    @pytest.mark.parametrize("language", ["de", "en"])
    async def test_a_greeting_is_known_in_the_languages_of_the_articles(
        self, conversation: Conversation, language: str
    ) -> None:
        article = replace(LIGHTHOUSE, language=language)
        conversation.library.index = type(conversation.library.index).of([article])
        await conversation.say("Hallo")
        greeted = conversation.replies == [spoken(None, [language])(phrases.SMALL_TALK["greeting"])]
        assert greeted == (language == "de")

    @pytest.mark.parametrize(("words", "kind"), [("Thanks!", "thanks"), ("Hello", "greeting")])
    async def test_a_question_edited_into_small_talk_takes_its_answer_back(
        self, conversation: Conversation, words: str, kind: str
    ) -> None:
        question = await conversation.say(STEPS)
        await conversation.happens(edited(question, words))
        [edit] = conversation.telegram.sent("editMessageText")
        assert edit["text"] == phrases.SMALL_TALK[kind]
        assert "reply_markup" not in edit
        assert len(conversation.replies) == 1
        await conversation.say("more")
        assert conversation.replies[-1] == phrases.NOTHING_ASKED
        await conversation.happens(edited(question, STEPS))
        assert is_about_steps(conversation.telegram.sent("editMessageText")[-1]["text"])

    async def test_small_talk_in_an_edit_of_what_was_not_answered_is_silence(
        self, conversation: Conversation
    ) -> None:
        greeting = await conversation.say("Hello")
        await conversation.happens(edited(greeting, "Thanks!"))
        assert conversation.telegram.sent("editMessageText") == []
        assert len(conversation.replies) == 1

    async def test_what_is_no_text_gets_one_friendly_sentence(
        self, conversation: Conversation
    ) -> None:
        await conversation.say(voice={"file_id": "v", "file_unique_id": "v", "duration": 2})
        assert conversation.replies == [phrases.TEXT_ONLY]

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
            f"{phrases.ARTICLES[0].format(count=1)}\n\n"
            '1. <a href="https://courier.example/lighthouse">The lighthouse of Skerrin</a>'
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
        assert conversation.replies == [phrases.EMPTY_LIBRARY, phrases.EMPTY_LIBRARY]


async def test_thanks_in_reply_to_us_in_a_group_are_silence(conversation: Conversation) -> None:
    question = await conversation.say(f"/ask {STEPS}", chat=GROUP)
    ours = conversation.answer_below(question)
    await conversation.say("Thanks!", chat=GROUP, reply_to_message=ours)
    assert len(conversation.replies) == 1


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


class TestFloods:
    async def test_a_flooder_is_told_once_and_answered_again_later(
        self, conversation: Conversation
    ) -> None:
        for _ in range(9):
            await conversation.say(STEPS)
        assert len(conversation.replies) == 6
        assert conversation.replies[-1] == phrases.SLOW_DOWN
        conversation.clock.now += 61
        await conversation.say(STEPS)
        assert is_about_steps(conversation.replies[-1])

    @pytest.mark.parametrize("command", IN_PRIVATE[1:])
    async def test_a_flooder_can_still_give_commands(
        self, conversation: Conversation, command: str
    ) -> None:
        for _ in range(9):
            await conversation.say(STEPS)
        said = len(conversation.replies)
        await conversation.say(f"/{command}")
        assert len(conversation.replies) == said + 1

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
        assert conversation.notices == [None] * 4 + [phrases.ONE_MOMENT] * 2
