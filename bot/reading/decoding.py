"""Bytes → text; an encoding that can't be told is refused, not guessed."""

import codecs
import re
from contextlib import suppress

from bot.reading.languages import language_of
from bot.search.articles import RejectedFile

MOST_CHARACTERS = 2_000_000
"""Of an article."""
MOST_LINES = 200_000
"""Each line of Markdown costs a kilobyte while it is read; a long book has some 20,000."""
_MARKS = [
    ((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE), "utf-32"),  # UTF-16's is how it begins
    ((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE), "utf-16"),
]
_MEANT = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip
"""An encoding that pages declare → the larger one that browsers read them in."""
_LATIN_ENCODINGS = ("cp1252", "cp1250", "iso8859-2", "cp1254", "cp850", "cp852", "mac-roman")
_ALPHABETS = {
    "ca": "àçèéíïòóúü", "cs": "áčďéěíňóřšťúůýž", "da": "åæéø", "de": "äöüßé",
    "en": "éèêëïñôüçöä", "es": "áéíñóúü", "et": "äõöšüž", "fi": "äåöšž", "fr": "àâæçèéêëîïôœùûüÿ",
    "hr": "čćđšž", "hu": "áéíóöőúüű", "is": "áéíóúýæöðþ", "it": "àèéìîòóùú", "nl": "áèéëïíóöü",
    "nb": "åæéèêòóôø", "nn": "åæéèêòóôø", "no": "åæéèêòóôø", "pl": "ąćęłńóśźż",
    "pt": "àáâãçéêíóôõúü", "ro": "âăîșşțţ", "sk": "áäčďéíĺľňóôŕšťúýž", "sl": "čšž",
    "sv": "äåéö", "tr": "âçğıİîöşûü",
}  # fmt: skip
"""The letters beyond a to z that a language is written with."""
_BESIDE_WORDS = frozenset("“”„‚‘’«»‹›–—…€£°§©®·•¿¡½¼¾²³×%\xa0")
_SIGN_IN_WORD = re.compile(r"[^\W\d_][^\w\s\x00-\x7f’·–—…][^\W\d_]")
_OTHER_SCRIPTS = frozenset(
    ["ar", "be", "bg", "el", "fa", "he", "ja", "ko", "mk", "ru", "sr", "th", "uk", "zh"]
)
"""Languages that are not written in Latin letters, whose encodings the detector knows."""
_MOST_CHAOS = 0.05
"""Share of unlikely characters, 0 to 1, above which a detected encoding is not believed."""
_FEWEST_LETTERS = 20
"""From a to z; fewer tell no language."""
_FEWEST_KINDS = 8
"""Different letters of another script; fewer tell no language."""


def decode_article(data: bytes) -> str:
    """The text of a file of an article; raises `RejectedFile` for one that is too long to parse."""
    text = decode(data)
    if len(text) > 2 * MOST_CHARACTERS:  # markup and credit count a little
        raise RejectedFile(f"its text is longer than {MOST_CHARACTERS:,} characters")
    if text.count("\n") > MOST_LINES:
        raise RejectedFile(f"it has more than {MOST_LINES:,} lines")
    return text


def as_declared(data: bytes, label: str) -> bytes:
    """The data in UTF-8, if it is in the encoding that this label of the web stands for.

    As it is, if it is UTF-8 already, or the label is wrong.
    """
    if b"\0" not in data:
        with suppress(UnicodeDecodeError):
            data.decode()
            return data
    try:
        name = codecs.lookup(label).name
        return codecs.BOM_UTF8 + data.decode(_MEANT.get(name, name)).encode()
    except (LookupError, UnicodeError):
        return data


def decode(data: bytes) -> str:
    """Decode by the byte order mark, as UTF-8, or by detection where it is convincing.

    Raises `RejectedFile` for what is not text or can't be told.
    """
    encoding = next((name for marks, name in _MARKS if data.startswith(marks)), "utf-8-sig")
    if encoding == "utf-8-sig" and b"\0" in data:
        raise RejectedFile("it is not text but binary data")
    with suppress(UnicodeDecodeError):
        # Japanese mail's encoding is all ASCII: only its escapes tell it from English.
        return data.decode("iso2022_jp" if b"\x1b$" in data else encoding)
    # The detector takes short Spanish for Polish letters, but is good at other scripts.
    for latin in _LATIN_ENCODINGS:
        text = data.decode(latin, errors="ignore")
        if text.encode(latin) == data and _is_latin_text(text):
            return text
    return _in_another_script(data)


def _is_latin_text(text: str) -> bool:
    """Whether every letter belongs to the text's language, and no sign stands inside a word."""
    plain = sum(c.isascii() and c.isalpha() for c in text)
    if plain < _FEWEST_LETTERS or sum(not c.isascii() for c in text) * 3 > plain:
        return False
    letters = _ALPHABETS.get(language_of(text), "")
    strange = {c for c in text if not c.isascii()} - _BESIDE_WORDS - {*letters, *letters.upper()}
    return bool(letters) and not strange and not _SIGN_IN_WORD.search(text)


def _in_another_script(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    text = str(best) if best and best.chaos <= _MOST_CHAOS else ""
    letters = {c for c in text if c.isalpha() and not c.isascii()}
    if len(letters) < _FEWEST_KINDS or language_of(text) not in _OTHER_SCRIPTS:
        raise RejectedFile("its encoding can't be told: save it as UTF-8")
    return text
