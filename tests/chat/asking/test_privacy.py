"""What is kept is what `/privacy` says, and goes when it says."""

from typing import Any

import pytest

from bot import phrases
from tests.chat.conversation import Conversation
from tests.chat.updates import GROUP, PRIVATE, pressed

STEPS = "How many steps has the lighthouse?"
ADA: dict[str, Any] = {"id": 7_654_321, "is_bot": False, "first_name": "Ada"}
ADAS_CHAT = PRIVATE | {"id": ADA["id"]}
CROWD = GROUP | {"id": -1_007_654_321}


def rows(conversation: Conversation, table: str) -> list[tuple[Any, ...]]:
    return conversation.database.execute(f"SELECT * FROM {table}").fetchall()


async def ask_and_vote(conversation: Conversation) -> None:
    for chat, text in ((ADAS_CHAT, STEPS), (CROWD, f"/ask {STEPS}")):
        question = await conversation.say(text, chat=chat, **{"from": ADA})
        below = conversation.answer_below(question, 1000 + len(conversation.replies))
        await conversation.happens(pressed("vote:up", below, by=ADA))


async def test_no_table_holds_a_question_or_a_vote_beside_a_person_or_a_chat(
    conversation: Conversation,
) -> None:
    await ask_and_vote(conversation)
    tables = conversation.database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    kept = {name: rows(conversation, name) for (name,) in tables.fetchall()}
    assert {len(kept[name]) for name in ("asked", "votes", "replied")} == {2}
    everything = repr(kept)
    assert STEPS in everything
    assert str(ADA["id"]) not in everything
    assert "Ada" not in everything


async def test_forget_in_private_removes_the_persons_votes_and_messages_and_nobody_elses(
    conversation: Conversation,
) -> None:
    await ask_and_vote(conversation)
    other = await conversation.say(STEPS)
    await conversation.happens(pressed("vote:up", conversation.answer_below(other, 1003)))
    await conversation.say("/forget", chat=ADAS_CHAT, **{"from": ADA})
    assert conversation.replies[-1].startswith(phrases.FORGOTTEN)
    assert [asked for asked, *_ in rows(conversation, "votes")] == [3]
    assert [row[3] for row in rows(conversation, "replied")] == [2, 3]
    assert len(rows(conversation, "asked")) == 3


async def test_forget_in_a_group_removes_votes_alone(conversation: Conversation) -> None:
    await ask_and_vote(conversation)
    await conversation.say("/forget@ArticleBot", chat=CROWD, **{"from": ADA})
    assert conversation.replies[-1] == phrases.FORGOTTEN_THUMBS
    assert rows(conversation, "votes") == []
    assert len(rows(conversation, "replied")) == 2


async def test_privacy_tells_all_that_is_kept(conversation: Conversation) -> None:
    await conversation.say("/privacy")
    assert conversation.replies[-1].split("\n\n") == [
        phrases.PRIVACY_KEPT.format(days="90 days"),
        phrases.PRIVACY_THUMBS,
        phrases.PRIVACY_MESSAGES,
        phrases.PRIVACY_FOLLOWING,
        phrases.PRIVACY_WAITING.format(days="90 days"),
        phrases.PRIVACY_WORK,
        phrases.PRIVACY_FORGET,
    ]


async def test_with_no_days_no_question_is_kept_and_pages_still_turn(
    conversation: Conversation,
) -> None:
    await conversation.keep_questions(days=0)
    question = await conversation.say("lighthouse")
    await conversation.happens(pressed("answer:1:7", conversation.answer_below(question)))
    assert conversation.notices == [None]
    assert rows(conversation, "asked") == []
    assert "lighthouse" not in repr(rows(conversation, "replied"))
    await conversation.say("/privacy")
    assert conversation.replies[-1].startswith(phrases.PRIVACY_NOT_KEPT)
    await conversation.say("/forget")
    assert conversation.replies[-1] == phrases.FORGOTTEN_NOT_KEPT


@pytest.mark.parametrize("days", [1, 90])
async def test_the_days_said_are_those_set(conversation: Conversation, days: int) -> None:
    await conversation.keep_questions(days=days)
    await conversation.say("/privacy")
    said = {1: "1 day", 90: "90 days"}[days]
    assert f"I keep what is asked for {said}," in conversation.replies[-1]
