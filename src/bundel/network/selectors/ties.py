"""Who works with whom: from agreements, actions done together and goods that changed hands."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.db.models import Q

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.network import rights
from bundel.network.models import (
    ActionState,
    AgreementParty,
    AgreementState,
    AreaAction,
    Match,
    OrganisationState,
)

VIEW = "network.view"
AGREEMENT, ACTION, GOODS = "agreement", "action", "goods"


@dataclass(frozen=True, slots=True)
class Tie:
    """Two partners that work together, by what: how many of each sort."""

    one: uuid.UUID
    other: uuid.UUID
    agreements: int
    actions: int
    goods: int

    @property
    def strength(self) -> int:
        """How many things they do together."""
        return self.agreements + self.actions + self.goods


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner with those it works with, by name."""

    id: uuid.UUID
    name: str
    works_with: tuple[str, ...]
    agreements: int
    actions: int
    goods: int


@dataclass(frozen=True, slots=True)
class Web:
    """The partners that take part, who stands alone first, and their ties."""

    partners: tuple[Partner, ...]
    ties: tuple[Tie, ...]

    @property
    def alone(self) -> tuple[Partner, ...]:
        """Who works with nobody, as far as we know."""
        return tuple(partner for partner in self.partners if not partner.works_with)


def web(*, actor: Actor, today: date) -> Web:
    """
    Return who works with whom, as it stands today. Five queries.

    Raises:
        NotAllowed: if the actor does not see the network.
    """
    permissions.require(actor, VIEW)
    here = rights.organisations_of(actor).exclude(state=OrganisationState.ENDED)
    names = dict(here.order_by("name").values_list("pk", "name"))
    counts: dict[tuple[uuid.UUID, uuid.UUID], Counter[str]] = defaultdict(Counter)
    for sort, one, other in (*_agreements(today), *_actions(), *_goods()):
        if one in names and other in names and one != other:
            counts[min(one, other), max(one, other)][sort] += 1
    ties = tuple(
        Tie(*pair, sorts[AGREEMENT], sorts[ACTION], sorts[GOODS])
        for pair, sorts in sorted(counts.items())
    )
    partners = [_partner(pk, name, names, ties) for pk, name in names.items()]
    return Web(tuple(sorted(partners, key=lambda p: (len(p.works_with), p.name))), ties)


def _partner(pk: uuid.UUID, name: str, names: dict[uuid.UUID, str], ties: Iterable[Tie]) -> Partner:
    own = [tie for tie in ties if pk in (tie.one, tie.other)]
    others = sorted(names[tie.other if tie.one == pk else tie.one] for tie in own)
    return Partner(
        pk,
        name,
        tuple(others),
        sum(tie.agreements for tie in own),
        sum(tie.actions for tie in own),
        sum(tie.goods for tie in own),
    )


Found = Iterable[tuple[str, uuid.UUID, uuid.UUID]]


def _agreements(today: date) -> Found:
    """Return the pairs that agreed on something that holds today."""
    rows = AgreementParty.objects.filter(
        Q(agreement__until_date=None) | Q(agreement__until_date__gte=today),
        agreement__state=AgreementState.STANDS,
        agreement__from_date__lte=today,
        agreed_at__isnull=False,
    )
    parties: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for agreement, organisation in rows.values_list("agreement_id", "organisation_id"):
        parties[agreement].append(organisation)
    return [
        (AGREEMENT, one, other)
        for those in parties.values()
        for one, other in combinations(sorted(those), 2)
    ]


def _actions() -> Found:
    """Return the pairs that held an action together, or will."""
    rows = AreaAction.objects.exclude(state=ActionState.CANCELLED)
    together: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for action, owner, partner in rows.filter(partner_rows__isnull=False).values_list(
        "pk", "organisation_id", "partner_rows__organisation_id"
    ):
        together[action] |= {owner, partner}
    return [
        (ACTION, one, other)
        for those in together.values()
        for one, other in combinations(sorted(those), 2)
    ]


def _goods() -> Found:
    """Return the pairs of which one took what the other had, or will."""
    rows = Match.objects.filter(cancelled_at=None).values_list("offer__organisation_id", "taker_id")
    return [(GOODS, one, other) for one, other in rows]
