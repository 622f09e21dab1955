"""The list of decisions and actions: made as a meeting ends, mailed, corrected by a next one."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from bundel.accounts import post
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.errors import Conflict
from bundel.steering import minutes_content, minutes_paper
from bundel.steering.models import Attendance, Meeting, MeetingState, Minutes
from bundel.steering.rhythms import HOME
from bundel.steering.services import door
from bundel.steering.services.meeting_mails import one_line, text_of
from bundel.steering.services.meetings import KIND, meeting_of


class NotHeldYet(Conflict):
    """Only of a meeting that was held there is a list."""

    sentence = gettext_lazy("Deze vergadering is nog niet gehouden.")


class NothingChanged(Conflict):
    """A correction that says the same is none."""

    sentence = gettext_lazy("Er is niets veranderd. Er komt geen nieuwe versie.")


@transaction.atomic
def make(*, actor: Actor, meeting: Meeting, at: datetime) -> Minutes:
    """Make the next version of the list of a meeting, with what is other than in the one before."""
    before = meeting.minutes_versions.order_by("-number").first()
    with override(settings.LANGUAGE_CODE):
        content = minutes_content.content_of(meeting)
        changes = minutes_content.changes(before.content, content) if before else []
    row = Minutes.objects.create(
        municipality_id=meeting.municipality_id,
        meeting=meeting,
        number=before.number + 1 if before else 1,
        made_at=at,
        made_by_id=actor.user_id,
        content=content,
        changes=changes,
    )
    saving.tell(actor, "steering.make_minutes", KIND, meeting, after={"version": row.number})
    return row


@transaction.atomic
def send(*, actor: Actor, meeting_id: uuid.UUID, base: str, at: datetime) -> int:
    """
    Mail the newest list to everybody who was asked or was there, once. [mails]

    Raises:
        NotHeldYet: before the meeting was closed.
    """
    return send_latest(actor=actor, meeting=meeting_of(actor, meeting_id), base=base, at=at)


def send_latest(*, actor: Actor, meeting: Meeting, base: str, at: datetime) -> int:
    """Mail the newest list of a meeting in hand; each reader sees the own actions first. [mails]"""
    row = meeting.minutes_versions.order_by("-number").first()
    if row is None or meeting.state != MeetingState.HELD:
        raise NotHeldYet
    if row.sent_at is not None:
        return 0
    with override(settings.LANGUAGE_CODE):
        paper = minutes_paper.minutes_pdf(
            content=row.content,
            changes=row.changes,
            number=row.number,
            municipality=meeting.municipality,
        )
    guests = meeting.attendances.exclude(email="").order_by("pk")
    for guest in guests:
        _mail(meeting, row, guest, paper, base, at)
    row.sent_at = at
    row.save(update_fields=["sent_at"])
    meeting.minutes_sent_at = at
    meeting.save(update_fields=["minutes_sent_at"])
    saving.tell(
        actor,
        "steering.send_minutes",
        KIND,
        meeting,
        after={"version": row.number, "mailed": len(guests)},
    )
    return len(guests)


@transaction.atomic
def correct(
    *,
    actor: Actor,
    meeting_id: uuid.UUID,
    version: int,
    notes: Mapping[uuid.UUID, str],
    present: Collection[uuid.UUID],
    base: str,
    at: datetime,
) -> int:
    """
    Mend notes and attendance of a meeting that was held; a next version goes out. [mails]

    What was decided is not mended here: a decision is only ever succeeded.

    Raises:
        NotHeldYet: if the meeting was not closed.
        NothingChanged: if nothing is other than it was.
        Stale: if somebody else saved first.
    """
    meeting = meeting_of(actor, meeting_id)
    saving.same_version(meeting, version, {})
    if meeting.state != MeetingState.HELD:
        raise NotHeldYet
    door.check({f"note-{pk}": text for pk, text in notes.items()})
    for item in meeting.items.filter(pk__in=notes.keys()):
        item.notes = notes[item.pk].strip()
        item.version += 1
        item.save(update_fields=["notes", "version"])
    for guest in meeting.attendances.all():
        guest.attended = guest.pk in set(present)
        guest.save(update_fields=["attended"])
    row = make(actor=actor, meeting=meeting, at=at)
    if not row.changes:
        raise NothingChanged
    saving.touch(meeting)
    return send_latest(actor=actor, meeting=meeting, base=base, at=at)


def _mail(
    meeting: Meeting, row: Minutes, guest: Attendance, paper: bytes, base: str, at: datetime
) -> None:
    with override(settings.LANGUAGE_CODE):
        day = date_format(meeting.starts_at.astimezone(HOME), "j F Y")
        title = {"name": meeting.body.name, "day": day}
        words = (
            _("Besluiten en acties: %(name)s, %(day)s")
            if row.number == 1
            else _("Verbeterd: besluiten en acties van %(name)s, %(day)s")
        )
        address = base + reverse("steering:meeting", args=[meeting.pk])
        body = text_of(
            _("Beste %(name)s,") % {"name": guest.name},
            _("Dit is besloten en afgesproken. De hele lijst zit als PDF bij deze mail."),
            _list(_("Wat is veranderd:"), row.changes),
            *_parts(row.content, str(guest.user_id or _organisation_of(guest))),
            # Who comes by the link in a mail has no account to open a page with.
            _("Alles staat ook hier: %(address)s") % {"address": address} if guest.user else "",
        )
    post.send(
        municipality_id=meeting.municipality_id,
        key=f"minutes:{row.pk}:{guest.pk}",
        to=guest.email,
        subject=one_line(words % title),
        body=body,
        at=at,
        reply_to=settings.REPLIES_TO,
        attachment=post.Attachment(name=f"besluiten-{row.content['date']}.pdf", content=paper),
    )


def _organisation_of(guest: Attendance) -> uuid.UUID | None:
    return guest.contact.organisation_id if guest.contact else None


def _parts(content: Mapping[str, Any], own: str) -> list[str]:
    """Return the own actions, the decisions and the actions of others, each as a list."""
    actions = content["actions"]
    return [
        _list(_("Uw acties:"), [_action(one, "") for one in actions if one["owner"] == own]),
        _list(_("Besloten:"), [_decision(one) for one in content["decisions"]]),
        _list(
            _("Acties van anderen:"),
            [_action(one, one["who"]) for one in actions if one["owner"] != own],
        ),
    ]


def _list(head: str, lines: Collection[str]) -> str:
    return "\n".join([head, *(f"- {line}" for line in lines)]) if lines else ""


def _action(one: Mapping[str, Any], who: str) -> str:
    words = _("%(text)s, voor %(day)s") % {"text": one["text"], "day": one["due"]}
    return f"{who}: {words}" if who else words


def _decision(one: Mapping[str, Any]) -> str:
    said = f"{one['number']}. {one['question']}: {one['outcome']}"
    return said + (f" ({one['kind_label']}, {one['review']})" if one["kind"] == "not_now" else "")
