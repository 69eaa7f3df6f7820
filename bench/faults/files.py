"""Hostile files: what each costs to read, and what becomes of it."""

import os
import resource
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ParamSpec, TypeVar

from bench.faults.found import Details, Found, Part
from bot.reading.confinement import MAX_MEMORY, SECONDS, parse_apart
from bot.reading.decoding import decode
from bot.reading.files import read_bytes, read_file
from bot.search.articles import Article, IgnoredFile, RejectedFile
from bot.search.library import Index
from tests.reading.test_files import GERMAN, JAPANESE, POLISH, RUSSIAN, SPANISH
from tests.reading.test_hostile_files import DOCXS, ODD_PAGES, PDFS, docx, pdf

P = ParamSpec("P")
T = TypeVar("T")

GIVEN_UP = 30
"""Seconds of computing for one file."""
MOST_MEGABYTES = MAX_MEMORY / 1e6
BOMBS = {f"{name}.docx": data for name, (data, _) in DOCXS.items()}
BOMBS |= {f"{name}.pdf": data for name, (data, _) in PDFS.items()}
BOMBS |= {"120 MB in a Word document.docx": docx(picture=bytes(120_000_000))}
ALIASES = "".join(f"k{n}: &k{n} [{', '.join([f'*k{n - 1}'] * 9)}]\n" for n in range(1, 10))
PAST = {f"{name}.html": data for name, data in ODD_PAGES.items()} | {
    "200,000 nested lists of a page.html": b"<ul><li>" * 200_000 + b"Text.",
    "a page of 100,000 table cells.html": b"<table>" + b"<tr><td>a" * 100_000,
    "aliases in front matter.md": f"---\nk0: &k0 ha\n{ALIASES}title: *k9\n---\nText.".encode(),
    "nested lists in front matter.md": b"---\ntitle: " + b"[" * 100_000 + b"\n---\nText.",
    "100,000 nested quotes.md": b"> " * 100_000 + b"Text.",
    "100,000 brackets.md": b"[" * 100_000 + b"a" + b"]" * 100_000,
    "100,000 links begun.md": b"[a](" * 100_000,
    "100,000 emphases begun.md": b"*a _b " * 100_000,
    "runs of backticks.md": b" ".join(b"`" * n for n in range(1, 2000)),
    "100,000 entities.md": b"&lt;" * 100_000,
    "a line of two million letters.txt": b"a" * 1_999_999,
    "a line of a million words.txt": b"a " * 999_999,
    "half a million paragraphs.md": b"a\n\n" * 500_000,
    "20,000 lines with a link.txt": b"https://a.example/\n" * 20_000,
    "a word of combining marks.md": ("a" + "\u0301" * 500_000).encode(),
}
SAMPLES = {
    SPANISH: ("utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "cp850", "mac-roman", "utf-7"),
    GERMAN: ("utf-8", "utf-16-le", "cp1252", "cp850", "mac-roman", "cp037"),
    POLISH: ("utf-8", "utf-16", "cp1250", "iso8859-2", "cp852"),
    RUSSIAN: ("utf-8", "utf-16-be", "cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic"),
    JAPANESE: ("utf-8", "utf-16", "shift-jis", "euc-jp", "iso2022-jp"),
    "Ο δήμαρχος είπε ότι η γέφυρα θα μείνει κλειστή ως την άνοιξη.": ("cp1253", "iso8859-7"),
    "Belediye başkanı köprünün ilkbahara kadar kapalı olacağını söyledi.": ("cp1254", "cp857"),
    "ראש העיר אמר שהגשר יהיה סגור עד האביב, והתלמידים יעברו בסירה.": ("cp1255", "iso8859-8"),
    "市长说，这座桥将关闭到春天，学生们将乘坐渡轮过河，每天两次。": ("gb18030", "big5hkscs"),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds, and megabytes at the most, of any process."""

    seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file cost, and what became of it."""

    cost: Cost
    fate: str
    article: Article | None = None
    indexing: Cost | None = None
    """Of the accepted article, with a question asked of it."""


def measure() -> Part:
    """Read them all, each in a process of its own."""
    bombs = {name: _read_apart(name, data) for name, data in (BOMBS | _swollen()).items()}
    past = {name: _read_apart(name, data) for name, data in PAST.items()}
    plain = _read_apart("plain.md", b"A lamp is lit at dusk.").cost
    found: Part = [
        _worst("Decompression bombs, broken and locked files", bombs, plain),
        _worst("Parser bombs: entities, nesting, Markdown, YAML, giant lines", past, plain),
        _indexing(bombs | past),
        _hanging(),
        _endless(),
        _encodings(),
    ]
    rows = [
        (name, *_told(it.cost), *(_told(it.indexing) if it.indexing else ("", "")), it.fate)
        for name, it in sorted((bombs | past).items(), key=lambda item: -item[1].cost.seconds)
    ]
    heads = ("file", "read, s", "MB", "indexed, s", "MB", "what becomes of it")
    return [*found, Details("Hostile files, the slowest first", heads, tuple(rows))]


def _swollen() -> dict[str, bytes]:
    squeeze = zlib.compressobj(level=1)
    page = b"".join(squeeze.compress(bytes(1_000_000)) for _ in range(1000)) + squeeze.flush()
    return {"a gigabyte in a page.pdf": pdf(page, encoding=b"/Filter/FlateDecode")}


def _told(cost: Cost) -> tuple[str, str]:
    return f"{cost.seconds:.2f}", f"{cost.megabytes:.0f}"


def _worst(what: str, readings: dict[str, Reading], plain: Cost) -> Found:
    slowest = max(readings, key=lambda name: readings[name].cost.seconds)
    largest = max(readings, key=lambda name: readings[name].cost.megabytes)
    seconds, megabytes = readings[slowest].cost.seconds, readings[largest].cost.megabytes
    crashed = [name for name, it in readings.items() if it.fate.startswith("crash")]
    return Found(
        what,
        f"≤ {SECONDS} s and {MOST_MEGABYTES:.0f} MB each, no crash",
        f"{len(readings)} files; slowest {seconds:.1f} s ({slowest}), largest {megabytes:.0f} MB "
        f"({largest}; {plain.megabytes:.0f} MB for a plain file); crashes: {len(crashed)}",
        seconds <= SECONDS and megabytes <= MOST_MEGABYTES and not crashed,
    )


def _indexing(readings: dict[str, Reading]) -> Found:
    costs = {name: it.indexing for name, it in readings.items() if it.indexing}
    slowest = max(costs, key=lambda name: costs[name].seconds)
    return Found(
        "The articles of those that were accepted, indexed and asked",
        f"≤ {SECONDS} s each",
        f"{len(costs)} articles; slowest {costs[slowest].seconds:.1f} s ({slowest}"
        f"{', given up' if costs[slowest].seconds >= GIVEN_UP else ''})",
        costs[slowest].seconds <= SECONDS,
    )


def _read_apart(name: str, data: bytes) -> Reading:
    print("reading", name, file=sys.stderr)
    reading = _apart(_read, name, data) or Reading(Cost(GIVEN_UP, 0), "crash: given up")
    if reading.article is None:
        return reading
    cost = _apart(_index, reading.article) or Cost(GIVEN_UP, 0)
    return replace(reading, indexing=cost)


def _apart(measured: Callable[P, T], *arguments: P.args, **options: P.kwargs) -> T | None:
    """Measure in a new process; None if it dies, or computes for too long."""
    try:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            return process.submit(measured, *arguments, **options).result()
    except BrokenProcessPool:
        return None


def _read(name: str, data: bytes) -> Reading:
    resource.setrlimit(resource.RLIMIT_CPU, (GIVEN_UP, GIVEN_UP))
    started = time.perf_counter()
    article = None
    try:
        article = read_bytes(data, name)
        fate = f"accepted: {len(article.text):,} characters"
    except RejectedFile as reason:
        fate = f"rejected: {reason}"
    except Exception as error:  # a crash is what is looked for
        fate = f"crash: {error!r:.80}"
    return Reading(_cost_since(started), fate, article)


def _index(article: Article) -> Cost:
    resource.setrlimit(resource.RLIMIT_CPU, (GIVEN_UP, GIVEN_UP))
    started = time.perf_counter()
    Index.of([article]).answer("What does the text say?")
    return _cost_since(started)


def _cost_since(started: float) -> Cost:
    seconds = time.perf_counter() - started
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return Cost(seconds, max(resource.getrusage(each).ru_maxrss for each in who) / 1000)


def _hanging() -> Found:
    times = []
    for wrong in (b"spin", b"wait"):
        started = time.perf_counter()
        try:
            parse_apart("tests.reading.parser_gone_wrong", wrong, seconds=1)
        except RejectedFile:
            times.append(time.perf_counter() - started)
    return Found(
        "A parser that hangs (limit set to 1 s here, 20 s in use)",
        "killed at the limit, the file rejected",
        f"{len(times)} of 2 rejected, after {max(times):.2f} s at most",
        len(times) == 2 and max(times) < 2,
    )


def _endless() -> Found:
    with TemporaryDirectory() as name:
        folder = Path(name) / "knowledge"
        folder.mkdir()
        (folder.parent / "secret.md").write_text("A secret.")
        os.mkfifo(folder / "pipe.md")
        for link, target in {
            "zero.md": "/dev/zero",
            "passwd.txt": "/etc/passwd",
            "environ.txt": "/proc/self/environ",
            "secret.md": "../secret.md",
            "loop.md": "loop.md",
        }.items():
            (folder / link).symlink_to(target)
        with (folder / "huge.md").open("wb") as file:
            file.truncate(50 * 1024**3)
        started = time.perf_counter()
        read = list(_characters_read(folder))
        seconds = time.perf_counter() - started
    return Found(
        "Files that never end or wait: FIFO, devices, links out of the folder, 50 GB of nothing",
        "no waiting; bytes read out of the folder: 0",
        f"{len(read)} files, {seconds:.3f} s; bytes read out of the folder: {sum(read)}",
        not sum(read) and seconds < 1,
    )


def _characters_read(folder: Path) -> Iterator[int]:
    for path in folder.iterdir():
        try:
            yield len(read_file(path).text)
        except (RejectedFile, IgnoredFile):
            yield 0


def _encodings() -> Found:
    fates = [_decoded(text, name) for text, names in SAMPLES.items() for name in names]
    right, garbled = fates.count("right"), [fate for fate in fates if fate.startswith("garbled")]
    return Found(
        "Encodings",
        "garbled passages: 0",
        f"{len(garbled)} of {len(fates)} ({', '.join(garbled) or 'none'}); right: {right}; "
        f"refused rather than guessed: {fates.count('refused')}",
        not garbled,
    )


def _decoded(text: str, encoding: str) -> str:
    data = text.encode(encoding, errors="ignore")
    wanted = data.decode(encoding)  # what this encoding has no sign for can't come back
    try:
        is_right = decode(data) == wanted
    except RejectedFile:
        return "refused"
    return "right" if is_right else f"garbled {encoding}"
