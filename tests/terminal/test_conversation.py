"""Answers and the conversation in the terminal."""

import io
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from bot import phrases
from bot.reading.files import read_file
from bot.search.answers import WHICH, Answer, Fact, Quote, Reading, Verdict
from bot.search.articles import Article, Credit, Section
from bot.search.library import Library
from bot.terminal.conversation import converse
from bot.terminal.display import show_answer
from bot.terminal.streams import safe

TEXT = "The bridge is closed. Pupils cross by ferry."
ARTICLE = Article(
    id="bridge",
    credit=Credit(title="No bridge", authors=("Tove Lund",), url="https://h.example/b"),
    text=TEXT,
)
QUOTE = Quote(ARTICLE, 3, 9, 0, len(TEXT), "", (22, 44), ((38, 43),), 7.0)


def shown(answer: Answer, *, terminal: bool = False, width: int = 80) -> str:
    out = io.StringIO()
    console = Console(
        file=out,
        force_terminal=terminal,
        color_system="truecolor" if terminal else None,
        width=width,
        highlight=False,
        markup=False,
        soft_wrap=True,
        _environ={},
    )
    show_answer(console, answer)
    return out.getvalue()


def answer(verdict: Verdict = Verdict.ANSWERED, *quotes: Quote) -> Answer:
    return Answer("Why?", verdict, 0.5, quotes or (QUOTE,))


def test_in_a_pipe_an_answer_is_plain_text_with_its_credit() -> None:
    assert shown(answer()) == (
        "  The bridge is closed. Pupils cross by ferry.\n"
        "  — No bridge · Tove Lund <https://h.example/b> · passage 3 of 9\n"
    )


def test_in_a_terminal_the_sentence_is_bold_words_beside_it_underlined_the_title_a_link() -> None:
    quote = replace(QUOTE, terms=((4, 10), (38, 43)))
    printed = shown(answer(Verdict.ANSWERED, quote), terminal=True)
    assert "The \x1b[4mbridge\x1b[0m is closed. \x1b[1mPupils cross by ferry.\x1b[0m" in printed
    assert ";https://h.example/b\x1b\\" in printed
    assert "<https" not in printed


def test_a_terminal_gets_lines_that_fit_and_a_pipe_whole_ones() -> None:
    long = Article(id="a", credit=Credit(title="A"), text="word " * 60 + "end")
    quote = Quote(long, 1, 1, 0, len(long.text), "", (0, 4), (), 1.0)
    assert max(map(len, shown(answer(Verdict.ANSWERED, quote), width=40).splitlines())) > 300
    console = Console(
        file=io.StringIO(), force_terminal=True, color_system=None, width=40, soft_wrap=True
    )
    show_answer(console, answer(Verdict.UNSURE, quote))
    assert isinstance(console.file, io.StringIO)
    assert max(map(len, console.file.getvalue().splitlines())) <= 40


def test_an_unsure_answer_is_labelled_and_shows_the_closest_passage_only() -> None:
    printed = shown(answer(Verdict.UNSURE, QUOTE, QUOTE))
    assert printed.startswith("Not sure the articles answer this. The closest passage:\n\n")
    assert printed.count(TEXT) == 1


def test_what_came_closest_to_an_unanswered_question_is_not_shown() -> None:
    assert shown(answer(Verdict.UNANSWERED)) == "The articles don't say.\n"


def test_who_asks_in_a_language_that_no_article_has_is_told_those_of_the_articles() -> None:
    said = shown(replace(answer(Verdict.UNANSWERED), languages=("en", "no")))

    assert said == "The articles don't say.\nMy articles are in English and Norwegian.\n"


def test_an_article_is_named_once_in_a_row_of_its_quotes() -> None:
    printed = shown(answer(Verdict.ANSWERED, QUOTE, QUOTE))
    assert printed.count("No bridge") == 1
    assert "— Same article · passage 3 of 9\n" in printed


def test_readings_and_facts_are_told_without_a_quote() -> None:
    told = Answer(
        "who rote it?",
        Verdict.ANSWERED,
        1.0,
        (Quote(ARTICLE, 1, 2, 0, 21, "Closed", (0, 21), (), 1.0),),
        (Reading("rote", "wrote"),),
        (
            Fact(ARTICLE, "authors", "Tove Lund"),
            Fact(ARTICLE, "published", ""),
            Fact(ARTICLE, "title", "No bridge"),
        ),
    )
    assert shown(told).splitlines() == [
        "Read as: rote → wrote",
        "No bridge — Written by Tove Lund.",
        "No bridge — The article does not say when it was published.",
        "• No bridge",
    ]


def test_it_is_asked_which_of_several_articles_is_meant() -> None:
    facts = (Fact(ARTICLE, WHICH, "No bridge"),) * 2
    told = replace(answer(Verdict.ANSWERED, QUOTE), facts=facts, more_facts=3)
    assert shown(told).splitlines() == [
        phrases.WHICH_OF_SEVERAL,
        "• No bridge",
        "• No bridge",
        "… and 3 more",
    ]


def test_a_fact_has_the_credit_of_its_article_below() -> None:
    told = replace(answer(Verdict.ANSWERED, QUOTE), facts=(Fact(ARTICLE, "authors", "Tove Lund"),))
    first, source = shown(told).splitlines()
    assert first == "Written by Tove Lund."
    assert source.startswith("  — No bridge · Tove Lund")


def test_the_section_is_named_with_the_place() -> None:
    printed = shown(answer(Verdict.ANSWERED, replace(QUOTE, section="Closed")))
    assert " · “Closed” · passage 3 of 9" in printed


