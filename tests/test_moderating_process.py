"""A moderator and the real bot in its own process, over HTTP with the tests' own Telegram."""

import resource
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MODERATOR
from tests.telegram_server import TOKEN, BotProcess, Call, Environment, Fault, TelegramServer

ASKER = 7
ARTICLE = """The Northlake Reservoir

https://valley.example/reservoir

The reservoir of Northlake was built by the town in 1931. Its wall is forty metres high.

The reservoir is guarded at night by two old geese that belong to nobody in the valley.

The reservoir freezes every tenth winter, and then the schools close for a day of skating.
"""
PAGE = """<html lang="en"><head><title>The lighthouse is sold</title></head><body><article>
<h1>The lighthouse is sold</h1>
<p>The lighthouse of Ostvik, which has stood empty for eleven years, was sold on Friday.</p>
<p>The buyer, a baker from the mainland, wants to grind flour in its tower by the wind.</p>
</article></body></html>"""

pytestmark = pytest.mark.usefixtures("moderated")


class Desk:
    """The moderator's private chat, as the moderator sees it."""

    def __init__(self, server: TelegramServer) -> None:
        self._server = server
        self._read = 0

    async def send(self, text: str, **fields: Any) -> Call:
        """Write something; the bot's last word on it."""
        if text.startswith("/"):
            command = {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
            fields["entities"] = [command]
        await self._server.say(text, chat=MODERATOR, **fields)
        return await self.hear()

    async def send_file(self, name: str, content: str) -> Call:
        """Send a file; its preview."""
        self._server.api.files[name] = content.encode()
        size = len(content)
        document = {"file_id": name, "file_unique_id": name, "file_name": name, "file_size": size}
        await self._server.say("", chat=MODERATOR, document=document)
        assert (await self.hear()).result["text"] == "Reading…"
        return await self.hear()

    async def press(self, below: Call, label: str) -> Call:
        """Press a button; what the bot does then."""
        await self._server.press(below.result, label)
        return await self.hear()

    async def hear(self) -> Call:
        """The next message that the bot sends or changes in this chat."""
        await self._server.until(lambda: len(self._said) > self._read)
        self._read += 1
        return self._said[self._read - 1]

    @property
    def _said(self) -> list[Call]:
        words = ("sendMessage", "editMessageText")
        calls = [call for call in self._server.calls if call.method in words]
        return [call for call in calls if call.parameters["chat_id"] == MODERATOR]


def files_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def ask(server: TelegramServer, question: str) -> str:
    """What somebody who is no moderator is answered."""
    before = len(server.made("sendMessage"))
    await server.say(question, chat=ASKER)
    await server.called("sendMessage", before + 1)
    text: str = server.made("sendMessage")[-1].result["text"]
    return text


async def test_a_moderators_whole_conversation(
    server: TelegramServer, settings: Environment
) -> None:
    desk = Desk(server)
    async with BotProcess(settings) as bot:
        preview = await desk.send_file("reservoir.txt", ARTICLE)
        assert "The Northlake Reservoir\nLanguage: en · passages: 3" in preview.result["text"]
        assert "have no articles" in await ask(server, "When was the reservoir built?")

        fields = await desk.press(preview, "Edit credit")
        asking = await desk.press(fields, "Authors")
        assert "Type who wrote it" in asking.result["text"]
        corrected = await desk.send("Mara Venn, Ulf Bo")
        assert "The Northlake Reservoir · Mara Venn and Ulf Bo" in corrected.result["text"]
        assert corrected.result["message_id"] == preview.result["message_id"]
        corrected = await desk.press(corrected, "Back")

        asking = await desk.press(corrected, "Try a question")
        tried = await desk.send("Who guards the reservoir?")
        assert "two old geese" in tried.result["text"]
        assert "have no articles" in await ask(server, "When was the reservoir built?")

        published = await desk.press(corrected, "Publish")
        assert "Published" in published.result["text"]
        answer = await ask(server, "When was the reservoir built by the town?")
        assert "built by the town in 1931" in answer
        assert "The Northlake Reservoir · Mara Venn and Ulf Bo" in answer

        preview = await desk.send_file("newer.txt", ARTICLE.replace("1931", "1932"))
        assert "paragraphs: 1 changed, 0 added, 0 removed" in preview.result["text"]
        await desk.press(preview, "Publish")
        assert "1932" in await ask(server, "When was the reservoir built by the town?")

        asked = await desk.send("/undo")
        assert "Replaced by Ada, " in asked.result["text"]
        assert "Taken back" in (await desk.press(asked, "Take it back")).result["text"]
        assert "1931" in await ask(server, "When was the reservoir built by the town?")
        assert await bot.stop() == 0
    assert "Traceback" not in bot.output


async def test_on_a_full_disk_it_answers_and_publishes_once_there_is_room(
    server: TelegramServer, settings: Environment
) -> None:
    desk = Desk(server)
    knowledge = Path(settings["KNOWLEDGE_DIR"])
    (knowledge / "reservoir.txt").write_text(ARTICLE)
    async with BotProcess(settings) as bot:
        await bot.said("Answering as")
        _, most = resource.prlimit(bot.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (1, most))  # no file can grow any more
        assert "in 1931" in await ask(server, "When was the reservoir built by the town?")
        preview = await desk.send_file("geese.txt", ARTICLE.replace("Reservoir", "Geese"))
        await server.press(preview.result, "Publish")
        [notice] = await server.called("answerCallbackQuery")
        assert "The disk is full" in notice.parameters["text"]
        assert files_in(knowledge) == ["reservoir.txt"]
        resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (most, most))
        assert "Published" in (await desk.press(preview, "Publish")).result["text"]
        assert "in 1931" in await ask(server, "When was the reservoir built by the town?")
        assert await bot.stop() == 0
    assert "Traceback" not in bot.output
    assert "is written again, and nothing is lost" in bot.output
    with closing(sqlite3.connect(Path(settings["DATA_DIR"]) / "bot.sqlite3")) as file:
        assert file.execute("SELECT COUNT(*) FROM asked").fetchone() == (2,)


