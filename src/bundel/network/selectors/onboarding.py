"""What a new partner gets and is asked, and how far each new partner is."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from bundel.accounts import permissions
from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.errors import NotFound
from bundel.network import rights
from bundel.network.links import Opened
from bundel.network.models import (
    AgreementParty,
    AgreementState,
    Gathering,
    GatheringState,
    Invitee,
    Organisation,
    OrganisationState,
    Promise,
    PromiseState,
)
from bundel.network.selectors import freshness

NEW_FOR = timedelta(days=90)
AHEAD = 3


@dataclass(frozen=True, slots=True)
class NewPartner:
    """A partner that begins, with what is done and what is open."""

    id: uuid.UUID
    name: str
    state: str
    state_label: str
    invited_at: datetime
    has_account: bool
    has_left_description: bool
    services: int
    phones: int
    is_asked: bool

    @property
    def steps(self) -> tuple[tuple[str, bool], ...]:
        """The steps by the key of their words, and whether each is done."""
        return (
            ("takes_part", self.state == OrganisationState.ACTIVE),
            ("described", self.has_left_description),
            ("phone", self.phones > 0),
            ("service", self.services > 0),
            ("gathering", self.is_asked),
        )

    @property
    def open_steps(self) -> int:
        """How many are still open."""
        return sum(not done for _key, done in self.steps)


@dataclass(frozen=True, slots=True)
class Ahead:
    """A gathering that comes."""

    title: str
    starts_at: datetime
    place: str


@dataclass(frozen=True, slots=True)
class Welcome:
    """What a partner gets and what is asked of it, now."""

    organisation_id: uuid.UUID
    organisation: str
    is_invited: bool
    words: str
    confirm_months: int
    partners: int
    all_services: int
    services: tuple[str, ...]
    gatherings: tuple[Ahead, ...]
    promises: tuple[str, ...]
    agreements: tuple[str, ...]


def new_partners(*, actor: Actor, now: datetime) -> tuple[NewPartner, ...]:
    """Return who was invited or came lately, who is least far first. Three queries."""
    permissions.require(actor, "network.manage")
    lately = (now - NEW_FOR).date()
    rows = rights.organisations_of(actor).filter(
        Q(state=OrganisationState.INVITED)
        | Q(state=OrganisationState.ACTIVE, joined_date__gte=lately)
    )
    counted = rows.annotate(
        services_there=Count("services", filter=Q(services__archived_at=None), distinct=True),
        phones_there=Count("phones", distinct=True),
    ).order_by("name")
    found = list(counted)
    users = User.objects.filter(organisation_id__in=[row.pk for row in found], is_active=True)
    with_account = set(users.values_list("organisation_id", flat=True))
    asked = Invitee.objects.filter(organisation__in=found)
    invited = set(asked.values_list("organisation_id", flat=True))
    views = [_new(row, row.pk in with_account, row.pk in invited) for row in found]
    return tuple(sorted(views, key=lambda one: -one.open_steps))


def welcome(*, actor: Actor, organisation_id: uuid.UUID, now: datetime) -> Welcome:
    """
    Return the page of a partner, for its own people and the municipality. Nine queries.

    Raises:
        NotFound: for anybody else.
    """
    permissions.require(actor, "network.view")
    row = rights.organisations_of(actor).filter(pk=organisation_id).first()
    if row is None or not (row.is_own(actor) or rights.is_municipal(actor)):
        raise NotFound
    return _welcome(row, now)


def welcome_by_link(*, opened: Opened, now: datetime) -> Welcome:
    """Return the same page for who opened a link. Nine queries."""
    return _welcome(Organisation.objects.get(pk=opened.organisation_id), now)


def _welcome(row: Organisation, now: datetime) -> Welcome:
    here = {"municipality_id": row.municipality_id}
    chosen = freshness.settings_of(row.municipality_id)
    partners = Organisation.objects.filter(**here, archived_at=None, merged_into=None)
    own = row.services.filter(archived_at=None, merged_into=None).order_by("name")
    promised = Promise.objects.filter(organisation=row, state=PromiseState.OPEN)
    return Welcome(
        row.pk,
        row.name,
        row.state == OrganisationState.INVITED,
        chosen.welcome,
        row.confirm_months or chosen.confirm_months,
        partners.filter(state=OrganisationState.ACTIVE).count(),
        _public_services(row),
        tuple(own.values_list("name", flat=True)),
        tuple(_ahead(Gathering.objects.filter(**here), now)),
        tuple(promised.order_by("due_date").values_list("text", flat=True)),
        tuple(_to_agree(row)),
    )


def _public_services(row: Organisation) -> int:
    """Return how many services all partners find."""
    partners = Organisation.objects.filter(
        municipality_id=row.municipality_id, archived_at=None, merged_into=None
    )
    there = Q(
        services__archived_at=None,
        services__merged_into=None,
        services__needs_agreement=False,
        services__isnull=False,
    )
    return int(partners.aggregate(n=Count("services", filter=there))["n"])


def _ahead(rows: QuerySet[Gathering], now: datetime) -> Iterable[Ahead]:
    coming = rows.filter(state=GatheringState.INVITED, starts_at__gte=now)
    for row in coming.order_by("starts_at")[:AHEAD]:
        yield Ahead(row.title, row.starts_at, row.place)


def _to_agree(row: Organisation) -> Iterable[str]:
    waiting = AgreementParty.objects.filter(organisation=row, agreed_at=None).exclude(
        agreement__state=AgreementState.ENDED
    )
    return waiting.values_list("agreement__title", flat=True)


def _new(row: Organisation, has_account: bool, is_invited: bool) -> NewPartner:
    there = {name: int(getattr(row, name)) for name in ("services_there", "phones_there")}
    return NewPartner(
        row.pk,
        row.name,
        row.state,
        row.get_state_display(),
        row.created_at,
        has_account,
        # The first words stand there from the invitation on; later ones are its own.
        row.changed_at > row.created_at and row.version > 1,
        there["services_there"],
        there["phones_there"],
        is_invited,
    )
