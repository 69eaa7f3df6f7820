"""Moderators load, preview, correct, publish, replace, remove and undo in their private chat."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot import wording
from bot.chat import menus
from bot.cli import run
from bot.reading.files import MOST_BYTES, read_file
from bot.search.library import Library
from tests.chat import updates
from tests.chat.conftest import MODERATOR, Conversation
from tests.chat.fake_telegram import ME, Fields

MODERATOR_PERSON: Fields = {"id": MODERATOR, "is_bot": False, "first_name": "Mo"}
MODERATORS_CHAT: Fields = {"id": MODERATOR, "type": "private", "first_name": "Mo"}
CHANNEL: Fields = {"id": -1007, "type": "channel", "title": "Ostvik Today", "username": "ostvik"}

BRIDGE = """The harbour bridge is closed

By Tove Lund

The council of Ostvik closed the old harbour bridge until the spring, after divers found cracks.

Pupils cross by ferry, which sails every twenty minutes and costs four crowns for each passenger.
"""


class Office(Conversation):
    """A moderator's private chat, over a library in a real folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        knowledge = folder / "knowledge"
        knowledge.mkdir()
        self.library = Library(knowledge, read_file)
        self.library.refresh()

    @property
    def files(self) -> list[str]:
        """The names of the files that are answered from."""
        return sorted(path.name for path in self.library.folder.iterdir())

    async def send(self, text: str | None = None, **fields: Any) -> Fields:
        """The moderator sends a message."""
        by = {"from": MODERATOR_PERSON, "chat": MODERATORS_CHAT}
        return await self.say(text, **by | fields)

    async def send_file(self, name: str, data: bytes, **fields: Any) -> Fields:
        """The moderator sends a file."""
        self.telegram.files["file-1"] = data
        document = {"file_id": "file-1", "file_unique_id": "1", "file_name": name}
        return await self.send(document=document | {"file_size": len(data)} | fields)

    async def press(self, label: str, *, by: Fields = MODERATOR_PERSON) -> None:
        """Somebody presses the button with this label below the bot's last message with buttons."""
        message_id, data = self.buttons[label]
        await self.press_data(data, message_id, by=by)

    async def press_data(
        self, data: str, message_id: int, *, by: Fields = MODERATOR_PERSON
    ) -> None:
        below = self.answer_below(None, message_id) | {"chat": MODERATORS_CHAT}
        await self.happens(updates.pressed(data, below, by=by))

    async def answer(self, text: str) -> None:
        """The moderator replies to what the bot has asked for last."""
        asked = [c for c in self.telegram.taken if _is_prompt(c.fields)][-1]
        message_id = self.ids[id(asked)]
        await self.send(text, reply_to_message=self.answer_below(None, message_id))

    @property
    def ids(self) -> dict[int, int]:
        """The ids of the messages that were sent, by the identity of their calls."""
        sent = [call for call in self.telegram.taken if call.method == "sendMessage"]
        return {id(call): 1001 + number for number, call in enumerate(sent)}

    @property
    def buttons(self) -> dict[str, tuple[int, str]]:
        """The buttons below the last message that has some: label → message id and data."""
        for call in reversed(self.telegram.taken):
            rows = (call.fields.get("reply_markup") or {}).get("inline_keyboard")
            if rows:
                message_id = call.fields.get("message_id") or self.ids[id(call)]
                return {b["text"]: (message_id, b["callback_data"]) for row in rows for b in row}
        pytest.fail("there are no buttons")

    @property
    def shown(self) -> str:
        """The text that was sent or edited last."""
        calls = [c for c in self.telegram.taken if c.method in ("sendMessage", "editMessageText")]
        text: str = calls[-1].fields["text"]
        return text


def _is_prompt(fields: Fields) -> bool:
    return bool((fields.get("reply_markup") or {}).get("force_reply"))


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    started = Office(tmp_path)
    await started.start()
    yield started
    await started.stop()


