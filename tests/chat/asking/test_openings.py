"""An article opened from the list, and by a link to the bot."""

from dataclasses import replace

import pytest

from bot import phrases
from bot.search.articles import Article
from bot.search.index import Index
from bot.translation import spoken
from tests.chat.asking.test_waiting import FERRY
from tests.chat.conversation import Conversation, Office
from tests.chat.fake_telegram import Fields
from tests.chat.lighthouse import LIGHTHOUSE
from tests.chat.updates import ADA, BOB, GROUP, pressed

BEGINS = "<blockquote>The lighthouse of Skerrin was built in 1871 by the engineer Nora Strand."


def library(conversation: Conversation, *articles: Article) -> None:
    conversation.library.index = Index.of(articles)


async def press(
    conversation: Conversation,
    question: Fields,
    label: str,
    *,
    number: int = 1001,
    by: Fields = ADA,
) -> None:
    rows = conversation.telegram.buttons_below(number)
    data = next(each["callback_data"] for row in rows for each in row if each["text"] == label)
    below = conversation.answer_below(question, number)
    await conversation.happens(pressed(data, below, by=by))


async def test_a_listed_article_is_opened_by_its_number(conversation: Conversation) -> None:
    library(conversation, FERRY, LIGHTHOUSE)
    question = await conversation.say("/articles")
    [listed] = conversation.replies
    [number] = [line[0] for line in listed.split("\n") if "lighthouse" in line]
    await press(conversation, question, number)
    opened = conversation.replies[-1]
    assert opened.startswith(f"<b>{LIGHTHOUSE.credit.title}</b>\n\n<i>{phrases.ARTICLE_BEGINS}</i>")
    assert BEGINS in opened
    assert "Ida Moor and Tom Fell · Skerrin Courier · 1932-06-01 · passage 1 of 7" in opened
    assert opened.endswith(phrases.ARTICLE_TOPICS)

    await press(conversation, question, "keeper", number=1002)
    assert conversation.replies[-1].startswith("<b>keeper</b>")
    assert "A keeper carried" in conversation.replies[-1]


async def test_each_page_of_the_list_opens_what_it_shows(conversation: Conversation) -> None:
    credit = LIGHTHOUSE.credit
    numbered = [
        replace(LIGHTHOUSE, id=f"a{n:02}", credit=replace(credit, title=f"Tower {n}"))
        for n in range(1, 14)
    ]
    library(conversation, *numbered)
    question = await conversation.say("/articles")
    await press(conversation, question, phrases.MORE)
    labels = [[each["text"] for each in row] for row in conversation.telegram.buttons_below(1001)]
    assert labels == [["11", "12", "13"], [phrases.BACK]]
    await press(conversation, question, "12")
    assert conversation.replies[-1].startswith("<b>Tower 12</b>")


@pytest.mark.parametrize("name", ["lighthouse", "Leuchtturm von Skerrin – 1932", "l" * 200])
async def test_a_link_opens_an_article_by_its_id_or_what_its_button_carries(
    conversation: Conversation, name: str
) -> None:
    library(conversation, FERRY, replace(LIGHTHOUSE, id=name))
    await conversation.say("/articles lighthouse")
    [[[button]]] = [conversation.telegram.buttons_below(1001)]
    for start in (name, button["callback_data"].removeprefix("open:")):
        await conversation.say(f"/start {start}")
        assert BEGINS in conversation.replies[-1]


async def test_a_link_to_what_is_gone_says_so_in_the_readers_language(
    conversation: Conversation,
) -> None:
    await conversation.say("/start bridge", **{"from": ADA | {"language_code": "fr"}})
    assert conversation.replies == [spoken("fr")(phrases.ARTICLE_GONE)]


async def test_who_comes_from_an_offer_in_another_chat_is_greeted(
    conversation: Conversation,
) -> None:
    await conversation.say("/start inline")
    assert conversation.replies[0].startswith(phrases.START)


@pytest.mark.parametrize("name", ["Promo_7", "from-Our-Site", "?", "two words"])
async def test_who_comes_by_a_link_that_can_name_no_article_is_greeted(
    conversation: Conversation, name: str
) -> None:
    await conversation.say(f"/start {name}")
    assert conversation.replies[0].startswith(phrases.START)


async def test_an_article_that_went_after_the_list_was_sent_is_gone(
    conversation: Conversation,
) -> None:
    question = await conversation.say("/articles", chat=GROUP)
    library(conversation, FERRY)
    await press(conversation, question, "1", by=BOB)
    assert conversation.replies[-1] == phrases.ARTICLE_GONE


async def test_moderators_open_articles_by_links_too(office: Office) -> None:
    office.library.index = Index.of([LIGHTHOUSE])
    await office.send("/start lighthouse")
    assert BEGINS in office.replies[-1]
