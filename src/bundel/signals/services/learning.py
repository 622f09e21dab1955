"""Learning at night what signals are about: from the start set, and from what people corrected."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from bundel.accounts.models import Municipality
from bundel.accounts.tenancy import as_municipality
from bundel.core import themes
from bundel.core.themes import Example
from bundel.signals.models import Signal, SignalTheme, ThemeModel
from bundel.signals.services import suggesting

# What people here said counts more than what came with Bundel; chosen by bench/themes.py.
CORRECTION_WEIGHT = 2.0
MOST_CORRECTIONS = 2000
KEPT = 5


def learn(*, municipality: Municipality, at: datetime) -> bool:
    """Learn anew if people corrected something since; tell whether that was so."""
    with as_municipality(municipality.pk):
        return learn_here(municipality_id=municipality.pk, at=at)


@transaction.atomic
def learn_here(*, municipality_id: UUID, at: datetime) -> bool:
    """
    Keep what the examples teach now, with how often it was right; tell whether it is new.

    Only weights of stems are kept, never a text.
    """
    corrections = _corrections(municipality_id)
    examples = [*suggesting.start_examples(), *corrections]
    mark = _mark(examples)
    kept = ThemeModel.objects.filter(municipality_id=municipality_id).order_by("-number")
    newest = kept.first()
    if newest is not None and newest.measured.get("mark") == mark:
        return False
    measured = asdict(themes.measure(examples))
    ThemeModel.objects.create(
        municipality_id=municipality_id,
        number=newest.number + 1 if newest else 1,
        trained_at=at,
        examples=len(examples),
        corrections=len(corrections),
        weights=themes.train(examples).as_dict(),
        measured=measured | {"mark": mark},
    )
    ThemeModel.objects.filter(pk__in=[row.pk for row in kept[KEPT:]]).delete()
    return True


def _corrections(municipality_id: UUID) -> list[Example]:
    """Return what people said that signals are about, the newest first."""
    rows = Signal.objects.filter(municipality_id=municipality_id, theme_checked_at__isnull=False)
    here = SignalTheme.objects.filter(municipality_id=municipality_id, is_active=True)
    rows = rows.filter(theme__in=here).exclude(text="").order_by("-theme_checked_at", "pk")
    pairs = rows.values_list("text", "theme__code")[:MOST_CORRECTIONS]
    return [Example(text, code, CORRECTION_WEIGHT) for text, code in pairs]


def _mark(examples: list[Example]) -> str:
    """Return what tells these examples from all others, without saying what they are."""
    read = sha256()
    for example in examples:
        read.update(f"{example.theme}\n{example.text}\n{example.weight}\n".encode())
    return read.hexdigest()
