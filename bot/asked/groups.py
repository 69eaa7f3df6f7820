"""Groups: questions asked in vain, those that ask the same thing together."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.asked.asked import Wording, fingerprint
from bot.asked.gists import Gist, gist, is_near
from bot.search.analyzer import Analyzer
from bot.search.answers import Verdict
from bot.search.library import Index

MOST = 100
"""Groups that are looked at: each is asked again."""


@dataclass(frozen=True, slots=True)
class Group:
    """Wordings that ask the same thing, the most frequent first."""

    gists: tuple[Gist, ...]
    """That of the most frequent wordings first, then those near to it."""
    wordings: tuple[Wording, ...]
    total: Wording
    """All of them counted together, with the text of the most frequent."""

    @property
    def key(self) -> str:
        """A short name for the group, 16 characters, for the data of a button."""
        return self.gists[0].key

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all its gists: the group may have been put aside under any of them."""
        return frozenset(gist.key for gist in self.gists)


def open_groups(wordings: Sequence[Wording], ignored: Collection[str], index: Index) -> list[Group]:
    """The groups that these articles still don't answer, the most frequent first. Blocking.

    Without those that were put aside; of all others the `MOST` most frequent are looked at.
    """
    analyzers = [each.vocabulary.analyzer for each in index.language_indexes]
    kept = [group for group in grouped(wordings, analyzers) if not group.keys & set(ignored)]
    return [group for group in kept[:MOST] if _is_open(group, index)]


def grouped(wordings: Iterable[Wording], analyzers: Collection[Analyzer]) -> list[Group]:
    """Wordings by what they ask for, the most frequent group first."""
    same: defaultdict[Gist, list[Wording]] = defaultdict(list)
    for wording in wordings:
        same[gist(wording.text, analyzers)].append(wording)
    groups = []
    for family in _families(sorted(same, key=lambda each: -_total(same[each]).asked)):
        together = [wording for each in family for wording in same[each]]
        together.sort(key=lambda wording: -wording.asked)
        groups.append(Group(family, tuple(together), _total(together)))
    return sorted(groups, key=lambda group: -group.total.asked)


def _families(gists: Iterable[Gist]) -> Iterator[tuple[Gist, ...]]:
    """Each gist with the later ones, rarer, that are near to it."""
    rest = dict.fromkeys(gists)
    # Gists that are near share all terms, or all but one. Looked up by these subsets, each is
    # compared with a few others only.
    sharing: defaultdict[frozenset[str], list[Gist]] = defaultdict(list)
    for each in rest:
        for shared in _shared(each):
            sharing[shared].append(each)
    while rest:
        first = next(iter(rest))
        candidates = dict.fromkeys(each for shared in _shared(first) for each in sharing[shared])
        del candidates[first]
        family = (first, *(each for each in candidates if each in rest and is_near(first, each)))
        for each in family:
            del rest[each]
        yield family


def _shared(gist: Gist) -> list[frozenset[str]]:
    return [gist.terms, *(gist.terms - {term} for term in sorted(gist.terms))]


def _is_open(group: Group, index: Index) -> bool:
    answer = index.answer(group.total.text, top=1)
    is_disliked = fingerprint(answer) in group.total.disliked_answers
    return answer.verdict is not Verdict.ANSWERED or is_disliked


def _total(wordings: Sequence[Wording]) -> Wording:
    return Wording(
        wordings[0].text,
        asked=sum(wording.asked for wording in wordings),
        unanswered=sum(wording.unanswered for wording in wordings),
        unsure=sum(wording.unsure for wording in wordings),
        disliked=sum(wording.disliked for wording in wordings),
        disliked_answers=frozenset().union(*(wording.disliked_answers for wording in wordings)),
    )
