"""The catalogues of translations: complete, fillable, and within Telegram's limits."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import bot
from bot import phrases
from bot.asked.waitlist import DAYS, MOST
from bot.search.answers import Answer, Verdict
from bot.search.following import following
from bot.search.text.analyzer import Analyzer
from bot.search.text.questions import Kind, Question
from bot.translation import ENGLISH, Translation, spoken, translations

LANGUAGES = sorted({*translations()} - {"en"})
COUNTS = (0, 1, 2, 5, 11, 21, 100)
NOTICES = (
    *(phrases.ONE_MOMENT, phrases.STALE, phrases.CHANGED, phrases.NOT_YOURS, phrases.NOT_YOUR_LIST),
    *(phrases.NOT_YOURS_TO_REMOVE, phrases.MODERATORS_ONLY, phrases.SLOW_DOWN),
    *(phrases.VOTED_UP, phrases.VOTED_DOWN, phrases.VOTE_WITHDRAWN, phrases.TOO_OLD_TO_VOTE),
    *(phrases.WAITING_NO_MORE, phrases.ARTICLE_GONE),
)
"""What is told on a press, in a window that takes 200 characters."""
BUTTONS = {
    phrases.BACK: 12,
    phrases.MORE: 12,
    phrases.REMOVE_ANSWER: 20,
    phrases.TELL_ME: 28,
    phrases.AROUND: 28,
    phrases.ASK_IN_PRIVATE: 60,
}
"""Labels, and how many characters of them a phone shows, or Telegram takes."""


def said() -> Iterator[str | tuple[str, str]]:
    """All phrases; a pair is singular and plural."""
    for name, value in vars(phrases).items():
        if name.isupper():
            yield from value.values() if isinstance(value, dict) else [value]


def catalogue(language: str) -> Catalog:
    path = Path(bot.__file__).parent / "translations" / f"{language}.po"
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def placeholders(text: str) -> set[str]:
    return {place for _, place, _, _ in Formatter().parse(text) if place is not None}


def commands(text: str) -> list[str]:
    return sorted(re.findall(r"(?<!\w)/[a-z]+", text))


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=translations())
def any_say(request: pytest.FixtureRequest) -> Translation:
    """A translation, or English."""
    return spoken(request.param)


@pytest.fixture
def say(language: str) -> Translation:
    return spoken(language)


def test_the_bot_speaks_these_languages() -> None:
    assert " ".join(LANGUAGES) == "ar de es fa fr hi id it ja ko nl pl pt ru tr uk vi zh"


def test_a_catalogue_has_all_phrases_and_no_others(language: str) -> None:
    ids = {message.id for message in catalogue(language) if message.id}
    assert ids == set(said())


def test_every_form_of_every_phrase_is_translated_for_good(language: str) -> None:
    for message in catalogue(language):
        forms = [message.string] if isinstance(message.string, str) else message.string or ()
        assert all(forms), message.id
        assert not (message.id and message.fuzzy), message.id


def test_a_translation_fills_in_the_same_and_names_the_same_commands(say: Translation) -> None:
    numbers = Counter(say.form_for(count) for count in range(200))
    for phrase in said():
        one = phrase if isinstance(phrase, str) else phrase[0]
        for number, form in enumerate(say.forms[one]):
            # A form for one number alone may have it as a word, as Arabic has "two days".
            spelt_out = isinstance(phrase, tuple) and numbers[number] == 1
            assert placeholders(form) in ([placeholders(one)] + [set()] * spelt_out), form
            assert commands(form) == commands(one), form
            assert form == form.strip(), form


def test_notices_fit_into_telegrams_answer_to_a_press(any_say: Translation) -> None:
    notices = [*map(any_say, NOTICES), any_say(phrases.WAITING_TOO_MUCH, count=MOST)]
    notices.append(any_say(phrases.WAITING, days=any_say.many(phrases.DAYS, DAYS)))
    assert [notice for notice in notices if len(notice) > 200] == []


def test_labels_fit_onto_buttons(any_say: Translation) -> None:
    labels = {any_say(label): most for label, most in BUTTONS.items()}
    assert {label for label, most in labels.items() if len(label) > most} == set()


def test_the_profile_is_within_telegrams_limits(any_say: Translation) -> None:
    assert len(any_say(phrases.DESCRIPTION)) <= 512
    assert len(any_say(phrases.ABOUT)) <= 120
    assert max(len(any_say(does)) for does in phrases.ASKER_COMMANDS.values()) <= 256


def test_numbers_go_with_the_forms_that_the_language_has_for_them(say: Translation) -> None:
    locale = Locale.parse(say.language)
    form_of = {locale.plural_form(count): say.form_for(count) for count in range(200)}
    assert [say.form_for(count) for count in range(200)] == [
        form_of[locale.plural_form(count)] for count in range(200)
    ]
    for pair in (phrases.DAYS, phrases.ARTICLES):
        forms = say.forms[pair[0]]
        for count in COUNTS:
            assert say.many(pair, count) == forms[say.form_for(count)].format(count=count)


@pytest.mark.parametrize(
    ("code", "others", "language"),
    [
        ("es", ["de"], "es"),
        ("pt-br", [], "pt"),
        ("zh-hans", [], "zh"),
        ("en-US", ["de"], "en"),
        ("PT_BR", [], "pt"),
        ("xx", ["de"], "de"),
        (None, ["de"], "de"),
        (None, ["de", "es"], "en"),
        (None, ["xx"], "en"),
        (None, [], "en"),
        ("", [], "en"),
        ("../es", [], "en"),
    ],
)
def test_who_speaks_another_language_is_spoken_to_in_the_articles_or_in_english(
    code: str | None, others: list[str], language: str
) -> None:
    assert spoken(code, others).language == language


def test_a_phrase_without_a_translation_is_said_in_english() -> None:
    assert spoken("es")("{count} of {pages}", count=1, pages=2) == "1 of 2"
    assert ENGLISH.many(("{count} day", "{count} days"), 1) == "1 day"
    assert ENGLISH.many(("{count} day", "{count} days"), 0) == "0 days"


def test_languages_are_named_in_the_language_that_is_spoken() -> None:
    assert ENGLISH.named(["en"]) == "English"
    assert replace(ENGLISH, language="de").named(["en", "es", "xx"]) == "Englisch, Spanisch und xx"


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_the_example_of_asking_on_is_understood_as_one(language: str) -> None:
    told = translations()[language](phrases.PRIVACY_FOLLOWING)
    [example] = re.findall("[«“„「](.+?)[»”“」]", told)

    leaning = following(
        Question.of(example),
        Analyzer(language),
        lambda: Answer(question="?", verdict=Verdict.UNANSWERED, confidence=0.0),
        finds=True,
    )

    assert leaning is not None
    assert (leaning.stands, leaning.kind) == (False, Kind.NUMBER)
