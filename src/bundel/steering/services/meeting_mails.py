"""The mails around a meeting, each with a part that calendars understand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from bundel.accounts import post
from bundel.network.calendar import writing
from bundel.network.calendar.writing import Person
from bundel.steering import meeting_links
from bundel.steering.meeting_entries import entry_of
from bundel.steering.models import Attendance, Coming, ItemState, Meeting
from bundel.steering.rhythms import HOME


def asked(meeting: Meeting) -> list[Attendance]:
    """Return whom an invitation was mailed to."""
    return list(
        meeting.attendances.filter(invited_sequence__isnull=False).exclude(email="").order_by("pk")
    )


def concerned(meeting: Meeting) -> list[Attendance]:
    """Return whom it was mailed to and who did not decline."""
    return [guest for guest in asked(meeting) if guest.coming != Coming.DECLINED]


def ask(
    meeting: Meeting,
    guests: Iterable[Attendance],
    base: str,
    at: datetime,
    *,
    is_update: bool = False,
) -> int:
    """Mail an invitation, or what changed in it, once for each guest and version. [mails]"""
    page = base + reverse("steering:meeting", args=[meeting.pk])
    entry = entry_of(meeting, url=page)
    mailed = 0
    for guest in guests:
        content = writing.invitation(
            entry=entry, organiser=_organiser(meeting), guest=_person(guest), at=at
        )
        subject, body = _asking(meeting, guest, base, is_update=is_update)
        _send(meeting, guest, subject, body, post.Calendar(content, writing.REQUEST), at)
        guest.invited_sequence = meeting.sequence
        guest.version += 1
        guest.save(update_fields=["invited_sequence", "version"])
        mailed += 1
    return mailed


def tell_cancelled(
    meeting: Meeting, guests: Iterable[Attendance], reason: str, at: datetime
) -> int:
    """Mail that it does not go on, or no longer with this guest. [mails]"""
    entry = entry_of(meeting, is_cancelled=True)
    mailed = 0
    for guest in guests:
        content = writing.cancellation(
            entry=entry, organiser=_organiser(meeting), guest=_person(guest), at=at
        )
        with override(settings.LANGUAGE_CODE):
            subject = one_line(_("Afgezegd: %(title)s") % {"title": meeting.body.name})
            body = text_of(
                _("Beste %(name)s,") % {"name": guest.name},
                _("Deze vergadering gaat voor u niet door."),
                when_and_where(meeting),
                reason.strip(),
            )
        _send(meeting, guest, subject, body, post.Calendar(content, writing.CANCEL), at)
        mailed += 1
    return mailed


def when_and_where(meeting: Meeting) -> str:
    """Return what, when and where, each on a line; the time as it is on the wall here."""
    starts, ends = meeting.starts_at.astimezone(HOME), meeting.ends_at.astimezone(HOME)
    lines = [
        meeting.body.name,
        _("Wanneer: %(from)s tot %(until)s")
        % {"from": date_format(starts, "l j F Y H:i"), "until": date_format(ends, "H:i")},
    ]
    if meeting.place:
        lines.append(_("Waar: %(place)s") % {"place": meeting.place})
    return "\n".join(lines)


def text_of(*blocks: str) -> str:
    """Return the text of a mail: blocks with an empty line between, none for an empty block."""
    return "\n\n".join(block for block in blocks if block) + "\n"


def one_line(text: str) -> str:
    """Return a text as the subject of a mail can hold it."""
    return " ".join(text.split())[:200]


def _asking(meeting: Meeting, guest: Attendance, base: str, *, is_update: bool) -> tuple[str, str]:
    with override(settings.LANGUAGE_CODE):
        words = _("Gewijzigd: %(title)s") if is_update else _("Uitnodiging: %(title)s")
        why = (
            _("Er is iets veranderd aan deze vergadering. Hieronder staat hoe het nu is.")
            if is_update
            else _("U bent uitgenodigd voor een vergadering.")
        )
        points = meeting.items.exclude(state=ItemState.DROPPED).values_list("title", flat=True)
        agenda = [_("Waarover het gaat:"), *(f"- {title}" for title in points)]
        body = text_of(
            _("Beste %(name)s,") % {"name": guest.name},
            why,
            when_and_where(meeting),
            "\n".join(agenda) if len(agenda) > 1 else "",
            _("Komt u? Antwoord in uw agenda, of met deze link:"),
            meeting_links.address(guest=guest, base=base),
            _("De link is alleen voor u. Stuur hem niet door."),
        )
        return one_line(words % {"title": meeting.body.name}), body


def _send(
    meeting: Meeting,
    guest: Attendance,
    subject: str,
    body: str,
    calendar: post.Calendar,
    at: datetime,
) -> None:
    post.send(
        municipality_id=meeting.municipality_id,
        key=f"meeting:{meeting.pk}:{guest.pk}:{meeting.sequence}:{calendar.method}",
        to=guest.email,
        subject=subject,
        body=body,
        at=at,
        calendar=calendar,
        reply_to=settings.REPLIES_TO,
    )


def _organiser(meeting: Meeting) -> Person:
    """Return who asks: the municipality, at the address that answers come to."""
    return Person(meeting.municipality.name, settings.REPLIES_TO)


def _person(guest: Attendance) -> Person:
    return Person(guest.name, guest.email)
