"""One mail a person a day: what they have to do by a day, soon or late, with a link each."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from bundel.accounts import post
from bundel.accounts.models import Municipality, Role, User
from bundel.accounts.tenancy import as_municipality
from bundel.core import workdays
from bundel.core.commissions import Side, other
from bundel.core.reminding import Clock, is_asked
from bundel.programme.models import Precondition
from bundel.steering.models import (
    Action,
    ActionState,
    Commission,
    CommissionState,
    Issue,
    Reminder,
)

# How long somebody may think about a commission.
COMMISSION_TERM = timedelta(days=7)
PARTNER_ROLES = (Role.PARTNER_COORDINATOR, Role.PARTNER_WORKER)
# What waits for an answer: the state has the name of the step that asked.
ANSWERS: Mapping[CommissionState, Any] = {
    CommissionState.OFFERED: gettext_lazy("Neem een opdracht aan, of zeg waarom niet: %(what)s"),
    CommissionState.CHANGE_PROPOSED: gettext_lazy(
        "Zeg ja of nee tegen de wijziging van een opdracht: %(what)s"
    ),
    CommissionState.DISCHARGE_ASKED: gettext_lazy("Geef décharge, of zeg wat nog mist: %(what)s"),
    CommissionState.RETURN_ASKED: gettext_lazy(
        "Stem in met teruggeven van een opdracht, of zeg waarom niet: %(what)s"
    ),
}


USUAL = Clock()


@dataclass(frozen=True, slots=True)
class Due:
    """
    Something with a day that waits for somebody.

    Args:
        kind: Such as "action"; with the id it tells what was reminded of before.
        path: The page on which it is done.
    """

    kind: str
    object_id: uuid.UUID
    to: tuple[uuid.UUID, ...]
    title: str
    due_date: date
    path: str
    clock: Clock = USUAL


# Called as source(municipality_id, today); offers what is open, whenever it is due.
Source = Callable[[uuid.UUID, date], Iterable[Due]]
_SOURCES: list[Source] = []


def offer(source: Source) -> Source:
    """Let a source be asked every working morning; usable as a decorator."""
    if source not in _SOURCES:
        _SOURCES.append(source)
    return source


def send_reminders(*, municipality: Municipality, at: datetime) -> int:
    """
    Remind everybody of what is due, in one mail a person; return how many mails.

    Not on days off. A second time on a day sends nothing: each thing is marked as told.
    """
    with as_municipality(municipality.pk), override(settings.LANGUAGE_CODE):
        today = timezone.localdate(at)
        if not workdays.is_working(today):
            return 0
        people = {user.pk: user for user in User.objects.filter(is_active=True)}
        asked = due_today(municipality_id=municipality.pk, today=today)
        mailed = 0
        for person, theirs in asked.items():
            if person in people and _keep(municipality, people[person], theirs, today, at):
                _mail(municipality, people[person], theirs, today, at)
                mailed += 1
        return mailed


def due_today(*, municipality_id: uuid.UUID, today: date) -> dict[uuid.UUID, list[Due]]:
    """Return by person what they are reminded of today, the first day on top."""
    last = _last(municipality_id)
    found: dict[uuid.UUID, list[Due]] = defaultdict(list)
    for source in _SOURCES:
        for due in source(municipality_id, today):
            for person in due.to:
                before = last.get((due.kind, due.object_id, person))
                if is_asked(due.due_date, due.clock, today, before):
                    found[person].append(due)
    return {
        person: sorted(theirs, key=lambda due: (due.due_date, due.title))
        for person, theirs in found.items()
    }


def _last(municipality_id: uuid.UUID) -> Mapping[tuple[str, uuid.UUID, uuid.UUID], date]:
    rows = Reminder.objects.filter(municipality_id=municipality_id)
    told = rows.values_list("kind", "object_id", "to_id").annotate(last=Max("day"))
    return {(kind, thing, person): day for kind, thing, person, day in told}


def _keep(
    municipality: Municipality, user: User, theirs: Sequence[Due], today: date, at: datetime
) -> bool:
    """Mark all of it as told today; tell whether anything was not told yet."""
    rows = [
        Reminder(
            municipality=municipality,
            kind=due.kind,
            object_id=due.object_id,
            to=user,
            day=today,
            at=at,
        )
        for due in theirs
    ]
    before = Reminder.objects.filter(to=user, day=today).count()
    Reminder.objects.bulk_create(rows, ignore_conflicts=True)
    return Reminder.objects.filter(to=user, day=today).count() > before


def _mail(
    municipality: Municipality, user: User, theirs: Sequence[Due], today: date, at: datetime
) -> None:
    count = len(theirs)
    post.send(
        municipality_id=municipality.pk,
        key=f"steering-reminder:{today}:{user.pk}",
        to=user.email,
        subject=ngettext("%(count)s ding wacht op u", "%(count)s dingen wachten op u", count)
        % {"count": count},
        body="\n\n".join(
            [
                _("Beste %(name)s,") % {"name": user.name},
                *[_line(due, municipality, today) for due in theirs],
                _("Is iets al gedaan? Zeg het op de bladzijde. Dan stopt de mail hierover."),
            ]
        )
        + "\n",
        at=at,
    )


def _line(due: Due, municipality: Municipality, today: date) -> str:
    scheme = "https" if settings.HTTPS else "http"
    words = _("Te laat, voor %(day)s") if due.due_date < today else _("Voor %(day)s")
    day = words % {"day": date_format(due.due_date, "j F Y")}
    return f"{due.title}\n{day}\n{scheme}://{municipality.host}{due.path}"


@offer
def actions(municipality_id: uuid.UUID, today: date) -> Iterable[Due]:
    """Actions that are open, to who does them; of a partner to all who sign in there."""
    rows = Action.objects.filter(municipality_id=municipality_id, state=ActionState.OPEN)
    found = list(rows)
    partners = _people_of({row.organisation_id for row in found if row.organisation_id})
    for row in found:
        to = (row.owner_id,) if row.owner_id else partners.get(row.organisation_id, ())
        yield Due(
            kind="action",
            object_id=row.pk,
            to=tuple(one for one in to if one),
            title=_("Actie %(number)s: %(text)s") % {"number": row.number, "text": row.text},
            due_date=row.due_date,
            path=reverse("steering:action", args=[row.pk]),
            clock=Clock(row.remind_days_before, row.remind_every_days),
        )


@offer
def preconditions(municipality_id: uuid.UUID, today: date) -> Iterable[Due]:
    """What must be in place by a day and is not, to who sees to it."""
    rows = Precondition.objects.filter(
        municipality_id=municipality_id,
        met=False,
        owner__isnull=False,
        due_date__isnull=False,
        initiative__archived_at=None,
    )
    for row in rows.select_related("initiative"):
        if row.owner_id is not None and row.due_date is not None:
            words = _("Randvoorwaarde van %(initiative)s: %(text)s")
            yield Due(
                kind="precondition",
                object_id=row.pk,
                to=(row.owner_id,),
                title=words % {"initiative": row.initiative.name, "text": row.text},
                due_date=row.due_date,
                path=reverse("programme:initiative", args=[row.initiative_id]),
            )


@offer
def issues(municipality_id: uuid.UUID, today: date) -> Iterable[Due]:
    """Unclear points of the demarcation, to who was asked to settle them."""
    rows = Issue.objects.filter(
        municipality_id=municipality_id,
        settled_at=None,
        settler__isnull=False,
        due_date__isnull=False,
    )
    for row in rows.select_related("activity"):
        if row.settler_id is not None and row.due_date is not None:
            about = row.activity.name if row.activity else row.get_kind_display()
            yield Due(
                kind="issue",
                object_id=row.pk,
                to=(row.settler_id,),
                title=_("Los op in de afbakening: %(about)s") % {"about": about},
                due_date=row.due_date,
                path=reverse("steering:demarcation"),
            )


@offer
def commissions(municipality_id: uuid.UUID, today: date) -> Iterable[Due]:
    """What one side of a commission asks, to who has to answer; a week is time enough."""
    rows = Commission.objects.filter(municipality_id=municipality_id, state__in=list(ANSWERS))
    found = list(rows.select_related("initiative").prefetch_related("steps"))
    partners = _people_of(
        {row.contractor_organisation_id for row in found if row.contractor_organisation_id},
        roles=(Role.PARTNER_COORDINATOR,),
    )
    for row in found:
        # By its act, for a step that hands a side over asks nothing.
        asked = [step for step in row.steps.all() if step.act == row.state]
        if not asked:
            continue
        if other(Side(asked[-1].side)) is Side.COMMISSIONER:
            to: tuple[uuid.UUID, ...] = (row.commissioner_id,) if row.commissioner_id else ()
        elif row.contractor_id:
            to = (row.contractor_id,)
        else:
            to = partners.get(row.contractor_organisation_id, ())
        yield Due(
            kind="commission",
            object_id=row.pk,
            to=to,
            title=ANSWERS[CommissionState(row.state)] % {"what": row},
            due_date=timezone.localdate(asked[-1].at) + COMMISSION_TERM,
            path=reverse("steering:commission", args=[row.pk]),
        )


def _people_of(
    organisations: Iterable[uuid.UUID], *, roles: Sequence[str] = PARTNER_ROLES
) -> dict[uuid.UUID | None, tuple[uuid.UUID, ...]]:
    """Return by partner who signs in there in one of these roles. One query."""
    found: dict[uuid.UUID | None, list[uuid.UUID]] = defaultdict(list)
    rows = User.objects.filter(is_active=True, role__in=roles, organisation_id__in=organisations)
    for organisation, person in rows.values_list("organisation_id", "pk"):
        found[organisation].append(person)
    return {one: tuple(people) for one, people in found.items()}