async def test_a_preview_is_published_after_a_restart(
    server: TelegramServer, settings: Environment
) -> None:
    desk = Desk(server)
    async with BotProcess(settings) as bot:
        preview = await desk.send_file("reservoir.txt", ARTICLE)
        await desk.send("Hello?")  # answered when all before is done
        await bot.kill()
    async with BotProcess(settings) as bot:
        await server.press(preview.result, "Publish")
        await bot.said("Answering from 1")
        assert "1931" in await ask(server, "When was the reservoir built by the town?")


async def test_what_was_being_read_when_the_process_was_killed_is_shown_where_it_said_so(
    server: TelegramServer, settings: Environment
) -> None:
    async with BotProcess(settings) as bot:
        await _begin_to_read(server)
        await bot.kill()
    async with BotProcess(settings):
        [preview] = await server.called("editMessageText")
        [reading] = server.made("sendMessage")
        assert preview.result["message_id"] == reading.result["message_id"]
        assert "The Northlake Reservoir\nLanguage: en" in preview.result["text"]


async def test_what_is_not_read_again_is_said_to_be_interrupted(
    server: TelegramServer, settings: Environment
) -> None:
    async with BotProcess(settings) as bot:
        await _begin_to_read(server)
        await bot.kill()
    with closing(sqlite3.connect(Path(settings["DATA_DIR"], "bot.sqlite3"))) as file, file:
        file.execute("UPDATE updates SET received = received - 3600")
        file.execute("UPDATE placeholders SET at = at - 3600")
    async with BotProcess(settings):
        [settled] = await server.called("editMessageText")
        [reading] = server.made("sendMessage")
        assert settled.result["message_id"] == reading.result["message_id"]
        assert "interrupted" in settled.result["text"]


async def test_what_takes_long_to_read_holds_nobody_up_and_can_be_cancelled(
    server: TelegramServer, settings: Environment
) -> None:
    desk = Desk(server)
    async with BotProcess(settings):
        await _begin_to_read(server)
        reading = await desk.hear()
        assert reading.result["text"] == "Reading…"
        assert "have no articles" in (await desk.send("Who guards it?")).result["text"]
        cancelled = await desk.press(reading, "Cancel")
        assert "you have cancelled it" in cancelled.result["text"]
        assert cancelled.result["message_id"] == reading.result["message_id"]


async def _begin_to_read(server: TelegramServer) -> None:
    """Send a file that is not yet downloaded when this returns."""
    server.inject("getFile", Fault.too_many(60))
    server.api.files["reservoir.txt"] = ARTICLE.encode()
    file = {"file_id": "reservoir.txt", "file_unique_id": "1", "file_name": "reservoir.txt"}
    await server.say("", chat=MODERATOR, document=file)
    await server.until(lambda: "getFile" in server.requests and not server.api.pending)


async def test_a_page_of_ones_own_network_is_loaded_only_where_the_settings_say_so(
    server: TelegramServer, settings: Environment
) -> None:
    server.api.files["page"] = PAGE.encode()
    link = f"{server.url}/file/bot{TOKEN}/page"
    desk = Desk(server)
    async with BotProcess(settings) as bot:
        await desk.send(f"/add {link}")
        assert "is not on the public web" in (await desk.hear()).result["text"]
        assert await bot.stop() == 0
    async with BotProcess(settings | {"FETCH_PRIVATE_ADDRESSES": "true"}):
        url = {"type": "url", "offset": 0, "length": len(link)}
        await desk.send(link, entities=[url])
        preview = await desk.hear()
        assert "The lighthouse is sold" in preview.result["text"]
        assert "The buyer, a baker from the mainland" in preview.result["text"]


