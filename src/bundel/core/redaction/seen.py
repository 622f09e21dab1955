"""A text as people see it: wide digits, odd spaces and invisible signs as what they stand for."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Longer texts than any field takes are read up to here.
MOST = 20_000
# Letters of other scripts that look like ours; in one word with our own letters or digits they are
# meant so. First the Cyrillic ones, then the Greek.
TWINS = {
    "A": "\u0410\u0391",
    "B": "\u0412\u0392",
    "C": "\u0421",
    "E": "\u0415\u0395",
    "H": "\u041d\u0397",
    "I": "\u0406\u0399",
    "J": "\u0408",
    "K": "\u041a\u039a",
    "M": "\u041c\u039c",
    "N": "\u039d",
    "O": "\u041e\u039f",
    "P": "\u0420\u03a1",
    "S": "\u0405",
    "T": "\u0422\u03a4",
    "X": "\u0425\u03a7",
    "Y": "\u0423\u03a5",
    "Z": "\u0396",
    "a": "\u0430",
    "c": "\u0441",
    "d": "\u0501",
    "e": "\u0435",
    "i": "\u0456",
    "j": "\u0458",
    "o": "\u043e\u03bf",
    "p": "\u0440",
    "s": "\u0455",
    "x": "\u0445",
    "y": "\u0443",
}
OURS = {ord(twin): ours for ours, twins in TWINS.items() for twin in twins}
OTHERS = frozenset(map(chr, OURS))
# Four letters or more, each by itself.
APART = re.compile(r"(?<![^\W\d_])[^\W\d_](?: [^\W\d_](?![^\W\d_])){3,}")
QUOTES = frozenset("‘’‛`´ʼ′")


@dataclass(frozen=True, slots=True)
class Seen:
    """A text as it is seen, and for each sign its place in the text as it was given."""

    text: str
    places: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where a piece of the seen text begins and ends in the given text."""
        return self.places[start], self.places[end - 1] + 1


def seen(given: str) -> Seen:
    """Return a text as people see it, up to the most that is read."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(given[:MOST]):
        for one in _plain(sign):
            signs.append(one)
            places.append(place)
    return _together(Seen(_one_script("".join(signs)), tuple(places)))


def _together(loose: Seen) -> Seen:
    """Return the text with words that were written letter by letter as words."""
    gaps = {
        place
        for row in APART.finditer(loose.text)
        for place in range(row.start() + 1, row.end(), 2)
    }
    if not gaps:
        return loose
    kept = [place for place in range(len(loose.text)) if place not in gaps]
    return Seen(
        "".join(loose.text[place] for place in kept), tuple(loose.places[place] for place in kept)
    )


def _plain(given: str) -> str:
    """Return the signs that one sign stands for; none for what nobody sees."""
    if given.isascii():
        return given
    return "".join(_sign(one) for one in unicodedata.normalize("NFKC", given))


def _sign(one: str) -> str:
    category = unicodedata.category(one)
    if category in {"Cf", "Mn", "Me"}:
        return ""
    if category == "Nd":
        return str(unicodedata.digit(one))
    if category == "Zs":
        return " "
    if category == "Pd" or one == "−":
        return "-"
    return "'" if one in QUOTES else one


def _one_script(text: str) -> str:
    """Return the text with letters that only look like ours as ours, in words that mix scripts."""
    if not OTHERS.intersection(text):
        return text
    return " ".join(_one_word(word) for word in text.split(" "))


def _one_word(word: str) -> str:
    mixed = any(sign.isascii() and sign.isalnum() for sign in word)
    return word.translate(OURS) if mixed else word
