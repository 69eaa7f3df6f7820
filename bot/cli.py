"""The command line: `article-bot`. What a command needs is imported where it is needed."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot import wording
from bot.arguments import parser
from bot.refusal import Refusal
from bot.settings import Settings, environment
from bot.terminal.streams import let_go_of_output, safe, set_up_streams

if TYPE_CHECKING:
    from bot.keeping.keeper import Keeper
    from bot.search.library import Library
    from bot.terminal.adding import Adding

DONE, ANSWERED, UNANSWERED, REFUSED, COULD_NOT_RUN, INTERRUPTED = 0, 0, 1, 1, 2, 130
"""Exit codes."""


def main() -> None:
    """Run the command that was typed; exits with its code."""
    set_up_streams()
    signal.signal(signal.SIGTERM, _stop)
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code; a mistake in the arguments raises SystemExit(2)."""
    typed = parser().parse_args(arguments)
    try:
        code = _show_version() if typed.version else _COMMANDS[typed.command](typed)
        sys.stdout.flush()
        return code
    except Refusal as reason:
        print(safe(str(reason)), file=sys.stderr)
        return COULD_NOT_RUN
    except BrokenPipeError:
        let_go_of_output()
        return COULD_NOT_RUN
    except KeyboardInterrupt:
        return INTERRUPTED


def _stop(number: int, _: object) -> None:
    """Exit when told to stop while articles are read, as a container's first process would not."""
    sys.exit(128 + number)


def _show_version() -> int:
    from importlib.metadata import version

    print(f"article-bot {version('article-bot')}")
    return DONE


def _talk_or_run(typed: argparse.Namespace) -> int:
    settings = _settings()
    library = _library(typed)
    if settings.token:
        from bot.chat.application import run as run_bot

        return run_bot(settings, library)
    from bot.terminal.conversation import converse
    from bot.terminal.display import console, say

    out = console()
    say(out, wording.NO_TOKEN)
    converse(library, out)
    return DONE


def _ask(typed: argparse.Namespace) -> int:
    question = " ".join(typed.question).strip()
    if bool(question) == typed.batch:
        raise Refusal(wording.QUESTION_OR_BATCH)
    from bot.terminal.asking import ask, ask_all, ask_in_json

    index = _library(typed).index
    if typed.batch:
        return DONE if ask_all(index, sys.stdin, typed.top) else COULD_NOT_RUN
    answered = (ask_in_json if typed.json else ask)(index, question, typed.top)
    return ANSWERED if answered else UNANSWERED


def _add(typed: argparse.Namespace) -> int:
    return DONE if _adding(typed).add(typed.sources) else REFUSED


def _edit(typed: argparse.Namespace) -> int:
    return DONE if _adding(typed).edit(typed.id) else REFUSED


def _adding(typed: argparse.Namespace) -> "Adding":
    from bot.terminal.adding import Adding

    keeper = _keeper(typed)
    keeper.recover()  # else a change that was cut off would be taken for the articles
    options = ((name, getattr(typed, name)) for name in wording.FIELDS)
    return Adding(
        keeper=keeper,
        articles=_library(typed).index.articles,
        corrections={name: value for name, value in options if value},
        is_sure=typed.yes,
        fetches_private=_settings().fetch_private,
    )


def _remove(typed: argparse.Namespace) -> int:
    titles = {article.id: article.credit.title for article in _library(typed).index.articles}
    name = _keeper(typed).remove(typed.id, titles.get(typed.id, ""), by=wording.TERMINAL)
    print(safe(wording.REMOVED.format(name=name)))
    return DONE


def _undo(typed: argparse.Namespace) -> int:
    change = _keeper(typed).undo()
    print(safe(wording.UNDONE[change.verb].format(title=change.title)))
    return DONE


def _list(typed: argparse.Namespace) -> int:
    from bot.terminal.overviews import describe_articles

    print(describe_articles(_library(typed).index.articles, as_json=typed.json))
    return DONE


def _check(typed: argparse.Namespace) -> int:
    from bot.terminal.overviews import describe_files

    library = _library(typed)
    print(describe_files(library, as_json=typed.json))
    return REFUSED if library.rejected else DONE


def _eval(typed: argparse.Namespace) -> int:
    from bot.measuring.report import as_json, measure, show

    found = measure(typed.sets, lambda: _library(typed).index, typed.way)
    if typed.json:
        print(as_json(found, typed.misses))
    else:
        show(found, typed.misses)
    return DONE


def _stats(typed: argparse.Namespace) -> int:
    from bot.terminal.overviews import describe_questions

    print(describe_questions(_library(typed).index.articles, _settings(), as_json=typed.json))
    return DONE


_COMMANDS = {
    None: _talk_or_run,
    "ask": _ask,
    "add": _add,
    "edit": _edit,
    "remove": _remove,
    "undo": _undo,
    "list": _list,
    "check": _check,
    "stats": _stats,
    "eval": _eval,
}


def _settings() -> Settings:
    return Settings.read(environment(os.environ, Path(".env")))


def _library(typed: argparse.Namespace) -> "Library":
    from bot.keeping.cache import Cache
    from bot.reading.files import read_entry
    from bot.search.library import Library

    library = Library(_folder(typed), read_entry)
    cache = Cache(_settings().data_dir, library.folder)
    cache.restore(library)
    try:
        library.refresh()
    except OSError as error:
        said = wording.UNUSABLE_FOLDER.format(folder=library.folder, reason=error.strerror)
        raise Refusal(said) from error
    cache.store(library)
    return library


def _keeper(typed: argparse.Namespace) -> "Keeper":
    from bot.keeping.keeper import Keeper

    return Keeper(_folder(typed), _settings().data_dir)


def _folder(typed: argparse.Namespace) -> Path:
    folder: Path = typed.knowledge or _settings().knowledge_dir
    if not folder.is_dir():
        raise Refusal(wording.NO_FOLDER.format(folder=folder))
    return folder
