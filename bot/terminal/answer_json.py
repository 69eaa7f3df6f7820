"""JSON for scripts: questions, answers, articles; names and shapes that stay as they are."""

import json
from dataclasses import asdict

from bot.search.answers import Answer, Quote
from bot.search.articles import Article
from bot.terminal.streams import OBEYED


def answer_json(answer: Answer, elapsed: float) -> str:
    """The answer on one line of JSON; `elapsed` is the seconds it took."""
    fields = {
        "question": answer.question,
        "verdict": answer.verdict.value,
        "confidence": round(answer.confidence, 4),
        "elapsed_ms": round(elapsed * 1000, 3),
        "quotes": [_quote_fields(quote) for quote in answer.quotes],
        "facts": [
            {"article": fact.article.id, "field": fact.field, "value": fact.value}
            for fact in answer.facts
        ],
        "readings": [{"typed": each.typed, "read": each.read} for each in answer.readings],
    }
    return on_one_line(fields)


def question_of(line: str) -> tuple[str, str]:
    """The question in a line and the one before it, empty if there was none.

    The line itself, or "question" and "after" of a JSON object. Raises `ValueError` for an object
    that can't be read or has no question.
    """
    line = line.removeprefix("\ufeff").strip()  # the mark that some programs begin a file with
    if not line.startswith("{"):
        return line, ""
    try:
        fields = json.loads(line)
        question, after = fields.get("question"), fields.get("after", "")
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(question, str) or not isinstance(after, str):
        raise ValueError("no question")
    return question, after


def article_fields(article: Article) -> dict[str, object]:
    """The article's id and credit."""
    return {
        "article": article.id,
        **asdict(article.credit),
        "credit": str(article.credit),
    }


def on_one_line(value: object) -> str:
    """JSON on one line, readable in any script; what a terminal would obey as escapes."""
    text = json.dumps(value, ensure_ascii=False)
    return OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


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
