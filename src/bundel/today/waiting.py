"""What waits for somebody: one line each, with the act that ends the waiting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.core.quarters import parse_quarter, quarter_of
from bundel.programme import selectors, sentences
from bundel.programme.material import NoProgramme
from bundel.programme.selectors import CapacityTable, FundUse, InitiativeRow, RunRow

# Money is told of when the end of its fund is this near.
EXPIRES_WITHIN_QUARTERS = 4
OPEN_RUNS = frozenset({"queued", "running", "stopping"})
WORKING = frozenset({"proposed", "planned", "running", "paused"})


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: what, for whom, by when, and where the act is done."""

    title: str
    route: str
    act: str
    arguments: tuple[str, ...] = ()
    query: str = ""
    who: str = ""
    due: str = ""
    state: str = ""
    tone: str = "neutral"
    # Whether the reader has something to do; else it is only good to know.
    is_own: bool = True
    # By what lines are put in order: the day, and among those of a day the heaviest.
    day: date | None = None
    weight: int = 50


@dataclass(frozen=True, slots=True)
class Day:
    """What waits, which first steps were taken, and how many initiatives are in which state."""

    waiting: tuple[Waiting, ...] = ()
    has_frame: bool = False
    has_pools: bool = False
    states: Mapping[str, int] = field(default_factory=dict)


def day_of(*, actor: Actor, today: date) -> Day:
    """
    Return what waits for the actor, the most pressing first; nothing where there is no programme.

    What another has to do stands there too where it presses, and is not counted as one's own.
    """
    try:
        table, uses = selectors.asked_now(actor=actor)
    except NoProgramme:
        return Day()
    rows = selectors.rows_to_fill(actor=actor)
    waiting = (
        *_reviews(actor, today),
        *_pools(actor, table),
        *_money(actor, uses, today),
        *_runs(actor),
        *_initiatives(actor, rows),
    )
    return Day(waiting, True, bool(table.pools), Counter(row.state for row in rows))


def _reviews(actor: Actor, today: date) -> list[Waiting]:
    """What was put off until a day that has come."""
    if not permissions.can(actor, "plan.adopt"):
        return []
    return [
        Waiting(
            title=_("Beslis opnieuw over %(name)s") % {"name": row.name},
            route="programme:initiative",
            arguments=(str(row.initiative_id),),
            act=_("Bekijk"),
            who=row.reason,
            due=_("afgesproken voor %(date)s") % {"date": f"{row.review_date:%d-%m-%Y}"},
            state=_("nu niet"),
            tone="wait",
            day=row.review_date,
            weight=80,
        )
        for row in selectors.put_off(actor=actor, by=today)
    ]


def _pools(actor: Actor, table: CapacityTable) -> list[Waiting]:
    """Teams that what already runs asks too much of."""
    may_edit = permissions.can(actor, "programme.edit_capacity")
    return [
        Waiting(
            title=sentences.pool_headline(pool),
            route="programme:capacity",
            query=f"team={pool.code}&kwartaal={_first_over(pool.cells)}#vraag",
            act=_("Bekijk wie vraagt"),
            who=pool.department,
            due=_("op zijn hoogst %(percent)s%%") % {"percent": round(pool.most * 100)},
            state=_("te vol"),
            tone="stop",
            is_own=may_edit,
        )
        for pool in sentences.short_of_hours(table)
    ]


def _first_over(cells: tuple[selectors.CapacityCell, ...]) -> str:
    return next(cell.quarter for cell in cells if cell.over)


def _money(actor: Actor, uses: Iterable[FundUse], today: date) -> list[Waiting]:
    """Funds of which the end is near while money is left."""
    last = quarter_of(today).plus(EXPIRES_WITHIN_QUARTERS)
    may_edit = permissions.can(actor, "programme.edit_capacity")
    return [
        Waiting(
            title=_("Van %(fund)s is nog € %(amount)s niet ingezet")
            % {"fund": use.name, "amount": sentences.whole(use.unspent_eur)},
            route="programme:money",
            act=_("Bekijk het geld"),
            due=_("vervalt na het %(quarter)s")
            % {"quarter": sentences.quarter_words(use.end_quarter)},
            state=_("vervalt"),
            tone="wait",
            is_own=may_edit,
        )
        for use in uses
        if use.end_quarter and use.unspent_eur >= 1
        if parse_quarter(use.end_quarter) <= last
    ]


