"""Teams, themes and what was learnt, as the pages of sorting show them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, OuterRef, Q, Subquery

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.network.models import Taxonomy, Term
from bundel.signals.models import WAITING_FOR_US, Signal, SignalTheme, Team, ThemeModel

ACT = "signals.sort"


@dataclass(frozen=True, slots=True)
class TeamView:
    """A team, its people, and how much waits for it."""

    id: uuid.UUID
    name: str
    email: str
    commissioner: str
    is_active: bool
    members: tuple[str, ...]
    waiting: int


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A theme, and how many signals there are of it."""

    id: uuid.UUID
    version: int
    name: str
    description: str
    need: str
    is_active: bool
    signals: int


@dataclass(frozen=True, slots=True)
class Learnt:
    """What the suggestion of themes learnt, and how often it was right. [0 to 100]"""

    trained_at: datetime
    examples: int
    corrections: int
    first: int
    among_three: int
    spoken: int
    spoken_right: int


def teams(*, actor: Actor) -> tuple[TeamView, ...]:
    """Return the teams, those in use first. One query."""
    permissions.require(actor, ACT)
    waiting = (
        Signal.objects.filter(team=OuterRef("pk"), state__in=WAITING_FOR_US)
        .order_by()
        .values("team")
        .annotate(many=Count("pk"))
        .values("many")
    )
    rows = Team.objects.filter(municipality_id=actor.municipality_id)
    rows = rows.select_related("commissioner").annotate(
        people=ArrayAgg(
            "members__user__name",
            filter=Q(members__user__is_active=True),
            order_by="members__user__name",
            default=[],
        ),
        waiting=Subquery(waiting),
    )
    return tuple(
        TeamView(
            row.pk,
            row.name,
            row.email,
            row.commissioner.name if row.commissioner else "",
            row.is_active,
            tuple(row.people),
            row.waiting or 0,
        )
        for row in rows.order_by("-is_active", "name")
    )


def themes(*, actor: Actor) -> tuple[ThemeView, ...]:
    """Return the themes in their order. One query."""
    permissions.require(actor, ACT)
    told = (
        Signal.objects.filter(theme=OuterRef("pk"))
        .order_by()
        .values("theme")
        .annotate(many=Count("pk"))
        .values("many")
    )
    rows = SignalTheme.objects.filter(municipality_id=actor.municipality_id)
    rows = rows.select_related("need").annotate(told=Subquery(told))
    return tuple(
        ThemeView(
            row.pk,
            row.version,
            row.label,
            row.description,
            row.need.name if row.need else "",
            row.is_active,
            row.told or 0,
        )
        for row in rows.order_by("position", "name")
    )


def learnt(*, actor: Actor) -> Learnt | None:
    """Return what was learnt last; None before the first night. One query."""
    permissions.require(actor, ACT)
    rows = ThemeModel.objects.filter(municipality_id=actor.municipality_id)
    row = rows.defer("weights").order_by("-number").first()
    if row is None:
        return None
    measured: dict[str, Any] = row.measured
    shares = ("first", "among_three", "spoken", "spoken_right")
    return Learnt(
        row.trained_at,
        row.examples,
        row.corrections,
        *(round(100 * measured[name]) for name in shares),
    )


def needs(*, actor: Actor) -> list[tuple[str, str]]:
    """Return the needs that a theme can lead to. One query."""
    rows = Term.objects.filter(municipality_id=actor.municipality_id, is_active=True)
    found = rows.filter(taxonomy=Taxonomy.NEED).order_by("position", "name")
    return [(str(pk), name) for pk, name in found.values_list("pk", "name")]
