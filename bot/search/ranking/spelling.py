"""Spelling: the word of the articles that a mistyped word was meant to be.

Words that share a 4-gram with the mistyped one are compared with it by optimal string alignment
distance: letters left out, added, exchanged, or swapped with a neighbour.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from rapidfuzz.distance import OSA, Levenshtein

from bot.search.text.vocabulary import Ints, Vocabulary

SHORTEST = 5
"""Letters of the shortest word that is read as another."""
SHORT = 5
"""Letters up to which a word may well not be the one that it is read as: bread, broad."""
LONG = 9
"""From this many letters on, two mistakes are forgiven instead of one."""
_COMPARED = 50
_HOLDING = 8
_HELD = 0.6
"""The share of a word's 4-grams that a compound holds; its ends may differ."""
_COMMONEST = 2000
"""A gram of more words than this tells too little to look through them."""
_SOUNDS = ("aeiouy", "ckqgxs", "sz", "fvp", "dt", "bp", "mn", "vw", "ij")
"""Latin letters that are heard alike."""
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_KEYS = {key: (row, place) for row, keys in enumerate(_ROWS) for place, key in enumerate(keys)}
"""Where each Latin letter lies on a keyboard; others have about the same neighbours."""


class Speller:
    """Finds near words among the words that stand in the passages."""

    def __init__(self, words: Vocabulary, often: Ints) -> None:
        """Take a vocabulary, and how often each of its words stands in the passages."""
        self._often, self._surfaces = often, words.surfaces
        self._language_words = words.analyzer.language.words
        sizes = np.diff(words.gram_starts)
        owners = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        held = np.repeat(often > 0, sizes)
        grams, owners = words.grams[held], owners[held]
        self._owners = owners[np.argsort(grams, kind="stable")]
        counts = np.bincount(grams, minlength=len(words.gram_numbers))
        self._starts = np.concatenate(([0], np.cumsum(counts)))

    def nearest(self, word: str, grams: Iterable[int]) -> str | None:
        """The word that a folded one with these grams is closest to, as it stands in the articles.

        Of several equally close ones the most frequent, and of these the first in order; None if
        none is close enough, or the word is too short, no plain word, or one of the language.
        """
        if len(word) < SHORTEST or not word.isalpha() or word in self._language_words:
            return None
        cutoff = 2 if len(word) >= LONG else 1
        near = []
        for number, _ in self._sharing(grams):
            surface = self._surfaces[number]
            read = surface.casefold()
            distance = OSA.distance(word, read, score_cutoff=cutoff)
            if distance <= cutoff and read[0] == word[0] and _are_slips(word, read):
                near.append((distance, -int(self._often[number]), surface))
        return min(near)[2] if near else None

    def holding(self, grams: Sequence[int], size: int) -> list[int]:
        """The numbers of words that hold most of a word of `size` grams, as compounds do.

        Those that hold the most come first, at most `_HOLDING`.
        """
        near = [(-shared, self._surfaces[n], n) for n, shared in self._sharing(grams)]
        return [n for shared, _, n in sorted(near)[:_HOLDING] if -shared >= _HELD * size]

    def _sharing(self, grams: Iterable[int]) -> list[tuple[int, int]]:
        """The words that share the most grams, and how many, at most `_COMPARED`."""
        spans = [(self._starts[gram], self._starts[gram + 1]) for gram in sorted(set(grams))]
        lists = [self._owners[a:b] for a, b in spans if b - a <= _COMMONEST]
        if not lists:
            return []
        owners, shared = np.unique(np.concatenate(lists), return_counts=True)
        order = np.lexsort((owners, -shared))[:_COMPARED]
        return [(int(owners[i]), int(shared[i])) for i in order]


def _are_slips(typed: str, read: str) -> bool:
    """Whether the letters exchanged for others are such as are taken for each other.

    Others make another word: who types "invent" does not mean "intent".
    """
    edits = Levenshtein.editops(typed, read)
    pairs = {(typed[e.src_pos], read[e.dest_pos]) for e in edits if e.tag == "replace"}
    return all(
        # Two that swap their places are two exchanges here.
        (there, here) in pairs
        or here not in _KEYS
        or there not in _KEYS
        or any(here in sound and there in sound for sound in _SOUNDS)
        or max(abs(a - b) for a, b in zip(_KEYS[here], _KEYS[there], strict=True)) <= 1
        for here, there in pairs
    )
