"""Running the checks, accepting what they found until a day, and choosing which rules run."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.errors import Conflict, Fault, Invalid
from bundel.steering.checks import BY_CODE, RULES, Found, Rule
from bundel.steering.checks.context import Context
from bundel.steering.models import CheckRun, CheckSetting, Finding
from bundel.steering.services import door

ACCEPT, SET_RULES = "steering.accept", "steering.check_rules"
KIND, KIND_OF_RULE = "finding", "check_rule"
# What the rules say again at every run.
SAID = ("kind", "object_id", "label", "facts", "owner_id", "owner_name")
UNACCEPTED: dict[str, Any] = {
    "accepted_until": None,
    "accepted_because": "",
    "accepted_by_id": None,
    "accepted_at": None,
    "accepted_facts": {},
}
WRITTEN = (
    "kind",
    "object_id",
    "label",
    "facts",
    "owner",
    "owner_name",
    "changed_at",
    "accepted_until",
    "accepted_because",
    "accepted_by",
    "accepted_at",
    "accepted_facts",
    "version",
)
BATCH = 1000


class FindingIsGone(Conflict):
    """The rule no longer finds it, so nothing is left to accept."""

    sentence = _("Deze bevinding is er niet meer. U hoeft niets te doen.")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A rule as a municipality uses it; a limit of None is the usual one."""

    rule: Rule
    is_on: bool
    limit: Decimal | None
    version: int = 0

    @property
    def held_against(self) -> float:
        """Return the limit that counts."""
        limit = self.limit if self.limit is not None else self.rule.limit
        return float(limit or 0)


def chosen_rules(municipality_id: uuid.UUID) -> list[Chosen]:
    """Return every rule as the municipality uses it. One query."""
    rows = CheckSetting.objects.filter(municipality_id=municipality_id)
    settings = {row.rule: row for row in rows}
    return [
        Chosen(rule, row.is_on, row.limit, row.version)
        if (row := settings.get(rule.code))
        else Chosen(rule, is_on=True, limit=None)
        for rule in RULES
    ]