HOSTILE = "\x1b]0;pwned\x07\x1b[2J\x9b31m\r\x08\u202egnp\ud800"


def test_nothing_that_a_terminal_obeys_reaches_it_from_an_article() -> None:
    article = Article(
        id=HOSTILE,
        credit=Credit(
            title=HOSTILE, authors=(HOSTILE,), publisher=HOSTILE, url=f"https://x/{HOSTILE}"
        ),
        text=HOSTILE,
    )
    quote = Quote(article, 1, 1, 0, len(HOSTILE), HOSTILE, (0, 5), ((0, 3),), 1.0)
    told = Answer(
        HOSTILE,
        Verdict.ANSWERED,
        1.0,
        (quote,),
        (Reading(HOSTILE, HOSTILE),),
        (Fact(article, "title", HOSTILE),),
    )
    printed = shown(told) + shown(replace(told, facts=()))
    assert [c for c in printed if c != "\n" and (ord(c) < 32 or 127 <= ord(c) < 160)] == []
    assert "\u202e" not in printed
    assert printed.encode()


def test_nothing_that_a_terminal_obeys_reaches_it_inside_a_link() -> None:
    credited = replace(
        ARTICLE, credit=replace(ARTICLE.credit, title="[red]No[/red]", url=f"https://x/{HOSTILE}")
    )
    printed = shown(answer(Verdict.ANSWERED, replace(QUOTE, article=credited)), terminal=True)
    begun, ended = re.findall(r"\x1b]8;[^;]*;([^\x1b]*)\x1b\\", printed)
    assert (begun.startswith("https://x/"), ended) == (True, "")
    assert not any(unicodedata.category(c) == "Cc" for c in begun)
    assert "[red]No[/red]" in printed


def test_what_is_made_safe_keeps_its_length_so_that_spans_hold() -> None:
    assert len(safe(HOSTILE)) == len(HOSTILE)


def talk(folder: Path, lines: Iterable[str | Callable[[], str]]) -> str:
    """All that is printed in a conversation; a callable is called when its turn has come."""
    out = io.StringIO()
    typed = iter(lines)

    def read_line(prompt: str) -> str:
        out.write(prompt)
        line = next(typed, None)
        if line is None:
            raise EOFError
        return line if isinstance(line, str) else line()

    library = Library(folder, read_file)
    library.refresh()
    converse(library, Console(file=out, width=80, soft_wrap=True), read_line)
    return out.getvalue()


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    paragraphs = [
        f"The ferry number {n} carries {n * 7} pupils over the fjord." * 3 for n in range(9)
    ]
    text = "\n\n".join(paragraphs)
    (tmp_path / "ferries.md").write_text(f"---\ntitle: Ferries\nlanguage: en\n---\n\n{text}\n")
    return tmp_path


def test_a_conversation_greets_answers_and_turns_pages(knowledge: Path) -> None:
    said = talk(knowledge, ["", "ferry?", "more", "more", "more", "articles", "help", "quit", "no"])
    greeting, nothing, answered, *mores, articles, help_, goodbye = said.split("\n› ")
    assert "• Ferries" in greeting
    assert nothing == ""
    places = [place for part in (answered, *mores) for place in part.split("passage ")[1:]]
    numbers = [place.split()[0] for place in places]
    assert len(numbers) == len(set(numbers)) >= 4
    assert "That was all I found." in mores[-1]
    assert "• Ferries" in articles
    assert "Ctrl-D" in help_
    assert goodbye == "Goodbye!\n"


def test_more_before_any_question_and_after_an_unanswered_one_shows_nothing(
    knowledge: Path,
) -> None:
    said = talk(knowledge, ["more", "Who is Zarathustra?", "more"])
    _, before, unanswered, after, _ = said.split("\n› ")
    assert before == "Ask me something first.\n"
    assert unanswered.strip() == "The articles don't say."
    assert after == "That was all I found.\n"


def test_a_file_that_is_dropped_in_meanwhile_is_answered_from(knowledge: Path) -> None:
    def drop() -> str:
        (knowledge / "tower.md").write_text(
            "---\ntitle: Tower\nlanguage: en\n---\n\nThe lighthouse was sold to a baker.\n"
        )
        return "Who bought the lighthouse?"

    assert "sold to a baker" in talk(knowledge, [drop])


def test_an_empty_library_says_so(tmp_path: Path) -> None:
    said = talk(tmp_path, ["Who?", "articles"])
    assert "I have no articles yet." in said
    assert said.count("I have no articles to answer from yet.") == 2


def test_a_section_is_told_with_the_passage() -> None:
    article = Article(
        id="a", credit=Credit(title="A"), text="Text.", sections=(Section(0, "Head"),)
    )
    printed = shown(answer(Verdict.ANSWERED, Quote(article, 1, 1, 0, 5, "Head", (0, 5), (), 1.0)))
    assert printed == "  Text.\n  — A · “Head” · passage 1 of 1\n"


def test_a_conversation_goes_on_from_the_last_question_and_knows_small_talk(
    knowledge: Path,
) -> None:
    (knowledge / "tower.md").write_text(
        "---\ntitle: Tower\nlanguage: en\n---\n\nThe lighthouse was sold to a baker in 1931.\n"
    )
    said = talk(knowledge, ["Who bought the lighthouse?", "when?", "go on", "thanks", "bye", "no"])
    _, _, when, on, thanks, bye = said.split("\n› ")
    assert when.strip().startswith("Following on from: Who bought the lighthouse?")
    assert "1931" in when
    assert on == "That was all I found.\n"
    assert thanks == "You're welcome! Ask on whenever you like.\n"
    assert bye == "Goodbye!\n"
