"""Moderators list, look at and remove articles, and hear what has become of the files."""

import pytest

from bot import phrases, wording
from tests.chat import updates
from tests.chat.conversation import BRIDGE, MODERATOR_PERSON, MODERATORS_CHAT, Office


async def test_articles_are_listed_searched_and_leafed_through(office: Office) -> None:
    await reports(office, 9)
    listed = await office.send("/articles report")
    assert "Articles found: 9\nPage 1 of 2" in office.shown
    assert "Report 0\n<code>report-0</code>" in office.shown
    data = office.buttons["More ›"][1]
    below = office.answer_below(listed) | {"chat": MODERATORS_CHAT}
    await office.happens(updates.pressed(data, below, by=MODERATOR_PERSON))
    assert "Page 2 of 2" in office.shown
    assert "Report 8" in office.shown
    await office.send("/articles 7")
    assert "Articles found: 1\n\n1. Report 7" in office.shown
    await office.send("/articles zeppelin")
    assert office.shown == phrases.NO_ARTICLES_FOUND


async def test_an_article_is_shown_with_what_is_known_of_it(office: Office) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    await office.press("Publish")
    await office.say("What does the ferry cost?")
    await office.send("/article the-harbour-bridge-is-closed")
    assert "The harbour bridge is closed · Tove Lund\n<code>the-harbour" in office.shown
    assert "times quoted: 1" in office.shown
    assert "Passage 2 of 2" in office.shown
    await office.send("/article zeppelin")
    assert office.shown == phrases.NO_ARTICLES_FOUND


async def reports(office: Office, count: int) -> None:
    """So many articles lie in the folder."""
    for number in range(count):
        text = f"---\ntitle: Report {number}\n---\n\nThe council met on day {number} of the year."
        (office.library.folder / f"report-{number}.md").write_text(text)
    office.library.refresh()
    office.library.refresh()


@pytest.mark.parametrize("command", ["/article", "/article report", "/articles"])
async def test_an_article_is_chosen_with_a_button_where_none_is_named_alone(
    office: Office, command: str
) -> None:
    await reports(office, 9)
    asked = await office.send(command)
    assert "Report 0" in office.shown
    data = office.buttons["More ›"][1]
    below = office.answer_below(asked) | {"chat": MODERATORS_CHAT}
    await office.happens(updates.pressed(data, below, by=MODERATOR_PERSON))
    await office.press("9")
    assert office.shown.startswith("Report 8\n<code>report-8</code>")


@pytest.mark.parametrize("command", ["/remove", "/remove report"])
async def test_an_article_to_remove_is_chosen_with_a_button(office: Office, command: str) -> None:
    await reports(office, 9)
    asked = await office.send(command)
    assert office.shown.startswith(wording.WHICH_TO_REMOVE)
    data = office.buttons["More ›"][1]
    below = office.answer_below(asked) | {"chat": MODERATORS_CHAT}
    await office.happens(updates.pressed(data, below, by=MODERATOR_PERSON))
    await office.press("Remove 9")
    assert wording.ASK_REMOVE in office.shown
    await office.press("Remove")
    assert office.shown.startswith("Removed: Report 8.")
    assert "report-8.md" not in office.files


async def test_every_article_that_is_named_to_a_moderator_opens_at_a_press(office: Office) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    await office.press("Publish")
    title = "The harbour bridge is closed"
    await office.send_file("again.txt", BRIDGE.encode())
    assert "word for word, as the-harbour-bridge-is-closed" in office.shown
    await office.press(title)
    assert "times quoted: 0" in office.shown
    await office.send_file("like.txt", BRIDGE.replace("harbour", "old").encode())
    assert "Much of it is also in" in office.shown
    await office.press(title)
    assert "times quoted: 0" in office.shown
    await office.say("What does the ferry cost?")
    for command, named in (("/reload", "Added (1)"), ("/stats", wording.MOST_QUOTED)):
        await office.send(command)
        assert named in office.shown
        await office.press(title)
        assert "times quoted: 1" in office.shown


async def test_an_article_is_removed_after_asking_once_more(office: Office) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    await office.press("Publish")
    await office.send("/remove the-harbour-bridge-is-closed")
    assert wording.ASK_REMOVE in office.shown
    await office.press("Keep")
    assert office.shown == "Kept: The harbour bridge is closed"
    assert len(office.files) == 1
    await office.send("/article the-harbour-bridge-is-closed")
    await office.press("Remove")
    remove = office.buttons["Remove"]
    await office.press("Remove")
    assert office.shown.startswith("Removed: The harbour bridge is closed.")
    assert office.files == []
    await office.press_data(remove[1], remove[0])
    assert office.notices[-1] == wording.REMOVAL_GONE
    await office.send("What does the ferry cost?")
    assert office.shown == phrases.EMPTY_LIBRARY
    await office.undo()
    await office.send("What does the ferry cost?")
    assert "four crowns" in office.shown
    await office.undo()
    await office.send("/undo")
    assert office.shown == wording.NOTHING_TO_UNDO


async def test_undo_says_what_it_takes_back_and_whose_it_was_before_it_does(
    office: Office,
) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    await office.press("Publish")
    await office.send("/undo")
    assert office.shown.startswith("Take “The harbour bridge is closed” out of the articles again?")
    assert "Added by Mo, " in office.shown
    await office.press("Leave it")
    assert office.shown == wording.LEFT
    assert len(office.files) == 1


async def test_undo_takes_back_only_what_it_has_asked_about(office: Office) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    await office.press("Publish")
    await office.send("/undo")
    message_id, data = office.buttons["Take it back"]
    await office.send_file("other.txt", b"Another article about the ferry, which sails at night.")
    await office.press("Publish")
    await office.press_data(data, message_id)
    assert office.notices[-1] == wording.ANOTHER_CHANGE
    assert len(office.files) == 2
    await office.undo()
    await office.press_data(data, message_id)
    assert office.files == []


