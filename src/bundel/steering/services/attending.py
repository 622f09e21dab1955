"""Who is asked to a meeting, what they answer, and who was there."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.audit import services as audit
from bundel.errors import Conflict, Fault, Invalid, NotAllowed
from bundel.network.calendar.reading import Answer
from bundel.network.models import Contact
from bundel.steering import meeting_links
from bundel.steering.models import Attendance, Coming, Meeting, MeetingState, Member
from bundel.steering.services import meeting_mails
from bundel.steering.services.meetings import AHEAD, KIND, VIEW, MeetingIsOver, meeting_of

ACT = "steering.meet"


class NobodyToAsk(Conflict):
    """There is nobody with an address who was not asked yet."""

    sentence = gettext_lazy("Er is niemand om uit te nodigen. Zet eerst mensen in dit overleg.")


class TooLateToAnswer(Conflict):
    """It was held, cancelled, or is over."""

    sentence = gettext_lazy("Deze vergadering is geweest of afgezegd. Antwoorden kan niet meer.")


@dataclass(frozen=True, slots=True)
class Asked:
    """How many were mailed, and who of the body has no address."""

    mailed: int
    without_address: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToAsk:
    """Who gets an invitation now, who had one, and who of the body has no address."""

    waiting: tuple[str, ...]
    asked: tuple[str, ...]
    without_address: tuple[str, ...]


def to_ask(*, actor: Actor, meeting_id: uuid.UUID) -> ToAsk:
    """
    Return whom an invitation would be mailed to, before it is.

    Raises:
        NotAllowed: if the actor does not lead this body.
    """
    row = meeting_of(actor, meeting_id)
    new, missed = _new_guests(row)
    known = list(row.attendances.order_by("name", "pk"))
    waiting = [one for one in (*known, *new) if one.invited_sequence is None]
    return ToAsk(
        tuple(one.name for one in waiting if one.email),
        tuple(one.name for one in known if one.invited_sequence is not None),
        (*missed, *(one.name for one in waiting if not one.email)),
    )


@transaction.atomic
def invite(*, actor: Actor, meeting_id: uuid.UUID, version: int, base: str, at: datetime) -> Asked:
    """
    Mail an invitation to everybody of the body who had none yet.

    Raises:
        MeetingIsOver: if it goes on, was held or cancelled, or has begun.
        NobodyToAsk: if all were asked, or nobody has an address.
        Stale: if somebody else saved first.
    """
    row = meeting_of(actor, meeting_id)
    saving.same_version(row, version, {})
    if row.state not in AHEAD or row.starts_at <= at:
        raise MeetingIsOver
    missed = add_guests(row)
    waiting = list(row.attendances.filter(invited_sequence=None).exclude(email=""))
    if not waiting:
        raise NobodyToAsk
    mailed = meeting_mails.ask(row, waiting, base, at)
    before = row.state
    row.state = MeetingState.INVITED
    row.version += 1
    row.save(update_fields=["state", "version"])
    saving.tell(
        actor,
        "steering.invite_meeting",
        KIND,
        row,
        {"state": before},
        {"state": row.state, "mailed": mailed},
    )
    return Asked(mailed, tuple(missed))


def add_guests(meeting: Meeting) -> list[str]:
    """Let everybody of the body be a guest; return the partners of whom nobody can be reached."""
    new, missed = _new_guests(meeting)
    for guest in new:
        guest.save()
    return missed


@transaction.atomic
def answer(*, actor: Actor, attendance_id: uuid.UUID, coming: str, at: datetime) -> None:
    """
    Write down whether a guest comes: by the guest, by the partner, or by who leads the body.

    Raises:
        TooLateToAnswer: if it was held or cancelled, or is over.
        NotAllowed: for somebody else.
    """
    guest = saving.find(Attendance, actor, attendance_id)
    if not may_answer(actor, guest):
        permissions.require(actor, VIEW, guest.meeting, view=VIEW)
        raise NotAllowed
    before = guest.coming
    if _write(guest, coming, at):
        saving.tell(
            actor,
            "steering.answer_meeting",
            KIND,
            guest.meeting,
            {"coming": before},
            {"coming": coming, "guest": guest.name},
        )


def may_answer(actor: Actor, guest: Attendance) -> bool:
    """Tell whether somebody may answer for a guest."""
    if guest.user_id == actor.user_id:
        return True
    if actor.organisation_id and guest.contact:
        return guest.contact.organisation_id == actor.organisation_id
    return permissions.can(actor, ACT, guest.meeting)


@transaction.atomic
def guest_of_link(*, token: str) -> Attendance:
    """
    Return the guest whom a link in a mail is for; change nothing, since scanners look too.

    Raises:
        LinkDoesNotWork: if the link, or the invitation behind it, is no longer there.
    """
    opened = meeting_links.read(token)
    guest = (
        Attendance.objects.select_related("meeting__body", "municipality")
        # Bound to the address: a link to somebody's old address opens nothing.
        .filter(pk=opened.attendance_id, email__iexact=opened.email)
        .first()
    )
    if guest is None:
        raise meeting_links.LinkDoesNotWork
    return guest


@transaction.atomic
def answer_by_link(*, token: str, coming: str, at: datetime) -> Attendance:
    """
    Write down what somebody answered by the link. It goes on working until the end.

    Raises:
        LinkDoesNotWork: if the link, or the invitation behind it, is no longer there.
        TooLateToAnswer: if it was held or cancelled, or is over.
    """
    pk = guest_of_link(token=token).pk
    guest = Attendance.objects.select_for_update(of=("self",)).get(pk=pk)
    if _write(guest, coming, at):
        _tell_of_stranger(guest, "link")
    return guest


@transaction.atomic
def take_answer(*, found: Answer, at: datetime) -> bool | None:
    """
    Write down what somebody's calendar answered; tell whether that changed anything.

    It counts only from the address that was asked, for the time that the meeting still has,
    and only if nothing newer was answered. None: there is no such guest here.
    """
    guest = (
        Attendance.objects.select_for_update(of=("self",))
        .filter(
            meeting__uid=found.uid,
            email__iexact=found.email,
            invited_sequence__isnull=False,
        )
        .order_by("pk")
        .first()
    )
    if guest is None:
        return None
    # A clock that runs ahead must not keep later answers out.
    stamped_at = min(found.stamped_at, at)
    is_old = found.sequence < guest.meeting.moved_sequence
    if is_old or (guest.replied_at is not None and stamped_at <= guest.replied_at):
        return False
    try:
        changed = _write(guest, found.status, stamped_at, now=at)
    except TooLateToAnswer:
        return False
    if changed:
        _tell_of_stranger(guest, "mail")
    return changed


@transaction.atomic
def tick(*, actor: Actor, attendance_id: uuid.UUID, attended: bool) -> None:
    """
    Write down that somebody is there, or is not.

    Raises:
        MeetingIsOver: unless the meeting goes on.
    """
    guest = saving.find(Attendance, actor, attendance_id)
    meeting = meeting_of(actor, guest.meeting_id)
    if meeting.state != MeetingState.RUNNING:
        raise MeetingIsOver
    if guest.attended is attended:
        return
    guest.attended = attended
    guest.version += 1
    guest.save(update_fields=["attended", "version"])
    saving.tell(
        actor,
        "steering.tick_attendance",
        KIND,
        meeting,
        after={"guest": guest.name, "attended": attended},
    )


@transaction.atomic
def tick_all(*, actor: Actor, meeting_id: uuid.UUID) -> None:
    """
    Write down that everybody is there; who is not is unticked after.

    Raises:
        MeetingIsOver: unless the meeting goes on.
    """
    meeting = meeting_of(actor, meeting_id)
    if meeting.state != MeetingState.RUNNING:
        raise MeetingIsOver
    changed = meeting.attendances.exclude(attended=True).update(
        attended=True, version=F("version") + 1
    )
    if changed:
        after = {"attended": True, "count": changed}
        saving.tell(actor, "steering.tick_attendance", KIND, meeting, after=after)


def _write(guest: Attendance, coming: str, at: datetime, *, now: datetime | None = None) -> bool:
    """Put an answer in its row, unless it is too late; tell whether it says something else."""
    if coming not in Coming.values:
        raise Invalid(faults=[Fault("coming", _("Kies komt, misschien of komt niet."))])
    meeting = guest.meeting
    if meeting.state not in AHEAD or meeting.ends_at <= (now or at):
        raise TooLateToAnswer
    is_new = guest.coming != coming
    guest.coming = coming
    guest.replied_at = None if coming == Coming.NEEDS_ACTION else at
    guest.version += 1
    guest.save(update_fields=["coming", "replied_at", "version"])
    return is_new


def _tell_of_stranger(guest: Attendance, by: str) -> None:
    audit.record_stranger(
        municipality_id=guest.municipality_id,
        action="steering.answer_meeting",
        kind=KIND,
        object_id=guest.meeting_id,
        label=str(guest.meeting),
        result="ok",
        after={"coming": guest.coming, "guest": guest.name, "by": by},
    )


def _new_guests(meeting: Meeting) -> tuple[list[Attendance], list[str]]:
    """Return a row for everybody of the body who has none, and who of them cannot be reached."""
    members = meeting.body.members.select_related("user", "organisation")
    rows = meeting.attendances.values_list("member_id", "user_id", "contact_id")
    stands = {row[0] for row in rows}
    people: set[tuple[uuid.UUID | None, uuid.UUID | None]] = {row[1:] for row in rows}
    found: list[Attendance] = []
    missed: list[str] = []
    for member in members.exclude(pk__in=stands - {None}):
        guest = _guest(meeting, member)
        if guest is None:
            missed.append(str(member))
        elif (guest.user_id, guest.contact_id) not in people:
            people.add((guest.user_id, guest.contact_id))
            found.append(guest)
    return found, missed


def _guest(meeting: Meeting, member: Member) -> Attendance | None:
    """Return a row for a member: the colleague, or the first person of the partner."""
    if member.user is not None:
        return Attendance(
            municipality_id=meeting.municipality_id,
            meeting=meeting,
            member=member,
            user=member.user,
            name=member.user.name,
            email=member.user.email,
        )
    contact = next(_people(member), None)
    if contact is None or member.organisation is None:
        return None
    return Attendance(
        municipality_id=meeting.municipality_id,
        meeting=meeting,
        member=member,
        contact=contact,
        name=f"{contact.name} ({member.organisation.name})"[:200],
        email=contact.email or member.organisation.email,
    )


def _people(member: Member) -> Iterator[Contact]:
    """Yield who of a partner can be reached, the first person to turn to first."""
    rows = Contact.objects.filter(organisation__in=[member.organisation_id], left_date=None)
    has_address = ~Q(email="") | ~Q(organisation__email="")
    yield from rows.filter(has_address).order_by("-is_first", "name", "pk")[:1]
