"""The arguments of `article-bot`: its commands and their options."""

import argparse
from pathlib import Path

# argparse and not typer: typer 0.29 loads pydantic at start, a quarter of the time that a question
# may take.


def parser() -> argparse.ArgumentParser:
    """The parser; `command` is None where none was typed."""
    top = argparse.ArgumentParser(
        prog="article-bot",
        description="Answer questions about articles, in the articles' own words. Without a "
        "command: the Telegram bot if TELEGRAM_BOT_TOKEN is set, else a conversation here.",
        allow_abbrev=False,
    )
    _add_knowledge(top)
    top.set_defaults(knowledge=None)
    top.add_argument("--version", action="store_true", help="print the version")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    _ask(_command(commands, "ask", "answer a question"))
    add = _command(commands, "add", "read files or pages and add them as articles")
    add.add_argument("sources", metavar="FILE|URL", nargs="+")
    _add_credit(add)
    edit = _command(commands, "edit", "correct an article's credit")
    edit.add_argument("id", metavar="ID")
    _add_credit(edit)
    _command(commands, "remove", "remove an article").add_argument("id", metavar="ID")
    _command(commands, "undo", "take back the last article that was added, replaced or removed")
    _add_json(_command(commands, "list", "list the articles with their ids and credits"))
    _add_json(_command(commands, "check", "say of every file whether it can be answered from"))
    _add_json(_command(commands, "stats", "show how much people asked, and how it was answered"))
    _eval(_command(commands, "eval", "measure how often questions are answered rightly"))
    return top


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, does: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name, help=does, description=f"{does[0].upper()}{does[1:]}.", allow_abbrev=False
    )
    _add_knowledge(command)
    return command


def _ask(ask: argparse.ArgumentParser) -> None:
    ask.epilog = "Exit code: 0 answered or unsure, 1 unanswered, 2 could not run."
    ask.add_argument("question", metavar="QUESTION", nargs="*")
    ask.add_argument(
        "--batch", action="store_true", help="one question a line from standard input, JSON out"
    )
    ask.add_argument("--top", metavar="N", type=_count, default=3, help="at most N quotes (3)")
    _add_json(ask)


def _add_credit(add: argparse.ArgumentParser) -> None:
    add.add_argument("--title", default="")
    add.add_argument("--author", dest="authors", action="append", help="can be repeated")
    add.add_argument("--publisher", default="")
    add.add_argument(
        "--published", default="", metavar="DATE", help="like 2024-01-31, 2024-01 or 2024"
    )
    add.add_argument("--url", default="")
    add.add_argument("--language", default="", metavar="CODE", help="like en")
    add.add_argument(
        "--based-on", default="", metavar="WORK", help="what a digest or translation comes from"
    )
    add.add_argument("--yes", action="store_true", help="write without asking")


def _eval(measure: argparse.ArgumentParser) -> None:
    measure.formatter_class = argparse.RawDescriptionHelpFormatter
    measure.epilog = _EVAL_HELP
    measure.add_argument("sets", metavar="DIR|FILE", nargs="+", type=Path)
    ways = measure.add_mutually_exclusive_group()
    for way, does in _WAYS.items():
        ways.add_argument(f"--{way}", action="store_const", dest="way", const=way, help=does)
    measure.add_argument(
        "--misses", metavar="N", type=_count, default=0, help="show N questions that went wrong"
    )
    _add_json(measure)


_WAYS = {
    "single": "ask each article of a DIR by itself",
    "holes": "the same, whole and without the passages that answer",
}
_EVAL_HELP = """\
FILE holds your own questions about your articles, one a line: the question, then the
phrase that has to be quoted, as it stands in the article; or several, of which one will
do; or none, if the articles don't answer it:

  Who wrote the report? | Tove Lund
  What does the ferry cost? | four crowns | 4 crowns
  Who invented the zeppelin?

DIR holds articles.jsonl (on each line "id", "title", "language", "passages") and
questions.jsonl ("question", "answers", "answerable", "article_id", "passage_index").

quote@1, quote@3  the first quote is right, one of the first three is
best@1            the first quote is right, and the sentence marked in it too
answered          of the questions that have an answer, those not left unanswered
refused           of the others, those not passed off as answered
auc               how well confidence tells the two apart: 1 always, 0.5 not at all
words             words in the first quote, on average
elsewhere …       the questions asked of an article that they don't belong to

With --holes: answered and silent are the shares of questions that the whole article is
sure of, and says nothing about; claimed are those that it is sure of all the same when
all that answers them is cut out; swapped claimed those of a question about the next
article, with names of this one put in; abbreviated claimed the same with abbreviations.

Shares are in per cent, in JSON from 0 to 1."""


def _add_knowledge(command: argparse.ArgumentParser) -> None:
    # Without a default, so that a command does not undo what stood before it.
    unset = argparse.SUPPRESS
    command.add_argument(
        "--knowledge", metavar="DIR", type=Path, default=unset, help="the articles' folder"
    )


def _add_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON")


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 100):
        raise argparse.ArgumentTypeError("it has to be a number from 1 to 100")
    return int(text)
