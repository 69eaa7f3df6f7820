"""Being told when the articles know: with the bot's real handlers, articles that come, and time."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot import phrases, wording
from bot.asked.asked import DAY
from bot.asked.waitlist import DAYS, MOST
from bot.chat.asking.telling import keep_telling
from bot.search.articles import Article, Credit
from bot.search.index import Index
from tests.chat.conversation import MODERATOR, Conversation, Office
from tests.chat.fake_telegram import Fields
from tests.chat.lighthouse import LIGHTHOUSE
from tests.chat.updates import ADA, BOB, GROUP, PRIVATE, edited, pressed

FERRY = Article(
    id="ferry",
    credit=Credit(title="A ferry for Ostvik"),
    text="Pupils cross by ferry, which sails every twenty minutes and costs four crowns.",
    language="en",
)
COSTS = "How much does the ferry for pupils cost?"


def labels(call: Fields) -> list[str]:
    rows: list[list[Fields]] = (call.get("reply_markup") or {}).get("inline_keyboard", [])
    return [each["text"] for row in rows for each in row]


async def tell(conversation: Conversation) -> None:
    """One round of what runs in the background."""
    bot = conversation.bot
    telling = keep_telling(bot.application.bot, bot.services, bot.desk.news, every=3600)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(telling, 0.5)


async def wait(conversation: Conversation, *, by: Fields = ADA, **fields: Any) -> Fields:
    """Somebody asks what no article answers, and wants to be told; the question."""
    await tell(conversation)
    question = await conversation.say(COSTS, **fields)
    await press(conversation, question, by=by)
    return question


async def press(conversation: Conversation, question: Fields, *, by: Fields = ADA) -> None:
    below = conversation.answer_below(question, 1000 + len(conversation.replies))
    await conversation.happens(pressed("wait", below, by=by))


async def learn(conversation: Conversation, *articles: Article) -> None:
    """These articles come, and are looked at."""
    conversation.library.index = Index.of([LIGHTHOUSE, *(articles or [FERRY])])
    await tell(conversation)


class TestTheButton:
    @pytest.mark.parametrize("question", [COSTS, "Who sells zeppelins?"])
    async def test_stands_below_what_is_not_answered(
        self, conversation: Conversation, question: str
    ) -> None:
        await conversation.say(question)
        assert phrases.TELL_ME in labels(conversation.telegram.sent("sendMessage")[0])

    @pytest.mark.parametrize("text", ["How many steps has the lighthouse?", "/help", "hello"])
    async def test_stands_below_nothing_else(self, conversation: Conversation, text: str) -> None:
        await conversation.say(text)
        assert phrases.TELL_ME not in labels(conversation.telegram.sent("sendMessage")[0])

    async def test_shows_that_it_was_pressed_and_a_second_press_takes_it_back(
        self, conversation: Conversation
    ) -> None:
        question = await wait(conversation)
        await press(conversation, question)
        assert conversation.notices == [
            phrases.WAITING.format(days=f"{DAYS} days"),
            phrases.WAITING_NO_MORE,
        ]
        shown = conversation.telegram.sent("editMessageReplyMarkup")
        assert [labels(each)[-1] for each in shown] == [f"{phrases.TELL_ME} ✓", phrases.TELL_ME]
        await learn(conversation)
        assert len(conversation.replies) == 1

    async def test_says_in_a_group_how_many_wait(self, conversation: Conversation) -> None:
        question = await conversation.say(f"/ask {COSTS}", chat=GROUP)
        for person in (ADA, BOB):
            await press(conversation, question, by=person)
        shown = conversation.telegram.sent("editMessageReplyMarkup")
        assert [labels(each)[-1] for each in shown] == [
            f"{phrases.TELL_ME} 1",
            f"{phrases.TELL_ME} 2",
        ]

    async def test_of_a_question_that_nobody_knows_any_more_is_too_old(
        self, conversation: Conversation
    ) -> None:
        await conversation.happens(pressed("wait", conversation.answer_below(None, 5)))
        assert conversation.notices == [phrases.STALE]

    @pytest.mark.parametrize("pressed_before", [False, True])
    async def test_does_nothing_for_a_press_that_a_killed_bot_meets_once_more(
        self, conversation: Conversation, pressed_before: bool
    ) -> None:
        question = await conversation.say(COSTS)
        if pressed_before:
            await press(conversation, question)
        refusal = "Bad Request: query is too old and response timeout expired"
        conversation.telegram.refuse_next("answerCallbackQuery", 400, refusal)
        await press(conversation, question)
        assert conversation.bot.services.waitlist.open() == [COSTS] * pressed_before

    async def test_works_where_no_questions_are_kept(self, conversation: Conversation) -> None:
        await conversation.keep_questions(days=0)
        await wait(conversation)
        await learn(conversation)
        assert "four crowns" in conversation.replies[-1]

    async def test_refuses_the_twenty_first(self, conversation: Conversation) -> None:
        for number in range(MOST + 1):
            question = await conversation.say(f"{COSTS} {number}")
            await press(conversation, question)
            conversation.clock.now += 60
        assert conversation.notices[-1] == phrases.WAITING_TOO_MUCH.format(count=MOST)


class TestTheAnswer:
    async def test_comes_as_a_reply_to_the_question_once_and_with_its_buttons(
        self, conversation: Conversation
    ) -> None:
        question = await wait(conversation)
        await learn(conversation)
        await tell(conversation)
        [_, told] = conversation.telegram.sent("sendMessage")
        assert told["chat_id"] == PRIVATE["id"]
        assert told["reply_parameters"] == {
            "message_id": question["message_id"],
            "allow_sending_without_reply": True,
        }
        assert told["text"].startswith(phrases.NOW_KNOWN.format(question=COSTS))
        assert "four crowns" in told["text"]
        assert phrases.THUMB_UP in labels(told)

    async def test_waits_for_an_article_that_answers(self, conversation: Conversation) -> None:
        await wait(conversation)
        await learn(conversation, replace(FERRY, text="Sheep eat grass beside the road."))
        assert len(conversation.replies) == 1
        await learn(conversation)
        assert len(conversation.replies) == 2

    async def test_is_not_taken_from_an_article_that_was_there(
        self, conversation: Conversation
    ) -> None:
        await wait(conversation)
        await learn(conversation, LIGHTHOUSE)
        assert len(conversation.replies) == 1

    async def test_comes_at_once_if_it_is_known_by_now(self, conversation: Conversation) -> None:
        question = await conversation.say(COSTS)
        await learn(conversation)
        await press(conversation, question)
        await tell(conversation)
        assert "four crowns" in conversation.replies[-1]

    async def test_comes_after_a_restart(self, conversation: Conversation) -> None:
        await wait(conversation)
        await conversation.stop()
        conversation.library.index = Index.of([LIGHTHOUSE, FERRY])
        await conversation.start()
        await tell(conversation)
        assert "four crowns" in conversation.replies[-1]

    async def test_comes_once_in_a_group_where_several_wait(
        self, conversation: Conversation
    ) -> None:
        topic = {"message_thread_id": 3, "is_topic_message": True}
        question = await conversation.say(f"/ask {COSTS}", chat=GROUP, **topic)
        below = conversation.answer_below(question) | topic
        for person in (ADA, BOB):
            await conversation.happens(pressed("wait", below, by=person))
        await learn(conversation)
        [_, told] = conversation.telegram.sent("sendMessage")
        assert (told["chat_id"], told["message_thread_id"]) == (GROUP["id"], 3)

    async def test_does_not_come_for_a_question_that_was_edited(
        self, conversation: Conversation
    ) -> None:
        question = await wait(conversation)
        await conversation.happens(edited(question, "How many steps has the lighthouse?"))
        await learn(conversation)
        assert len(conversation.replies) == 1

    async def test_does_not_come_after_ninety_days(self, conversation: Conversation) -> None:
        await wait(conversation)
        conversation.clock.now += DAYS * DAY + 1
        conversation.bot.services.waitlist.purge()
        await learn(conversation)
        assert len(conversation.replies) == 1

    @pytest.mark.parametrize("group", [False, True])
    async def test_does_not_come_to_who_said_forget(
        self, conversation: Conversation, group: bool
    ) -> None:
        await wait(conversation)
        await conversation.say("/forget@ArticleBot", chat=GROUP if group else PRIVATE)
        await learn(conversation)
        assert len(conversation.replies) == 2

    @pytest.mark.parametrize(
        ("code", "reason"),
        [(403, "Forbidden: bot was blocked by the user"), (400, "Bad Request: chat not found")],
    )
    async def test_is_dropped_with_all_others_of_a_chat_that_is_gone(
        self, conversation: Conversation, code: int, reason: str
    ) -> None:
        await wait(conversation)
        await press(conversation, await conversation.say("Who sells zeppelins?"))
        conversation.telegram.refuse_next("sendMessage", code, reason)
        await learn(conversation)
        assert conversation.bot.services.waitlist.open() == []

    async def test_follows_a_group_to_its_new_number(self, conversation: Conversation) -> None:
        question = await conversation.say(f"/ask {COSTS}", chat=GROUP)
        await press(conversation, question)
        moved = {"migrate_to_chat_id": -1001}
        conversation.telegram.refuse_next("sendMessage", 400, "Bad Request: upgraded", **moved)
        await learn(conversation)
        await tell(conversation)
        assert conversation.telegram.sent("sendMessage")[-1]["chat_id"] == -1001


async def test_publishing_says_how_many_were_waiting(office: Office) -> None:
    ferry = f"A ferry for Ostvik\n\nBy Tove Lund\n\n{FERRY.text}\n\nThe mayor is glad of it.\n"
    for person in (ADA, BOB):
        chat = PRIVATE | {"id": person["id"]}
        question = await office.say(COSTS, chat=chat, **{"from": person})
        await press(office, question, by=person)
    await office.send_file("ferry.txt", ferry.encode())
    await office.press("Publish")
    assert wording.PEOPLE_WAITED.format(count=2) in office.shown
    await tell(office)
    told = [call["chat_id"] for call in office.telegram.sent("sendMessage")]
    assert told == [ADA["id"], BOB["id"], MODERATOR, ADA["id"], BOB["id"]]
