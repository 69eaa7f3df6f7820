"""Fragments: the part of an address that makes a browser scroll to a quoted sentence and mark it.

`#:~:text=before-,beginning,end` is the WICG's: browsers that don't know it open the page. In its
parts, hyphens, commas and ampersands are written as percent signs and numbers.
"""

from urllib.parse import quote

from bot.search.answers import Quote

_WORDS = 4
"""Words of the sentence's beginning and end, which tell it from others."""
_BEFORE = 3
"""Words before the sentence, told where its beginning stands in the article more than once."""
_POSTS = ("https://t.me/", "http://t.me/", "https://telegram.me/")
"""How addresses begin that are opened in Telegram, which knows no fragments."""


def pointed(quoted: Quote) -> str:
    """The address of the article's page at the sentence that answers; empty without an address."""
    url = quoted.article.credit.url
    words = quoted.text[slice(*quoted.best)].split()
    if not url or not words or url.startswith(_POSTS):
        return url
    text, start = quoted.article.text, quoted.start + quoted.best[0]
    parts = [" ".join(words)]
    if len(words) > 2 * _WORDS:
        parts = [" ".join(words[:_WORDS]), " ".join(words[-_WORDS:])]
    before = text[:start].split()[-_BEFORE:] if text.count(parts[0]) > 1 else []
    told = [f"{_encoded(' '.join(before))}-"] if before else []
    directive = f":~:text={','.join([*told, *map(_encoded, parts)])}"
    return f"{url}{directive}" if "#" in url else f"{url}#{directive}"


def _encoded(text: str) -> str:
    return quote(text.encode(errors="replace"), safe="").replace("-", "%2D")
