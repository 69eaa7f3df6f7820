"""The lines that credit an article: by whom it is, where it was published, and on what day.

One way for pasted text, documents and web pages.
"""

import re
from functools import reduce

from bot.reading.dates import find_date, month_of
from bot.reading.names import may_be_name, names_in, names_nobody
from bot.search.articles import Credit

_SIGNED = re.compile(
    r"\W*(?:"
    r"(?:(?:written|words|story|text|posted|reported|published|report)[ -])?by\s*:?\s+"
    r"|(?:(?:geschrieben )?von|(?:(?:écrit|publié|rédigé) )?par|(?:(?:escrito|publicado) )?por"
    r"|propos recueillis par|(?:scritto )?di|a cura di|av|af|door|przez|oleh)\s*:?\s+"
    r"|(?:words|texte?|texto|testo|tekst|teksti|authors?|auteure?s?|autore?s?|autor(?:a|in|en|zy)?"
    r"|forfatter|författare|yazan|yazar|автор|беседовала?|текст|γράφει|كتب|بقلم|מאת)\s*:\s*"
    r"|(?:بقلم|מאת)\s+"
    r"|(?:文|撰文|作者|执笔|執筆|著者|取材・文|(?:本报|本報)?(?:记者|記者))\s*[:：/／|=＝・\s]\s*"
    r")",
    re.IGNORECASE,
)
_SIGNED_BEHIND = re.compile(r"^([가-힣]{2,4}) ?기자\b")
_POST = re.compile(
    r",\s*(?:(?:M\.?D|Ph\.?D|M\.?A|R\.?N|MPH|Esq|Jr|Sr)\b|(?!(?:and|und|et|y|e)\b)[a-z]"
    r"|(?i:[\w ]*\b(?:correspondent|editor|reporter|writer|staff|contributor)\b)).*"
)
_AFTER_NAMES = re.compile(
    r"\s*[(\[<@].*|\s+(?:in|at|for|on|from|of|reports?|covers|is|\w+ by)\s.*"
    r"|[ ,;]+[^\W\d]+:.*"
    r"|(?:[ ,]+(?P<month>[^\W\d]+)\.?)?[ ,:]*\d.*"
)
_BETWEEN = re.compile(
    r" *[|·•∙●] *| [–—/-] |, (?=(?:[^\W\d]+\.? )?\d{1,2}\b)|(?<=\d) (?=(?i:by|von|par|por|di|av) )"
)
_WORD = re.compile(r"[^\W\d_]+")
_DATE_WORD = re.compile(
    r"published|posted|updated|last|modified|date|on|at|[ap]|[ap]?m|min(?:ute)?s?|read|gmt|utc|e[sd]t|ce?st|bst|p[sd]t"
    r"|mon(day)?|tue(s|sday)?|wed(nesday)?|thu(rs|rsday)?|fri(day)?|sat(urday)?|sun(day)?"
    r"|veröffentlicht|aktualisiert|erschienen|stand|datum|am|um|uhr|vom|den|(mon|diens|donners|frei"
    r"|sams|sonn)tag|mittwoch"
    r"|publiée?|paru|modifiée?|mise?|à|jour|le|h|(lun|mar|mercre|jeu|vendre|same)di|dimanche"
    r"|publicad[oa]|actualizad[oa]|atualizad[oa]|fecha|data|el|las?|a|em|às|de|hrs?|lunes|martes"
    r"|miércoles|jueves|viernes|sábado|domingo|(segunda|terça|quarta|quinta|sexta)-feira"
    r"|pubblicato|aggiornato|il|alle|ore|(lune|marte|mercole|giove|vener)dì|sabato|domenica"
    r"|gepubliceerd|geplaatst|op|om|publicerad|publisert|udgivet|uppdaterad|oppdatert|opdateret|kl"
    r"|opublikowano|aktualizacja|julkaistu|päivitetty|опубликовано|обновлено|в|г",
    re.IGNORECASE,
)
_WITH = re.compile(r"\s+\(?(?:with|avec|mit|con|com) +(?=[A-ZÀ-ÞΑ-ЯŁŚŞĀ-Ž])")
_COMMA = re.compile(r"\s*[,，]\s*(?:and |und |et |y |e )?")
_PUBLISHERS = re.compile(
    r"\b(agency|blog|bulletin|chronicle|courier|daily|express|gazette|globe|guardian|herald"
    r"|independent|institute|journal|magazine|mail|media|mirror|network|news|observer|post|press"
    r"|radio|record|register|reporter|review|standard|star|sun|telegraph|the|times|today|tribune"
    r"|university|weekly|wire|zeitung|anzeiger|nachrichten|presse|rundschau|tageblatt|magazin"
    r"|monde|nouvelles|diario|periódico|prensa|noticias|revista|jornal|folha"
    r"|correio|giornale|corriere|gazzetta|dagblad(?:et)?|tidning(?:en)?|tidende|avis(?:en|a)?"
    r"|bladet|krant|courant|gazeta|noviny|газета|новости|вести)\b|新聞|新闻|日報|日报|時報|时报|通信社|신문|일보",
    re.IGNORECASE,
)
_LONGEST = 120


