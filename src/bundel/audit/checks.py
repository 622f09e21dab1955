"""Having the whole trail read: asked for by people or by the clock, done by a job, kept."""

from __future__ import annotations

import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import as_municipality
from bundel.audit import seals, services
from bundel.audit.auditor import Finding, Tampering, Verdict
from bundel.audit.models import Check, Seal

# What takes longer has lost its worker.
LONGEST = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a reading of the trail showed, and when."""

    finished_at: datetime
    entries: int
    seals: int
    unsealed: int
    found: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How the trail stands: the last seal, the last reading, and one that is under way."""

    sealed_at: datetime | None
    head: str
    number: int
    checked: Checked | None
    is_waiting: bool


def standing(*, actor: Actor, now: datetime) -> Standing:
    """
    Return how the trail stands. Three queries.

    Raises:
        NotAllowed: if the actor may not see the trail.
    """
    permissions.require(actor, "audit.view")
    seal = Seal.objects.order_by("-number").first()
    done = Check.objects.exclude(finished_at=None).order_by("-asked_at").first()
    return Standing(
        sealed_at=seal.at if seal else None,
        head=seal.digest if seal else "",
        number=seal.number if seal else 0,
        checked=_checked(done) if done else None,
        is_waiting=_under_way(now).exists(),
    )


@transaction.atomic
def ask_check(*, actor: Actor, at: datetime) -> None:
    """
    Let a job read the whole trail; while one is under way there is no second.

    Raises:
        NotAllowed: if the actor may not see the trail.
    """
    permissions.require(actor, "audit.view")
    if _under_way(at).exists():
        return
    check = Check.objects.create(
        municipality_id=actor.municipality_id, asked_at=at, asked_by=actor.name
    )
    services.record(actor=actor, action="audit.verify", kind="trail", object_id=check.id, label="")
    job = app.configure_task("audit.check", queueing_lock=f"audit-check-{check.id}")
    with suppress(AlreadyEnqueued), transaction.atomic():
        job.defer(municipality_id=str(actor.municipality_id), check_id=str(check.id))


def begin_check(*, municipality_id: uuid.UUID, at: datetime) -> uuid.UUID:
    """Write down that the clock asks for a reading, and return its id."""
    with as_municipality(municipality_id):
        return Check.objects.create(municipality_id=municipality_id, asked_at=at).id


def carry_out(
    *, municipality_id: uuid.UUID, check_id: uuid.UUID, anchors: Path, at: datetime
) -> Verdict | None:
    """Read the whole trail and keep what it shows; None if that was done already."""
    with as_municipality(municipality_id):
        open_check = Check.objects.filter(id=check_id, finished_at=None)
        if not open_check.exists():
            return None
        verdict = seals.verify(municipality_id=municipality_id, anchors=anchors)
        open_check.update(
            finished_at=at,
            entries=verdict.entries,
            seals=verdict.seals,
            unsealed=verdict.unsealed,
            found=verdict.found,
            findings=[_kept(finding) for finding in verdict.findings],
        )
    return verdict


def _under_way(now: datetime) -> Any:
    return Check.objects.filter(finished_at=None, asked_at__gt=now - LONGEST)


def _kept(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind.value,
        "first_entry": finding.first_entry,
        "last_entry": finding.last_entry,
        "seal": finding.seal,
        "at": finding.at.isoformat() if finding.at else None,
    }


def _read(kept: dict[str, Any]) -> Finding:
    at = datetime.fromisoformat(kept["at"]) if kept["at"] else None
    return Finding(
        Tampering(kept["kind"]), kept["first_entry"], kept["last_entry"], kept["seal"], at
    )


def _checked(check: Check) -> Checked | None:
    if check.finished_at is None:
        return None
    return Checked(
        finished_at=check.finished_at,
        entries=check.entries,
        seals=check.seals,
        unsealed=check.unsealed,
        found=check.found,
        findings=tuple(_read(kept) for kept in check.findings),
    )
