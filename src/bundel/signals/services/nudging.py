"""
The ladder for what is not answered: remind, remind again, then tell the commissioner.

What waits for a second pair of eyes is reminded of once, after a working day.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings as django_settings
from django.db.models import Count, DateTimeField, Exists, Max, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from bundel.accounts import post
from bundel.accounts.models import Municipality, Role, User
from bundel.accounts.tenancy import as_municipality
from bundel.core import workdays
from bundel.network import links
from bundel.signals.models import (
    Nudge,
    NudgeLevel,
    Signal,
    SignalSettings,
    SignalState,
    Step,
    StepKind,
    TeamMember,
)
from bundel.signals.services import settings, steps

LADDER = (NudgeLevel.FIRST, NudgeLevel.SECOND, NudgeLevel.COMMISSIONER)
# The working days that a second pair of eyes has before it is reminded.
CHECK_DAYS = 1
# With these it begins to wait for whom it waits for now.
BEGINS = (StepKind.TOLD, StepKind.ROUTED, StepKind.PASSED_ON, StepKind.REPLIED, StepKind.REOPENED)


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder that goes out today."""

    signal: Signal
    round: int
    level: NudgeLevel


@dataclass(frozen=True, slots=True)
class _People:
    """Who can be reminded: read once for all signals of a municipality."""

    members: Mapping[uuid.UUID, Sequence[User]]
    coordinators: Sequence[User]
    managers: Sequence[User]
    # By signal: who told it, also for a partner, and so may not check it.
    tellers: Mapping[uuid.UUID, Collection[uuid.UUID | None]]

    def of(self, due: Due) -> Sequence[User]:
        """Return who hears of it: who it waits for, and at the top the commissioner."""
        if due.level is NudgeLevel.CHECK:
            return self._checking(due.signal)
        team = due.signal.team
        commissioner = team.commissioner if team is not None else None
        above = [commissioner] if commissioner is not None and commissioner.is_active else []
        if due.level is NudgeLevel.COMMISSIONER:
            return above or self.coordinators
        handler = due.signal.handler
        if handler is not None and handler.is_active:
            return [handler]
        of_team = self.members.get(team.pk, ()) if team is not None else ()
        return of_team or above or self.coordinators

    def _checking(self, signal: Signal) -> Sequence[User]:
        told = {signal.reporter_id, *self.tellers.get(signal.pk, ())}
        first = [user for user in self.coordinators if user.pk not in told]
        return first or [user for user in self.managers if user.pk not in told]


def send_nudges(*, municipality: Municipality, at: datetime) -> int:
    """
    Remind who lets somebody wait, each person with one mail for the whole day. [mails]

    Only on working days, and each level once for every round of a signal; twice is as once.
    """
    with as_municipality(municipality.pk), override(django_settings.LANGUAGE_CODE):
        chosen = settings.settings_of(municipality.pk)
        today = timezone.localdate(at)
        if not workdays.is_working(today, chosen.closed_dates):
            return 0
        due = due_today(municipality_id=municipality.pk, chosen=chosen, today=today)
        held = _held_too_long(municipality.pk, chosen, today)
        lines = _written([*due, *held], _people(municipality.pk, held), at)
        for user, theirs in lines.items():
            _mail(municipality, user, theirs, today, at)
        return len(lines)


def due_today(*, municipality_id: uuid.UUID, chosen: SignalSettings, today: date) -> list[Due]:
    """Return the reminders that are due: at most one step of the ladder a day for each signal."""
    signals = list(_open(municipality_id))
    sent = _sent([one.pk for one in signals])
    found = []
    for signal in signals:
        begun = timezone.localdate(signal.begun_at or signal.told_at)  # type: ignore[attr-defined]  # annotated
        number = signal.reopened_count + signal.asked_count  # type: ignore[attr-defined]  # annotated
        before = sent.get((signal.pk, number), {})
        level = _next(before, today)
        if level is not None and _is_due(level, signal, begun, chosen, today):
            found.append(Due(signal, number, level))
    return found


def _held_too_long(municipality_id: uuid.UUID, chosen: SignalSettings, today: date) -> list[Due]:
    """Return what waited for a second pair of eyes for a working day, and nobody was told so."""
    rows = Signal.objects.filter(municipality_id=municipality_id, state=SignalState.HELD)
    reminded = Nudge.objects.filter(signal=OuterRef("pk"), level=NudgeLevel.CHECK)
    held = (
        rows.select_for_update(of=("self",), skip_locked=True)
        .select_related("theme", "area")
        .filter(~Exists(reminded))
        .order_by("told_at", "number")
    )
    return [
        Due(one, 0, NudgeLevel.CHECK)
        for one in held
        if workdays.between(timezone.localdate(one.told_at), today, chosen.closed_dates)
        >= CHECK_DAYS
    ]


def _open(municipality_id: uuid.UUID) -> Collection[Signal]:
    """Return what waits for an answer, with when that began and how often was asked back."""
    begun = (
        Step.objects.filter(signal=OuterRef("pk"), kind__in=BEGINS)
        .order_by()
        .values("signal")
        .annotate(last=Max("at"))
        .values("last")
    )
    rows = Signal.objects.filter(municipality_id=municipality_id, state=SignalState.OPEN)
    return (
        # What somebody is at work on now is reminded of tomorrow.
        rows.select_for_update(of=("self",), skip_locked=True)
        .select_related("team__commissioner", "handler", "theme", "area")
        .annotate(
            begun_at=Subquery(begun, output_field=DateTimeField()),
            asked_count=_asked_count(),
        )
        .order_by("promise_date", "number")
    )


def _asked_count() -> Subquery:
    questions = (
        Signal.objects.filter(pk=OuterRef("pk"))
        .order_by()
        .values("pk")
        .annotate(n=Count("back_questions"))
        .values("n")
    )
    return Subquery(questions)


