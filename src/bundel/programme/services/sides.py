"""Who gives and who takes the commission of an initiative, as a floor above agreed it."""

from __future__ import annotations

import uuid

from django.db import transaction

from bundel.accounts.permissions import Actor
from bundel.programme.models import Initiative
from bundel.programme.services import saving

FIELDS = frozenset({"commissioner", "contractor"})
LONGEST = 120


@transaction.atomic
def name_sides(
    *, actor: Actor, initiative_id: uuid.UUID, commissioner: str, contractor: str
) -> bool:
    """
    Let an initiative say who gave and who took its commission; tell whether it said otherwise.

    Who calls this judged already that the actor may agree on the commission.

    Raises:
        NotFound: if there is no such initiative.
    """
    row = saving.find(Initiative, actor, initiative_id)
    wanted = {"commissioner": commissioner[:LONGEST], "contractor": contractor[:LONGEST]}
    before, after = saving.change(row, wanted, FIELDS)
    if after:
        saving.tell(actor, "programme.edit_initiative", "initiative", row, before, after)
    return bool(after)
