"""Sets of questions whose answers are known, to measure the bot by.

A set is a folder with two files of JSON objects, one a line:
articles.jsonl   "id", "title", "language" (told from the text if missing), "passages"
                 (paragraphs)
questions.jsonl  "question", "answers" (phrases that answer it), "answerable", "article_id" and
                 "passage_index" (the places, from 0, of the paragraphs that answer it)

A file by itself holds questions about the bot's own articles, one a line: the question, then the
phrases of which a right quote holds one, parted by "|". A question without phrases is one that the
articles don't answer. Such a line can also be a JSON object with "question" and "answers".
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.reading.decoding import decode
from bot.reading.files import read_bytes
from bot.refusal import Refusal
from bot.search.articles import Article, RejectedFile


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """A question, and what is known of its answer. White space of texts is normalised."""

    text: str
    answers: tuple[str, ...]
    """Phrases that answer it."""
    answerable: bool
    article: str = ""
    """The id of the article that it belongs to; empty if that is not known."""
    paragraphs: tuple[str, ...] = ()
    """The paragraphs of that article that answer it; empty if they are not known."""


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions, and the articles that they are about."""

    name: str
    articles: tuple[Article, ...]
    """Empty for questions about the bot's own articles."""
    questions: tuple[KnownQuestion, ...]
    paragraphs: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The paragraphs of each article as the set has them, by the article's id."""


class BadQuestionSet(Refusal):
    """Raised when a set can't be used; the message names the file, the line and what to mend."""


def read_set(folder: Path) -> QuestionSet:
    """Read a set, its articles as the Markdown files of a moderator would be.

    Raises `BadQuestionSet`.
    """
    articles: dict[str, Article] = {}
    paragraphs: dict[str, list[str]] = {}
    with _lines(folder / "articles.jsonl") as lines:
        for line in lines:
            fields = _object(line)
            key = _text(fields, "id")
            if key in articles:
                raise ValueError(f"there are two articles with the id “{key}”")
            paragraphs[key] = _texts(fields, "passages")
            language = fields.get("language") or ""
            articles[key] = _article(key, _text(fields, "title"), language, paragraphs[key])
    with _lines(folder / "questions.jsonl") as lines:
        questions = _some(_question(_object(line), paragraphs) for line in lines)
    return QuestionSet(folder.resolve().name, tuple(articles.values()), questions, paragraphs)


def read_own_questions(file: Path) -> QuestionSet:
    """Read a file of questions about the bot's own articles. Raises `BadQuestionSet`."""
    with _lines(file) as lines:
        return QuestionSet(file.name, (), _some(map(_own_question, lines)))


def without(asked: QuestionSet, key: str, gone: Collection[str]) -> Article:
    """An article of the set without these paragraphs, given normalised."""
    whole = next(article for article in asked.articles if article.id == key)
    left = [text for text in asked.paragraphs[key] if normalised(text) not in gone]
    return _article(key, whole.credit.title, whole.language, left)


def normalised(text: str) -> str:
    """The text with single spaces for all white space."""
    return " ".join(text.split())


@contextmanager
def _lines(file: Path) -> Iterator[Iterator[str]]:
    """The lines of a file that are not empty; names the file and the line in what goes wrong."""
    at = ""

    def read() -> Iterator[str]:
        nonlocal at
        # Not splitlines: JSON may hold the line ends of Unicode inside its strings.
        for number, line in enumerate(decode(file.read_bytes()).split("\n"), 1):
            if line.strip():
                at = f", line {number}"
                yield line

    try:
        yield read()
    except (ValueError, RejectedFile) as error:
        raise BadQuestionSet(f"{file}{at}: {error}") from error
    except OSError as error:
        raise BadQuestionSet(f"{file}: {error.strerror}") from error


def _some(questions: Iterable[KnownQuestion]) -> tuple[KnownQuestion, ...]:
    found = tuple(questions)
    if not found:
        raise ValueError("it holds no questions")
    return found


def _article(key: str, title: str, language: object, paragraphs: Sequence[str]) -> Article:
    said = {"title": title, "language": language}
    # JSON strings are YAML strings, whatever stands in them.
    front_matter = "".join(f"{name}: {json.dumps(value)}\n" for name, value in said.items())
    text = "\n\n".join([f"---\n{front_matter}---", *paragraphs])
    return replace(read_bytes(text.encode(), "article.md"), id=key)


def _question(fields: Mapping[str, object], paragraphs: Mapping[str, list[str]]) -> KnownQuestion:
    article = _text(fields, "article_id")
    if article not in paragraphs:
        raise ValueError(f"there is no article with the id “{article}”")
    places = _places(fields, paragraphs[article])
    found = _normalised(paragraphs[article][place] for place in places)
    answerable = fields.get("answerable", bool(places))
    if not isinstance(answerable, bool):
        raise ValueError('"answerable" has to be true or false')
    if answerable and not found:
        raise ValueError("the question is answerable, but no paragraph is named that answers it")
    answers = _normalised(_texts(fields, "answers"))
    return KnownQuestion(_text(fields, "question"), answers, answerable, article, found)


def _own_question(line: str) -> KnownQuestion:
    if line.lstrip().startswith("{"):
        fields = _object(line)
        question, answers = _text(fields, "question"), _texts(fields, "answers")
    else:
        question, *answers = line.strip().split("|")
    if not question.strip():
        raise ValueError("there is no question before the first |")
    phrases = _normalised(answers)
    return KnownQuestion(question.strip(), phrases, bool(phrases))


def _normalised(texts: Iterable[str]) -> tuple[str, ...]:
    """Those of the texts, normalised, that are not empty."""
    return tuple(filter(None, map(normalised, texts)))


def _object(line: str) -> Mapping[str, object]:
    try:
        value: object = json.loads(line)
    except ValueError as error:
        raise ValueError(f"it is no JSON: {error}") from error
    if not isinstance(value, dict):
        raise ValueError("it is no JSON object, which begins with { and ends with }")
    return value


def _text(fields: Mapping[str, object], key: str) -> str:
    value = fields.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f'"{key}" has to be a text')
    return value


def _texts(fields: Mapping[str, object], key: str) -> list[str]:
    value = fields.get(key)
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise ValueError(f'"{key}" has to be a list of texts')
    return value


def _places(fields: Mapping[str, object], paragraphs: list[str]) -> list[int]:
    value = fields.get("passage_index")
    if not isinstance(value, list) or not all(place in range(len(paragraphs)) for place in value):
        last = len(paragraphs) - 1
        raise ValueError(f'"passage_index" has to be a list of places from 0 to {last}')
    return value
