"""A preview says what an article would be, what may be wrong with it, and what it replaces."""

from dataclasses import replace

import pytest

from bot import wording
from bot.keeping.previews import examine, shown_passages
from bot.keeping.revision import Revision
from bot.reading.files import read_bytes
from bot.search.articles import Article, Credit, RejectedFile
from tests.keeping.conftest import BRIDGE

LOADED = replace(BRIDGE, id="bridge")
FERRY = replace(
    BRIDGE,
    credit=replace(
        BRIDGE.credit, title="The ferry sails again", url="https://herald.example/2024/ferry"
    ),
    text="After three weeks in the dock, the ferry of Ostvik sails again since Monday morning.",
)


def test_an_unblemished_new_article_has_no_warnings_and_replaces_nothing() -> None:
    preview = examine(FERRY, [LOADED])
    assert (preview.warnings, preview.replaces, preview.revision) == ((), None, None)


def test_the_first_two_passages_and_the_last_are_shown() -> None:
    paragraphs = [f"Paragraph {n} {'tells of the bridge and the ferry ' * 5}." for n in range(6)]
    article = replace(BRIDGE, text="\n\n".join(paragraphs))
    preview = examine(article, [])
    shown = shown_passages(article, preview.passages)
    assert shown == ((1, paragraphs[0]), (2, paragraphs[1]), (6, paragraphs[5]))


@pytest.mark.parametrize(("count", "numbers"), [(1, [1]), (2, [1, 2]), (3, [1, 2, 3])])
def test_a_short_article_is_shown_whole(count: int, numbers: list[int]) -> None:
    article = replace(BRIDGE, text="\n\n".join(BRIDGE.text.split("\n\n")[:count]))
    shown = shown_passages(article, examine(article, []).passages)
    assert [number for number, _ in shown] == numbers
    assert "\n\n".join(text for _, text in shown) == article.text


@pytest.mark.parametrize(
    ("changes", "is_version"),
    [
        ({}, True),
        ({"title": "The bridge is open"}, True),
        ({"url": "http://www.herald.example/2024/bridge/"}, True),
        ({"url": "", "publisher": "northern  coast herald"}, True),
        ({"url": "", "publisher": "Another Herald"}, False),
        ({"url": "", "title": "The bridge is open"}, False),
        ({"title": "T", "url": f"{BRIDGE.credit.url}?page=2"}, False),
    ],
    ids=[
        "title and page", "page", "page spelt otherwise", "title and publisher",
        "title alone", "publisher alone", "another page",
    ],
)  # fmt: skip
def test_the_same_page_or_title_and_publisher_is_a_new_version(
    changes: dict[str, str], is_version: bool
) -> None:
    newer = replace(BRIDGE, credit=replace(BRIDGE.credit, **changes), text="Reopened.")  # type: ignore[arg-type]
    preview = examine(newer, [FERRY, LOADED])
    assert preview.replaces == (LOADED if is_version else None)


def test_a_sites_front_page_is_no_article_of_its_own() -> None:
    one, two = (
        replace(a, credit=replace(a.credit, url="https://herald.example/")) for a in (LOADED, FERRY)
    )
    assert examine(two, [one]).replaces is None


def test_texts_without_a_publisher_are_versions_only_if_they_are_alike() -> None:
    pasted = replace(
        LOADED, credit=replace(LOADED.credit, title="Pasted text", url="", publisher="")
    )
    newer = replace(pasted, id="", text=pasted.text.replace("nine million", "ten million"))
    assert examine(newer, [pasted]).replaces == pasted
    assert examine(replace(pasted, text=FERRY.text), [pasted]).replaces is None


def test_a_new_version_says_how_many_paragraphs_change() -> None:
    first, second, third = BRIDGE.text.split("\n\n")
    newer = "\n\n".join([first, "A new one.", second.replace("four", "five"), "Another.", third])
    preview = examine(replace(BRIDGE, text=newer), [LOADED])
    assert preview.revision == Revision(changed=1, added=2, removed=0, old_credit="")


