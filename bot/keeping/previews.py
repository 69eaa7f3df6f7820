"""A preview: what an article would be in the library, before it is."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from urllib.parse import urlsplit

from bot import wording
from bot.keeping.corrections import completed, is_untitled
from bot.keeping.likeness import likeness_to
from bot.keeping.revision import Revision, compared
from bot.keeping.suspicion import suspicions
from bot.search.articles import Article, RejectedFile, comma_separated
from bot.search.passages import Passage, split


@dataclass(frozen=True, slots=True)
class Preview:
    """An article as it was understood, and how it stands to those that are there."""

    article: Article
    passages: tuple[Passage, ...]
    warnings: tuple[str, ...]
    """Sentences to a moderator about what may have gone wrong."""
    replaces: Article | None
    """The article that this one is a new version of."""
    chosen: str = ""
    """The id of the article whose place a moderator has given it; empty if nobody has."""
    like: Article | None = None
    """Another article that holds much of the same, or has the same title."""

    @property
    def revision(self) -> Revision | None:
        """What changes, if an article is replaced."""
        return compared(self.replaces, self.article) if self.replaces else None

    @property
    def told(self) -> list[str]:
        """What there is to say of it beside its credit: what may be wrong, what it replaces."""
        language, count = self.article.language or "?", len(self.passages)
        said = [wording.ABOUT_TEXT.format(language=language, passages=count)]
        said += [wording.WARNING.format(warning=warning) for warning in self.warnings]
        old, changed = self.replaces, self.revision
        if old and changed:
            title, changes = old.credit.title, changed.changes
            said.append(wording.REPLACES.format(title=title, id=old.id, changes=changes))
            if changed.old_credit:
                said.append(wording.OLD_CREDIT.format(credit=changed.old_credit))
        return said


class Duplicate(RejectedFile):
    """Raised for a text that is there already, word for word, as another article."""

    def __init__(self, there: Article) -> None:
        super().__init__(wording.DUPLICATE.format(id=there.id))
        self.there = there


def shown_passages(article: Article, passages: Sequence[Passage]) -> tuple[tuple[int, str], ...]:
    """The texts of the first two passages and the last, each with its number, from 1."""
    count = len(passages)
    numbers = sorted({number for number in (1, 2, count) if 1 <= number <= count})
    places = [(number, passages[number - 1]) for number in numbers]
    return tuple((number, article.text[p.start : p.end]) for number, p in places)


def examine(
    article: Article, articles: Sequence[Article], *, name: str = "", chosen: str = ""
) -> Preview:
    """Look at an article beside those of the library; `name` is that of the file it came in.

    `chosen` is the id of the article whose place it takes, whatever it is called by now.
    A text too short to tell its language gets that of most articles, or English, with a warning.
    Raises `Duplicate` if the same article is there already.
    """
    said, old = article, replaced_by(article, articles, chosen)
    article = completed(article, old) if old else article
    guessed = "" if article.language else _usual_language(articles)
    article = replace(article, language=article.language or guessed)
    if old and not chosen and replace(article, id=old.id) == old:
        raise Duplicate(old)
    others = [other for other in articles if other is not old]
    warnings = (
        *([wording.NO_TITLE] if is_untitled(article, name) else []),
        *_about_corrected(said, article),
        *([wording.SHORT_FOR_LANGUAGE.format(language=guessed)] if guessed else []),
        *suspicions(article.text),
    )
    is_alike, title = likeness_to(article.text), _name(article.credit.title)
    copy = next((other for other in others if is_alike(other.text)), None)
    like = copy or next((o for o in others if _name(o.credit.title) == title), None)
    if like:
        warned = wording.NEAR_DUPLICATE if copy else wording.SAME_TITLE
        warnings += (warned.format(title=like.credit.title, id=like.id),)
    return Preview(article, split(article), warnings, old, chosen, like)


def replaced_by(article: Article, articles: Sequence[Article], chosen: str = "") -> Article | None:
    """The article of which this one is a new version: the same page, or title and publisher.

    With a `chosen` id it is that article, None if that is gone.

    Raises `Duplicate` if the same article is there already.
    """
    old = _old_version(article, articles, chosen)
    if chosen and old and old.text == article.text:
        return old  # whatever else holds this text, it did so before
    for other in articles:
        recredited = other is old and replace(article, id=other.id) != other
        if article.text == other.text and not recredited:
            raise Duplicate(other)
    return old


def _old_version(article: Article, articles: Sequence[Article], chosen: str) -> Article | None:
    if chosen:
        return next((other for other in articles if other.id == chosen), None)
    page = _page(article.credit.url)
    same_page = (other for other in articles if page and page == _page(other.credit.url))
    same_work = (other for other in articles if _is_same_work(article, other))
    return next(chain(same_page, same_work), None)


def _is_same_work(one: Article, other: Article) -> bool:
    if _name(one.credit.title) != _name(other.credit.title) or _name(one.credit.publisher) != _name(
        other.credit.publisher
    ):
        return False
    # Without a publisher the title says little: many a text is called "Untitled".
    return bool(one.credit.publisher) or likeness_to(one.text)(other.text)


def _page(url: str) -> str:
    """What tells one page from another; empty for a site's front page, which is no article."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    if not (path or parts.query):
        return ""
    return f"{parts.netloc.lower().removeprefix('www.')}{path}?{parts.query}"


def _name(text: str) -> str:
    return " ".join(text.casefold().split())


def _usual_language(articles: Sequence[Article]) -> str:
    """The language of most of these articles; English if none has one."""
    counts = Counter(article.language for article in articles if article.language)
    return next((language for language, _ in counts.most_common(1)), "en")


def _about_corrected(said: Article, article: Article) -> Iterable[str]:
    """What a new version says, and is not taken since a person knew better."""
    for name, label in wording.FIELDS.items():
        value, kept = (_field(each, name) for each in (said, article))
        if value and value != kept:
            yield wording.STAYS_CORRECTED.format(field=label, value=value)


def _field(article: Article, name: str) -> str:
    if name == "authors":
        return comma_separated(article.credit.authors)
    return article.language if name == "language" else getattr(article.credit, name)