async def test_moderators_are_told_once_of_a_file_that_cannot_be_read(
    server: TelegramServer, settings: Environment
) -> None:
    desk = Desk(server)
    folder = Path(settings["KNOWLEDGE_DIR"])
    async with BotProcess(settings) as bot:
        await bot.said("Answering as")
        (folder / "broken.md").write_bytes(b"\0")
        told = await desk.hear()
        assert "• broken.md: it is not text but binary data" in told.result["text"]
        assert await bot.stop() == 0
    async with BotProcess(settings) as bot:
        await bot.said("Answering as")
        (folder / "worse.md").write_bytes(b"\0")
        told = await desk.hear()
        assert "worse.md" in told.result["text"]
        assert "broken.md" not in told.result["text"]


async def test_moderators_have_a_menu_of_their_own(
    server: TelegramServer, settings: Environment
) -> None:
    async with BotProcess(settings):
        calls = await server.called("setMyCommands", 3)
    with_add = [
        call.parameters["scope"]
        for call in calls
        if "add" in [each["command"] for each in call.parameters["commands"]]
    ]
    assert with_add == [{"type": "chat", "chat_id": MODERATOR}]


def about(thing: str, colour: str) -> str:
    """A text of our own, unlike the others."""
    return (
        f"The {thing} of Northlake\n\n"
        f"The {thing} of Northlake was painted {colour} by the town.\n\n"
        f"Whoever asks about the {thing} is told by the mayor that {colour} was her own idea.\n"
    )


async def test_a_moderators_whole_day(server: TelegramServer, settings: Environment) -> None:
    desk = Desk(server)
    server.api.files["page"] = PAGE.encode()
    link = f"{server.url}/file/bot{TOKEN}/page"
    async with BotProcess(settings | {"FETCH_PRIVATE_ADDRESSES": "true"}) as bot:
        # Somebody asks in vain, and waits.
        await server.say("Who feeds the swans?", chat=ASKER)
        [refusal] = await server.called("sendMessage")
        await server.press(refusal.result, "🔔")
        await server.called("editMessageReplyMarkup")

        # Five ways in: a file, a text after /add, a text without it, a link, a post.
        previews = [await desk.send_file("tower.txt", about("tower", "green"))]
        await desk.send(f"/add {about('fountain', 'yellow')}")
        previews.append(await desk.hear())
        offer = await desk.send(about("bandstand", "purple"))
        previews.append(await desk.press(offer, "Add it"))
        await desk.send(link, entities=[{"type": "url", "offset": 0, "length": len(link)}])
        previews.append(await desk.hear())
        channel = {"id": -1007, "type": "channel", "title": "Northlake Today"}
        origin = {"type": "channel", "date": 1_700_000_000, "chat": channel, "message_id": 3}
        await desk.send(about("archway", "scarlet"), forward_origin=origin)
        previews.append(await desk.hear())

        # Corrected, read, published.
        fields = await desk.press(previews[0], "Edit credit")
        await desk.press(fields, "Publisher")
        corrected = await desk.press(await desk.send("Northlake Gazette"), "Back")
        page = await desk.press(corrected, "Read all")
        assert "her own idea" in page.result["text"]
        previews[0] = await desk.press(page, "Done")
        for preview in previews:
            assert "Published" in (await desk.press(preview, "Publish")).result["text"]
        listed = await desk.send("/articles")
        assert "I have read 5 articles" in listed.result["text"]

        # Replaced under its credit, and undone.
        found = await desk.send("/article the-tower-of-northlake")
        await desk.press(found, "Replace text")
        await desk.send(about("tower", "black"))
        await desk.hear()  # the message that asked for the text
        preview = await desk.hear()
        assert "Northlake Gazette" in preview.result["text"]
        assert "Published in place" in (await desk.press(preview, "Publish")).result["text"]
        assert "painted black" in await ask(server, "Which colour was the tower painted?")
        await desk.press(await desk.send("/undo"), "Take it back")
        assert "painted green" in await ask(server, "Which colour was the tower painted?")

        # What was asked in vain is answered, and who waited is told.
        listed = await desk.send("/unanswered")
        opened = await desk.press(listed, "1")
        assert "Waiting to be told: 1" in opened.result["text"]
        await desk.press(opened, "Write an answer in")
        await desk.send("The swans of Northlake are fed by Ines Brandt, who has a key to the park.")
        await desk.hear()
        preview = await desk.hear()
        published = await desk.press(preview, "Publish")
        assert "Somebody was waiting for this" in published.result["text"]
        await server.until(lambda: any("Ines Brandt" in each for each in told(server)))
        assert "Nothing" in (await desk.send("/unanswered")).result["text"]
        assert await bot.stop() == 0
    assert "Traceback" not in bot.output


def told(server: TelegramServer) -> list[str]:
    """All that was said to somebody who is no moderator."""
    calls = [c for c in server.made("sendMessage") if c.parameters["chat_id"] == ASKER]
    return [call.result["text"] for call in calls]
