"""What Telegram's apps cut into several messages when it is pasted is one article."""

import pytest

from bot import wording
from bot.chat.link.message import LONGEST
from tests.chat.conversation import Office
from tests.chat.updates import edited

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
    while len(text) > LONGEST:
        end = text.rindex(at, 0, LONGEST)
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
    assert (article.title, article.authors) == ("The bridge is closed", ("Tove Lund",))
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
async def test_a_long_text_without_the_command_is_no_question(office: Office, text: str) -> None:
    message = await office.send(text)
    await office.happens(edited(message, f"{text} Or is it?"))
    assert office.replies == [wording.IS_IT_AN_ARTICLE] * 2
    assert office.asked.in_vain() == []


@pytest.mark.parametrize("text", ARTICLES.values(), ids=ARTICLES)
async def test_a_long_text_of_others_is_a_question(office: Office, text: str) -> None:
    await office.say(text)
    assert wording.IS_IT_AN_ARTICLE not in office.replies


async def test_a_question_of_two_lines_is_a_question(office: Office) -> None:
    await office.send("Hello!\n\nWhy do pupils cross by ferry?")
    assert office.replies == [wording.EMPTY_LIBRARY]


async def test_a_short_text_is_whole(office: Office) -> None:
    await office.send("/add The bridge is closed. Pupils cross by ferry.", date=DATE)
    await office.send("Why do pupils cross by ferry?", date=DATE + 1)
    assert len(office.replies) == 2
