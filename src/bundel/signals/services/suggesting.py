"""Suggesting a theme from the words of a text, on this computer, by what people corrected."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from uuid import UUID

from bundel.core import themes
from bundel.core.themes import Example
from bundel.signals.models import SignalTheme, ThemeModel

EXAMPLES = Path(__file__).parent.parent / "lists" / "examples.csv"
MOST = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """
    A theme that a text may be about.

    Attributes:
        share: How often such a suggestion is right. [0 to 1]
        words: Words of the text that led to it.
        is_sure: Whether it may be filled in; else the computer does not know.
    """

    theme_id: UUID
    name: str
    share: float
    words: tuple[str, ...]
    is_sure: bool


def suggest(text: str, municipality_id: UUID) -> list[Suggestion]:
    """
    Return what a text may be about, the likeliest first; the text is kept nowhere.

    Nothing comes back for a text without a word that says something.
    """
    here = SignalTheme.objects.filter(municipality_id=municipality_id, is_active=True)
    there = {theme.code: theme for theme in here}
    found = themes.guesses(model_of(municipality_id), text, most=len(there) + MOST)
    return [
        Suggestion(theme.pk, theme.label, guess.share, guess.words, guess.is_sure)
        for guess in found
        if (theme := there.get(guess.theme))
    ][:MOST]


def model_of(municipality_id: UUID) -> themes.Model:
    """Return what was learnt last here, or else from the start set alone."""
    rows = ThemeModel.objects.filter(municipality_id=municipality_id).order_by("-number")
    newest = rows.values_list("pk", flat=True).first()
    return start_model() if newest is None else _learnt(newest)


@cache
def start_examples() -> tuple[Example, ...]:
    """Return the examples that come with Bundel."""
    with EXAMPLES.open(encoding="utf-8", newline="") as file:
        return tuple(Example(row["text"], row["theme"]) for row in csv.DictReader(file))


@cache
def start_model() -> themes.Model:
    """Return what the start set teaches; learnt once for each time that Bundel starts."""
    return themes.train(start_examples())


@lru_cache(maxsize=32)
def _learnt(model_id: UUID) -> themes.Model:
    return themes.Model.from_dict(ThemeModel.objects.get(pk=model_id).weights)
