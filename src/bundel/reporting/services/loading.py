"""Reports and a communication plan from a folder, for a municipality that has none yet."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.accounts.selectors import actor_of_user
from bundel.programme.models import Initiative
from bundel.reporting.models import Audience, BoardPack, Letter, Message, ProgressReport
from bundel.reporting.selectors.progress import quarter_due
from bundel.reporting.services import letters, messages, packs, progress, telling
from bundel.steering.models import Body, Meeting, MeetingState

FILE = "verslagen.yaml"


@transaction.atomic
def load_reporting(*, actor: Actor, folder: Path, at: datetime) -> int:
    """
    Give a municipality the reports of a folder; return how many rows came.

    Nothing comes where there are reports already, or where the folder has none.
    """
    path = folder / FILE
    here = {"municipality_id": actor.municipality_id}
    if not path.is_file() or BoardPack.objects.filter(**here).exists():
        return 0
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    for one in read["stukken"]:
        _pack(actor, one, at)
    for one in read["voortgang"]:
        _progress(one, at)
    letters.make_letter(actor=actor, at=at, title=read["brief"]["titel"])
    telling.start_rules(actor=actor, at=at)
    _messages(actor, read["plan"], at)
    kinds = (BoardPack, ProgressReport, Letter, Message)
    return sum(kind.objects.filter(**here).count() for kind in kinds)


def _pack(actor: Actor, one: dict[str, Any], at: datetime) -> None:
    body = Body.objects.filter(kind=one["overleg"], archived_at=None).order_by("name").first()
    if body is None:
        return
    moment = at + timedelta(days=one["dagen"])
    is_frozen = one.get("vastgelegd", False)
    meeting = None if is_frozen else _next_meeting(body, at)
    pack_id = packs.make_pack(
        actor=actor,
        body_id=body.pk,
        meeting_id=meeting.pk if meeting else None,
        title=one.get("titel", ""),
        at=moment,
    )
    pack = BoardPack.objects.get(pk=pack_id)
    packs.edit_pack(
        actor=actor,
        pack_id=pack_id,
        version=pack.version,
        title=pack.title,
        message=one["boodschap"],
    )
    if is_frozen:
        version = BoardPack.objects.get(pk=pack_id).version
        packs.freeze_pack(actor=actor, pack_id=pack_id, version=version, at=moment)


def _next_meeting(body: Body, at: datetime) -> Meeting | None:
    coming = body.meetings.filter(starts_at__gte=at).exclude(state=MeetingState.CANCELLED)
    return coming.order_by("starts_at").first()


def _progress(one: dict[str, Any], at: datetime) -> None:
    """Let who leads an initiative write and hand in its report."""
    initiative = Initiative.objects.filter(code=one["initiatief"]).first()
    lead = initiative.lead_user if initiative else None
    if initiative is None or lead is None:
        return
    actor = actor_of_user(user=lead, channel="cli")
    quarter = str(quarter_due(timezone.localdate(at)))
    report_id = progress.start_progress(
        actor=actor, initiative_id=initiative.pk, quarter=quarter, at=at
    )
    progress.edit_progress(
        actor=actor,
        report_id=report_id,
        version=1,
        done=one["gedaan"],
        next=one["komt"],
        trouble=one["tegen"],
    )
    if one.get("vastgelegd"):
        progress.freeze_progress(actor=actor, report_id=report_id, version=2, at=at)


def _messages(actor: Actor, read: dict[str, Any], at: datetime) -> None:
    owner = User.objects.get(pk=actor.user_id)
    for one in (*read["verteld"], *read["komt"]):
        audience = Audience.objects.filter(name=one["doelgroep"]).first()
        if audience is None:
            continue
        moment = at + timedelta(days=one["dagen"])
        message_id = messages.add_message(
            actor=actor,
            audience_id=audience.pk,
            what=one["wat"],
            text=one["tekst"],
            due_date=timezone.localdate(moment),
            channel=one["kanaal"],
        )
        if "waar" in one:
            messages.told_message(
                actor=actor, message_id=message_id, version=1, proof=one["waar"], at=moment
            )
    Message.objects.filter(owner=None, channel="newsletter").update(owner=owner)
