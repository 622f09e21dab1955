"""Rules between initiatives: what comes first, at most one, exactly one, together, not at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.programme import selectors, services
from bundel.programme.forms.rules import EditOrder, EditRule, HoursBackLine, MemberLine
from bundel.programme.models import RuleKind
from bundel.programme.selectors import InitiativeChoice, OrderRow, RuleRow
from bundel.programme.views import saving
from bundel.ui import form_pages
from bundel.ui.lines import Lines, lines_of

LIST = "programme:rules"
CARD = "programme:initiative"
ACT = "programme.edit_rules"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of rule as people see it: its heading, what it means, and what adds one."""

    kind: RuleKind
    title: Any
    meaning: Any
    add: Any


KINDS = (
    Kind(
        RuleKind.EXCLUSION,
        gettext_lazy("Hooguit één"),
        gettext_lazy("Van deze initiatieven komt er ten hoogste één in het plan."),
        gettext_lazy("Nieuwe regel: hooguit één"),
    ),
    Kind(
        RuleKind.EXACTLY_ONE,
        gettext_lazy("Precies één"),
        gettext_lazy("Van deze initiatieven komt er altijd één in het plan, en niet meer."),
        gettext_lazy("Nieuwe regel: precies één"),
    ),
    Kind(
        RuleKind.SYNERGY,
        gettext_lazy("Samen sterker"),
        gettext_lazy("Doet u ze allemaal, dan levert dat extra waarde of uren op."),
        gettext_lazy("Nieuwe regel: samen sterker"),
    ),
    Kind(
        RuleKind.START_LIMIT,
        gettext_lazy("Grens aan starts"),
        gettext_lazy("Van deze initiatieven begint in elk kwartaal maar een aantal."),
        gettext_lazy("Nieuwe grens aan starts"),
    ),
)


def rules(request: MemberRequest) -> HttpResponse:
    """Show what comes before what, and the rules by kind."""
    rows = selectors.rule_rows(actor=request.actor)
    context = {
        "orders": selectors.order_rows(actor=request.actor),
        "kinds": [(kind, [row for row in rows if row.kind == kind.kind]) for kind in KINDS],
        "may_edit": permissions.can(request.actor, ACT),
    }
    return render(request, "programme/rules.html", context)


def edit_order(request: MemberRequest, precedence_id: UUID | None = None) -> HttpResponse:
    """Say which initiative comes before which, or change that."""
    order = _order(request, precedence_id) if precedence_id else None
    offered = selectors.initiative_choices(actor=request.actor)
    chosen = _chosen(request, offered)
    initial = _order_values(order) if order else {"after_id": chosen.id if chosen else None}
    form = EditOrder(form_pages.sent(request), initial=initial, initiatives=offered)

    def write(values: dict[str, Any]) -> None:
        services.save_precedence(actor=request.actor, precedence_id=precedence_id, **values)

    if form_pages.kept(form, write):
        return _back(request, chosen)
    context = {"form": form, "order": order, "back": _back_url(chosen), "chosen": chosen}
    return form_pages.page(request, "programme/order.html", context, form)


def remove_order(request: MemberRequest, precedence_id: UUID) -> HttpResponse:
    """Ask once, with both names; then let them no longer wait for each other."""
    order = _order(request, precedence_id)
    what = _("de volgorde %(before)s, daarna %(after)s") % {
        "before": order.before.code,
        "after": order.after.code,
    }

    def take_away(version: int) -> None:
        services.remove_precedence(
            actor=request.actor, precedence_id=precedence_id, version=version
        )

    goes = _("Het plan mag ze daarna in elke volgorde zetten.")
    return saving.removing(
        request, order.version, what=what, goes=goes, back=LIST, take_away=take_away
    )


def edit_rule(request: MemberRequest, rule_id: UUID | None = None) -> HttpResponse:
    """Add a rule, or change one; the fields follow from its kind."""
    rule = _rule(request, rule_id) if rule_id else None
    kind = _kind(rule.kind if rule else request.GET.get("soort", ""))
    offered = selectors.initiative_choices(actor=request.actor)
    chosen = _chosen(request, offered)
    given = selectors.choices(actor=request.actor)
    form = EditRule(
        form_pages.sent(request),
        initial=_rule_values(rule) if rule else {"code": _next_code(request)},
        kind=kind.kind,
        departments=given.departments,
        leads=sorted({one.lead for one in offered if one.lead}),
    )
    members = _members(request, rule, chosen, offered)
    hours = _hours(request, rule, given.pools) if kind.kind == RuleKind.SYNERGY else None
    parts = [part for part in (members, hours) if part]

    def write(values: dict[str, Any]) -> None:
        _write(request, rule_id, kind, values, members, hours, offered)

    if form_pages.all_of(form, parts, write):
        return _back(request, chosen)
    context = {
        "form": form,
        "kind": kind,
        "rule": rule,
        "members": members,
        "hours": hours,
        "faults": [fault for part in parts for fault in part.faults()],
        "back": _back_url(chosen),
    }
    lines = [line for part in parts for line in part.forms]
    return form_pages.page(request, "programme/rule.html", context, form, *lines)