@transaction.atomic
def run_checks(*, municipality_id: uuid.UUID, at: datetime, today: date) -> int:
    """
    Let all rules look; open, change and close findings by what they see. [findings open]

    One run at a time for a municipality; a run that is cut off leaves nothing behind.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtext('steering.checks'), hashtext(%s))",
            [str(municipality_id)],
        )
    found = dict(_look(municipality_id, today))
    here = Finding.objects.filter(municipality_id=municipality_id, gone_at=None)
    known = {(row.rule, row.key): row for row in here}
    new = [(key, one) for key, one in found.items() if key not in known]
    _open(municipality_id, at, new)
    _change(at, today, ((known[key], one) for key, one in found.items() if key in known))
    gone = [row.pk for key, row in known.items() if key not in found]
    Finding.objects.filter(municipality_id=municipality_id, pk__in=gone).update(
        gone_at=at, version=F("version") + 1
    )
    ran = {"started_at": at, "ended_at": at, "found": len(found)}
    CheckRun.objects.update_or_create(municipality_id=municipality_id, defaults=ran)
    return len(found)


def _look(municipality_id: uuid.UUID, today: date) -> Iterator[tuple[tuple[str, str], Found]]:
    """Yield what the rules find that are on, each under its rule and key."""
    context = Context(municipality_id, today)
    for chosen in chosen_rules(municipality_id):
        if chosen.is_on:
            for one in chosen.rule.find(context, chosen.held_against):
                yield (chosen.rule.code, one.key), one


def _open(
    municipality_id: uuid.UUID,
    at: datetime,
    found: Sequence[tuple[tuple[str, str], Found]],
) -> None:
    Finding.objects.bulk_create(
        (
            Finding(
                municipality_id=municipality_id,
                rule=rule,
                key=key,
                found_at=at,
                changed_at=at,
                **{name: getattr(one, name) for name in SAID},
            )
            for (rule, key), one in found
        ),
        batch_size=BATCH,
    )


def _change(at: datetime, today: date, pairs: Iterable[tuple[Finding, Found]]) -> None:
    """Write what the rules say otherwise now, and bring back what was accepted long enough."""
    changed = [row for row, one in pairs if _is_other(row, one, at, today)]
    Finding.objects.bulk_update(changed, WRITTEN, batch_size=BATCH)


def _is_other(row: Finding, one: Found, at: datetime, today: date) -> bool:
    """Put in a finding what the rule says now; tell whether that is something else."""
    other = {name: getattr(one, name) for name in SAID if getattr(row, name) != getattr(one, name)}
    for name, value in other.items():
        setattr(row, name, value)
    returns = row.accepted_until is not None and (
        row.accepted_until <= today or is_worse(row.rule, row.accepted_facts, row.facts)
    )
    if returns:
        for name, value in UNACCEPTED.items():
            setattr(row, name, value)
    if other or returns:
        row.changed_at = at
        row.version += 1
    return bool(other or returns)


def is_worse(rule: str, then: dict[str, Any], now: dict[str, Any]) -> bool:
    """Tell whether the facts are graver than they were, by what the rule weighs."""
    if rule not in BY_CODE or not then:
        return False
    weigh = BY_CODE[rule].worse
    return any(late > early for early, late in zip(weigh(then), weigh(now), strict=True))


@transaction.atomic
def accept(
    *,
    actor: Actor,
    finding_id: uuid.UUID,
    version: int,
    because: str,
    until: date,
    at: datetime,
    today: date,
) -> None:
    """
    Say why a finding may stay as it is, until a day; then it comes back.

    Raises:
        FindingIsGone: if it was mended meanwhile.
        Invalid: without a reason, or with a day that has passed.
        Stale: if somebody was first.
    """
    permissions.require(actor, ACCEPT)
    row = saving.find(Finding, actor, finding_id)
    if row.gone_at is not None:
        raise FindingIsGone
    wanted = {"accepted_because": because.strip(), "accepted_until": until}
    saving.same_version(row, version, wanted)
    if not because.strip():
        raise Invalid(faults=[Fault("because", str(_("Schrijf op waarom dit zo mag blijven.")))])
    if until <= today:
        raise Invalid(faults=[Fault("until", str(_("Kies een dag na vandaag.")))])
    door.check({"because": because})
    before = {name: saving.plain(getattr(row, name)) for name in wanted}
    row.accepted_because, row.accepted_until = because.strip(), until
    row.accepted_by_id, row.accepted_at, row.accepted_facts = actor.user_id, at, row.facts
    row.changed_at = at
    row.version += 1
    row.save()
    after = {name: saving.plain(getattr(row, name)) for name in wanted}
    saving.tell(actor, ACCEPT, KIND, row, before, after, ground=because)


@transaction.atomic
def withdraw_accept(*, actor: Actor, finding_id: uuid.UUID, version: int, at: datetime) -> None:
    """Let an accepted finding ask for attention again."""
    permissions.require(actor, ACCEPT)
    row = saving.find(Finding, actor, finding_id)
    saving.same_version(row, version, {"accepted_until": None})
    if row.accepted_until is None:
        return
    before = {"accepted_until": saving.plain(row.accepted_until)}
    for name, value in UNACCEPTED.items():
        setattr(row, name, value)
    row.changed_at = at
    row.version += 1
    row.save()
    saving.tell(actor, "steering.accept_withdraw", KIND, row, before, {"accepted_until": None})


@transaction.atomic
def set_rule(*, actor: Actor, rule: str, version: int, is_on: bool, limit: Decimal | None) -> None:
    """
    Choose whether a rule runs here, and with which limit; None is the usual one.

    Raises:
        Invalid: for a rule that does not exist, or a limit below zero.
        Stale: if somebody was first.
    """
    permissions.require(actor, SET_RULES)
    if rule not in BY_CODE:
        raise Invalid(faults=[Fault("rule", str(_("Deze controle bestaat niet.")))])
    if limit is not None and limit < 0:
        raise Invalid(faults=[Fault("limit", str(_("Een grens is 0 of meer.")))])
    row = (
        CheckSetting.objects.select_for_update()
        .filter(municipality_id=actor.municipality_id, rule=rule)
        .first()
    ) or CheckSetting(municipality_id=actor.municipality_id, rule=rule, version=0)
    wanted = {"is_on": is_on, "limit": None if BY_CODE[rule].limit is None else limit}
    saving.same_version(row, version, wanted)
    before, after = saving.change(row, wanted, frozenset(wanted))
    if row.version == 0 or before != after:
        saving.tell(actor, "steering.edit_rule", KIND_OF_RULE, row, dict(before), dict(after))


def check_now(*, actor: Actor, at: datetime, today: date) -> int:
    """Run the checks because somebody wants to see them now. [findings open]"""
    permissions.require(actor, ACCEPT)
    return run_checks(municipality_id=actor.municipality_id, at=at, today=today)
