"""BM25 gives the scores of rank-bm25, mended for small libraries, whichever way it is asked."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from bot.search.ranking.bm25 import BM25, Occurrences

Corpus = Sequence[Sequence[int]]
TERMS = 12
documents = st.lists(st.integers(0, TERMS - 1), max_size=12)
corpora = st.lists(documents, min_size=1, max_size=20).filter(any)
queries = st.lists(st.integers(0, TERMS - 1), max_size=8)


class Mended(BM25Okapi):  # type: ignore[misc]  # rank-bm25 ships no types
    """rank-bm25 itself, but for weights that are never zero or negative."""

    def _calc_idf(self, nd: Mapping[int, int]) -> None:
        for term, holders in nd.items():
            self.idf[term] = math.log(1 + (self.corpus_size - holders + 0.5) / (holders + 0.5))


def bm25(corpus: Corpus, *, terms: int = TERMS, k1: float = 1.2, b: float = 0.75) -> BM25:
    lengths = [len(document) for document in corpus]
    flat = [term for document in corpus for term in document]
    rows = np.repeat(np.arange(len(corpus), dtype=np.int32), lengths)
    occurrences = Occurrences(
        terms=np.array(flat, np.int32), documents=rows, term_count=terms, document_count=len(corpus)
    )
    return BM25(occurrences, k1=k1, b=b)


def best(scores: np.typing.NDArray[np.floating], count: int) -> list[int]:
    """The documents above zero with the highest scores; of equals, the first."""
    order = np.lexsort((np.arange(len(scores)), -scores))
    return [int(document) for document in order[:count] if scores[document] > 0]


def test_our_bm25_is_rank_bm25s() -> None:
    assert isinstance(bm25([[1]]), BM25Okapi)


@given(corpora, queries, st.floats(0.1, 3), st.floats(0, 0.99))
def test_scores_are_those_of_rank_bm25_with_mended_weights(
    corpus: Corpus, query: list[int], k1: float, b: float
) -> None:
    expected = Mended(corpus, k1=k1, b=b).get_scores(sorted(set(query)))

    assert bm25(corpus, k1=k1, b=b).get_scores(query) == pytest.approx(expected, rel=1e-5)


@given(corpora, queries, st.integers(1, 25))
def test_the_top_are_the_documents_with_the_highest_scores(
    corpus: Corpus, query: list[int], count: int
) -> None:
    ranking = bm25(corpus)
    expected = np.sort(ranking.get_scores(query))[::-1]

    found, scores = ranking.top(query, count)

    assert scores == pytest.approx(expected[expected > 0][:count], rel=1e-5)
    assert ranking.get_scores(query)[found] == pytest.approx(scores, rel=1e-5)
    assert len(set(found.tolist())) == len(found)


def large_corpus(seed: int) -> list[list[int]]:
    """6,000 documents of terms 0 to 63: the lower the number, the more common the term."""
    random = np.random.default_rng(seed)
    shares = 1 / np.arange(1, 65)
    lengths = random.integers(1, 40, 6000)
    terms = random.choice(64, lengths.sum(), p=shares / shares.sum())
    return [part.tolist() for part in np.split(terms, np.cumsum(lengths)[:-1])]


@pytest.fixture(scope="module")
def large() -> BM25:
    return bm25(large_corpus(seed=1), terms=64)


@pytest.mark.parametrize(
    "query",
    [
        pytest.param([0], id="the commonest term"),
        pytest.param([63], id="the rarest term"),
        pytest.param([0, 63], id="both"),
        pytest.param([0, 1, 2, 3], id="only common terms"),
        pytest.param([60, 61, 62, 63], id="only rare terms"),
        pytest.param([0, 1, 2, 40, 50, 60], id="some of each"),
        pytest.param(list(range(64)), id="all terms"),
    ],
)
@pytest.mark.parametrize("count", [1, 10, 200, 7000])
def test_no_document_is_lost_where_common_terms_are_skipped(
    large: BM25, query: list[int], count: int
) -> None:
    scores = large.get_scores(query).astype(float)
    expected = best(scores, count)

    found, tops = large.top(query, count)

    assert tops == pytest.approx(scores[expected], rel=1e-5)
    # Scores that are equal but for rounding may change places; at the edge, in and out.
    clear = scores[expected[-1]] * (1 + 1e-5)
    assert {d for d in found.tolist() if scores[d] > clear} == {
        d for d in expected if scores[d] > clear
    }


@pytest.mark.parametrize("seed", range(3))
def test_random_questions_lose_no_document_of_a_large_library(seed: int) -> None:
    assert_nothing_is_lost(bm25(large_corpus(seed), terms=64), seed)


@pytest.mark.parametrize("seed", range(3))
def test_nor_where_a_term_adds_as_much_to_every_document(seed: int) -> None:
    random = np.random.default_rng(seed)
    held = random.random((6000, 16)) < np.linspace(0.03, 0.6, 16)
    filled = [[*np.flatnonzero(row).tolist(), *range(16, 64)][:30] for row in held]

    assert_nothing_is_lost(bm25(filled, terms=64), seed)


def assert_nothing_is_lost(ranking: BM25, seed: int) -> None:
    random = np.random.default_rng(seed)
    for _ in range(40):
        query = random.integers(0, 16, random.integers(2, 8)).tolist()
        count = int(random.integers(1, 300))
        scores = ranking.get_scores(query)
        expected = scores[best(scores, count)]
        assert ranking.top(query, count)[1] == pytest.approx(expected, rel=1e-5), (query, count)


def test_a_term_in_half_of_the_documents_counts() -> None:
    found, scores = bm25([[1], [2], [1, 3], [2, 3]]).top([1], 5)

    assert found.tolist() == [0, 2]
    assert min(scores) > 0


def test_a_term_in_every_document_counts() -> None:
    found, scores = bm25([[1, 2], [1]]).top([1], 5)

    assert found.tolist() == [1, 0]
    assert min(scores) > 0


def test_the_only_document_is_found() -> None:
    found, scores = bm25([[1, 2]]).top([1], 5)

    assert found.tolist() == [0]
    assert min(scores) > 0


@pytest.mark.parametrize("corpus", [[], [[]], [[], []]], ids=["none", "one empty", "two empty"])
def test_where_there_are_no_words_nothing_is_found(corpus: Corpus) -> None:
    ranking = bm25(corpus)

    assert ranking.get_scores([1]).tolist() == [0] * len(corpus)
    assert ranking.top([1, 2], 5)[0].tolist() == []


def test_an_empty_document_beside_others_is_not_found() -> None:
    assert bm25([[], [1, 2, 3]]).top([1, 2], 5)[0].tolist() == [1]


def test_a_repeated_term_of_the_query_counts_once() -> None:
    ranking = bm25([[1, 2], [2, 3]])

    assert ranking.get_scores([1, 1, 1, 2]).tolist() == ranking.get_scores([1, 2]).tolist()
    assert ranking.top([1, 1, 1, 2], 5)[1].tolist() == ranking.top([1, 2], 5)[1].tolist()


def test_documents_without_the_terms_score_nothing_and_are_not_found() -> None:
    ranking = bm25([[1], [2], [3]])

    assert ranking.get_scores([1])[1:].tolist() == [0, 0]
    assert ranking.top([1], 5)[0].tolist() == [0]


@pytest.mark.parametrize("query", [[], [TERMS - 1]], ids=["no term", "a term nobody holds"])
def test_a_query_without_known_terms_finds_nothing(query: list[int]) -> None:
    assert bm25([[1], [2]]).top(query, 5)[0].tolist() == []


def test_of_equal_documents_the_first_comes_first() -> None:
    assert bm25([[2], [1], [1], [1]]).top([1], 2)[0].tolist() == [1, 2]


@given(st.integers(1, 30), st.integers(1, 30))
def test_a_rarer_term_weighs_more(rare: int, more: int) -> None:
    corpus = [[1, 2]] * rare + [[1, 3]] * more

    weights = bm25(corpus).idf

    assert weights[2] > weights[1] > 0
