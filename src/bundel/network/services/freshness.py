"""Keeping data fresh: saying that it still holds, asking each year, and what is not right."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.audit import services as audit
from bundel.errors import Conflict, Fault, Invalid, NotFound
from bundel.network import links
from bundel.network.models import (
    ConfirmRound,
    Correction,
    Organisation,
    PartnerLinkPurpose,
    Service,
)
from bundel.network.selectors.asked import asked_of
from bundel.network.services import changing, history, offers, organisations
from bundel.network.services.texts import OF_WORK, without_persons
from bundel.network.states import state_of

ROOM, EDIT = "network.room", "network.edit"
LONGEST_TEXT = 2000


class AlreadyDone(Conflict):
    """Somebody was first."""

    sentence = "Dit is al afgehandeld."


@transaction.atomic
def confirm_service(*, actor: Actor, service_id: UUID, at: datetime) -> None:
    """Say that what is said of a service still holds."""
    row = offers.find(actor, service_id, ROOM)
    before = state_of(row)
    _confirm(row, actor.name, at)
    changing.changed(actor=actor, row=row, act="network.confirm", before=before, at=at)
    _close_round(row.organisation_id, at)


@transaction.atomic
def confirm_all(*, actor: Actor, organisation_id: UUID, at: datetime) -> int:
    """Say that all services of a partner still hold; return how many there are."""
    owner = organisations.find(actor, organisation_id, ROOM)
    rows = list(asked_of(owner.pk).select_for_update())
    for row in rows:
        before = state_of(row)
        _confirm(row, actor.name, at)
        changing.changed(actor=actor, row=row, act="network.confirm", before=before, at=at)
    _close_round(owner.pk, at)
    return len(rows)


@transaction.atomic
def confirm_by_link(*, token: str, service_id: UUID | None, at: datetime) -> int:
    """
    Say through a link that one service, or all that were not corrected, still hold.

    Return how many.

    Raises:
        LinkDoesNotWork: if the link may not be used.
        NotFound: if the service is not of the partner of the link.
    """
    opened = links.look(token=token, purpose=PartnerLinkPurpose.CONFIRM, at=at)
    owner = Organisation.objects.get(pk=opened.organisation_id)
    rows = asked_of(owner.pk).select_for_update()
    if service_id is None:
        wrong = Correction.objects.filter(organisation=owner, closed_at=None)
        chosen = list(rows.exclude(pk__in=wrong.values("service_id")))
    else:
        chosen = list(rows.filter(pk=service_id))
    if service_id is not None and not chosen:
        raise NotFound
    _confirm_for_stranger(chosen, owner, at)
    _close_round(owner.pk, at)
    return len(chosen)


@transaction.atomic
def correct_by_link(*, token: str, service_id: UUID, text: str, at: datetime) -> None:
    """
    Tell through a link what is no longer right about a service; a person takes it over.

    Raises:
        LinkDoesNotWork: if the link may not be used.
        NotFound: if the service is not of the partner of the link.
        Invalid: if nothing is told, or it points at a resident.
    """
    opened = links.look(token=token, purpose=PartnerLinkPurpose.CONFIRM, at=at)
    row = asked_of(opened.organisation_id).filter(pk=service_id).first()
    if row is None:
        raise NotFound
    text = text.strip()
    if row.corrections.filter(text=text, closed_at=None).exists():
        return
    if not text or len(text) > LONGEST_TEXT:
        raise Invalid(faults=[Fault("text", _("Vertel in enkele zinnen wat er veranderde."))])
    without_persons({"text": text}, fine=OF_WORK)
    Correction.objects.create(
        municipality_id=row.municipality_id,
        organisation_id=row.organisation_id,
        service=row,
        text=text,
        told_by=str(row.organisation),
        told_at=at,
    )
    audit.record_stranger(
        municipality_id=row.municipality_id,
        action="network.tell_correction",
        kind="service",
        object_id=row.pk,
        label=row.name,
        result="ok",
    )
    _close_round(opened.organisation_id, at)


@transaction.atomic
def close_correction(*, actor: Actor, correction_id: UUID, version: int, at: datetime) -> UUID:
    """
    Write down that what was told is taken over, or does not matter; return the service.

    Raises:
        AlreadyDone: if somebody was first.
        Stale: if somebody else saved first.
    """
    row = saving.find(Correction, actor, correction_id)
    if not row.is_own(actor) and permissions.visible(actor, EDIT) is not permissions.Relation.ALL:
        raise NotFound
    permissions.require(actor, EDIT, row)
    if row.closed_at is not None:
        raise AlreadyDone
    saving.same_version(row, version, {})
    row.closed_at, row.closed_by, row.version = at, actor.name, row.version + 1
    row.save()
    saving.tell(actor, "network.close_correction", "correction", row)
    return row.service_id


def _confirm(row: Service, by: str, at: datetime) -> None:
    row.confirmed_at, row.confirmed_by = at, by
    row.save(update_fields=["confirmed_at", "confirmed_by"])


def _confirm_for_stranger(rows: Iterable[Service], owner: Organisation, at: datetime) -> None:
    for row in rows:
        _confirm(row, owner.name, at)
        Service.objects.filter(pk=row.pk).update(version=row.version + 1, changed_at=at)
        history.keep_for_stranger(row=row, act="network.confirm", at=at, by_name=owner.name)
        audit.record_stranger(
            municipality_id=owner.municipality_id,
            action="network.confirm",
            kind="service",
            object_id=row.pk,
            label=row.name,
            result="ok",
        )


def _waiting(organisation_id: UUID) -> bool:
    """Tell whether a service was neither confirmed nor corrected since it was asked."""
    open_round = ConfirmRound.objects.filter(
        organisation_id=organisation_id, closed_at=None
    ).first()
    if open_round is None:
        return False
    answered = Correction.objects.filter(
        organisation_id=organisation_id, told_at__gte=open_round.asked_at
    ).values("service_id")
    unconfirmed = asked_of(organisation_id).exclude(confirmed_at__gte=open_round.asked_at)
    return unconfirmed.exclude(pk__in=answered).exists()


def _close_round(organisation_id: UUID, at: datetime) -> None:
    """Close the asking of a partner if all of it is answered; its links work no more then."""
    if _waiting(organisation_id):
        return
    open_rounds = ConfirmRound.objects.filter(organisation_id=organisation_id, closed_at=None)
    if open_rounds.update(closed_at=at):
        links.end_all(organisation_id=organisation_id, purpose=PartnerLinkPurpose.CONFIRM, at=at)
