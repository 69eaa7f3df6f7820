"""Clusters: questions asked in vain, those that ask the same thing together."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from bot.asked.asked import Variant, fingerprint
from bot.asked.gists import Gist, Representatives, gist, likeness, telling, weights
from bot.search.answers import Verdict
from bot.search.index import Index

MOST = 100
"""Clusters that are looked at: each is asked again."""
ALIKE = 0.55
"""The least likeness of questions that stand together."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Variants that ask the same thing, the most frequent first."""

    gists: tuple[Gist, ...]
    """That of the most frequent variants first, then those near to it."""
    variants: tuple[Variant, ...]
    total: Variant
    """All of them counted together, with the text of the most frequent."""

    @property
    def key(self) -> str:
        """A short name for the cluster, 16 characters, for the data of a button."""
        return self.gists[0].key

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all its gists: the cluster may have been put aside under any of them."""
        return frozenset(gist.key for gist in self.gists)


def open_clusters(
    variants: Sequence[Variant], ignored: Collection[str], index: Index
) -> list[Cluster]:
    """The clusters that these articles still don't answer, the most frequent first. Blocking.

    Without those that were put aside; of all others the `MOST` most frequent are looked at.
    """
    kept = [cluster for cluster in clustered(variants, index) if not cluster.keys & set(ignored)]
    return [cluster for cluster in kept[:MOST] if _is_open(cluster, index)]


def clustered(variants: Iterable[Variant], index: Index) -> list[Cluster]:
    """Variants by what they ask of these articles, the most frequent cluster first. Blocking."""
    same: defaultdict[Gist, list[Variant]] = defaultdict(list)
    known: dict[str, Gist] = {}
    for variant in variants:
        found = gist(variant.text, index)
        # The same terms may have been read in two languages.
        same[known.setdefault(found.key, found)].append(variant)
    clusters = []
    for family in _families(sorted(same, key=lambda each: -_total(same[each]).asked), index):
        together = [variant for each in family for variant in same[each]]
        together.sort(key=lambda variant: -variant.asked)
        clusters.append(Cluster(tuple(family), tuple(together), _total(together)))
    return sorted(clusters, key=lambda cluster: -cluster.total.asked)


def _families(gists: Iterable[Gist], index: Index) -> Iterable[list[Gist]]:
    """Each gist with the later ones, rarer, that are most like it of all before them."""
    forms: defaultdict[str, Representatives] = defaultdict(Representatives)
    known: defaultdict[str, dict[str, float]] = defaultdict(dict)
    families: dict[Gist, list[Gist]] = {}
    holding: defaultdict[str, list[Gist]] = defaultdict(list)
    """Term → the first gists of families that have it: each is compared with a few only."""
    for each in gists:
        meant = replace(each, terms=frozenset(map(forms[each.language].of, sorted(each.terms))))
        told = known[each.language]
        told.update(weights(meant.terms - told.keys(), each.language, index))
        near = (first for term in telling(meant, told, 1 - ALIKE) for first in holding[term])
        like = {first: likeness(meant, first, told) for first in near}
        first = max(like, key=lambda first: like[first], default=meant)
        if like.get(first, 0.0) < ALIKE:
            first = meant
            families[meant] = []
            for term in meant.terms:
                holding[term].append(meant)
        families[first].append(each)
    return families.values()


def _is_open(cluster: Cluster, index: Index) -> bool:
    answer = index.answer(cluster.total.text, top=1)
    is_disliked = fingerprint(answer) in cluster.total.disliked_answers
    # Which of several articles was meant, none of them can tell.
    is_said = answer.verdict is Verdict.ANSWERED or answer.asks_back
    return not is_said or is_disliked


def _total(variants: Sequence[Variant]) -> Variant:
    return Variant(
        variants[0].text,
        asked=sum(variant.asked for variant in variants),
        unanswered=sum(variant.unanswered for variant in variants),
        unsure=sum(variant.unsure for variant in variants),
        disliked=sum(variant.disliked for variant in variants),
        disliked_answers=frozenset().union(*(variant.disliked_answers for variant in variants)),
    )
