"""Stukken voor de stuurgroep: made, renewed, put in words, and frozen."""

from __future__ import annotations

import hashlib
import json
import uuid
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit.saving import change, find, judge, same_version, tell
from bundel.errors import Conflict, NotFound
from bundel.reporting.models import BoardPack, Report, ReportState
from bundel.reporting.selectors.gathering import LANGUAGE, gather
from bundel.steering.models import Body, Meeting
from bundel.steering.services import door
from bundel.steering.services.numbers import next_number

MAKE, FREEZE, VIEW = "reporting.make", "reporting.freeze", "reporting.view"
Kind = TypeVar("Kind", bound=Report)
KIND = "board_pack"
EDITABLE = frozenset({"title", "message"})


class IsFrozen(Conflict):
    """What was frozen keeps its figures and its words."""

    sentence = gettext_lazy("Dit stuk is vastgelegd. Wat erin staat, verandert niet meer.")


@transaction.atomic
def make_pack(
    *,
    actor: Actor,
    body_id: uuid.UUID,
    meeting_id: uuid.UUID | None = None,
    title: str = "",
    at: datetime,
) -> uuid.UUID:
    """
    Draft a pack for a body with the figures of this moment; return its id.

    Raises:
        NotFound: if there is no such body, or the meeting is of another one.
    """
    permissions.require(actor, MAKE)
    body, meeting = _body(actor, body_id), _meeting(actor, body_id, meeting_id)
    door.check({"title": title})
    pack = BoardPack(
        municipality_id=actor.municipality_id,
        number=next_number(BoardPack, actor.municipality_id),
        title=title.strip() or _title(body, meeting, at),
        body=body,
        meeting=meeting,
        content=gather(actor=actor, body=body, meeting=meeting, at=at),
        as_of_at=at,
        made_by_id=actor.user_id,
        made_at=at,
    )
    judge(pack)
    pack.save(force_insert=True)
    tell(actor, "reporting.make_pack", KIND, pack)
    return pack.pk


def _body(actor: Actor, body_id: uuid.UUID) -> Body:
    found = Body.objects.filter(municipality_id=actor.municipality_id, pk=body_id).first()
    if found is None:
        raise NotFound
    return found


def _meeting(actor: Actor, body_id: uuid.UUID, meeting_id: uuid.UUID | None) -> Meeting | None:
    if meeting_id is None:
        return None
    here = Meeting.objects.filter(municipality_id=actor.municipality_id, body_id=body_id)
    found = here.filter(pk=meeting_id).first()
    if found is None:
        raise NotFound
    return found


def _title(body: Body, meeting: Meeting | None, at: datetime) -> str:
    day = timezone.localdate(meeting.starts_at if meeting else at)
    with override(LANGUAGE):
        words = {"body": body.name, "month": date_format(day, "F Y")}
        return _("Stuk voor %(body)s, %(month)s") % words


@transaction.atomic
def renew_pack(*, actor: Actor, pack_id: uuid.UUID, version: int, at: datetime) -> None:
    """
    Put the figures of this moment in a draft; what people wrote stays.

    Raises:
        IsFrozen: if it was frozen.
    """
    permissions.require(actor, MAKE)
    pack = draft(BoardPack, actor, pack_id)
    same_version(pack, version, {})
    was = pack.as_of_at
    pack.content = gather(actor=actor, body=pack.body, meeting=pack.meeting, at=at)
    pack.as_of_at = at
    pack.version += 1
    pack.save(update_fields=["content", "as_of_at", "version"])
    told = {"as_of_at": was.isoformat()}, {"as_of_at": at.isoformat()}
    tell(actor, "reporting.renew_pack", KIND, pack, *told)


@transaction.atomic
def edit_pack(*, actor: Actor, pack_id: uuid.UUID, version: int, title: str, message: str) -> None:
    """
    Write the title and the message in words, which people answer for.

    Raises:
        IsFrozen: if it was frozen.
        Invalid: if a text points at a resident.
    """
    permissions.require(actor, MAKE)
    pack = draft(BoardPack, actor, pack_id)
    wanted: dict[str, Any] = {"title": title, "message": message}
    same_version(pack, version, wanted)
    door.check(wanted)
    before, after = change(pack, wanted, EDITABLE)
    if after:
        tell(actor, "reporting.edit_pack", KIND, pack, before, after)


@transaction.atomic
def freeze_pack(*, actor: Actor, pack_id: uuid.UUID, version: int, at: datetime) -> None:
    """
    Freeze a pack: from now on it is drawn from what it keeps, and nobody can change that.

    Raises:
        IsFrozen: if it was frozen already.
    """
    permissions.require(actor, FREEZE)
    pack = draft(BoardPack, actor, pack_id)
    same_version(pack, version, {})
    freeze(pack, actor, at, {"title": pack.title, "message": pack.message})
    tell(actor, "reporting.freeze_pack", KIND, pack, {}, {"sha256": pack.sha256})


@transaction.atomic
def drop_pack(*, actor: Actor, pack_id: uuid.UUID) -> None:
    """
    Remove a draft that nobody needs; what was frozen stays.

    Raises:
        IsFrozen: if it was frozen.
    """
    permissions.require(actor, MAKE)
    pack = draft(BoardPack, actor, pack_id)
    tell(actor, "reporting.drop_pack", KIND, pack, {"title": pack.title}, {})
    pack.delete()


def draft(model: type[Kind], actor: Actor, report_id: uuid.UUID) -> Kind:
    """
    Return a report that still moves, locked until the act is done.

    Raises:
        IsFrozen: if it was frozen.
    """
    found = find(model, actor, report_id)
    if found.state == ReportState.FROZEN:
        raise IsFrozen
    return found


def freeze(report: Report, actor: Actor, at: datetime, texts: dict[str, Any]) -> None:
    """Give a report its fingerprint, over its figures and its words, and its end."""
    report.sha256 = fingerprint({**texts, "content": report.content})
    report.state = ReportState.FROZEN
    report.frozen_at, report.frozen_by_id = at, actor.user_id
    report.version += 1
    report.save()


def fingerprint(kept: dict[str, Any]) -> str:
    """Return the mark by which anybody can see that nothing was changed."""
    whole = json.dumps(kept, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(whole.encode()).hexdigest()
