"""JSON for scripts: questions, answers, articles; names and shapes that stay as they are."""

import json

from bot.search.answers import Answer, Quote
from bot.search.articles import Article
from bot.search.credits import credit


def answer_json(answer: Answer, elapsed: float) -> str:
    """The answer on one line of JSON; `elapsed` is the seconds it took."""
    fields = {
        "question": answer.question,
        "verdict": answer.verdict.value,
        "confidence": round(answer.confidence, 4),
        "elapsed_ms": round(elapsed * 1000, 3),
        "quotes": [_quote_fields(quote) for quote in answer.quotes],
    }
    return on_one_line(fields)


def question_of(line: str) -> str:
    """The question in a line: the line itself, or "question" of a JSON object.

    Raises `ValueError` for an object without a question.
    """
    if not line.lstrip().startswith("{"):
        return line.strip()
    fields = json.loads(line)
    question = fields.get("question")
    if not isinstance(question, str):
        raise ValueError("no question")
    return question


def article_fields(article: Article) -> dict[str, object]:
    """The article's id and credit."""
    return {
        "article": article.id,
        "title": article.title,
        "authors": article.authors,
        "publisher": article.publisher,
        "published": article.published,
        "url": article.url,
        "based_on": article.based_on,
        "credit": str(credit(article)),
    }


def on_one_line(value: object) -> str:
    """JSON on one line, readable in any script; lone surrogates as escapes."""
    text = json.dumps(value, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace").decode()


def _quote_fields(quote: Quote) -> dict[str, object]:
    return article_fields(quote.article) | {
        "passage": quote.passage,
        "passages": quote.passages,
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
        "best": quote.best,
        "terms": quote.terms,
        "score": quote.score,
    }
