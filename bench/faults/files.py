"""Hostile files: what each costs to read, and whether it crashes."""

import resource
import time
import zlib
from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from bench.faults import Found
from bench.figures import apart
from bot.reading.confinement import MAX_MEMORY, SECONDS
from bot.reading.files import read_bytes
from bot.search.articles import RejectedFile
from bot.search.index import Index
from tests.reading.test_hostile_files import DOCXS, ODD_PAGES, PDFS, docx, pdf

GIVEN_UP = 60
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


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file cost, and whether that was too much for its process."""

    name: str
    seconds: float = GIVEN_UP
    megabytes: float = 0.0
    """At the most, of any process."""
    has_crashed: bool = True
    indexing: float = 0.0
    """Seconds for the accepted article, with a question asked of it."""


def hostile() -> list[Found]:
    """Read them all, each in a process of its own."""
    bombs = [_read_apart(*entry) for entry in (BOMBS | _swollen()).items()]
    past = [_read_apart(*entry) for entry in PAST.items()]
    plain = _read_apart("plain.md", b"A lamp is lit at dusk.")
    return [
        _worst("Decompression bombs, broken and locked files", bombs, plain),
        _worst("Parser bombs: entities, nesting, Markdown, YAML, giant lines", past, plain),
        _indexing([reading for reading in (*bombs, *past) if reading.indexing]),
    ]


def _swollen() -> dict[str, bytes]:
    squeeze = zlib.compressobj(level=1)
    page = b"".join(squeeze.compress(bytes(1_000_000)) for _ in range(1000)) + squeeze.flush()
    return {"a gigabyte in a page.pdf": pdf(page, encoding=b"/Filter/FlateDecode")}


def _worst(what: str, readings: Sequence[Reading], plain: Reading) -> Found:
    slowest = max(readings, key=lambda it: it.seconds)
    largest = max(readings, key=lambda it: it.megabytes)
    crashes = sum(it.has_crashed for it in readings)
    return Found(
        what,
        f"≤ {SECONDS} s and {MOST_MEGABYTES:.0f} MB each, no crash",
        f"{len(readings)} files; slowest {slowest.seconds:.1f} s ({slowest.name}), largest "
        f"{largest.megabytes:.0f} MB ({largest.name}; {plain.megabytes:.0f} MB for a plain file); "
        f"crashes: {crashes}",
        slowest.seconds <= SECONDS and largest.megabytes <= MOST_MEGABYTES and not crashes,
    )


def _indexing(accepted: Sequence[Reading]) -> Found:
    slowest = max(accepted, key=lambda it: it.indexing)
    return Found(
        "The articles of those that were accepted, indexed and asked",
        f"≤ {SECONDS} s each",
        f"{len(accepted)} articles; slowest {slowest.indexing:.1f} s ({slowest.name})",
        slowest.indexing <= SECONDS,
    )


def _read_apart(name: str, data: bytes) -> Reading:
    try:
        return apart(_read, name, data)
    except BrokenProcessPool:  # it died, or computed for too long
        return Reading(name)


def _read(name: str, data: bytes) -> Reading:
    resource.setrlimit(resource.RLIMIT_CPU, (GIVEN_UP, GIVEN_UP))
    started = time.perf_counter()
    article, has_crashed = None, False
    try:
        article = read_bytes(data, name)
    except RejectedFile:
        pass
    except Exception:  # a crash is what is looked for
        has_crashed = True
    read = time.perf_counter()
    if article:
        Index.of([article]).answer("What does the text say?")
    indexing = time.perf_counter() - read if article else 0.0
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    megabytes = max(resource.getrusage(each).ru_maxrss for each in who) / 1000
    return Reading(name, read - started, megabytes, has_crashed, indexing)
