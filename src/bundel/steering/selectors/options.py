"""What can be chosen in forms of decisions and actions: bodies, initiatives, plans, figures."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor, Relation
from bundel.programme.models import AdoptedPlan, Fund, Initiative, PlanRun, Pool, RunState
from bundel.signals.models import SignalTheme
from bundel.steering.models import Body, Indicator, Measure
from bundel.steering.services.decision_options import NOTHING
from bundel.steering.services.decision_pictures import ADOPTED
from bundel.steering.trigger_words import unit_words

MOST_RUNS = 20


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen."""

    id: uuid.UUID
    name: str


def initiative_options(*, actor: Actor) -> list[Option]:
    """Return the initiatives by name. One query."""
    here = Initiative.objects.filter(municipality_id=actor.municipality_id, archived_at=None)
    return [Option(*row) for row in here.order_by("name").values_list("pk", "name")]


def body_options(*, actor: Actor, matter: str = "") -> list[Option]:
    """Return the bodies for which the actor may decide, by name. Two queries."""
    here = Body.objects.filter(municipality_id=actor.municipality_id, archived_at=None)
    rows = here.prefetch_related("members").order_by("name")
    is_all = permissions.visible(actor, "steering.decide") is Relation.ALL
    return [
        Option(row.pk, row.name)
        for row in rows
        if (is_all or row.is_own(actor))
        and (not matter or not row.matters or matter in row.matters)
    ]


def all_bodies(*, actor: Actor) -> list[Option]:
    """Return every body by name. One query."""
    here = Body.objects.filter(municipality_id=actor.municipality_id, archived_at=None)
    return [Option(*row) for row in here.order_by("name").values_list("pk", "name")]


def plan_sources(*, actor: Actor) -> list[tuple[str, str]]:
    """Return where the figures of an option can come from. Two queries."""
    here = {"municipality_id": actor.municipality_id}
    found: list[tuple[str, str]] = [(NOTHING, _("geen plan: er verandert niets"))]
    adopted = AdoptedPlan.objects.filter(**here).order_by("-adopted_at").first()
    if adopted is not None:
        found.append((ADOPTED, _("het vastgestelde plan: %(name)s") % {"name": adopted.name}))
    runs = PlanRun.objects.filter(state__in=[RunState.DONE, RunState.STOPPED], **here)
    for pk, title, at in runs.order_by("-finished_at").values_list("pk", "title", "finished_at")[
        :MOST_RUNS
    ]:
        day = date_format(timezone.localtime(at), "j F Y")
        found.append((str(pk), f"{title} ({day})"))
    return found


def watch_options(*, actor: Actor) -> list[tuple[Any, list[tuple[str, str]]]]:
    """Return what a line can watch, by kind. Six queries."""
    here = {"municipality_id": actor.municipality_id}
    indicators = Indicator.objects.filter(**here).order_by("name").values_list("pk", "name", "unit")
    pools = list(Pool.objects.filter(**here).order_by("name").values_list("code", "name"))
    funds = Fund.objects.filter(total_eur__isnull=False, **here).order_by("name")
    themes = [(one.code, one.label) for one in SignalTheme.objects.filter(**here)]
    initiatives = Initiative.objects.filter(archived_at=None, **here).order_by("name")
    whole = ("", _("alles samen"))
    parts: list[tuple[Measure, list[tuple[str, str]]]] = [
        (
            Measure.INDICATOR,
            [(str(pk), f"{name} ({unit_words(unit)})") for pk, name, unit in indicators],
        ),
        (Measure.POOL_FTE, pools),
        (Measure.POOL_USE, pools),
        (Measure.FUND_LEFT, list(funds.values_list("code", "name"))),
        (Measure.SIGNALS, [whole, *themes]),
        (Measure.LATE_SIGNALS, [whole, *themes]),
        (
            Measure.UNMET_PRECONDITIONS,
            [whole, *initiatives.values_list("code", "name")],
        ),
    ]
    return [
        (measure.label, [(f"{measure.value}:{key}", name) for key, name in group])
        for measure, group in parts
        if group
    ]
