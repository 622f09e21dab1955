"""What is not clear about who does what: found, kept up, given to somebody, settled."""

from __future__ import annotations

import hashlib
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.core import demarcation as rules
from bundel.errors import Conflict, Fault, Invalid
from bundel.programme.models import Reach, State
from bundel.steering.models import Activity, Cell, Domain, Issue, IssueKind
from bundel.steering.services import door

VIEW, ACT, SETTLE = "steering.view", "steering.demarcate", "steering.settle"
KIND = "issue"
LIVE = (State.IDEA, State.PROPOSED, State.PLANNED, State.RUNNING)
BY_MATRIX = gettext_lazy("opgelost in de matrix")
LONGEST_KEY = 190


class IsSettled(Conflict):
    """Somebody was first."""

    sentence = gettext_lazy("Dit is al opgelost.")


@dataclass(frozen=True, slots=True)
class Found:
    """Something that is not clear now."""

    kind: IssueKind
    key: str
    activity_id: uuid.UUID | None
    facts: dict[str, Any]


@transaction.atomic
def keep_up(*, municipality_id: uuid.UUID, at: datetime) -> int:
    """
    Open what became unclear and close what is clear again; return how many are open.

    What somebody settled by hand stays settled as long as its facts are the same.
    """
    here = Issue.objects.filter(municipality_id=municipality_id)
    found = {(one.kind.value, one.key): one for one in _found(municipality_id)}
    still = {(row.kind, row.key): row for row in here.filter(settled_at=None).select_for_update()}
    for name, row in still.items():
        if name not in found:
            _close(row, at)
        elif row.facts != found[name].facts:
            row.facts = found[name].facts
            row.save(update_fields=["facts"])
    settled = {
        (row.kind, row.key): row.facts
        for row in here.filter(settled_by__isnull=False).order_by("settled_at")
    }
    new = [
        one for name, one in found.items() if name not in still and settled.get(name) != one.facts
    ]
    Issue.objects.bulk_create(
        Issue(
            municipality_id=municipality_id,
            kind=one.kind,
            key=one.key,
            activity_id=one.activity_id,
            facts=one.facts,
            found_at=at,
        )
        for one in new
    )
    return here.filter(settled_at=None).count()


def _close(row: Issue, at: datetime) -> None:
    row.settled_at, row.how = at, str(BY_MATRIX)
    row.version += 1
    row.save()


@transaction.atomic
def assign_issue(
    *, actor: Actor, issue_id: uuid.UUID, version: int, settler_id: uuid.UUID, due_date: date
) -> None:
    """
    Ask somebody to settle it, by a day.

    Raises:
        IsSettled: if it was settled meanwhile.
        Invalid: if there is no such person.
    """
    row = _open(actor, issue_id, version, ACT)
    people = User.objects.filter(municipality_id=actor.municipality_id, is_active=True)
    if not people.filter(pk=settler_id).exists():
        raise Invalid(faults=[Fault("settler_id", _("Deze persoon bestaat niet."))])
    wanted = {"settler_id": settler_id, "due_date": due_date}
    before, after = saving.change(row, wanted, frozenset(wanted))
    if after:
        saving.tell(actor, "steering.assign_issue", KIND, row, before, after)


@transaction.atomic
def settle_issue(
    *, actor: Actor, issue_id: uuid.UUID, version: int, how: str, at: datetime
) -> None:
    """
    Say that it is settled, and how; by its settler or by who keeps the demarcation.

    Raises:
        IsSettled: if it was settled meanwhile.
        Invalid: without how.
    """
    row = _open(actor, issue_id, version, SETTLE)
    if not how.strip():
        raise Invalid(faults=[Fault("how", _("Schrijf op hoe dit is opgelost."))])
    door.check({"how": how})
    row.settled_at, row.settled_by_id, row.how = at, actor.user_id, how.strip()
    row.version += 1
    saving.judge(row)
    row.save()
    saving.tell(actor, "steering.settle_issue", KIND, row, None, {"how": row.how})


def _open(actor: Actor, issue_id: uuid.UUID, version: int, act: str) -> Issue:
    permissions.require(actor, VIEW)
    row = saving.find(Issue, actor, issue_id)
    permissions.require(actor, act, row, view=VIEW)
    if row.settled_at is not None:
        raise IsSettled
    saving.same_version(row, version, {})
    return row


def _found(municipality_id: uuid.UUID) -> Iterator[Found]:
    cells = _cells(municipality_id)
    rows = Activity.objects.filter(municipality_id=municipality_id, archived_at=None)
    # Without anybody to choose from nothing is clear, and that is no news.
    if Domain.objects.filter(municipality_id=municipality_id, archived_at=None).exists():
        for row in rows:
            if (kind := rules.unclear(cells[row.pk])) is not None:
                doing = {"doers": sorted(one.domain for one in rules.doers(cells[row.pk]))}
                yield Found(IssueKind(kind.value), str(row.pk), row.pk, doing)
    for join in rules.joins(_reach(municipality_id)):
        places = [list(place) for place in join.places]
        facts = {"members": list(join.members), "places": places}
        yield Found(IssueKind.JOIN, _key(join.members), None, facts)


def _cells(municipality_id: uuid.UUID) -> Mapping[uuid.UUID, list[rules.Cell]]:
    found = defaultdict[uuid.UUID, list[rules.Cell]](list)
    rows = Cell.objects.filter(municipality_id=municipality_id, domain__archived_at=None)
    for activity, domain, stance, agreed_at in rows.values_list(
        "activity_id", "domain_id", "stance", "agreed_at"
    ):
        cell = rules.Cell(str(domain), rules.Stance(stance), agreed_at is not None)
        found[activity].append(cell)
    return found


def _reach(municipality_id: uuid.UUID) -> Mapping[str, set[rules.Place]]:
    found = defaultdict[str, set[rules.Place]](set)
    rows = Reach.objects.filter(
        municipality_id=municipality_id,
        level__initiative__archived_at=None,
        level__initiative__state__in=LIVE,
        households_mid__gt=0,
    )
    for code, area, group in rows.values_list(
        "level__initiative__code", "area__code", "group__code"
    ):
        found[code].add((area, group))
    return found


def _key(members: tuple[str, ...]) -> str:
    whole = "|".join(members)
    return whole if len(whole) <= LONGEST_KEY else hashlib.sha256(whole.encode()).hexdigest()
