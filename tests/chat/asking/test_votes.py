import pytest

from bot import phrases
from bot.chat.asking.memory import KEPT
from tests.chat.conversation import Conversation
from tests.chat.fake_telegram import Fields
from tests.chat.updates import ADA, BOB, GROUP, edited, pressed

STEPS = "How many steps has the lighthouse?"
UNKNOWN = "Who sells zeppelins?"
UP, DOWN = "vote:up", "vote:down"


def labels(call: Fields) -> list[list[str]]:
    rows: list[list[Fields]] = call.get("reply_markup", {}).get("inline_keyboard", [])
    return [[each["text"] for each in row] for row in rows]


def thumbs(conversation: Conversation) -> list[tuple[int, int]]:
    """Each question's id and vote, 1 for up."""
    rows = conversation.database.execute("SELECT asked, up FROM votes ORDER BY asked, up")
    return rows.fetchall()


class TestThumbs:
    async def test_stand_below_an_answer(self, conversation: Conversation) -> None:
        await conversation.say("/ask Which engineer built it in 1871?", chat=GROUP)
        [call] = conversation.telegram.sent("sendMessage")
        assert labels(call)[-1] == [phrases.THUMB_UP, phrases.THUMB_DOWN, phrases.REMOVE_ANSWER]

    async def test_stand_below_every_page_beside_the_buttons_that_turn_it(
        self, conversation: Conversation
    ) -> None:
        question = await conversation.say("lighthouse")
        below = conversation.answer_below(question)
        await conversation.happens(pressed("answer:1:7", below))
        await conversation.happens(pressed("answer:0:7", below))
        pages = conversation.telegram.sent("sendMessage")
        pages += conversation.telegram.sent("editMessageText")
        row = [phrases.THUMB_UP, phrases.THUMB_DOWN]
        first = [[phrases.MORE, phrases.AROUND], row]
        assert [labels(page) for page in pages] == [
            first,
            [[phrases.BACK, phrases.MORE], row],
            first,
        ]

    @pytest.mark.parametrize("text", [UNKNOWN, "/help", "/articles"])
    async def test_stand_below_nothing_else(self, conversation: Conversation, text: str) -> None:
        await conversation.say(text)
        [call] = conversation.telegram.sent("sendMessage")
        assert [phrases.THUMB_UP, phrases.THUMB_DOWN] not in labels(call)

    async def test_stand_nowhere_if_no_questions_are_kept(self, conversation: Conversation) -> None:
        await conversation.keep_questions(days=0)
        question = await conversation.say("lighthouse")
        await conversation.happens(pressed("answer:1:7", conversation.answer_below(question)))
        [sent] = conversation.telegram.sent("sendMessage")
        [turned] = conversation.telegram.sent("editMessageText")
        assert labels(sent) == [[phrases.MORE, phrases.AROUND]]
        assert labels(turned) == [[phrases.BACK, phrases.MORE]]


