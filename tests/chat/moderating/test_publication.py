"""What a moderator has sent is previewed, corrected, tried, and published or discarded."""

import pytest

from bot import phrases, wording
from tests.chat.conversation import BRIDGE, Office


async def test_a_file_is_previewed_and_answered_from_once_it_is_published(office: Office) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    assert office.replies == [wording.READING_FILE]
    assert "<b>Preview</b>\nThe harbour bridge is closed · Tove Lund\n" in office.shown
    assert "Language: en · passages: 2" in office.shown
    assert "<blockquote>The council of Ostvik closed" in office.shown
    assert office.files == []

    await office.send("What does the ferry cost?")
    assert office.shown == phrases.EMPTY_LIBRARY

    await office.press("Publish")
    assert wording.PUBLISHED in office.shown
    assert office.files == ["the-harbour-bridge-is-closed.md"]
    await office.send("What does the ferry cost?")
    assert "four crowns" in office.shown


@pytest.mark.parametrize(
    ("field", "typed", "credit"),
    [
        ("Title", "A bridge closes", "A bridge closes · Tove Lund"),
        ("Authors", "Jo Roe and Xi Li", "The harbour bridge is closed · Jo Roe and Xi Li"),
        ("Authors", "-", "The harbour bridge is closed\n"),
        ("Publisher", "Coast Herald", "The harbour bridge is closed · Tove Lund · Coast Herald"),
        ("Date", "5 March 2024", "The harbour bridge is closed · Tove Lund · 2024-03-05"),
        ("Link", "https://a.example/b", '<a href="https://a.example/b">The harbour bridge is'),
        ("Based on", "“Broen” by Ida Moor", "Tove Lund · based on: “Broen” by Ida Moor"),
        ("Language", "nb", "Language: nb · passages"),
        ("Language", "-", "Language: en · passages"),
    ],
)
async def test_each_field_of_the_credit_is_corrected_in_the_same_message_by_what_is_typed(
    office: Office, field: str, typed: str, credit: str
) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    await office.press("Edit credit")
    await office.press(field)
    assert "✏️" in office.shown
    await office.send(typed)
    assert credit in office.shown
    assert "✏️" not in office.shown
    assert office.replies == [wording.READING_FILE]  # which became the preview, and stays it
    assert {field, "Publish"} <= office.buttons.keys(), "the menu of fields stays open"
    assert len(office.telegram.sent("deleteMessage")) == 1, "what was typed is cleared away"
    assert office.files == []


@pytest.mark.parametrize(
    ("field", "typed", "reason"),
    [
        ("Title", "-", "an article needs a title"),
        ("Date", "soon", "“soon” is not a date"),
        ("Link", "the web", "“the web” is not a link"),
        ("Language", "Norsk", "“Norsk” is not a language's code"),
    ],
)
async def test_a_wrong_correction_is_refused_and_can_be_given_again(
    office: Office, field: str, typed: str, reason: str
) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    await office.press("Edit credit")
    await office.press(field)
    await office.send(typed)
    assert reason in office.shown
    assert phrases.BACK in office.buttons
    better = {"Title": "T", "Date": "2024", "Link": "https://a.example/b", "Language": "en"}[field]
    await office.send(better)
    assert reason not in office.shown
    assert better in office.shown
    await office.send("What does the ferry cost?")
    assert office.shown == phrases.EMPTY_LIBRARY  # a question again


async def test_a_question_can_be_tried_on_the_article_alone(office: Office) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    await office.press("Try a question")
    await office.send("What does the ferry cost?")
    assert "four crowns" in office.shown
    assert office.asked.in_vain() == []
    await office.send("Who invented the zeppelin?")
    assert office.shown == wording.ARTICLE_UNANSWERED


async def test_who_goes_back_is_asked_no_more(office: Office) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    await office.press("Edit credit")
    await office.press("Title")
    await office.press(phrases.BACK)
    assert "Title" in office.buttons
    await office.send("What does the ferry cost?")
    assert office.shown == phrases.EMPTY_LIBRARY


