"""Keeping every step of a signal, by a person or by the system."""

from __future__ import annotations

from datetime import datetime, timedelta

from bundel.accounts.permissions import Actor
from bundel.signals.models import RoutingRule, Signal, Step, StepKind

SYSTEM = "Bundel"


def add(
    *,
    signal: Signal,
    kind: StepKind,
    at: datetime,
    actor: Actor | None,
    note: str = "",
    rule: RoutingRule | None = None,
    is_for_reporter: bool = True,
    name: str = "",
) -> Step:
    """
    Write a step, in the transaction of what it tells of.

    Steps of one moment keep their order: each comes at least a microsecond after the one before.

    Args:
        at: When it was done.
        actor: Who did it; None if a rule or the clock did.
        note: What was said, or why; read by the reporter too unless told otherwise.
        name: Who did it without an account, by a link in a mail.
    """
    is_person = actor is not None and actor.token_id is None and actor.channel != "job"
    return Step.objects.create(
        municipality_id=signal.municipality_id,
        signal=signal,
        kind=kind,
        at=_after_the_last(signal, at),
        by_id=actor.user_id if actor is not None and is_person else None,
        by_name=actor.name if actor is not None else name or SYSTEM,
        rule=rule,
        state_after=signal.state,
        note=note,
        is_for_reporter=is_for_reporter,
    )


def _after_the_last(signal: Signal, at: datetime) -> datetime:
    last = signal.steps.order_by("-at").values_list("at", flat=True).first()
    return at if last is None else max(at, last + timedelta(microseconds=1))
