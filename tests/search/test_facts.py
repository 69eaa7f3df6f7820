"""An article answers questions about itself from its credit."""

from dataclasses import replace

import pytest

from bot.search.answers import WHICH, Fact, Verdict
from bot.search.index import Index
from tests.search.corpus import ARTICLES, BAKERY, BRIDGE, HERONS

ONE = Index.of([BRIDGE])
MANY = Index.of(
    [
        replace(HERONS, credit=replace(HERONS.credit, title=f"Herons, part {n}"), id=f"herons{n}")
        for n in range(9)
    ]
)


@pytest.mark.parametrize(
    ("question", "field", "value"),
    [
        ("Who wrote this?", "authors", "Una Brock and Piet Sand"),
        ("who is the author of this article", "authors", "Una Brock and Piet Sand"),
        ("Hey bot, who wrote the article? Thanks!", "authors", "Una Brock and Piet Sand"),
        ("author", "authors", "Una Brock and Piet Sand"),
        ("Where was this published?", "publisher", "Aldmere Weekly"),
        ("Who published it?", "publisher", "Aldmere Weekly"),
        ("When was this article published?", "published", "1974-05-02"),
        ("What is the title?", "title", "The footbridge of Aldmere"),
        ("Which articles do you have?", "title", "The footbridge of Aldmere"),
    ],
)
def test_the_only_article_is_meant(question: str, field: str, value: str) -> None:
    answer = ONE.answer(question)

    assert answer.verdict == Verdict.ANSWERED
    assert answer.facts == (Fact(BRIDGE, field, value),)


@pytest.mark.parametrize(
    "question",
    ["Give me the link", "Where can I read the full article?", "send me the link please"],
)
def test_the_link_is_given_in_whatever_words_it_is_asked_for(question: str) -> None:
    article = replace(BRIDGE, credit=replace(BRIDGE.credit, url="https://example.org/bridge"))

    assert Index.of([article]).answer(question).facts == (Fact(article, "url", article.credit.url),)


def test_what_an_article_is_about_is_told_by_its_opening() -> None:
    answer = ONE.answer("What is this article about?")

    assert (answer.verdict, answer.facts) == (Verdict.ANSWERED, ())
    assert [quote.text for quote in answer.quotes] == [BRIDGE.text.split("\n\n")[0]]


def test_facts_come_with_the_opening_of_their_article() -> None:
    (quote,) = ONE.answer("Who wrote this?").quotes

    assert (quote.article, quote.passage, quote.terms) == (BRIDGE, 1, ())


def test_what_the_article_does_not_say_is_not_invented() -> None:
    answer = Index.of([HERONS]).answer("Who wrote this?")

    assert answer.verdict == Verdict.UNANSWERED
    assert answer.facts == (Fact(HERONS, "authors", ""),)


@pytest.mark.parametrize(
    "question", ["Who wrote this?", "Who is the author?", "When was it published?", "the link"]
)
def test_where_several_articles_may_be_meant_it_is_asked_which(index: Index, question: str) -> None:
    answer = index.answer(question)

    assert answer.facts == tuple(Fact(each, WHICH, each.credit.title) for each in ARTICLES)
    assert answer.verdict is Verdict.UNSURE
    assert answer.more_facts == 0


def test_of_many_articles_five_are_offered_and_the_others_counted() -> None:
    answer = MANY.answer("Who wrote this?")

    assert [fact.value for fact in answer.facts] == [f"Herons, part {n}" for n in range(5)]
    assert answer.more_facts == 4


@pytest.mark.parametrize(
    "question",
    ["Who wrote the article about the bakery?", "Who is the author of the bakery article?"],
)
def test_an_article_is_named_by_words_of_its_title(index: Index, question: str) -> None:
    answer = index.answer(question)

    assert answer.facts == (Fact(BAKERY, "authors", "Odd Lien"),)


@pytest.mark.parametrize(
    "question", ["Who wrote Hamlet?", "When was the Bible written?", "Who published Ulysses?"]
)
@pytest.mark.parametrize("articles", [[BRIDGE], ARTICLES], ids=["one article", "three"])
def test_a_question_about_another_work_is_not_about_the_article(
    articles: list[object], question: str
) -> None:
    answer = Index.of([a for a in ARTICLES if a in articles]).answer(question)

    assert (answer.verdict, answer.facts) == (Verdict.UNANSWERED, ())


@pytest.mark.parametrize(
    "question",
    [
        "articles by Odd Lien",
        "What do you have from Northern Table?",
        "articles from the Northern Table",
    ],
)
def test_articles_are_listed_by_who_is_credited(index: Index, question: str) -> None:
    assert index.answer(question).facts == (Fact(BAKERY, "title", BAKERY.credit.title),)


def test_who_is_not_credited_has_no_articles(index: Index) -> None:
    assert index.answer("articles by Odd Table").facts == ()


def test_a_long_title_names_its_article_by_itself() -> None:
    (fact,) = Index.of(ARTICLES).answer("Who wrote a bakery without an oven?").facts

    assert (fact.article.id, fact.value) == ("bakery", "Odd Lien")


@pytest.mark.parametrize(
    "question", ["Which articles do you have?", "What is the title of this article?"]
)
def test_of_many_articles_the_first_are_listed_and_the_others_counted(question: str) -> None:
    answer = MANY.answer(question)

    assert answer.verdict == Verdict.ANSWERED
    assert [fact.value for fact in answer.facts] == [f"Herons, part {n}" for n in range(5)]
    assert answer.more_facts == 4
    assert len(answer.quotes) <= 3


