"""What a reader sees around the title of a web page: who wrote it, and when.

The lines of a page are read as those of a pasted text are. Class names and links that speak of
authors are hints that a line holds a name, without "By" before it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from operator import or_

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from bot.reading.bylines import byline, is_publisher, is_signed
from bot.reading.dates import date_in
from bot.reading.names import looks_like_name
from bot.reading.paragraphs import one_line
from bot.search.articles import Credit

_ABOVE, _BELOW = 4, 40
"""Lines around the title among which its credit stands."""
_LONG = 200
"""Characters of a line that is surely text; the first may be a summary above the byline."""
_LONGEST_HINTED = 300
"""Characters in an element that holds a byline, and not what somebody tells of themselves."""
_INLINE = frozenset({
    "a", "abbr", "address", "b", "bdi", "cite", "code", "em", "font", "i", "ins", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "time", "u",
})  # fmt: skip
_NOT_READ = frozenset({
    "button", "figure", "footer", "form", "head", "nav", "noscript", "script", "select", "style",
    "svg", "template",
})  # fmt: skip
_HINT = re.compile(
    r"by-?line|author(?!i)|aut[eo]ur?(?![a-z]{3})|autore|writer|journalist|contributor|posted-?by"
    r"|verfasser|redakteur|forfatter|skribent|signature",
    re.IGNORECASE,
)
_BY_OTHERS = re.compile(r"\bby\b", re.IGNORECASE)
"""As in "Reviewed by", "Photographs by"."""
_AUTHORS_PAGE = re.compile(
    r"/(?:authors?|auteurs?|autor(?:e?s|en)?|autor[ei]|by|columnists?|contributors?|journalists?"
    r"|people|persons?|profiles?|reporters?|staff|users?|writers?)/|/@",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:ad|ads|advert\w*|breadcrumbs?|captions?|comment\w*|cookies?|copyright|disqus"
    r"|footer|gallery|menu|more-from|most-\w+|nav|navigation|newsletter|popular|promo\w*|recirc\w*"
    r"|recommend\w*|related|respond|share|sharing|sidebar|social|sponsor\w*|teasers?|trending"
    r"|widgets?)(?:$|[\s_-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    is_hinted: bool
    """By a link to an author too."""
    links_author: bool


@dataclass(frozen=True, slots=True)
class _Line:
    pieces: tuple[_Piece, ...]
    in_heading: bool

    @property
    def text(self) -> str:
        return one_line(" ".join(piece.text for piece in self.pieces))


def shown_credit(page: HtmlElement, title: str) -> Credit:
    """Authors and date from the lines around the title, else authors from hints that agree."""
    lines = list(_lines(page))
    at = _place(lines, title)
    above, below = lines[max(at - _ABOVE, 0) : at], lines[at + 1 :][:_BELOW]
    texts = [n for n, line in enumerate(below) if len(line.text) >= _LONG]
    near = [*below[: texts[1] if len(texts) > 1 else None], *above]
    dates = (byline(line.text).published for line in near)
    return Credit(
        authors=next(filter(None, map(_authors, near)), ()) or _agreed(lines),
        published=next(filter(None, dates), ""),
    )


def _place(lines: list[_Line], title: str) -> int:
    """The place of the title among the lines; of the first main heading, if it is not there."""
    exact = [n for n, line in enumerate(lines) if line.text.casefold() == title.casefold()]
    headings = [n for n, line in enumerate(lines) if line.in_heading]
    both = [n for n in exact if n in headings]
    return next(chain(both, exact, headings), 0)


def _authors(line: _Line) -> tuple[str, ...]:
    hinted = [one_line(p.text) for p in line.pieces if p.is_hinted]
    linked = [one_line(p.text) for p in line.pieces if p.links_author]
    named = tuple(dict.fromkeys(filter(_may_sign, linked)))
    said = byline(line.text).authors or (byline(f"By {' '.join(hinted)}").authors if hinted else ())
    if said and (is_signed(line.text) or not named or set(named) < set(said)):
        return tuple(_as_set_apart(name, line) for name in said)
    if _BY_OTHERS.search(line.text) and not is_signed(line.text):
        return ()
    return named or next(((name,) for name in hinted if _may_sign(name)), ())


def _as_set_apart(name: str, line: _Line) -> str:
    """The name as far as an element of its own holds it: "Erin Vale" before "Harbour Office"."""
    apart = (one_line(piece.text) for piece in line.pieces)
    heads = (text for text in apart if name.lower().startswith(f"{text.lower()} "))
    apart_name = next(filter(_may_sign, heads), name)
    return apart_name.title() if apart_name.isupper() else apart_name


def _may_sign(name: str) -> bool:
    return looks_like_name(name) and not is_publisher(name)


def _agreed(lines: list[_Line]) -> tuple[str, ...]:
    """The authors at whom the page hints anywhere, if it names no others."""
    hinted = [line for line in lines if any(p.is_hinted for p in line.pieces)]
    named = set(filter(None, map(_authors, hinted)))
    return named.pop() if len(named) == 1 else ()


def _lines(page: HtmlElement) -> Iterator[_Line]:
    """The lines that a page shows, but for what stands beside an article."""
    pieces: list[_Piece] = []
    within: list[tuple[bool, ...]] = [(False, False, False)]
    """Of each open element: whether it is, or stands in, a hint, an author's link, a heading."""
    walk = iterwalk(page, events=("start", "end"))
    for event, element in walk:
        if element.tag not in _INLINE and pieces:
            yield _Line(tuple(pieces), in_heading=within[-1][2])
            pieces = []
        if event == "start":
            links = element.tag == "a" and _leads_to_author(element)
            said = links or _is_hint(element), links, element.tag == "h1"
            within.append(tuple(map(or_, within[-1], said)))
            stated = element.get("datetime", "") if element.tag == "time" else ""
            # Set apart, since beside it readers may see "an hour ago".
            texts = [f" | {stated} | " if date_in(stated) else "", element.text]
        else:
            within.pop()
            texts = [element.tail]
        if event == "start" and _is_beside(element):
            walk.skip_subtree()
        else:
            pieces += [_Piece(text, *within[-1][:2]) for text in texts if text and text.strip()]


def _is_beside(element: HtmlElement) -> bool:
    if element.tag in _NOT_READ:
        return True
    beside = _BESIDE.search(f"{element.get('class', '')} {element.get('id', '')}")
    whole = element.tag in ("html", "body", "main")
    return bool(beside) and not whole and not element.xpath(".//h1")


def _is_hint(element: HtmlElement) -> bool:
    names = ("class", "id", "itemprop", "rel", "data-testid")
    said = " ".join(element.get(name, "") for name in names)
    return bool(_HINT.search(said)) and len(element.text_content()) <= _LONGEST_HINTED


def _leads_to_author(link: HtmlElement) -> bool:
    return "author" in link.get("rel", "") or bool(_AUTHORS_PAGE.search(link.get("href", "")))
