from dataclasses import replace

import pytest

from bot import phrases
from bot.replying import replies
from bot.replying.message import MOST_UNITS
from bot.replying.quotations import credited
from bot.search.about import MOST_FACTS
from bot.search.answers import WHICH, Answer, Fact, Quote, Reading, Verdict
from bot.search.articles import Article, Credit
from bot.translation import spoken

WELL = Article(
    id="well",
    credit=Credit(
        title="The well of Orrin",
        authors=("Ida Moor",),
        publisher="Orrin Post",
        url="https://post.example/well",
    ),
    text="The well is 31 metres deep. It was dug by monks.\n\nIn 1650 it ran dry & stayed so.",
)
DIGEST = Article(
    id="digest", credit=Credit(title="A well, in short", based_on="“The well”"), text="It is deep."
)


def quote(article: Article, start: int, end: int, best: str, *terms: str) -> Quote:
    text = article.text[start:end]
    found = sorted((text.index(term), text.index(term) + len(term)) for term in terms)
    at = text.index(best)
    return Quote(article, 1, 2, start, end, "", (at, at + len(best)), tuple(found), 1.0)


DEEP = quote(WELL, 0, 48, "The well is 31 metres deep.", "well", "deep")
DRY = replace(quote(WELL, 50, 81, "In 1650 it ran dry & stayed so.", "dry"), passage=2)
SHORT = quote(DIGEST, 0, 11, "It is deep.", "deep")


def answered(*quotes: Quote) -> Answer:
    return Answer("How deep is the well?", Verdict.ANSWERED, 0.9, quotes)


def htmls(answer: Answer) -> list[str]:
    return [page.html for page in replies.pages(answer)]


def test_a_quote_has_its_best_sentence_bold_and_its_credit_below() -> None:
    assert htmls(answered(DEEP)) == [
        "<blockquote><b>The well is 31 metres deep.</b> It was dug by monks."
        "</blockquote>\n"
        '<a href="https://post.example/well#:~:text=The%20well%20is%2031%20metres%20deep.">'
        "The well of Orrin</a> · Ida Moor · Orrin Post · passage 1 of 2"
    ]


def test_quotes_of_one_article_are_credited_in_full_once() -> None:
    [page] = htmls(answered(DEEP, DRY, SHORT))
    assert page.split("\n\n")[1:] == [
        "<blockquote><b>In 1650 it ran dry &amp; stayed so.</b></blockquote>\n"
        '<a href="https://post.example/well#:~:text=In%201650%20it%20ran%20dry%20%26%20stayed%20so.">'
        "Same article</a> · passage 2 of 2",
        "<blockquote><b>It is deep.</b></blockquote>\n"
        "A well, in short · based on: “The well” · passage 1 of 2",
    ]


def test_matched_words_that_the_best_sentence_lacks_are_underlined_beside_it() -> None:
    text = "The well is deep. Monks dug it: the WELL of 1650 is deep."
    article = replace(WELL, text=text)
    [page] = htmls(
        answered(
            replace(
                quote(article, 0, len(text), "The well is deep."),
                terms=(
                    (4, 8),
                    (12, 16),
                    (18, 23),
                    (36, 40),
                    (44, 48),
                    (52, 56),
                ),
            )
        )
    )
    assert page.startswith(
        "<blockquote><b>The well is deep.</b> <u>Monks</u> dug it: the WELL of <u>1650</u> is deep."
    )


def test_matched_words_side_by_side_are_underlined_as_one() -> None:
    [page] = htmls(answered(quote(WELL, 0, 48, "It was dug by monks.", "The", "well", "31")))
    assert page.startswith("<blockquote><u>The well</u> is <u>31</u> metres deep. <b>It was")


def test_the_section_is_named_with_the_place() -> None:
    [page] = replies.pages(answered(replace(SHORT, section="Depth")))
    assert page.text.endswith(" · “Depth” · passage 1 of 2")


