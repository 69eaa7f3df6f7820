"""What a web page says of itself, to machines: JSON-LD, Open Graph, meta elements, microdata.

Own code, though trafilatura reads these too: it edits what it finds ("J. R. Hartley" becomes
"J R Hartley"), and makes up what it does not (the publisher from the address, the date from
anywhere in the page).
"""

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape

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
_AUTHOR = "dc.creator dcterms.creator citation_author author article:author byl parsely-author"
_PUBLISHER = "og:site_name publisher dc.publisher dcterms.publisher citation_journal_title"
_PUBLISHED = (
    "article:published_time datepublished date pubdate publishdate dc.date dcterms.date "
    "dc.date.issued dcterms.issued citation_publication_date parsely-pub-date"
)


def page_credit(page: HtmlElement) -> tuple[Credit, str]:
    """The credit that a page gives itself, and its language; what it does not tell is empty."""
    said = _json_ld(page)
    metas = _metas(page)
    publisher = _first([*_names(said.get("publisher")), *_picked(metas, _PUBLISHER)])
    title = _without_site(_title(page, said, metas), publisher)
    hidden = list(map(str, page.xpath("//*[@itemprop='author']/@content")))
    authors = [_names(said.get("author")), _picked(metas, _AUTHOR), hidden]
    site = "" if _is_person(publisher, said) else publisher
    people = (_people(names, site) for names in authors)
    url = _first(filter(_is_link, _addresses(page, said, metas)))
    stated = Credit(
        title=title,
        authors=next(filter(None, people), ()),
        publisher=publisher,
        published=_published(page, said, metas),
        url=url,
    )
    shown, in_address = shown_credit(page, title), Credit(published=_date_of_address(url))
    language = _first(map(_language, _languages(page, said, metas)))
    return stated.or_else(shown).or_else(in_address), language


def _title(page: HtmlElement, said: _Node, metas: dict[str, list[str]]) -> str:
    """The first stated title that the page shows as such; the first stated; what it shows."""
    windows = list(map(_words, page.xpath("//head/title")))
    headings = list(map(_words, page.xpath("//h1")[:_MOST_TITLES]))
    stated = [
        *(_text(said.get(name)) for name in ("headline", "name")),
        *_picked(metas, "citation_title dc.title og:title twitter:title"),
        *_items(page, "headline"),
    ][:_MOST_TITLES]
    shown = (title for title in stated if any(title in text for text in (*headings, *windows)))
    main = (h for h in headings if len(headings) == 1 and any(h in title for title in windows))
    by_itself = (_shown_title(page, title) for title in windows)
    return _first([*shown, *stated, *main, *by_itself, *headings])


def _shown_title(page: HtmlElement, title: str) -> str:
    """The part of the window's title that the page shows by itself, else all of it."""
    part = re.split(r"\s+(?:[|–—·:»-]|::)\s+", title)[0]
    shown = any(one_line(text) == part for text in page.xpath("//body//text()"))
    return part if shown else title


def _without_site(title: str, site: str) -> str:
    """The title without the name of the site that pages put behind it."""
    return re.sub(rf"\s+[|–—·:»-]\s+{re.escape(site)}$", "", title) if site else title


def _is_person(publisher: str, said: _Node) -> bool:
    """Whether the site has the name of its author, who is said to be a person."""
    authors = (one for one in _listed(said.get("author")) if isinstance(one, dict))
    persons = [one for one in authors if one.get("@type") == "Person"]
    return publisher in _names(persons) and not is_publisher(publisher)


def _people(stated: list[str], site: str) -> tuple[str, ...]:
    """The names that a person could have; not those of the site, of a post, or to log in with."""
    names = (name for text in stated for name in named_in(text))
    return tuple(dict.fromkeys(n for n in names if n != site and not _is_nobody(n)))


def _is_nobody(name: str) -> bool:
    is_post = names_nobody(name) and len(name.split()) <= _LONGEST_POST
    return is_post or bool(_LOGIN.fullmatch(name))


def _published(page: HtmlElement, said: _Node, metas: dict[str, list[str]]) -> str:
    times = set(page.xpath("//article//time/@datetime"))
    stated = [_text(said.get("datePublished")), *_picked(metas, _PUBLISHED)]
    stated += _items(page, "datePublished")
    return _first(map(date_in, [*stated, *(times if len(times) == 1 else ())]))


