"""Rules on the order of work, what has to be in place first, and whether teams can bear it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.core.quarters import Quarter
from bundel.programme.material import PrecedenceMaterial
from bundel.steering.checks.context import Context, Work
from bundel.steering.checks.rule import (
    Facts,
    Found,
    Place,
    Rule,
    initiative_page,
    listed,
    number,
    quarter,
)

STARTED = frozenset({"running", "embedded"})
ENDED = frozenset({"embedded", "stopped"})


def _unmet(context: Context, limit: float) -> Iterator[Found]:
    running = {row.pk: row for row in context.live if row.state == "running"}
    for one in context.unmet:
        if row := running.get(one.initiative_id) if one.needed_for_start else None:
            yield Found(
                kind="initiative",
                object_id=row.pk,
                key=str(one.pk),
                label=row.name,
                facts={"name": row.name, "precondition": one.text},
                owner_id=one.owner_id or (None if one.owner_name else row.lead_user_id),
                owner_name=one.owner_name,
            )


UNMET_PRECONDITION = Rule(
    code="unmet_precondition",
    title=gettext_lazy("Loopt met een open randvoorwaarde"),
    why=gettext_lazy("Wat eerst moest, ontbreekt nog. Dan stopt het werk op een slecht moment."),
    what_to_do=gettext_lazy("Regel de randvoorwaarde en leg het bewijs vast, of pauzeer."),
    act=gettext_lazy("Naar de randvoorwaarden"),
    find=_unmet,
    say=lambda facts: _("%(name)s loopt, maar dit is nog niet geregeld: %(precondition)s.") % facts,
    place=initiative_page("#deel-randvoorwaarden"),
)


def _broken(context: Context, limit: float) -> Iterator[Found]:
    if context.material is None:
        return
    work = {one.initiative.code: one for one in context.work}
    for one in context.material.precedences:
        before = context.initiatives.get(one.before)
        after = context.initiatives.get(one.after)
        if before is None or after is None or after.state != "running":
            continue
        if _holds(one, before.state, work.get(one.before), work.get(one.after)):
            continue
        yield Found(
            kind="initiative",
            object_id=after.pk,
            key=f"{before.pk} {after.pk}",
            label=after.name,
            facts={
                "name": after.name,
                "before": before.name,
                "before_state": before.state,
                "order": one.order,
                "lag": one.lag,
            },
            owner_id=after.lead_user_id,
        )


def _holds(
    needs: PrecedenceMaterial, before_state: str, before: Work | None, after: Work | None
) -> bool:
    """Tell whether what had to come first did, as far as is known."""
    if needs.order == "finish-start":
        if before_state in ENDED:
            return True
        end = before.end if before else None
        return bool(end and after and end.plus(1 + needs.lag) <= after.start)
    if before_state not in STARTED:
        return False
    if before is None or after is None:
        return True
    return before.start.plus(needs.lag) <= after.start


def _say_broken(facts: Facts) -> str:
    if facts["order"] == "finish-start":
        return _("%(name)s loopt, maar mag pas na het einde van %(before)s.") % facts
    if facts["before_state"] in STARTED:
        return _("%(name)s begon te vroeg na de start van %(before)s.") % facts
    return _("%(name)s loopt, maar %(before)s is nog niet gestart.") % facts


PRECEDENCE_BROKEN = Rule(
    code="precedence_broken",
    title=gettext_lazy("Volgorde klopt niet"),
    why=gettext_lazy("Wat op iets anders steunt, werkt half als dat andere er nog niet is."),
    what_to_do=gettext_lazy("Start eerst wat vooraf moet, of pas de volgorde aan."),
    act=gettext_lazy("Naar het initiatief"),
    find=_broken,
    say=_say_broken,
    place=initiative_page(),
)


def _pool_over(context: Context, limit: float) -> Iterator[Found]:
    next_quarter = context.quarter.plus(1)
    wanted = str(next_quarter)
    for pool in context.loads:
        cell = next((one for one in pool.cells if one.quarter == wanted), None)
        if cell is None or cell.used <= cell.available * limit / 100 or not cell.used:
            continue
        yield Found(
            kind="pool",
            object_id=pool.id,
            key=str(pool.id),
            label=pool.name,
            facts={
                "name": pool.name,
                "code": pool.code,
                "quarter": wanted,
                "asked": round(cell.used),
                "available": round(cell.available),
                "percent": round(100 * cell.share),
                "initiatives": asking(context, pool.code, next_quarter),
            },
            owner_name=pool.department,
        )


def asking(context: Context, pool: str, quarter: Quarter) -> list[str]:
    """Return what uses a team in a quarter, by name."""
    return [
        one.initiative.name
        for one in context.work
        if pool in one.level.hours
        and one.start <= quarter
        and (one.end is None or quarter <= one.end)
    ]


def _say_pool_over(facts: Facts) -> str:
    values: dict[str, Any] = {
        **facts,
        "quarter": quarter(facts["quarter"]),
        "asked": number(facts["asked"]),
        "available": number(facts["available"]),
        "list": listed(facts["initiatives"]),
    }
    return (
        _(
            "Van %(name)s worden in het %(quarter)s %(asked)s uren gevraagd. "
            "Er zijn %(available)s uren (%(percent)s%%). Dat vragen: %(list)s."
        )
        % values
    )


POOL_OVER = Rule(
    code="pool_over",
    title=gettext_lazy("Team is volgend kwartaal te vol"),
    why=gettext_lazy("Een team dat te vol is, vertraagt alles wat op dat team wacht."),
    what_to_do=gettext_lazy("Verschuif werk, kies een kleiner niveau, of voeg uren toe."),
    act=gettext_lazy("Bekijk wie vraagt"),
    find=_pool_over,
    say=_say_pool_over,
    place=lambda object_id, facts: Place(
        "programme:capacity", (), f"team={facts['code']}&kwartaal={facts['quarter']}#vraag"
    ),
    worse=lambda facts: (float(facts["percent"]),),
    limit=Decimal(100),
    limit_label=gettext_lazy("procent van de uren van het team"),
)
