"""Files, links, posts and pasted text become previews, or are refused with a reason."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot import phrases, wording
from bot.cli import run
from bot.reading.files import MOST_BYTES
from tests.chat.conversation import BRIDGE, CHANNEL, Office


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


async def test_a_file_that_is_larger_than_it_says_is_refused(office: Office) -> None:
    await office.send_file("lying.txt", bytes(MOST_BYTES + 1), file_size=10)
    assert "larger than 20 MB" in office.shown


NAMES = (
    "../../outside.txt", "/outside.txt", "..\\..\\outside.txt", "precious.md", "PRECIOUS.MD",
    "..", "...txt", ".hidden.txt", "a/../../b.txt", "a\x00b.txt", "a\nb.txt", "\u202etxt.exe.txt",
    "CON.txt", "a" * 300 + ".txt", "~root.txt", "$(touch outside).txt", "; rm -rf *.txt",
    "synonyms.txt", "%2e%2e%2foutside.txt", "bot.sqlite3.txt", "-rf.txt", "файл.txt", "\ud800.txt",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=ascii)
@pytest.mark.parametrize("title", [False, True], ids=["name", "title too"])
async def test_no_name_leads_out_of_the_folder_or_to_another_article(
    office: Office, name: str, title: bool
) -> None:
    def contents() -> dict[Path, bytes]:
        files = (path for path in office.folder.rglob("*") if path.is_file())
        return {path: path.read_bytes() for path in files if "sqlite3" not in path.name}

    (office.library.folder / "precious.md").write_text("A precious text that stays.")
    await office.send_file("first.txt", b"A first report, so that keys are made.")
    before = contents()
    heading = f"# {name}\n\n" if title else ""
    await office.send_file(name, f"{heading}A report of ships.".encode("utf-8", "replace"))
    if "Publish" in office.buttons:
        await office.press("Publish")
    after = contents()
    assert {path: after.get(path) for path in before} == before
    assert {path.parent for path in after.keys() - before.keys()} <= {office.library.folder}


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
    assert office.shown == phrases.EMPTY_LIBRARY


POST = """The ferry sails again

After three weeks in the dock, the ferry of Ostvik sails again since Monday, twice an hour.

The fare stays at four crowns, and dogs still travel free of charge.

Subscribe to @ostvik for more"""


async def test_a_forwarded_post_is_credited_to_its_channel(office: Office) -> None:
    origin = {"type": "channel", "chat": CHANNEL, "message_id": 12, "date": 1_709_632_800}
    await office.send(POST, forward_origin=origin, entities=[])
    await office.press("Publish")
    [article] = office.library.index.articles
    assert article.credit.title == "The ferry sails again"
    assert (article.credit.publisher, article.credit.published) == ("Ostvik Today", "2024-03-05")
    assert article.credit.url == "https://t.me/ostvik/12"
    assert article.credit.authors == ()
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
    assert (article.credit.url, article.credit.authors) == ("", ("Ida Moor",))


async def test_half_an_emoji_in_a_name_does_no_harm(office: Office) -> None:
    await office.send_file("bridge \ud83c.txt", BRIDGE.encode())
    await office.press("Publish")
    chat = CHANNEL | {"title": "Ostvik \ud83c"}
    origin = {
        "type": "channel", "chat": chat, "message_id": 12, "date": 1_709_632_800,
        "author_signature": "Ida \ud83c",
    }  # fmt: skip
    await office.send(POST, forward_origin=origin, entities=[])
    await office.press("Publish")
    credited = {(a.credit.publisher, a.credit.authors) for a in office.library.index.articles}
    assert credited == {("", ("Tove Lund",)), ("Ostvik ?", ("Ida ?",))}


PAGES = Path(__file__).parents[2] / "reading" / "web" / "pages"


@pytest.mark.parametrize("name", ["json_ld.html", "open_graph.html", "json_ld.md", "bridge.txt"])
async def test_however_it_comes_in_the_article_is_the_same(
    office: Office, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = BRIDGE.encode() if name == "bridge.txt" else (PAGES / name).read_bytes()
    await office.send_file(name, data)
    await office.press("Publish")
    [sent] = office.library.index.articles
    await office.undo()

    (tmp_path / name).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    assert run(["--knowledge", str(office.library.folder), "add", name, "--yes"]) == 0
    for _ in range(2):
        office.library.refresh()
    [added] = office.library.index.articles
    assert added == sent
    await office.undo()  # the terminal's change, taken back in Telegram
    assert office.files == []

    (office.library.folder / name).write_bytes(data)
    for _ in range(2):
        office.library.refresh()
    [dropped] = office.library.index.articles
    assert replace(dropped, id=sent.id) == sent


async def test_what_is_no_name_in_a_channels_title_is_left_out_of_the_credit(
    office: Office,
) -> None:
    chat = CHANNEL | {"title": "\u202eOstvik\u200b Today" + "!" * 200}
    origin = {"type": "channel", "chat": chat, "message_id": 12, "date": 1_709_632_800}
    await office.send(POST, forward_origin=origin)
    credit = office.shown.splitlines()[1]
    assert " · Ostvik Today!!!" in credit
    assert "\u202e" not in credit
    assert len(credit) < 200
