"""What can be chosen in a commission: both sides, teams, funds; and how a first text begins."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.core.commissions import Side
from bundel.core.quarters import Quarter, parse_quarter, quarter_of
from bundel.network import rights as network
from bundel.programme import selectors as programme
from bundel.programme.models import Department, Fund, Initiative, Pool
from bundel.programme.selectors import InitiativeCard, LevelCard
from bundel.steering.models import ENDED_COMMISSIONS, Commission
from bundel.steering.selectors.commission_card import CommissionCard, TextView
from bundel.steering.services import commission_sides as sides

PERSON, PARTNER, DEPARTMENT = "u", "o", "d"
# What goes on without an end is commissioned for a year.
A_YEAR = 4


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose, by its id."""

    id: uuid.UUID
    name: str


@dataclass(frozen=True, slots=True)
class Choices:
    """All that can be chosen in the form of a commission."""

    initiatives: tuple[Option, ...]
    commissioners: tuple[Option, ...]
    contractors: tuple[Option, ...]
    partners: tuple[Option, ...]
    pools: tuple[Option, ...]
    funds: tuple[Option, ...]


def choices(*, actor: Actor, beside: TextView | None = None) -> Choices:
    """
    Return what can be chosen. Six queries.

    Args:
        beside: The text that holds: a partner chooses from its teams and funds only.
    """
    here = {"municipality_id": actor.municipality_id}
    pools, funds = Pool.objects.filter(**here), Fund.objects.filter(**here)
    if not network.is_municipal(actor):
        known = beside
        pools = pools.filter(pk__in=[one.id for one in known.hours] if known else [])
        funds = funds.filter(pk__in=[one.id for one in known.money] if known else [])
    return Choices(
        initiatives=_without_live(actor),
        commissioners=tuple(_person(one) for one in sides.commissioners(actor)),
        contractors=tuple(_person(one) for one in sides.contractors(actor)),
        partners=_named(sides.contracted_partners(actor).order_by("name")),
        pools=_named(pools.order_by("name")),
        funds=_named(funds.order_by("name")),
    )