def _runs(actor: Actor) -> list[Waiting]:
    """Plans that are being calculated, and ones that wait for a decision."""
    if not permissions.can(actor, "plan.view"):
        return []
    runs = selectors.runs(actor=actor, limit=5)
    if not runs:
        return _first_plan(actor)
    now = timezone.now()
    found = [_open_run(run, is_silent=run.silent(now)) for run in runs if run.state in OPEN_RUNS]
    return [*found, *_decision(actor, runs)]


def _open_run(run: RunRow, *, is_silent: bool) -> Waiting:
    """A run that goes on, or says so while its worker is gone."""
    title = (
        _("De berekening van %(title)s is stilgevallen")
        if is_silent
        else _("%(title)s wordt berekend")
    )
    return Waiting(
        title=title % {"title": run.title},
        route="programme:plan_run",
        arguments=(str(run.id),),
        act=_("Bekijk") if is_silent else _("Volg"),
        who=run.requested_by,
        state=_("stilgevallen") if is_silent else run.state_label,
        tone="stop" if is_silent else "info",
        is_own=False,
    )


def _first_plan(actor: Actor) -> list[Waiting]:
    """Where nothing was ever planned, the first plan is the next step."""
    if not permissions.can(actor, "plan.run"):
        return []
    return [
        Waiting(
            title=_("Maak een eerste plan: wat begint wanneer, binnen de uren die er zijn?"),
            route="programme:plan",
            act=_("Naar het plan"),
            state=_("volgende stap"),
            tone="info",
        )
    ]


def _decision(actor: Actor, runs: list[RunRow]) -> list[Waiting]:
    """The newest plan, if it came after the last decision."""
    newest = next((run for run in runs if run.state == "done"), None)
    if newest is None or not permissions.can(actor, "plan.adopt"):
        return []
    adopted = selectors.adopted_plans(actor=actor)
    if adopted and newest.finished_at and adopted[0].adopted_at >= newest.finished_at:
        return []
    return [
        Waiting(
            title=_("Neem %(title)s aan, of laat het rusten") % {"title": newest.title},
            route="programme:plan_run",
            arguments=(str(newest.id),),
            act=_("Bekijk het plan"),
            who=newest.requested_by,
            state=_("vraagt een besluit"),
            tone="info",
        )
    ]


def _initiatives(actor: Actor, rows: Iterable[InitiativeRow]) -> list[Waiting]:
    """Initiatives of which something is missing that the actor may fill in."""
    mine = [row for row in rows if row.may_edit]
    found = [line for row in mine for line in (_no_hours(row), _no_lead(row)) if line]
    own = [row for row in mine if row.is_own]
    if not own:
        return found
    unmet = selectors.unmet_counts(actor=actor, ids=[row.id for row in own])
    return [*found, *(_unmet(row, unmet[row.id]) for row in own if row.id in unmet)]


def _no_hours(row: InitiativeRow) -> Waiting | None:
    if row.start_hours or row.running_hours:
        return None
    return Waiting(
        title=_("%(name)s heeft nog geen uren") % {"name": row.name},
        route="programme:initiative",
        arguments=(str(row.id),),
        query="#niveaus",
        act=_("Vul de uren in"),
        who=row.lead or row.department,
        state=row.state_label,
    )


def _no_lead(row: InitiativeRow) -> Waiting | None:
    if row.lead or row.state not in WORKING:
        return None
    return Waiting(
        title=_("%(name)s heeft nog geen trekker") % {"name": row.name},
        route="programme:initiative_edit",
        arguments=(str(row.id),),
        act=_("Kies een trekker"),
        who=row.department,
        state=row.state_label,
    )


def _unmet(row: InitiativeRow, open_count: int) -> Waiting:
    words = ngettext(
        "%(name)s: %(count)s randvoorwaarde is nog niet voldaan",
        "%(name)s: %(count)s randvoorwaarden zijn nog niet voldaan",
        open_count,
    )
    return Waiting(
        title=words % {"name": row.name, "count": open_count},
        route="programme:initiative",
        arguments=(str(row.id),),
        query="#deel-randvoorwaarden",
        act=_("Werk bij"),
        state=row.state_label,
    )
