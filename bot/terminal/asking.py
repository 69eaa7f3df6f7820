"""Questions from the command line, answered in words or in JSON.

Scripts read the JSON: its names and shapes stay as they are.
"""

import json
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict

from bot import phrases, wording
from bot.search.answers import Answer, Verdict
from bot.search.articles import Article
from bot.search.index import Index
from bot.terminal.streams import on_one_line

_QUOTE = ("passage", "passages", "start", "end", "text", "best", "terms", "score")
"""Fields of a quote that JSON has as they are."""


def ask(index: Index, question: str, top: int) -> bool:
    """Print the answer in words, with at most `top` quotes; False if there is none."""
    from bot.terminal.display import console, show_answer  # which JSON does not wait for

    if not index.articles:
        print(phrases.EMPTY_LIBRARY)
        return False
    answer = index.answer(question, top=top)
    show_answer(console(), answer)
    is_unanswered = answer.verdict is Verdict.UNANSWERED
    if is_unanswered and not answer.facts:
        print(wording.TERMINAL_TRY_OTHER_WORDS)
    return not is_unanswered


def ask_in_json(index: Index, question: str, top: int, after: str = "") -> bool:
    """Print the answer in JSON, as it follows on from another question; False if there is none."""
    started = time.perf_counter()
    answer = index.answer(question, top=top, after=[after] if after else ())
    print(answer_json(answer, time.perf_counter() - started), flush=True)
    return answer.verdict is not Verdict.UNANSWERED


def ask_all(index: Index, lines: Iterable[str], top: int) -> bool:
    """Answer the question of each line in JSON; False if one of them held none."""
    is_whole = True
    for number, line in enumerate(lines, 1):
        try:
            question, after = _read_question(line)
            if question:
                ask_in_json(index, question, top, after)
        except ValueError:
            print(wording.BAD_LINE.format(number=number), file=sys.stderr)
            is_whole = False
    return is_whole


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


def _read_question(line: str) -> tuple[str, str]:
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