async def test_who_presses_undo_twice_goes_on_reading_what_it_did(office: Office) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    await office.press("Publish")
    await office.send("/undo")
    message_id, data = office.buttons["Take it back"]
    await office.press_data(data, message_id)
    await office.press_data(data, message_id)
    assert office.notices[-1] == wording.NOTHING_TO_UNDO
    assert office.shown.startswith("Taken back: “The harbour bridge is closed”")


async def test_a_file_changed_by_hand_is_named_as_code_and_not_as_a_link(office: Office) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    await office.press("Publish")
    [name] = office.files
    (office.library.folder / name).write_text("Changed.")
    await office.send("/undo")
    assert office.shown == wording.CHANGED_SINCE.format(name=f"<code>{name}</code>")


async def test_reload_tells_what_has_become_of_the_files(office: Office) -> None:
    await office.send("/reload")
    assert office.shown == wording.NOTHING_NEW.format(count=0)
    folder = office.library.folder
    (folder / "one.md").write_text("The council met.")
    (folder / "two.md").write_text("The ferry sails.")
    (folder / "bad.md").write_bytes(b"\0")
    await office.send("/reload")
    assert office.shown.splitlines()[1:] == [
        "Added (2): one, two",
        "Rejected (1):",
        "• <code>bad.md</code>: it is not text but binary data",
    ]
    (folder / "one.md").write_text("The council has met again.")
    (folder / "two.md").unlink()
    await office.send("/reload")
    assert office.shown.splitlines()[1:] == ["Changed (1): one", "Removed (1): two"]


async def published(office: Office) -> None:
    """The moderator publishes an article, and opens it from the list."""
    await office.send_file("bridge.txt", BRIDGE.encode())
    await office.press("Publish")
    await office.send("/articles")
    await office.press("1")


async def test_an_entry_of_the_list_is_opened_and_its_credit_edited(office: Office) -> None:
    await published(office)
    assert "times quoted: 0" in office.shown
    await office.press("Edit credit")
    await office.press("Title")
    await office.send("The bridge is shut")
    assert "takes the place of “The harbour bridge is closed” (the-harbour" in office.shown
    assert ") – its text stays.\n" in office.shown
    await office.press("‹ Back")
    await office.press("Publish")
    assert wording.PUBLISHED_ANEW in office.shown
    assert office.files == ["the-harbour-bridge-is-closed.md"]
    await office.send("What does the ferry cost?")
    assert "The bridge is shut" in office.shown
    await office.undo()
    await office.send("What does the ferry cost?")
    assert "The harbour bridge is closed" in office.shown


async def test_an_edit_without_a_change_is_not_published(office: Office) -> None:
    await published(office)
    await office.press("Edit credit")
    await office.press("‹ Back")
    await office.press("Publish")
    assert office.notices[-1] == wording.NOTHING_CHANGED


@pytest.mark.parametrize("way", ["file", "text", "/add"])
async def test_a_text_is_replaced_and_keeps_its_credit(office: Office, way: str) -> None:
    await published(office)
    await office.press("Replace text")
    assert wording.ASK_FOR["text"] in office.shown
    new = "Another title\n\nThe bridge is open again, and the ferry costs nine crowns for all."
    if way == "file":
        await office.send_file("open.txt", new.encode())
    else:
        await office.send(f"/add {new}" if way == "/add" else new)
    assert "The harbour bridge is closed · Tove Lund" in office.shown
    assert "It takes the place of" in office.shown
    await office.press("Publish")
    assert office.files == ["the-harbour-bridge-is-closed.md"]
    await office.send("What does the ferry cost?")
    assert "nine crowns" in office.shown
    assert "Tove Lund" in office.shown


async def test_what_is_sent_after_the_text_was_replaced_is_a_question_again(office: Office) -> None:
    await published(office)
    await office.press("Replace text")
    await office.press("‹ Back")
    await office.send("What does the ferry cost?")
    assert "four crowns" in office.shown


async def test_an_article_that_was_removed_meanwhile_is_not_replaced_unseen(office: Office) -> None:
    await published(office)
    await office.press("Edit credit")
    await office.press("Publisher")
    await office.send("Ostvik Herald")
    await office.press("‹ Back")
    publish = office.buttons["Publish"]
    await office.send("/remove the-harbour-bridge-is-closed")
    await office.press("Remove")
    await office.press_data(publish[1], publish[0])
    assert office.notices[-1] == wording.OUTRUN
    assert office.files == []


async def test_what_is_much_like_another_can_take_its_place(office: Office) -> None:
    await published(office)
    newer = BRIDGE.replace("The harbour bridge is closed", "No bridge").replace("four", "five")
    await office.send_file("newer.txt", newer.encode())
    await office.press("Replace that one")
    assert "It takes the place of “The harbour bridge is closed”" in office.shown
    assert "Replace that one" not in office.buttons
    await office.press("Publish")
    assert office.files == ["the-harbour-bridge-is-closed.md"]


@pytest.mark.parametrize("button", ["Replace that one", "Read all", "Publish"])
async def test_what_came_into_the_folder_meanwhile_is_refused_at_any_press(
    office: Office, button: str
) -> None:
    await published(office)
    newer = BRIDGE.replace("The harbour bridge is closed", "No bridge").replace("four", "five")
    await office.send_file("newer.txt", newer.encode())
    presses = office.buttons[button]
    (office.library.folder / "meanwhile.txt").write_text(newer)
    await office.send("/reload")
    await office.press_data(presses[1], presses[0])
    assert wording.DUPLICATE.format(id="meanwhile") in office.shown
