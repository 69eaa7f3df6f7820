from dataclasses import replace

from bot.translation import ENGLISH, spoken


def test_a_phrase_without_a_translation_is_said_in_english() -> None:
    assert spoken("xx")("{count} of {pages}", count=1, pages=2) == "1 of 2"
    assert ENGLISH.many(("{count} day", "{count} days"), 1) == "1 day"
    assert ENGLISH.many(("{count} day", "{count} days"), 0) == "0 days"


def test_languages_are_named_in_the_language_that_is_spoken() -> None:
    assert ENGLISH.named(["en"]) == "English"
    assert replace(ENGLISH, language="de").named(["en", "es", "xx"]) == "Englisch, Spanisch und xx"
