"""From a text to the words that are compared: folded, stemmed, without the empty ones."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

import snowballstemmer

FOLDER = Path(__file__).parent
SHORTEST = 2
_WORD = re.compile(r"[a-z0-9]+")


def fold(text: str) -> str:
    """Return a text in lower case without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def tokens(text: str) -> list[str]:
    """Return the words of a text in their order, folded; single signs fall out."""
    return [word for word in _WORD.findall(fold(text)) if len(word) >= SHORTEST]


def content(text: str) -> list[str]:
    """Return the words of a text that say something about its subject."""
    empty = stop_words()
    return [word for word in tokens(text) if word not in empty]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """
    Return what the forms of a folded word have in common.

    Source:
        Snowball's Dutch stemmer (Kraaij and Pohlmann), with a short list of forms that it parts.
    """
    plain = _irregular().get(word, word)
    # A stemmer keeps its state while it works, so each call has its own.
    return str(snowballstemmer.stemmer("dutch").stemWord(plain))


@cache
def stop_words() -> frozenset[str]:
    """Return the words that fit every text and so tell nothing."""
    return frozenset((FOLDER / "stopwords.txt").read_text(encoding="utf-8").split())


@cache
def _irregular() -> dict[str, str]:
    with (FOLDER / "forms.csv").open(encoding="utf-8", newline="") as file:
        return {
            form: row["word"]
            for row in csv.DictReader(file, delimiter=";")
            for form in row["forms"].split()
        }
