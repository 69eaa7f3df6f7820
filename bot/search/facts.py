"""Questions about an article itself: who wrote it, where and when it was published, its title."""

from collections.abc import Sequence

from bot.search.answers import WHICH, Fact
from bot.search.articles import Article, comma_separated
from bot.search.text.analyzer import Language, comparable
from bot.search.text.questions import PUNCTUATION, Question, without_phrases
from bot.search.text.terms import is_unspaced

SUMMARY = "summary"
"""Asked for: what an article is about. No field says so; its opening does."""
ARTICLES = "articles"
"""Asked for: which articles there are."""
_OF_ONE = {"authors", "publisher", "published", "url"}
"""Fields that say nothing of several articles at once: which one is meant is asked back."""
CREDITED = "credited"
"""Asked for: which articles there are by an author or from a publisher."""
Titles = Sequence[tuple[Article, str]]
"""Articles, each with its title as phrases are compared (`analyzer.comparable`)."""
_LONGEST, _LONGEST_WITH_CHAT = 100, 500
"""Characters of such a question: longer ones ask for something else, and take long to look at."""
_LONG_TITLE = 3
"""Spaces in a title that names its article by itself."""


def asked_facts(question: Question, language: Language, titles: Titles) -> list[Fact]:
    """The facts that a question asks for; empty if it does not ask about an article itself.

    "This article" means the only one; where there are several, it is asked back which. "The article
    about …" means those that have the words which follow in their titles, and a whole title means
    its article.
    """
    if len(question.comparable) > _LONGEST_WITH_CHAT:
        return []
    # "What do you know" is a question, though "do you know" is chat.
    asked = without_phrases(question, language.chat).comparable, question.comparable
    short = [words.strip(PUNCTUATION) for words in asked if len(words) <= _LONGEST]
    for words in dict.fromkeys(short):
        for field, before, after in language.about:
            if after is None:
                meant = [article for article, _ in titles] if words == before else []
            elif words.startswith(before) and words.endswith(after):
                name = _between(words, before, after)
                find = _credited if field == CREDITED else _named
                meant = find(name, language, titles)
            else:
                meant = []
            if len(meant) == len(titles) > 1 and field in _OF_ONE:
                return [
                    Fact(article, WHICH, article.credit.title or article.id) for article in meant
                ]
            if meant:
                return [_fact(article, field) for article in meant]
    return []


def _between(words: str, before: str, after: str) -> str:
    """How a question names the article, between the words before and after the name."""
    gap = "" if is_unspaced(before + after) else " "
    begins = f"{words} ".startswith(f"{before}{gap}".lstrip())
    if not (begins and f" {words}".endswith(f"{gap}{after}".rstrip())):
        return ""
    return words[len(before) : len(words) - len(after)].strip()


def _named(name: str, language: Language, titles: Titles) -> list[Article]:
    """The articles meant by "the article about the bridge", or "the bridge article".

    A short title by itself names none: "who wrote Hamlet" asks of the play.
    """
    if name in language.article_words:
        return [article for article, _ in titles]
    if name.count(" ") >= _LONG_TITLE:
        titled = [article for article, title in titles if title == name]
        if titled:
            return titled
    said = next((word for word in language.article_words if name.startswith(f"{word} ")), None)
    *names, last = name.split() or [""]
    if said:
        names = name.removeprefix(said).split()
    wanted = set(names) - language.function_words
    if not wanted or not (said or last in language.article_words):
        return []
    # Whether a title holds the letters of a word is told faster than whether it holds the word.
    near = [entry for entry in titles if all(word in entry[1] for word in wanted)]
    return [article for article, title in near if wanted <= set(title.split())]


def _credited(name: str, language: Language, titles: Titles) -> list[Article]:
    """The articles by an author or from a publisher of this whole name."""
    wanted = set(name.split()) - language.function_words
    return [
        article
        for article, _ in titles
        for credited in (*article.credit.authors, article.credit.publisher)
        if wanted and wanted == set(comparable(credited).split()) - language.function_words
    ]


def _fact(article: Article, field: str) -> Fact:
    if field == SUMMARY:
        return Fact(article, SUMMARY, article.credit.title)
    if field in (ARTICLES, CREDITED):
        field = "title"
    value = getattr(article.credit, field)
    if not value and article.credit.based_on:
        # What a digest or translation leaves open, the work that it comes from may tell.
        return Fact(article, "based_on", article.credit.based_on)
    return Fact(article, field, value if isinstance(value, str) else comma_separated(value))
