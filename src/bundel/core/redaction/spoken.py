"""Numbers that are written as they are said: 'nul zes twaalf vierendertig'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

UNITS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
TEENS = (
    "tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien",
    "achttien", "negentien",
)  # fmt: skip
TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")


def _numbers() -> dict[str, str]:
    said = {word: str(digit) for digit, word in enumerate(UNITS)} | {"één": "1", "zero": "0"}
    said |= {word: str(10 + count) for count, word in enumerate(TEENS)}
    for ten, word in enumerate(TENS, 2):
        said[word] = str(10 * ten)
        for unit, name in enumerate(UNITS[1:], 1):
            said[name + ("ën" if name.endswith("e") else "en") + word] = str(10 * ten + unit)
            said[name + "en" + word] = str(10 * ten + unit)
    return said


NUMBERS = _numbers()
WORD = "|".join(sorted(NUMBERS, key=len, reverse=True))
RUN = re.compile(rf"(?<!\w)(?:{WORD}|\d+)(?:[\s,.-]{{1,3}}(?:{WORD}|\d+)(?!\w))+", re.IGNORECASE)
PART = re.compile(rf"{WORD}|\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spoken:
    """Digits that are at least partly written as words, and where."""

    start: int
    end: int
    digits: str


def said_numbers(text: str) -> Iterator[Spoken]:
    """Return each row of at least two numbers that has a word in it."""
    for run in RUN.finditer(text):
        parts = PART.findall(run[0])
        if not all(part.isdigit() for part in parts):
            digits = "".join(NUMBERS.get(part.lower(), part) for part in parts)
            yield Spoken(run.start(), run.end(), digits)
