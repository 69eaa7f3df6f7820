"""More and Back below an answer."""

from typing import Any

import pytest

from bot import phrases
from bot.search.index import Index
from tests.chat.asking.test_waiting import FERRY
from tests.chat.conversation import Conversation
from tests.chat.fake_telegram import Fields
from tests.chat.lighthouse import LIGHTHOUSE
from tests.chat.updates import BOB, GROUP, PRIVATE, pressed


async def test_more_and_back_turn_pages_in_the_same_message(conversation: Conversation) -> None:
    question = await conversation.say("lighthouse")
    below = conversation.answer_below(question)
    [first] = conversation.telegram.sent("sendMessage")
    await conversation.happens(pressed(button(first, phrases.MORE), below))
    [second] = conversation.telegram.sent("editMessageText")
    assert second["text"].startswith("<i>" + phrases.FURTHER.format(page=2, pages=3))
    await conversation.happens(pressed(button(second, phrases.BACK), below))
    [_, third] = conversation.telegram.sent("editMessageText")
    assert third["text"] == first["text"]
    assert conversation.notices == [None, None]


async def test_no_passage_is_shown_twice_and_the_last_page_has_no_more(
    conversation: Conversation,
) -> None:
    question = await conversation.say("lighthouse")
    below = conversation.answer_below(question)
    shown = conversation.telegram.sent("sendMessage")
    while phrases.MORE in buttons(shown[-1]):
        await conversation.happens(pressed(button(shown[-1], phrases.MORE), below))
        shown = conversation.telegram.sent("sendMessage")
        shown += conversation.telegram.sent("editMessageText")
        conversation.clock.now += 60
    quotes = [quote for page in shown for quote in page["text"].split("<blockquote>")[1:]]
    texts = [quote.split("</blockquote>")[0] for quote in quotes]
    assert len(texts) == len(set(texts)) == 7


async def test_buttons_work_after_a_restart(conversation: Conversation) -> None:
    await conversation.say("lighthouse")
    await conversation.stop()
    await conversation.start()
    below = conversation.answer_below(None)
    await conversation.happens(pressed("answer:1:7", below))
    assert len(conversation.telegram.sent("editMessageText")) == 1


async def test_buttons_work_when_only_telegram_remembers_the_question(
    conversation: Conversation,
) -> None:
    question = await conversation.say("/ask lighthouse")
    conversation.clock.now += 49 * 3600
    await conversation.happens(pressed("answer:1:7", conversation.answer_below(question)))
    assert len(conversation.telegram.sent("editMessageText")) == 1


@pytest.mark.parametrize("asker", [7, 8, 0], ids=["true", "forged", "forged to be anybody"])
async def test_only_who_asked_turns_pages(conversation: Conversation, asker: int) -> None:
    question = await conversation.say("/ask lighthouse", chat=GROUP)
    below = conversation.answer_below(question)
    await conversation.happens(pressed(f"answer:1:{asker}", below, by=BOB))
    assert conversation.notices == [phrases.NOT_YOURS]
    assert conversation.telegram.sent("editMessageText") == []


async def test_anybody_turns_the_pages_of_an_anonymous_admin(conversation: Conversation) -> None:
    admin = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    question = await conversation.say(
        "/ask lighthouse", chat=GROUP, sender_chat=GROUP, **{"from": admin}
    )
    [first] = conversation.telegram.sent("sendMessage")
    below = conversation.answer_below(question)
    await conversation.happens(pressed(button(first, phrases.MORE), below, by=BOB))
    assert conversation.notices == [None]


@pytest.mark.parametrize(
    "data",
    ["answer:-1:7", "answer:1:7\n", "answer:١:7", "answer:1", "other:1:7", "", "x" * 64],
)
async def test_a_forged_button_gets_a_notice(conversation: Conversation, data: str) -> None:
    question = await conversation.say("lighthouse")
    await conversation.happens(pressed(data, conversation.answer_below(question)))
    assert conversation.notices == [phrases.STALE]
    assert conversation.telegram.sent("editMessageText") == []


