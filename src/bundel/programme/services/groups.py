"""What is done with departments and with measure groups: by what all else is told apart."""

from __future__ import annotations

import uuid
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import VersionedModel
from bundel.errors import Conflict
from bundel.programme.models import (
    Department,
    Floor,
    FundPayee,
    Initiative,
    MeasureGroup,
    Pool,
    Reach,
)
from bundel.programme.services import saving

ACT = "programme.edit_goals"
DEPARTMENT_FIELDS = frozenset({"code", "name"})
GROUP_FIELDS = frozenset({"code", "name", "description"})
Row = TypeVar("Row", bound=VersionedModel)


class DepartmentInUse(Conflict):
    """Initiatives, teams or funds belong to the department."""

    sentence = gettext_lazy("Bij deze afdeling hoort nog iets.")


class GroupInUse(Conflict):
    """Initiatives reach households of the group, or a floor holds for it."""

    sentence = gettext_lazy("Bij deze groep hoort nog iets.")


@transaction.atomic
def save_department(
    *,
    actor: Actor,
    department_id: uuid.UUID | None = None,
    version: int | None = None,
    **fields: Any,
) -> uuid.UUID:
    """
    Add a department, or change the one with this id.

    Raises:
        Stale: if somebody else saved first.
    """
    return _save(actor, Department, "department", department_id, version, fields, DEPARTMENT_FIELDS)


@transaction.atomic
def remove_department(*, actor: Actor, department_id: uuid.UUID, version: int) -> None:
    """
    Remove a department to which nothing belongs.

    Raises:
        DepartmentInUse: with how many initiatives, teams and funds do.
    """
    permissions.require(actor, ACT)
    row = saving.find(Department, actor, department_id)
    saving.same_version(row, version, {})
    initiatives = Initiative.objects.filter(department=row)
    kept = initiatives.filter(archived_at=None).count()
    removed = initiatives.exclude(archived_at=None).count()
    pools = Pool.objects.filter(department=row).count()
    funds = FundPayee.objects.filter(department=row).count()
    belongs = _counted(
        (kept, ngettext("%(count)s initiatief", "%(count)s initiatieven", kept)),
        (
            removed,
            ngettext(
                "%(count)s verwijderd initiatief", "%(count)s verwijderde initiatieven", removed
            ),
        ),
        (pools, ngettext("%(count)s team", "%(count)s teams", pools)),
        (funds, ngettext("%(count)s geldbron", "%(count)s geldbronnen", funds)),
    )
    if belongs:
        words = _("Hier hoort nog bij: %(what)s. Geef dat eerst een andere afdeling.")
        raise DepartmentInUse(words % {"what": belongs})
    saving.tell(actor, ACT, "department", row, before={"code": row.code, "name": row.name})
    row.delete()


@transaction.atomic
def save_group(
    *, actor: Actor, group_id: uuid.UUID | None = None, version: int | None = None, **fields: Any
) -> uuid.UUID:
    """
    Add a measure group, or change the one with this id.

    Raises:
        Stale: if somebody else saved first.
    """
    return _save(actor, MeasureGroup, "measure_group", group_id, version, fields, GROUP_FIELDS)


@transaction.atomic
def remove_group(*, actor: Actor, group_id: uuid.UUID, version: int) -> None:
    """
    Remove a measure group that nothing reaches, with what is known of who is at risk.

    Raises:
        GroupInUse: with how many lines of reach and floors there are.
    """
    permissions.require(actor, ACT)
    row = saving.find(MeasureGroup, actor, group_id)
    saving.same_version(row, version, {})
    reach = Reach.objects.filter(group=row).count()
    floors = Floor.objects.filter(group=row).count()
    belongs = _counted(
        (reach, ngettext("%(count)s regel van bereik", "%(count)s regels van bereik", reach)),
        (floors, ngettext("%(count)s ondergrens", "%(count)s ondergrenzen", floors)),
    )
    if belongs:
        words = _("Hier hoort nog bij: %(what)s. Haal dat eerst weg.")
        raise GroupInUse(words % {"what": belongs})
    saving.tell(actor, ACT, "measure_group", row, before={"code": row.code, "name": row.name})
    row.delete()


def _counted(*parts: tuple[int, str]) -> str:
    """Return what there is, in words; what there is none of is left out."""
    return ", ".join(words % {"count": count} for count, words in parts if count)


def _save(
    actor: Actor,
    model: type[Row],
    kind: str,
    row_id: uuid.UUID | None,
    version: int | None,
    fields: dict[str, Any],
    allowed: frozenset[str],
) -> uuid.UUID:
    permissions.require(actor, ACT)
    if row_id is None:
        row = model(municipality_id=actor.municipality_id, version=0)
    else:
        row = saving.find(model, actor, row_id)
        saving.same_version(row, version or 0, fields)
    before, after = saving.change(row, fields, allowed)
    if after:
        saving.tell(actor, ACT, kind, row, before, after)
    return row.pk
