"""A hostile file is rejected with a reason, and takes nothing with it."""

import asyncio
import random
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from fpdf import FPDF

from bot.reading.confinement import parse_apart
from bot.reading.files import read_bytes
from bot.search.articles import Article, Credit, RejectedFile

SWELLS = "it swells beyond all measure when it is unpacked"
FILLS_MEMORY = "reading it takes more memory than an article should"
FAILS = "it is damaged, or not what its name says: reading it fails"


@pytest.fixture(autouse=True)
def no_process_is_left() -> Iterator[None]:
    before = children()
    yield
    assert children() == before


def children() -> set[str]:
    """The processes that this one has started and not yet buried."""
    lists = Path("/proc/self/task").glob("*/children")
    return {child for listed in lists for child in listed.read_text().split()}


@pytest.fixture
def parser(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.syspath_prepend(Path(__file__).parent)
    return "parser_gone_wrong"


def rejection(data: bytes, name: str) -> str:
    with pytest.raises(RejectedFile) as rejected:
        read_bytes(data, name)
    return str(rejected.value)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ("spin", "it takes longer than 1 seconds to read"),
        ("wait", "it takes longer than 1 seconds to read"),
        ("swell", FILLS_MEMORY),
        ("nest", "it is nested too deeply"),
        ("fail", FAILS),
        ("crash", FAILS),
        ("leave", FAILS),
    ],
)
def test_a_parser_that_goes_wrong_is_a_rejection(wrong: str, reason: str, parser: str) -> None:
    with pytest.raises(RejectedFile) as rejected:
        parse_apart(parser, wrong.encode(), seconds=1)
    assert str(rejected.value) == reason


