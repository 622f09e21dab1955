"""Bodies: what they decide about and how often they meet; no people, areas or amounts."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bundel.core.playbook import Shape
from bundel.playbook.kinds.kind import Content, Field, Item, Kind, Setting, choice, rhythm, text
from bundel.steering.models import Body, BodyKind, Matter
from bundel.steering.services import bodies

FIELDS = ("kind", "name", "mandate", "matters", "recurrence", "minutes")


def _here(municipality_id: uuid.UUID) -> Iterator[Item]:
    for row in Body.objects.filter(municipality_id=municipality_id, archived_at=None):
        yield Item(
            row.pk,
            {name: getattr(row, name) for name in FIELDS} | {"matters": sorted(row.matters)},
        )


def _save(setting: Setting, item: Item | None, content: Content) -> uuid.UUID:
    row = Body.objects.get(pk=item.object_id) if item else None
    first = row.first_date if row else None
    # The rhythm is counted from the day on which it came, until somebody chooses another.
    first = first or (timezone.localdate(setting.at) if content["recurrence"] else None)
    return bodies.save_body(
        actor=setting.actor,
        body_id=row.pk if row else None,
        version=row.version if row else 0,
        first_date=first,
        **{name: content[name] for name in FIELDS},
    )


KIND = Kind(
    code="bodies",
    label=_("Overleggen"),
    explain=_("Waarover ze besluiten en hoe vaak ze samenkomen; zonder leden en bedragen."),
    act=bodies.ACT,
    key=("name",),
    title="name",
    once=("name",),
    fields={
        "kind": choice(_("soort"), BodyKind.choices),
        "name": text(_("naam"), 120),
        "mandate": text(_("mandaat in woorden"), 4000),
        "matters": Field(
            _("mag besluiten over"),
            Shape("words", 60),
            is_free=False,
            choices=tuple(Matter.choices),
        ),
        "recurrence": rhythm(_("ritme")),
        "minutes": Field(_("duur in minuten"), Shape("whole", 600), is_free=False),
    },
    here=_here,
    save=_save,
)
