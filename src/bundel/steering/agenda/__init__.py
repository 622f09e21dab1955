"""What asks for a place on an agenda: every source, held against what a body may decide."""

from __future__ import annotations

from datetime import date

from bundel.accounts.permissions import Actor
from bundel.core.mandates import Asked, Mandate, deciders
from bundel.steering import agenda_sources
from bundel.steering.agenda import deciding, programme, responsibility, street
from bundel.steering.agenda_sources import Candidate
from bundel.steering.models import Body, ItemAim

# A module here offers its sources when it is read.
SUBJECTS = (deciding, responsibility, programme, street)


def candidates(*, actor: Actor, body: Body, today: date) -> list[Candidate]:
    """
    Return what asks for a place on the agenda of a body, the most pressing first.

    What has to be decided goes to the lowest body with the mandate; what is above its limit goes
    to the body that it refers to.
    """
    known = mandates(body)
    found = agenda_sources.candidates(actor=actor, body=body, today=today)
    return [one for one in found if one.aim != ItemAim.DECIDE or _is_for(known, body, one)]


def mandates(body: Body) -> list[Mandate]:
    """Return what each body of the same municipality may decide. One query."""
    rows = Body.objects.filter(municipality_id=body.municipality_id, archived_at=None)
    return [
        Mandate(row.pk, frozenset(row.matters), row.limit_eur, row.refers_to_id, row.area_id)
        for row in rows
    ]


def _is_for(known: list[Mandate], body: Body, one: Candidate) -> bool:
    return body.pk in deciders(known, Asked(one.matter, one.amount_eur, one.area_id))


__all__ = ["SUBJECTS", "Candidate", "candidates"]
