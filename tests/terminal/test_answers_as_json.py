"""The JSON of an answer tells scripts all that the answer itself does."""

import json

from bot.search.index import Index
from bot.terminal.asking import answer_json
from tests.search.corpus import BRIDGE


def test_facts_of_an_article_are_told_by_field() -> None:
    fields = json.loads(answer_json(Index.of([BRIDGE]).answer("Who wrote this?"), 0.0))

    assert fields["facts"] == [
        {"article": "bridge", "field": "authors", "value": "Una Brock and Piet Sand"}
    ]
    assert fields["readings"] == []


def test_misspelt_words_are_told_with_what_they_were_read_as() -> None:
    fields = json.loads(answer_json(Index.of([BRIDGE]).answer("accordian"), 0.0))

    assert fields["readings"] == [{"typed": "accordian", "read": "accordion"}]
    assert fields["facts"] == []
