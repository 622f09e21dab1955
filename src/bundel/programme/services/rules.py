"""What is done with the ties between initiatives: what comes first, and rules for several."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.core.portfolio.cycles import find_cycle
from bundel.errors import Fault, Invalid
from bundel.programme.models import (
    Initiative,
    Level,
    Order,
    Pool,
    Precedence,
    Programme,
    Rule,
    RuleHours,
    RuleKind,
    RuleMember,
)
from bundel.programme.services import saving

ACT = "programme.edit_rules"
GRADED = {"grade", "basis", "source"}
ORDER_FIELDS = frozenset({"before_id", "after_id", "order", "lag_quarters", *GRADED})
RULE_FIELDS = frozenset({"code", "name", "kind", "per_quarter", "now_eur", "later_eur", *GRADED})
# A rule about fewer would say nothing.
FEWEST = {RuleKind.EXCLUSION: 2, RuleKind.SYNERGY: 2}


@transaction.atomic
def save_precedence(
    *,
    actor: Actor,
    precedence_id: uuid.UUID | None = None,
    version: int | None = None,
    **fields: Any,
) -> uuid.UUID:
    """
    Say which initiative comes before which, or change that.

    Raises:
        Stale: if somebody else saved first.
        Invalid: if they would wait for each other in a ring, or the next one could never start.
    """
    permissions.require(actor, ACT)
    quarters = _lock(actor)
    if precedence_id is None:
        row = Precedence(municipality_id=actor.municipality_id, version=0)
    else:
        row = saving.find(Precedence, actor, precedence_id)
        saving.same_version(row, version or 0, fields)
    wanted = {name: fields.get(name, getattr(row, name)) for name in ORDER_FIELDS}
    faults = _order_faults(actor, row, wanted, quarters)
    if faults:
        raise Invalid(faults=faults)
    before, after = saving.change(row, fields, ORDER_FIELDS)
    if after:
        saving.tell(actor, ACT, "precedence", row, before, after)
    return row.pk


@transaction.atomic
def remove_precedence(*, actor: Actor, precedence_id: uuid.UUID, version: int) -> None:
    """Let two initiatives no longer wait for each other."""
    permissions.require(actor, ACT)
    row = saving.find(Precedence, actor, precedence_id)
    saving.same_version(row, version, {})
    told = {"order": row.order, "lag_quarters": row.lag_quarters}
    saving.tell(actor, ACT, "precedence", row, before=told)
    row.delete()


@transaction.atomic
def save_rule(
    *,
    actor: Actor,
    initiative_ids: Sequence[uuid.UUID],
    hours: Sequence[tuple[uuid.UUID, Decimal]] = (),
    rule_id: uuid.UUID | None = None,
    version: int | None = None,
    **fields: Any,
) -> uuid.UUID:
    """
    Add a rule between these initiatives, or change the one with this id as a whole.

    Args:
        hours: What a synergy gives back to pools in every quarter: pool and hours.

    Raises:
        Stale: if somebody else saved first.
        Invalid: if an initiative is in it twice, or the rule does not fit its kind.
    """
    permissions.require(actor, ACT)
    if rule_id is None:
        row = Rule(municipality_id=actor.municipality_id, version=0)
    else:
        row = saving.find(Rule, actor, rule_id)
        saving.same_version(row, version or 0, fields)
    kind = fields.get("kind", row.kind)
    wanted = {name: fields.get(name, getattr(row, name)) for name in RULE_FIELDS}
    faults = [
        *_kind_faults(wanted),
        *_member_faults(actor, kind, initiative_ids),
        *_hours_faults(actor, kind, hours),
    ]
    if faults:
        raise Invalid(faults=faults)
    before, after = saving.change(row, fields, RULE_FIELDS)
    was = _ties(row)
    _replace(actor, row, initiative_ids, hours)
    becomes = _ties(row)
    if was != becomes and not after:
        saving.touch(row)
    if after or was != becomes:
        saving.tell(actor, ACT, "rule", row, {**before, **was}, {**after, **becomes})
    return row.pk


@transaction.atomic
def remove_rule(*, actor: Actor, rule_id: uuid.UUID, version: int) -> None:
    """Remove a rule; the initiatives stay."""
    permissions.require(actor, ACT)
    row = saving.find(Rule, actor, rule_id)
    saving.same_version(row, version, {})
    saving.tell(actor, ACT, "rule", row, before={"name": row.name, "kind": row.kind, **_ties(row)})
    row.delete()


def _lock(actor: Actor) -> int | None:
    """Let one at a time change the order, as two at once could make a ring; return the horizon."""
    frame = Programme.objects.select_for_update().filter(municipality_id=actor.municipality_id)
    found = frame.first()
    return found.quarters_count if found else None


def _order_faults(
    actor: Actor, row: Precedence, wanted: Mapping[str, Any], quarters: int | None
) -> list[Fault]:
    before, after, lag = wanted["before_id"], wanted["after_id"], wanted["lag_quarters"]
    here = _names(actor)
    faults = [
        Fault(name, _("Dit initiatief bestaat niet."))
        for name in ("before_id", "after_id")
        if wanted[name] not in here
    ]
    if faults:
        return faults
    if before == after:
        return [Fault("after_id", _("Een initiatief kan niet op zichzelf wachten."))]
    if quarters is not None and abs(lag) >= quarters:
        words = _("Het plan telt %(count)s kwartalen. Kies van %(least)s tot en met %(most)s.")
        sizes = {"count": quarters, "least": 1 - quarters, "most": quarters - 1}
        faults.append(Fault("lag_quarters", words % sizes))
    if wanted["order"] == Order.FINISH_START and _never_ends(before):
        words = _(
            "%(name)s gaat door zonder einde, dus het vervolg begint nooit. "
            "Kies 'na de start', of geef een niveau een duur."
        )
        faults.append(Fault("order", words % {"name": here[before]}))
    others = Precedence.objects.filter(
        municipality_id=actor.municipality_id, before__archived_at=None, after__archived_at=None
    ).exclude(pk=row.pk)
    return faults + _ring_faults(others.values_list("before_id", "after_id"), before, after, here)


def _ring_faults(
    others: Iterable[tuple[uuid.UUID, uuid.UUID]],
    before: uuid.UUID,
    after: uuid.UUID,
    here: Mapping[uuid.UUID, str],
) -> list[Fault]:
    steps = defaultdict[str, list[str]](list)
    for first, then in [*others, (before, after)]:
        steps[str(first)].append(str(then))
    ring = find_cycle(steps)
    if ring is None:
        return []
    names = " → ".join(here[uuid.UUID(one)] for one in ring)
    words = _("Zo wachten deze initiatieven in een kring op elkaar: %(names)s.")
    return [Fault("after_id", words % {"names": names})]


def _never_ends(initiative_id: uuid.UUID) -> bool:
    """Tell whether an initiative has levels, and none of them ends."""
    durations = list(
        Level.objects.filter(initiative_id=initiative_id).values_list(
            "duration_quarters", flat=True
        )
    )
    return bool(durations) and all(duration is None for duration in durations)


def _kind_faults(wanted: Mapping[str, Any]) -> list[Fault]:
    """Return the amounts that do not fit the kind of rule."""
    limit, gains = wanted["kind"] == RuleKind.START_LIMIT, wanted["kind"] == RuleKind.SYNERGY
    faults = []
    if limit and wanted["per_quarter"] is None:
        faults.append(Fault("per_quarter", _("Vul in hoeveel er per kwartaal mogen starten.")))
    if not limit and wanted["per_quarter"] is not None:
        words = _("Alleen een grens aan starts heeft een aantal starts per kwartaal.")
        faults.append(Fault("per_quarter", words))
    if not gains and (wanted["now_eur"] or wanted["later_eur"]):
        words = _("Alleen 'samen sterker' levert extra waarde op.")
        faults.append(Fault("now_eur", words))
    return faults


def _member_faults(actor: Actor, kind: str, ids: Sequence[uuid.UUID]) -> list[Fault]:
    here = _names(actor)
    if any(one not in here for one in ids):
        return [Fault("initiative_ids", _("Dit initiatief bestaat niet."))]
    faults = [
        Fault("initiative_ids", _("%(name)s staat er twee keer in.") % {"name": here[one]})
        for one, count in Counter(ids).items()
        if count > 1
    ]
    least = FEWEST.get(RuleKind(kind), 1) if kind in RuleKind.values else 1
    if not faults and len(ids) < least:
        words = ngettext(
            "Kies minstens %(count)s initiatief.", "Kies minstens %(count)s initiatieven.", least
        )
        faults.append(Fault("initiative_ids", words % {"count": least}))
    return faults


def _hours_faults(
    actor: Actor, kind: str, hours: Sequence[tuple[uuid.UUID, Decimal]]
) -> list[Fault]:
    if hours and kind != RuleKind.SYNERGY:
        return [Fault("hours", _("Alleen 'samen sterker' geeft uren terug."))]
    pools = dict(
        Pool.objects.filter(municipality_id=actor.municipality_id).values_list("pk", "name")
    )
    if any(pool not in pools for pool, _hours in hours):
        return [Fault("hours", _("Dit team bestaat niet."))]
    return [
        Fault("hours", _("%(name)s staat er twee keer in.") % {"name": pools[pool]})
        for pool, count in Counter(pool for pool, _hours in hours).items()
        if count > 1
    ]


def _names(actor: Actor) -> dict[uuid.UUID, str]:
    """Return what each initiative is called; what was removed is not there."""
    rows = Initiative.objects.filter(municipality_id=actor.municipality_id, archived_at=None)
    return {pk: f"{code} {name}" for pk, code, name in rows.values_list("pk", "code", "name")}


def _ties(row: Rule) -> dict[str, str]:
    """Return what a rule is about in words, as the trail keeps it."""
    shown = row.members.filter(initiative__archived_at=None)
    codes = shown.order_by("initiative__code").values_list("initiative__code", flat=True)
    hours = row.hours.order_by("pool__name").values_list("pool__name", "hours")
    return {
        "initiative": ", ".join(codes),
        "hours": ", ".join(f"{pool}: {saving.plain(amount)}" for pool, amount in hours),
    }


def _replace(
    actor: Actor,
    row: Rule,
    initiative_ids: Sequence[uuid.UUID],
    hours: Sequence[tuple[uuid.UUID, Decimal]],
) -> None:
    """Put these ties in the place of those that were there; a removed initiative keeps its own."""
    row.members.filter(initiative__archived_at=None).delete()
    row.hours.all().delete()
    owned = {"municipality_id": actor.municipality_id, "rule": row}
    ties = [RuleMember(**owned, initiative_id=one) for one in initiative_ids]
    back = [RuleHours(**owned, pool_id=pool, hours=amount) for pool, amount in hours]
    for line in (*ties, *back):
        saving.judge(line)
        line.save(force_insert=True)
