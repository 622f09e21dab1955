"""Activities of the demarcation: what must be somebody's; not whose it is here."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from bundel.playbook.kinds.kind import Content, Item, Kind, Setting, text
from bundel.steering.models import Activity
from bundel.steering.services import demarcation

FIELDS = ("name", "description")


def _here(municipality_id: uuid.UUID) -> Iterator[Item]:
    for row in Activity.objects.filter(municipality_id=municipality_id, archived_at=None):
        yield Item(row.pk, {name: getattr(row, name) for name in FIELDS})


def _save(setting: Setting, item: Item | None, content: Content) -> uuid.UUID:
    row = Activity.objects.get(pk=item.object_id) if item else None
    return demarcation.save_activity(
        actor=setting.actor,
        at=setting.at,
        activity_id=row.pk if row else None,
        version=row.version if row else 0,
        **{name: content[name] for name in FIELDS},
    )


KIND = Kind(
    code="activities",
    label=_("Activiteiten van de afbakening"),
    explain=_("Wat van iemand moet zijn; zonder van wie het hier is."),
    act="steering.demarcate",
    key=("name",),
    title="name",
    fields={"name": text(_("activiteit"), 200), "description": text(_("omschrijving"), 2000)},
    here=_here,
    save=_save,
)
