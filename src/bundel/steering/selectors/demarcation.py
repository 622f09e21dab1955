"""The matrix of who does what, and what is not clear in it."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor, Relation
from bundel.areas.models import Area
from bundel.core import demarcation as rules
from bundel.errors import NotFound
from bundel.programme.models import Initiative, MeasureGroup
from bundel.steering.models import Activity, Cell, Domain, Issue, IssueKind, Stance

VIEW, ACT, AGREE = "steering.view", "steering.demarcate", "steering.agree"


@dataclass(frozen=True, slots=True)
class DomainColumn:
    """A department or partner, and who says yes for it."""

    id: uuid.UUID
    version: int
    name: str
    is_partner: bool
    speaker: str
    speaker_id: uuid.UUID | None
    may_agree: bool


@dataclass(frozen=True, slots=True)
class CellView:
    """What a domain does of an activity; an empty stance is not filled in."""

    domain: DomainColumn
    activity_id: uuid.UUID
    version: int
    stance: str
    stance_label: str
    note: str
    agreed_by: str
    agreed_at: datetime | None
    waits: bool

    @property
    def may_agree(self) -> bool:
        """Whether the reader may say yes here, or take it back."""
        return self.domain.may_agree and self.stance in {Stance.IN, Stance.SHARED}


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity with what each domain does of it, and what is unclear."""

    id: uuid.UUID
    version: int
    name: str
    description: str
    agreement: str
    cells: tuple[CellView, ...]
    unclear: str
    issue_id: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class IssueLine:
    """Something that is not clear: what, who settles it, by when."""

    id: uuid.UUID
    version: int
    kind: str
    kind_label: str
    title: str
    where: str
    members: tuple[tuple[uuid.UUID, str], ...]
    activity_id: uuid.UUID | None
    settler: str
    settler_id: uuid.UUID | None
    due_date: date | None
    found_at: datetime
    settled_at: datetime | None
    settled_by: str
    how: str
    may_settle: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole demarcation."""

    domains: tuple[DomainColumn, ...]
    rows: tuple[ActivityRow, ...]
    issues: tuple[IssueLine, ...]
    is_whole: bool
    may_edit: bool

    @property
    def gaps(self) -> int:
        """How many activities nobody does."""
        return sum(row.unclear == rules.Unclear.GAP for row in self.rows)

    @property
    def overlaps(self) -> int:
        """How many activities more than one does without an agreement."""
        return sum(row.unclear == rules.Unclear.OVERLAP for row in self.rows)

    @property
    def joins(self) -> tuple[IssueLine, ...]:
        """The initiatives that could join forces."""
        return tuple(one for one in self.issues if one.kind == IssueKind.JOIN)


def matrix(*, actor: Actor) -> Matrix:
    """Return who does what; a partner sees its own column. Eight queries, whatever its size."""
    columns = [_column(actor, row) for row in _domains(actor)]
    cells: dict[tuple[uuid.UUID, uuid.UUID], Cell] = {}
    of_activity = defaultdict[uuid.UUID, list[Cell]](list)
    whole = permissions.visible(actor, VIEW) is Relation.ALL
    here = Cell.objects.filter(municipality_id=actor.municipality_id, domain__archived_at=None)
    for cell in here.select_related("agreed_by"):
        cells[cell.activity_id, cell.domain_id] = cell
        of_activity[cell.activity_id].append(cell)
    issues = issue_lines(actor=actor) if whole else []
    by_activity = {one.activity_id: one.id for one in issues if one.activity_id}
    rows = Activity.objects.filter(municipality_id=actor.municipality_id, archived_at=None)
    settled = _settled_by_hand(actor)
    return Matrix(
        domains=tuple(columns),
        rows=tuple(
            _row(row, columns, cells, of_activity[row.pk], by_activity.get(row.pk), settled)
            for row in rows
            if whole or any((row.pk, column.id) in cells for column in columns)
        ),
        issues=tuple(issues),
        is_whole=whole,
        may_edit=permissions.can(actor, ACT),
    )


def cell(*, actor: Actor, domain_id: uuid.UUID, activity_id: uuid.UUID) -> CellView:
    """
    Return one cell, filled in or not.

    Raises:
        NotFound: if the actor may not see its row or column.
    """
    found = matrix(actor=actor)
    for row in found.rows:
        for one in row.cells:
            if (row.id, one.domain.id) == (activity_id, domain_id):
                return one
    raise NotFound


def activity(*, actor: Actor, activity_id: uuid.UUID) -> ActivityRow:
    """
    Return one row of the matrix.

    Raises:
        NotFound: if the actor may not see it.
    """
    found = next((row for row in matrix(actor=actor).rows if row.id == activity_id), None)
    if found is None:
        raise NotFound
    return found


def domain(*, actor: Actor, domain_id: uuid.UUID) -> DomainColumn:
    """
    Return one column of the matrix.

    Raises:
        NotFound: if the actor may not see it.
    """
    row = _domains(actor).filter(pk=domain_id).first()
    if row is None:
        raise NotFound
    return _column(actor, row)


def archived(*, actor: Actor) -> list[tuple[str, uuid.UUID, str, datetime | None]]:
    """Return what was taken out of the matrix: kind, id, name and since when. Two queries."""
    permissions.require(actor, ACT)
    here = {"municipality_id": actor.municipality_id, "archived_at__isnull": False}
    domains = Domain.objects.filter(**here).select_related("department", "organisation")
    rows = Activity.objects.filter(**here)
    return [
        *(("activity", row.pk, row.name, row.archived_at) for row in rows),
        *(("domain", row.pk, str(row), row.archived_at) for row in domains),
    ]


def issue_lines(*, actor: Actor, is_open: bool = True) -> list[IssueLine]:
    """Return what is not clear, the nearest day first; partners see none. Four queries."""
    rows = _issues(actor).filter(settled_at__isnull=is_open)
    found = _lines(rows if is_open else rows.order_by("-settled_at")[:100], actor)
    if not is_open:
        return found
    order = {IssueKind.GAP: 0, IssueKind.OVERLAP: 1, IssueKind.JOIN: 2}
    return sorted(
        found, key=lambda one: (one.due_date or date.max, order[IssueKind(one.kind)], one.title)
    )


def issue(*, actor: Actor, issue_id: uuid.UUID) -> IssueLine:
    """
    Return one thing that is or was not clear.

    Raises:
        NotFound: if the actor may not see it.
    """
    found = _lines(_issues(actor).filter(pk=issue_id), actor)
    if not found:
        raise NotFound
    return found[0]


def waits_for(*, actor: Actor) -> list[IssueLine]:
    """Return what the actor was asked to settle, the nearest day first."""
    return [one for one in issue_lines(actor=actor) if one.settler_id == actor.user_id]


def yes_waits_for(*, actor: Actor) -> list[tuple[str, CellView]]:
    """Return what waits for a yes of the actor: the activity and the cell."""
    return [
        (row.name, one)
        for row in matrix(actor=actor).rows
        for one in row.cells
        if one.may_agree and one.waits
    ]


def _domains(actor: Actor) -> QuerySet[Domain]:
    permissions.require(actor, VIEW)
    rows = Domain.objects.filter(municipality_id=actor.municipality_id, archived_at=None)
    rows = rows.select_related("department", "organisation", "speaker")
    if permissions.visible(actor, VIEW) is Relation.ALL:
        return rows
    if actor.organisation_id is None:
        return rows.none()
    return rows.filter(organisation_id=actor.organisation_id)


def _column(actor: Actor, row: Domain) -> DomainColumn:
    return DomainColumn(
        id=row.pk,
        version=row.version,
        name=str(row),
        is_partner=row.organisation_id is not None,
        # Who left says yes no more.
        speaker=row.speaker.name if row.speaker and row.speaker.is_active else "",
        speaker_id=row.speaker_id,
        may_agree=permissions.can(actor, AGREE, row),
    )


def _row(
    row: Activity,
    columns: Iterable[DomainColumn],
    cells: Mapping[tuple[uuid.UUID, uuid.UUID], Cell],
    filled: Iterable[Cell],
    issue_id: uuid.UUID | None,
    settled: Container[tuple[uuid.UUID, str]],
) -> ActivityRow:
    known = [_plain(one) for one in filled]
    unclear = rules.unclear(known) or ""
    waiting = set(rules.waits_for_yes(known))
    return ActivityRow(
        id=row.pk,
        version=row.version,
        name=row.name,
        description=row.description,
        agreement=row.agreement,
        cells=tuple(
            _view(row, column, cells.get((row.pk, column.id)), waiting) for column in columns
        ),
        unclear="" if (row.pk, unclear) in settled else unclear,
        issue_id=issue_id,
    )


def _settled_by_hand(actor: Actor) -> set[tuple[uuid.UUID, str]]:
    """Return what somebody settled in words and what did not open again: activity and kind."""
    rows = Issue.objects.filter(municipality_id=actor.municipality_id, activity__isnull=False)
    by_hand, is_open = set(), set()
    for activity_id, kind, by, at in rows.values_list(
        "activity_id", "kind", "settled_by_id", "settled_at"
    ):
        if at is None:
            is_open.add((activity_id, kind))
        elif by is not None:
            by_hand.add((activity_id, kind))
    return by_hand - is_open


def _plain(one: Cell) -> rules.Cell:
    return rules.Cell(str(one.domain_id), rules.Stance(one.stance), one.agreed_at is not None)


def _view(row: Activity, column: DomainColumn, one: Cell | None, waiting: set[str]) -> CellView:
    return CellView(
        domain=column,
        activity_id=row.pk,
        version=one.version if one else 0,
        stance=one.stance if one else "",
        stance_label=str(Stance(one.stance).label) if one else "",
        note=one.note if one else "",
        agreed_by=one.agreed_by.name if one and one.agreed_by else "",
        agreed_at=one.agreed_at if one else None,
        waits=str(column.id) in waiting,
    )


def _issues(actor: Actor) -> QuerySet[Issue]:
    permissions.require(actor, VIEW)
    rows = Issue.objects.filter(municipality_id=actor.municipality_id)
    rows = rows.select_related("activity", "settler", "settled_by")
    return rows if permissions.visible(actor, VIEW) is Relation.ALL else rows.none()


def _lines(rows: Iterable[Issue], actor: Actor) -> list[IssueLine]:
    """Return rows with the names of what they are about. Four queries."""
    here = {"municipality_id": actor.municipality_id}
    rows = list(rows)
    codes = {code for row in rows for code in row.facts.get("members", ())}
    names = {
        one.code: one for one in Initiative.objects.filter(**here, archived_at=None, code__in=codes)
    }
    places = {tuple(place) for row in rows for place in row.facts.get("places", ())}
    areas = Area.objects.filter(**here, code__in={area for area, _group in places})
    groups = MeasureGroup.objects.filter(**here, code__in={group for _area, group in places})
    known = {
        "area": dict(areas.order_by("year").values_list("code", "name")),
        "group": dict(groups.values_list("code", "name")),
    }
    return [_line(actor, row, names, known) for row in rows]


def _line(
    actor: Actor,
    row: Issue,
    names: Mapping[str, Initiative],
    known: Mapping[str, Mapping[str, Any]],
) -> IssueLine:
    members = [names[code] for code in row.facts.get("members", ()) if code in names]
    where = [
        f"{known['area'].get(area, area)}: {known['group'].get(group, group)}"
        for area, group in row.facts.get("places", ())
    ]
    named = ", ".join(one.name for one in members)
    return IssueLine(
        id=row.pk,
        version=row.version,
        kind=row.kind,
        kind_label=str(IssueKind(row.kind).label),
        title=row.activity.name if row.activity else named or row.key,
        where="; ".join(where),
        members=tuple((one.pk, one.name) for one in members),
        activity_id=row.activity_id,
        # From who left nothing comes: somebody else is asked.
        settler=row.settler.name if row.settler and row.settler.is_active else "",
        settler_id=row.settler_id,
        due_date=row.due_date,
        found_at=row.found_at,
        settled_at=row.settled_at,
        settled_by=row.settled_by.name if row.settled_by else "",
        how=row.how,
        may_settle=permissions.can(actor, "steering.settle", row),
    )
