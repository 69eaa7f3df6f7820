from dataclasses import replace

import pytest

from bot import phrases
from bot.search.index import Index
from tests.chat.conversation import Conversation
from tests.chat.lighthouse import LIGHTHOUSE, STEPS
from tests.chat.updates import BOB, GROUP, pressed

FIRST, BEFORE, QUOTED, AFTER = LIGHTHOUSE.text.split("\n\n")[:4]


async def test_a_quote_is_shown_between_its_neighbours_and_back_leads_to_the_answer(
    conversation: Conversation,
) -> None:
    question = await conversation.say(STEPS)
    below = conversation.answer_below(question)
    await conversation.happens(pressed("around:0:7", below))
    await conversation.happens(pressed("answer:0:7", conversation.answer_below(question)))
    [sent] = conversation.telegram.sent("sendMessage")
    around, again = conversation.telegram.sent("editMessageText")
    assert phrases.AROUND_HEADING in around["text"]
    assert BEFORE in around["text"]
    assert AFTER in around["text"]
    assert around["text"].index(BEFORE) < around["text"].index("212") < around["text"].index(AFTER)
    assert FIRST not in around["text"]
    first_row = around["reply_markup"]["inline_keyboard"][0]
    assert [button["text"] for button in first_row] == [phrases.BACK]
    assert again["text"] == sent["text"]
    assert again["reply_markup"] == sent["reply_markup"]


async def test_only_who_asked_looks_around(conversation: Conversation) -> None:
    question = await conversation.say(f"/ask {STEPS}", chat=GROUP)
    await conversation.happens(pressed("around:0:7", conversation.answer_below(question), by=BOB))
    assert conversation.notices == [phrases.NOT_YOURS]


@pytest.mark.parametrize(
    ("left", "bell"),
    [("Nothing of it is here any more.", [phrases.TELL_ME]), ("The steps count 212.", [])],
)
async def test_where_nothing_stands_around_any_more_back_leads_to_an_answer_without_the_button(
    conversation: Conversation, left: str, bell: list[str]
) -> None:
    question = await conversation.say(STEPS)
    await conversation.happens(pressed("around:0:7", conversation.answer_below(question)))
    conversation.library.index = Index.of([replace(LIGHTHOUSE, text=left)])
    await conversation.happens(pressed("answer:0:7", conversation.answer_below(question)))
    again = conversation.telegram.sent("editMessageText")[-1]
    labels = [b["text"] for row in again["reply_markup"]["inline_keyboard"] for b in row]
    assert labels == ["👍", "👎", *bell]
