"""Moderators list, look at and remove articles, and hear what has become of the files."""

from bot import wording
from tests.chat import updates
from tests.chat.conversation import BRIDGE, MODERATOR_PERSON, MODERATORS_CHAT, Office


async def test_articles_are_listed_searched_and_leafed_through(office: Office) -> None:
    for number in range(9):
        text = f"---\ntitle: Report {number}\n---\n\nThe council met on day {number} of the year."
        (office.library.folder / f"report-{number}.md").write_text(text)
    office.library.refresh()
    office.library.refresh()
    listed = await office.send("/articles report")
    assert "Articles: 9 · page 1 of 2" in office.shown
    assert "Report 0\n<code>report-0</code>" in office.shown
    data = office.buttons["More ›"][1]
    below = office.answer_below(listed) | {"chat": MODERATORS_CHAT}
    await office.happens(updates.pressed(data, below, by=MODERATOR_PERSON))
    assert "page 2 of 2" in office.shown
    assert "Report 8" in office.shown
    await office.send("/articles 7")
    assert "Articles: 1\n\nReport 7" in office.shown
    await office.send("/articles zeppelin")
    assert office.shown == wording.NO_ARTICLE_FOUND


async def test_an_article_is_shown_with_what_is_known_of_it(office: Office) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    await office.press("Publish")
    await office.send("What does the ferry cost?")
    await office.send("/article the-harbour-bridge-is-closed")
    assert "The harbour bridge is closed · Tove Lund\n<code>the-harbour" in office.shown
    assert "times quoted: 1" in office.shown
    assert "Passage 2 of 2" in office.shown
    await office.send("/article zeppelin")
    assert office.shown == "There is no article “zeppelin”. See /articles."
    await office.send("/article")
    assert office.shown == wording.ARTICLE_USAGE.format(command="article")


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
    assert office.shown == wording.EMPTY_LIBRARY
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
    assert office.shown == wording.ANOTHER_CHANGE
    assert len(office.files) == 2
    await office.undo()
    await office.press_data(data, message_id)
    assert office.files == []


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