def test_an_unsure_answer_is_labelled_and_shows_only_the_closest_passage() -> None:
    unsure = replace(answered(DEEP, SHORT), verdict=Verdict.UNSURE)
    first, second = htmls(unsure)
    assert first.startswith(f"<i>{phrases.UNSURE}</i>\n\n<blockquote>")
    assert first.count("<blockquote>") == 1
    assert second.startswith(f"<i>{phrases.FURTHER.format(page=2, pages=2)}</i>\n\n<blockquote>")


def test_an_unanswered_question_shows_no_quote() -> None:
    unanswered = replace(answered(DEEP), verdict=Verdict.UNANSWERED)
    assert htmls(unanswered) == [f"{phrases.UNANSWERED}\n\n{phrases.TRY_OTHER_WORDS}"]


def test_a_credit_words_what_is_not_the_articles_own_as_its_reader_does() -> None:
    credit = replace(WELL.credit, authors=("Ida Moor", "Tom Fell"), based_on="“Wells”")
    well = replace(WELL, credit=credit)
    assert credited(well, 700).text == credit.line
    spanish = "The well of Orrin · Ida Moor y Tom Fell · Orrin Post · basado en: “Wells”"
    assert credited(well, 700, say=spoken("es")).text == spanish


@pytest.mark.parametrize("verdict", [Verdict.UNANSWERED, Verdict.UNSURE])
def test_who_asks_in_a_language_that_no_article_has_is_told_those_of_the_articles(
    verdict: Verdict,
) -> None:
    [page] = htmls(replace(answered(DEEP), verdict=verdict, languages=("en", "es", "zh")))

    assert "My articles are in English, Spanish and Chinese.\n\n" in page


def test_the_reply_says_how_a_word_was_read() -> None:
    misspelt = replace(answered(DEEP), readings=(Reading("wel", "well"), Reading("deap", "deep")))
    assert htmls(misspelt)[0].startswith("<i>Read as: wel → well, deap → deep</i>\n\n")


@pytest.mark.parametrize(
    ("fact", "sentence"),
    [
        (Fact(WELL, "authors", "Ida Moor"), "Written by <b>Ida Moor</b>."),
        (Fact(WELL, "publisher", "Orrin Post"), "Published by <b>Orrin Post</b>."),
        (Fact(WELL, "published", "1932-06"), "Published: <b>1932-06</b>."),
        (Fact(WELL, "title", "The well"), "The title is “<b>The well</b>”."),
        (Fact(DIGEST, "authors", ""), "The article does not name its authors."),
        (Fact(DIGEST, "published", ""), "The article does not say when it was published."),
    ],
    ids=lambda case: case.field if isinstance(case, Fact) else "",
)
@pytest.mark.parametrize("verdict", Verdict)
def test_a_question_about_an_article_gets_the_fact_and_the_credit_and_no_quote(
    fact: Fact, sentence: str, verdict: Verdict
) -> None:
    told = replace(answered(DEEP, DRY), verdict=verdict, facts=(fact,))
    assert htmls(told) == [f"{sentence}\n\n{credited(fact.article, 700).html}"]
    assert told.shown == ()


def test_the_credit_below_a_fact_is_a_link() -> None:
    [page] = htmls(replace(answered(), facts=(Fact(WELL, "authors", "Ida Moor"),)))
    assert page.splitlines()[-1].startswith('<a href="https://post.example/well">The well of Orrin')


def test_facts_of_several_articles_name_each() -> None:
    facts = (Fact(WELL, "authors", "Ida Moor"), Fact(DIGEST, "authors", ""))
    [page] = replies.pages(replace(answered(DEEP, SHORT), facts=facts))
    assert page.text == (
        "The well of Orrin — Written by Ida Moor.\n"
        "A well, in short — The article does not name its authors."
    )


def test_it_is_asked_which_of_several_articles_is_meant() -> None:
    facts = (Fact(WELL, WHICH, WELL.credit.title), Fact(DIGEST, WHICH, DIGEST.credit.title))
    [page] = replies.pages(replace(answered(DEEP), facts=facts, more_facts=3))
    assert page.text.splitlines() == [
        phrases.WHICH_OF_SEVERAL,
        f"• {WELL.credit.title}",
        f"• {DIGEST.credit.title}",
        "… and 3 more",
    ]


