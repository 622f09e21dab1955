"""The frame of a programme: measure groups, and goals with their benefits but no target values."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from bundel.core.playbook import MOST_TEXT, Shape
from bundel.playbook.kinds.kind import Content, Field, Item, Kind, Setting, code, text
from bundel.programme.models import Benefit, Goal, MeasureGroup
from bundel.programme.services import frame, groups

FIELDS = ("code", "name", "description")


def _groups(municipality_id: uuid.UUID) -> Iterator[Item]:
    for row in MeasureGroup.objects.filter(municipality_id=municipality_id):
        yield Item(row.pk, {name: getattr(row, name) for name in FIELDS})


def _save_group(setting: Setting, item: Item | None, content: Content) -> uuid.UUID:
    row = MeasureGroup.objects.get(pk=item.object_id) if item else None
    return groups.save_group(
        actor=setting.actor,
        group_id=row.pk if row else None,
        version=row.version if row else None,
        **{name: content[name] for name in FIELDS},
    )


def _goals(municipality_id: uuid.UUID) -> Iterator[Item]:
    rows = Goal.objects.filter(municipality_id=municipality_id)
    for row in rows.prefetch_related("benefits"):
        benefits = [[one.code, one.name, one.unit] for one in row.benefits.all()]
        values = {name: getattr(row, name) for name in FIELDS}
        yield Item(row.pk, {**values, "benefits": benefits})


def _save_goal(setting: Setting, item: Item | None, content: Content) -> uuid.UUID:
    """Write a goal and what people notice of it; a benefit that is not named stays."""
    row = Goal.objects.get(pk=item.object_id) if item else None
    goal_id = frame.save_goal(
        actor=setting.actor,
        goal_id=row.pk if row else None,
        version=row.version if row else None,
        **{name: content[name] for name in FIELDS},
    )
    known = {one.code: one for one in Benefit.objects.filter(goal_id=goal_id)}
    for benefit_code, name, unit in content["benefits"]:
        there = known.get(benefit_code)
        if there is None or (there.name, there.unit) != (name, unit):
            frame.save_benefit(
                actor=setting.actor,
                goal_id=goal_id,
                benefit_id=there.pk if there else None,
                version=there.version if there else None,
                code=benefit_code,
                name=name,
                unit=unit,
            )
    return goal_id


GROUPS = Kind(
    code="groups",
    label=_("Maatregelgroepen"),
    explain=_("Soorten hulp die elkaar overlappen."),
    act=groups.ACT,
    key=("code",),
    title="name",
    fields={
        "code": code(_("code")),
        "name": text(_("naam"), 120),
        "description": text(_("omschrijving"), MOST_TEXT),
    },
    here=_groups,
    save=_save_group,
)
GOALS = Kind(
    code="goals",
    label=_("Doelen en baten"),
    explain=_("Waar het voor is, en wat mensen ervan merken; zonder streefwaarden."),
    act=frame.ACT,
    key=("code",),
    title="name",
    fields={
        "code": code(_("code")),
        "name": text(_("doel"), 200),
        "description": text(_("omschrijving"), MOST_TEXT),
        "benefits": Field(_("baten"), Shape("rows", 3)),
    },
    here=_goals,
    save=_save_goal,
)
