"""What belongs to one municipality in a text: its names and its amounts, taken out by a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Shorter ones stand in too many other words.
SHORTEST = 3
# EUR 1.250,50, € 12, 12.000 euro, 3 ton, 40k euro.
_SIGN = r"(?:€|EUR\b|euro\b)"
_FIGURE = r"\d+(?:[.,]\d+)*(?:\s?(?:k|mln|miljoen|miljard|duizend|ton))?"
AMOUNT = re.compile(rf"{_SIGN}\s?{_FIGURE}(?:,-)?|\b{_FIGURE}(?:,-)?\s?{_SIGN}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LocalWords:
    """
    Names of one municipality, each with the word that stands for it elsewhere.

    Args:
        pattern: Finds any of the names as a whole word; None without names.
        instead: Per name the word in its place.
    """

    pattern: re.Pattern[str] | None
    instead: Mapping[str, str]
    amount: str

    def without(self, text: str) -> str:
        """Return the text in which nothing points at the municipality."""
        if self.pattern is not None:
            text = self.pattern.sub(lambda found: self.instead[found[0]], text)
        return AMOUNT.sub(self.amount, text)


def local_words(names: Iterable[tuple[str, str]], *, amount: str) -> LocalWords:
    """
    Return what takes these names and all amounts out of a text.

    The longest name is looked for first, so that no half of a name stays behind. Capitals
    count: a centre is no neighbourhood called Centre.

    Args:
        names: Each name with the word in its place, such as "[gebied]".
        amount: The word in the place of an amount of money.
    """
    instead: dict[str, str] = {}
    for name, word in names:
        if len(name.strip()) >= SHORTEST:
            instead.setdefault(name.strip(), word)
    if not instead:
        return LocalWords(None, {}, amount)
    longest_first = sorted(instead, key=lambda name: (-len(name), name))
    found = "|".join(map(re.escape, longest_first))
    return LocalWords(re.compile(rf"(?<!\w)(?:{found})(?!\w)"), instead, amount)
