"""A file's fate: accepted, rejected with its reason, or ignored."""

import contextlib
import gzip
import os
import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.reading.decoding import decode
from bot.reading.files import read_bytes, read_file
from bot.search.articles import IgnoredFile, RejectedFile

SPANISH = "El alcalde señaló que el puente estará cerrado. Los niños irán en barco, añadió."
GERMAN = "Die Bürger trafen sich, um über die Brücke zu sprechen. Es gibt größere Schäden."
POLISH = "Burmistrz powiedział, że most będzie zamknięty. Uczniowie popłyną promem."
RUSSIAN = "Мост закрыт до весны, сказал староста, и паром будет ходить дважды в день."
JAPANESE = "市長は、橋は春まで閉鎖されると述べた。学生たちはフェリーに乗ることになる。"
GREEK = "Ο δήμαρχος είπε ότι η γέφυρα θα μείνει κλειστή ως την άνοιξη."
TURKISH = "Belediye başkanı köprünün ilkbahara kadar kapalı olacağını söyledi."
HEBREW = "ראש העיר אמר שהגשר יהיה סגור עד האביב, והתלמידים יעברו בסירה."
CHINESE = "市长说，这座桥将关闭到春天，学生们将乘坐渡轮过河，每天两次。"


def test_an_accepted_file_is_an_article_with_its_language(tmp_path: Path) -> None:
    path = tmp_path / "harbour-bridge.txt"
    path.write_text("The bridge is closed until the spring, and pupils cross by boat.")
    article = read_file(path)
    assert (article.id, article.credit.title) == ("harbour-bridge.txt", "Harbour bridge")
    assert article.language == "en"


def test_the_id_of_a_markdown_file_is_its_name_without_the_ending() -> None:
    assert read_bytes(b"---\ntitle: T\nlanguage: sv\n---\nHej.", "t.v2.md").id == "t.v2"


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.txt", "{title}\n\n{text}"),
        ("a.md", "# {title}\n\n{text}"),
        ("a.md", "---\ntitle: {title}\n---\n\n{text}"),
        ("a.html", "<article><h1>{title}</h1><p>{text}</p></article>"),
    ],
)
def test_what_nobody_sees_within_a_word_is_none_of_its_letters(name: str, form: str) -> None:
    shown = "Die Brückensperrung kostet zwei Millionen Euro, sagte der Landrat am Montag im Rat."
    hidden = shown.replace("sperr", "\u00adsperr").replace("onen", "\u2060onen")
    article = read_bytes(form.format(title="Die Brü\u00adcke", text=hidden).encode(), name)
    assert (article.credit.title, article.text) == ("Die Brücke", shown)


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_word_that_a_soft_hyphen_cuts_at_a_line_end_is_one(name: str) -> None:
    cut = "Die Brücke bleibt gesperrt, sagte der Land\u00ad\r\nrat am Montag im Rat der Stadt."
    assert "sagte der Landrat am Montag" in read_bytes(cut.encode(), name).text


@pytest.mark.parametrize(
    "name",
    [".hidden.md", "a.md~", "#a.md#", "a.md.swp", "a.tmp", "a.md.part", "a.crdownload", "a.jpg",
     "README", "synonyms.txt", "~$report.docx", ".~lock.report.docx#"],
)  # fmt: skip
def test_what_is_no_article_by_its_name_is_ignored(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Text.")
    with pytest.raises(IgnoredFile):
        read_file(tmp_path / name)


def test_folders_pipes_and_links_that_leave_are_ignored(tmp_path: Path) -> None:
    knowledge = tmp_path / "knowledge"
    (knowledge / "folder.md").mkdir(parents=True)
    os.mkfifo(knowledge / "pipe.md")
    (tmp_path / "secret.md").write_text("Secret.")
    (knowledge / "out.md").symlink_to(tmp_path / "secret.md")
    (knowledge / "device.md").symlink_to("/dev/zero")
    for path in knowledge.iterdir():
        with pytest.raises(IgnoredFile):
            read_file(path)


def test_a_link_inside_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Bridge\n\nClosed.")
    (tmp_path / "b.md").symlink_to("a.md")
    assert read_file(tmp_path / "b.md").credit.title == "Bridge"


def test_links_that_lead_in_a_circle_are_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("b.md")
    (tmp_path / "b.md").symlink_to("a.md")
    with pytest.raises(RejectedFile, match="Too many levels of symbolic links"):
        read_file(tmp_path / "a.md")


@pytest.mark.parametrize("name", ["a\nb.md", "a\u202eb.md", "a\x1b[31m.md"], ids=repr)
def test_a_name_with_line_ends_or_direction_marks_is_rejected(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Text.")
    with pytest.raises(RejectedFile, match="its name"):
        read_file(tmp_path / name)


def test_a_huge_file_is_rejected_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.md").open("wb") as file:
        file.truncate(50 * 1024**3)
    with pytest.raises(RejectedFile, match="larger than 20 MB"):
        read_file(tmp_path / "huge.md")


def test_a_file_that_is_not_there_is_rejected(tmp_path: Path) -> None:
    with pytest.raises(RejectedFile, match="it is not there"):
        read_file(tmp_path / "gone.md")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"# Only a heading", "no text"),
        (b"a\x00b", "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b"a " * 1_100_000, "longer than 2,000,000"),
        (b"a\n\n" * 100_001, "more than 200,000 lines"),
        (bytes(range(1, 256)) * 20, "encoding"),
    ],
)
def test_what_holds_no_text_is_rejected(data: bytes, reason: str) -> None:
    with pytest.raises(RejectedFile, match=reason):
        read_bytes(data, "a.md")