async def test_a_command_is_no_answer_to_what_was_asked(office: Office) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    await office.press("Edit credit")
    await office.press("Title")
    command = {"type": "bot_command", "offset": 0, "length": 9}
    await office.send("/articles", entities=[command])
    assert office.shown == phrases.EMPTY_LIBRARY
    await office.send("The bridge")
    assert "The bridge · Tove Lund" in office.shown


async def test_a_preview_that_was_deleted_meanwhile_is_shown_again(office: Office) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    await office.press("Edit credit")
    await office.press("Title")
    office.telegram.refuse_next("editMessageText", 400, "Bad Request: message to edit not found")
    await office.send("The bridge")
    assert "The bridge · Tove Lund" in office.replies[-1]
    await office.press("‹ Back")
    await office.press("Publish")
    assert office.files == ["the-bridge.md"]


async def test_a_discarded_preview_is_gone(office: Office) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    publish = office.buttons["Publish"]
    await office.press("Discard")
    assert office.shown == "Discarded: The harbour bridge is closed"
    await office.press_data(publish[1], publish[0])
    assert office.notices[-1] == wording.PREVIEW_GONE
    assert office.files == []


async def test_a_preview_waits_over_a_restart_but_not_for_ever(office: Office) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    await office.stop()
    await office.start()
    await office.press("Try a question")
    await office.send("What does the ferry cost?")
    assert "four crowns" in office.shown

    office.clock.now += 25 * 3600
    message_id, data = 1001, "draft:1:publish"
    await office.press_data(data, message_id)
    assert office.notices[-1] == wording.PREVIEW_GONE
    await office.send("What does the ferry cost?")  # to nobody's question any more
    assert office.files == []


async def test_publishing_twice_publishes_once(office: Office) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    message_id, data = office.buttons["Publish"]
    await office.press_data(data, message_id)
    await office.press_data(data, message_id)
    assert office.notices == [None, wording.PREVIEW_GONE]
    assert len(office.files) == 1


async def test_a_new_version_shows_what_changes_and_can_be_taken_back(office: Office) -> None:
    link = BRIDGE.replace("By Tove Lund", "By Tove Lund\n\nhttps://herald.example/bridge")
    await office.send_file("bridge.txt", link.encode())
    await office.press("Publish")
    newer = link.replace("four crowns", "five crowns").replace("Lund", "Lundgren")
    await office.send_file("bridge-2.txt", newer.encode())
    assert (
        "It takes the place of “The harbour bridge is closed” (the-harbour-bridge-is-closed)"
        " – paragraphs: 1 changed, 0 added, 0 removed.\n"
        "Its credit was: The harbour bridge is closed · Tove Lund"
    ) in office.shown
    await office.press("Publish")
    assert wording.PUBLISHED_ANEW in office.shown
    await office.send("What does the ferry cost?")
    assert "five crowns" in office.shown
    await office.undo()
    assert "the version before" in office.shown
    await office.send("What does the ferry cost?")
    assert "four crowns" in office.shown
    assert office.files == ["the-harbour-bridge-is-closed.md"]


LINKED = BRIDGE.replace("By Tove Lund", "By Tove Lund\n\nhttps://herald.example/bridge")


async def test_a_new_version_keeps_a_credit_that_was_corrected_and_says_what_it_says_itself(
    office: Office,
) -> None:
    await office.send_file("bridge.txt", LINKED.encode())
    await office.press("Edit credit")
    await office.press("Title")
    await office.send("The old bridge is closed")
    await office.press(phrases.BACK)
    await office.press("Publish")
    for number in range(2):
        newer = LINKED.replace("four", f"{number}").replace("Lund", "Berg")
        await office.send_file("newer.txt", newer.encode())
        assert "The old bridge is closed</a> · Tove Berg" in office.shown
        assert wording.STAYS_CORRECTED.format(
            field="Title", value="The harbour bridge is closed"
        ) in (office.shown)
        await office.press("Publish")
        [article] = office.library.index.articles
        assert article.credit.title == "The old bridge is closed"
        assert article.credit.authors == ("Tove Berg",)
    await office.send_file("newest.txt", LINKED.replace("four", "nine").encode())
    await office.press("Edit credit")
    await office.press("Title")
    await office.send("The harbour bridge is closed")
    assert "corrected by hand" not in office.shown
    await office.press(phrases.BACK)
    await office.press("Publish")
    [article] = office.library.index.articles
    assert article.credit.title == "The harbour bridge is closed"