def remove_rule(request: MemberRequest, rule_id: UUID) -> HttpResponse:
    """Ask once, with the name; then remove the rule."""
    rule = _rule(request, rule_id)

    def take_away(version: int) -> None:
        services.remove_rule(actor=request.actor, rule_id=rule_id, version=version)

    return saving.removing(
        request,
        rule.version,
        what=_("regel %(name)s") % {"name": rule.name},
        goes=_("De initiatieven zelf blijven."),
        back=LIST,
        take_away=take_away,
    )


def _write(
    request: MemberRequest,
    rule_id: UUID | None,
    kind: Kind,
    values: dict[str, Any],
    members: Lines,
    hours: Lines | None,
    offered: Sequence[InitiativeChoice],
) -> None:
    department, lead = values.pop("department_id", None), values.pop("lead", "")
    ids = [line["initiative_id"] for line in members.filled("initiative_id")]
    added = [
        one.id
        for one in offered
        if one.may_start
        and one.id not in ids
        and (one.department_id == department or (lead and one.lead == lead))
    ]
    services.save_rule(
        actor=request.actor,
        rule_id=rule_id,
        kind=kind.kind.value,
        initiative_ids=[*ids, *added],
        hours=[(line["pool_id"], line["hours"]) for line in hours.filled("pool_id")]
        if hours
        else (),
        **values,
    )


def _members(
    request: MemberRequest,
    rule: RuleRow | None,
    chosen: InitiativeChoice | None,
    offered: Sequence[InitiativeChoice],
) -> Lines:
    standing = [one.id for one in rule.initiatives] if rule else [chosen.id] if chosen else []
    return lines_of(
        MemberLine,
        data=form_pages.sent(request),
        initial=[{"initiative_id": one} for one in standing],
        extra=3,
        options={"initiatives": offered},
        prefix="deel",
    )


def _hours(request: MemberRequest, rule: RuleRow | None, pools: Sequence[Any]) -> Lines:
    return lines_of(
        HoursBackLine,
        data=form_pages.sent(request),
        initial=[{"pool_id": x.pool_id, "hours": x.hours} for x in (rule.hours if rule else ())],
        extra=2,
        options={"pools": pools},
        prefix="uren",
    )


def _kind(name: str) -> Kind:
    """Return the kind of this name; a new rule of no known kind is about at most one."""
    return next((kind for kind in KINDS if kind.kind == name), KINDS[0])


def _chosen(request: MemberRequest, offered: Sequence[InitiativeChoice]) -> InitiativeChoice | None:
    """Return the initiative from whose card somebody came, if it is there."""
    wanted = request.GET.get("initiatief", "")
    return next((one for one in offered if str(one.id) == wanted), None)


def _back(request: MemberRequest, chosen: InitiativeChoice | None) -> HttpResponse:
    return form_pages.saved(request, CARD, chosen.id) if chosen else form_pages.saved(request, LIST)


def _back_url(chosen: InitiativeChoice | None) -> str:
    return reverse(CARD, args=[chosen.id]) if chosen else reverse(LIST)


def _order(request: MemberRequest, precedence_id: UUID) -> OrderRow:
    return saving.one(selectors.order_rows(actor=request.actor), precedence_id)


def _rule(request: MemberRequest, rule_id: UUID) -> RuleRow:
    return saving.one(selectors.rule_rows(actor=request.actor), rule_id)


def _order_values(order: OrderRow) -> dict[str, Any]:
    ends = {"before_id": order.before.id, "after_id": order.after.id}
    return ends | {name: getattr(order, name) for name in EditOrder.base_fields if name not in ends}


def _rule_values(rule: RuleRow) -> dict[str, Any]:
    return {name: getattr(rule, name, "") for name in EditRule.base_fields}


def _next_code(request: MemberRequest) -> str:
    return saving.next_code("R", (row.code for row in selectors.rule_rows(actor=request.actor)))