def is_byline(line: str) -> bool:
    """Whether the line names an author or a day, and says nothing else."""
    said = [credit_in(part) for part in parts_of(line)] if len(line) <= _LONGEST else []
    return bool(said) and Credit() not in said


def byline(line: str) -> Credit:
    """What the line says, whatever it says beside it."""
    parts = parts_of(line) if len(line) <= 3 * _LONGEST else []
    return reduce(Credit.or_else, map(credit_in, parts), Credit())


def parts_of(line: str) -> list[str]:
    """The parts of a line that are set apart by bars, dots or dashes, or a comma and a date.

    Left out is what only tells the time, or how long it takes to read.
    """
    return [part for part in _BETWEEN.split(line) if find_date(part) or not _says_little(part)]


def is_signed(line: str) -> bool:
    """Whether the line begins as a byline does: "By", "Von", "文/"."""
    return bool(_SIGNED.match(line))


def named_in(text: str) -> tuple[str, ...]:
    """The names that a text lists, with or without "By" before them, whatever they look like."""
    by = _SIGNED.match(text)
    return _signed(text).authors or names_in(text[by.end() :] if by else text)


def credit_in(part: str) -> Credit:
    """What a part of a line says: a date; or the names after "By" and, behind a comma, where."""
    found = find_date(part) if len(part) <= _LONGEST else None
    if found and _says_little(f"{part[: found[1][0]]} {part[found[1][1] :]}"):
        return Credit(published=found[0])
    return _signed(part)


def _signed(part: str) -> Credit:
    if behind := _SIGNED_BEHIND.match(part):
        return Credit(authors=(behind[1],))
    by = _SIGNED.match(part) if len(part) <= _LONGEST else None
    return signature(part[by.end() :]) if by else Credit()


def _says_little(text: str) -> bool:
    return all(map(_DATE_WORD.fullmatch, _WORD.findall(text)))


def signature(text: str) -> Credit:
    """The names that a text lists, and the publisher that it names behind them."""

    def kept(cut: re.Match[str]) -> str:  # "Theresa May", but no month before a number
        word = cut["month"]
        return cut[0][: cut.end("month") - cut.start()] if word and not month_of(word) else ""

    said = _AFTER_NAMES.sub(kept, _POST.sub("", _WITH.sub(", ", text))).rstrip(" .:,)")
    authors: list[str] = []
    for piece in _COMMA.split(said):
        names = names_in(piece)
        if not all(map(may_be_name, names)) or (authors and is_publisher(piece)):
            is_named = authors and piece[:1].isupper()
            is_named = is_named and (is_publisher(piece) or not names_nobody(piece))
            return Credit(authors=tuple(authors), publisher=piece if is_named else "")
        authors += [name.title() if name.isupper() and " " in name else name for name in names]
    return Credit(authors=tuple(authors))


def is_publisher(text: str) -> bool:
    """Whether the words are such as newspapers, broadcasters and institutes call themselves by."""
    return bool(_PUBLISHERS.search(text))
