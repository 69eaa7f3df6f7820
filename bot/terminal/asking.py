"""Questions from the command line, answered in words or in JSON."""

import sys
import time
from collections.abc import Iterable

from bot import phrases, wording
from bot.search.answers import Verdict
from bot.search.index import Index
from bot.terminal.answer_json import answer_json, question_of


def ask(index: Index, question: str, top: int) -> bool:
    """Print the answer in words, with at most `top` quotes; False if there is none."""
    from bot.terminal.display import console, show_answer  # which JSON does not wait for

    answer = index.answer(question, top=top)
    is_unanswered = answer.verdict is Verdict.UNANSWERED
    if not index.articles:
        print(phrases.EMPTY_LIBRARY)
        return not is_unanswered
    show_answer(console(), answer)
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
            question, after = question_of(line)
            if question:
                ask_in_json(index, question, top, after)
        except ValueError:
            print(wording.BAD_LINE.format(number=number), file=sys.stderr)
            is_whole = False
    return is_whole
