"""Pasted plain text → article, by what the layout of newspapers has in common.

head: the short lines before the first real paragraph: title, byline, publisher, date, link.
body: the paragraphs.
tail: the short lines after the last real paragraph that advertise: links, "Follow us", the
    publisher's name.
"""

import re

from bot.reading.bylines import credit_in, is_publisher, parts_of, signature
from bot.reading.decoding import decode_article
from bot.reading.names import looks_like_name, names_in
from bot.reading.paragraphs import last_mark, one_line, unwrap
from bot.search.articles import Article, Credit, RejectedFile

_URL = re.compile(r"(?:https?://|www\.)[^\s<>“”\"]+[^\s<>“”\".,;:!?)]", re.IGNORECASE)
_SHARE = re.compile(
    r"\b(follow (us|@|me)|share (this|on)|sign up|read (more|also|next)|all rights reserved"
    r"|click here|like us on|join us on|download our app|(lire|voir) aussi|à lire|partager sur"
    r"|abonnez-vous|weiterlesen|lesen sie (auch|mehr)|mehr zum thema|lea (más|también)|suscríbete"
    r"|leia (mais|também)|leggi anche|lees (ook|meer|verder)|l[eä]s (også|också|mer)"
    r"|czytaj (także|też|więcej)|читайте также)\b|©|\(c\) \d{4}|(^|\s)@\w{3,}",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(advertisement|copyright|newsletter|related (articles?|stories|news)|sponsored|subscribe"
    r"|publicité|anzeige|publicidade?|pubblicità|advertentie|annonse|reklama|реклама)\b",
    re.IGNORECASE,
)
"""Words that make an advert of a line, but not of a sentence."""
_ASKING_OR_CALLING = "?!？！؟⁇⁈⁉‼"
"""Marks that a title may end with."""
_LONGEST_HEAD = 8
_LONGEST_TITLE = 250
_LONGEST_LINE = 120
_SHORT_LINE = 40
_LONGEST_ADVERT = 250


def parse(data: bytes) -> Article:
    """The article in the plain text that these bytes hold, without an id; raises `RejectedFile`."""
    return read_text(decode_article(data))


def read_text(text: str) -> Article:
    """Read pasted text; the article's id is left empty. Raises `RejectedFile` for no text."""
    lines = unwrap(text)
    if not lines:
        raise RejectedFile("it holds no text")
    credit, body = read_lines(lines)
    return Article(id="", credit=credit, text="\n\n".join(lines[body]))


def read_lines(lines: list[str], title: str = "") -> tuple[Credit, slice]:
    """What the lines around the body of a text say, and the place of the body among them.

    The first line may be the title where none is given. There has to be a line.
    """
    start = 0
    if not title and len(lines) > 1 and _could_be_title(lines[0]):
        title, start = one_line(lines[0]), 1
    credit, names = Credit(title=title), list[str]()
    most = min(start + _LONGEST_HEAD, len(lines) - 1) if title else 0
    while start < most and (said := _said_above(lines[start], credit)):
        credit, unclear = said
        names += unclear
        start += 1
    end = len(lines)
    while end > start + 1 and _advertises(lines[end - 1], names):
        end -= 1
    return _settled(credit, names, lines[end:]), slice(start, end)


def _could_be_title(line: str) -> bool:
    return (
        len(line) <= _LONGEST_TITLE
        and "\n" not in line
        and last_mark(line) in _ASKING_OR_CALLING
        and any(map(str.isalpha, line))
        and not _URL.match(line)
    )


def _said_above(line: str, credit: Credit) -> tuple[Credit, list[str]] | None:
    """The credit with what a line above the body adds, and its parts that may name somebody.

    None if the line is body already.
    """
    if line.casefold() == credit.title.casefold():
        return credit, []
    if len(line) > _LONGEST_LINE or "\n" in line:
        return None
    names: list[str] = []
    for part in parts_of(line):
        url = _URL.search(part)
        said = Credit(url=_absolute(url[0])) if url else credit_in(part)
        if said == Credit():
            if not _could_name(part):
                return None
            signed = signature(part)
            is_signed = len(names_in(part)) > 1 or is_publisher(signed.publisher)
            if is_signed and not credit.authors:
                said = signed
            else:
                names.append(part)
        credit = credit.or_else(said)
    return credit, names


def _could_name(line: str) -> bool:
    """Whether this line could be the names of persons, or of a publisher."""
    words = line.split()
    small = ("of", "the", "and", "for", "de", "la", "le", "du", "&")
    is_name = len(words) <= 6 and all(w.lower() in small or not w[0].islower() for w in words)
    return not last_mark(line) and (is_name or len(names_in(line)) > 1)


def _settled(credit: Credit, names: list[str], adverts: list[str]) -> Credit:
    """Tell publisher from author among the names, and find the link, with the adverts' help."""
    tail = " ".join(adverts)
    for name in sorted(names, key=lambda name: not is_publisher(name)):
        proven = _squeezed(name) in _squeezed(tail + credit.url)
        if not credit.publisher and (proven or is_publisher(name) or credit.authors):
            credit = credit.or_else(Credit(publisher=name))
        elif looks_like_name(name):
            credit = credit.or_else(Credit(authors=(name,)))
    urls = [_absolute(found) for found in _URL.findall(tail)]
    publisher = _squeezed(credit.publisher)
    own = (url for url in urls if publisher and publisher in _squeezed(url))
    return credit.or_else(Credit(url=next(own, "")))


def _advertises(line: str, publishers: list[str]) -> bool:
    if len(line) > _LONGEST_ADVERT:
        return False
    around = _URL.sub("", line).strip()
    linked = around != line and (len(around.split()) <= 15 or not last_mark(around))
    named = any(p.casefold() in line.casefold() for p in publishers)
    labelled = (named or _LABEL.search(line)) and not last_mark(line)
    return linked or bool(_SHARE.search(line) or labelled)


def is_invitation(line: str) -> bool:
    """Whether the line only leads elsewhere: "Share this", "Read also: The old pier"."""
    if last_mark(line) or len(line) > _LONGEST_LINE:
        return False
    label = _LABEL.search(line) if len(line) <= _SHORT_LINE else None
    return bool(label or _SHARE.match(line))


def _squeezed(text: str) -> str:
    return re.sub(r"\W|_", "", text).casefold()


def _absolute(url: str) -> str:
    return url if "://" in url else f"https://{url}"
