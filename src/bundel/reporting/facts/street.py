"""What lives on the street, and whether promises are kept: patterns, signals and partners."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from bundel.accounts.permissions import Actor
from bundel.network.models import Promise, PromiseState
from bundel.reporting.facts.figures import COUNTED, Json, figure
from bundel.signals.models import Pattern, PatternState, Signal, SignalState
from bundel.signals.selectors.patterns import pattern_list

MOST = 8
# Signals are judged over this long.
LOOK_BACK = timedelta(days=91)


def patterns(*, actor: Actor, today: date) -> list[Json]:
    """Return the patterns that people recognise and that have no answer yet."""
    answered = Pattern.objects.filter(municipality_id=actor.municipality_id)
    with_answer = set(answered.filter(outcomes__isnull=False).values_list("pk", flat=True))
    found = pattern_list(actor=actor, today=today)
    return [
        {
            "number": line.number,
            "title": line.title,
            "sure": line.sure,
            "from": line.from_date.isoformat(),
            "last": line.last_date.isoformat(),
            "goes_on": line.is_alive,
        }
        for line in found.lines
        if line.state == PatternState.CONFIRMED and line.id not in with_answer
    ][:MOST]


def promises(*, actor: Actor, today: date) -> Json:
    """Return what partners promised, and how many signals were answered in time."""
    return {"partners": _partners(actor, today), "signals": _signals(actor, today)}


def _partners(actor: Actor, today: date) -> Json:
    rows = Promise.objects.filter(municipality_id=actor.municipality_id)
    counts = rows.aggregate(
        open=Count("pk", filter=Q(state=PromiseState.OPEN, due_date__gte=today)),
        late=Count("pk", filter=Q(state=PromiseState.OPEN, due_date__lt=today)),
        kept=Count("pk", filter=Q(state=PromiseState.KEPT)),
        not_kept=Count("pk", filter=Q(state=PromiseState.NOT_KEPT)),
    )
    late = rows.filter(state=PromiseState.OPEN, due_date__lt=today)
    told = {"of": today.isoformat(), "source": _("toezeggingen in Bundel"), "grade": COUNTED}
    found: Json = {name: figure(n, "count", **told) for name, n in counts.items()}
    found["overdue"] = [
        {"text": row.text, "who": row.organisation.name, "due": row.due_date.isoformat()}
        for row in late.select_related("organisation").order_by("due_date")[:MOST]
    ]
    return found


def _signals(actor: Actor, today: date) -> Json:
    rows = Signal.objects.filter(municipality_id=actor.municipality_id)
    since = today - LOOK_BACK
    counts = rows.aggregate(
        judged=Count("pk", filter=Q(was_in_time__isnull=False, first_answered_at__date__gt=since)),
        in_time=Count("pk", filter=Q(was_in_time=True, first_answered_at__date__gt=since)),
        late=Count(
            "pk",
            filter=Q(state__in=[SignalState.OPEN, SignalState.HELD], promise_date__lt=today),
        ),
    )
    told = {
        "of": f"{since.isoformat()} – {today.isoformat()}",
        "source": _("signalen in Bundel"),
        "grade": COUNTED,
    }
    share = counts["in_time"] / counts["judged"] if counts["judged"] else None
    return {
        "answered": figure(counts["judged"], "count", **told),
        "in_time": figure(counts["in_time"], "count", **told),
        "share": figure(share, "share", **told),
        "late": figure(counts["late"], "count", **{**told, "of": today.isoformat()}),
    }
