"""JSON for scripts: answers and articles; names and shapes that stay as they are."""

import json
from dataclasses import asdict

from bot.search.answers import Answer
from bot.search.articles import Article
from bot.terminal.streams import OBEYED

_QUOTE = ("passage", "passages", "start", "end", "text", "best", "terms", "score")


def answer_json(answer: Answer, elapsed: float) -> str:
    """The answer on one line of JSON; `elapsed` is the seconds it took."""
    fields = {
        "question": answer.question,
        "verdict": answer.verdict.value,
        "confidence": round(answer.confidence, 4),
        "elapsed_ms": round(elapsed * 1000, 3),
        "quotes": [
            article_fields(quote.article) | {name: getattr(quote, name) for name in _QUOTE}
            for quote in answer.quotes
        ],
        "facts": [
            {"article": fact.article.id, "field": fact.field, "value": fact.value}
            for fact in answer.facts
        ],
        "readings": [{"typed": each.typed, "read": each.read} for each in answer.readings],
    }
    return on_one_line(fields)


def article_fields(article: Article) -> dict[str, object]:
    """The article's id and credit."""
    return {"article": article.id, **asdict(article.credit), "credit": str(article.credit)}


def on_one_line(value: object) -> str:
    """JSON on one line, readable in any script; what a terminal would obey as escapes."""
    text = json.dumps(value, ensure_ascii=False)
    return OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
