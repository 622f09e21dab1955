"""The mails around a gathering, each with a part that calendars understand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from bundel.accounts import post
from bundel.network import links
from bundel.network.calendar import writing
from bundel.network.calendar.ours import entry_of
from bundel.network.calendar.writing import Person
from bundel.network.models import Gathering, Invitee, PartnerLinkPurpose, Reply

# Somebody may answer until the end, and somewhat later; never less than this.
LEAST = timedelta(hours=1)


def organiser(gathering: Gathering) -> Person:
    """Return who asks: the municipality, at the address that answers come to."""
    return Person(gathering.municipality.name, settings.REPLIES_TO)


def asked(gathering: Gathering) -> list[Invitee]:
    """Return whom an invitation was mailed to."""
    guests = gathering.invitees.filter(invited_at__isnull=False).exclude(email="")
    return list(guests.select_related("organisation", "contact").order_by("email"))


def concerned(gathering: Gathering) -> list[Invitee]:
    """Return whom it was mailed to and who did not decline."""
    return [guest for guest in asked(gathering) if guest.reply != Reply.DECLINED]


def ask(
    gathering: Gathering,
    guests: Iterable[Invitee],
    base: str,
    at: datetime,
    *,
    is_update: bool = False,
) -> int:
    """Mail an invitation, or what changed in it, once for each guest and version. [mails]"""
    entry = entry_of(gathering, url=base + reverse("network:gathering", args=[gathering.pk]))
    mailed = 0
    for guest in guests:
        address = links.make(
            organisation=guest.organisation,
            contact=guest.contact,
            purpose=PartnerLinkPurpose.REPLY,
            object_id=guest.pk,
            email=guest.email,
            base=base,
            lasts=max(gathering.ends_at - at, LEAST),
            at=at,
        )
        person = Person(guest.name, guest.email)
        content = writing.invitation(
            entry=entry, organiser=organiser(gathering), guest=person, at=at
        )
        subject, body = _asking(gathering, guest, address, is_update=is_update)
        _send(gathering, guest, subject, body, post.Calendar(content, writing.REQUEST), at)
        guest.invited_at = guest.invited_at or at
        guest.invited_sequence = gathering.sequence
        guest.version += 1
        guest.save(update_fields=["invited_at", "invited_sequence", "version"])
        mailed += 1
    return mailed


def tell_cancelled(
    gathering: Gathering, guests: Iterable[Invitee], reason: str, at: datetime
) -> int:
    """Mail that it does not go on, or no longer with this guest. [mails]"""
    entry = entry_of(gathering)
    mailed = 0
    for guest in guests:
        person = Person(guest.name, guest.email)
        content = writing.cancellation(
            entry=entry, organiser=organiser(gathering), guest=person, at=at
        )
        subject, body = _cancelling(gathering, guest, reason)
        _send(gathering, guest, subject, body, post.Calendar(content, writing.CANCEL), at)
        mailed += 1
    return mailed


def _send(
    gathering: Gathering,
    guest: Invitee,
    subject: str,
    body: str,
    calendar: post.Calendar,
    at: datetime,
) -> None:
    post.send(
        municipality_id=gathering.municipality_id,
        key=f"gathering:{gathering.pk}:{guest.pk}:{gathering.sequence}:{calendar.method}",
        to=guest.email,
        subject=subject,
        body=body,
        at=at,
        calendar=calendar,
        reply_to=settings.REPLIES_TO,
    )


def _asking(
    gathering: Gathering, guest: Invitee, address: str, *, is_update: bool
) -> tuple[str, str]:
    with override(settings.LANGUAGE_CODE):
        words = _("Gewijzigd: %(title)s") if is_update else _("Uitnodiging: %(title)s")
        why = (
            _("Er is iets veranderd aan deze bijeenkomst. Hieronder staat hoe het nu is.")
            if is_update
            else _("U bent uitgenodigd voor een bijeenkomst van het netwerk.")
        )
        themes = list(gathering.themes.values_list("title", flat=True))
        blocks = [
            _("Beste %(name)s,") % {"name": guest.name or guest.organisation.name},
            why,
            _facts(gathering),
            gathering.invitation.strip(),
            "\n".join([_("Waarover het gaat:"), *(f"- {title}" for title in themes)])
            if themes
            else "",
            _("Komt u? Antwoord in uw agenda, of met deze link:"),
            address,
            _("De link is alleen voor u. Stuur hem niet door."),
        ]
        return _one_line(words % {"title": gathering.title}), _body(blocks)


def _cancelling(gathering: Gathering, guest: Invitee, reason: str) -> tuple[str, str]:
    with override(settings.LANGUAGE_CODE):
        blocks = [
            _("Beste %(name)s,") % {"name": guest.name or guest.organisation.name},
            _("Deze bijeenkomst gaat voor u niet door."),
            _facts(gathering),
            reason.strip(),
        ]
        return _one_line(_("Afgezegd: %(title)s") % {"title": gathering.title}), _body(blocks)


def _facts(gathering: Gathering) -> str:
    """Return what, when and where, each on a line; the time as it is on the wall there."""
    zone = ZoneInfo(gathering.time_zone)
    starts, ends = gathering.starts_at.astimezone(zone), gathering.ends_at.astimezone(zone)
    same_day = starts.date() == ends.date()
    until = date_format(ends, "H:i" if same_day else "l j F Y H:i")
    lines = [
        gathering.title,
        _("Wanneer: %(from)s tot %(until)s")
        % {"from": date_format(starts, "l j F Y H:i"), "until": until},
    ]
    if gathering.place:
        lines.append(_("Waar: %(place)s") % {"place": gathering.place})
    return "\n".join(lines)


def _body(blocks: Iterable[str]) -> str:
    return "\n\n".join(block for block in blocks if block) + "\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]
