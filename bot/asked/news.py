"""News: articles that have come or changed, and the waiting questions that they answer."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import sha256

from bot.asked.waitlist import Waitlist
from bot.search.answers import Answer, Verdict
from bot.search.articles import Article
from bot.search.index import Index
from bot.search.library import Library
from bot.search.text.synonyms import Synonyms
from bot.search.text.terms import words

_MOST_ALONE = 100
"""Articles that are indexed once more, to ask them alone; of more, all are asked at once."""


class News:
    """Looks at each version of an article once, also at what has come while the bot was off."""

    def __init__(self, library: Library, waitlist: Waitlist) -> None:
        self._library, self._waitlist = library, waitlist
        self._index: Index | None = None
        """The one that was looked at last."""
        self._people: dict[str, int] = {}
        """Id of a new article → how many people waited for it."""
        self._looking = asyncio.Lock()

    async def look(self) -> None:
        """Mark the waiting questions that new articles answer, if there are new ones."""
        async with self._looking:  # also called when an article is published, in between
            if self._library.index is not self._index:
                index, synonyms = self._library.index, self._library.synonyms
                await asyncio.to_thread(self._look, index, synonyms)

    async def people_waiting_for(self, article_id: str) -> int:
        """How many people waited for an article that has just been published."""
        await self.look()
        return self._people.pop(article_id, 0)

    def _look(self, index: Index, synonyms: Synonyms) -> None:
        known = self._waitlist.examined()
        versions = {_version(article): article for article in index.articles}
        new = [article for version, article in versions.items() if version not in known]
        texts = self._waitlist.open() if new else []
        for article, answered in matched(texts, new, index, synonyms).items():
            self._people[article] = self._waitlist.answer(answered)
        # Last: what was cut off by the end of the process is looked at again.
        if known != versions.keys():
            self._waitlist.examine(versions)
        self._index = index


def matched(
    texts: Iterable[str], new: Sequence[Article], index: Index, synonyms: Synonyms
) -> dict[str, list[str]]:
    """Which of these questions are answered from new articles of an index: article id → questions.

    Most questions have nothing to do with a new article. They are told by their words, and by
    asking the new articles alone, before all articles are asked. Blocking.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    ids = {article.id for article in new}
    alone: Index | None = None
    for text in texts:
        if alone is None:
            alone = Index.of(new, synonyms) if len(new) <= _MOST_ALONE else index
        if _shares_terms(text, alone) and _source(alone.answer(text, top=1)):
            answer = index.answer(text, top=1)
            source = _source(answer)
            if answer.verdict is Verdict.ANSWERED and source in ids:
                found[source].append(text)
        time.sleep(0)  # whoever has just asked something is not to wait for all of this
    return dict(found)


def _shares_terms(text: str, index: Index) -> bool:
    """Whether the articles of an index have a third of a question's terms, or a synonym."""
    asked = words(text)
    for each in index.language_indexes:
        vocabulary = each.vocabulary
        told = [word for word in asked if vocabulary.analyzer.term(word)]
        held = sum(vocabulary.term_of(word) >= 0 for word in told)
        if 3 * held >= len(told) or each.thesaurus.find(asked):
            return True
    return False


def _source(answer: Answer) -> str:
    """The id of the article that an answer is from; empty if there is none."""
    told = [fact.article.id for fact in answer.facts if fact.value]
    quoted = [] if answer.facts else [quote.article.id for quote in answer.quotes]
    is_told = answer.verdict is not Verdict.UNANSWERED and not answer.asks_back
    return (told + quoted)[0] if is_told and told + quoted else ""


def _version(article: Article) -> str:
    said = "\0".join((article.id, article.credit.title, article.text))
    return sha256(said.encode(errors="surrogatepass")).hexdigest()[:16]
