"""Whatever an article holds, moderators' messages about it are what Telegram takes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import wording
from bot.chat.moderating import article_messages, catalogue
from bot.keeping.previews import Preview, examine
from bot.replying.message import MOST_UNITS, Message, Style
from bot.search.articles import Article, Credit
from bot.search.passages import split

LINES = st.text(st.characters(categories=["L", "N", "P", "So"]), min_size=1, max_size=400)
TEXTS = st.lists(LINES, min_size=1, max_size=8).map(lambda lines: "\n\n".join(lines * 5))
ARTICLES = st.builds(
    Article,
    id=LINES.map(lambda line: line[:200]),
    credit=st.builds(
        Credit,
        title=LINES.map(lambda line: line * 5),
        authors=st.lists(LINES, max_size=4).map(tuple),
        publisher=LINES,
        url=st.sampled_from(["", "https://a.example/" + "b" * 2000]),
    ),
    text=TEXTS,
)
EVERY_WARNING = (
    wording.NO_TITLE, wording.UNREADABLE_SIGNS, wording.WRONG_SPACES, wording.TORN_SENTENCES,
    wording.SHORT_PARAGRAPHS, wording.NEAR_DUPLICATE.format(title="x" * 4000, id="y" * 200),
)  # fmt: skip


def quotes(message: Message) -> list[str]:
    kinds = (Style.QUOTE, Style.LONG_QUOTE)
    return [message.text[m.start : m.end] for m in message.marks if m.style in kinds]


@given(ARTICLES, ARTICLES)
def test_previews_are_within_telegrams_limits_and_quote_word_for_word(
    article: Article, old: Article
) -> None:
    passages = split(article)
    for message in (
        article_messages.preview_message(Preview(article, passages, EVERY_WARNING, old)),
        article_messages.article_message(article, "2024-01-31", 10**6),
    ):
        assert message.size <= MOST_UNITS
        assert len(quotes(message)) == min(3, len(passages))
        assert all(quote in article.text for quote in quotes(message))


@given(st.lists(ARTICLES, max_size=20))
def test_lists_are_within_telegrams_limits(articles: list[Article]) -> None:
    count = catalogue.page(articles, "", 0)[2]
    pages = [catalogue.page(articles, "", number)[0] for number in range(count)]
    assert max(page.size for page in pages) <= MOST_UNITS
    assert sum(page.text.count("\n\n") for page in pages) == len(articles)


@pytest.mark.parametrize("count", [1, 2, 3, 9])
def test_a_preview_shows_the_first_two_passages_and_the_last(count: int) -> None:
    paragraphs = [
        f"Number {n} is a paragraph of its own, {'long enough ' * 8}." for n in range(count)
    ]
    article = Article(id="", credit=Credit(title="Numbers"), text="\n\n".join(paragraphs))
    shown = quotes(article_messages.preview_message(examine(article, [])))
    assert shown == list(dict.fromkeys([*paragraphs[:2], paragraphs[-1]]))


def test_an_article_is_named_by_its_id_or_by_words_that_only_it_has() -> None:
    one = Article(
        id="bridge", credit=Credit(title="The bridge is closed", publisher="Herald"), text="Text."
    )
    two = replace(one, credit=replace(one.credit, title="The bridge is open"), id="bridge-2")
    names = ["bridge", "bridge-2", "open herald", "HERALD closed", "herald", "", "ferry"]
    found = [catalogue.article_named([one, two], name) for name in names]
    assert found == [one, two, two, one, None, None, None]
