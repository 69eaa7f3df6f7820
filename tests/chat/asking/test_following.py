"""Conversations: questions that go on from the one before, further pages, and small talk."""

from dataclasses import replace
from typing import Any

import pytest

from bot import phrases
from bot.chat.asking.memory import GOES_ON
from bot.search.index import Index
from bot.translation import spoken
from tests.chat.conversation import Conversation
from tests.chat.lighthouse import LIGHTHOUSE
from tests.chat.updates import BOB, GROUP, edited, pressed

BUILT = "Who built the lighthouse?"
FOLLOWED = f"<i>Following on from: {BUILT}</i>"


async def test_a_chain_of_three_questions_goes_on(conversation: Conversation) -> None:
    for text in (BUILT, "when?", "and how high is it?"):
        await conversation.say(text)
    first, when, high = conversation.replies
    assert "Following on" not in first
    assert when.startswith(FOLLOWED)
    assert "1871" in when
    assert "38 metres" in high
    assert f"{BUILT} ↪ when?" in high


async def test_what_was_asked_by_others_elsewhere_or_long_ago_is_not_gone_on_from(
    conversation: Conversation,
) -> None:
    await conversation.say(f"/ask {BUILT}", chat=GROUP)
    await conversation.say("/ask when?", chat=GROUP, **{"from": BOB})
    await conversation.say("when?")
    await conversation.say(BUILT)
    conversation.clock.now += GOES_ON + 1
    await conversation.say("when?")
    _, bobs, elsewhere, _, late = conversation.replies
    assert not any("Following on" in reply for reply in (bobs, elsewhere, late))


async def test_a_reply_goes_on_from_that_answer_whoever_writes_it_and_a_day_later(
    conversation: Conversation,
) -> None:
    question = await conversation.say(f"/ask {BUILT}", chat=GROUP)
    await conversation.say("/ask What do tickets cost?", chat=GROUP)
    conversation.clock.now += 24 * 3600
    below = conversation.answer_below(question)
    await conversation.say("when?", chat=GROUP, reply_to_message=below, **{"from": BOB})
    assert conversation.replies[-1].startswith(FOLLOWED)


async def test_what_was_asked_last_is_forgotten_when_told(conversation: Conversation) -> None:
    await conversation.say(f"/ask {BUILT}", chat=GROUP)
    await conversation.say("/forget@articlebot", chat=GROUP)
    await conversation.say("/ask when?", chat=GROUP)
    assert "Following on" not in conversation.replies[-1]


async def test_an_edit_goes_on_from_what_its_question_went_on_from(
    conversation: Conversation,
) -> None:
    await conversation.say(BUILT)
    when = await conversation.say("when?")
    await conversation.happens(edited(when, "how high is it?"))
    [edit] = conversation.telegram.sent("editMessageText")
    assert edit["text"].startswith(FOLLOWED)
    assert "38 metres" in edit["text"]


async def test_the_buttons_of_an_answer_that_goes_on_turn_its_own_pages(
    conversation: Conversation,
) -> None:
    await conversation.say(BUILT)
    question = await conversation.say("when?")
    await conversation.stop()
    await conversation.start()
    await conversation.happens(pressed("answer:0:7", conversation.answer_below(question, 1002)))
    assert conversation.telegram.sent("editMessageText")[-1]["text"].startswith(FOLLOWED)


async def test_where_no_questions_are_kept_what_comes_before_is_in_memory_only(
    conversation: Conversation,
) -> None:
    await conversation.keep_questions(days=0)
    await conversation.say(BUILT)
    await conversation.say("when?")
    assert conversation.replies[-1].startswith(FOLLOWED)
    assert BUILT not in "\n".join(map(str, conversation.database.execute("SELECT * FROM asked")))


@pytest.mark.parametrize("more", ["more", "Go on!", "next, please"])
async def test_more_sends_the_next_page_of_the_last_answer(
    conversation: Conversation, more: str
) -> None:
    await conversation.say("lighthouse")
    await conversation.say(more)
    await conversation.say(more)
    assert "page 2" in conversation.replies[1]
    assert "page 3" in conversation.replies[2] or conversation.replies[2] == phrases.NO_MORE


async def test_more_goes_on_from_the_page_that_is_shown(conversation: Conversation) -> None:
    question = await conversation.say("lighthouse")
    await conversation.happens(pressed("answer:1:7", conversation.answer_below(question)))
    await conversation.say("more")
    assert "page 2" not in conversation.replies[-1]


async def test_more_of_nothing_says_so(conversation: Conversation) -> None:
    await conversation.say("more")
    await conversation.say("Who is Zarathustra?")
    await conversation.say("more")
    assert conversation.replies[::2] == [phrases.NOTHING_ASKED, phrases.NO_MORE]


SMALL = [
    ("thanks!", "thanks"),
    ("bye", "farewell"),
    ("ok", "agreement"),
    ("How are you?", "how_are_you"),
    ("who are you", "who_are_you"),
    ("You're great!", "compliment"),
    ("stupid bot", "insult"),
]


@pytest.mark.parametrize(("text", "kind"), SMALL)
async def test_small_talk_gets_a_sentence_of_its_own_and_counts_as_no_question(
    conversation: Conversation, text: str, kind: str
) -> None:
    await conversation.say(text)
    assert conversation.replies == [phrases.SMALL_TALK[kind]]
    assert conversation.asked.in_vain() == []


async def test_who_asks_what_to_ask_is_shown_the_articles(conversation: Conversation) -> None:
    await conversation.say("What can I ask?")
    [reply] = conversation.replies
    assert "The lighthouse of Skerrin" in reply


async def test_a_greeting_before_a_question_is_no_small_talk(conversation: Conversation) -> None:
    await conversation.say("hello, who wrote this?")
    assert "Ida Moor" in conversation.replies[0]


@pytest.mark.parametrize(("text", "replies"), [("thanks", 0), ("@articlebot thanks", 1)])
async def test_in_a_group_small_talk_is_answered_only_where_the_bot_is_named(
    conversation: Conversation, text: str, replies: int
) -> None:
    below: dict[str, Any] = conversation.answer_below(None) | {"chat": GROUP}
    await conversation.say(text, chat=GROUP)
    await conversation.say(text, chat=GROUP, reply_to_message=below)
    assert len(conversation.replies) == 2 * replies


async def test_the_writers_own_language_is_known_too(conversation: Conversation) -> None:
    conversation.library.index = Index.of([replace(LIGHTHOUSE, language="fr")])
    await conversation.say("Danke!", **{"from": BOB | {"language_code": "de-AT"}})
    assert conversation.replies == [spoken("de")(phrases.SMALL_TALK["thanks"])]