@pytest.mark.parametrize(
    "text",
    ["🎉🎉", "❤️", "\u200b\u200d\ufeff", "…!?\n\n* * *", "\u3164\u115f", "%%% $$$"],
    ids=ascii,
)
def test_a_text_without_a_word_is_rejected(text: str) -> None:
    for name in ("a.md", "a.txt"):
        with pytest.raises(RejectedFile, match=r"holds no (word|text)"):
            read_bytes(text.encode(), name)


def test_one_word_or_one_number_is_enough() -> None:
    assert read_bytes("橋 🎉".encode(), "a.md").text == "橋 🎉"
    assert read_bytes(b"1931", "a.md").text == "1931"


def zipped(name: str) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr(name, "Text.")
    return file.getvalue()


CONTENTS = {
    "a PDF": (b"%PDF-1.7\n1 0 obj", "a PDF: end its name in .pdf"),
    "a Word document": (zipped("word/document2.xml"), "a Word document: end its name in .docx"),
    "a book": (zipped("mimetype"), "a spreadsheet, slides or a book: save it as .pdf"),
    "a packed text": (gzip.compress(b"Text."), "an archive: unpack it"),
    "Rich Text": (b"{\\rtf1\\ansi The bridge.}", "Rich Text Format: save it as .docx"),
    "an image": (b"\x89PNG\r\n\x1a\n\0\0", "an image: type what it says"),
    "a web page": (b"\xef\xbb\xbf\n<!DOCTYPE html><p>The bridge.", "end its name in .html"),
    "XHTML": (b'<?xml version="1.0"?>\n<!-- A --><html lang="en">', "end its name in .html"),
}


@pytest.mark.parametrize(("data", "reason"), CONTENTS.values(), ids=CONTENTS)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_text_file_with_other_content_is_rejected_with_what_to_do(
    name: str, data: bytes, reason: str
) -> None:
    with pytest.raises(RejectedFile, match=re.escape(reason)):
        read_bytes(data, name)


def test_a_text_about_a_kind_of_file_is_a_text() -> None:
    text = "PK is how archives begin, %PDF how others do, and <html> stands in pages."
    assert read_bytes(text.encode(), "a.txt").text == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SPANISH, "utf-8"), (SPANISH, "utf-8-sig"), (SPANISH, "utf-16"), (SPANISH, "utf-32"),
        (SPANISH, "cp1252"), (SPANISH, "cp850"), (SPANISH, "mac-roman"),
        (GERMAN, "cp1252"), (GERMAN, "cp850"), (POLISH, "cp1250"), (POLISH, "iso8859-2"),
        (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (RUSSIAN, "cp866"),
        (JAPANESE, "shift-jis"), (JAPANESE, "euc-jp"), (JAPANESE, "iso2022-jp"),
    ],
)  # fmt: skip
def test_text_is_decoded_as_it_was_written(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "utf-16-le"), (GERMAN, "mac-roman"), (GERMAN, "cp037"), (POLISH, "utf-16"),
        (POLISH, "cp852"), (RUSSIAN, "utf-16-be"), (RUSSIAN, "iso8859-5"),
        (RUSSIAN, "mac-cyrillic"), (JAPANESE, "utf-16"), (GREEK, "cp1253"), (GREEK, "iso8859-7"),
        (TURKISH, "cp1254"), (TURKISH, "cp857"), (HEBREW, "cp1255"), (HEBREW, "iso8859-8"),
        (CHINESE, "gb18030"),
    ],
)  # fmt: skip
def test_text_in_a_rarer_encoding_is_decoded_or_rejected_but_not_garbled(
    text: str, encoding: str
) -> None:
    with contextlib.suppress(RejectedFile):
        assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("data", [b"\xff" * 50, b"caf\xe9 \x81\x8d", b"x\x80y\xfe\x90z\x9d"])
def test_what_cannot_be_told_is_rejected_not_guessed(data: bytes) -> None:
    with pytest.raises(RejectedFile, match="save it as UTF-8"):
        decode(data)


@pytest.mark.parametrize("name", ["ferry.md", "ferry.txt"])
def test_a_long_text_is_read_as_a_short_one_is(name: str) -> None:
    paragraph = (
        "The *ferry* of Ostvik sails at noon; fährt sie später, so heißt es 詞語 \U0001f6a2."
    )
    long = "\n\n".join(["# The ferry", *[paragraph] * 4_000])
    short = "\n\n".join(["# The ferry", *[paragraph] * 4])
    article, expected = read_bytes(long.encode(), name), read_bytes(short.encode(), name)
    assert (article.id, article.credit.title) == (expected.id, expected.credit.title)
    assert set(article.text.split("\n\n")) == set(expected.text.split("\n\n"))
    assert len(article.text) > 200_000