def test_titles_of_several_articles_are_a_list_that_says_how_long_it_is() -> None:
    facts = tuple(Fact(WELL, "title", f"Well {number}") for number in range(1, 6))
    [page] = replies.pages(replace(answered(DEEP), facts=facts, more_facts=2))
    assert page.html.splitlines() == [
        "• <b>Well 1</b>",
        "• <b>Well 2</b>",
        "• <b>Well 3</b>",
        "• <b>Well 4</b>",
        "• <b>Well 5</b>",
        "… and 2 more",
    ]


@pytest.mark.parametrize("field", ["title", "authors", "publisher", "published", "url"])
def test_there_are_words_for_every_fact(field: str) -> None:
    assert "{value}" in phrases.FACTS[field]
    assert phrases.MISSING_FACTS[field]


def test_quotes_come_three_a_page() -> None:
    quotes = [replace(DRY, passage=number) for number in range(1, 8)]
    pages = replies.pages(answered(*quotes))
    assert [page.text.count("passage ") for page in pages] == [3, 3, 1]


def test_a_long_quote_is_folded() -> None:
    long = replace(WELL, text="It is deep. " * 40)
    [page] = htmls(answered(quote(long, 0, 400, "It is deep.")))
    assert page.startswith("<blockquote><b>")
    [page] = htmls(answered(quote(long, 0, 401, "It is deep.")))
    assert page.startswith("<blockquote expandable><b>")


def test_a_quote_that_does_not_fit_opens_the_next_page_whole() -> None:
    long = replace(WELL, text="It is deep. " * 325)
    pages = replies.pages(answered(DEEP, quote(long, 0, 3900, "It is deep."), DRY))
    assert [page.text.count("It is deep.") for page in pages] == [0, 325]


def test_a_quote_longer_than_a_message_shows_its_best_part_with_ellipses_outside() -> None:
    text = "one two " * 700 + "Here it is. " + "three four " * 500
    long = replace(WELL, text=text)
    [page] = replies.pages(answered(quote(long, 0, len(text), "Here it is.")))
    before, shown, after, _ = page.text.split("\n")
    assert (before, after) == ("…", "…")
    assert shown in text
    assert "Here it is." in shown
    assert len(shown) > 1500
    assert page.html.startswith("…\n<blockquote expandable>one two ")


def test_a_quote_of_emoji_is_cut_by_what_telegram_counts() -> None:
    sea = replace(WELL, text="🏝 " + "🌊" * 5000)
    [page] = replies.pages(answered(quote(sea, 0, 5000, "🏝")))
    assert 2000 < page.size <= MOST_UNITS


def test_no_page_has_more_marks_than_telegram_shows() -> None:
    words = replace(WELL, text="It. " + "deep, " * 60)
    terms = tuple((4 + 6 * number, 8 + 6 * number) for number in range(60))
    many = replace(quote(words, 0, 364, "It."), terms=terms)
    [page] = replies.pages(answered(many, many, many))
    assert 60 < len(page.marks) <= 100


def test_long_facts_and_readings_are_cut_to_what_a_message_holds() -> None:
    fact = Fact(replace(WELL, credit=replace(WELL.credit, title="t" * 5000)), "authors", "a" * 5000)
    readings = (Reading("w" * 4000, "well"),) * 50
    for facts in ((fact,), (fact,) * MOST_FACTS):
        [page] = replies.pages(replace(answered(), facts=facts, readings=readings))
        assert page.size <= MOST_UNITS
    [page] = replies.pages(replace(answered(DEEP), readings=readings))
    assert DEEP.text in page.text


def test_an_address_too_long_for_telegram_is_no_link() -> None:
    url = "https://a.example/" + "&" * 200
    [page] = htmls(
        answered(replace(SHORT, article=replace(DIGEST, credit=replace(DIGEST.credit, url=url))))
    )
    assert "<a" not in page


def test_an_address_that_is_no_web_page_is_no_link() -> None:
    [page] = htmls(
        answered(
            replace(
                SHORT,
                article=replace(DIGEST, credit=replace(DIGEST.credit, url="javascript:alert(1)")),
            )
        )
    )
    assert "<a" not in page
