"""Agreements between partners: proposed by one, valid when each said yes from its own account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bundel.accounts import permissions
from bundel.accounts.models import User
from bundel.accounts.permissions import Actor, Relation
from bundel.audit import saving
from bundel.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from bundel.network import rights
from bundel.network.models import Agreement, AgreementParty, AgreementState, Contact
from bundel.network.services import changing, texts

ACT = "network.agree"
FIELDS = frozenset({"title", "subject", "from_date", "until_date", "review_date"})
LEAST_PARTIES = 2
Party = Mapping[str, Any]


class AgreementHasEnded(Conflict):
    """It was ended."""

    sentence = _("Deze afspraak is beëindigd. Maak een nieuwe.")


class SaysItself(Conflict):
    """The partner has people with an account, who say yes themselves."""

    sentence = _("Deze organisatie heeft een account en zegt zelf ja.")


@transaction.atomic
def propose(*, actor: Actor, at: datetime, parties: Sequence[Party], **fields: Any) -> UUID:
    """
    Write down what two or more partners agree on; it is valid when each said yes.

    Args:
        parties: Per partner its `organisation_id` and what it `does`.
        fields: As in FIELDS.

    Raises:
        Invalid: if there are fewer than two, or who proposes it is not in it.
    """
    permissions.require(actor, ACT)
    row = Agreement(municipality_id=actor.municipality_id, version=0, created_at=at)
    after = _write(actor, row, fields, parties)
    saving.tell(actor, "network.propose_agreement", "agreement", row, after=after)
    return row.pk


@transaction.atomic
def edit_agreement(
    *, actor: Actor, agreement_id: UUID, version: int, parties: Sequence[Party], **fields: Any
) -> None:
    """
    Say it otherwise; then every partner says yes anew.

    Raises:
        AgreementHasEnded: if it was ended.
        Stale: if somebody else saved first.
        Invalid: as when it is proposed.
    """
    row = _find(actor, agreement_id)
    saving.same_version(row, version, fields)
    _not_ended(row)
    before = {"state": row.state}
    row.state = AgreementState.DRAFT
    after = _write(actor, row, fields, parties)
    AgreementParty.objects.filter(agreement=row).update(agreed_at=None, agreed_by="")
    saving.tell(actor, "network.edit_agreement", "agreement", row, before, after)


@transaction.atomic
def agree(
    *,
    actor: Actor,
    agreement_id: UUID,
    version: int,
    organisation_id: UUID,
    at: datetime,
    said_by: str = "",
) -> bool:
    """
    Say yes for one's own partner; when all did, the agreement stands.

    A second yes changes nothing. Return whether this one was new.

    Args:
        said_by: For a partner without account: who said yes to the coordinator.

    Raises:
        SaysItself: if another says yes for a partner that has an account.
        Invalid: if it is not told who said yes.
        Stale: if the agreement was changed after it was read.
    """
    row = _find(actor, agreement_id)
    party = AgreementParty.objects.filter(agreement=row, organisation_id=organisation_id).first()
    if party is None:
        raise NotFound
    _may_speak(actor, party)
    if party.agreed_at is not None and row.state != AgreementState.ENDED:
        return False
    saving.same_version(row, version, {})
    _not_ended(row)
    said_by = _voice(actor, party, said_by)
    contact = Contact.objects.filter(
        organisation_id=organisation_id, user_id=actor.user_id, left_date=None
    ).first()
    wanted = {"agreed_at": at, "agreed_by": said_by, "contact_id": contact.pk if contact else None}
    _before, after = saving.change(party, wanted, frozenset(wanted))
    if not AgreementParty.objects.filter(agreement=row, agreed_at=None).exists():
        row.state = AgreementState.STANDS
        row.save(update_fields=["state"])
    saving.touch(row)
    told = dict(after) | {"organisation": party.organisation.name, "state": str(row.state)}
    saving.tell(actor, "network.agree", "agreement", row, after=told)
    return True


@transaction.atomic
def plan_review(
    *, actor: Actor, agreement_id: UUID, version: int, review_date: date | None
) -> None:
    """
    Say that it was talked about, and when next.

    Raises:
        AgreementHasEnded: if it was ended.
        Stale: if somebody else saved first.
    """
    row = _find(actor, agreement_id)
    wanted = {"review_date": review_date}
    saving.same_version(row, version, wanted)
    _not_ended(row)
    before, after = saving.change(row, wanted, FIELDS)
    if after:
        saving.tell(actor, "network.review_agreement", "agreement", row, before, after)


@transaction.atomic
def end_agreement(*, actor: Actor, agreement_id: UUID, version: int, today: date) -> None:
    """
    End it from today on; what needs it is not seen any more.

    Raises:
        AgreementHasEnded: if it was ended already.
        Stale: if somebody else saved first.
    """
    row = _find(actor, agreement_id)
    saving.same_version(row, version, {})
    _not_ended(row)
    wanted = {"state": AgreementState.ENDED, "ended_date": today}
    before, after = saving.change(row, wanted, frozenset(wanted))
    saving.tell(actor, "network.end_agreement", "agreement", row, before, after)


def _find(actor: Actor, agreement_id: UUID) -> Agreement:
    """Return an agreement, held; who is not in it does not know that it is there."""
    permissions.require(actor, ACT)
    row = saving.find(Agreement, actor, agreement_id)
    if permissions.visible(actor, ACT) is Relation.ALL:
        return row
    if not row.parties.filter(organisation_id__in=[actor.organisation_id]).exists():
        raise NotFound
    return row


def _not_ended(row: Agreement) -> None:
    if row.state == AgreementState.ENDED:
        raise AgreementHasEnded


def _may_speak(actor: Actor, party: AgreementParty) -> None:
    if not party.is_own(actor) and permissions.visible(actor, ACT) is not Relation.ALL:
        raise NotAllowed


def _voice(actor: Actor, party: AgreementParty, said_by: str) -> str:
    """Return who says yes."""
    if party.is_own(actor):
        return actor.name
    if User.objects.filter(organisation_id=party.organisation_id, is_active=True).exists():
        raise SaysItself
    if not said_by.strip():
        raise Invalid(faults=[Fault("said_by", str(_("Schrijf wie er ja zei.")))])
    return said_by.strip()


def _write(
    actor: Actor, row: Agreement, fields: Mapping[str, Any], parties: Sequence[Party]
) -> dict[str, Any]:
    does = {f"does {n}": party.get("does", "") for n, party in enumerate(parties)}
    shown = {name: fields.get(name, "") for name in ("title", "subject")}
    texts.without_persons(shown)
    try:
        texts.without_persons(does)
    except Invalid as refusal:
        faults = [Fault("parties", one.message, one.code) for one in refusal.faults]
        raise Invalid(faults=faults) from None
    ids = [party["organisation_id"] for party in parties]
    if len(set(ids)) < LEAST_PARTIES or len(set(ids)) != len(ids):
        text = str(_("Kies twee of meer verschillende organisaties."))
        raise Invalid(faults=[Fault("parties", text)])
    known = changing.known(rights.organisations_of(actor), ids, "parties")
    if permissions.visible(actor, ACT) is not Relation.ALL and actor.organisation_id not in ids:
        raise Invalid(faults=[Fault("parties", str(_("Uw eigen organisatie hoort erbij.")))])
    _before, after = saving.change(row, fields, FIELDS)
    lines = [
        {"organisation_id": party["organisation_id"], "does": str(party.get("does", "")).strip()}
        for party in parties
    ]
    owner = {"municipality_id": row.municipality_id, "agreement": row}
    changing.sync(AgreementParty.objects.filter(agreement=row), lines, owner)
    if row.state == AgreementState.DRAFT and not after:
        saving.touch(row)
    return dict(after) | {"parties": sorted(one.name for one in known)}
