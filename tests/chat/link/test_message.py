import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.link.listing import listing
from bot.replying import replies
from bot.replying.message import MOST_UNITS, Mark, Message, Style, joined, shortened, units
from bot.search.answers import Answer, Fact, Quote, Reading, Verdict
from bot.search.articles import Article, Credit, Span
from bot.translation import Translation, translations
from tests.chat.telegram_parser import TelegramParser

# Text that parsers stumble over: markup, entities, emoji of many characters, right-to-left
# scripts, marks that join what stands before them.
AWKWARD = [
    "<b>", "</blockquote>", "&amp;", "&#60;", "&", "<", ">", '"', "'", "</a>", "*", "_", "`",
    "[x](y)", "👩‍👩‍👧‍👦", "🇺🇳", "👍🏽", "𝔸", "שלום", "مرحبا", "e\u0301", "क्षि", "\u200d", "\ufe0f",
    "é", " ", "\n", "word", "/ask", "@ArticleBot", "http://a.example/?b=1&c=2", "\u2067", "\u2069",
    "中文", ". ",
]  # fmt: skip
ANY_TEXT = st.lists(st.sampled_from(AWKWARD) | st.characters(), max_size=40).map("".join)
SOME_TEXT = ANY_TEXT.map(lambda text: f"a{text}z")
URL = "https://a.example/x?y=1&z='<\">"

TAGS = {
    "textEntityTypeBlockQuote": Style.QUOTE,
    "textEntityTypeExpandableBlockQuote": Style.LONG_QUOTE,
    "textEntityTypeBold": Style.BOLD,
    "textEntityTypeItalic": Style.ITALIC,
    "textEntityTypeUnderline": Style.UNDERLINE,
    "textEntityTypeTextUrl": Style.LINK,
}


def as_telegram_reads(parser: TelegramParser, html: str) -> tuple[str, dict[Style, set[int]], int]:
    """The text, which UTF-16 units are marked how, and how many entities there are."""
    parsed = parser.parse(html)
    assert parsed["@type"] == "formattedText", parsed
    marked: dict[Style, set[int]] = {}
    for entity in parsed["entities"]:
        kind = TAGS[entity["type"]["@type"]]
        end = entity["offset"] + entity["length"]
        marked.setdefault(kind, set()).update(range(entity["offset"], end))
    return parsed["text"], marked, len(parsed["entities"])


def as_meant(message: Message) -> dict[Style, set[int]]:
    marked: dict[Style, set[int]] = {}
    for mark in message.marks:
        if mark.start < mark.end:
            start, end = units(message.plain[: mark.start]), units(message.plain[: mark.end])
            marked.setdefault(mark.style, set()).update(range(start, end))
    return marked


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    edges = st.integers(0, len(text))
    start, end = sorted((draw(edges), draw(edges)))
    return start, end


@st.composite
def marked_messages(draw: st.DrawFn) -> Message:
    text = draw(SOME_TEXT)
    kinds = st.sampled_from([Style.BOLD, Style.ITALIC, Style.UNDERLINE])
    marks = [Mark(draw(kinds), *draw(spans(text))) for _ in range(draw(st.integers(0, 6)))]
    quote = [Mark(Style.QUOTE, 0, len(text))] if draw(st.booleans()) else []
    return Message(text, (*quote, *marks))


@given(message=marked_messages())
def test_telegram_reads_the_very_text_and_marks_that_were_meant(
    telegram: TelegramParser, message: Message
) -> None:
    text, marked, _ = as_telegram_reads(telegram, message.html)
    assert (text, marked) == (message.plain, as_meant(message))


@pytest.mark.parametrize("url", [URL, "https://a.example/ü", "http://xn--e1afmkfd.example/"])
def test_a_link_leads_where_the_article_is(telegram: TelegramParser, url: str) -> None:
    message = Message("a <title>", (Mark(Style.LINK, 0, 9, url),))
    parsed = telegram.parse(message.html)
    assert parsed["text"] == "a <title>"
    assert parsed["entities"][0]["type"]["url"] == url


