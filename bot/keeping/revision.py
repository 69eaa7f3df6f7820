"""A revision: what changes when a new version takes an article's place."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.search.articles import Article
from bot.search.credits import credit


@dataclass(frozen=True, slots=True)
class Revision:
    """How many paragraphs change, come and go, and the old credit if it is another one now."""

    changed: int
    added: int
    removed: int
    old_credit: str


def revision(old: Article, new: Article) -> Revision:
    """Compare two versions of an article, paragraph by paragraph."""
    paragraphs = old.text.split("\n\n"), new.text.split("\n\n")
    changed = added = removed = 0
    for tag, start, end, new_start, new_end in SequenceMatcher(None, *paragraphs).get_opcodes():
        if tag != "equal":
            before, after = end - start, new_end - new_start
            changed += min(before, after)
            added += max(0, after - before)
            removed += max(0, before - after)
    same = credit(old) == credit(new)
    return Revision(changed, added, removed, "" if same else str(credit(old)))
