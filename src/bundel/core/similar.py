"""Which short texts are about the same thing, by the words that they share and others lack."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key")
# One word in common is chance; two that are not everywhere are a subject.
LEAST_SHARED = 2
# At most so many words say what a text is about; the rarest do.
MOST_WORDS = 16
# What the same place and the same theme add to the share of words. [share]
SAME_PLACE = 0.15
SAME_THEME = 0.10


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Key]):
    """A text that may be alike: its stems, and whether place and theme are the same."""

    key: Key
    stems: Collection[str]
    is_same_place: bool = False
    is_same_theme: bool = False


def weights(counts: Mapping[str, int], total: int) -> dict[str, float]:
    """
    Return how much each stem says, the rarest most; at most so many as tell a subject.

    Args:
        counts: In how many texts each stem stands; zero for one that is new.
        total: How many texts there are.

    Source:
        Spärck Jones, A statistical interpretation of term specificity, J. of Documentation, 1972.
    """
    rarest = sorted(counts, key=lambda stem: (counts[stem], stem))[:MOST_WORDS]
    return {stem: math.log(1 + (total + 1) / (counts[stem] + 1)) for stem in rarest}


def alike(
    asked: Mapping[str, float],
    candidates: Iterable[Candidate[Key]],
    *,
    least: float = 0.35,
    most: int = 12,
) -> list[tuple[Key, float]]:
    """
    Return the texts that are alike, the most alike first, each with how much. [share]

    How much is the weight of the asked stems that a text shares, of the weight of all that any
    text knows; the same place and theme add a little.

    Args:
        asked: Stems of the text that is being written, with their weight.
    """
    there = list(candidates)
    known = frozenset().union(*(set(one.stems) for one in there)) & asked.keys()
    whole = sum(asked[stem] for stem in known)
    found = []
    for one in there:
        shared = [stem for stem in one.stems if stem in asked]
        if len(shared) < LEAST_SHARED:
            continue
        share = sum(asked[stem] for stem in shared) / whole
        value = share + SAME_PLACE * one.is_same_place + SAME_THEME * one.is_same_theme
        if value >= least:
            found.append((one.key, value))
    found.sort(key=lambda pair: -pair[1])
    return found[:most]
