"""What the core promises of every answer, and of answers over a few articles."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.answering import MOST_SOUGHT, wordings
from bot.search.answers import Answer, Verdict, thread_of
from bot.search.articles import Article, Credit
from bot.search.index import Index
from bot.search.ranking.term_weights import MOST_TERMS
from bot.search.text.questions import Question
from tests.search.corpus import ARTICLES, BAKERY, BRIDGE, HERONS, one_article

LETTERS = "abcde .\n?!é中国สะพานि12,\ud800’"
texts = st.text(st.one_of(st.characters(), st.sampled_from(LETTERS)), max_size=200)
codes = st.sampled_from(["en", "no", "zh", "th", "hi", "", "xx", "../en"])


def found(answer: Answer) -> list[tuple[str, int]]:
    return [(quote.article.id, quote.passage) for quote in answer.quotes]


def assert_quotes_are_true_to_their_articles(answer: Answer) -> None:
    for quote in answer.quotes + answer.further:
        assert quote.text == quote.article.text[quote.start : quote.end] != ""
        assert 1 <= quote.passage <= quote.passages
        spans = [quote.best, *quote.terms]
        assert all(0 <= start < end <= len(quote.text) for start, end in spans)
        assert all(first[1] <= second[0] for first, second in pairwise(quote.terms))


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        pytest.param("What has the Harbour Trust paid?", "The trust has paid", id="a quoted one"),
        pytest.param("What did the Harbour Trust pay?", "The trust has paid", id="irregular"),
        pytest.param("How much did the Harbour Trust pay?", "The trust has paid", id="a number"),
        pytest.param("With whom did Runa Eide negotiate?", "Runa Eide said", id="names alone"),
        pytest.param("Who raided the sheds?", "Greta Holm raided", id="who"),
    ],
)
def test_whom_a_sentence_is_about_may_stand_in_one_before_it(question: str, sentence: str) -> None:
    """The sentence in bold is the one that answers, not the one that has most of the names."""
    index = one_article(
        "Last week, the port heard that the Harbour Trust will mend its quays. Runa Eide said, "
        "“As we negotiated with the Harbour Trust, the Trust hopes to resume its payments for the "
        "quays by April 2024. The trust has paid 24 million crowns for CR-1000.”",
        "Ferries belong to the Harbour Trust. Captains of the Harbour Trust sleep ashore.",
        "The raids took place close to the sheds. Greta Holm raided the sheds with forty masons.",
    )
    [first, *_] = index.answer(question).quotes

    assert first.text[slice(*first.best)].startswith(sentence)


@given(st.lists(st.tuples(texts, texts, codes), max_size=3), texts, st.integers(1, 5))
def test_every_quote_is_a_slice_of_its_article(
    contents: list[tuple[str, str, str]], question: str, top: int
) -> None:
    articles = [
        Article(id=f"{n}", credit=Credit(title=title), text=text, language=code)
        for n, (title, text, code) in enumerate(contents)
    ]

    library = Index.of(articles)

    for asked in (question, *(article.text + question for article in articles)):
        answer = library.answer(asked, top=top)
        assert answer.question == thread_of(asked)[-1]
        assert 0 <= answer.confidence <= 1
        assert len(answer.quotes) <= top
        assert_quotes_are_true_to_their_articles(answer)


ODD = st.sampled_from(
    ["🎈", "\u200b", "\u0301", "…", "\n\n", "\n", " ", "Herons nest.", "灯塔", "a"]
)
odd_texts = st.lists(st.one_of(ODD, st.sampled_from(["🎈" * 90, "\n\n"]), texts), max_size=9).map(
    "".join
)


@given(st.lists(st.tuples(odd_texts, odd_texts, codes), min_size=1, max_size=3))
def test_spans_lie_inside_their_quotes_whatever_articles_are_made_of(
    contents: list[tuple[str, str, str]],
) -> None:
    library = Index.of(
        Article(id=f"{n}", credit=Credit(title=title), text=text, language=code)
        for n, (title, text, code) in enumerate(contents)
    )

    for asked in ("Who wrote this?", "What is this about?", "这篇文章是谁写的?", "heron 灯塔 a"):
        answer = library.answer(asked, further=5)
        assert_quotes_are_true_to_their_articles(answer)
        assert [fact.field for fact in answer.facts].count("authors") <= len(contents)


@pytest.mark.parametrize("text", ["🎈", "\u200b\u200b", "…", ""])
def test_an_article_without_a_word_spoils_no_other(text: str) -> None:
    wordless = Article(id="a", credit=Credit(title=""), text=text, language="en")
    library = Index.of([wordless, HERONS])

    answer = library.answer("Who wrote this?")

    assert [fact.article.id for fact in answer.facts] == ["a", "herons"]
    assert found(answer) == [("herons", 1)]


def test_an_article_that_begins_without_a_word_is_quoted_from_its_first_words() -> None:
    text = f"{'Lamps and lanterns ' * 5}burn in the tower of Skerrin at night."
    library = one_article("🎈" * 90, text, "🎈" * 90)

    (quote,) = library.answer("Who wrote this?").quotes

    assert quote.text == text
    assert quote.best == (0, len(quote.text))


@given(st.data(), st.sampled_from(ARTICLES))
def test_a_question_in_the_articles_own_words_is_quoted_word_for_word(
    data: st.DataObject, article: Article
) -> None:
    words = data.draw(st.lists(st.sampled_from(article.text.split()), min_size=1, max_size=9))

    assert_quotes_are_true_to_their_articles(Index.of(ARTICLES).answer(" ".join(words)))


@pytest.mark.parametrize(
    ("question", "place", "best"),
    [
        ("Who paid 24,000 crowns for the stones?", ("bridge", 1), "The mason Greta Holm"),
        ("When was the footbridge finished?", ("bridge", 1), "The footbridge across"),
        ("What did the ferrymen become?", ("bridge", 2), "Eleven ferrymen"),
        ("When did the flood carry the arches away?", ("bridge", 3), "A flood carried"),
        ("Where does Runa Eide sell bread?", ("bakery", 1), "Runa Eide sells"),
        ("How many degrees did the geologists measure?", ("bakery", 2), "Geologists measured"),
        ("Where do herons nest?", ("herons", 1), "Grey herons have nested"),
        ("What do heron chicks learn?", ("herons", 1), "Their chicks learn"),
    ],
)
def test_the_passage_that_answers_comes_first(
    index: Index, question: str, place: tuple[str, int], best: str
) -> None:
    answer = index.answer(question)

    first = answer.quotes[0]
    assert answer.verdict == Verdict.ANSWERED
    assert (first.article.id, first.passage) == place
    assert first.text[slice(*first.best)].startswith(best)


def test_a_quote_tells_its_place_its_section_and_the_words_that_match(index: Index) -> None:
    (quote,) = index.answer("Which tree did the soldiers rebuild the arches in?", top=1).quotes

    assert (quote.passage, quote.passages, quote.section) == (3, 3, "Oak")
    assert [quote.text[start:end] for start, end in quote.terms] == [
        "arches",
        "Soldiers",
        "rebuilt",
        "tree",
    ]


def test_at_most_as_many_quotes_as_wanted_the_best_ones() -> None:
    library = one_article(*(f"{n} lamps burn in the tower of Skerrin at night." for n in range(9)))
    full = library.answer("lamps of the tower", top=9)

    assert len(full.quotes) > 1
    for top in range(1, 9):
        assert library.answer("lamps of the tower", top=top).quotes == full.quotes[:top]


FILLER = " ".join(
    f"{a}{b}{c}ing" for a in "bdfgk" for b in ("ak", "el", "im", "op") for c in "lmnrst"
)


@pytest.mark.parametrize("before", [0, 60, 400])
def test_a_long_question_is_answered_by_the_words_that_tell_most(index: Index, before: int) -> None:
    filler = FILLER.split()
    question = "who paid the mason Greta Holm for the stones of the footbridge"

    text = " ".join((*filler[:before], question, *filler[before:]))

    assert found(index.answer(text))[0] == ("bridge", 1)


def test_a_pasted_article_is_found_by_its_rare_words() -> None:
    common = [f"Lamp {n} burns in the tower of Skerrin, and no sailor minds." for n in range(90)]
    library = one_article(*common, "The heron Amalia slept on the customs crane until midsummer.")

    first = library.answer(" ".join((*FILLER.split(), *common[:20], "heron Amalia"))).quotes[0]

    assert "Amalia" in first.text


@pytest.mark.parametrize("words", [1, 10, 40, 64, 400])
def test_the_longer_a_question_the_fewer_languages_are_asked(words: int) -> None:
    codes = ("en", "no", "de", "fr", "es", "it", "ru", "zh", "th", "hi", "ar", "ko", "ja")
    texts = [f"{code} lamps burn in tower {n}" for n, code in enumerate(codes)]
    indexes = Index.of(
        Article(id=c, credit=Credit(title=c), text=t, language=c)
        for c, t in zip(codes, texts, strict=True)
    ).language_indexes
    question = Question.of(" ".join(FILLER.split()[:words]))

    asked = wordings(question, indexes, [0.0] * len(indexes))

    assert 1 <= len(asked) <= len(codes)
    assert len(asked) * min(words, MOST_TERMS) <= MOST_SOUGHT


def test_scores_never_rise_from_quote_to_quote(index: Index) -> None:
    scores = [quote.score for quote in index.answer("spring arches paid", top=9).quotes]

    assert len(scores) > 1
    assert scores == sorted(scores, reverse=True)


def test_a_passage_that_only_shares_a_little_is_not_given_beside_a_good_one() -> None:
    library = one_article(
        "Every autumn the harbour master repaints the green buoys with tar from the old ferry.",
        "The ferry to the mainland is late on Sundays, and nobody has complained about it so far.",
    )

    assert found(library.answer("Who repaints the green buoys with tar every autumn?")) == [
        ("a", 1)
    ]


@pytest.mark.parametrize(
    "question",
    [
        "What is the capital of France?",
        "Who won the chess championship?",
        "quantum chromodynamics",
        "你好吗",
        "what is that?",
        "…?!",
        "",
        " \n ",
        "\ud83d",
        "\x00",
    ],
    ids=repr,
)
def test_what_no_article_speaks_of_is_unanswered(index: Index, question: str) -> None:
    answer = index.answer(question)

    assert answer.verdict == Verdict.UNANSWERED
    assert answer.facts == ()


def test_a_question_that_the_articles_answer_is_surer_than_one_that_shares_a_word(
    index: Index,
) -> None:
    answered = index.answer("How many crowns had the mason paid for the stones?")
    sharing = index.answer("How many crowns did the Danish dentist collect in Roskilde?")

    assert answered.confidence > sharing.confidence


STATION = (
    "The World Bank lent the harbour of Aldmere nine million crowns, which Mayor Greta Holm signed "
    "for in April. Critics of the World Bank were not asked.",
    "Every Sunday the choir of Skerrin sings on the pier, and the ferry waits until it has ended.",
)


@pytest.mark.parametrize(
    "question",
    [
        "How old is Greta Holm?",
        "how old is greta holm",
        "Who won the World Cup?",
        "who won the world cup",
        "What is the capital of Aldmere?",
        "Who is the Mayor of Skerrin?",
    ],
)
def test_a_passage_that_shares_only_names_with_a_question_is_no_answer(question: str) -> None:
    answer = one_article(*STATION).answer(question)

    assert answer.verdict is not Verdict.ANSWERED


@pytest.mark.parametrize("question", ["Greta Holm", "greta holm", "Aldmere", "the World Bank"])
def test_names_alone_are_answered_by_what_tells_of_them(question: str) -> None:
    answer = one_article(*STATION).answer(question)

    assert answer.verdict is Verdict.ANSWERED


def test_in_a_text_all_in_capitals_words_are_no_names() -> None:
    shouted = one_article(*(paragraph.upper() for paragraph in STATION))

    assert shouted.answer("how many crowns did the bank lend").verdict is Verdict.ANSWERED


def test_where_nouns_are_capitalised_they_are_no_names() -> None:
    text = "Am Abend singt der Chor auf der Mole, und der Bäcker verkauft Brot mit Salz."
    library = one_article(text, title="Mole", language="de")

    assert library.answer("Wann backt der Bäcker Brot mit Salz?").verdict is Verdict.ANSWERED


ABOUT_OAK = "The carpenter of the island builds every boat of oak, and tars it twice before winter."
ABOUT_WOOL = "The weaver of the island sells every blanket of wool, and dyes it blue before summer."
ABOUT_SALT = "The fisher of the island dries every cod with salt, and ships it south before Easter."
ABOUT_TEA = "The grocer of the island weighs every pound of tea, and wraps it up before closing."


@pytest.mark.parametrize(
    "paragraphs",
    [
        pytest.param([ABOUT_OAK], id="one passage"),
        pytest.param([ABOUT_WOOL, ABOUT_OAK], id="two"),
        pytest.param([ABOUT_WOOL, ABOUT_SALT, ABOUT_OAK, ABOUT_TEA], id="four"),
    ],
)
@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Who builds boats?", id="words of one passage"),
        pytest.param("carpenter", id="one word"),
        pytest.param("Which boat of the island is of oak?", id="with a word of all passages"),
    ],
)
def test_small_libraries_give_the_right_passage_first(paragraphs: list[str], question: str) -> None:
    answer = one_article(*paragraphs).answer(question)

    assert answer.verdict == Verdict.ANSWERED
    assert answer.quotes[0].text == ABOUT_OAK


@pytest.mark.parametrize("size", [1, 2, 4])
def test_a_word_of_all_passages_is_answered_with_it_marked(size: int) -> None:
    library = one_article(*[ABOUT_OAK, ABOUT_WOOL, ABOUT_SALT, ABOUT_TEA][:size])

    answer = library.answer("island")

    assert answer.verdict != Verdict.UNANSWERED
    first = answer.quotes[0]
    assert [first.text[start:end] for start, end in first.terms] == ["island"]


def test_a_word_of_half_of_the_passages_is_answered_from_those() -> None:
    library = one_article(
        ABOUT_TEA, f"{ABOUT_SALT} Cats know.", ABOUT_WOOL, f"{ABOUT_OAK} Cats nap."
    )

    assert {place for _, place in found(library.answer("cats"))} == {2, 4}


@pytest.mark.parametrize(
    "articles",
    [
        pytest.param([], id="no article"),
        pytest.param([replace(HERONS, text="")], id="an article without text"),
        pytest.param([replace(HERONS, text="…")], id="an article without words"),
        pytest.param([replace(HERONS, text="The of and.")], id="an article of function words"),
    ],
)
@pytest.mark.parametrize("question", ["Where do storks nest?", "storks", ""])
def test_a_library_without_words_says_that_it_does_not_know(
    articles: list[Article], question: str
) -> None:
    answer = Index.of(articles).answer(question)

    assert (answer.verdict, answer.quotes) == (Verdict.UNANSWERED, ())


def test_an_article_without_text_harms_no_other() -> None:
    library = Index.of([replace(BAKERY, text=""), HERONS])

    assert found(library.answer("Where do herons nest?")) == [("herons", 1)]


def test_articles_of_the_same_text_are_quoted_in_their_order() -> None:
    library = Index.of([replace(HERONS, id="z"), replace(HERONS, id="y")])

    assert found(library.answer("Where do herons nest?")) == [("z", 1), ("y", 1)]


def test_a_repeated_word_of_a_question_changes_no_quote(index: Index) -> None:
    once, often = "arches flood", "arches " * 300 + "flood"

    assert found(index.answer(often)) == found(index.answer(once)) != []


NORWEGIAN = Article(
    id="fyr",
    credit=Credit(title="Fyret på Lindholmen"),
    text="Fyrvokteren på Lindholmen tente lampen hver kveld i førti år. Han samlet fuglefjær og "
    "skrev brev til kongen om været.",
    language="no",
)
CHINESE = Article(
    id="茶",
    credit=Credit(title="山上的茶园"),
    text="老林在山上种了三百棵茶树。每年春天,他的女儿们都回来采茶,晚上一起唱歌。",
    language="zh",
)


@pytest.mark.parametrize(
    ("question", "article", "word"),
    [
        pytest.param("Who paid for the stones?", "bridge", "stones", id="English"),
        pytest.param("Hvem tente lampene?", "fyr", "lampen", id="Norwegian"),
        pytest.param("Hva skrev fyrvokteren til kongen?", "fyr", "kongen", id="Norwegian names"),
        pytest.param("谁回来采茶?", "茶", "回来采茶", id="Chinese"),
        pytest.param("茶树", "茶", "茶树", id="a Chinese word"),
        pytest.param("Lindholmen", "fyr", "Lindholmen", id="a Norwegian name alone"),
    ],
)
def test_each_language_is_answered_from_its_own_articles(
    question: str, article: str, word: str
) -> None:
    answer = Index.of([BRIDGE, NORWEGIAN, CHINESE]).answer(question)

    first = answer.quotes[0]
    assert answer.verdict == Verdict.ANSWERED
    assert first.article.id == article
    assert word in [first.text[start:end] for start, end in first.terms]


@pytest.mark.parametrize(
    "question",
    [
        "hey bot, where do herons nest? thanks",
        "Hello! Could you please tell me where do herons nest",
        "hi hi where do herons nest please thank you",
        "WHERE DO HERONS NEST???",
        "  where   do\nherons nest ",
    ],
)
def test_chat_around_a_question_changes_no_quote(index: Index, question: str) -> None:
    assert index.answer(question).quotes == index.answer("Where do herons nest?").quotes != ()
