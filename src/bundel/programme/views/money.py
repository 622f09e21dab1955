"""Money: funds with their end and conditions, what is used, and what expires unspent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.errors import NotFound
from bundel.programme import selectors, sentences, services
from bundel.programme.forms.capacity import EditFund, FundChangeLine
from bundel.programme.selectors import FundRow
from bundel.programme.views import basis, saving
from bundel.ui import form_pages, lists
from bundel.ui.lines import lines_of


def money(request: MemberRequest) -> HttpResponse:
    """Show every fund: what there is, what is used per quarter, and what is left at its end."""
    frame = selectors.programme_frame(actor=request.actor)
    if frame is None:
        return render(request, "programme/no_programme.html", basis.begin(request))
    chosen = basis.chosen(request)
    uses = selectors.money(actor=request.actor, basis=chosen.key)
    context = {
        "funds": selectors.fund_rows(actor=request.actor),
        "uses": uses,
        "quarters": frame.quarters,
        "headline": sentences.money_headline(uses),
        "basis": chosen,
        "may_export": permissions.can(request.actor, "programme.export"),
        "may_edit": permissions.can(request.actor, "programme.edit_capacity"),
    }
    return render(request, "programme/money.html", context)


def money_file(request: MemberRequest, kind: str) -> HttpResponse:
    """Give the use of money per quarter as it stands, as a file."""
    uses = selectors.money(actor=request.actor, basis=basis.chosen(request).key)
    frame = selectors.programme_frame(actor=request.actor)
    headings = (
        *(_("code"), _("geldbron"), _("tot en met"), _("beschikbaar (euro)")),
        *(frame.quarters if frame else ()),
        _("blijft over (euro)"),
    )
    rows = [
        (use.code, use.name, use.end_quarter, use.available_eur, *use.used_eur, use.unspent_eur)
        for use in uses
    ]
    return lists.as_file(kind=kind, name="geld", headings=headings, rows=rows)


def edit(request: MemberRequest, fund_id: UUID | None = None) -> HttpResponse:
    """Add a fund, or change one."""
    fund = _fund(request, fund_id) if fund_id else None
    departments = selectors.choices(actor=request.actor).departments
    form = EditFund(
        form_pages.sent(request), initial=_values(fund, departments), departments=departments
    )

    def write(values: dict[str, Any]) -> None:
        _write(request, fund, values, departments)

    if form_pages.kept(form, write):
        return form_pages.saved(request, "programme:money")
    return form_pages.page(request, "programme/fund.html", {"form": form, "fund": fund}, form)


def changes(request: MemberRequest, fund_id: UUID) -> HttpResponse:
    """Change in which quarters the amount differs from the usual one."""
    fund = _fund(request, fund_id)
    frame = selectors.programme_frame(actor=request.actor)
    lines = lines_of(
        FundChangeLine,
        data=form_pages.sent(request),
        initial=[
            {"quarter": quarter, "eur": eur, "reason": reason}
            for quarter, eur, reason in fund.changes
        ],
        extra=4,
        options={"quarters": frame.quarters if frame else ()},
    )
    form = form_pages.VersionOnly(form_pages.sent(request), initial={"version": fund.version})

    def write(values: dict[str, Any]) -> None:
        wanted = [
            (line["quarter"], line["eur"], line["reason"]) for line in lines.filled("quarter")
        ]
        services.set_fund_changes(
            actor=request.actor, fund_id=fund.id, version=values["version"], lines=wanted
        )

    if saving.both(form, lines, write):
        return form_pages.saved(request, "programme:money")
    context = {"form": form, "lines": lines, "fund": fund}
    return form_pages.page(request, "programme/fund_changes.html", context, form, *lines.forms)


def remove(request: MemberRequest, fund_id: UUID) -> HttpResponse:
    """Ask once, with the name; then remove the fund."""
    fund = _fund(request, fund_id)
    form = form_pages.VersionOnly(form_pages.sent(request), initial={"version": fund.version})

    def take_away(values: dict[str, Any]) -> None:
        services.remove_fund(actor=request.actor, fund_id=fund.id, version=values["version"])

    if form_pages.kept(form, take_away):
        words = _("Geldbron %(name)s is verwijderd.") % {"name": fund.name}
        return form_pages.saved(request, "programme:money", words=words)
    context = {
        "form": form,
        "what": _("geldbron %(name)s") % {"name": fund.name},
        "goes": _("Dit kan alleen als geen initiatief geld uit deze bron vraagt."),
        "back": reverse("programme:money"),
    }
    return form_pages.page(request, "programme/remove.html", context, form)


def _payees(departments: Any, fund: FundRow) -> list[UUID]:
    """Return the departments that a fund may pay; the row knows them by name."""
    return [d.id for d in departments if d.name in fund.payees]


def _write(
    request: MemberRequest, fund: FundRow | None, values: dict[str, Any], departments: Any
) -> None:
    """Save the fund and the departments that it may pay, both or neither."""
    payees = [UUID(text) for text in values.pop("payee_ids")]
    version = values.pop("version")
    with transaction.atomic():
        if fund is None:
            made = services.save_fund(actor=request.actor, **values)
            _pay(request, made, 1, payees)
            return
        if set(payees) != set(_payees(departments, fund)):
            _pay(request, fund.id, version, payees)
            version += 1
        services.save_fund(actor=request.actor, fund_id=fund.id, version=version, **values)


def _pay(request: MemberRequest, fund_id: UUID, version: int, payees: list[UUID]) -> None:
    services.set_fund_payees(
        actor=request.actor, fund_id=fund_id, version=version, department_ids=payees
    )


def _fund(request: MemberRequest, fund_id: UUID) -> FundRow:
    """
    Return one fund.

    Raises:
        NotFound: if there is no such fund.
    """
    rows = selectors.fund_rows(actor=request.actor)
    found = next((row for row in rows if row.id == fund_id), None)
    if found is None:
        raise NotFound
    return found


def _values(fund: FundRow | None, departments: Any) -> dict[str, Any]:
    if fund is None:
        return {}
    values = {name: getattr(fund, name, None) for name in EditFund.base_fields}
    values["payee_ids"] = [str(found) for found in _payees(departments, fund)]
    return values
