"""The index: articles made ready for questions, in all their languages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.search.analyzed_article import AnalyzedArticle, analyze
from bot.search.answering import answer
from bot.search.answers import Answer, Verdict, thread_of
from bot.search.articles import Article
from bot.search.facts import Titles
from bot.search.passages import Passage
from bot.search.ranking.language_index import LanguageIndex
from bot.search.text.analyzer import Analyzer
from bot.search.text.synonyms import Synonyms
from bot.search.text.thesaurus import Thesaurus
from bot.search.text.vocabulary import Vocabulary, VocabularyBuilder

NO_SYNONYMS = Synonyms()


@dataclass(frozen=True, slots=True)
class Index:
    """Articles made ready for questions; never changes once built."""

    articles: tuple[Article, ...]
    language_indexes: tuple[LanguageIndex, ...]
    """One for each language, in the order of their codes."""
    titles: Titles

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the articles (ISO 639-1), in order."""
        return tuple(index.language for index in self.language_indexes)

    @classmethod
    def of(cls, articles: Iterable[Article], synonyms: Synonyms = NO_SYNONYMS) -> "Index":
        """Index these articles."""
        return Indexer().index(articles, synonyms)

    def answer(
        self, question: str, *, top: int = 3, further: int = 0, after: Sequence[str] = ()
    ) -> Answer:
        """Answer a question with at most `top` quotes, and name at most `further` passages more.

        `after` are the questions that came before it in the conversation, as far as it may lean on
        them: each on the one before. A question as it was understood (`Answer.understood`) names
        them itself.
        """
        *named, question = thread_of(question)
        indexes, titles, after = self.language_indexes, self.titles, (*after, *named)
        return answer(question, indexes, titles, top=top, further=further, after=after)

    def passages(self, article: Article) -> tuple[Passage, ...]:
        """The passages of one of the articles."""
        found = (index.analyzed(article) for index in self.language_indexes)
        return next((each.passages for each in found if each), ())

    def knows(self, question: str) -> bool:
        """Whether the articles answer a question."""
        return self.answer(question, top=1).verdict is Verdict.ANSWERED


class Indexer:
    """Builds one index after another, and analyzes only articles that it has not just seen."""

    def __init__(self) -> None:
        self._vocabularies: dict[str, VocabularyBuilder] = {}
        self._analyzed: dict[int, AnalyzedArticle] = {}

    def index(self, articles: Iterable[Article], synonyms: Synonyms = NO_SYNONYMS) -> Index:
        """Index these articles."""
        articles = tuple(articles)
        # Kept articles are known by identity: comparing their texts would take longer.
        known = self._analyzed
        self._analyzed = {id(a): known.get(id(a)) or self._analyze(a) for a in articles}
        indexes = []
        for code in sorted({article.language for article in articles}):
            of_language = [self._analyzed[id(a)] for a in articles if a.language == code]
            vocabulary = self._vocabularies[code].vocabulary()
            defined = dict.fromkeys(rule for each in of_language for rule in each.abbreviations)
            thesaurus = Thesaurus([*synonyms.rules, *defined], vocabulary)
            indexes.append(LanguageIndex(code, of_language, vocabulary, thesaurus))
        titles = tuple((a, self._analyzed[id(a)].comparable_title) for a in articles)
        return Index(articles, tuple(indexes), titles)

    def prepare(self, article: Article) -> None:
        """Analyze an article that is going to be indexed, so that its faults show by themselves."""
        self._analyzed[id(article)] = self._analyze(article)

    def take(
        self, vocabularies: Mapping[str, Vocabulary], analyzed: Iterable[AnalyzedArticle]
    ) -> None:
        """Go on from what another process knew: vocabularies by language, articles of theirs."""
        for code, vocabulary in vocabularies.items():
            self._vocabularies[code] = VocabularyBuilder.of(vocabulary)
        self._analyzed = {id(each.article): each for each in analyzed}

    def analyzed(self, article: Article) -> AnalyzedArticle:
        """What is known of an article of the last index."""
        return self._analyzed[id(article)]

    def _analyze(self, article: Article) -> AnalyzedArticle:
        code = article.language
        if code not in self._vocabularies:
            self._vocabularies[code] = VocabularyBuilder(Analyzer(code))
        return analyze(article, self._vocabularies[code])
