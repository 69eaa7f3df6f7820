"""Hostile messages, names and buttons, through the bot's real handlers over the tests' Telegram."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from telegram import InputTextMessageContent

from bench.corpus import corpus
from bench.faults.found import Found, Part, percentile_95
from bot.chat.asking import inline
from bot.chat.link import replies
from bot.chat.link.message import Message
from bot.reading.files import MOST_BYTES
from bot.search.articles import Article
from bot.search.library import Index
from tests.chat import updates
from tests.chat.conversation import Conversation, Office
from tests.chat.link.test_message import AWKWARD, URL
from tests.chat.telegram_parser import TelegramParser

PASSAGES = 10_000
LONGEST = 4096
STEPS = "How many steps has the lighthouse?"
ENDLESS = {
    "one word over and over": "{known} ",
    "one letter over and over": "a ",
    "one endless word": "a",
    "one endless number": "1",
    "dots": ".",
    "quotes": '"',
    "question marks": "?",
    "brackets": "(((((",
    "an expression that backtracks": "(a+)+$",
    "spaces": " a" + " " * 60,
    "line ends": "a\n",
    "hyphens": "a-",
    "apostrophes": "a'",
    "abbreviations": "U.S.A. ",
    "addresses": "http://a.example/?b=1 ",
    "combining marks": "a\u0301",
    "joined emoji": "👩‍👩‍👧‍👦",
    "flags": "🇺🇳",
    "direction marks": "\u202ea\u202c",
    "Chinese": "灯塔的台阶有多少",
    "Thai": "ประภาคารมีกี่ขั้น",
    "Arabic": "كم عدد درجات المنارة ",
    "words run together": "{known}",
    "different words": "{different} ",
    "different words, mistyped": "{mistyped} ",
}
UNSHOWABLE = (
    "\ud83d", "\udc00", "\ud83d\ud83d", "\udc00\ud83d", "\x00", "\x00\x01\x02", "\x1b[2J",
    "\x7f", "\x85", "\u2028", "\u2029", "\u200b", "\u200d" * 100, "\ufeff", "\ufffe", "\uffff",
    "\U0010ffff", "\u202e", "\u2066" * 50, "e" + "\u0301" * 500, "\r\n\r\n", "\t\t", "\ufe0f",
    "\ue000",
)  # fmt: skip
NAMES = (
    "../../outside.txt", "/outside.txt", "..\\..\\outside.txt", "precious.md", "PRECIOUS.MD",
    "..", "...txt", ".hidden.txt", "a/../../b.txt", "a\x00b.txt", "a\nb.txt", "\u202etxt.exe.txt",
    "CON.txt", "a" * 300 + ".txt", "~root.txt", "$(touch outside).txt", "; rm -rf *.txt",
    "synonyms.txt", "%2e%2e%2foutside.txt", "bot.sqlite3.txt", "-rf.txt", "файл.txt", "\ud800.txt",
)  # fmt: skip


async def measure() -> Part:
    """What hostile words and presses do."""
    return [
        _slow_questions(),
        await _unshowable(),
        await _paths(),
        _markup(),
        await _documents(),
    ]


def _slow_questions() -> Found:
    text = corpus(None)
    index = Index.of(text.articles(PASSAGES))
    words = list(dict.fromkeys(" ".join(text.sentences[:2000]).split()))[:900]
    known = {
        "known": words[0],
        "different": " ".join(words),
        "mistyped": " ".join(f"{word[:-1]}x{word[-1:]}" for word in words),
    }
    usual = [_seconds(index, question) for question in text.questions[:200]]
    hostile = {
        name: min(_seconds(index, _long(each.format_map(known))) for _ in range(3))
        for name, each in ENDLESS.items()
    }
    slowest = max(hostile, key=lambda name: hostile[name])
    return Found(
        f"Slow questions: {len(hostile)} of {LONGEST} characters, to {PASSAGES:,} passages",
        "slowest ≤ 20 ms",
        f"slowest {1000 * hostile[slowest]:.1f} ms ({slowest}); usual questions, 95 %: "
        f"{1000 * percentile_95(usual):.1f} ms; whoever comes next waits that much longer",
        hostile[slowest] <= 0.020,
    )


def _long(text: str) -> str:
    return (text * (LONGEST // len(text) + 1))[:LONGEST]


def _seconds(index: Index, question: str) -> float:
    started = time.perf_counter()
    index.answer(question)
    return time.perf_counter() - started


async def _unshowable() -> Found:
    lost, broken = 0, []
    with _folder() as folder:
        conversation = Conversation(folder)
        await conversation.start()
        said = [text for odd in UNSHOWABLE for text in (odd, f"{odd} {STEPS} {odd}")]
        for number, text in enumerate(said, 1):
            before = len(conversation.replies)
            try:
                await conversation.say(text, **_person(number))
            except pytest.fail.Exception as failure:
                broken.append(str(failure))
            lost += len(conversation.replies) == before
        await conversation.stop()
    return Found(
        "Text that cannot be encoded or shown: lone surrogates, NUL, controls, marks",
        "replies lost: 0; tracebacks: 0",
        f"of {len(said)} messages replies lost: {lost}; tracebacks: {len(broken)}",
        not lost and not broken,
    )


async def _paths() -> Found:
    published = 0
    with _folder() as folder:
        office = Office(folder)
        (folder / "knowledge" / "precious.md").write_text("A precious text that stays.")
        await office.start()
        before = _contents(folder)
        for number, name in enumerate(NAMES):
            title = f"# {name}\n\n" if number % 2 else ""
            last = office.buttons if number else {}
            await office.send_file(
                name, f"{title}Report {number} tells of ships.".encode("utf-8", "replace")
            )
            if _has_buttons(office) and office.buttons != last:
                await office.press("Publish")
                published += 1
        after = _contents(folder)
        await office.stop()
    changed = {path for path, content in before.items() if after.get(path) != content}
    outside = {path for path in after.keys() - before.keys() if path.parent.name != "knowledge"}
    inside = len(after.keys() - before.keys()) - len(outside)
    return Found(
        "Path traversal in names of files and in titles, sent by a moderator",
        "files outside or overwritten: 0",
        f"outside: {len(outside)}, overwritten: {len(changed)}; of {len(NAMES)} sent {published} "
        f"were published, as {inside} files, the others rejected",
        not outside and not changed,
    )


async def _documents() -> Found:
    size = MOST_BYTES + 1
    with _folder() as folder:
        office = Office(folder)
        await office.start()
        await office.send_file("huge.txt", b"a", file_size=size)
        announced = len(office.telegram.downloaded)
        await office.send_file("lying.txt", bytes(size), file_size=10)
        is_refused = "larger than 20 MB" in office.shown
        await office.stop()
    return Found(
        "Files of more than 20 MB in Telegram: one that says so, one that lies",
        "the first not downloaded, both refused",
        f"downloads of the first: {announced}; the second refused once it is there: {is_refused}",
        not announced and is_refused,
    )


def _has_buttons(office: Office) -> bool:
    return any(
        (call.fields.get("reply_markup") or {}).get("inline_keyboard")
        for call in office.telegram.taken
    )


def _contents(folder: Path) -> dict[Path, bytes]:
    """All files but the bot's own databases."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        path: path.read_bytes()
        for path in files
        if path.parent != folder or path.suffix in (".txt", ".md")
    }


