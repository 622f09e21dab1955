"""The communication plan: who has to know, by which rules, and what is told and kept."""

from __future__ import annotations

import csv
import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.audit.saving import change, find, judge, same_version, tell
from bundel.core.workdays import after, is_working
from bundel.errors import Fault, Invalid
from bundel.reporting.models import Audience, MessageState, Occasion, TellingRule
from bundel.reporting.services.planning import plan_messages
from bundel.steering.models import Body
from bundel.steering.services import door

ACT = "reporting.tell"
RULE = "telling_rule"
LIST = Path(__file__).parent.parent / "lists" / "rhythm.csv"
EDITABLE = frozenset(
    {"what", "occasion", "recurrence", "first_date", "matter", "days_after", "channel",
     "owner_id", "is_on"}
)  # fmt: skip


@transaction.atomic
def start_rules(*, actor: Actor, at: datetime) -> int:
    """Take over the start list of rules, if there are none yet; return how many came."""
    permissions.require(actor, ACT)
    if TellingRule.objects.filter(municipality_id=actor.municipality_id).exists():
        return 0
    today = timezone.localdate(at)
    count = 0
    for line in _start_list():
        audience = _listed_audience(actor, line)
        days = int(line["over_dagen"] or 0)
        rule = TellingRule(
            municipality_id=actor.municipality_id,
            audience=audience,
            occasion=line["aanleiding"],
            what=line["wat"],
            recurrence=line["ritme"],
            first_date=_working_day(today + timedelta(days=days)) if line["ritme"] else None,
            matter=line["waarover"],
            days_after=int(line["na_dagen"]),
            channel=line["kanaal"],
        )
        judge(rule)
        rule.save(force_insert=True)
        tell(actor, "reporting.start_rules", RULE, rule)
        count += 1
    plan_messages(municipality_id=actor.municipality_id, at=at)
    return count


def _working_day(day: date) -> date:
    """Return this day, or the next on which people work."""
    return day if is_working(day) else after(day, 1)


def _start_list() -> Iterator[dict[str, str]]:
    with LIST.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter=";")


def _listed_audience(actor: Actor, line: dict[str, str]) -> Audience:
    here = {"municipality_id": actor.municipality_id}
    body = (
        Body.objects.filter(**here, kind=line["overleg"], archived_at=None).first()
        if line["overleg"]
        else None
    )
    found, _is_new = Audience.objects.get_or_create(
        **here,
        name=line["doelgroep"],
        defaults={
            "description": line["wie"],
            "body": body,
            "is_partners": line["partners"] == "ja",
        },
    )
    return found


@transaction.atomic
def add_rule(*, actor: Actor, at: datetime, audience: str, **values: Any) -> uuid.UUID:
    """
    Add a rule, and plan what it asks for; return its id.

    Args:
        audience: The id of who has to know, or the name of somebody new.
        values: The fields of the rule.

    Raises:
        Invalid: with a fault for each field that is wrong.
    """
    permissions.require(actor, ACT)
    door.check({"what": values["what"]})
    rule = TellingRule(
        municipality_id=actor.municipality_id,
        audience=_audience(actor, audience),
        **_fitting(actor, values),
    )
    judge(rule)
    rule.save(force_insert=True)
    tell(actor, "reporting.add_rule", RULE, rule)
    plan_messages(municipality_id=actor.municipality_id, at=at)
    return rule.pk


def _audience(actor: Actor, named: str) -> Audience:
    here = Audience.objects.filter(municipality_id=actor.municipality_id)
    try:
        return find(Audience, actor, uuid.UUID(named))
    except ValueError:
        pass
    if not named.strip():
        raise Invalid(faults=[Fault("audience", str(_("Kies wie het moet weten.")))])
    known = here.filter(name=named.strip()).first()
    if known is not None:
        return known
    door.check({"audience": named})
    made = Audience(municipality_id=actor.municipality_id, name=named.strip())
    judge(made)
    made.save(force_insert=True)
    return made


def _fitting(actor: Actor, values: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a rule without those of the other occasion."""
    fitting = dict(values)
    if fitting["occasion"] == Occasion.RHYTHM:
        fitting |= {"matter": ""}
    else:
        fitting |= {"recurrence": "", "first_date": None}
    owner_id = fitting.get("owner_id")
    if (
        owner_id
        and not User.objects.filter(pk=owner_id, municipality_id=actor.municipality_id).exists()
    ):
        raise Invalid(faults=[Fault("owner_id", str(_("Kies iemand uit de lijst.")))])
    return fitting


@transaction.atomic
def edit_rule(
    *, actor: Actor, rule_id: uuid.UUID, version: int, at: datetime, **values: Any
) -> None:
    """
    Change a rule. What was planned by it and not touched yet follows; what was told stays.

    Raises:
        Invalid: with a fault for each field that is wrong.
    """
    permissions.require(actor, ACT)
    rule = find(TellingRule, actor, rule_id)
    same_version(rule, version, values)
    door.check({"what": values["what"]})
    was, becomes = change(rule, _fitting(actor, values), EDITABLE)
    if not becomes:
        return
    tell(actor, "reporting.edit_rule", RULE, rule, was, becomes)
    _forget_planned(rule, timezone.localdate(at))
    plan_messages(municipality_id=actor.municipality_id, at=at)


def _forget_planned(rule: TellingRule, today: date) -> None:
    """Take away what a rhythm planned ahead and nobody wrote in; it is planned anew."""
    ahead = rule.messages.filter(state=MessageState.PLANNED, due_date__gte=today, version=1)
    ahead.filter(source="").delete()
    ahead.filter(rule__is_on=False).delete()
