"""Agreements as frozen values: who said yes, and what asks for attention."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, QuerySet

from bundel.accounts import permissions
from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.errors import NotFound
from bundel.network import rights
from bundel.network.models import Agreement, AgreementParty, AgreementState

VIEW, ACT = "network.view", "network.agree"
EXPIRES_WITHIN = timedelta(days=60)
MOST = 300
TONES = {
    AgreementState.DRAFT: "wait",
    AgreementState.STANDS: "good",
    AgreementState.ENDED: "neutral",
}


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A partner in an agreement: what it does, and who said yes."""

    organisation_id: uuid.UUID
    name: str
    does: str
    agreed_at: datetime | None
    agreed_by: str
    # Somebody without an account says yes to the coordinator.
    has_account: bool


@dataclass(frozen=True, slots=True)
class AgreementView:
    """An agreement, its partners, and how it stands today."""

    id: uuid.UUID
    version: int
    title: str
    subject: str
    from_date: date
    until_date: date | None
    review_date: date | None
    ended_date: date | None
    state: str
    state_label: str
    parties: tuple[PartyLine, ...]
    may_edit: bool
    today: date

    @property
    def runs(self) -> bool:
        """Whether it was not ended."""
        return self.state != AgreementState.ENDED

    @property
    def tone(self) -> str:
        """The tone of its state, for the page."""
        return TONES[AgreementState(self.state)]

    @property
    def party_names(self) -> str:
        """Who agree, in one line."""
        return ", ".join(party.name for party in self.parties)

    @property
    def is_overdue(self) -> bool:
        """Whether its last day is over while nobody ended it."""
        return self.runs and self.until_date is not None and self.until_date < self.today

    @property
    def expires_soon(self) -> bool:
        """Whether its last day is near."""
        return (
            self.runs
            and self.until_date is not None
            and self.today <= self.until_date <= self.today + EXPIRES_WITHIN
        )

    @property
    def needs_review(self) -> bool:
        """Whether the day to talk about it has come."""
        return self.runs and self.review_date is not None and self.review_date <= self.today

    @property
    def waits_for(self) -> tuple[str, ...]:
        """The partners that did not say yes yet."""
        return tuple(one.name for one in self.parties if self.runs and one.agreed_at is None)

    @property
    def attention(self) -> bool:
        """Whether somebody has to do something."""
        return bool(self.is_overdue or self.expires_soon or self.needs_review or self.waits_for)


def agreements(*, actor: Actor, today: date) -> tuple[AgreementView, ...]:
    """Return what the reader may know of, what asks for attention first. Three queries."""
    permissions.require(actor, VIEW)
    views = _views(_rows(actor).order_by("title")[:MOST], actor, today)
    return tuple(sorted(views, key=lambda one: (not one.attention, not one.runs)))


def agreements_of(
    *, actor: Actor, organisation_id: uuid.UUID, today: date
) -> tuple[AgreementView, ...]:
    """Return what one partner agreed on and was not ended, as far as the reader may know."""
    permissions.require(actor, VIEW)
    theirs = AgreementParty.objects.filter(organisation_id=organisation_id)
    rows = _rows(actor).filter(pk__in=theirs.values("agreement_id"))
    rows = rows.exclude(state=AgreementState.ENDED).order_by("title")
    return tuple(_views(rows[:MOST], actor, today))


def agreement_view(*, actor: Actor, agreement_id: uuid.UUID, today: date) -> AgreementView:
    """
    Return one agreement. Three queries.

    Raises:
        NotFound: if there is none, or the reader's partner is not in it.
    """
    permissions.require(actor, VIEW)
    found = _views(_rows(actor).filter(pk=agreement_id), actor, today)
    if not found:
        raise NotFound
    return found[0]


def _rows(actor: Actor) -> QuerySet[Agreement]:
    """Return all for the municipality, and for a partner those that it is in."""
    rows = Agreement.objects.filter(municipality_id=actor.municipality_id)
    if not rights.is_municipal(actor):
        own = AgreementParty.objects.filter(organisation_id__in=[actor.organisation_id])
        rows = rows.filter(pk__in=own.values("agreement_id"))
    parties = AgreementParty.objects.select_related("organisation").order_by("organisation__name")
    return rows.prefetch_related(Prefetch("parties", queryset=parties))


def _views(rows: Iterable[Agreement], actor: Actor, today: date) -> list[AgreementView]:
    found = list(rows)
    ids = {party.organisation_id for row in found for party in row.parties.all()}
    users = User.objects.filter(organisation_id__in=ids, is_active=True)
    with_account = set(users.values_list("organisation_id", flat=True))
    return [_view(row, actor, today, with_account) for row in found]


def _view(
    row: Agreement, actor: Actor, today: date, with_account: set[uuid.UUID | None]
) -> AgreementView:
    lines = tuple(
        PartyLine(
            one.organisation_id,
            one.organisation.name,
            one.does,
            one.agreed_at,
            one.agreed_by,
            one.organisation_id in with_account,
        )
        for one in row.parties.all()
    )
    return AgreementView(
        row.pk,
        row.version,
        row.title,
        row.subject,
        row.from_date,
        row.until_date,
        row.review_date,
        row.ended_date,
        row.state,
        row.get_state_display(),
        lines,
        any(permissions.can(actor, ACT, one) for one in row.parties.all()),
        today,
    )
