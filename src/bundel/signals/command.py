"""What the command line asks of signals: one search now, and what it found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from bundel.accounts import selectors as accounts
from bundel.accounts.models import Municipality
from bundel.accounts.tenancy import as_municipality
from bundel.errors import Conflict
from bundel.signals.jobs import run_scan
from bundel.signals.models import Pattern
from bundel.signals.services import scanning

Tell = Callable[[str, int, int], None]


def scan_here(
    slug: str | None, permutations: int, seed: int | None, tell: Tell
) -> list[dict[str, Any]] | None:
    """Return what a search in each municipality found; None if there is none of this name."""
    chosen = [one for one in accounts.municipalities() if slug in (None, one.slug)]
    return [_scan(one, permutations, seed, tell) for one in chosen] or None


def _scan(
    municipality: Municipality, permutations: int, seed: int | None, tell: Tell
) -> dict[str, Any]:
    number = scanning.checked_permutations(permutations)
    told: dict[str, Any] = {"municipality": municipality.slug, "signals": 0, "patterns": []}
    try:
        with as_municipality(municipality.pk):
            run_id = scanning.ask_scan(
                actor=None,
                municipality_id=municipality.pk,
                at=timezone.now(),
                seed=seed,
                permutations=number,
            )
    except Conflict as refusal:
        return {**told, "error": str(refusal)}
    run_scan(municipality.pk, run_id, lambda done, all_: tell(municipality.slug, done, all_))
    with as_municipality(municipality.pk):
        run = scanning.run_of(municipality.pk, run_id)
        seen = Pattern.objects.filter(seen_by=run).select_related("theme").order_by("p_value")
        patterns = [
            {
                "number": row.number,
                "kind": row.kind,
                "theme": row.theme.name,
                "from": row.from_date.isoformat(),
                "until": row.until_date.isoformat(),
                "observed": row.observed,
                "expected": row.expected,
                "p": row.p_value,
                "state": row.state,
            }
            for row in seen
        ]
        told |= {"signals": run.signal_count, "seed": run.seed, "patterns": patterns}
    return {**told, "error": run.error}
