"""What Telegram's apps cut into several messages when it is pasted is one article."""

import pytest

from bot import phrases, wording
from bot.replying.message import MOST_UNITS
from tests.chat.conversation import MODERATOR_PERSON, MODERATORS_CHAT, Office
from tests.chat.updates import edited, pressed

DATE = 1_700_000_000
PARAGRAPHS = [
    f"Report {number} says that the old bridge of Ostvik is to be closed, "
    + "since divers have found new cracks in its pillars and nobody knows how deep they are, " * 3
    + "which is why pupils cross by ferry."
    for number in range(30)
]
TEXT = "\n\n".join(["The bridge is closed", "By Tove Lund", *PARAGRAPHS])


def cut(text: str, at: str) -> list[str]:
    """The text as an app sends it: cut where `at` stands, which is lost there."""
    parts = []
    while len(text) > MOST_UNITS:
        end = text.rindex(at, 0, MOST_UNITS)
        parts.append(text[:end])
        text = text[end:].strip()
    return [*parts, text]


@pytest.mark.parametrize("at", ["\n\n", " "], ids=["between paragraphs", "between words"])
async def test_a_text_that_was_cut_is_put_together_again(office: Office, at: str) -> None:
    parts = cut(f"/add {TEXT}", at)
    assert len(parts) > 2
    for part in parts:
        await office.send(part, date=DATE)
    assert len(office.replies) == 1
    await office.press("Publish")
    [article] = office.library.index.articles
    assert (article.credit.title, article.credit.authors) == (
        "The bridge is closed",
        ("Tove Lund",),
    )
    assert article.text == "\n\n".join(PARAGRAPHS)


async def test_what_is_said_later_is_a_question_again(office: Office) -> None:
    parts = cut(f"/add {TEXT}", "\n\n")
    await office.send(parts[0], date=DATE)
    await office.send("Why do pupils cross by ferry?", date=DATE + 4)
    assert len(office.replies) == 2


ARTICLES = {
    "three paragraphs": "The bridge is closed.\n\nPupils cross by ferry.\n\nIt costs four crowns.",
    "one long paragraph": "The bridge of Ostvik is closed. " * 35,
}


@pytest.mark.parametrize("text", ARTICLES.values(), ids=ARTICLES)
async def test_a_long_text_without_the_command_may_be_added_at_a_press(
    office: Office, text: str
) -> None:
    message = await office.send(text)
    await office.happens(edited(message, f"{text} Now it is open."))
    assert office.replies == [wording.IS_IT_AN_ARTICLE]
    assert office.asked.in_vain() == []
    await office.press(wording.ADD_IT)
    assert "<b>Preview</b>" in office.shown
    await office.press("Publish")
    [article] = office.library.index.articles
    assert article.text.endswith("Now it is open.")
    assert office.replies == [wording.IS_IT_AN_ARTICLE], "all of it is one message"


@pytest.mark.parametrize("text", ARTICLES.values(), ids=ARTICLES)
async def test_a_long_text_without_the_command_may_be_asked_at_a_press(
    office: Office, text: str
) -> None:
    message = await office.send(text)
    data = office.buttons[wording.A_QUESTION][1]
    below = office.answer_below(message) | {"chat": MODERATORS_CHAT}
    await office.happens(pressed(data, below, by=MODERATOR_PERSON))
    assert office.shown == phrases.EMPTY_LIBRARY
    assert len(office.telegram.sent("deleteMessage")) == 1


async def test_parts_of_a_text_without_the_command_are_one_article(office: Office) -> None:
    for part in cut(TEXT, "\n\n"):
        await office.send(part, date=DATE)
    assert office.replies == [wording.IS_IT_AN_ARTICLE]
    assert "<b>Preview</b>" in office.shown
    await office.press("Publish")
    [article] = office.library.index.articles
    assert article.text == "\n\n".join(PARAGRAPHS)


PERSON = {"type": "user", "sender_user": {"id": 4, "is_bot": False, "first_name": "Bo"}, "date": 1}


async def test_what_a_person_wrote_and_a_moderator_forwards_may_be_an_article(
    office: Office,
) -> None:
    await office.send("The bridge of Ostvik is closed.", forward_origin=PERSON)
    assert office.replies == [wording.IS_IT_AN_ARTICLE]
    await office.send("Why is the bridge closed?", forward_origin=PERSON)
    assert office.shown == phrases.EMPTY_LIBRARY


async def test_a_link_in_a_sentence_may_lead_to_an_article(office: Office) -> None:
    text = "Look at http://127.0.0.1/page please"
    link = {"type": "url", "offset": 8, "length": 21}
    message = await office.send(text, entities=[link])
    assert office.replies == [wording.ADD_THE_PAGE]
    message_id, data = office.buttons[wording.ADD_IT]
    below = office.answer_below(message, message_id) | {"chat": MODERATORS_CHAT}
    await office.happens(pressed(data, below, by=MODERATOR_PERSON))
    assert "is not on the public web" in office.shown
    assert office.replies == [wording.ADD_THE_PAGE]


async def test_editing_what_was_added_renews_its_preview(office: Office) -> None:
    message = await office.send("/add The bridge of Ostvik is closed.")
    await office.happens(edited(message, "/add The bridge of Ostvik is open again."))
    assert office.replies == [wording.READING_FILE]
    assert "is open again" in office.shown
    await office.press("Publish")
    [article] = office.library.index.articles
    assert "open again" in article.text


@pytest.mark.parametrize("text", ARTICLES.values(), ids=ARTICLES)
async def test_a_long_text_of_others_is_a_question(office: Office, text: str) -> None:
    await office.say(text)
    assert wording.IS_IT_AN_ARTICLE not in office.replies


async def test_a_question_of_two_lines_is_a_question(office: Office) -> None:
    await office.send("Hello!\n\nWhy do pupils cross by ferry?")
    assert office.replies == [phrases.EMPTY_LIBRARY]


async def test_a_short_text_is_whole(office: Office) -> None:
    await office.send("/add The bridge is closed. Pupils cross by ferry.", date=DATE)
    await office.send("Why do pupils cross by ferry?", date=DATE + 1)
    assert len(office.replies) == 2
