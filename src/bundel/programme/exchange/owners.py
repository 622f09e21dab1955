"""Who sees to a precondition: a workbook knows names, here some of them are accounts."""

from __future__ import annotations

import uuid
from collections import Counter

from django.db.models import F

from bundel.accounts.models import User
from bundel.programme.models import Precondition


def settle(municipality_id: uuid.UUID) -> None:
    """
    Give preconditions the account that goes with the name of their owner, and clear what ended.

    A name that two people share stays a name. Three queries, and one for each change.
    """
    here = Precondition.objects.filter(municipality_id=municipality_id)
    here.filter(met=False, met_at__isnull=False).update(met_at=None, met_by=None)
    moved = here.filter(owner__isnull=False).exclude(owner_name=F("owner__name"))
    moved.update(owner=None)
    loose = list(here.filter(owner=None).exclude(owner_name="").only("owner_name"))
    if not loose:
        return
    people = User.objects.filter(municipality_id=municipality_id, is_active=True)
    found = list(people.values_list("name", "id"))
    alone = {name for name, count in Counter(name for name, _pk in found).items() if count == 1}
    known = {name: pk for name, pk in found if name in alone}
    changed = [row for row in loose if row.owner_name in known]
    for row in changed:
        row.owner_id = known[row.owner_name]
    Precondition.objects.bulk_update(changed, ["owner"])