def test_a_parser_is_not_handed_our_secrets(parser: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:secret")

    assert parse_apart(parser, b"tell_a_secret").credit.title == "A title"


async def test_files_are_parsed_from_threads_side_by_side(parser: str) -> None:
    articles = await asyncio.gather(
        *(asyncio.to_thread(parse_apart, parser, b"nothing") for _ in range(3))
    )

    assert articles == [Article(id="", credit=Credit(title="A title"), text="A text.")] * 3


def pdf(content: bytes, *, encoding: bytes = b"") -> bytes:
    """A page with this content stream, written by hand."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R"
        b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<<%s/Length %d>>stream\n%s\nendstream" % (encoding, len(content), content),
    ]
    file = BytesIO(b"%PDF-1.4\n")
    file.seek(0, 2)
    offsets = []
    for number, written in enumerate(objects, 1):
        offsets.append(file.tell())
        file.write(b"%d 0 obj %s endobj\n" % (number, written))
    xref = file.tell()
    file.write(b"xref\n0 5\n0000000000 65535 f \n")
    file.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    file.write(b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % xref)
    return file.getvalue()


def text_pdf(*, password: str = "", owner: str = "") -> bytes:
    sheet = FPDF()
    if password or owner:
        sheet.set_encryption(owner_password=owner or password, user_password=password or None)
    sheet.add_page()
    sheet.set_font("Times", size=11)
    sheet.cell(0, 5, "The lamp is lit at dusk and put out at dawn.")
    return bytes(sheet.output())


def test_a_pdf_written_by_hand_is_read() -> None:
    assert read_bytes(pdf(b"BT /F 12 Tf 20 200 Td (A lamp.) Tj ET"), "a.pdf").text == "A lamp."


def test_a_pdf_that_may_not_be_changed_can_still_be_read() -> None:
    assert "put out at dawn" in read_bytes(text_pdf(owner="x"), "a.pdf").text


NESTED = b"[" * 100_000
PDFS = {
    "locked": (text_pdf(password="sesame"), "it is locked with a password"),
    "a scan": (
        pdf(b"q 300 0 0 300 0 0 cm Q"),
        "it holds no text: a scan needs text recognition first",
    ),
    "no pdf": (b"A letter to the editor.", "it is damaged, or no PDF"),
    "cut off": (text_pdf()[:300], "it is damaged, or no PDF"),
    "nested": (pdf(NESTED), "it holds no text: a scan needs text recognition first"),
}


@pytest.mark.parametrize(("data", "reason"), PDFS.values(), ids=PDFS)
def test_a_pdf_that_cannot_be_read_is_rejected(data: bytes, reason: str) -> None:
    assert rejection(data, "a.pdf") == reason


def test_a_pdf_that_swells_is_rejected() -> None:
    squeeze = zlib.compressobj(level=1)
    bomb = b"".join(squeeze.compress(bytes(1_000_000)) for _ in range(1000)) + squeeze.flush()

    assert rejection(pdf(bomb, encoding=b"/Filter/FlateDecode"), "a.pdf") == FILLS_MEMORY


def docx(document: bytes | None = None, **more: bytes) -> bytes:
    """A Word document with another main part, or more parts."""
    file = BytesIO()
    Document().save(file)
    with (
        zipfile.ZipFile(file) as original,
        zipfile.ZipFile(packed := BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for member in original.infolist():
            is_main = member.filename == "word/document.xml"
            archive.writestr(
                member.filename, document if is_main and document else original.read(member)
            )
        for name, content in more.items():
            archive.writestr(name, content)
    return packed.getvalue()


W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def body(content: bytes) -> bytes:
    return b"<w:document %s><w:body>%s</w:body></w:document>" % (W, content)


def lying_docx() -> bytes:
    """A document that says of its bomb that it unpacks to next to nothing."""
    size = 20_000_000
    data = docx(bomb=bytes(size))
    return data.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))


LAUGHS = b"<!DOCTYPE w [<!ENTITY a0 'ha'>%s]>" % b"".join(
    b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)
)
DOCXS = {
    "a bomb": (docx(bomb=bytes(20_000_000)), SWELLS),
    "a lying bomb": (lying_docx(), "it is damaged, or no Word document"),
    "an entity bomb": (
        docx(LAUGHS + body(b"<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>")),
        FAILS,
    ),
    "nested": (docx(body(b"<w:p>" * 100_000 + b"</w:p>" * 100_000)), FAILS),
    "empty": (docx(body(b"<w:p/>")), "it holds no text"),
    "locked": (
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512),
        "by its content it is locked with a password, or an old .doc: save it as .docx",
    ),
    "no document": (b"A letter to the editor.", "it is damaged, or no Word document"),
    "cut off": (docx()[:2000], "it is damaged, or no Word document"),
}


@pytest.mark.parametrize(("data", "reason"), DOCXS.values(), ids=DOCXS)
def test_a_document_that_cannot_be_read_is_rejected(data: bytes, reason: str) -> None:
    assert rejection(data, "a.docx") == reason


def test_a_document_of_more_than_100_megabytes_is_rejected() -> None:
    plain_and_empty = random.Random(1).randbytes(1_200_000) + bytes(100_000_000)

    assert rejection(docx(picture=plain_and_empty), "a.docx") == SWELLS


NO_ARTICLE = "it holds no article: a page of links, or one that a script fills"
PAGES = {
    "nothing but a script": (b"<html><body><script>render()</script></body></html>", NO_ARTICLE),
    "no page": (b"<!-- -->", NO_ARTICLE),
    "binary": (b"<html>\0\0\0</html>", "it is not text but binary data"),
}


@pytest.mark.parametrize(("data", "reason"), PAGES.values(), ids=PAGES)
def test_a_page_that_cannot_be_read_is_rejected(data: bytes, reason: str) -> None:
    assert rejection(data, "a.html") == reason


STORY = b"<p>The lamp is lit at dusk and put out at dawn, and nobody has ever seen it fail.</p>"
ODD_PAGES = {
    "deep nesting": b"<html><body>" + STORY + b"<div>" * 100_000 + b"</body></html>",
    "broken JSON-LD": b'<script type="application/ld+json">{"@type": </script>' + STORY,
    "nested JSON-LD": b'<script type="application/ld+json">' + NESTED + b"</script>" + STORY,
    "odd JSON-LD": b'<script type="application/ld+json">[1, null, {"@type": 3,'
    b'"@graph": [[], {"@type": ["Article"], "author": [7, {"name": {}}]}]}]</script>' + STORY,
    "unknown encoding": b'<meta charset="klingon">' + STORY,
    "wrong encoding": b'<meta charset="utf-16">' + STORY,
}


@pytest.mark.parametrize("data", ODD_PAGES.values(), ids=ODD_PAGES)
def test_what_is_odd_around_an_article_does_no_harm(data: bytes) -> None:
    assert "nobody has ever seen it fail" in read_bytes(data, "a.html").text