def _markup() -> Found:
    parser = TelegramParser()
    refused, strange, count = 0, 0, 0
    for odd in (*AWKWARD, "<a href='http://evil.example'>x</a>", "[x](http://evil.example)"):
        article = Article(
            "a", f"T {odd}", f"The lighthouse {odd} has 212 steps {odd}.", (f"Ida {odd}",),
            f"P {odd}", url=URL, language="en", based_on=f"B {odd}",
        )  # fmt: skip
        for message in _rendered(Index.of([article]), odd):
            found = parser.parse(message)
            links = [e["type"].get("url") for e in found.get("entities", [])]
            refused += found["@type"] != "formattedText"
            strange += sum(link not in (None, URL) for link in links)
            count += 1
    parser.close()
    return Found(
        "Markup injection by articles and questions, as Telegram's own parser reads the replies",
        "refused sends: 0; links that no article has: 0",
        f"of {count} messages refused: {refused}; links that no article has: {strange}",
        not refused and not strange,
    )


def _rendered(index: Index, odd: str) -> Iterator[str]:
    for question in (f"How many steps has the {odd} lighthouse? {odd}", odd, "lighthose"):
        answer, pages = replies.reply(index, question)
        yield from (page.html for page in pages)
        for result in inline.results(answer):
            assert isinstance(result.input_message_content, InputTextMessageContent)
            yield result.input_message_content.message_text
    yield from (page.html for page in replies.listing(index.articles))
    yield Message(f"{odd} a").html


def _person(number: int) -> dict[str, Any]:
    who = updates.ADA | {"id": 100 + number}
    return {"from": who, "chat": updates.PRIVATE | {"id": 100 + number}}


@contextmanager
def _folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)
