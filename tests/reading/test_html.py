"""Pages in the layouts of news sites come out as a person would have typed them."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.reading.files import read_bytes
from bot.reading.markdown import read_markdown
from bot.search.articles import Article

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))


def read(page: str | bytes) -> Article:
    return read_bytes(page if isinstance(page, bytes) else page.encode(), "page.html")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_reads_as_what_a_person_would_have_typed(page: Path) -> None:
    typed = read_markdown(page.with_suffix(".md").read_text(encoding="utf-8"), "")

    read = read_bytes(page.read_bytes(), page.name)

    assert replace(read, id="", language=typed.language) == typed
    assert not typed.language or read.language == typed.language
