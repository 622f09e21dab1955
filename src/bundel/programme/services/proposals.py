"""Making an idea of a pattern of signals, with the pattern as its ground."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.errors import Conflict
from bundel.programme.models import Initiative, PatternGround
from bundel.programme.services.grounds import page_of
from bundel.programme.services.initiatives import create_initiative
from bundel.programme.services.levels import ReachInput, set_level_reach
from bundel.signals.models import OutcomeKind, Pattern
from bundel.signals.services.outcomes import tell_outcome
from bundel.signals.services.patterns import mark_proposed

NIL = Decimal(0)


class AlreadyIdea(Conflict):
    """Somebody was first."""

    def __init__(self, name: str) -> None:
        super().__init__(_("Er is al een voorstel van dit patroon: %(name)s.") % {"name": name})


@transaction.atomic
def propose(
    *,
    actor: Actor,
    pattern_id: uuid.UUID,
    at: datetime,
    code: str,
    name: str,
    department_id: uuid.UUID,
    group_id: uuid.UUID | None = None,
    **fields: Any,
) -> uuid.UUID:
    """
    Note an idea that answers to a pattern; its areas are filled in, and who signalled hears it.

    Args:
        group_id: The group of measures; with it each area of the pattern becomes a line of reach,
            of which the households are still to be filled in.

    Raises:
        NotFound: if there is no such pattern.
        AlreadyIdea: if an idea was made of it already.
        Invalid: if a field is wrong.
    """
    permissions.require(actor, "programme.create_initiative")
    pattern = mark_proposed(actor=actor, pattern_id=pattern_id)
    known = PatternGround.objects.filter(pattern=pattern, initiative__archived_at=None)
    first = known.select_related("initiative").first()
    if first is not None:
        raise AlreadyIdea(first.initiative.name)
    made = create_initiative(
        actor=actor, at=at, code=code, name=name, department_id=department_id, **fields
    )
    initiative = Initiative.objects.get(pk=made)
    PatternGround.objects.create(
        municipality_id=actor.municipality_id, initiative=initiative, pattern=pattern, made_at=at
    )
    if group_id is not None:
        _fill_reach(actor, initiative, pattern, group_id)
    tell_outcome(
        actor=actor,
        pattern_id=pattern.pk,
        kind=OutcomeKind.PROPOSAL,
        object_id=made,
        title=initiative.name,
        path=page_of(initiative),
        said=_("Er is een idee van gemaakt. Of het doorgaat, wordt later beslist."),
        at=at,
    )
    return made


def _fill_reach(
    actor: Actor, initiative: Initiative, pattern: Pattern, group_id: uuid.UUID
) -> None:
    level = initiative.levels.get(usual=True)
    areas: Sequence[uuid.UUID] = list(pattern.places.values_list("area_id", flat=True))
    basis = _("Gebied uit patroon %(number)s. Vul de huishoudens nog in.") % {
        "number": pattern.number
    }
    lines = [ReachInput(area, group_id, NIL, NIL, NIL, basis=basis) for area in areas]
    set_level_reach(actor=actor, level_id=level.pk, version=level.version, lines=lines)
