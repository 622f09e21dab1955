"""Series of gatherings: what the network meets for and how often; not where, and with whom."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from bundel.core.playbook import MOST_TEXT
from bundel.network.forms.gatherings import RHYTHMS
from bundel.network.models import Series
from bundel.network.services import gatherings
from bundel.playbook.kinds.kind import Content, Item, Kind, Setting, rhythm, text

FIELDS = ("name", "description", "recurrence")


def _here(municipality_id: uuid.UUID) -> Iterator[Item]:
    for row in Series.objects.filter(municipality_id=municipality_id, is_active=True):
        yield Item(row.pk, {name: getattr(row, name) for name in FIELDS})


def _save(setting: Setting, item: Item | None, content: Content) -> uuid.UUID:
    row = Series.objects.get(pk=item.object_id) if item else None
    return gatherings.save_series(
        actor=setting.actor,
        series_id=row.pk if row else None,
        version=row.version if row else 0,
        **{name: content[name] for name in FIELDS},
    )


KIND = Kind(
    code="series",
    label=_("Reeksen van het netwerk"),
    explain=_("Waarvoor partners samenkomen en hoe vaak; zonder plaats, gebied en gasten."),
    act=gatherings.ACT,
    key=("name",),
    title="name",
    once=("name",),
    fields={
        "name": text(_("naam"), 200),
        "description": text(_("waarvoor"), MOST_TEXT),
        "recurrence": rhythm(_("ritme"), RHYTHMS),
    },
    here=_here,
    save=_save,
)