async def test_a_file_is_previewed_and_answered_from_once_it_is_published(office: Office) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    assert office.replies == [wording.READING_FILE]
    assert "<b>Preview</b>\nThe harbour bridge is closed · Tove Lund\n" in office.shown
    assert "Language: en · passages: 2" in office.shown
    assert "<blockquote>The council of Ostvik closed" in office.shown
    assert office.files == []

    await office.send("What does the ferry cost?")
    assert office.shown == wording.EMPTY_LIBRARY

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
    ],
)
async def test_each_field_of_the_credit_is_corrected_by_a_reply(
    office: Office, field: str, typed: str, credit: str
) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    await office.press("Edit credit")
    await office.press(field)
    await office.answer(typed)
    previews = [text for text in office.replies if "<b>Preview</b>" in text]
    assert credit in previews[-1]
    assert office.shown == wording.PREVIEW_MOVED  # in place of the old preview
    assert office.files == []


@pytest.mark.parametrize(
    ("field", "typed", "reason"),
    [
        ("Title", "-", "an article needs a title"),
        ("Date", "soon", "“soon” is not a date"),
        ("Link", "the web", "“the web” is not a link"),
    ],
)
async def test_a_wrong_correction_is_refused_and_can_be_given_again(
    office: Office, field: str, typed: str, reason: str
) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    await office.press("Edit credit")
    await office.press(field)
    await office.answer(typed)
    assert reason in office.shown
    await office.answer({"Title": "T", "Date": "2024", "Link": "https://a.example/b"}[field])
    assert office.shown == wording.PREVIEW_MOVED


async def test_a_question_can_be_tried_on_the_article_alone(office: Office) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    await office.press("Try a question")
    await office.answer("What does the ferry cost?")
    assert "four crowns" in office.shown
    assert office.asked.in_vain() == []
    await office.answer("Who invented the zeppelin?")
    assert wording.UNANSWERED in office.shown


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
    await office.answer("What does the ferry cost?")
    assert "four crowns" in office.shown

    office.clock.now += 25 * 3600
    message_id, data = 1001, "draft:1:publish"
    await office.press_data(data, message_id)
    assert office.notices[-1] == wording.PREVIEW_GONE
    await office.answer("What does the ferry cost?")  # to nobody's question any more
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
    await office.send("/undo")
    assert "the version before" in office.shown
    await office.send("What does the ferry cost?")
    assert "four crowns" in office.shown
    assert office.files == ["the-harbour-bridge-is-closed.md"]


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


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("photo.jpg", b"JFIF", "it is none of .docx"),
        ("empty.txt", b"", "it is empty"),
        ("broken.pdf", b"%PDF-1.7 oh", "it is damaged, or no PDF"),
        ("binary.txt", b"a\0b", "it is not text but binary data"),
    ],
)
async def test_what_cannot_be_read_is_refused_with_its_reason(
    office: Office, name: str, data: bytes, reason: str
) -> None:
    await office.send_file(name, data)
    assert office.shown.startswith(f"I can't take this: {reason}")


async def test_a_file_that_is_too_large_is_not_downloaded(office: Office) -> None:
    await office.send_file("huge.txt", b"x", file_size=MOST_BYTES + 1)
    assert "larger than 20 MB" in office.shown
    assert office.telegram.downloaded == []


async def test_a_download_that_breaks_is_tried_again(office: Office) -> None:
    office.telegram.breaking_downloads = 2
    await office.send_file("bridge.txt", BRIDGE.encode())
    assert office.telegram.downloaded == ["file-1"] * 3
    assert "The harbour bridge is closed" in office.shown


async def test_a_file_that_telegram_does_not_hand_over_is_named(office: Office) -> None:
    office.telegram.refuse_next("getFile", 400, "Bad Request: file is too big")
    await office.send_file("bridge.txt", BRIDGE.encode())
    assert wording.NOT_DOWNLOADED in office.shown


async def test_text_after_add_is_previewed_and_without_a_title_said_so(office: Office) -> None:
    await office.send(f"/add {BRIDGE}")
    assert "The harbour bridge is closed · Tove Lund" in office.shown
    await office.send("/add The council of Ostvik closed the bridge. Divers had found cracks.")
    assert "Pasted text\n" in office.shown
    assert wording.NO_TITLE in office.shown


