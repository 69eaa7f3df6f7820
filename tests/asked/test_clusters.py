"""Questions that ask the same thing stand together, until the articles answer them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asked.asked import Asked, Variant
from bot.asked.clusters import MOST, Cluster, clustered, open_clusters
from bot.search.answers import Answer, Verdict
from bot.search.articles import Article, Credit
from bot.search.index import Index
from bot.search.text.synonyms import parse
from tests.asked.conftest import INDEX, ask
from tests.search.corpus import ARTICLES

WALRUS = Article(
    id="walrus",
    credit=Credit(title="The walrus"),
    text="A walrus juggles eleven kettles a day on the pier of Aldmere.",
    language="en",
)
JUGGLES = "Which walrus juggles kettles?"


FARO = Article(
    id="faro",
    credit=Credit(title="El faro"),
    text="El faro de la isla fue construido por los vecinos, que lo pagaron con su pesca.",
    language="es",
)
TWO_LANGUAGES = Index.of([*ARTICLES, FARO])


def variant(text: str, asked: int = 1) -> Variant:
    return Variant(text, asked, asked, 0, 0, frozenset())


def texts(clusters: list[Cluster]) -> list[list[str]]:
    return [[each.text for each in cluster.variants] for cluster in clusters]


def in_vain(asked: Asked, index: Index = INDEX) -> list[str]:
    clusters = open_clusters(asked.in_vain(), asked.ignored(), index)
    return [cluster.total.text for cluster in clusters]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("How many steps has the lighthouse?", "hi, how many lighthouse steps are there"),
        ("What do seagulls steal?", "what did the SEAGULL steal"),
        ("What do seagulls steal?", "what do seagulls stela?"),
        ("Is the lighthouse open?", "Is the lighthose open?"),
        ("¿Quién construyó el faro?", "quien construyo el faro"),
        ("who is it", "Who is it?"),
        ("What is the capital of France?", "capital of France"),
        ("how many people died in Nimroz?", "deaths in nimroz"),
        ("Who leads the herons?", "name of the leader of the herons"),
        ("Did the herons react?", "reaction of the herons"),
        ("How many people died?", "ppl died"),
    ],
    ids=[
        "order and chat",
        "forms",
        "swapped letters",
        "a letter left out",
        "Spanish",
        "no terms",
        "words alone",
        "fewer words",
        "words that ask",
        "derived words",
        "as people type",
    ],
)
def test_questions_that_ask_the_same_stand_together(one: str, other: str) -> None:
    [cluster] = clustered([variant(one, 2), variant(other)], TWO_LANGUAGES)
    assert cluster.total.text == one
    assert cluster.total.asked == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("How old is the lighthouse?", "Who built the lighthouse?"),
        ("When was the bridge built?", "Who built the bridge?"),
        ("What happened in 1958?", "What happened in 1959?"),
        ("Is there a cat?", "Is there a car?"),
        ("Is the lighthouse open?", "Is the lighthose closed?"),
        ("Who feeds the herons?", "herons"),
        ("How many people died in Nimroz?", "How many people died in Kabul?"),
        ("Is the bridge open?", "¿Está abierto el faro?"),
    ],
    ids=[
        "terms",
        "kind of answer",
        "numbers",
        "short words",
        "two terms",
        "its topic alone",
        "places",
        "languages",
    ],
)
def test_questions_that_ask_for_something_else_stand_apart(one: str, other: str) -> None:
    assert texts(clustered([variant(one), variant(other)], INDEX)) == [[one], [other]]


WORDS = st.sampled_from(
    ["heron", "herons", "bridge", "faro", "Nimroz", "who", "date", "?", "水", "é", "7"]
)
TEXTS = st.one_of(st.text(max_size=12), st.lists(WORDS, max_size=5).map(" ".join))


@given(st.lists(TEXTS, unique=True, max_size=12), st.sampled_from([TWO_LANGUAGES, Index.of([])]))
def test_every_question_stands_in_one_cluster_under_a_key_of_its_own(
    asked: list[str], index: Index
) -> None:
    clusters = clustered(map(variant, asked), index)
    assert sorted(text for cluster in texts(clusters) for text in cluster) == sorted(asked)
    keys = [key for cluster in clusters for key in cluster.keys]
    assert len(keys) == len(set(keys))
    assert texts(clustered(map(variant, asked), index)) == texts(clusters)


def test_synonyms_are_one_word_and_spelling_is_read_as_the_articles_spell() -> None:
    pairs = [variant("Did egrets vote?"), variant("did the herons vote")]
    assert len(clustered(pairs, INDEX)) == 2
    assert len(clustered(pairs, Index.of(ARTICLES, parse("egrets => herons")))) == 1
    slips = [variant("Who paints the footbridgge?"), variant("who paints the fotbridge")]
    assert len(clustered(slips, INDEX)) == 1


def test_clusters_are_ordered_by_how_often_they_were_asked_together() -> None:
    variants = [variant("Rye bread?", 3), variant("Gulls?", 2), variant("gull", 2)]
    for index in (INDEX, Index.of([])):
        assert texts(clustered(variants, index)) == [["Gulls?", "gull"], ["Rye bread?"]]


def test_a_cluster_disappears_when_an_article_answers_it(asked: Asked) -> None:
    ask(asked, JUGGLES)
    assert in_vain(asked) == [JUGGLES]
    assert in_vain(asked, Index.of([*ARTICLES, WALRUS])) == []


def test_a_cluster_disappears_when_a_synonym_answers_it(asked: Asked) -> None:
    question = "egrets"
    ask(asked, question)
    assert in_vain(asked) == [question]
    assert in_vain(asked, Index.of(ARTICLES, parse("egrets => herons"))) == []


def test_a_disliked_answer_stays_until_another_one_is_given(asked: Asked) -> None:
    question = "Who paid for the stones of the footbridge?"
    asked.vote(ask(asked, question), 7, up=False)
    assert in_vain(asked) == [question]
    better = Article(
        id="stones",
        credit=Credit(title="Who paid for the stones of the footbridge"),
        text="The stones of the footbridge of Aldmere were paid for by Olga Brink.",
        language="en",
    )
    assert in_vain(asked, Index.of([better])) == []


def test_what_was_put_aside_stays_aside_in_all_its_variants(asked: Asked) -> None:
    for text in (JUGGLES, JUGGLES, "which wallrus juggles kettles"):
        ask(asked, text)
    [cluster] = open_clusters(asked.in_vain(), asked.ignored(), INDEX)
    asked.ignore(cluster.keys)
    for _ in range(3):
        ask(asked, "which wallrus juggles kettles")
    assert in_vain(asked) == []


def test_only_the_most_frequent_are_asked_again(asked: Asked) -> None:
    for number in range(MOST + 5):
        asked.add(Answer(f"Why {4000 + number}?", Verdict.UNANSWERED, 0), ())
    assert len(in_vain(asked)) == MOST


def test_an_empty_library_answers_nothing(asked: Asked) -> None:
    ask(asked, JUGGLES, Index.of([]))
    assert in_vain(asked, Index.of([])) == [JUGGLES]
