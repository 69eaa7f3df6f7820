"""What a web page says of itself, to machines: JSON-LD, Open Graph, meta elements, microdata.

Own code, though trafilatura reads these too: it edits what it finds ("J. R. Hartley" becomes
"J R Hartley"), and makes up what it does not (the publisher from the address, the date from
anywhere in the page).
"""

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import chain

from lxml.html import HtmlElement

from bot.reading.bylines import is_publisher, named_in
from bot.reading.dates import date_in
from bot.reading.names import names_nobody
from bot.reading.paragraphs import one_line
from bot.reading.web.masthead import shown_credit
from bot.search.articles import Credit

_MOST_TITLES = 20
"""Of one kind; a page with more is a list of articles, or made to keep us busy."""
_LONGEST_POST = 3
"""Words."""
_LOGIN = re.compile(r"[a-z0-9_.-]+")
_Node = dict[str, object]
"""A thing described in JSON-LD."""

_ARTICLE = re.compile(r"(Article|Posting|^Report|^Review)$")
_WRAPPED = re.compile(r"\A\s*(?://)?\s*<!(?:\[CDATA\[|--)|(?://)?\s*(?:\]\]|--)>\s*\Z")
"""Marks around a script that browsers and search engines look over."""
_PLACES = {
    "title": "ld:headline ld:name citation_title|dc.title|og:title|twitter:title item:headline",
    "authors": "ld:author dc.creator|dcterms.creator|citation_author|author|article:author|byl"
    "|parsely-author item:author",
    "publisher": "ld:publisher og:site_name|publisher|dc.publisher|dcterms.publisher"
    "|citation_journal_title",
    "published": "ld:datePublished article:published_time|datepublished|date|pubdate|publishdate"
    "|dc.date|dcterms.date|dc.date.issued|dcterms.issued|citation_publication_date"
    "|parsely-pub-date item:datePublished time",
    "url": "canonical og:url ld:url",
    "language": "ld:inLanguage lang og:locale|content-language",
}
"""Where a page may state a thing, the best place first, as `_statements` names the places; of those
with a bar between, the first that is there counts."""


def page_credit(page: HtmlElement) -> tuple[Credit, str]:
    """The credit that a page gives itself, and its language; what it does not tell is empty."""
    node = _json_ld(page)
    said = _statements(page, node)
    publisher = _first(chain(*_stated(said, "publisher")))
    url = _first(filter(_is_link, chain(*_stated(said, "url"))))
    title = _title(page, [*chain(*_stated(said, "title"))])
    if publisher:  # as pages put it behind the title
        title = re.sub(rf"\s+[|–—·:»-]\s+{re.escape(publisher)}$", "", title)
    site = "" if _is_person(publisher, node) else publisher
    people = (_people(texts, site) for texts in _stated(said, "authors"))
    credit = Credit(
        title=title,
        authors=next(filter(None, people), ()),
        publisher=publisher,
        published=_first(map(date_in, chain(*_stated(said, "published")))),
        url=url,
    )
    # Many news sites have the day in their addresses: https://coast.example/2024/03/05/bridge.
    day = re.search(r"/((?:19|20)\d\d/\d\d?/\d\d?)/", url)
    in_address = Credit(published=date_in(day[1]) if day else "")
    codes = (re.split(r"[-_]", tag.strip())[0].lower() for tag in chain(*_stated(said, "language")))
    language = _first(code for code in codes if re.fullmatch(r"[a-z]{2}", code))
    return credit.or_else(shown_credit(page, title)).or_else(in_address), language


def _stated(said: dict[str, list[str]], field: str) -> Iterator[list[str]]:
    """What stands at each of the places of a field."""
    for place in _PLACES[field].split():
        yield next((said[name] for name in place.split("|") if name in said), [])


def _title(page: HtmlElement, stated: list[str]) -> str:
    """The first stated title that the page shows as such; the first stated; what it shows."""
    windows = list(map(_words, page.xpath("//head/title")))
    headings = list(map(_words, page.xpath("//h1")[:_MOST_TITLES]))
    stated = stated[:_MOST_TITLES]
    shown = (title for title in stated if any(title in text for text in (*headings, *windows)))
    main = (h for h in headings if len(headings) == 1 and any(h in title for title in windows))
    by_itself = (_shown_title(page, title) for title in windows)
    return _first(chain(shown, stated, main, by_itself, headings))