@st.composite
def articles(draw: st.DrawFn) -> Article:
    text = draw(SOME_TEXT) * draw(st.sampled_from([1, 1, 5, 300]))
    return Article(
        id="a",
        credit=Credit(
            title=draw(SOME_TEXT) * draw(st.sampled_from([1, 1, 1, 100])),
            authors=tuple(draw(st.lists(SOME_TEXT, max_size=3))),
            publisher=draw(ANY_TEXT),
            url=draw(st.sampled_from(["", "https://a.example/", "ftp://a.example", URL])),
            based_on=draw(ANY_TEXT),
        ),
        text=text,
    )


@st.composite
def quotes(draw: st.DrawFn, article: Article) -> Quote:
    start = draw(st.integers(0, len(article.text) - 1))
    end = draw(st.integers(start + 1, len(article.text)))
    text = article.text[start:end]
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=80)))
    return Quote(
        article=article,
        passage=draw(st.integers(1, 999)),
        passages=999,
        start=start,
        end=end,
        section=draw(ANY_TEXT),
        best=draw(spans(text)),
        terms=tuple(zip(edges[::2], edges[1::2], strict=False)),
        score=1.0,
    )


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    loaded = draw(st.lists(articles(), min_size=1, max_size=2))
    some = st.sampled_from(loaded)
    fields = st.sampled_from(["title", "authors", "publisher", "published", "url"])
    verdict = draw(st.sampled_from(Verdict))
    fewest = 0 if verdict is Verdict.UNANSWERED else 1
    return Answer(
        question="?",
        verdict=verdict,
        confidence=0.5,
        quotes=tuple(draw(quotes(draw(some))) for _ in range(draw(st.integers(fewest, 5)))),
        readings=tuple(draw(st.lists(st.builds(Reading, ANY_TEXT, ANY_TEXT), max_size=3))),
        facts=tuple(draw(st.lists(st.builds(Fact, some, fields, ANY_TEXT), max_size=2))),
    )


@given(answer=answers(), say=st.sampled_from([*translations().values()]))
def test_every_page_is_within_the_limits_and_read_as_it_was_meant(
    telegram: TelegramParser, answer: Answer, say: Translation
) -> None:
    for page in replies.pages(answer, say=say):
        text, marked, entities = as_telegram_reads(telegram, page.html)
        assert (text, marked) == (page.plain, as_meant(page))
        assert 1 <= page.size <= MOST_UNITS
        assert len(page.html.encode()) <= 32_768
        assert entities <= 100


@given(answer=answers())
def test_what_is_quoted_is_a_slice_of_the_passage(answer: Answer) -> None:
    for page in replies.pages(answer):
        for mark in page.marks:
            if mark.style in (Style.QUOTE, Style.LONG_QUOTE):
                shown = page.text[mark.start : mark.end]
                assert any(shown in quote.text for quote in answer.quotes)


@given(loaded=st.lists(articles(), max_size=25))
def test_the_list_of_articles_is_within_the_limits(
    telegram: TelegramParser, loaded: list[Article]
) -> None:
    for number in range(3):
        page, _ = listing(loaded, number=number)
        text, marked, _ = as_telegram_reads(telegram, page.html)
        assert (text, marked) == (page.plain, as_meant(page))
        assert 1 <= page.size <= MOST_UNITS
        assert len(page.html.encode()) <= 32_768


@given(text=ANY_TEXT, size=st.integers(1, 50))
def test_a_shortened_name_is_within_its_size(text: str, size: int) -> None:
    short = shortened(text, size)
    assert units(short) <= size
    assert short == text or text.startswith(short.removesuffix("…"))


@pytest.mark.parametrize(
    ("text", "sendable"),
    [
        pytest.param("a\x00b\tc\x1bd", "a b c d", id="controls"),
        pytest.param("a\ud83db", "a\ufffdb", id="half an emoji"),
        pytest.param("a\nb", "a\nb", id="line end"),
    ],
)
def test_what_telegram_does_not_take_gets_a_stand_in(text: str, sendable: str) -> None:
    assert (Message(text).plain, Message(text).html) == (sendable, sendable)


def test_crossing_marks_are_nested_by_closing_and_opening_again() -> None:
    message = Message("abc", (Mark(Style.BOLD, 0, 2), Mark(Style.ITALIC, 1, 3)))
    assert message.html == "<b>a<i>b</i></b><i>c</i>"


def test_joining_moves_the_marks_along_and_leaves_out_what_is_empty() -> None:
    bold = Message("b", (Mark(Style.BOLD, 0, 1),))
    assert joined([Message("a"), Message(""), bold], ", ").html == "a, <b>b</b>"