async def test_a_new_version_without_authors_keeps_those_of_the_old_one_unless_they_are_emptied(
    office: Office,
) -> None:
    await office.send_file("bridge.txt", LINKED.encode())
    await office.press("Publish")
    await office.send_file("newer.txt", LINKED.replace("By Tove Lund\n\n", "").encode())
    assert "is already there" in office.shown
    newer = LINKED.replace("By Tove Lund\n\n", "").replace("four", "five")
    await office.send_file("newer.txt", newer.encode())
    assert "· Tove Lund\n" in office.shown
    await office.press("Edit credit")
    await office.press("Authors")
    await office.send("-")
    assert "Its credit was: The harbour bridge is closed · Tove Lund" in office.shown
    await office.press(phrases.BACK)
    await office.press("Publish")
    [article] = office.library.index.articles
    assert article.credit.authors == ()


async def test_the_whole_text_can_be_read_before_it_is_published(office: Office) -> None:
    paragraphs = [f"Report {n}. " + "The council has closed the bridge. " * 9 for n in range(40)]
    await office.send_file("report.md", "\n\n".join(["# Reports", *paragraphs]).encode())
    await office.press("Read all")
    read = [office.shown]
    while "More ›" in office.buttons:
        await office.press("More ›")
        read.append(office.shown)
    for number in range(40):
        assert sum(f"Report {number}. " in page for page in read) == 1
    assert "Passage 40 of 40" in read[-1]
    await office.press("Done")
    assert "<b>Preview</b>" in office.shown
    await office.press("Publish")
    await office.send("/article reports")
    await office.press("Read all")
    assert office.shown == read[0]
    await office.press("Done")
    assert "Remove" in office.buttons


async def test_a_replacement_shows_old_and_new_paragraphs_first(office: Office) -> None:
    text = BRIDGE.replace("By Tove Lund", "By Tove Lund\n\nhttps://herald.example/bridge")
    await office.send_file("one.txt", text.encode())
    await office.press("Publish")
    await office.send_file("two.txt", text.replace("four", "five").encode())
    changed = "Pupils cross by ferry, which sails every twenty minutes and costs"
    assert f"<i>Was:</i> {changed} four" in office.shown
    assert f"<i>Now:</i> {changed} five" in office.shown
    await office.press("Read all")
    assert office.shown.startswith(f"<i>Was:</i>\n<blockquote>{changed} four")
    assert office.shown.index("costs five") < office.shown.index("Passage 1 of 2")


async def test_the_same_article_again_is_refused_by_name(office: Office) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    await office.press("Publish")
    await office.send_file("copy.txt", BRIDGE.encode())
    assert "word for word, as the-harbour-bridge-is-closed." in office.shown


async def test_who_publishes_second_is_told_and_shown_what_is_new(office: Office) -> None:
    text = BRIDGE.replace("By Tove Lund", "By Tove Lund\n\nhttps://herald.example/bridge")
    await office.send_file("one.txt", text.encode())
    first = office.buttons["Publish"]
    await office.send_file("two.txt", text.replace("four", "five").encode())
    second = office.buttons["Publish"]
    await office.press_data(first[1], first[0])
    await office.press_data(second[1], second[0])
    assert office.notices[-1] == wording.OUTRUN
    assert "It takes the place of" in office.shown
    await office.press("Publish")
    assert office.files == ["the-harbour-bridge-is-closed.md"]
    await office.send("What does the ferry cost?")
    assert "five crowns" in office.shown


def test_notices_fit_into_telegrams_answer_to_a_press() -> None:
    notices = [
        wording.PREVIEW_GONE, wording.OUTRUN, wording.REMOVAL_GONE, phrases.MODERATORS_ONLY,
    ]  # fmt: skip
    assert max(map(len, notices)) <= 200