def _shown_title(page: HtmlElement, title: str) -> str:
    """The part of the window's title that the page shows by itself, else all of it."""
    part = re.split(r"\s+(?:[|–—·:»-]|::)\s+", title)[0]
    shown = any(one_line(text) == part for text in page.xpath("//body//text()"))
    return part if shown else title


def _is_person(publisher: str, node: _Node) -> bool:
    """Whether the site has the name of its author, who is said to be a person."""
    authors = (one for one in _listed(node.get("author")) if isinstance(one, dict))
    persons = [one for one in authors if one.get("@type") == "Person"]
    return publisher in _names(persons) and not is_publisher(publisher)


def _people(stated: list[str], site: str) -> tuple[str, ...]:
    """The names that a person could have; not those of the site, of a post, or to log in with."""
    names = dict.fromkeys(name for text in stated for name in named_in(text))
    nobody = {n for n in names if names_nobody(n) and len(n.split()) <= _LONGEST_POST}
    return tuple(n for n in names if n not in (site, *nobody) and not _LOGIN.fullmatch(n))


def _statements(page: HtmlElement, node: _Node) -> dict[str, list[str]]:
    """What the page states, by the name of the meta element, in lower case, or another place.

    Those are `ld:` with a property in JSON-LD, `item:` with one in microdata, `canonical`, `lang`
    and `time`, if there is only one. Of the contents of meta elements links are left out, but for
    the page's own.
    """
    times = {*map(str, page.xpath("//article//time/@datetime"))}
    said: dict[str, list[str]] = {}
    for meta in page.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("http-equiv") or ""
        content = one_line(meta.get("content") or "")
        for one in name.lower().split() if content else ():
            if one == "og:url" or not _is_link(content):
                said.setdefault(re.sub(r"^(dc|dcterms?):", r"\1.", one), []).append(content)
    return said | {
        **{f"ld:{name}": _names(value) for name, value in node.items()},
        "item:headline": _items(page, "headline"),
        "item:datePublished": _items(page, "datePublished"),
        "item:author": [*map(str, page.xpath("//*[@itemprop='author']/@content"))],
        "canonical": [*map(str, page.xpath("//link[@rel='canonical']/@href"))],
        "time": [*times] if len(times) == 1 else [],
        "lang": [*map(str, page.xpath("/html/@lang"))],
    }


def _items(page: HtmlElement, name: str) -> list[str]:
    """The values of a microdata property; of a person or an organisation, the name."""
    named = page.xpath(f"//*[@itemprop='name'][ancestor::*[@itemprop='{name}']]")
    found = named or page.xpath(f"//*[@itemprop='{name}']")
    return [one_line(e.get("content") or e.get("datetime") or e.text_content()) for e in found]


def _json_ld(page: HtmlElement) -> _Node:
    """The description of the article, empty if there is none, references filled in."""
    nodes = [
        node
        for script in page.xpath("//script[@type='application/ld+json']")
        for node in _nodes(script.text or "")
    ]
    named = {str(node["@id"]): node for node in nodes if "@id" in node}
    for node in nodes:
        if any(_ARTICLE.search(str(kind)) for kind in _listed(node.get("@type"))):
            return node | {
                key: [
                    named.get(str(one.get("@id")), {}) | one if isinstance(one, dict) else one
                    for one in _listed(node.get(key))
                ]
                for key in ("author", "publisher")
            }
    return {}


def _nodes(script: str) -> Iterator[_Node]:
    try:
        said = json.loads(_WRAPPED.sub("", script), strict=False)
    except (ValueError, RecursionError):
        return
    for node in _listed(said):
        if isinstance(node, dict):
            yield node
            yield from (n for n in _listed(node.get("@graph")) if isinstance(n, dict))


def _names(value: object, deepest: int = 5) -> list[str]:
    """The names of persons or organisations in JSON-LD, in lists and objects inside each other."""
    if isinstance(value, dict) and deepest:
        return _names(value.get("name"), deepest - 1)
    if isinstance(value, list) and deepest:
        return [name for one in value for name in _names(one, deepest - 1)]
    return [text] if isinstance(value, str) and (text := one_line(unescape(value))) else []


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _words(element: HtmlElement) -> str:
    return one_line(element.text_content())


def _is_link(text: str) -> bool:
    return text.lower().startswith(("http://", "https://"))


def _first(values: Iterable[str]) -> str:
    return next(filter(None, values), "")
