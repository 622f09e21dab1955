"""Rules on who asked for it, who answers, and who has too much to lead."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bundel.accounts.permissions import permissions
from bundel.core.commissions import Side, last_asked
from bundel.programme import profiles
from bundel.programme.material import InitiativeMaterial
from bundel.steering.checks.context import Context
from bundel.steering.checks.rule import Facts, Found, Place, Rule, day, listed, number, quarter
from bundel.steering.models import Commission, CommissionState

# The states in which one side waits for the other.
WAITING = frozenset(
    {
        CommissionState.OFFERED,
        CommissionState.CHANGE_PROPOSED,
        CommissionState.DISCHARGE_ASKED,
        CommissionState.RETURN_ASKED,
    }
)
# Agreed once by both sides; what was asked for since does not undo that.
AGREED = frozenset(CommissionState) & {
    CommissionState.ACCEPTED,
    CommissionState.CHANGE_PROPOSED,
    CommissionState.DISCHARGE_ASKED,
    CommissionState.RETURN_ASKED,
}


def _no_commissioner(context: Context, limit: float) -> Iterator[Found]:
    agreed = {one.initiative_id for one in context.commissions if one.state in AGREED}
    offered = {one.initiative_id for one in context.commissions}
    for row in context.live:
        if row.pk not in agreed:
            yield Found(
                kind="initiative",
                object_id=row.pk,
                key=str(row.pk),
                label=row.name,
                facts={
                    "name": row.name,
                    "state": row.state,
                    "is_offered": row.pk in offered,
                    "person": row.commissioner,
                },
            )


def _say_no_commissioner(facts: Facts) -> str:
    if facts["is_offered"]:
        return _("%(name)s heeft een opdracht die nog niet is aangenomen.") % facts
    if facts["state"] == "running":
        return _("%(name)s loopt, maar niemand gaf er opdracht voor.") % facts
    return _("%(name)s is gepland, maar niemand gaf er opdracht voor.") % facts


def _place_commission(object_id: uuid.UUID | None, facts: Facts) -> Place:
    return Place("steering:commissions", (), f"initiatief={object_id}")


NO_COMMISSIONER = Rule(
    code="no_commissioner",
    title=gettext_lazy("Initiatief zonder opdrachtgever"),
    why=gettext_lazy("Zonder opdrachtgever beslist niemand bij tegenslag, en weegt niemand af."),
    what_to_do=gettext_lazy("Spreek af wie opdracht geeft, en bied de opdracht aan."),
    act=gettext_lazy("Naar de opdrachten"),
    find=_no_commissioner,
    say=_say_no_commissioner,
    place=_place_commission,
    worse=lambda facts: (float(facts["state"] == "running"),),
)


def _commission_waits(context: Context, limit: float) -> Iterator[Found]:
    before = context.today - timedelta(days=limit)
    for one in context.commissions:
        steps = list(one.steps.all())
        if one.state not in WAITING or not steps:
            continue
        since = timezone.localdate(steps[0].at)
        if since > before:
            continue
        asker = last_asked((step.act, step.side) for step in reversed(steps))
        owner_id, name = _other_side(one, asker)
        yield Found(
            kind="commission",
            object_id=one.pk,
            key=f"{one.pk} {one.state}",
            label=str(one),
            facts={"name": str(one), "state": one.state, "since": since.isoformat(), "who": name},
            owner_id=owner_id,
            owner_name=name,
        )


def _other_side(one: Commission, side: Side | None) -> tuple[uuid.UUID | None, str]:
    """Return who has to answer what one side did last."""
    if side is Side.CONTRACTOR:
        return one.commissioner_id, str(one.commissioner)
    if one.contractor is not None:
        return one.contractor_id, str(one.contractor)
    return None, str(one.contractor_organisation)


def _say_commission_waits(facts: Facts) -> str:
    return _("Opdracht %(name)s wacht sinds %(since)s op een antwoord van %(who)s.") % {
        **facts,
        "since": day(facts["since"]),
    }


COMMISSION_WAITS = Rule(
    code="commission_waits",
    title=gettext_lazy("Opdracht wacht te lang op de andere kant"),
    why=gettext_lazy("Zolang één kant zwijgt, weet de ander niet waar het werk aan toe is."),
    what_to_do=gettext_lazy("Neem de stap aan, of zeg wat er anders moet."),
    act=gettext_lazy("Naar de opdracht"),
    find=_commission_waits,
    say=_say_commission_waits,
    place=lambda object_id, facts: Place("steering:commission", (str(object_id),)),
    limit=Decimal(14),
    limit_label=gettext_lazy("dagen zonder antwoord"),
)


def _side_gone(context: Context, limit: float) -> Iterator[Found]:
    roles = permissions().acts["steering.sign"]
    for one in context.commissions:
        if one.state == CommissionState.DRAFT:
            continue
        for side, person in (("commissioner", one.commissioner), ("contractor", one.contractor)):
            if person is not None:
                is_there = person.is_active and person.role in roles
            else:
                is_there = one.contractor_organisation_id in context.signing_partners
            if not is_there:
                name = str(person or one.contractor_organisation)
                yield Found(
                    kind="commission",
                    object_id=one.pk,
                    key=f"{one.pk} {side}",
                    label=str(one),
                    facts={"name": str(one), "side": side, "who": name},
                )


def _say_side_gone(facts: Facts) -> str:
    if facts["side"] == "commissioner":
        return _("%(who)s geeft opdracht %(name)s, maar kan niet meer tekenen.") % facts
    return _("%(who)s doet opdracht %(name)s, maar kan niet meer tekenen.") % facts


SIDE_GONE = Rule(
    code="side_gone",
    title=gettext_lazy("Opdracht van iemand die niet meer kan tekenen"),
    why=gettext_lazy("Dan antwoordt er niemand, en kan de opdracht niet verder en niet eindigen."),
    what_to_do=gettext_lazy("Draag de opdracht over aan iemand anders, en schrijf op waarom."),
    act=gettext_lazy("Naar de opdracht"),
    find=_side_gone,
    say=_say_side_gone,
    place=lambda object_id, facts: Place("steering:commission", (str(object_id),)),
)


def _lead_has_many(context: Context, limit: float) -> Iterator[Found]:
    for user_id, name, rows in context.led():
        if len(rows) > limit:
            yield Found(
                kind="person",
                object_id=user_id,
                key=str(user_id),
                label=name,
                facts={
                    "name": name,
                    "count": len(rows),
                    "limit": round(limit),
                    "initiatives": [row.name for row in rows],
                },
            )


def _say_lead_has_many(facts: Facts) -> str:
    words = ngettext(
        "%(name)s trekt %(count)s lopend initiatief, en de grens is %(limit)s: %(list)s.",
        "%(name)s trekt %(count)s lopende initiatieven, en de grens is %(limit)s: %(list)s.",
        facts["count"],
    )
    return words % {**facts, "list": listed(facts["initiatives"])}


def _table(object_id: uuid.UUID | None, facts: Facts) -> Place:
    return Place("programme:table", (), "status=running")


LEAD_HAS_MANY = Rule(
    code="lead_has_many",
    title=gettext_lazy("Trekker met te veel initiatieven"),
    why=gettext_lazy("Wie te veel trekt, laat alles een beetje liggen, en niemand ziet het."),
    what_to_do=gettext_lazy("Geef een initiatief aan een andere trekker, of zet er één stil."),
    act=gettext_lazy("Naar de initiatieven"),
    find=_lead_has_many,
    say=_say_lead_has_many,
    place=_table,
    worse=lambda facts: (float(facts["count"]),),
    limit=Decimal(3),
    limit_label=gettext_lazy("lopende initiatieven per trekker"),
)


def _lead_has_hours(context: Context, limit: float) -> Iterator[Found]:
    if context.material is None:
        return
    internal = {pool.code for pool in context.material.pools if pool.internal}
    next_quarter = context.quarter.plus(1)
    hours = {
        one.initiative.code: _hours_in(one.initiative, next_quarter.minus(one.start), internal)
        for one in context.work
    }
    for user_id, name, rows in context.led():
        asked = sum(hours.get(row.code, 0.0) for row in rows)
        if asked > limit:
            yield Found(
                kind="person",
                object_id=user_id,
                key=str(user_id),
                label=name,
                facts={
                    "name": name,
                    "hours": round(asked),
                    "limit": round(limit),
                    "quarter": str(next_quarter),
                    "initiatives": [row.name for row in rows],
                },
            )


def _hours_in(initiative: InitiativeMaterial, since_start: int, pools: set[str]) -> float:
    """Return what an initiative asks of the municipality's own teams in a quarter. [hours]"""
    level = initiative.usual_level
    if level is None or since_start < 0:
        return 0.0
    quarters = level.duration if level.duration is not None else since_start + 1
    if since_start >= quarters:
        return 0.0
    spread = profiles.hours(level, quarters)
    return sum(spread[pool][since_start] for pool in spread if pool in pools)


def _say_lead_has_hours(facts: Facts) -> str:
    return _(
        "%(name)s stuurt in het %(quarter)s %(hours)s uren van eigen teams aan. "
        "De grens is %(limit)s uren."
    ) % {
        **facts,
        "quarter": quarter(facts["quarter"]),
        "hours": number(facts["hours"]),
        "limit": number(facts["limit"]),
    }


LEAD_HAS_HOURS = Rule(
    code="lead_has_hours",
    title=gettext_lazy("Trekker stuurt te veel uren aan"),
    why=gettext_lazy(
        "Uren van anderen aansturen kost zelf ook uren. Boven de grens raakt het zoek."
    ),
    what_to_do=gettext_lazy(
        "Verdeel de initiatieven over meer trekkers, of kies een kleiner niveau."
    ),
    act=gettext_lazy("Naar de initiatieven"),
    find=_lead_has_hours,
    say=_say_lead_has_hours,
    place=_table,
    worse=lambda facts: (float(facts["hours"]),),
    limit=Decimal(690),
    limit_label=gettext_lazy("uren van eigen teams per trekker per kwartaal"),
)
