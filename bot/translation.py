"""Translation: the bot's phrases as those who ask read them.

A phrase is looked up by its English wording in the file of a language (`bot/translations`, in the
format of gettext); what that lacks is said in English.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from gettext import c2py
from pathlib import Path

# Babel is imported where it is used, so that a question in the terminal does not wait for it.

_FOLDER = Path(__file__).parent / "translations"


@dataclass(frozen=True, slots=True)
class Translation:
    """The phrases in one language (ISO 639-1)."""

    language: str
    forms: Mapping[str, tuple[str, ...]]
    """English phrase (the singular, where it has two forms) → its forms here."""
    form_for: Callable[[int], int]
    """Which of the forms goes with a number."""

    def __call__(self, phrase: str, **values: object) -> str:
        """A phrase, its placeholders filled if there are values for them."""
        [said] = self.forms.get(phrase, (phrase,))
        return said.format(**values) if values else said

    def many(self, pair: tuple[str, str], count: int) -> str:
        """The form that goes with a number, which is its `{count}`; given singular and plural."""
        translated = self.forms.get(pair[0])
        said = translated[self.form_for(count)] if translated else pair[count != 1]
        return said.format(count=count)

    def named(self, languages: Iterable[str]) -> str:
        """Languages (ISO 639-1) by their names: "English and Spanish"."""
        from babel import Locale

        names = Locale.parse(self.language).languages
        return self.listed([names.get(code, code) for code in languages])

    def listed(self, names: Sequence[str]) -> str:
        """Names as they are said: "A, B and C"."""
        return _listed(tuple(names), "en_GB" if self.language == "en" else self.language)


@lru_cache(maxsize=1024)  # the credits of a page name the same authors, and Babel takes 25 µs
def _listed(names: tuple[str, ...], locale: str) -> str:
    from babel.lists import format_list

    return format_list(names, locale=locale)


ENGLISH = Translation("en", {}, lambda count: int(count != 1))


def spoken(code: str | None, others: Collection[str] = ()) -> Translation:
    """The translation for an IETF language tag such as "pt-br".

    Where there is none, that for the only one of some other languages, or else English.
    """
    own = (code or "").replace("_", "-").lower().partition("-")[0]
    known = translations()
    [other] = others if len(others) == 1 else ("",)
    return known.get(own) or known.get(other) or ENGLISH


@cache
def translations() -> Mapping[str, Translation]:
    """All translations, by their languages' codes; read in about 30 ms."""
    files = sorted(_FOLDER.glob("*.po"))
    return {"en": ENGLISH} | {file.stem: _read(file) for file in files}


def _read(file: Path) -> Translation:
    from babel import Locale
    from babel.messages.pofile import read_po

    with file.open("rb") as opened:
        read = read_po(opened, locale=file.stem)
    is_leftward = Locale.parse(file.stem).text_direction == "rtl"
    forms: dict[str, tuple[str, ...]] = {}
    for message in read:
        one = message.id if isinstance(message.id, str) else message.id[0]
        said = [message.string] if isinstance(message.string, str) else message.string or ()
        if one and all(said) and not message.fuzzy:
            forms[one] = tuple(map(_isolated, said) if is_leftward else said)
    return Translation(file.stem, forms, c2py(read.plural_expr))


def _isolated(form: str) -> str:
    """A phrase of a language that is written leftward, whose values run as they do by themselves.

    Else a name's full stop would go to its other end, and a date would read 06-01-1932.
    """
    return _PLACEHOLDER.sub("\u2068\\g<0>\u2069", form)


_PLACEHOLDER = re.compile(r"\{\w+\}")
