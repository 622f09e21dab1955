"""What asks for a second look in a text of a commission; it hinders nobody."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.core.quarters import quarter_of
from bundel.programme import selectors as programme
from bundel.programme.models import Initiative
from bundel.steering.selectors.commission_card import TextView
from bundel.steering.selectors.commission_choices import hours_of

# Beyond this share two figures are not about the same.
TOLERANCE = 0.1
# More lines than this are not read.
MOST = 3
Hours = Mapping[uuid.UUID, float]


def warnings_of(
    *, actor: Actor, initiative_id: uuid.UUID | None, text: TextView
) -> tuple[str, ...]:
    """
    Return what is odd in a text: hours above what a team has, or other than the level asks.

    For who may not see the programme there is nothing to compare with.
    """
    if not permissions.can(actor, "programme.view"):
        return ()
    return (*_above_capacity(actor, text), *_beside_level(actor, initiative_id, text))


def _above_capacity(actor: Actor, text: TextView) -> list[str]:
    if not text.hours or text.from_date is None or text.until_date is None:
        return []
    try:
        table = programme.capacity(actor=actor)
    except programme.NoProgramme:
        return []
    period = _quarters(text.from_date, text.until_date)
    has = {
        pool.id: sum(cell.available for cell in pool.cells if cell.quarter in period)
        for pool in table.pools
    }
    return [
        _("Team %(team)s heeft in deze tijd %(has)s uur. De opdracht vraagt %(asks)s uur.")
        % {"team": one.name, "has": _whole(has[one.id]), "asks": _whole(one.amount)}
        for one in text.hours
        if one.amount > has.get(one.id, one.amount) > 0
    ]


def _beside_level(actor: Actor, initiative_id: uuid.UUID | None, text: TextView) -> list[str]:
    """Tell for which teams text and usual level differ by more than a tenth; the largest few."""
    if initiative_id is None or not text.hours or not _is_there(actor, initiative_id):
        return []
    card = programme.initiative_card(actor=actor, initiative_id=initiative_id)
    level = next((one for one in card.levels if one.usual), None)
    if level is None or text.from_date is None or text.until_date is None:
        return []
    begins = str(quarter_of(text.from_date))
    is_new = not card.start_quarter or begins <= card.start_quarter
    quarters = len(_quarters(text.from_date, text.until_date))
    asked = {pool: float(n) for pool, n in hours_of(level, quarters, with_start=is_new)}
    names = {one.pool_id: one.pool for one in level.hours}
    given = {one.id: one.amount for one in text.hours}
    return [*_other_hours(level.name, asked, given, names), *_missing(asked, given, names)]


def _other_hours(
    level: str, asked: Hours, given: Hours, names: Mapping[uuid.UUID, str]
) -> list[str]:
    off = {
        pool: abs(hours - given[pool]) / hours
        for pool, hours in asked.items()
        if pool in given and abs(hours - given[pool]) > TOLERANCE * hours
    }
    words = _("Niveau %(level)s vraagt %(asks)s uur van %(team)s. Hier staat %(has)s uur.")
    return [
        words
        % {
            "level": level.lower(),
            "asks": _whole(asked[pool]),
            "team": names[pool],
            "has": _whole(given[pool]),
        }
        for pool in sorted(off, key=lambda pool: -off[pool])[:MOST]
    ]


def _missing(asked: Hours, given: Hours, names: Mapping[uuid.UUID, str]) -> list[str]:
    teams = sorted(names[pool] for pool in asked if pool not in given)
    if not teams:
        return []
    return [
        _("Het initiatief vraagt ook uren van: %(teams)s.") % {"teams": ", ".join(teams)},
    ]


def _is_there(actor: Actor, initiative_id: uuid.UUID) -> bool:
    here = Initiative.objects.filter(municipality_id=actor.municipality_id, archived_at=None)
    return here.filter(pk=initiative_id).exists()


def _quarters(first: date, last: date) -> frozenset[str]:
    begin, end = quarter_of(first), quarter_of(last)
    return frozenset(str(begin.plus(n)) for n in range(end.minus(begin) + 1))


def _whole(hours: float) -> str:
    return f"{round(hours):,}".replace(",", ".")
