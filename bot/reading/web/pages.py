"""A page of the web → article."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from bot.reading.decoding import as_declared
from bot.reading.files import read_bytes
from bot.reading.web.fetching import WebPage, fetch_page
from bot.search.articles import Article, RejectedFile

ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
"""Kind of content, as sites and Telegram name it → the ending of such a file's name."""


async def fetch_article(url: str, *, is_allowed: Callable[[str], bool]) -> Article:
    """Fetch the article of a page, as `read_page` reads it; raises `RejectedFile`.

    `is_allowed` is the rule on addresses.
    """
    return await asyncio.to_thread(read_page, await fetch_page(url, is_allowed=is_allowed))


def read_page(page: WebPage) -> Article:
    """Read the article of a page, or of the file that its address led to; its id is left empty.

    Its link is the one that the page gives itself, else the one that it came from; its title, if
    it has none, the end of that. Blocking. Raises `RejectedFile`.
    """
    kind, _, parameters = page.content_type.lower().partition(";")
    ending = ENDINGS.get(kind.strip())
    if not ending:
        raise RejectedFile(f"it is neither a page nor a text, PDF or Word file, but {kind!r:.50}")
    _, _, charset = parameters.partition("charset=")
    data = as_declared(page.data, charset.strip("\"' ")) if kind.startswith("text/") else page.data
    address = urlsplit(page.url)
    stem = PurePosixPath(unquote(address.path)).stem or address.netloc
    article = read_bytes(data, stem + ending)
    link = urljoin(page.url, article.credit.url)
    return replace(article, id="", credit=replace(article.credit, url=link))
