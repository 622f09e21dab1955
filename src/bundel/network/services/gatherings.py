"""What is done with gatherings: a rhythm, dates, when and where, themes, and what was said."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.errors import Conflict, Fault, Invalid
from bundel.network.calendar.rhythm import WrongRhythm, read_rhythm
from bundel.network.models import Gathering, GatheringState, Invitee, Organisation, Series, Theme
from bundel.network.services import gathering_mails
from bundel.network.services.texts import OF_WORK, without_persons

ACT = "network.meet"
SERIES_FIELDS = frozenset({"name", "description", "area_id", "recurrence", "place", "is_active"})
FIELDS = frozenset({"title", "series_id", "area_id", "starts_at", "ends_at", "place", "invitation"})
THEME_FIELDS = frozenset({"title", "position", "notes"})
MINUTES_FIELDS = frozenset({"said", "agreed", "state"})
LONGEST = timedelta(days=3)


class GatheringIsOver(Conflict):
    """It was held or cancelled: when and where no longer change."""

    sentence = gettext_lazy("Deze bijeenkomst is al gehouden of afgezegd.")


class GatheringStillComes(Conflict):
    """Nobody was there yet."""

    sentence = gettext_lazy("Deze bijeenkomst is nog niet begonnen.")


@dataclass(frozen=True, slots=True)
class Planned:
    """A gathering that was saved, and how many heard of it by mail."""

    id: uuid.UUID
    mailed: int = 0


@transaction.atomic
def save_series(
    *, actor: Actor, series_id: uuid.UUID | None = None, version: int = 0, **fields: Any
) -> uuid.UUID:
    """
    Begin a series of gatherings, or change the one with this id.

    Raises:
        Invalid: if the rhythm is none that gatherings can have.
        Stale: if somebody else saved first.
    """
    permissions.require(actor, ACT)
    if series_id is None:
        row = Series(municipality_id=actor.municipality_id, version=0)
    else:
        row = saving.find(Series, actor, series_id)
        saving.same_version(row, version, fields)
    if fields.get("recurrence"):
        try:
            read_rhythm(fields["recurrence"])
        except WrongRhythm as fault:
            raise Invalid(faults=[Fault("recurrence", str(fault))]) from fault
    without_persons({name: fields.get(name) for name in ("name", "description")})
    before, after = saving.change(row, fields, SERIES_FIELDS)
    if after:
        saving.tell(actor, "network.edit_series", "series", row, before, after)
    return row.pk


@transaction.atomic
def plan_dates(
    *,
    actor: Actor,
    series_id: uuid.UUID,
    starts: Collection[datetime],
    lasts: timedelta,
    at: datetime,
) -> int:
    """
    Put the chosen dates of a series in the calendar; a date that stands there is left. [made]

    Raises:
        Invalid: if a gathering would take no time, or days on end.
    """
    permissions.require(actor, ACT)
    series = saving.find(Series, actor, series_id)
    stands = set(
        series.gatherings.exclude(state=GatheringState.CANCELLED)
        .filter(starts_at__in=starts)
        .values_list("starts_at", flat=True)
    )
    for moment in sorted(set(starts) - stands):
        row = Gathering(
            municipality_id=actor.municipality_id,
            version=0,
            series=series,
            time_zone=series.time_zone,
        )
        values = {
            "title": series.name,
            "area_id": series.area_id,
            "starts_at": moment,
            "ends_at": moment + lasts,
            "place": series.place,
        }
        _save(actor, row, values, at)
    return len(set(starts) - stands)


@transaction.atomic
def save_gathering(
    *,
    actor: Actor,
    gathering_id: uuid.UUID | None = None,
    version: int = 0,
    base: str,
    at: datetime,
    **fields: Any,
) -> Planned:
    """
    Put a gathering in the calendar, or change the one with this id.

    Whoever was asked hears by mail when it moves: to another time all of them, who then are
    asked again; to another place those who did not decline.

    Args:
        base: Scheme and host of the municipality, for the links in the mail.

    Raises:
        GatheringIsOver: if it was held or cancelled, and when or where would change.
        Stale: if somebody else saved first.
    """
    permissions.require(actor, ACT)
    if gathering_id is None:
        row = Gathering(municipality_id=actor.municipality_id, version=0)
        _save(actor, row, fields, at)
        return Planned(row.pk)
    row = saving.find(Gathering, actor, gathering_id)
    saving.same_version(row, version, fields)
    changed = _save(actor, row, fields, at)
    moved, elsewhere = bool(changed & {"starts_at", "ends_at"}), "place" in changed
    if not (moved or elsewhere):
        return Planned(row.pk)
    if row.state in {GatheringState.HELD, GatheringState.CANCELLED}:
        raise GatheringIsOver
    return Planned(row.pk, _tell_of_move(row, moved, base, at))


@transaction.atomic
def cancel_gathering(
    *,
    actor: Actor,
    gathering_id: uuid.UUID,
    version: int,
    reason: str,
    at: datetime,
) -> int:
    """
    Cancel a gathering; whoever was asked and did not decline hears so. [mails]

    Raises:
        GatheringIsOver: if it was held or cancelled already.
        Stale: if somebody else saved first.
    """
    permissions.require(actor, ACT)
    row = saving.find(Gathering, actor, gathering_id)
    saving.same_version(row, version, {})
    if row.state in {GatheringState.HELD, GatheringState.CANCELLED}:
        raise GatheringIsOver
    without_persons({"reason": reason})
    before = row.state
    row.state = GatheringState.CANCELLED
    row.sequence += 1
    row.version += 1
    row.changed_at = at
    row.save()
    saving.tell(
        actor,
        "network.cancel_gathering",
        "gathering",
        row,
        {"state": before},
        {"state": row.state},
        ground=reason,
    )
    return gathering_mails.tell_cancelled(row, gathering_mails.concerned(row), reason, at)


@transaction.atomic
def add_theme(
    *,
    actor: Actor,
    gathering_id: uuid.UUID,
    title: str,
    origin: str = "",
    origin_key: str = "",
) -> uuid.UUID:
    """Put a theme at the end of what a gathering is about; from the same origin it comes once."""
    permissions.require(actor, ACT)
    gathering = saving.find(Gathering, actor, gathering_id)
    same = gathering.themes.filter(origin=origin, origin_key=origin_key).first() if origin else None
    if same is not None:
        return same.pk
    row = Theme(
        municipality_id=actor.municipality_id,
        version=0,
        gathering=gathering,
        origin=origin[:20],
        origin_key=origin_key[:200],
    )
    without_persons({"title": title})
    values = {"title": title, "position": gathering.themes.count() + 1}
    _before, after = saving.change(row, values, THEME_FIELDS)
    saving.tell(actor, "network.edit_theme", "gathering", gathering, after={"theme": after})
    return row.pk


@transaction.atomic
def edit_theme(*, actor: Actor, theme_id: uuid.UUID, version: int, title: str) -> None:
    """
    Call a theme otherwise.

    Raises:
        Stale: if somebody else saved first.
    """
    permissions.require(actor, ACT)
    row = saving.find(Theme, actor, theme_id)
    saving.same_version(row, version, {"title": title})
    without_persons({"title": title})
    before, after = saving.change(row, {"title": title}, THEME_FIELDS)
    if after:
        saving.tell(
            actor,
            "network.edit_theme",
            "gathering",
            row.gathering,
            {"theme": before},
            {"theme": after},
        )


@transaction.atomic
def remove_theme(*, actor: Actor, theme_id: uuid.UUID, version: int) -> None:
    """
    Take a theme away, with its notes.

    Raises:
        Stale: if somebody else saved first.
    """
    permissions.require(actor, ACT)
    row = saving.find(Theme, actor, theme_id)
    saving.same_version(row, version, {})
    saving.tell(
        actor, "network.edit_theme", "gathering", row.gathering, before={"theme": row.title}
    )
    row.delete()


@dataclass(frozen=True, slots=True)
class Minutes:
    """
    What a gathering brought.

    Args:
        notes: What was said, theme by theme.
        present: Who of those who were asked was there.
        walked_in: Organisations that were there without being asked.
    """

    said: str
    agreed: str
    notes: Mapping[uuid.UUID, str]
    present: Collection[uuid.UUID]
    walked_in: Sequence[uuid.UUID] = ()


@transaction.atomic
def keep_minutes(
    *, actor: Actor, gathering_id: uuid.UUID, version: int, minutes: Minutes, at: datetime
) -> None:
    """
    Write down who was there and what was said and agreed; with that it was held.

    Raises:
        GatheringStillComes: before it begins.
        GatheringIsOver: if it was cancelled.
        Stale: if somebody else saved first.
    """
    permissions.require(actor, ACT)
    row = saving.find(Gathering, actor, gathering_id)
    texts = {"said": minutes.said, "agreed": minutes.agreed}
    saving.same_version(row, version, texts)
    if row.state == GatheringState.CANCELLED:
        raise GatheringIsOver
    if row.starts_at > at:
        raise GatheringStillComes
    notes = {f"thema-{theme_id}": text for theme_id, text in minutes.notes.items()}
    without_persons(texts | notes)
    row.changed_at = at
    before, after = saving.change(row, texts | {"state": GatheringState.HELD}, MINUTES_FIELDS)
    changed = _keep_notes(row, minutes.notes)
    came = _keep_attendance(row, minutes)
    if not after and (changed or came):
        saving.touch(row)
    if after or changed or came:
        extra = {"present": sorted(came)} if came else {}
        saving.tell(actor, "network.keep_minutes", "gathering", row, before, {**after, **extra})


def _save(actor: Actor, row: Gathering, fields: Mapping[str, Any], at: datetime) -> set[str]:
    """Save what was asked of a gathering; return the names of what changed."""
    starts, ends = fields.get("starts_at", row.starts_at), fields.get("ends_at", row.ends_at)
    if not timedelta(0) < ends - starts <= LONGEST:
        raise Invalid(faults=[Fault("ends_at", _("Kies een eind na het begin."))])
    # Place and invitation may say where we meet and whom to call.
    without_persons({"title": fields.get("title")})
    without_persons({name: fields.get(name) for name in ("place", "invitation")}, fine=OF_WORK)
    is_new = row.version == 0
    row.changed_at = at
    before, after = saving.change(row, fields, FIELDS)
    if after:
        action = "network.plan_gathering" if is_new else "network.edit_gathering"
        saving.tell(actor, action, "gathering", row, before, after)
    return set(after)


def _tell_of_move(row: Gathering, moved: bool, base: str, at: datetime) -> int:
    """Raise the version that calendars know, and mail whom it concerns. [mails]"""
    row.sequence += 1
    if moved:
        row.moved_sequence = row.sequence
    row.save(update_fields=["sequence", "moved_sequence"])
    if row.state != GatheringState.INVITED or row.ends_at <= at:
        return 0
    told = gathering_mails.asked(row) if moved else gathering_mails.concerned(row)
    if moved:
        # Who could come then may not be able to come now, and the other way round.
        Invitee.objects.filter(pk__in=[one.pk for one in told]).update(
            reply="needs-action", replied_at=None
        )
    return gathering_mails.ask(row, told, base, at, is_update=True)


def _keep_notes(row: Gathering, notes: Mapping[uuid.UUID, str]) -> bool:
    """Write the notes of each theme of this gathering; tell whether any changed."""
    changed = False
    for theme in row.themes.filter(pk__in=notes.keys()):
        _before, after = saving.change(theme, {"notes": notes[theme.pk]}, THEME_FIELDS)
        changed |= bool(after)
    return changed


def _keep_attendance(row: Gathering, minutes: Minutes) -> list[str]:
    """Write who was there; return the organisations of those for whom that changed."""
    changed: list[str] = []
    for guest in row.invitees.select_related("organisation"):
        was_there = guest.pk in set(minutes.present)
        if guest.attended is not was_there:
            guest.attended = was_there
            guest.version += 1
            guest.save(update_fields=["attended", "version"])
            changed.append(guest.organisation.name)
    known = set(row.invitees.values_list("organisation_id", flat=True))
    walked_in = Organisation.objects.filter(pk__in=set(minutes.walked_in) - known, archived_at=None)
    for organisation in walked_in:
        Invitee.objects.create(
            municipality_id=row.municipality_id,
            gathering=row,
            organisation=organisation,
            name=organisation.name[:120],
            attended=True,
        )
        changed.append(organisation.name)
    return changed