async def test_a_button_below_a_forgotten_question_gets_a_notice(
    conversation: Conversation,
) -> None:
    await conversation.happens(pressed("answer:1:7", conversation.answer_below(None)))
    assert conversation.notices == [phrases.STALE]


async def test_a_page_that_is_no_longer_there_gets_a_notice(conversation: Conversation) -> None:
    question = await conversation.say("lighthouse")
    await conversation.happens(pressed("answer:99:7", conversation.answer_below(question)))
    assert conversation.notices == [phrases.CHANGED]


async def test_a_message_too_old_to_be_seen_gets_a_notice(conversation: Conversation) -> None:
    below = {"message_id": 5, "date": 0, "chat": PRIVATE}
    await conversation.happens(pressed("answer:1:7", below))
    assert conversation.notices == [phrases.STALE]


async def test_a_press_that_waited_too_long_is_no_error(conversation: Conversation) -> None:
    question = await conversation.say("lighthouse")
    conversation.telegram.refuse_next(
        "answerCallbackQuery", 400, "Bad Request: query is too old and response timeout expired"
    )
    await conversation.happens(pressed("answer:1:7", conversation.answer_below(question)))
    assert len(conversation.telegram.sent("editMessageText")) == 1


async def test_a_refusal_that_back_leads_to_can_be_waited_for(conversation: Conversation) -> None:
    question = await conversation.say("lighthouse")
    [first] = conversation.telegram.sent("sendMessage")
    assert phrases.TELL_ME not in buttons(first)
    below = conversation.answer_below(question)
    await conversation.happens(pressed(button(first, phrases.MORE), below))
    [second] = conversation.telegram.sent("editMessageText")
    assert phrases.TELL_ME not in buttons(second)
    conversation.library.index = Index.of([FERRY])
    back = button(second, phrases.BACK)
    for _ in range(2):  # the second time there is a button already
        await conversation.happens(pressed(back, conversation.answer_below(question)))
        refusal = conversation.telegram.sent("editMessageText")[-1]
        assert refusal["text"].startswith(phrases.UNANSWERED)
        rows = refusal["reply_markup"]["inline_keyboard"]
        bells = [each for row in rows for each in row if each["callback_data"] == "wait"]
        assert [each["text"] for each in bells] == [phrases.TELL_ME]


async def test_what_back_leads_to_from_a_page_sent_for_more_can_be_waited_for(
    conversation: Conversation,
) -> None:
    conversation.library.index = Index.of([LIGHTHOUSE, FERRY])
    await conversation.say("Island today?")
    more = await conversation.say("more")
    first, second = conversation.telegram.sent("sendMessage")
    assert phrases.TELL_ME in buttons(first)
    assert phrases.TELL_ME not in buttons(second)
    below = conversation.answer_below(more, 1002)
    await conversation.happens(pressed(button(second, phrases.BACK), below))
    [again] = conversation.telegram.sent("editMessageText")
    assert again["text"] == first["text"]
    assert phrases.TELL_ME in buttons(again)


def buttons(call: Fields) -> dict[str, str]:
    """Label → data of the buttons that a call put below its message."""
    rows: list[list[dict[str, Any]]] = call.get("reply_markup", {}).get("inline_keyboard", [])
    return {each["text"]: each["callback_data"] for row in rows for each in row}


def button(call: Fields, label: str) -> str:
    return buttons(call)[label]


async def test_who_turns_somebody_elses_list_is_told_how_to_get_one(
    conversation: Conversation,
) -> None:
    asked = await conversation.say("/articles", chat=GROUP)
    below = conversation.answer_below(asked)
    await conversation.happens(pressed("articles:1:7", below, by=BOB))
    assert conversation.notices == [phrases.NOT_YOUR_LIST]