def successors(
    *, actor: Actor, card: CommissionCard, side: Side
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return who may come on a side: people, and partners. Two queries at most."""
    taken = {card.line.commissioner_id, card.contractor_id, card.contractor_organisation_id}
    people, partners = sides.commissioners(actor), tuple[Option, ...]()
    if side is Side.CONTRACTOR:
        people = sides.contractors(actor)
        partners = _named(sides.contracted_partners(actor).order_by("name"))
    persons = (one for one in map(_person, people) if one.id not in taken)
    return (
        [(f"{PERSON}:{one.id}", one.name) for one in persons],
        [(f"{PARTNER}:{one.id}", one.name) for one in partners if one.id not in taken],
    )


def role_choices(*, actor: Actor) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return who may have a part in a commission, in three groups. Three queries."""
    here = {"municipality_id": actor.municipality_id}
    people = sides.staff(actor)
    partners = network.organisations_of(actor).order_by("name")
    departments = Department.objects.filter(**here).order_by("name")
    return [
        (_("Afdelingen"), [(f"{DEPARTMENT}:{one.pk}", one.name) for one in departments]),
        (_("Medewerkers"), [(f"{PERSON}:{one.id}", one.name) for one in map(_person, people)]),
        (_("Partners"), [(f"{PARTNER}:{one.pk}", one.name) for one in partners]),
    ]


def start_of(*, actor: Actor, initiative_id: uuid.UUID, today: date) -> dict[str, Any]:
    """
    Return the fields with which a commission of an initiative begins, from its usual level.

    What runs already is commissioned from this quarter on.

    Raises:
        NotFound: if there is no such initiative.
    """
    card = programme.initiative_card(actor=actor, initiative_id=initiative_id)
    level = next((one for one in card.levels if one.usual), None) or (card.levels or (None,))[0]
    began = _first_quarter(card)
    first = max(began, quarter_of(today)) if began else None
    quarters = _left(level, began, first)
    is_new = began == first
    begin: dict[str, Any] = {
        "initiative_id": card.id,
        "result": _result(card, level),
        "scope_in": _scope(card, level),
        "stop_rules": _conditions(card),
        "from_date": first.first_date() if first else None,
        "hours": hours_of(level, quarters, with_start=is_new) if level else [],
        "money": money_of(level, quarters, with_start=is_new) if level else [],
    }
    if first:
        begin["until_date"] = first.plus(quarters - 1).last_date()
    if card.lead_user_id:
        begin["contractor"] = f"{PERSON}:{card.lead_user_id}"
    return begin


def hours_of(
    level: LevelCard, quarters: int, *, with_start: bool
) -> list[tuple[uuid.UUID, Decimal]]:
    """Return the hours that a level asks of each team in this many quarters. [hours]"""
    running = max(0, quarters - (level.start_quarters if with_start else 0))
    asked = [
        (one.pool_id, one.start_hours * with_start + one.running_hours * running)
        for one in level.hours
    ]
    return [(pool, _rounded(hours)) for pool, hours in asked if hours > 0]


def money_of(
    level: LevelCard, quarters: int, *, with_start: bool
) -> list[tuple[uuid.UUID, Decimal]]:
    """Return the euros that a level asks of each fund in this many quarters. [EUR]"""
    first = level.start_quarters if with_start else 0
    asked: dict[uuid.UUID, float] = {}
    for one in level.money:
        until = min(one.until_quarter or quarters, quarters)
        running = max(0, until - max(one.from_quarter - 1, first))
        start = one.start_eur if with_start and one.from_quarter <= level.start_quarters else 0.0
        asked[one.fund_id] = asked.get(one.fund_id, 0.0) + start + one.running_eur * running
    return [(fund, _rounded(eur)) for fund, eur in asked.items() if eur > 0]


def _without_live(actor: Actor) -> tuple[Option, ...]:
    if not permissions.can(actor, "programme.view"):
        return ()
    live = Commission.objects.exclude(state__in=ENDED_COMMISSIONS).filter(
        municipality_id=actor.municipality_id, initiative__isnull=False
    )
    rows = Initiative.objects.filter(
        municipality_id=actor.municipality_id, archived_at=None
    ).exclude(pk__in=live.values("initiative_id"))
    return tuple(Option(one.pk, f"{one.code} {one.name}") for one in rows.order_by("code"))


def _person(user: Any) -> Option:
    return Option(user.pk, f"{user.name} ({user.function})" if user.function else user.name)


def _named(rows: Any) -> tuple[Option, ...]:
    return tuple(Option(one.pk, one.name) for one in rows)


def _left(level: LevelCard | None, began: Quarter | None, first: Quarter | None) -> int:
    """Return for how many quarters work is left from a quarter on; without an end, a year."""
    if level is None or level.duration_quarters is None:
        return A_YEAR
    gone = first.minus(began) if first and began else 0
    return max(1, level.duration_quarters - gone)


def _rounded(amount: float) -> Decimal:
    return Decimal(str(round(amount, 2)))


def _first_quarter(card: InitiativeCard) -> Quarter | None:
    label = card.start_quarter or card.planned_start or card.earliest_quarter
    return parse_quarter(label) if label else None


def _result(card: InitiativeCard, level: LevelCard | None) -> str:
    lines = [card.summary] if card.summary else []
    if level and card.households.mid:
        words = _("Bereik: ongeveer %(number)s huishoudens per kwartaal, op niveau %(level)s.")
        lines.append(words % {"number": round(card.households.mid), "level": level.name.lower()})
    return "\n".join(lines)


def _scope(card: InitiativeCard, level: LevelCard | None) -> str:
    reach = level.reach if level else ()
    areas = list(dict.fromkeys(one.area for one in reach))
    groups = list(dict.fromkeys(one.group for one in reach))
    lines = []
    if areas:
        lines.append(_("Gebieden: %(what)s.") % {"what": ", ".join(areas)})
    if groups:
        lines.append(_("Groepen: %(what)s.") % {"what": ", ".join(groups)})
    lines += [f"{one.goal}: {one.how}" for one in card.contributions if one.how]
    return "\n".join(lines)


def _conditions(card: InitiativeCard) -> str:
    unmet: Sequence[str] = [one.text for one in card.preconditions if not one.met]
    if not unmet:
        return ""
    return "\n".join([_("Dit begint pas als dit er is:"), *(f"- {text}" for text in unmet)])
