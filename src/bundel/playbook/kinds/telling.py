"""Rhythms of communication: who is told what, how often and through what; not by whom."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bundel.core.playbook import Shape
from bundel.playbook.kinds.kind import (
    Content,
    Field,
    Item,
    Kind,
    Setting,
    choice,
    flag,
    rhythm,
    text,
)
from bundel.reporting.forms.telling import RHYTHMS
from bundel.reporting.models import Channel, Occasion, TellingRule
from bundel.reporting.services import telling
from bundel.steering.models import Matter

FIELDS = ("occasion", "what", "recurrence", "matter", "days_after", "channel", "is_on")


def _here(municipality_id: uuid.UUID) -> Iterator[Item]:
    rows = TellingRule.objects.filter(municipality_id=municipality_id)
    for row in rows.select_related("audience").order_by("audience__name", "what", "occasion"):
        values = {name: getattr(row, name) for name in FIELDS}
        yield Item(row.pk, {"audience": row.audience.name, **values})


def _save(setting: Setting, item: Item | None, content: Content) -> uuid.UUID:
    values = {name: content[name] for name in FIELDS}
    today = timezone.localdate(setting.at)
    if item is None:
        return telling.add_rule(
            actor=setting.actor,
            at=setting.at,
            audience=content["audience"],
            first_date=today,
            **values,
        )
    row = TellingRule.objects.get(pk=item.object_id)
    telling.edit_rule(
        actor=setting.actor,
        at=setting.at,
        rule_id=row.pk,
        version=row.version,
        first_date=row.first_date or today,
        **values,
    )
    return row.pk


KIND = Kind(
    code="telling",
    label=_("Wie wat hoort"),
    explain=_("De regels van het communicatieplan; zonder wie het vertelt."),
    act=telling.ACT,
    key=("audience", "occasion", "what"),
    title="what",
    fields={
        "audience": text(_("wie het moet weten"), 120),
        "occasion": choice(_("aanleiding"), Occasion.choices),
        "what": text(_("wat"), 300),
        "recurrence": rhythm(_("ritme"), RHYTHMS),
        "matter": choice(_("besluiten over"), Matter.choices),
        "days_after": Field(_("binnen zoveel dagen"), Shape("whole", 1000), is_free=False),
        "channel": choice(_("kanaal"), Channel.choices),
        "is_on": flag(_("staat aan")),
    },
    here=_here,
    save=_save,
)
