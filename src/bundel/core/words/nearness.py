"""How near one spelling is to another, by the keys that were hit and by how it sounds."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz.distance import OSA

SHORTEST = 4
LEAST = 0.72
# Spellings that sound alike in Dutch, the longest first.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"sch(?=[lmnrw])|sch$", "s"),
        (r"ei|ij|ey|y", "ei"),
        (r"au|ouw|auw", "ou"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dt$|d$", "t"),
        (r"ch|g", "g"),
        (r"ck|q|c(?=[aoukltr])", "k"),
        (r"c(?=[ei])|z", "s"),
        (r"v", "f"),
        (r"ie", "i"),
        (r"b$", "p"),
        (r"(.)\1", r"\1"),
    )
)


def sound(word: str) -> str:
    """Return a spelling that words which sound alike in Dutch share."""
    for pattern, written in _SOUNDS:
        word = pattern.sub(written, word)
    return word


def nearness(word: str, other: str) -> float:
    """
    Return how near two folded words are; 1 is the same spelling. [share]

    A word that sounds the same but is spelled differently is nearly the same.
    """
    by_sound = OSA.normalized_similarity(sound(word), sound(other))
    return max(OSA.normalized_similarity(word, other), 0.6 * by_sound + 0.38 * (by_sound == 1.0))


def nearest(word: str, others: Iterable[str], most: int = 3) -> list[tuple[str, float]]:
    """Return the words that can be meant by a word that nobody knows, the nearest first."""
    if len(word) < SHORTEST:
        return []
    near = [(other, value) for other in others if (value := nearness(word, other)) >= _least(word)]
    near.sort(key=lambda found: (-found[1], found[0]))
    return [found for found in near[:most] if found[1] >= near[0][1] - 0.08]


def _least(word: str) -> float:
    """A short word has fewer letters to be recognised by, so fewer of them may differ."""
    return 0.75 if len(word) <= 5 else LEAST
