"""What rules share, read once in a run: few queries, however large the programme."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Prefetch

from bundel.accounts.models import Role, User
from bundel.areas.models import Area
from bundel.core.quarters import Quarter, quarter_of
from bundel.programme.material import (
    InitiativeMaterial,
    LevelMaterial,
    Material,
    NoProgramme,
    read_material,
)
from bundel.programme.models import Initiative, Precondition
from bundel.programme.selectors.capacity import PoolLoad, loads_of
from bundel.steering.models import ENDED_COMMISSIONS, Commission, CommissionStep

# What is being done, or was promised to be.
LIVE = frozenset({"planned", "running"})


@dataclass(frozen=True, slots=True)
class Work:
    """An initiative that runs or is promised: at a level, from a quarter."""

    initiative: InitiativeMaterial
    level: LevelMaterial
    start: Quarter

    @property
    def end(self) -> Quarter | None:
        """Return the last quarter; None, for work that goes on."""
        length = self.level.duration
        return None if length is None else self.start.plus(length - 1)


class Context:
    """A municipality on a day; each part is read when the first rule asks for it."""

    def __init__(self, municipality_id: uuid.UUID, today: date) -> None:
        self.municipality_id = municipality_id
        self.today = today
        self.quarter = quarter_of(today)

    @cached_property
    def initiatives(self) -> dict[str, Initiative]:
        """Return what is not archived, by code. One query."""
        rows = Initiative.objects.filter(
            municipality_id=self.municipality_id, archived_at=None
        ).select_related("lead_user", "department")
        return {row.code: row for row in rows.order_by("code")}

    @cached_property
    def live(self) -> list[Initiative]:
        """Return what runs or is planned."""
        return [row for row in self.initiatives.values() if row.state in LIVE]

    @cached_property
    def material(self) -> Material | None:
        """Return the programme as a plan sees it; None where there is none yet."""
        try:
            return read_material(self.municipality_id)
        except NoProgramme:
            return None

    @cached_property
    def work(self) -> list[Work]:
        """Return what runs or is promised, with its level and start."""
        if self.material is None:
            return []
        return [
            Work(one, one.levels[one.committed[0]], one.committed[1])
            for one in self.material.initiatives.values()
            if one.committed and one.state in LIVE
        ]

    @cached_property
    def loads(self) -> tuple[PoolLoad, ...]:
        """Return what all that runs asks of every team."""
        return () if self.material is None else loads_of(self.material)

    @cached_property
    def areas(self) -> dict[uuid.UUID, Area]:
        """Return the areas. One query."""
        rows = Area.objects.filter(municipality_id=self.municipality_id)
        return {row.pk: row for row in rows.order_by("year", "code")}

    @cached_property
    def commissions(self) -> list[Commission]:
        """Return the commissions that bind, newest step first. Two queries."""
        steps = Prefetch("steps", CommissionStep.objects.order_by("-at", "-id"))
        rows = Commission.objects.filter(municipality_id=self.municipality_id)
        live = rows.exclude(state__in=ENDED_COMMISSIONS).order_by("number")
        return list(
            live.select_related(
                "initiative", "commissioner", "contractor", "contractor_organisation"
            ).prefetch_related(steps)
        )

    @cached_property
    def signing_partners(self) -> frozenset[uuid.UUID | None]:
        """Return the partners of which somebody can sign. One query."""
        people = User.objects.filter(
            municipality_id=self.municipality_id, role=Role.PARTNER_COORDINATOR, is_active=True
        )
        return frozenset(people.values_list("organisation_id", flat=True))

    @cached_property
    def unmet(self) -> list[Precondition]:
        """Return what is not in place yet for what is not archived. One query."""
        rows = Precondition.objects.filter(
            municipality_id=self.municipality_id, met=False, initiative__archived_at=None
        )
        return list(rows.select_related("initiative").order_by("initiative__code", "text"))

    def led(self) -> Iterator[tuple[uuid.UUID, str, list[Initiative]]]:
        """Yield who leads something that runs, with all of it."""
        found: dict[uuid.UUID, list[Initiative]] = {}
        for row in self.live:
            if row.lead_user_id is not None and row.state == "running":
                found.setdefault(row.lead_user_id, []).append(row)
        for user_id, rows in found.items():
            yield user_id, str(rows[0].lead_user), rows
