"""What is markup in Markdown, and what is text that only looks like it."""

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.common.html_blocks import block_names
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

_ESCAPABLE = frozenset("\\*_[]#>`~-+.'\"<&|\n")
"""What a backslash is taken from. Fewer than CommonMark's, so that formulas keep theirs."""

_BARE_ADDRESS = re.compile(r"https?://\S*$", re.IGNORECASE)
_LONGEST_ADDRESS = 200
_ADDRESS = re.compile(r"(https?://|mailto:|[#/]|\.\.?/)|[^\s/]+\.\w{2,5}(?:[/#?]|$)", re.IGNORECASE)
_INLINE_NAMES = (
    *("a", "abbr", "b", "big", "br", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins"),
    *("kbd", "mark", "picture", "q", "s", "samp", "small", "span", "strike", "strong", "sub"),
    *("sup", "time", "tt", "u", "var", "video", "wbr"),
)
_TAG = re.compile(
    rf"</?({'|'.join([*_INLINE_NAMES, *block_names])})"
    r"""(?:\s+[a-z][\w:-]*\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>=`]+))*\s*/?>""",
    re.IGNORECASE,
)
_CELLS = {"td", "th"}
_BREAKING = {"br", *block_names} - _CELLS
_HIDDEN = re.compile(r"<(?:!--|(script|style|template)(?=[\s>]))", re.IGNORECASE)
"""The beginning of what no page shows: a comment, a program, or a style."""
_CODE = re.compile(r"(?<![\w`])(`+)(?!`)([^`\s]|[^`\s][^`]*[^`\s])\1(?![\w`'])")
_BOX = re.compile(r"\[[ xX]\] +")
_BULLET = re.compile(r"(?:^|\n) *[-*+] +$")
_FOOTNOTE = re.compile(r"\[\^[^\s\[\]]{1,50}\]")


def _escape(state: StateInline, silent: bool) -> bool:
    """Take off a backslash before a character that could be markup, or before a line end."""
    following = state.src[state.pos + 1 : state.pos + 2]
    if state.src[state.pos] != "\\" or following not in _ESCAPABLE:
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


def _code(state: StateInline, silent: bool) -> bool:
    """Take code out of its back-ticks; ``such quotation marks'' and `such' are text."""
    found = _CODE.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.push("code_inline", "code", 0).content = found[2]
    state.pos = found.end()
    return True


def _tag(state: StateInline, silent: bool) -> bool:
    """Pass over a tag of HTML, or over all of what no page shows."""
    found = _TAG.match(state.src, state.pos)
    end = found.end() if found else _end_of_hidden(state.src, state.pos, state.posMax)
    if not end:
        return False
    if not silent and found and found[1].lower() in _BREAKING:
        state.push("hardbreak", "br", 0)
    elif not silent and found and found[1].lower() in _CELLS:
        state.push("text_special", "", 0).content = " "
    state.pos = end
    return True


def _mark(state: StateInline, silent: bool) -> bool:  # noqa: ARG001 (the signature is the parser's)
    """Pass over the mark of a footnote, or the box of a task."""
    found = _FOOTNOTE.match(state.src, state.pos)
    if not found and _BULLET.search(state.src[max(state.pos - 10, 0) : state.pos]):
        found = _BOX.match(state.src, state.pos)
    if found:
        state.pos = found.end()
    return bool(found)


def _hidden_lines(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Pass over lines of what no page shows; what follows it on its last line is read."""
    end = _end_of_hidden(
        state.src, state.bMarks[first] + state.tShift[first], state.eMarks[last - 1]
    )
    if not end or end <= state.eMarks[first]:
        return False
    if not silent:
        line = next(line for line in range(first, last) if state.eMarks[line] >= end)
        state.bMarks[line] = end
        state.tShift[line] = state.sCount[line] = 0
        state.line = line
    return True


def _footnote(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Pass over a footnote, as those of other documents are."""
    found = _FOOTNOTE.match(state.src, state.bMarks[first] + state.tShift[first])
    if not found or state.src[found.end() : found.end() + 1] != ":":
        return False
    if not silent:
        empty = (line for line in range(first, last) if state.isEmpty(line))
        state.line = next(empty, last)
    return True


def _end_of_hidden(text: str, start: int, stop: int) -> int:
    """Where that ends which begins here and no page shows; 0 if there is no such thing."""
    found = _HIDDEN.match(text, start, stop)
    if not found:
        return 0
    mark = f"</{found[1].lower()}>" if found[1] else "-->"
    if _last(text, mark) < start:  # told once, or a text of many beginnings would take hours
        return 0
    end = text.find(mark, start, stop) + len(mark)
    return end if end > start else 0


@lru_cache(maxsize=4)
def _last(text: str, mark: str) -> int:
    return text.rfind(mark)


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Is this an address? "[sic](in the original)" is no link."""
        return bool(_ADDRESS.match(url))


PARSER = _Parser("zero", {"maxNesting": 100}).enable([
    *("heading", "hr", "blockquote", "fence", "reference", "table"),
    *("emphasis", "link", "image", "newline", "escape", "entity"),
])  # fmt: skip
_INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}
PARSER.block.ruler.before("table", "hidden", _hidden_lines, _INTERRUPTS)
PARSER.block.ruler.before("reference", "footnote", _footnote, _INTERRUPTS)
PARSER.inline.ruler.at("escape", _escape)
PARSER.inline.ruler.before("emphasis", "literal", _literal)
PARSER.inline.ruler.before("link", "code", _code)
PARSER.inline.ruler.before("link", "tag", _tag)
PARSER.inline.ruler.before("link", "mark", _mark)
