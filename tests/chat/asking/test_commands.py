"""The commands that anybody may give."""

from dataclasses import replace

from bot import phrases
from bot.search.index import Index
from tests.chat.conversation import MODERATOR, MODERATORS_CHAT, Conversation
from tests.chat.lighthouse import LIGHTHOUSE
from tests.chat.updates import ADA, GROUP, PRIVATE, membership, pressed


async def test_who_asks_for_it_is_told_the_number_that_makes_a_moderator(
    conversation: Conversation,
) -> None:
    await conversation.say("/id")
    assert conversation.replies == [f"{phrases.YOUR_ID} <code>{ADA['id']}</code>"]


async def test_a_moderator_is_told_their_number_too(conversation: Conversation) -> None:
    await conversation.say("/id", chat=MODERATORS_CHAT, **{"from": {**ADA, "id": MODERATOR}})
    assert conversation.replies == [f"{phrases.YOUR_ID} <code>{MODERATOR}</code>"]


async def test_in_a_group_nobody_is_told_a_number(conversation: Conversation) -> None:
    await conversation.say("/id", chat=GROUP)
    assert conversation.replies == []
    await conversation.say("/id@ArticleBot", chat=GROUP)
    assert conversation.replies == [f"{phrases.HELP_GROUP}\n\n{phrases.FIRST_TOPICS}"]


async def test_anybody_finds_articles_by_words_and_leafs_through_them(
    conversation: Conversation,
) -> None:
    reports = [
        replace(LIGHTHOUSE, credit=replace(LIGHTHOUSE.credit, title=f"Report {at}"), id=f"r{at}")
        for at in range(12)
    ]
    conversation.library.index = Index.of([LIGHTHOUSE, *reports])
    asked = await conversation.say("/articles REPORT courier")
    assert "Articles found: 12\nPage 1 of 2" in conversation.replies[-1]
    assert LIGHTHOUSE.credit.title not in conversation.replies[-1]
    await conversation.happens(pressed("articles:1:7", conversation.answer_below(asked)))
    [turned] = conversation.telegram.sent("editMessageText")
    assert "Articles found: 12\nPage 2 of 2" in turned["text"]
    assert "Report 11" in turned["text"]
    await conversation.say("/articles zeppelin")
    assert conversation.replies[-1] == phrases.NO_ARTICLES_FOUND
    await conversation.say("/articles lighthouse")
    assert conversation.replies[-1].startswith("Articles found: 1\n")


async def test_added_to_a_group_the_bot_says_how_to_ask_it(conversation: Conversation) -> None:
    await conversation.happens(membership("left", "member"))
    [sent] = conversation.telegram.sent("sendMessage")
    assert sent["text"] == f"{phrases.HELLO_GROUP}\n\n{phrases.HELP_GROUP}"
    assert "reply_parameters" not in sent
    await conversation.happens(membership("member", "member"))
    await conversation.happens(membership("member", "left"))
    await conversation.happens(membership("kicked", "member", PRIVATE))
    assert len(conversation.telegram.sent("sendMessage")) == 1
