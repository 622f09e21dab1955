"""Where a Dutch compound is joined, by the words that it can be made of."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cache

from bundel.core.words.reading import FOLDER

SHORTEST_PART = 3
SHORTEST_COMPOUND = 6
# A word of our own list counts as if the texts had it this often.
LISTED = 5
LINKS = ("", "s", "en", "e", "n", "er")


def split(word: str, known: Mapping[str, int] | None = None) -> tuple[str, ...]:
    """
    Return the parts of a compound, or nothing where it is no compound that we know.

    Of all ways to cut it into known words the one is taken whose parts are together the most
    usual: the highest geometric mean of how often they stand alone, with fewer parts before more.

    Args:
        word: A folded word.
        known: Words of the texts with how often they occur; our list of parts is always known.

    Source:
        Koehn and Knight, Empirical Methods for Compound Splitting, EACL 2003, section 4.
    """
    # A word of our own list has a meaning of its own: a koelkast is no kast.
    if len(word) < SHORTEST_COMPOUND or word in listed():
        return ()
    ways = [way for way in _ways(word, {**listed(), **(known or {})}) if len(way) > 1]
    return tuple(part for part, _ in max(ways, key=_usual)) if ways else ()


def pieces(word: str) -> list[str]:
    """Return each piece of a word that could be a part of it, to ask which of them are words."""
    if len(word) < SHORTEST_COMPOUND:
        return []
    cuts = range(len(word) + 1)
    return sorted(
        {
            word[start:end]
            for start in cuts
            for end in cuts
            if end - start >= SHORTEST_PART and end - start < len(word)
        }
    )


@cache
def listed() -> dict[str, int]:
    """Return our own list of parts, made for energy, housing, money and help."""
    text = (FOLDER / "parts.txt").read_text(encoding="utf-8")
    return dict.fromkeys(text.split(), LISTED)


def _ways(word: str, known: Mapping[str, int]) -> Iterator[tuple[tuple[str, int], ...]]:
    """Yield each way to cut a word into known parts, each with how usual it is."""
    if not word:
        yield ()
    for end in range(SHORTEST_PART, len(word) + 1):
        part = word[:end]
        if part not in known:
            continue
        for link in LINKS:
            rest = word[end:]
            # A link stands between two parts, never at the end.
            if rest.startswith(link) and (len(rest) > len(link) or not (rest or link)):
                for others in _ways(rest[len(link) :], known):
                    yield ((part, known[part]), *others)


def _usual(way: tuple[tuple[str, int], ...]) -> tuple[int, float]:
    """Rank a way to cut: few parts first, then parts that are usual."""
    return -len(way), sum(math.log(1 + count) for _, count in way) / len(way)
