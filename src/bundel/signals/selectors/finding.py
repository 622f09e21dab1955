"""Signals and patterns by a number or by words, as far as the actor may read them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Q

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.signals import rights
from bundel.signals.models import Pattern, SignalWord
from bundel.signals.selectors import inbox

LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class Found:
    """A signal or a pattern that was found."""

    id: uuid.UUID
    number: int
    theme: str
    where: str
    state: str


def find_signals(*, actor: Actor, text: str, most: int) -> list[Found]:
    """Return the readable signals with this number or with all of these words. One query."""
    asked = text.strip()
    stems = inbox.stems_of(asked)
    rows = rights.readable(actor)
    if asked.isdecimal() and len(asked) <= LONGEST_NUMBER:
        rows = rows.filter(number=int(asked))
    elif stems:
        for stem in stems:
            rows = rows.filter(pk__in=SignalWord.objects.filter(stem=stem).values("signal_id"))
    else:
        return []
    found = rows.select_related("theme", "area").order_by("-told_at", "-number")[:most]
    return [
        Found(
            one.pk,
            one.number,
            one.theme.label,
            one.area.name if one.area else "",
            one.get_state_display(),
        )
        for one in found
    ]


def find_patterns(*, actor: Actor, words: list[str], most: int) -> list[Found]:
    """Return the patterns with this number, or with these words as theme or area. Three queries."""
    if not permissions.can(actor, "signals.patterns"):
        return []
    rows = Pattern.objects.filter(municipality_id=actor.municipality_id)
    for word in words:
        said = Q(theme__name__icontains=word) | Q(theme__name_en__icontains=word)
        said |= Q(places__area__name__icontains=word)
        if word.isdecimal() and len(word) <= LONGEST_NUMBER:
            said |= Q(number=int(word))
        rows = rows.filter(pk__in=Pattern.objects.filter(said).values("pk"))
    found = rows.select_related("theme").prefetch_related("places__area").order_by("-seen_at")
    return [
        Found(
            one.pk,
            one.number,
            one.theme.label,
            ", ".join(sorted(place.area.name for place in one.places.all())),
            one.get_state_display(),
        )
        for one in found[:most]
    ]
