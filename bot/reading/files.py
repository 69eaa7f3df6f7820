"""A file → an article: accepted, rejected with a reason, or ignored."""

import os
import re
import stat
import unicodedata
from dataclasses import replace
from importlib import import_module
from pathlib import Path, PurePath

import regex

from bot.reading.confinement import check_not_stopped, parse_apart
from bot.reading.credits import sanitized
from bot.reading.decoding import MOST_CHARACTERS, decode
from bot.reading.languages import clear_language_of
from bot.reading.paragraphs import title_from
from bot.search.articles import Article, Credit, IgnoredFile, RejectedFile
from bot.search.text.synonyms import FILE as SYNONYMS
from bot.search.text.synonyms import Synonyms, parse

MOST_BYTES = 20 * 1024 * 1024
_PARSERS = {
    ".md": "bot.reading.markdown.parsing",
    ".txt": "bot.reading.text",
    ".html": "bot.reading.web.html",
    ".htm": "bot.reading.web.html",
    ".pdf": "bot.reading.pdf",
    ".docx": "bot.reading.docx",
}
"""The ending of a file's name → the module that parses such files."""
_PLAIN = {".md", ".txt"}
_LARGE = 200_000
"""Bytes from which on plain text is parsed apart too, so that nobody who asks has to wait."""
KINDS = frozenset(_PARSERS)
"""The endings of the files that can be read, in lower case."""
_CONTENTS = [
    (rb"%PDF-\d", "a PDF", ".pdf"),
    (rb"PK\x03\x04(?=.*word/)", "a Word document", ".docx"),
    (rb"PK\x03\x04|PK\x05\x06", "an archive, a spreadsheet, slides or a book", "save it as .pdf"),
    (rb"\x1f\x8b\x08|BZh\d1AY|\xfd7zXZ|7z\xbc\xaf|Rar!\x1a|\(\xb5/\xfd", "an archive", "unpack it"),
    (rb"\xd0\xcf\x11\xe0", "locked with a password, or an old .doc", "save it as .docx"),
    (rb"\{\\rtf\d", "a document in Rich Text Format", "save it as .docx"),
    (rb"%!PS-", "a PostScript document", "save it as .pdf"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP", "an image", "type what it says"),
    (rb"(?i:\s*(<\?xml[^>]*>\s*)?(<!--[^>]*>\s*)*<(!doctype )?html[\s>])", "a web page", ".html"),
]
"""How contents begin, what they are, and how such a file's name ends, or what else to do."""
_SHOWN_LETTER = regex.compile(
    r"[[\p{L}\p{N}]--[\p{Lm}\p{Default_Ignorable_Code_Point}]]", regex.VERSION1
)
_DIRECTION_MARKS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def read_entry(path: Path) -> Article | Synonyms:
    """Read what a file of the articles' folder holds: an article, or the list of synonyms.

    Raises `RejectedFile` or `IgnoredFile` with the reason, as a moderator understands it.
    """
    return parse(read_text_file(path)) if path.name == SYNONYMS else read_file(path)


def read_text_file(path: Path) -> str:
    """The text of a file that is no article; raises `RejectedFile` or `IgnoredFile`."""
    return decode(_opened(path))


def read_file(path: Path) -> Article:
    """Read an article where it lies; its id is the file's name, without `.md`.

    Raises `RejectedFile` or `IgnoredFile` with the reason, as a moderator understands it.
    """
    if reason := _why_ignored(path.name):
        raise IgnoredFile(reason)
    if any(unicodedata.category(c) in ("Cc", "Cs") or c in _DIRECTION_MARKS for c in path.name):
        raise RejectedFile("its name holds line ends, control characters or direction marks")
    return read_bytes(_opened(path), path.name)


def read_bytes(data: bytes, name: str) -> Article:
    """Read an article from the content of a file of that name; raises `RejectedFile`."""
    file = PurePath(name)
    check_size(len(data))
    if not data.strip():
        raise RejectedFile("it is empty")
    kind = file.suffix.lower()
    _check_content(data, kind)
    if kind in _PLAIN and len(data) < _LARGE:
        article: Article = import_module(_PARSERS[kind]).parse(data)
    else:
        article = parse_apart(_PARSERS[kind], data)
    if not article.text:
        raise RejectedFile("it holds no text")
    if len(article.text) > MOST_CHARACTERS:
        raise RejectedFile(f"its text is longer than {MOST_CHARACTERS:,} characters")
    if not _SHOWN_LETTER.search(article.text):
        raise RejectedFile("its text holds no word, only signs")
    return replace(
        article,
        id=article_id(name),
        credit=sanitized(article.credit).or_else(Credit(title=title_from(file.stem))),
        language=article.language or clear_language_of(article.text),
    )


def check_size(size: int) -> None:
    """Raise `RejectedFile` for a file of more than 20 MB; `size` is in bytes."""
    if size > MOST_BYTES:
        raise RejectedFile(f"it is larger than {MOST_BYTES // 1024**2} MB")


def article_id(name: str) -> str:
    """The id of the article in a file of this name: the name, without `.md`."""
    return PurePath(name).stem if PurePath(name).suffix.lower() == ".md" else name


def is_article_name(name: str) -> bool:
    """Whether a file of this name may hold an article."""
    return not _why_ignored(name)


def _check_content(data: bytes, ending: str) -> None:
    """Raise `RejectedFile` for data of another kind than a name with this ending says."""
    for begins, what, advice in _CONTENTS:
        if re.match(rb"(?:\xef\xbb\xbf)?(?:%s)" % begins, data, re.DOTALL):
            if advice.startswith("."):
                if ending.startswith(advice[:4]):  # .htm too
                    return
                advice = f"end its name in {advice}"
            raise RejectedFile(f"by its content it is {what}: {advice}")


def _why_ignored(name: str) -> str:
    """Why a file of this name is not meant to be an article; empty if it may be one."""
    if name.startswith((".", "#", "~$")) or name.endswith("~"):
        return "it is hidden, or an editor's backup or lock"
    if name == SYNONYMS:
        return "it is the list of synonyms"
    is_known = PurePath(name).suffix.lower() in KINDS
    return "" if is_known else f"it is none of {', '.join(sorted(KINDS))}"


def _opened(path: Path) -> bytes:
    """At most one byte more than is accepted, from a regular file only."""
    check_not_stopped()
    try:
        # `Path.resolve` raises RuntimeError, or nothing, where links lead in a circle.
        target, folder = Path(os.path.realpath(path)), os.path.realpath(path.parent)
        if path.is_symlink() and not target.is_relative_to(folder):
            raise IgnoredFile("it is a link that leaves the folder")
        _check_status(path.stat())
        # Without waiting: since it was looked at, the file may have become a pipe.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
            _check_status(os.fstat(file.fileno()))
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise RejectedFile("it is not there") from error
    except OSError as error:
        raise RejectedFile(f"it can't be opened: {error.strerror}") from error


def _check_status(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IgnoredFile("it is a folder")
    if not stat.S_ISREG(status.st_mode):
        raise IgnoredFile("it is no ordinary file")
    check_size(status.st_size)