class TestVotes:
    @pytest.mark.parametrize(
        ("data", "notice", "up"), [(UP, phrases.VOTED_UP, 1), (DOWN, phrases.VOTED_DOWN, 0)]
    )
    async def test_a_press_counts_and_is_thanked_for_in_passing(
        self, conversation: Conversation, data: str, notice: str, up: int
    ) -> None:
        question = await conversation.say(STEPS)
        await conversation.happens(pressed(data, conversation.answer_below(question)))
        [answer] = conversation.telegram.sent("answerCallbackQuery")
        assert answer["text"] == notice
        assert not answer.get("show_alert")
        assert thumbs(conversation) == [(1, up)]

    async def test_anybody_in_a_group_may_vote_and_change_it(
        self, conversation: Conversation
    ) -> None:
        question = await conversation.say(f"/ask {STEPS}", chat=GROUP)
        below = conversation.answer_below(question)
        for person, data in ((ADA, UP), (BOB, UP), (BOB, DOWN)):
            await conversation.happens(pressed(data, below, by=person))
        assert thumbs(conversation) == [(1, 0), (1, 1)]

    async def test_a_vote_counts_after_a_restart_and_is_still_the_same_persons(
        self, conversation: Conversation
    ) -> None:
        question = await conversation.say(STEPS)
        below = conversation.answer_below(question)
        await conversation.happens(pressed(UP, below))
        await conversation.stop()
        await conversation.start()
        await conversation.happens(pressed(DOWN, below))
        assert thumbs(conversation) == [(1, 0)]

    async def test_after_an_edit_votes_are_for_the_new_answer(
        self, conversation: Conversation
    ) -> None:
        question = await conversation.say("Where are the bees?")
        await conversation.happens(edited(question, STEPS))
        await conversation.happens(pressed(DOWN, conversation.answer_below(question)))
        assert [each.text for each in conversation.asked.in_vain() if each.disliked] == [STEPS]

    async def test_votes_for_what_is_no_answer_of_ours_do_not_count(
        self, conversation: Conversation
    ) -> None:
        await conversation.say(STEPS)
        elsewhere = conversation.answer_below(None) | {"chat": GROUP}
        for below in (conversation.answer_below(None, message_id=5), elsewhere):
            await conversation.happens(pressed(UP, below))
        assert conversation.notices == [phrases.TOO_OLD_TO_VOTE] * 2
        assert thumbs(conversation) == []

    async def test_an_answer_too_old_to_be_remembered_takes_no_vote(
        self, conversation: Conversation
    ) -> None:
        question = await conversation.say(STEPS)
        conversation.clock.now += KEPT + 1
        await conversation.happens(pressed(UP, conversation.answer_below(question)))
        assert conversation.notices == [phrases.TOO_OLD_TO_VOTE]

    async def test_every_press_of_a_flooder_is_answered(self, conversation: Conversation) -> None:
        question = await conversation.say(STEPS)
        for _ in range(6):
            await conversation.happens(pressed(UP, conversation.answer_below(question)))
        twice = [phrases.VOTED_UP, phrases.VOTE_WITHDRAWN] * 2
        assert conversation.notices == twice + [phrases.ONE_MOMENT] * 2

    async def test_the_thumb_that_was_pressed_is_marked_and_a_second_press_takes_it_back(
        self, conversation: Conversation
    ) -> None:
        question = await conversation.say(STEPS)
        for data in (UP, DOWN, DOWN):
            await conversation.happens(pressed(data, conversation.answer_below(question)))
        shown = conversation.telegram.sent("editMessageReplyMarkup")
        up, down = phrases.THUMB_UP, phrases.THUMB_DOWN
        assert [labels(each)[-1] for each in shown] == [
            [f"{up} ✓", down],
            [up, f"{down} ✓"],
            [up, down],
        ]
        assert thumbs(conversation) == []

    async def test_a_group_sees_how_many_pressed_which(self, conversation: Conversation) -> None:
        question = await conversation.say(f"/ask {STEPS}", chat=GROUP)
        for person in (ADA, BOB):
            below = conversation.answer_below(question)
            await conversation.happens(pressed(UP, below, by=person))
        shown = conversation.telegram.sent("editMessageReplyMarkup")
        assert labels(shown[-1])[-1][:2] == [f"{phrases.THUMB_UP} 2", phrases.THUMB_DOWN]

    async def test_a_press_that_a_killed_bot_meets_once_more_takes_nothing_back(
        self, conversation: Conversation
    ) -> None:
        question = await conversation.say(STEPS)
        await conversation.happens(pressed(UP, conversation.answer_below(question)))
        refusal = "Bad Request: query is too old and response timeout expired"
        conversation.telegram.refuse_next("answerCallbackQuery", 400, refusal)
        await conversation.happens(pressed(UP, conversation.answer_below(question)))
        assert thumbs(conversation) == [(1, 1)]
