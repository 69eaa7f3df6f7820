"""The same library and the same question give the same answer, however the index came about."""

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.articles import Article, Credit
from bot.search.index import Index, Indexer
from tests.search.corpus import ARTICLES

QUESTIONS = (
    "Who paid for the stones of the footbridge?",
    "paid spring arches accordian crane bread oak",
    "Who wrote this?",
    "What is the capital of France?",
    "the mason steamed eleven trawlers and a thermometer in the parish harbour of 1958",
)

ANSWER_ALONE = f"""
import sys

FORBIDDEN = ("os.fork", "os.posix_spawn", "subprocess.Popen", "socket.connect", "socket.bind")

def forbid(event, arguments):
    if event in FORBIDDEN:
        raise PermissionError(event)

from bot.search.index import Index
from tests.search.corpus import ARTICLES

sys.addaudithook(forbid)
index = Index.of(ARTICLES)
print([index.answer(question) for question in {QUESTIONS!r}])
"""


def answered_with(hash_seed: str) -> bytes:
    """The answers of a process of its own, which may start no other and speak to nobody."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", ANSWER_ALONE],
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONUTF8": "1"},
        capture_output=True,
        timeout=60,
    )
    assert done.stderr == b""
    return done.stdout


def test_processes_with_other_hash_seeds_give_the_same_bytes() -> None:
    index = Index.of(ARTICLES)
    here = f"{[index.answer(question) for question in QUESTIONS]}\n".encode()

    assert [answered_with("1"), answered_with("2")] == [here, here]


WORDS = ["harbour", "lamps", "tower", "towers", "heron", "Heron", "heran", "hernon", "1923", "the"]
PARAGRAPHS = st.lists(st.sampled_from(WORDS), min_size=3, max_size=30).map(" ".join)
TEXTS = st.lists(PARAGRAPHS, max_size=4).map("\n\n".join)
NUMBERED = st.lists(TEXTS, min_size=2, max_size=6).map(
    lambda texts: [
        Article(id=str(n), credit=Credit(title=f"Part {n}"), text=t, language="en")
        for n, t in enumerate(texts)
    ]
)


@given(NUMBERED, st.data())
def test_an_index_brought_up_to_date_answers_as_one_built_afresh(
    articles: list[Article], data: st.DataObject
) -> None:
    some = st.lists(st.sampled_from(articles), unique_by=lambda article: article.id)
    indexer = Indexer()
    for _ in range(data.draw(st.integers(1, 3))):
        indexer.index(data.draw(some))
    now = data.draw(some)
    question = data.draw(st.lists(st.sampled_from([*WORDS, "hernan", "zeppelin"])).map(" ".join))

    assert indexer.index(now).answer(question) == Index.of(now).answer(question)


def test_of_equal_passages_the_first_comes_first_however_the_index_came_about() -> None:
    same = "harbour harbour harbour towers towers heron heron heron heron the the"
    texts = (
        "lamps heron 1923\n\nlamps lamps lamps lamps lamps towers towers towers towers heron heron "
        "heron heron heron hernon",
        f"lamps lamps lamps heron heron the\n\nlamps lamps heron\n\nlamps lamps 1923\n\n{same}",
        f"lamps lamps heron heron 1923 the\n\nlamps heron 1923\n\nheron heron 1923\n\n{same}",
    )
    articles = [
        Article(id=f"{n}", credit=Credit(title=f"Part {n}"), text=t, language="en")
        for n, t in enumerate(texts, 1)
    ]
    articles.insert(0, Article(id="0", credit=Credit(title="Part 0"), text="", language="en"))
    indexer = Indexer()
    indexer.index([articles[2]])

    for index in (indexer.index(articles), Index.of(articles)):
        found = index.answer("harbour tower hernon").quotes
        assert [quote.article.id for quote in found] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("gone", "question"),
    [
        pytest.param("A stower slept below.", "stoxer", id="equally near words"),
        pytest.param("A zeppelin hummed.", "zeppelin boiler", id="a word of a removed article"),
        pytest.param("Boilers hum.", "boiler hum stoker", id="a pair of a removed article"),
    ],
)
def test_removed_articles_leave_no_trace(gone: str, question: str) -> None:
    removed = Article(id="a", credit=Credit(title="Below"), text=gone, language="en")
    text = "The stoker lit the boiler for a stower, who hummed. Nobody hummed back."
    kept = Article(id="b", credit=Credit(title="Steam"), text=text, language="en")
    indexer = Indexer()
    indexer.index([removed, kept])

    assert indexer.index([kept]).answer(question) == Index.of([kept]).answer(question)
