"""Markdown → article, so carefully that plain text comes through word for word.

Only what people mean as markup is taken off: emphasis, links, images, headings, block quotes,
fences, rules. Markers of lists stay as they were typed, and so do entities, HTML, backticks and
indented lines: in pasted articles they are text far more often than markup.
"""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from bot.reading.credits import Credits
from bot.reading.decoding import decode_article
from bot.reading.frontmatter import split_front_matter
from bot.reading.paragraphs import LINE_BREAK, clean, join_lines, one_line, paragraphs
from bot.search.articles import Article, Section

ESCAPABLE = frozenset("\\*_[]#>`~-+.'\"\n")
"""What a backslash is taken from. Fewer than CommonMark's, so that formulas keep theirs."""

_BARE_ADDRESS = re.compile(r"https?://\S*$", re.IGNORECASE)
_LONGEST_ADDRESS = 200
_ADDRESS = re.compile(r"(https?://|mailto:|[#/]|\.\.?/)|[^\s/]+\.\w{2,5}(?:[/#?]|$)", re.IGNORECASE)


def parse(data: bytes) -> Article:
    """The article in Markdown that these bytes hold, without an id; raises `RejectedFile`."""
    return read_markdown(decode_article(data), "")


def read_markdown(text: str, name: str) -> Article:
    """Read Markdown with or without front matter; `name` is the article's id.

    Without front matter the title is the first heading or, failing that, the name.
    Raises `RejectedFile` if the front matter is wrong.
    """
    said, body = split_front_matter(text)
    parts = list(_parts(clean(body)))
    title = said.title if said else _first_heading(parts) or title_from(name)
    while parts and parts[0] == ("heading", title):
        del parts[0]
    return _assemble(name, title, said or Credits(), parts)


def title_from(name: str) -> str:
    """A file's name as a title: `harbour-lights` as "Harbour lights"."""
    words = one_line(re.sub(r"[-_]+", " ", name))
    return words[:1].upper() + words[1:]


def plain(markdown: str) -> list[str]:
    """The paragraphs that a body in Markdown reads as, headings left out."""
    return [text for kind, text in _parts(clean(markdown)) if kind == "text"]


def _first_heading(parts: list[tuple[str, str]]) -> str:
    return parts[0][1] if parts and parts[0][0] == "heading" else ""


def _assemble(name: str, title: str, said: Credits, parts: list[tuple[str, str]]) -> Article:
    texts: list[str] = []
    sections: list[Section] = []
    length = 0
    for kind, text in parts:
        if kind == "heading":
            sections.append(Section(length, text))
        else:
            texts.append(text)
            length += len(text) + 2
    return Article(
        id=name,
        title=title,
        text="\n\n".join(texts),
        authors=said.authors,
        publisher=said.publisher,
        published=said.published,
        url=said.url,
        language=said.language,
        based_on=said.based_on,
        sections=tuple(s for s in sections if s.start < length),
    )


def _parts(body: str) -> Iterator[tuple[str, str]]:
    """Headings and paragraphs in their order, as ("heading" or "text", what it says)."""
    tokens = _PARSER.parse(body)
    for token, before in zip(tokens, [None, *tokens], strict=False):
        if token.type == "fence":
            for block in paragraphs(token.content.rstrip("\n").replace("\n", f"{LINE_BREAK}\n")):
                yield "text", block
        elif token.type == "inline":
            text = join_lines("".join(map(_shown, token.children or [])).split("\n"))
            is_heading = before is not None and before.type == "heading_open"
            if text:
                yield ("heading", one_line(text)) if is_heading else ("text", text)


def _shown(token: Token) -> str:
    """What a person sees of a piece of a line."""
    if token.type in ("softbreak", "hardbreak"):
        return "\n" if token.type == "softbreak" else LINE_BREAK
    return token.content if token.type in ("text", "text_special") else ""


def _escape(state: StateInline, silent: bool) -> bool:
    """Take off a backslash before a character that could be markup, or before a line end."""
    following = state.src[state.pos + 1 : state.pos + 2]
    if state.src[state.pos] != "\\" or following not in ESCAPABLE:
        return False
    if not silent:
        if following == "\n":
            state.push("hardbreak", "br", 0)
        else:
            state.push("text_special", "", 0).content = following
    state.pos += 2
    return True


def _literal(state: StateInline, silent: bool) -> bool:
    """Leave a star as in 2*3*4, or a mark inside an address, which is no emphasis."""
    mark, before = state.src[state.pos], state.src[max(state.pos - _LONGEST_ADDRESS, 0) : state.pos]
    following = state.src[state.pos + 1 : state.pos + 2]
    times = mark == "*" and before[-1:].isascii() and before[-1:].isalnum()
    if mark not in "*_" or not (times or _BARE_ADDRESS.search(before)):
        return False
    if not (following.isascii() and following.isalnum()):
        return False
    if not silent:
        state.push("text_special", "", 0).content = mark
    state.pos += 1
    return True


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Is this an address? "[sic](in the original)" is no link."""
        return bool(_ADDRESS.match(url))


def _parser() -> MarkdownIt:
    rules = ["heading", "hr", "blockquote", "fence", "reference"]
    rules += ["emphasis", "link", "image", "newline", "escape"]
    parser = _Parser("zero", {"maxNesting": 100}).enable(rules)
    parser.inline.ruler.at("escape", _escape)
    parser.inline.ruler.before("emphasis", "literal", _literal)
    return parser


_PARSER = _parser()
