"""Question sets in a folder, and text to measure speed on: passages of about 100 words.

As many as are wanted, always the same: sentences are drawn at random, with a fixed seed, from
English sets, or from made-up words as frequent as Zipf's law has it. However many passages there
are, words come from the same few thousand sentences: rare words are less rare than in so much real
text, which makes the search harder, not easier.
"""

import os
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path
from typing import TypeVar

from bench.figures import processes
from bot.measuring.question_sets import read_set
from bot.reading.markdown.writing import as_markdown
from bot.search.articles import Article, Credit
from bot.search.text.sentences import sentences

T = TypeVar("T")
SEED = 20240131
_ENOUGH = 85
"""Words after which a passage ends with its sentence."""
_LONGEST = 40
"""Words of the longest sentence that is taken, so that passages are of about one size."""
PASSAGES_EACH = 20
"""Of an article."""
_QUESTIONS = 400
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_HAN = "".join(map(chr, range(0x4E00, 0x9FA5)))
SCRIPTS = {
    "en": _LATIN, "de": _LATIN + "äöüß", "es": _LATIN + "áéíñóú", "fr": _LATIN + "àâçéèêôù",
    "ru": "абвгдежзийклмнопрстуфхцчшщыьэюя", "el": "αβγδεζηθικλμνξοπρσςτυφχψωάέίόώ",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "he": "אבגדהוזחטיכלמנסעפצקרשת",
    "hi": "कखगघचछजझटठडढणतथदधनपफबभमयरलवशसहािीुूेैोौ", "th": "กขคงจชซดตทนบปพมยรลวสหอาิีึุูเแโไ",
    "ko": "".join(map(chr, range(0xAC00, 0xD7A4))), "zh": _HAN,
    "ja": _HAN[:3000] + "".join(map(chr, range(0x3041, 0x3097))),
}  # fmt: skip
"""Languages, and the letters that words of theirs are made of here."""
_UNSPACED = {"th", "zh", "ja"}


@dataclass(frozen=True, slots=True)
class Corpus:
    """Sentences to make passages of, and questions."""

    sentences: tuple[str, ...]
    questions: tuple[str, ...]
    language: str = "en"

    def passages(self, count: int) -> Iterator[str]:
        """The first `count` passages."""
        dice = random.Random(SEED)
        for _ in range(count):
            passage: list[str] = []
            words = 0
            while words < _ENOUGH:
                passage.append(dice.choice(self.sentences))
                words += passage[-1].count(" ") + 1
            yield " ".join(passage)

    def articles(self, count: int) -> Iterator[Article]:
        """The first `count` passages as articles of twenty."""
        passages = self.passages(count)
        for number in range(-(-count // PASSAGES_EACH)):
            title = " ".join(self.sentences[number % len(self.sentences)].split()[:6])
            text = "\n\n".join(islice(passages, PASSAGES_EACH))
            key = f"{self.language}-{number}"
            yield Article(id=key, credit=Credit(title=title), text=text, language=self.language)


def set_folders(folder: Path) -> list[Path]:
    """The question sets in a folder: the folders that hold a questions.jsonl."""
    return [path.parent for path in sorted(folder.glob("*/questions.jsonl"))]


def of_sets(measure: Callable[[Path], T], folder: Path) -> list[T]:
    """What a function gives for each question set in a folder, in processes of their own."""
    with processes(os.cpu_count()) as pool:
        return list(pool.map(measure, set_folders(folder)))


def sample(whole: Sequence[T], most: int) -> Sequence[T]:
    """So many of them at random, always the same; all if there are no more."""
    return whole if len(whole) <= most else random.Random(SEED).sample(whole, most)


def write(articles: Iterable[Article], folder: Path) -> list[Path]:
    """Write articles into a folder, a file each; gives the files."""
    files = {folder / f"{article.id}.md": article for article in articles}
    for file, article in files.items():
        file.write_text(as_markdown(article), encoding="utf-8")
    return list(files)


def corpus(folder: Path | None) -> Corpus:
    """Text of the English sets in a folder, or made-up text."""
    return _made_up() if folder is None else _real(folder)


def _real(folder: Path) -> Corpus:
    sets = [read_set(path) for path in set_folders(folder)]
    english = [found for found in sets if all(a.language == "en" for a in found.articles)]
    kept = dict.fromkeys(
        article.text[start:end]
        for found in english
        for article in found.articles
        for start, end in sentences(article.text, article.language)
        if article.text.count(" ", start, end) < _LONGEST
    )
    asked = [question.text for found in english for question in found.questions]
    return Corpus(tuple(kept), tuple(sample(asked, _QUESTIONS)))


def polyglot(count: int) -> dict[str, list[Article]]:
    """So many passages in all, in made-up words of each language's script, as articles."""
    return {code: list(_made_up(code).articles(-(-count // len(SCRIPTS)))) for code in SCRIPTS}


def _made_up(code: str = "en") -> Corpus:
    dice = random.Random(SEED)
    words = [_word(dice, SCRIPTS[code]) for _ in range(30_000)]
    odds = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    made = [dice.choices(words, cum_weights=odds, k=dice.randint(8, 35)) for _ in range(10_000)]
    asked = [dice.sample(dice.choice(made), 7) for _ in range(_QUESTIONS)]
    gap = "" if code in _UNSPACED else " "
    return Corpus(
        tuple(f"{gap.join(sentence).capitalize()}." for sentence in made),
        tuple(f"{gap.join(question).capitalize()}?" for question in asked),
        code,
    )


def _word(dice: random.Random, letters: str) -> str:
    return "".join(dice.choices(letters, k=dice.randint(2, 2 if len(letters) > 1000 else 8)))
