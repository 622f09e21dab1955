"""Cards of initiatives without local figures: what it is, for which goals, and what comes first."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from bundel.core.playbook import MOST_TEXT, Shape
from bundel.errors import Fault, Invalid
from bundel.playbook.kinds.kind import Content, Field, Item, Kind, Setting, code, text
from bundel.programme.models import Goal, Initiative
from bundel.programme.services import initiatives, levels, preconditions

# A level must last; how long is for who takes it over.
QUARTERS = 4


class NoDepartment(Invalid):
    """Initiatives belong to a department, which no playbook knows."""

    sentence = gettext_lazy("Kies bij welke afdeling de nieuwe initiatieven komen.")


def _here(municipality_id: uuid.UUID) -> Iterator[Item]:
    rows = Initiative.objects.filter(municipality_id=municipality_id, archived_at=None)
    for row in rows.prefetch_related("contributions__goal", "preconditions", "levels"):
        goals = sorted([one.goal.code, one.how] for one in row.contributions.all())
        yield Item(
            row.pk,
            {
                "code": row.code,
                "name": row.name,
                "summary": row.summary,
                "goals": goals,
                "preconditions": sorted([x.text, x.kind] for x in row.preconditions.all()),
                "levels": [[one.code, one.name] for one in row.levels.all()],
            },
        )


def _save(setting: Setting, item: Item | None, content: Content) -> uuid.UUID:
    """Write a card; what hangs on it and is not named stays, for work may depend on it."""
    initiative_id = item.object_id if item else _made(setting, content)
    if item:
        initiatives.edit_initiative(
            actor=setting.actor,
            initiative_id=initiative_id,
            version=_version(initiative_id),
            changes={name: content[name] for name in ("code", "name", "summary")},
        )
    stands = item.content if item else {"goals": [], "preconditions": [], "levels": []}
    if stands["goals"] != content["goals"]:
        _write_goals(setting, initiative_id, content)
    if stands["preconditions"] != content["preconditions"]:
        _write_preconditions(setting, initiative_id, content)
    if stands["levels"] != content["levels"]:
        _write_levels(setting, initiative_id, content, is_new=item is None)
    return initiative_id


def _made(setting: Setting, content: Content) -> uuid.UUID:
    if setting.department_id is None:
        raise NoDepartment(faults=[Fault("department_id", str(NoDepartment.sentence))])
    return initiatives.create_initiative(
        actor=setting.actor,
        at=setting.at,
        code=content["code"],
        name=content["name"],
        department_id=setting.department_id,
        summary=content["summary"],
    )


def _version(initiative_id: uuid.UUID) -> int:
    return Initiative.objects.values_list("version", flat=True).get(pk=initiative_id)


def _write_goals(setting: Setting, initiative_id: uuid.UUID, content: Content) -> None:
    here = Goal.objects.filter(municipality_id=setting.actor.municipality_id)
    known = dict(here.values_list("code", "pk"))
    initiatives.set_contributions(
        actor=setting.actor,
        initiative_id=initiative_id,
        version=_version(initiative_id),
        lines=[(known[goal], how) for goal, how in content["goals"] if goal in known],
    )


def _write_preconditions(setting: Setting, initiative_id: uuid.UUID, content: Content) -> None:
    row = Initiative.objects.get(pk=initiative_id)
    there = {one.text for one in row.preconditions.all()}
    for words, kind in content["preconditions"]:
        if words not in there:
            preconditions.add_precondition(
                actor=setting.actor, initiative_id=initiative_id, text=words, kind=kind
            )


def _write_levels(
    setting: Setting, initiative_id: uuid.UUID, content: Content, *, is_new: bool
) -> None:
    """Write the levels by name; the level of a new initiative becomes the first of them."""
    there = list(Initiative.objects.get(pk=initiative_id).levels.all())
    # What an initiative is born with becomes the first, whatever it is called.
    born = there[0] if is_new and there else None
    known = {one.code: one for one in there if one is not born}
    for position, (level_code, name) in enumerate(content["levels"], start=1):
        row = born if born is not None and position == 1 else known.get(level_code)
        values = {"code": level_code, "name": name, "position": position}
        if row is None:
            values["duration_quarters"] = QUARTERS
        elif (row.code, row.name) == (level_code, name):
            continue
        levels.save_level(
            actor=setting.actor,
            initiative_id=initiative_id,
            level_id=row.pk if row else None,
            version=row.version if row else None,
            **values,
        )


KIND = Kind(
    code="initiatives",
    label=gettext_lazy("Kaarten van initiatieven"),
    explain=gettext_lazy("Wat u doet en wat daarvoor nodig is; zonder uren, geld en gebieden."),
    act=initiatives.EDIT,
    key=("code",),
    title="name",
    fields={
        "code": code(gettext_lazy("code")),
        "name": text(gettext_lazy("naam"), 200),
        "summary": text(gettext_lazy("samenvatting"), MOST_TEXT),
        "goals": Field(gettext_lazy("doelen"), Shape("rows", 2)),
        "preconditions": Field(gettext_lazy("randvoorwaarden"), Shape("rows", 2)),
        "levels": Field(gettext_lazy("niveaus"), Shape("rows", 2)),
    },
    here=_here,
    save=_save,
)
