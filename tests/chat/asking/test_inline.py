from dataclasses import replace

import pytest
from telegram import InputTextMessageContent

from bot import phrases
from bot.chat.asking import inline
from bot.search.answers import Fact, Verdict
from tests.chat.conversation import Conversation
from tests.chat.updates import ADA, typed_inline
from tests.replying.test_replies import DEEP, DRY, answered

ASKED = "<b>How deep is the well?</b>\n\n"
"""The question, above what is sent to a chat where nobody else has seen it."""


async def test_quotes_are_offered_with_their_credit(conversation: Conversation) -> None:
    await conversation.happens(typed_inline("How many steps has the lighthouse?"))
    [call] = conversation.telegram.sent("answerInlineQuery")
    first = call["results"][0]
    content = first["input_message_content"]
    assert first["description"] == "The lighthouse of Skerrin"
    assert "212" in content["message_text"]
    assert "Ida Moor and Tom Fell" in content["message_text"]
    assert content["parse_mode"] == "HTML"
    ids = [result["id"] for result in call["results"]]
    assert len(ids) == len(set(ids)) <= 10


@pytest.mark.parametrize(("verdict", "offered"), [*zip(Verdict, [2, 2, 0], strict=True)])
def test_nothing_is_offered_where_the_articles_do_not_say(verdict: Verdict, offered: int) -> None:
    assert len(inline.results(replace(answered(DEEP, DRY), verdict=verdict))) == offered


def test_a_quote_that_may_not_answer_is_labelled_as_such() -> None:
    [result] = inline.results(replace(answered(DEEP), verdict=Verdict.UNSURE))
    content = result.input_message_content
    assert isinstance(content, InputTextMessageContent)
    assert content.message_text.startswith(f"{ASKED}<i>{phrases.UNSURE}</i>")


def test_facts_are_offered_once_whatever_they_are_about() -> None:
    fact = Fact(DEEP.article, "authors", "Ida Moor")
    [result] = inline.results(replace(answered(DEEP, DRY), facts=(fact,)))
    content = result.input_message_content
    assert isinstance(content, InputTextMessageContent)
    assert content.message_text.startswith(f"{ASKED}Written by <b>Ida Moor</b>.")
    assert result.title.startswith("Written by Ida Moor.")


@pytest.mark.parametrize("text", ["", " "])
async def test_nothing_typed_yet_is_answered_with_nothing(
    conversation: Conversation, text: str
) -> None:
    await conversation.happens(typed_inline(text))
    [call] = conversation.telegram.sent("answerInlineQuery")
    assert call["results"] == []


async def test_a_query_that_waited_too_long_is_no_error(conversation: Conversation) -> None:
    conversation.telegram.refuse_next(
        "answerInlineQuery", 400, "Bad Request: query is too old and response timeout expired"
    )
    await conversation.happens(typed_inline("lighthouse"))
    assert conversation.telegram.sent("answerInlineQuery") == []


async def test_who_floods_is_offered_nothing_and_others_all(conversation: Conversation) -> None:
    for _ in range(51):
        await conversation.happens(typed_inline("lighthouse"))
    *admitted, flooding = conversation.telegram.sent("answerInlineQuery")
    assert all(call["results"] and call["cache_time"] == 60 for call in admitted)
    assert (flooding["results"], flooding["cache_time"]) == ([], 0)
    await conversation.happens(typed_inline("lighthouse", by=ADA))
    assert conversation.telegram.sent("answerInlineQuery")[-1]["results"]


async def test_typing_uses_up_no_questions(conversation: Conversation) -> None:
    for _ in range(50):
        await conversation.happens(typed_inline("lighthouse"))
    await conversation.say("How many steps has the lighthouse?")
    assert "212" in conversation.replies[0]


@pytest.mark.parametrize(("typed", "offers"), [("zeppelins", True), ("", False), ("steps", False)])
async def test_where_nothing_is_found_the_private_chat_is_offered(
    conversation: Conversation, typed: str, offers: bool
) -> None:
    await conversation.happens(typed_inline(typed))
    [answer] = conversation.telegram.sent("answerInlineQuery")
    button = {"text": phrases.ASK_IN_PRIVATE, "start_parameter": "inline"}
    assert answer.get("button") == (button if offers else None)
