"""The languages that people choose from, with the names that they type."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "lists" / "languages.csv"


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code of ISO 639, with its Dutch name and other names for it."""

    code: str
    name: str
    others: tuple[str, ...]


@cache
def languages() -> tuple[Language, ...]:
    """Return the languages that people can choose from, in the order of the list."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Language(row["code"], row["naam"], tuple(filter(None, row["ook"].split(", "))))
            for row in csv.DictReader(file, delimiter=";")
        )


def language_name(code: str) -> str:
    """Return the Dutch name of a language, or its code where our list does not have it."""
    return _names().get(code, code)


@cache
def _names() -> dict[str, str]:
    return {language.code: language.name for language in languages()}
