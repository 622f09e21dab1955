"""Whether a word that no list has is rather a name or rather a Dutch word, by its letters."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from functools import cache

from bundel.core.redaction import lists
from bundel.core.words import compounds

# Rows of three letters that neither list has count as seen a little in both.
SEEN_BEFORE = 0.3
KINDS_OF_ROWS = 4000


def likeness_to_names(word: str) -> float:
    """
    Return how much more the letters of a word are those of names than of words, per letter.

    Above zero it is rather a name. Rows of three letters are counted in our own lists of names and
    of words; rows are taken as independent.

    Source:
        Manning, Raghavan and Schütze, Introduction to Information Retrieval, 2008, section 13.2.
    """
    (as_name, new_name), (as_word, new_word) = _names(), _words()
    rows = _rows(lists.folded(word))
    told = sum(as_name.get(row, new_name) - as_word.get(row, new_word) for row in rows)
    return told / max(1, len(word))


def _rows(word: str) -> list[str]:
    edged = f"^{word}$"
    return [edged[place : place + 3] for place in range(len(edged) - 2)]


def _weights(words: Iterable[str]) -> tuple[dict[str, float], float]:
    counted = Counter(row for word in words for row in _rows(word))
    whole = math.log(counted.total() + SEEN_BEFORE * KINDS_OF_ROWS)
    weights = {row: math.log(count + SEEN_BEFORE) - whole for row, count in counted.items()}
    return weights, math.log(SEEN_BEFORE) - whole


@cache
def _names() -> tuple[dict[str, float], float]:
    return _weights(lists.all_given() | lists.all_surnames())


@cache
def _words() -> tuple[dict[str, float], float]:
    names = lists.all_given() | lists.all_surnames()
    return _weights((set(compounds.listed()) | lists.not_names() | lists.around_all()) - names)
