"""The commands that anybody may give."""

from bot import wording
from tests.chat.conversation import MODERATOR, MODERATORS_CHAT, Conversation
from tests.chat.updates import ADA, GROUP


async def test_who_asks_for_it_is_told_the_number_that_makes_a_moderator(
    conversation: Conversation,
) -> None:
    await conversation.say("/id")
    assert conversation.replies == [f"{wording.YOUR_ID} <code>{ADA['id']}</code>"]


async def test_a_moderator_is_told_their_number_too(conversation: Conversation) -> None:
    await conversation.say("/id", chat=MODERATORS_CHAT, **{"from": {**ADA, "id": MODERATOR}})
    assert conversation.replies == [f"{wording.YOUR_ID} <code>{MODERATOR}</code>"]


async def test_in_a_group_nobody_is_told_a_number(conversation: Conversation) -> None:
    await conversation.say("/id", chat=GROUP)
    assert conversation.replies == []
    await conversation.say("/id@ArticleBot", chat=GROUP)
    assert conversation.replies == [f"{wording.HELP_GROUP}\n\n{wording.FIRST_TOPICS}"]
