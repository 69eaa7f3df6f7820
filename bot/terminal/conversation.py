"""The conversation in the terminal: the same questions and answers as in Telegram."""

from collections.abc import Callable
from contextlib import suppress

from rich.console import Console

from bot import phrases, wording
from bot.replying.replies import QUOTES_A_PAGE
from bot.search.answers import Quote
from bot.search.library import Library
from bot.search.small_talk import FAREWELL, MORE, WHAT_TO_ASK, small_talk
from bot.terminal.display import say, show_answer, show_articles, show_quotes

_GREETED_WITH = 10
_MOST_FURTHER = 30
_MOST_LISTED = 30


class Conversation:
    """What has been said so far; `more` goes on from the last question."""

    def __init__(self, library: Library, out: Console) -> None:
        self._library = library
        self._out = out
        self._further: tuple[Quote, ...] | None = None
        self._before: tuple[str, ...] = ()

    def greet(self) -> None:
        """Say what can be asked about."""
        articles = self._library.index.articles
        if not articles:
            say(self._out, wording.WELCOME_EMPTY.format(folder=self._library.folder))
        elif len(articles) == 1:
            say(self._out, wording.WELCOME_ONE)
        else:
            say(self._out, wording.WELCOME.format(count=len(articles)))
        show_articles(self._out, articles, _GREETED_WITH)
        if self._library.rejected:
            say(self._out, wording.REJECTED_SOME.format(count=len(self._library.rejected)))
        say(self._out, wording.TALK_HELP)

    def hear(self, line: str) -> bool:
        """Reply to what was typed; False if the person wants to leave."""
        match line.strip().strip("/").casefold():
            case "":
                pass
            case "quit" | "exit":
                return False
            case "help" | "?":
                say(self._out, wording.TALK_HELP)
            case "articles" | "list":
                self._list()
            case _:
                return self._reply(line.strip())
        return True

    def _reply(self, line: str) -> bool:
        kind = small_talk(line, {"en", *self._library.index.languages})
        if kind == MORE:
            self._more()
        elif kind and kind != FAREWELL:
            say(self._out, phrases.SMALL_TALK[kind])
            if kind == WHAT_TO_ASK:
                self._list()
        elif not kind:
            self._answer(line)
        return kind != FAREWELL

    def _answer(self, question: str) -> None:
        with suppress(OSError):  # what was read before is still answered from
            self._library.catch_up()
        index = self._library.index
        if not index.articles:
            say(self._out, phrases.EMPTY_LIBRARY)
            return
        answer = index.answer(question, further=_MOST_FURTHER, after=self._before)
        self._before = answer.thread
        self._out.print()
        show_answer(self._out, answer)
        hidden = answer.quotes[len(answer.shown) :] + answer.further
        self._further = hidden if answer.shown else ()

    def _list(self) -> None:
        articles = self._library.index.articles
        show_articles(self._out, articles, _MOST_LISTED)
        if not articles:
            say(self._out, phrases.EMPTY_LIBRARY)

    def _more(self) -> None:
        if self._further is None:
            say(self._out, phrases.NOTHING_ASKED)
        elif not self._further:
            say(self._out, phrases.NO_MORE)
        else:
            self._out.print()
            show_quotes(self._out, self._further[:QUOTES_A_PAGE])
            self._further = self._further[QUOTES_A_PAGE:]


def converse(library: Library, out: Console, read_line: Callable[[str], str] = input) -> None:
    """Greet and talk until the person leaves; `read_line` takes the prompt, raises EOFError."""
    with suppress(ImportError):
        import readline  # noqa: F401  (the arrow keys bring back earlier questions)
    conversation = Conversation(library, out)
    conversation.greet()
    with suppress(EOFError, KeyboardInterrupt):
        talking = True
        while talking:
            out.print()  # not in the prompt, which is drawn again as the line is edited
            talking = conversation.hear(read_line(wording.PROMPT))
    out.print(wording.GOODBYE)
