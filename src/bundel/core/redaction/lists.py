"""Names that people have, and words that look like one."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent / "names"
# Letters that are no letter with a sign.
SPECIAL = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "s", "æ": "a", "œ": "o"})


def folded(word: str) -> str:
    """Return a word without capitals and accents, as the lists have it."""
    if word.isascii():
        return word.lower()
    flat = unicodedata.normalize("NFKD", word.lower())
    return "".join(sign for sign in flat if not unicodedata.combining(sign)).translate(SPECIAL)


def words(text: str) -> frozenset[str]:
    """Return the words of a text that lists them."""
    return frozenset(text.split())


@cache
def _list(name: str) -> frozenset[str]:
    lines = (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def sure_given() -> frozenset[str]:
    """Return given names that are nothing else."""
    return _list("given") - _list("given_words")


@cache
def all_given() -> frozenset[str]:
    """Return all given names, also those that are ordinary words."""
    return _list("given") | _list("given_words")


@cache
def sure_surnames() -> frozenset[str]:
    """Return family names that are nothing else."""
    return _list("surnames") - _list("surname_words")


@cache
def all_surnames() -> frozenset[str]:
    """Return all family names, also those that are ordinary words."""
    return _list("surnames") | _list("surname_words")


@cache
def not_names() -> frozenset[str]:
    """Return words that are nobody's name where one would stand."""
    return _list("not_names")


@cache
def _sections() -> dict[str, frozenset[str]]:
    sections: dict[str, list[str]] = {}
    for line in (HERE / "around.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            sections[line.strip("[]")] = found = []
        elif not line.startswith("#"):
            found.extend(line.split())
    return {name: frozenset(said) for name, said in sections.items()}


def around(section: str) -> frozenset[str]:
    """Return the words that stand around a name or a street in one way."""
    return _sections()[section]


def around_all() -> frozenset[str]:
    """Return all words that stand around a name or a street."""
    return frozenset().union(*_sections().values())


@cache
def houses() -> tuple[str, ...]:
    """Return names of persons that houses, shops and sayings have, the longest first."""
    lines = (HERE / "houses.txt").read_text(encoding="utf-8").splitlines()
    return tuple(sorted((line for line in lines if not line.startswith("#")), key=len)[::-1])


# Endings that family names have and words seldom do.
ENDINGS = re.compile(
    r"^[a-z]{3,}(?:stra|sma|inga|ema|enko|chuk|czyk|wicz|owicz|evic|ovic|ski|ska|skyi|sky|oglu"
    r"|oullah"
    r"|poulos|idze|shvili|yan|sing|persad|aoui|oudi|zadeh|iewicz|akis|escu|eanu|ssen|nsen|tsen|ksen"
    r"|rsen|lsen|huizen|mans|kamp|veld|dijk|berg|beek|horst|hoek|broek|wijk|meijer|maker)$"
)
# Of these the shortest are sure enough without any other sign.
SURE_ENDINGS = re.compile(
    r"^[a-z]{3,}(?:stra|enko|chuk|czyk|owicz|ewicz|iewicz|wicz|ovic|evic|skyi|oglu|shvili|idze"
    r"|escu|persad|aoui)$"
)