async def test_add_alone_says_how(office: Office) -> None:
    await office.send("/add")
    assert office.shown == wording.ADD_USAGE


@pytest.mark.parametrize("text", ["http://127.0.0.1/page", "/add http://127.0.0.1/page"])
async def test_a_link_is_fetched_by_the_rules(office: Office, text: str) -> None:
    link = {"type": "url", "offset": 0, "length": len(text)}
    await office.send(text, **({} if text.startswith("/") else {"entities": [link]}))
    assert "is not on the public web" in office.shown


async def test_a_question_with_a_link_in_it_is_a_question(office: Office) -> None:
    text = "Is http://127.0.0.1/page true?"
    await office.send(text, entities=[{"type": "url", "offset": 3, "length": 21}])
    assert office.shown == wording.EMPTY_LIBRARY


POST = """The ferry sails again

After three weeks in the dock, the ferry of Ostvik sails again since Monday, twice an hour.

The fare stays at four crowns, and dogs still travel free of charge.

Subscribe to @ostvik for more"""


async def test_a_forwarded_post_is_credited_to_its_channel(office: Office) -> None:
    origin = {"type": "channel", "chat": CHANNEL, "message_id": 12, "date": 1_709_632_800}
    await office.send(POST, forward_origin=origin, entities=[])
    await office.press("Publish")
    [article] = office.library.index.articles
    assert article.title == "The ferry sails again"
    assert (article.publisher, article.published) == ("Ostvik Today", "2024-03-05")
    assert article.url == "https://t.me/ostvik/12"
    assert article.authors == ()
    assert article.text == "\n\n".join(POST.split("\n\n")[1:3])


async def test_a_post_of_a_private_channel_has_no_link(office: Office) -> None:
    chat = {name: value for name, value in CHANNEL.items() if name != "username"}
    origin = {
        "type": "channel", "chat": chat, "message_id": 12, "date": 1_709_632_800,
        "author_signature": "Ida Moor",
    }  # fmt: skip
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]
    await office.send(caption=POST, photo=photo, forward_origin=origin)
    await office.press("Publish")
    [article] = office.library.index.articles
    assert (article.url, article.authors) == ("", ("Ida Moor",))


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
    assert "Articles: 1 · page 1 of 1\n\nReport 7" in office.shown
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
    await office.send("/undo")
    await office.send("What does the ferry cost?")
    assert "four crowns" in office.shown
    await office.send("/undo")
    await office.send("/undo")
    assert office.shown == wording.NOTHING_TO_UNDO


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
        "• bad.md: it is not text but binary data",
    ]
    (folder / "one.md").write_text("The council has met again.")
    (folder / "two.md").unlink()
    await office.send("/reload")
    assert office.shown.splitlines()[1:] == ["Changed (1): one", "Removed (1): two"]


IMPOSTORS: dict[str, Fields] = {
    "somebody else": {"from": updates.ADA, "chat": updates.PRIVATE},
    "a namesake": {"from": updates.ADA | {"username": "mo"}, "chat": updates.PRIVATE},
    "the moderator in a group": {"from": MODERATOR_PERSON, "chat": updates.GROUP},
    "somebody in the moderator's chat": {"from": updates.ADA, "chat": MODERATORS_CHAT},
    "a bot with the number": {"from": MODERATOR_PERSON | {"is_bot": True}, "chat": MODERATORS_CHAT},
    "an anonymous admin": {
        "from": {"id": 1087968824, "is_bot": True, "first_name": "Group"},
        "sender_chat": updates.GROUP, "chat": updates.GROUP,
    },
    "a channel with the number": {
        "sender_chat": CHANNEL | {"id": MODERATOR}, "chat": updates.GROUP,
    },
    "through another bot": {"from": MODERATOR_PERSON, "chat": MODERATORS_CHAT, "via_bot": ME},
    "a post without a person": {"from": None, "chat": CHANNEL},
}  # fmt: skip


