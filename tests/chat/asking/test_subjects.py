from bot import phrases
from tests.chat.conversation import Conversation
from tests.chat.fake_telegram import Fields
from tests.chat.updates import BOB, GROUP, pressed

REFUSED = "Who sells zeppelins?"


def topics(call: Fields) -> list[str]:
    rows = (call.get("reply_markup") or {}).get("inline_keyboard", [])
    return [b["text"] for row in rows for b in row if b["callback_data"].startswith("topic:")]


async def test_a_refusal_offers_topics_and_a_tap_asks_one_also_after_a_restart(
    conversation: Conversation,
) -> None:
    question = await conversation.say(REFUSED)
    [refusal] = conversation.telegram.sent("sendMessage")
    assert phrases.TOPICS in refusal["text"]
    assert "lighthouse" in topics(refusal)[0]
    await conversation.stop()
    await conversation.start()
    await conversation.happens(pressed("topic:0", conversation.answer_below(question)))
    assert f"<b>{topics(refusal)[0]}</b>" in conversation.replies[-1]
    assert "<blockquote" in conversation.replies[-1]


async def test_in_a_group_anybody_may_tap_one_and_turn_the_pages_of_its_answer(
    conversation: Conversation,
) -> None:
    question = await conversation.say(f"/ask {REFUSED}", chat=GROUP)
    below = conversation.answer_below(question)
    await conversation.happens(pressed("topic:0", below, by=BOB))
    answer = conversation.answer_below(below, 1002)
    await conversation.happens(pressed("answer:1:0", answer, by=BOB))
    assert len(conversation.telegram.sent("editMessageText")) == 1


async def test_an_answer_offers_none_and_a_button_that_is_gone_is_too_old(
    conversation: Conversation,
) -> None:
    question = await conversation.say("How many steps has the lighthouse?")
    assert topics(conversation.telegram.sent("sendMessage")[0]) == []
    await conversation.happens(pressed("topic:0", conversation.answer_below(question)))
    assert conversation.notices == [phrases.STALE]