def _sent(ids: Sequence[uuid.UUID]) -> dict[tuple[uuid.UUID, int], dict[str, date]]:
    """Return the day of each level that went out, by signal and round."""
    found: dict[tuple[uuid.UUID, int], dict[str, date]] = defaultdict(dict)
    rows = Nudge.objects.filter(signal__in=ids).values_list("signal_id", "round", "level", "at")
    for signal_id, number, level, at in rows:
        found[signal_id, number][level] = timezone.localdate(at)
    return found


def _next(sent: Mapping[str, date], today: date) -> NudgeLevel | None:
    """Return the step above the last one; nothing on a day that had one already."""
    if today in sent.values():
        return None
    return next((level for level in LADDER if level not in sent), None)


def _is_due(
    level: NudgeLevel, signal: Signal, begun: date, chosen: SignalSettings, today: date
) -> bool:
    closed = chosen.closed_dates
    if level is NudgeLevel.FIRST or signal.promise_date is None:
        return workdays.between(begun, today, closed) >= chosen.first_nudge_days
    late = workdays.between(signal.promise_date, today, closed)
    needed = {
        NudgeLevel.SECOND: max(chosen.second_nudge_days, 1),
        NudgeLevel.COMMISSIONER: chosen.commissioner_days,
    }
    return late >= needed[level]


def _people(municipality_id: uuid.UUID, held: Sequence[Due]) -> _People:
    members: dict[uuid.UUID, list[User]] = defaultdict(list)
    rows = TeamMember.objects.filter(municipality_id=municipality_id, user__is_active=True)
    for one in rows.select_related("user").order_by("user__email"):
        members[one.team_id].append(one.user)
    tellers: dict[uuid.UUID, list[uuid.UUID | None]] = defaultdict(list)
    told = Step.objects.filter(signal__in=[one.signal for one in held], kind=StepKind.TOLD)
    for signal_id, by in told.values_list("signal_id", "by_id"):
        tellers[signal_id].append(by)
    here = User.objects.filter(municipality_id=municipality_id, is_active=True).order_by("email")
    return _People(
        members=members,
        coordinators=list(here.filter(role=Role.COORDINATOR)),
        managers=list(here.filter(role=Role.FUNCTIONAL_MANAGER)),
        tellers=tellers,
    )


def _written(due: Sequence[Due], people: _People, at: datetime) -> dict[User, list[Due]]:
    """Keep whom each reminder goes to, with a step of the signal; return them by person."""
    lines: dict[User, list[Due]] = defaultdict(list)
    for one in due:
        for user in people.of(one):
            Nudge.objects.create(
                municipality_id=one.signal.municipality_id,
                signal=one.signal,
                round=one.round,
                level=one.level,
                to=user,
                at=at,
            )
            lines[user].append(one)
        up = one.level is NudgeLevel.COMMISSIONER
        steps.add(
            signal=one.signal,
            kind=StepKind.ESCALATED if up else StepKind.NUDGED,
            at=at,
            actor=None,
            note=", ".join(user.name for user in people.of(one)),
            is_for_reporter=False,
        )
    return lines


def _mail(
    municipality: Municipality, user: User, due: Sequence[Due], today: date, at: datetime
) -> None:
    base = links.base_of(municipality)
    parts = [_("Beste %(name)s,") % {"name": user.name}]
    above = [one for one in due if one.level is NudgeLevel.COMMISSIONER]
    checks = [one for one in due if one.level is NudgeLevel.CHECK]
    mine = [one for one in due if one.level in (NudgeLevel.FIRST, NudgeLevel.SECOND)]
    for title, those in (
        (_("Deze signalen wachten op u of uw team:"), mine),
        (_("Deze signalen wachten op een tweede paar ogen:"), checks),
        (_("Hierop kwam geen antwoord. U hoort dit als opdrachtgever:"), above),
    ):
        if those:
            parts += [title, "\n".join(_line(one, today, base) for one in those)]
    parts += [_("Alles bij elkaar:"), base + reverse("signals:inbox")]
    subject = _subject(len(due), len(checks))
    post.send(
        municipality_id=municipality.pk,
        key=f"signals.nudge:{user.pk}:{today.isoformat()}",
        to=user.email,
        subject=subject,
        body="\n\n".join(parts) + "\n",
        at=at,
    )


def _subject(count: int, checks: int) -> str:
    """Return how much waits, and on what if that is one thing."""
    words = (
        ngettext("%(count)s signaal wacht op u", "%(count)s signalen wachten op u", count)
        if checks
        else ngettext(
            "%(count)s signaal wacht op antwoord", "%(count)s signalen wachten op antwoord", count
        )
    )
    return words % {"count": count}


def _line(due: Due, today: date, base: str) -> str:
    signal = due.signal
    if due.level is NudgeLevel.CHECK:
        return _check_line(signal, base)
    promise = signal.promise_date or today
    words = _("te laat, beloofd voor %(day)s") if promise < today else _("beloofd voor %(day)s")
    text = _("Signaal %(number)s: %(theme)s, %(area)s (%(promise)s)") % {
        "number": signal.number,
        "theme": signal.theme.name,
        "area": signal.area.name if signal.area else _("heel de gemeente"),
        "promise": words % {"day": date_format(promise, "j F")},
    }
    return f"- {text}\n  {base}{reverse('signals:signal', args=[signal.pk])}"


def _check_line(signal: Signal, base: str) -> str:
    text = _("Signaal %(number)s: gemeld op %(day)s") % {
        "number": signal.number,
        "day": date_format(timezone.localdate(signal.told_at), "j F"),
    }
    return f"- {text}\n  {base}{reverse('signals:signal', args=[signal.pk])}"
