import json

from hypothesis import given
from hypothesis import strategies as st

from bot.reading.article_json import from_json, to_json
from bot.search.articles import Article, Credit, Section

TEXTS = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.just("\ud83d")))


@given(TEXTS, TEXTS, st.lists(TEXTS), st.lists(st.builds(Section, st.integers(0), TEXTS)))
def test_an_article_comes_out_as_it_went_in_and_every_encoding_takes_it(
    title: str, text: str, authors: list[str], sections: list[Section]
) -> None:
    article = Article(
        id="a",
        credit=Credit(title=title, authors=tuple(authors)),
        text=text,
        sections=tuple(sections),
    )
    written = to_json(article).encode()
    assert from_json(json.loads(written)) == article
