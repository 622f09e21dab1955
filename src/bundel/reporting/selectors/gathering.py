"""All that a stuk voor de stuurgroep holds, gathered from live facts at one moment."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from bundel.accounts import permissions
from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor
from bundel.reporting.facts import asked, course, follow_up, initiatives, means, street
from bundel.reporting.facts.figures import Json
from bundel.reporting.models import BoardPack, ReportState
from bundel.steering.models import Body, Meeting

ACT = "reporting.make"
# Rises when the shape of a content changes: what was frozen is drawn by its own form.
FORM = 1
LANGUAGE = "nl"


def gather(*, actor: Actor, body: Body, meeting: Meeting | None, at: datetime) -> Json:
    """
    Return the content of a pack: plain values, of which a page and every file can be drawn.

    Words in it are Dutch, as people wrote them; labels come when it is drawn.
    """
    permissions.require(actor, ACT)
    with override(LANGUAGE):
        return _gathered(actor, body, meeting, timezone.localdate(at))


def _gathered(actor: Actor, body: Body, meeting: Meeting | None, today: date) -> Json:
    before = previous(actor=actor, body=body)
    since = timezone.localdate(before.as_of_at) if before else None
    municipality = Municipality.objects.get(pk=actor.municipality_id)
    now = course.course(actor=actor, today=today)
    return {
        "form": FORM,
        "municipality": municipality.name,
        "theme": municipality.theme,
        "as_of": today.isoformat(),
        "body": body.name,
        "meeting": asked.meeting_of(meeting),
        "decisions": asked.asked(
            actor=actor,
            body_id=body.pk,
            meeting_id=meeting.pk if meeting else None,
            until=today,
        ),
        "course": now,
        "change": _change(now, before),
        "capacity": means.capacity(actor=actor, today=today),
        "money": means.money(actor=actor),
        "patterns": street.patterns(actor=actor, today=today),
        "promises": street.promises(actor=actor, today=today),
        "risks": follow_up.risks(actor=actor),
        "findings": follow_up.findings(actor=actor, today=today),
        "preconditions": follow_up.preconditions(actor=actor, today=today),
        "actions": follow_up.actions(actor=actor, today=today, since=since),
        "initiatives": initiatives.initiatives(actor=actor),
        "decided": asked.decided(actor=actor, body=body, since=since, until=today),
        "since": since.isoformat() if since else "",
    }


def previous(*, actor: Actor, body: Body) -> BoardPack | None:
    """Return the pack of a body that was frozen last."""
    frozen = BoardPack.objects.filter(
        municipality_id=actor.municipality_id, body=body, state=ReportState.FROZEN
    )
    return frozen.order_by("-frozen_at").first()


def _change(now: Json, before: BoardPack | None) -> Json:
    """Return what became otherwise since the last frozen pack; empty where nothing can be said."""
    if before is None or not now:
        return {}
    was: dict[str, Any] = before.content.get("course") or {}
    if not was:
        return {"since": before.content["as_of"], "words": _("Toen was er nog geen plan.")}
    if was["plan_sha256"] == now["plan_sha256"]:
        return {"since": before.content["as_of"], "words": _("Het plan is niet veranderd.")}
    return {
        "since": before.content["as_of"],
        "was": was["name"],
        "now": _difference(now, was, "now_households"),
        "later": _difference(now, was, "later_households"),
        "words": "",
    }


def _difference(now: Json, was: Json, name: str) -> float:
    difference: float = now[name]["value"] - was[name]["value"]
    return round(difference, 2)
