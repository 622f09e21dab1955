"""What a partner without an account sees behind its link: its services, and what was answered."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from bundel.network.links import Opened
from bundel.network.models import ConfirmRound, Correction, Organisation, Service, ServiceStatus


@dataclass(frozen=True, slots=True)
class AskedService:
    """A service, and what the partner answered since it was asked."""

    id: uuid.UUID
    name: str
    description: str
    application_process: str
    room_label: str
    phones: tuple[str, ...]
    areas: tuple[str, ...]
    is_confirmed: bool
    is_corrected: bool


@dataclass(frozen=True, slots=True)
class AskedServices:
    """All services of a partner that is asked whether they still hold."""

    organisation: str
    services: tuple[AskedService, ...]

    @property
    def is_all_answered(self) -> bool:
        """Tell whether nothing waits for an answer."""
        return all(one.is_confirmed or one.is_corrected for one in self.services)

    @property
    def has_corrections(self) -> bool:
        """Tell whether something was said to be wrong."""
        return any(one.is_corrected for one in self.services)

    def line(self, service_id: uuid.UUID | None) -> AskedService | None:
        """Return one of the services."""
        return next((one for one in self.services if one.id == service_id), None)


def asked_services(*, opened: Opened) -> AskedServices:
    """Return the services that the link of a partner asks about. Six queries."""
    owner = Organisation.objects.get(pk=opened.organisation_id)
    since = _asked_at(opened)
    corrected = set(
        Correction.objects.filter(organisation=owner, told_at__gte=since).values_list(
            "service_id", flat=True
        )
    )
    rows = asked_of(owner.pk).prefetch_related("phones", "areas")
    services = [
        AskedService(
            id=row.pk,
            name=row.name,
            description=row.description,
            application_process=row.application_process,
            room_label=row.get_room_display(),
            phones=tuple(phone.number for phone in row.phones.all()),
            areas=tuple(area.name for area in row.areas.all()),
            is_confirmed=row.confirmed_at is not None and row.confirmed_at >= since,
            is_corrected=row.pk in corrected,
        )
        for row in rows
    ]
    return AskedServices(owner.name, tuple(services))


def _asked_at(opened: Opened) -> datetime:
    if opened.object_id is None:
        return opened.created_at
    asked = ConfirmRound.objects.filter(pk=opened.object_id).values_list("asked_at", flat=True)
    return asked.first() or opened.created_at


def asked_of(organisation_id: uuid.UUID) -> QuerySet[Service]:
    """Return the services of a partner of which one asks whether they still hold."""
    return (
        Service.objects.filter(organisation_id=organisation_id, archived_at=None, merged_into=None)
        .exclude(status=ServiceStatus.DEFUNCT)
        .order_by("name")
    )
