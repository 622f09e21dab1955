"""Putting a pattern on the agenda of a gathering, and telling who signalled."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.errors import NotFound
from bundel.network.models import Gathering
from bundel.network.services.gatherings import add_theme
from bundel.signals.models import OutcomeKind
from bundel.signals.services.outcomes import tell_outcome
from bundel.signals.services.patterns import pattern_of

ORIGIN = "pattern"


@transaction.atomic
def put_on_agenda(
    *,
    actor: Actor,
    pattern_id: uuid.UUID,
    gathering_id: uuid.UUID,
    title: str,
    at: datetime,
) -> int:
    """
    Make a theme of a gathering of a pattern; all who signalled hear of it once. [people]

    Raises:
        NotFound: if the pattern or the gathering is not there.
    """
    permissions.require(actor, "network.meet")
    row = pattern_of(actor, pattern_id)
    here = Gathering.objects.filter(municipality_id=actor.municipality_id, pk=gathering_id)
    gathering = here.first()
    if gathering is None:
        raise NotFound
    key = str(row.pk)
    add_theme(actor=actor, gathering_id=gathering_id, title=title, origin=ORIGIN, origin_key=key)
    return tell_outcome(
        actor=actor,
        pattern_id=row.pk,
        kind=OutcomeKind.GATHERING,
        object_id=gathering.pk,
        title=gathering.title,
        path=reverse("network:gathering", args=[gathering.pk]),
        said=_("Wij bespreken dit met partners."),
        at=at,
    )