def test_a_version_with_another_credit_says_what_it_was() -> None:
    preview = examine(replace(BRIDGE, credit=replace(BRIDGE.credit, authors=("Jo Roe",))), [LOADED])
    assert preview.revision is not None
    assert preview.revision.old_credit.startswith("The bridge is closed · Tove Lund · ")
    assert preview.revision.changed == 0


@pytest.mark.parametrize(
    "article",
    [BRIDGE, replace(BRIDGE, credit=replace(BRIDGE.credit, url="", title="Another title"))],
    ids=["all", "text"],
)
def test_the_same_text_is_refused_by_name(article: Article) -> None:
    with pytest.raises(RejectedFile, match="word for word, as bridge"):
        examine(article, [FERRY, LOADED])


def test_a_near_duplicate_is_named() -> None:
    credit = replace(BRIDGE.credit, title="Ostvik without its bridge", url="", publisher="Agency")
    text = BRIDGE.text.replace("the old harbour bridge", "its oldest bridge")
    copied = replace(BRIDGE, credit=credit, text=text)
    preview = examine(copied, [FERRY, LOADED])
    assert preview.replaces is None
    named = wording.NEAR_DUPLICATE.format(title="The bridge is closed", id="bridge")
    assert preview.warnings == (named,)


def test_another_article_of_the_same_title_is_named() -> None:
    bare = replace(LOADED, credit=replace(LOADED.credit, url="", publisher=""))
    preview = examine(replace(bare, text="The bridge is open."), [FERRY, bare])
    named = wording.SAME_TITLE.format(title="The bridge is closed", id="bridge")
    assert (preview.replaces, preview.warnings, preview.like) == (None, (named,), bare)


@pytest.mark.parametrize("text", ["T", "Monday morning.", "ferry"])
def test_a_few_words_are_no_copy_of_what_has_them_too(text: str) -> None:
    preview = examine(replace(LOADED, id="", credit=Credit(title="New"), text=text), [FERRY])
    assert preview.like is None


def test_an_article_that_holds_another_is_a_near_duplicate_of_it() -> None:
    roundup = replace(FERRY, text="\n\n".join([*[FERRY.text] * 40, BRIDGE.text]))
    assert len(examine(roundup, [LOADED]).warnings) == 1
    assert (
        len(
            examine(
                replace(BRIDGE, credit=replace(BRIDGE.credit, title="B", url="")),
                [replace(roundup, id="r")],
            ).warnings
        )
        == 1
    )


@pytest.mark.parametrize(
    ("title", "warned"), [("Scan 2024 03", True), ("The bridge is closed", False)]
)
def test_an_article_called_after_its_file_has_no_title(title: str, warned: bool) -> None:
    preview = examine(
        replace(BRIDGE, credit=replace(BRIDGE.credit, title=title)), [], name="scan-2024-03.pdf"
    )
    assert preview.warnings == ((wording.NO_TITLE,) if warned else ())


@pytest.mark.parametrize(
    ("text", "articles", "language"),
    [("hello", [], "en"), ("hello", [replace(FERRY, id="f", language="pt")], "pt")],
)
def test_a_text_too_short_to_tell_gets_the_language_of_the_articles(
    text: str, articles: list[Article], language: str
) -> None:
    preview = examine(read_bytes(text.encode(), "note.txt"), articles)
    assert preview.article.language == language
    assert wording.SHORT_FOR_LANGUAGE.format(language=language) in preview.warnings


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Brücke ist zu.", "de"),
        ("橋は閉鎖された。", "ja"),
        ("Most je zatvoren do proljeća, jer su ronioci našli pukotine u stupovima.", "hr"),
    ],
)
def test_a_text_whose_language_is_clear_keeps_it(text: str, language: str) -> None:
    article = read_bytes(text.encode(), "note.txt")
    assert examine(article, [LOADED]).article.language == language
