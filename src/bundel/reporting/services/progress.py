"""Progress of an initiative in a quarter: filled with what is known, written by who leads it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from bundel.accounts import permissions
from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor
from bundel.audit.saving import change, judge, same_version, tell
from bundel.core.quarters import NotAQuarter, parse_quarter
from bundel.errors import Conflict, Fault, Invalid, NotFound
from bundel.programme.models import Initiative
from bundel.reporting.facts import progress as facts
from bundel.reporting.facts.figures import Json
from bundel.reporting.models import ProgressReport
from bundel.reporting.selectors.gathering import FORM, LANGUAGE
from bundel.reporting.services.packs import draft, freeze
from bundel.steering.services import door
from bundel.steering.services.numbers import next_number

ACT, VIEW = "reporting.progress", "reporting.view"
KIND = "progress_report"
TEXTS = ("done", "next", "trouble")


class AlreadyReported(Conflict):
    """An initiative reports once a quarter."""

    sentence = gettext_lazy("Over dit kwartaal is er al een verslag.")


@transaction.atomic
def start_progress(
    *, actor: Actor, initiative_id: uuid.UUID, quarter: str, at: datetime
) -> uuid.UUID:
    """
    Begin the report of an initiative on a quarter with what is known now; return its id.

    Raises:
        NotFound: if there is no such initiative.
        NotAllowed: if somebody else leads it.
        AlreadyReported: if there is one.
    """
    initiative = Initiative.objects.filter(
        municipality_id=actor.municipality_id, pk=initiative_id, archived_at=None
    ).first()
    if initiative is None:
        raise NotFound
    permissions.require(actor, ACT, initiative, view=VIEW)
    _judge_quarter(quarter)
    if ProgressReport.objects.filter(initiative=initiative, quarter=quarter).exists():
        raise AlreadyReported
    report = ProgressReport(
        municipality_id=actor.municipality_id,
        number=next_number(ProgressReport, actor.municipality_id),
        title=_("Voortgang %(name)s, %(quarter)s") % {"name": initiative.name, "quarter": quarter},
        initiative=initiative,
        quarter=quarter,
        content=_content(actor, initiative, quarter, at),
        as_of_at=at,
        made_by_id=actor.user_id,
        made_at=at,
    )
    judge(report)
    report.save(force_insert=True)
    tell(actor, "reporting.make_progress", KIND, report)
    return report.pk


def _judge_quarter(quarter: str) -> None:
    try:
        parse_quarter(quarter)
    except NotAQuarter:
        words = str(_("Schrijf een kwartaal als 2027-K1."))
        raise Invalid(faults=[Fault("quarter", words)]) from None


def _content(actor: Actor, initiative: Initiative, quarter: str, at: datetime) -> Json:
    today = timezone.localdate(at)
    municipality = Municipality.objects.get(pk=actor.municipality_id)
    with override(LANGUAGE):
        known = facts.progress(
            actor=actor, initiative_id=initiative.pk, quarter=quarter, today=today
        )
    return {
        "form": FORM,
        "municipality": municipality.name,
        "theme": municipality.theme,
        "as_of": today.isoformat(),
        "quarter": quarter,
        **known,
    }


@transaction.atomic
def edit_progress(
    *,
    actor: Actor,
    report_id: uuid.UUID,
    version: int,
    done: str,
    next: str,
    trouble: str,
) -> None:
    """
    Write what was done, what comes and what hinders.

    Raises:
        IsFrozen: if it was frozen.
        Invalid: if a text points at a resident.
    """
    report = _own(actor, report_id)
    wanted: dict[str, Any] = {"done": done, "next": next, "trouble": trouble}
    same_version(report, version, wanted)
    door.check(wanted)
    before, after = change(report, wanted, frozenset(TEXTS))
    if after:
        tell(actor, "reporting.edit_progress", KIND, report, before, after)


@transaction.atomic
def renew_progress(*, actor: Actor, report_id: uuid.UUID, version: int, at: datetime) -> None:
    """
    Put what is known now in a draft; what people wrote stays.

    Raises:
        IsFrozen: if it was frozen.
    """
    report = _own(actor, report_id)
    same_version(report, version, {})
    report.content = _content(actor, report.initiative, report.quarter, at)
    report.as_of_at = at
    report.version += 1
    report.save(update_fields=["content", "as_of_at", "version"])
    tell(actor, "reporting.renew_progress", KIND, report)


@transaction.atomic
def freeze_progress(*, actor: Actor, report_id: uuid.UUID, version: int, at: datetime) -> None:
    """
    Freeze a report: it is handed in.

    Raises:
        IsFrozen: if it was frozen already.
        Invalid: if nothing was written of what was done.
    """
    report = _own(actor, report_id)
    same_version(report, version, {})
    if not report.done.strip():
        raise Invalid(_("Schrijf eerst wat is gedaan."))
    freeze(report, actor, at, {name: getattr(report, name) for name in TEXTS})
    tell(actor, "reporting.freeze_progress", KIND, report, {}, {"sha256": report.sha256})


def _own(actor: Actor, report_id: uuid.UUID) -> ProgressReport:
    """Return a draft that the actor may write in."""
    report = draft(ProgressReport, actor, report_id)
    permissions.require(actor, ACT, report, view=VIEW)
    return report
