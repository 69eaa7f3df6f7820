"""A revision: what changes when a new version takes an article's place."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import pairwise

from bot import wording
from bot.search.articles import Article


@dataclass(frozen=True, slots=True)
class Revision:
    """How many paragraphs change, come and go, and the old credit if it is another one now."""

    changed: int
    added: int
    removed: int
    old_credit: str
    passages: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    """Old paragraphs and what stands in their place, where the versions differ; either may be
    empty."""

    @property
    def changes(self) -> str:
        """How much changes, in words."""
        if not (self.changed or self.added or self.removed):
            return wording.SAME_TEXT
        template = wording.CHANGES
        return template.format(changed=self.changed, added=self.added, removed=self.removed)


def compared(old: Article, new: Article) -> Revision:
    """Compare two versions of an article, paragraph by paragraph."""
    differences = list(_differences(old.text.split("\n\n"), new.text.split("\n\n")))
    sizes = [(len(before), len(after)) for before, after in differences]
    return Revision(
        changed=sum(map(min, sizes)),
        added=sum(max(0, after - before) for before, after in sizes),
        removed=sum(max(0, before - after) for before, after in sizes),
        old_credit="" if old.credit == new.credit else str(old.credit),
        passages=tuple(
            ("\n\n".join(before), "\n\n".join(after))
            for before, after in differences
            if before or after
        ),
    )


def version_of(article: Article) -> str:
    """A hash of the article, another one for each version: 64 characters."""
    headings = "\0".join(f"{section.start} {section.heading}" for section in article.sections)
    credit_alone = repr(replace(article, text="", sections=()))
    said = "\0".join((credit_alone, headings, article.text))
    return sha256(said.encode(errors="surrogatepass")).hexdigest()


def _differences(
    old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """The old paragraphs where the versions differ, and the new ones that stand there instead.

    A patience diff, n log n: difflib took seconds where every other paragraph had changed.
    """
    old, new = _without_common_ends(old, new)
    kept = [(-1, -1), *_kept(old, new), (len(old), len(new))]
    for (left, right), (next_left, next_right) in pairwise(kept):
        yield _without_common_ends(old[left + 1 : next_left], new[right + 1 : next_right])


def _without_common_ends(
    old: Sequence[str], new: Sequence[str]
) -> tuple[Sequence[str], Sequence[str]]:
    start, most = 0, min(len(old), len(new))
    while start < most and old[start] == new[start]:
        start += 1
    end = 0
    while end < most - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return old[start : len(old) - end], new[start : len(new) - end]


def _kept(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The most places, in `old` and in `new`, of the same paragraphs in the same order."""
    places = {paragraph: place for place, paragraph in enumerate(_numbered(new))}
    pairs = [(left, places[p]) for left, p in enumerate(_numbered(old)) if p in places]
    return _longest_rising(pairs)


def _numbered(paragraphs: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Each paragraph with how often it has stood before, such as three asterisks."""
    seen: Counter[str] = Counter()
    for paragraph in paragraphs:
        yield paragraph, seen[paragraph]
        seen[paragraph] += 1


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most of these pairs, in their order, whose second numbers rise."""
    lowest: list[int] = []
    """At n: the lowest second number at which n + 1 of the pairs so far can end."""
    lengths = []
    for _, right in pairs:
        length = bisect_left(lowest, right)
        lowest[length : length + 1] = [right]
        lengths.append(length)
    rising: list[tuple[int, int]] = []
    wanted = len(lowest) - 1
    for pair, length in zip(reversed(pairs), reversed(lengths), strict=True):
        if length == wanted and (not rising or pair[1] < rising[-1][1]):
            rising.append(pair)
            wanted -= 1
    return rising[::-1]
