from dataclasses import replace

from bot.chat.link.listing import listing
from tests.replying.test_replies import WELL


def test_the_longest_list_is_short_enough_to_be_parsed() -> None:
    entry = replace(
        WELL, credit=replace(WELL.credit, title="&" * 400, url="https://a.example/" + "&" * 190)
    )
    page, _ = listing([entry] * 10)
    assert page.html.count("<a ") == 10
    assert len(page.html.encode()) < 32_768


def test_many_articles_are_listed_ten_a_page() -> None:
    wells = [
        replace(WELL, credit=replace(WELL.credit, title=f"Well {number}")) for number in range(23)
    ]
    pages = [listing(wells, number=number)[0] for number in range(3)]
    assert [page.text.count("Well ") for page in pages] == [10, 10, 3]
    assert pages[2].text.startswith("I have read 23 articles:\nPage 3 of 3\n\nWell 20 · Ida Moor")
