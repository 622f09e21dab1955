"""What of steering answers to some words: commissions, decisions, actions, risks and meetings."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.steering import rights
from bundel.steering.models import (
    ActionState,
    CommissionState,
    DecisionState,
    Meeting,
    MeetingState,
    RiskState,
)
from bundel.steering.selectors.meeting_card import visible


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found: its name, and what helps to tell it from others."""

    id: uuid.UUID
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of steering, by what it is; only what the actor may open."""

    commissions: tuple[Hit, ...] = ()
    decisions: tuple[Hit, ...] = ()
    actions: tuple[Hit, ...] = ()
    risks: tuple[Hit, ...] = ()
    meetings: tuple[Hit, ...] = ()


def find_steering(*, actor: Actor, words: Sequence[str], most: int) -> Found:
    """Return what holds all words, the newest first. At most five queries."""
    if permissions.visible(actor, rights.VIEW) is None:
        return Found()
    agreed = "versions__result"
    return Found(
        commissions=_hits(
            rights.commissions_of(actor)
            .select_related("initiative")
            .order_by("-number")
            .distinct(),
            ("initiative__name", "part", agreed),
            words,
            most,
            lambda row: CommissionState(row.state).label,
        ),
        decisions=_hits(
            rights.decisions_of(actor).order_by("-number"),
            ("question", "outcome", "grounds"),
            words,
            most,
            lambda row: row.outcome or DecisionState(row.state).label,
        ),
        actions=_hits(
            rights.actions_of(actor).select_related("owner", "organisation").order_by("-number"),
            ("text",),
            words,
            most,
            lambda row: f"{row.owner or row.organisation or ''} · {ActionState(row.state).label}",
        ),
        risks=_hits(
            rights.risks_of(actor).select_related("owner").order_by("-number"),
            ("title", "consequence", "early_sign"),
            words,
            most,
            lambda row: f"{row.owner or ''} · {RiskState(row.state).label}",
        ),
        meetings=_hits(_meetings(actor), ("body__name", "items__title"), words, most, _state),
    )


def _meetings(actor: Actor) -> QuerySet[Meeting]:
    return visible(actor).select_related("body").order_by("-starts_at").distinct()


def _state(row: Meeting) -> str:
    at = timezone.localtime(row.starts_at)
    return f"{at:%d-%m-%Y %H:%M} · {MeetingState(row.state).label}"


def _hits(
    rows: QuerySet[Any],
    fields: Sequence[str],
    words: Sequence[str],
    most: int,
    detail: Callable[[Any], Any],
) -> tuple[Hit, ...]:
    """Return the rows in which every word occurs, or whose number was typed."""
    wanted = Q()
    for word in words:
        somewhere = Q()
        for field in fields:
            somewhere |= Q(**{f"{field}__icontains": word})
        wanted &= somewhere
    if len(words) == 1 and words[0].isdecimal() and len(words[0]) < 9 and _has_number(rows):
        wanted |= Q(number=int(words[0]))
    return tuple(Hit(row.pk, str(row), str(detail(row))) for row in rows.filter(wanted)[:most])


def _has_number(rows: QuerySet[Any]) -> bool:
    return any(field.name == "number" for field in rows.model._meta.fields)
