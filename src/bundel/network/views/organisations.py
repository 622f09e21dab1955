"""Partners: the list, one partner, and what is done with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.network.forms.organisations import EditOrganisation, MoveOrganisation, Phone
from bundel.network.models import OrganisationState
from bundel.network.selectors import choices, directory
from bundel.network.selectors import contacts as people
from bundel.network.selectors.directory import AWAY, PartnerView, Wanted
from bundel.network.selectors.together import together
from bundel.network.services import organisations
from bundel.ui import form_pages, lists
from bundel.ui.lines import Lines, lines_of


def organisations_list(request: MemberRequest) -> HttpResponse:
    """Show the partners that are asked for."""
    kinds = choices.terms(actor=request.actor)["organisation_kind"]
    areas = choices.area_options(actor=request.actor)
    may_manage = permissions.can(request.actor, "network.manage")
    wanted = _wanted(request, kinds, areas)
    page = directory.partners(
        actor=request.actor,
        wanted=wanted,
        number=_number(request.GET.get("page", "")),
        now=timezone.now(),
        today=timezone.localdate(),
    )
    context = {
        "page": page,
        "wanted": wanted,
        "kinds": [("", _("elke soort")), *kinds],
        "areas": [("", _("heel de gemeente")), *(o for _label, group in areas for o in group)],
        "states": _states(may_manage=may_manage),
        "freshness": [
            ("", _("vers of niet")),
            ("stale", _("niet meer bevestigd")),
            ("fresh", _("alles bevestigd")),
        ],
        "may_add": may_manage,
        "may_export": permissions.can(request.actor, "network.export"),
        "may_keep": permissions.can(request.actor, "network.edit"),
        "may_manage": may_manage,
        "own_id": request.actor.organisation_id,
    }
    template = "network/organisations.html" + ("#lijst" if request.htmx else "")
    return render(request, template, context)


def organisations_file(request: MemberRequest, kind: str) -> HttpResponse:
    """Give the list as it stands, as a file."""
    kinds = choices.terms(actor=request.actor)["organisation_kind"]
    areas = choices.area_options(actor=request.actor)
    rows = directory.exported_partners(
        actor=request.actor,
        wanted=_wanted(request, kinds, areas),
        now=timezone.now(),
        today=timezone.localdate(),
    )
    headings = (_("naam"), _("soort"), _("status"), _("diensten"), _("met plek"), _("bevestigd"))
    lines = [
        (
            row.name,
            row.kind,
            row.state_label,
            row.services,
            row.with_room,
            _("nee") if row.is_stale else _("ja"),
        )
        for row in rows
    ]
    return lists.as_file(kind=kind, name="partners", headings=headings, rows=lines)


def organisation(request: MemberRequest, organisation_id: UUID) -> HttpResponse:
    """Show one partner with what it offers and who works there."""
    view = _partner(request, organisation_id)
    if view.merged_into_id:
        return redirect("network:organisation", view.merged_into_id)
    left = (
        people.left_with_strings(actor=request.actor, organisation_id=view.id)
        if view.may_edit
        else ()
    )
    context = {
        "partner": view,
        "left": left,
        "today": timezone.localdate(),
        "together": together(
            actor=request.actor,
            organisation_id=view.id,
            now=timezone.now(),
            today=timezone.localdate(),
        ),
    }
    return render(request, "network/organisation.html", context)


def new(request: MemberRequest) -> HttpResponse:
    """Add a partner."""
    kinds = choices.terms(actor=request.actor)["organisation_kind"]
    form = EditOrganisation(form_pages.sent(request), kinds=kinds)
    phones = _phone_lines(request, ())
    made: list[UUID] = []

    def write(values: dict[str, Any]) -> None:
        values.pop("version")
        made.append(
            organisations.add_organisation(
                actor=request.actor, at=timezone.now(), phones=phones.filled("number"), **values
            )
        )

    if form_pages.all_of(form, (phones,), write):
        return form_pages.saved(request, "network:organisation", made[0])
    context = {"form": form, "phones": phones, "partner": None}
    return form_pages.page(request, "network/organisation_edit.html", context, form, *phones.forms)


def edit(request: MemberRequest, organisation_id: UUID) -> HttpResponse:
    """Change what is said of a partner."""
    view = _partner(request, organisation_id)
    organisations.find(request.actor, organisation_id, organisations.EDIT)
    kinds = choices.terms(actor=request.actor)["organisation_kind"]
    initial = {name: getattr(view, name) for name in EditOrganisation.base_fields}
    form = EditOrganisation(form_pages.sent(request), initial=initial, kinds=kinds)
    phones = _phone_lines(request, view.phones)

    def write(values: dict[str, Any]) -> None:
        organisations.save_organisation(
            actor=request.actor,
            organisation_id=view.id,
            at=timezone.now(),
            phones=phones.filled("number"),
            **values,
        )

    if form_pages.all_of(form, (phones,), write):
        return form_pages.saved(request, "network:organisation", view.id)
    context = {"form": form, "phones": phones, "partner": view}
    return form_pages.page(request, "network/organisation_edit.html", context, form, *phones.forms)


def move(request: MemberRequest, organisation_id: UUID) -> HttpResponse:
    """Say whether a partner takes part, pauses or has ended."""
    view = _partner(request, organisation_id)
    initial = {"version": view.version, "state": view.state}
    form = MoveOrganisation(form_pages.sent(request), initial=initial)

    def write(values: dict[str, Any]) -> None:
        organisations.set_state(
            actor=request.actor, organisation_id=view.id, at=timezone.now(), **values
        )

    if form_pages.kept(form, write):
        return form_pages.saved(request, "network:organisation", view.id)
    context = {"form": form, "partner": view}
    return form_pages.page(request, "network/organisation_state.html", context, form)


def archive(request: MemberRequest, organisation_id: UUID) -> HttpResponse:
    """Ask once, with the name; then put the partner away."""
    view = _partner(request, organisation_id)
    form = form_pages.VersionOnly(form_pages.sent(request), initial={"version": view.version})

    def put_away(values: dict[str, Any]) -> None:
        organisations.archive_organisation(
            actor=request.actor, organisation_id=view.id, at=timezone.now(), **values
        )

    if form_pages.kept(form, put_away):
        words = _("%(name)s is weggelegd. U vindt dit terug onder weggelegd.") % {"name": view.name}
        return form_pages.saved(request, "network:organisations", words=words)
    context = {"form": form, "partner": view}
    return form_pages.page(request, "network/organisation_archive.html", context, form)


def restore(request: MemberRequest, organisation_id: UUID) -> HttpResponse:
    """Take back a partner that was put away."""
    organisations.restore_organisation(
        actor=request.actor, organisation_id=organisation_id, at=timezone.now()
    )
    return form_pages.saved(request, "network:organisation", organisation_id)


def _partner(request: MemberRequest, organisation_id: UUID) -> PartnerView:
    return directory.partner(
        actor=request.actor,
        organisation_id=organisation_id,
        now=timezone.now(),
        today=timezone.localdate(),
    )


def _phone_lines(request: MemberRequest, phones: Any) -> Lines:
    initial = [{"number": one.number, "description": one.description} for one in phones]
    data = form_pages.sent(request)
    return lines_of(Phone, data=data, initial=initial, extra=2, prefix="telefoon")


def _wanted(request: MemberRequest, kinds: Any, areas: Any) -> Wanted:
    """Return what the address asks for; what we do not know asks for nothing."""
    known_areas = {pk for _label, group in areas for pk, _name in group}
    kind, area = request.GET.get("soort", ""), request.GET.get("gebied", "")
    return Wanted(
        text=request.GET.get("naam", "").strip()[:100],
        kind=kind if kind in dict(kinds) else "",
        area=area if area in known_areas else "",
        state=request.GET.get("status", ""),
        fresh=request.GET.get("vers", ""),
    )


def _states(*, may_manage: bool) -> list[tuple[str, str]]:
    states = [("", _("elke status"))]
    states += [(state.value, str(state.label)) for state in OrganisationState]
    return [*states, (AWAY, _("weggelegd"))] if may_manage else states


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 1
