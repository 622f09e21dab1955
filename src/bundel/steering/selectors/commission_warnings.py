"""What asks for a second look in a text of a commission; it hinders nobody."""

from __future__ import annotations

import uuid
from datetime import date

from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.core.quarters import quarter_of
from bundel.programme import selectors as programme
from bundel.programme.models import Initiative
from bundel.steering.selectors.commission_card import Amount, TextView
from bundel.steering.selectors.commission_choices import hours_of

# Beyond this share two figures are not about the same.
TOLERANCE = 0.1


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
    """Tell of each team for which text and usual level differ by more than a tenth."""
    if initiative_id is None or not _is_there(actor, initiative_id):
        return []
    card = programme.initiative_card(actor=actor, initiative_id=initiative_id)
    level = next((one for one in card.levels if one.usual), None)
    if level is None:
        return []
    names = {one.pool_id: one.pool for one in level.hours}
    given: dict[uuid.UUID, Amount] = {one.id: one for one in text.hours}
    found = []
    for pool_id, hours in hours_of(level):
        asks, has = float(hours), given[pool_id].amount if pool_id in given else 0.0
        if abs(asks - has) > TOLERANCE * asks:
            words = _("Niveau %(level)s vraagt %(asks)s uur van %(team)s. Hier staat %(has)s uur.")
            told = {"level": level.name.lower(), "team": names[pool_id]}
            found.append(words % (told | {"asks": _whole(asks), "has": _whole(has)}))
    return found


def _is_there(actor: Actor, initiative_id: uuid.UUID) -> bool:
    here = Initiative.objects.filter(municipality_id=actor.municipality_id, archived_at=None)
    return here.filter(pk=initiative_id).exists()


def _quarters(first: date, last: date) -> frozenset[str]:
    begin, end = quarter_of(first), quarter_of(last)
    return frozenset(str(begin.plus(n)) for n in range(end.minus(begin) + 1))


def _whole(hours: float) -> str:
    return f"{round(hours):,}".replace(",", ".")