def _addresses(page: HtmlElement, said: _Node, metas: dict[str, list[str]]) -> list[str]:
    canonical = page.xpath("//link[@rel='canonical']/@href")
    return [*map(str, canonical), *_picked(metas, "og:url"), _text(said.get("url"))]


def _languages(page: HtmlElement, said: _Node, metas: dict[str, list[str]]) -> list[str]:
    stated = _picked(metas, "og:locale content-language")
    return [_text(said.get("inLanguage")), *map(str, page.xpath("/html/@lang")), *stated]


def _metas(page: HtmlElement) -> dict[str, list[str]]:
    """Name, in lower case → the contents of the meta elements of that name."""
    metas: dict[str, list[str]] = {}
    for meta in page.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("http-equiv") or ""
        content = one_line(meta.get("content") or "")
        for one in name.lower().split() if content else ():
            metas.setdefault(re.sub(r"^(dc|dcterms?):", r"\1.", one), []).append(content)
    return metas


def _picked(metas: dict[str, list[str]], names: str) -> list[str]:
    """The contents under the first of the names that has any which is no link."""
    for name in names.split():
        if contents := [c for c in metas.get(name, ()) if name == "og:url" or not _is_link(c)]:
            return contents
    return []


def _items(page: HtmlElement, name: str) -> list[str]:
    """The values of a microdata property; of a person or an organisation, the name."""
    named = page.xpath(f"//*[@itemprop='name'][ancestor::*[@itemprop='{name}']]")
    found = named or page.xpath(f"//*[@itemprop='{name}']")
    return [one_line(e.get("content") or e.get("datetime") or e.text_content()) for e in found]


def _json_ld(page: HtmlElement) -> _Node:
    """The description of the article, empty if there is none, references filled in."""
    nodes = [node for script in page.xpath(_SCRIPTS) for node in _nodes(script.text or "")]
    named = {str(node["@id"]): node for node in nodes if "@id" in node}
    for node in nodes:
        if any(_ARTICLE.search(str(kind)) for kind in _listed(node.get("@type"))):
            return node | {key: _filled(node.get(key), named) for key in ("author", "publisher")}
    return {}


_SCRIPTS = "//script[@type='application/ld+json']"


_WRAPPED = re.compile(r"\A\s*(?://)?\s*<!(?:\[CDATA\[|--)|(?://)?\s*(?:\]\]|--)>\s*\Z")
"""Marks around a script that browsers and search engines look over."""


def _nodes(script: str) -> Iterator[_Node]:
    try:
        said = json.loads(_WRAPPED.sub("", script), strict=False)
    except (ValueError, RecursionError):
        return
    for node in _listed(said):
        if isinstance(node, dict):
            yield node
            yield from (n for n in _listed(node.get("@graph")) if isinstance(n, dict))


def _filled(value: object, named: dict[str, _Node]) -> list[object]:
    return [
        named.get(str(v.get("@id")), {}) | v if isinstance(v, dict) else v for v in _listed(value)
    ]


def _names(value: object, deepest: int = 5) -> list[str]:
    """The names of persons or organisations in JSON-LD, in lists and objects inside each other."""
    if isinstance(value, dict) and deepest:
        return _names(value.get("name"), deepest - 1)
    if isinstance(value, list) and deepest:
        return [name for one in value for name in _names(one, deepest - 1)]
    return [name] if (name := _text(value)) else []


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: object) -> str:
    return one_line(unescape(value)) if isinstance(value, str) else ""


def _words(element: HtmlElement) -> str:
    return one_line(element.text_content())


def _language(tag: str) -> str:
    code = re.split(r"[-_]", tag.strip())[0].lower()
    return code if re.fullmatch(r"[a-z]{2}", code) else ""


def _is_link(text: str) -> bool:
    return text.lower().startswith(("http://", "https://"))


def _date_of_address(url: str) -> str:
    """The day in an address, as many news sites have it: https://coast.example/2024/03/05/bridge."""
    found = re.search(r"/((?:19|20)\d\d/\d\d?/\d\d?)/", url)
    return date_in(found[1]) if found else ""


def _first(values: Iterable[str]) -> str:
    return next(filter(None, values), "")
