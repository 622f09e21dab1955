"""How fresh the directory is: what was confirmed too long ago, and whose room is old news."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import (
    Case,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.network import rights
from bundel.network.models import (
    ConfirmRound,
    Correction,
    NetworkSettings,
    Organisation,
    OrganisationState,
    Room,
    Service,
    ServiceStatus,
)

Row = TypeVar("Row", Service, Correction)


@dataclass(frozen=True, slots=True)
class AskedPartner:
    """A partner whose data are old, and how far asking is."""

    id: uuid.UUID
    name: str
    asked_at: datetime | None
    reminded_at: datetime | None
    email: str
    stale: int
    # A mail went out today, so nothing more does.
    is_asked_today: bool


@dataclass(frozen=True, slots=True)
class ToldWrong:
    """What somebody without an account said is not right."""

    id: uuid.UUID
    version: int
    organisation_id: uuid.UUID
    service_id: uuid.UUID
    service: str
    organisation: str
    text: str
    told_at: datetime


def settings_of(municipality_id: uuid.UUID) -> NetworkSettings:
    """Return what a municipality chose for its network, or what is usual. One query."""
    found = NetworkSettings.objects.filter(municipality_id=municipality_id).first()
    return found or NetworkSettings(municipality_id=municipality_id)


def with_freshness(
    services: QuerySet[Service], *, chosen: NetworkSettings, now: datetime
) -> QuerySet[Service]:
    """
    Add to each service whether it `is_stale` and whether its room `room_is_stale`.

    Stale is what nobody confirmed within the months that the partner or the municipality chose.
    """
    months = Coalesce(F("organisation__confirm_months"), Value(chosen.confirm_months))
    span = Func(months, function="make_interval", template="%(function)s(0, %(expressions)s)")
    confirm_before = ExpressionWrapper(
        Value(now, output_field=DateTimeField()) - span, output_field=DateTimeField()
    )
    room_before = now - timedelta(days=chosen.room_stale_days)
    return services.annotate(
        is_stale=_true_if(Q(confirmed_at=None) | Q(confirmed_at__lt=confirm_before)),
        room_is_stale=_true_if(
            Q(room=Room.UNKNOWN) | Q(room_changed_at=None) | Q(room_changed_at__lt=room_before)
        ),
    )


def stale_services(
    *, municipality_id: uuid.UUID, chosen: NetworkSettings, now: datetime
) -> QuerySet[Service]:
    """Return the services of partners that take part, whose confirmation is too old."""
    here = Service.objects.filter(
        municipality_id=municipality_id,
        archived_at=None,
        merged_into=None,
        organisation__archived_at=None,
        organisation__merged_into=None,
        organisation__state=OrganisationState.ACTIVE,
    ).exclude(status=ServiceStatus.DEFUNCT)
    return with_freshness(here, chosen=chosen, now=now).filter(Q(is_stale=True))


def asked_partners(*, actor: Actor, now: datetime) -> list[AskedPartner]:
    """
    Return the partners with services that are stale, the longest asked first. Three queries.

    Raises:
        NotAllowed: if the actor keeps no data here.
    """
    permissions.require(actor, "network.edit")
    chosen = settings_of(actor.municipality_id)
    stale = stale_services(municipality_id=actor.municipality_id, chosen=chosen, now=now)
    counts: dict[uuid.UUID, int] = {}
    for owner_id in _mine(stale, actor).values_list("organisation_id", flat=True):
        counts[owner_id] = counts.get(owner_id, 0) + 1
    rounds = {
        one.organisation_id: one
        for one in ConfirmRound.objects.filter(organisation_id__in=counts, closed_at=None)
    }
    names = Organisation.objects.filter(pk__in=counts).values_list("pk", "name")
    partners = [_asked(pk, name, counts[pk], rounds.get(pk), now) for pk, name in names]
    return sorted(partners, key=lambda p: (p.asked_at is None, p.asked_at or now, p.name))


def told_wrong(*, actor: Actor) -> list[ToldWrong]:
    """
    Return what is said to be wrong and nobody took over yet, the oldest first. One query.

    Raises:
        NotAllowed: if the actor keeps no data here.
    """
    permissions.require(actor, "network.edit")
    here = Correction.objects.filter(municipality_id=actor.municipality_id, closed_at=None)
    rows = _mine(here, actor).select_related("organisation", "service").order_by("told_at")
    return [
        ToldWrong(
            row.pk,
            row.version,
            row.organisation_id,
            row.service_id,
            row.service.name,
            row.organisation.name,
            row.text,
            row.told_at,
        )
        for row in rows
    ]


def has_stale(*, chosen: NetworkSettings, now: datetime) -> Exists:
    """Return the condition that a partner has a service whose confirmation is too old."""
    services = Service.objects.filter(
        organisation=OuterRef("pk"), archived_at=None, merged_into=None
    ).exclude(status=ServiceStatus.DEFUNCT)
    return Exists(with_freshness(services, chosen=chosen, now=now).filter(Q(is_stale=True)))


def _mine(rows: QuerySet[Row], actor: Actor) -> QuerySet[Row]:
    if rights.is_municipal(actor):
        return rows
    own = actor.organisation_id
    return rows.filter(organisation_id=own) if own else rows.none()


def was_asked_on(one: ConfirmRound, at: datetime) -> bool:
    """Tell whether a mail of this asking went out on the day of `at`."""
    mailed_at = one.reminded_at or one.asked_at
    return bool(one.email) and timezone.localdate(mailed_at) == timezone.localdate(at)


def _asked(
    pk: uuid.UUID, name: str, stale: int, one: ConfirmRound | None, now: datetime
) -> AskedPartner:
    if one is None:
        return AskedPartner(pk, name, None, None, "", stale, False)
    is_today = was_asked_on(one, now)
    return AskedPartner(pk, name, one.asked_at, one.reminded_at, one.email, stale, is_today)


def _true_if(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False))