@pytest.mark.parametrize("impostor", IMPOSTORS.values(), ids=IMPOSTORS)
async def test_nobody_else_is_taken_for_a_moderator(office: Office, impostor: Fields) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    await office.press("Publish")
    before, said = office.files, len(office.replies)
    doing = ["/add A text. It is long.", "/undo", "/remove the-harbour-bridge-is-closed", "/reload"]
    for text in doing:
        await office.say(text, **impostor)
    document = {"file_id": "file-1", "file_unique_id": "1", "file_name": "a.txt"}
    await office.say(document=document, **impostor)
    assert office.files == before
    told = {wording.MODERATORS_ONLY, wording.TEXT_ONLY, wording.SLOW_DOWN}
    assert set(office.replies[said:]) <= told
    assert len(office.telegram.downloaded) == 1


@pytest.mark.parametrize("command", [*menus.FOR_MODERATORS, "add@ArticleBot"])
async def test_others_who_try_get_one_sentence(office: Office, command: str) -> None:
    chat = updates.GROUP if "@" in command else updates.PRIVATE
    await office.say(f"/{command} one two", chat=chat)
    assert office.replies == [wording.MODERATORS_ONLY]


@pytest.mark.parametrize("origin", ["user", "channel"])
async def test_a_forwarded_command_is_not_obeyed(office: Office, origin: str) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    await office.press("Publish")
    by = {"sender_user": updates.ADA} if origin == "user" else {"chat": CHANNEL, "message_id": 1}
    await office.send("/undo", forward_origin={"type": origin, "date": 1, **by})
    assert len(office.files) == 1


async def test_an_edited_message_changes_no_article(office: Office) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    await office.press("Publish")
    message = updates.message("Hello", chat=MODERATORS_CHAT, **{"from": MODERATOR_PERSON})
    await office.happens(updates.edited(message, "/undo"))
    assert len(office.files) == 1


FORGED = [
    "draft:1:publish", "draft:2:publish", "draft:999999999999999999:publish", "draft:1:rule",
    "draft:1", "article:0123456789abcdef:remove", "shelf:9999", "shelf:-1",
]  # fmt: skip


@pytest.mark.parametrize("data", FORGED)
async def test_a_forged_button_does_nothing_and_is_answered(office: Office, data: str) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    for by, message_id in [(updates.ADA, 1001), (MODERATOR_PERSON, 4)]:
        before = len(office.notices)
        await office.press_data(data, message_id, by=by)
        assert len(office.notices) == before + 1
        assert office.notices[-1] is not None
    assert office.files == []


async def test_a_moderator_cannot_publish_what_another_has_loaded(office: Office) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    message_id, data = office.buttons["Publish"]
    await office.press_data(data, message_id, by=updates.ADA)
    assert office.notices == [wording.MODERATORS_ONLY]
    assert office.files == []


def test_notices_fit_into_telegrams_answer_to_a_press() -> None:
    notices = [
        wording.PREVIEW_GONE, wording.OUTRUN, wording.REMOVAL_GONE, wording.MODERATORS_ONLY,
    ]  # fmt: skip
    assert max(map(len, notices)) <= 200


PAGES = Path(__file__).parents[1] / "reading" / "pages"


@pytest.mark.parametrize("name", ["json_ld.html", "open_graph.html", "json_ld.md", "bridge.txt"])
async def test_however_it_comes_in_the_article_is_the_same(
    office: Office, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = BRIDGE.encode() if name == "bridge.txt" else (PAGES / name).read_bytes()
    await office.send_file(name, data)
    await office.press("Publish")
    [sent] = office.library.index.articles
    await office.send("/undo")

    (tmp_path / name).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    assert run(["--knowledge", str(office.library.folder), "add", name, "--yes"]) == 0
    for _ in range(2):
        office.library.refresh()
    [added] = office.library.index.articles
    assert added == sent
    await office.send("/undo")  # the terminal's change, taken back in Telegram
    assert office.files == []

    (office.library.folder / name).write_bytes(data)
    for _ in range(2):
        office.library.refresh()
    [dropped] = office.library.index.articles
    assert replace(dropped, id=sent.id) == sent
