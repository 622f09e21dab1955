"""Places of partners."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts.requests import MemberRequest
from bundel.network.forms.locations import EditLocation
from bundel.network.forms.organisations import Phone
from bundel.network.models import Kind, Location
from bundel.network.selectors import choices
from bundel.network.services import duplicates, locations, organisations
from bundel.network.services.locations import FIELDS
from bundel.ui import form_pages
from bundel.ui.lines import Lines, lines_of


def new(request: MemberRequest, organisation_id: UUID) -> HttpResponse:
    """Add a place to a partner."""
    owner = organisations.find(request.actor, organisation_id, organisations.EDIT)
    form = _form(request, None)
    phones = _phones(request, None)

    def write(values: dict[str, Any]) -> None:
        values.pop("version")
        locations.add_location(
            actor=request.actor,
            organisation_id=owner.pk,
            at=timezone.now(),
            phones=phones.filled("number"),
            **values,
        )

    if form_pages.all_of(form, (phones,), write):
        return form_pages.saved(request, "network:organisation", owner.pk)
    context = {"form": form, "phones": phones, "location": None, "owner": owner}
    return form_pages.page(request, "network/location_edit.html", context, form, *phones.forms)


def edit(request: MemberRequest, location_id: UUID) -> HttpResponse:
    """Change a place."""
    kept = duplicates.kept_instead(actor=request.actor, kind=Kind.LOCATION, gone_id=location_id)
    if kept:
        return redirect("network:location_edit", kept)
    row = locations.find(request.actor, location_id)
    form = _form(request, row)
    phones = _phones(request, row)

    def write(values: dict[str, Any]) -> None:
        locations.save_location(
            actor=request.actor,
            location_id=location_id,
            at=timezone.now(),
            phones=phones.filled("number"),
            **values,
        )

    if form_pages.all_of(form, (phones,), write):
        return form_pages.saved(request, "network:organisation", row.organisation_id)
    context = {"form": form, "phones": phones, "location": row, "owner": row.organisation}
    return form_pages.page(request, "network/location_edit.html", context, form, *phones.forms)


def remove(request: MemberRequest, location_id: UUID) -> HttpResponse:
    """Ask once, with the name; then remove the place."""
    row = locations.find(request.actor, location_id)
    name, owner_id = row.name, row.organisation_id
    form = form_pages.VersionOnly(form_pages.sent(request), initial={"version": row.version})

    def take_away(values: dict[str, Any]) -> None:
        locations.remove_location(actor=request.actor, location_id=location_id, **values)

    if form_pages.kept(form, take_away):
        words = _("Locatie %(name)s is verwijderd.") % {"name": name}
        return form_pages.saved(request, "network:organisation", owner_id, words=words)
    context = {"form": form, "location": row}
    return form_pages.page(request, "network/location_remove.html", context, form)


def _form(request: MemberRequest, row: Location | None) -> EditLocation:
    names = FIELDS & set(EditLocation.base_fields)
    initial = {name: getattr(row, name) for name in names} | {"version": row.version} if row else {}
    groups = choices.area_options(actor=request.actor)
    return EditLocation(form_pages.sent(request), initial=initial, areas=groups)


def _phones(request: MemberRequest, row: Location | None) -> Lines:
    there = row.phones.values("number", "description") if row else ()
    data = form_pages.sent(request)
    return lines_of(Phone, data=data, initial=list(there), extra=2, prefix="telefoon")