@pytest.mark.parametrize(
    "question", ["Who wrote this?", "What is this about?", "Which articles do you have?"]
)
def test_an_empty_library_has_nothing_to_tell_of_itself(question: str) -> None:
    answer = Index.of([]).answer(question)

    assert (answer.verdict, answer.facts) == (Verdict.UNANSWERED, ())


@pytest.mark.parametrize(
    ("code", "question"),
    [
        ("da", "Hvor kan jeg læse hele artiklen?"),
        ("de", "Wo kann ich den ganzen Artikel lesen?"),
        ("es", "¿Dónde puedo leer el artículo completo?"),
        ("fr", "Où puis-je lire l’article complet ?"),
        ("it", "Dammi il link"),
        ("nl", "Waar kan ik het hele artikel lezen?"),
        ("no", "Hvor kan jeg lese hele artikkelen?"),
        ("pt", "Me manda o link, por favor"),
        ("ru", "Где можно прочитать всю статью?"),
        ("sv", "Var kan jag läsa hela artikeln?"),
    ],
)
def test_the_link_is_given_in_other_languages_too(code: str, question: str) -> None:
    article = replace(BRIDGE, language=code)

    assert Index.of([article]).answer(question).facts == (Fact(article, "url", article.credit.url),)


OTHER_LANGUAGES = [
    ("ar", "من كتب هذا المقال؟", "متى نُشر المقال؟"),
    ("bn", "এটি কে লিখেছেন?", "নিবন্ধটি কবে প্রকাশিত হয়েছে?"),
    ("ca", "Qui ha escrit això?", "Quan es va publicar aquest article?"),
    ("cs", "Kdo to napsal?", "Kdy vyšel tento článek?"),
    ("el", "Ποιος έγραψε αυτό το άρθρο;", "Πότε δημοσιεύτηκε το άρθρο;"),
    ("fa", "این مقاله را چه کسی نوشته است؟", "این مقاله کی منتشر شده؟"),
    ("fi", "Kuka tämän kirjoitti?", "Milloin artikkeli julkaistiin?"),
    ("he", "מי כתב את הכתבה הזאת?", "מתי פורסם המאמר?"),
    ("hi", "यह लेख किसने लिखा?", "यह कब प्रकाशित हुआ?"),
    ("hu", "A cikket ki írta?", "Mikor jelent meg ez a cikk?"),
    ("id", "Siapa yang menulis artikel ini?", "Kapan ini diterbitkan?"),
    ("ja", "この記事は誰が書きましたか？", "これはいつ公開されましたか"),
    ("ko", "이 기사는 누가 썼나요?", "이 글은 언제 작성되었나요?"),
    ("pl", "Kto to napisał?", "Kiedy opublikowano ten artykuł?"),
    ("ro", "Cine a scris acest articol?", "Când a fost publicat articolul?"),
    ("sw", "Makala hii iliandikwa na nani?", "Makala ilichapishwa lini?"),
    ("ta", "இந்தக் கட்டுரையை எழுதியவர் யார்?", "கட்டுரை எப்போது வெளியானது?"),
    ("te", "ఈ వ్యాసం ఎవరు రాశారు?", "ఈ వ్యాసం ఎప్పుడు ప్రచురించారు?"),
    ("th", "บทความนี้ใครเขียนครับ", "บทความนี้เผยแพร่เมื่อไหร่"),
    ("tr", "Bunu kim yazdı?", "Makale ne zaman yayımlandı?"),
    ("uk", "Хто написав цю статтю?", "Коли опубліковано статтю?"),
    ("vi", "Ai viết bài này?", "Bài báo được đăng khi nào?"),
    ("zh", "这篇文章是谁写的？", "這篇文章是什麼時候寫的"),
]
ASKED_ELSEWHERE = [
    *(authors for _, authors, _ in OTHER_LANGUAGES),
    "¿Quién lo escribió?",
    "Qui l'a écrit ?",
    "Von wem ist das?",
    "Chi l'ha scritto?",
    "Кто это написал?",
    "Vem skrev det här?",
]


@pytest.mark.parametrize(
    ("code", "authors", "published"),
    OTHER_LANGUAGES,
)
def test_the_author_and_the_date_are_told_in_other_languages(
    code: str, authors: str, published: str
) -> None:
    article = replace(BRIDGE, language=code)
    [told], [when] = (Index.of([article]).answer(each).facts for each in (authors, published))

    assert told == Fact(article, "authors", "Una Brock and Piet Sand")
    assert when == Fact(article, "published", "1974-05-02")


@pytest.mark.parametrize("question", ASKED_ELSEWHERE)
def test_facts_are_asked_for_in_languages_that_no_article_is_in(question: str) -> None:
    answer = ONE.answer(question)

    assert answer.facts == (Fact(BRIDGE, "authors", "Una Brock and Piet Sand"),)
    assert (answer.verdict, answer.languages) == (Verdict.ANSWERED, ())


def test_an_article_in_another_language_is_asked_about_in_its_own() -> None:
    article = replace(BRIDGE, language="no", text="Broen over elva ble ferdig i 1923.")

    assert Index.of([article]).answer("Hvem skrev denne artikkelen?").facts == (
        Fact(article, "authors", "Una Brock and Piet Sand"),
    )


def test_an_article_without_text_is_told_of_without_a_quote() -> None:
    article = replace(BRIDGE, text="", sections=())

    answer = Index.of([article]).answer("Who wrote this?")

    assert answer.facts == (Fact(article, "authors", "Una Brock and Piet Sand"),)
    assert answer.quotes == ()
