"""Services: one page with what a helper wants to know, and what its partner keeps of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts.requests import MemberRequest
from bundel.network.forms.offers import DAYS, LISTS, Cost, EditRoom, EditService, Opening, Times
from bundel.network.forms.organisations import Phone
from bundel.network.models import Room, Taxonomy
from bundel.network.selectors import choices
from bundel.network.selectors import offers as seen
from bundel.network.selectors.offers import ServiceView
from bundel.network.services import offers, organisations
from bundel.ui import form_pages
from bundel.ui.lines import Lines, lines_of

OWN_FIELDS = (
    "name",
    "alternate_name",
    "description",
    "status",
    "application_process",
    "contact_id",
    "email",
    "url",
    "interpretation_services",
    "eligibility_description",
    "minimum_age",
    "maximum_age",
    "income_limit_pct",
    "fees_description",
    "needs_agreement",
)
# What the answer looks like: a word, a tone.
ROOM_TONES = {
    Room.YES: "good",
    Room.WAITING_LIST: "wait",
    Room.AFTER_ASSESSMENT: "info",
    Room.NO: "stop",
    Room.UNKNOWN: "neutral",
}

# How the page calls each list of words.
LABELS = {
    Taxonomy.NEED: gettext_lazy("Helpt met"),
    Taxonomy.TARGET_GROUP: gettext_lazy("Doelgroep"),
    Taxonomy.TENURE: gettext_lazy("Woonsituatie"),
    Taxonomy.HEAT_SOURCE: gettext_lazy("Warmtebron"),
    Taxonomy.REACH_ROUTE: gettext_lazy("Bereikt bewoners via"),
}


def service(request: MemberRequest, service_id: UUID) -> HttpResponse:
    """Show one service, room first."""
    view = _service(request, service_id)
    if view.merged_into_id:
        return redirect("network:service", view.merged_into_id)
    context = {
        "service": view,
        "tone": ROOM_TONES[Room(view.line.room)],
        "answers": _answers(view),
        "days": dict(DAYS),
        "lists": [
            (label, view.terms[key.value]) for key, label in LABELS.items() if view.terms.get(key)
        ],
    }
    return render(request, "network/service.html", context)


def new(request: MemberRequest, organisation_id: UUID) -> HttpResponse:
    """Add a service to a partner."""
    owner = organisations.find(request.actor, organisation_id, organisations.EDIT)
    form = _form(request, organisation_id, None)
    phones, costs = _lines(request, None)
    made: list[UUID] = []

    def write(values: dict[str, Any]) -> None:
        values.pop("version")
        made.append(
            offers.add_service(
                actor=request.actor,
                organisation_id=organisation_id,
                at=timezone.now(),
                **_given(values, phones, costs, None),
            )
        )

    if form_pages.all_of(form, (phones, costs), write):
        words = _("Bewaard. Vul nu in waar en wanneer deze dienst er is.")
        return form_pages.saved(request, "network:service_times", made[0], words=words)
    return _edit_page(request, form, phones, costs, {"service": None, "owner": owner})


def edit(request: MemberRequest, service_id: UUID) -> HttpResponse:
    """Change what is said of a service."""
    view = _own_service(request, service_id)
    form = _form(request, view.organisation_id, view)
    phones, costs = _lines(request, view)

    def write(values: dict[str, Any]) -> None:
        version = values.pop("version")
        offers.save_service(
            actor=request.actor,
            service_id=service_id,
            version=version or 0,
            at=timezone.now(),
            **_given(values, phones, costs, view),
        )

    if form_pages.all_of(form, (phones, costs), write):
        return form_pages.saved(request, "network:service", service_id)
    return _edit_page(request, form, phones, costs, {"service": view, "owner": None})


def times(request: MemberRequest, service_id: UUID) -> HttpResponse:
    """Change where and when a service is given."""
    view = _own_service(request, service_id)
    places = choices.locations(organisation_id=view.organisation_id)
    here = [str(place.location.id) for place in view.places]
    initial = {"version": view.line.version, "locations": here}
    form = Times(form_pages.sent(request), initial=initial, locations=places)
    lines = lines_of(
        Opening,
        data=form_pages.sent(request),
        initial=_openings(view),
        extra=3,
        options={"locations": places},
        prefix="tijd",
    )

    def write(values: dict[str, Any]) -> None:
        told = {str(place.location.id): place.description for place in view.places}
        offers.save_service(
            actor=request.actor,
            service_id=service_id,
            version=values["version"],
            at=timezone.now(),
            locations=[
                {"location": UUID(pk), "description": told.get(pk, "")}
                for pk in values["locations"]
            ],
            schedules=lines.filled("weekday"),
        )

    if form_pages.all_of(form, (lines,), write):
        return form_pages.saved(request, "network:service", service_id)
    context = {"form": form, "lines": lines, "service": view, "has_places": bool(places)}
    return form_pages.page(request, "network/service_times.html", context, form, *lines.forms)


def room(request: MemberRequest, service_id: UUID) -> HttpResponse:
    """Say whether there is room: on the page of the service one tap, here with weeks and a note."""
    view = _service(request, service_id)
    offers.find(request.actor, service_id, offers.ROOM)
    initial = {
        "version": view.line.version,
        "room": view.line.room,
        "waiting_weeks": view.line.waiting_weeks,
        "room_note": view.room_note,
    }
    form = EditRoom(form_pages.sent(request), initial=initial)

    def write(values: dict[str, Any]) -> None:
        # One tap brings no words along: those that stand are kept with the same answer.
        if "room_note" not in request.POST and values["room"] == view.line.room:
            values |= {"waiting_weeks": view.line.waiting_weeks, "room_note": view.room_note}
        offers.set_room(actor=request.actor, service_id=service_id, at=timezone.now(), **values)

    if form_pages.kept(form, write):
        words = _("Bewaard. Iedereen ziet nu of er plek is.")
        return form_pages.saved(request, "network:service", service_id, words=words)
    context = {"form": form, "service": view}
    return form_pages.page(request, "network/service_room.html", context, form)


def archive(request: MemberRequest, service_id: UUID) -> HttpResponse:
    """Ask once, with the name; then put the service away."""
    view = _service(request, service_id)
    offers.find(request.actor, service_id, offers.EDIT, away=True)
    form = form_pages.VersionOnly(form_pages.sent(request), initial={"version": view.line.version})

    def put_away(values: dict[str, Any]) -> None:
        offers.archive_service(
            actor=request.actor, service_id=service_id, at=timezone.now(), **values
        )

    if form_pages.kept(form, put_away):
        words = _("%(name)s is weggelegd. U kunt dit terughalen.") % {"name": view.line.name}
        return form_pages.saved(request, "network:organisation", view.organisation_id, words=words)
    context = {"form": form, "service": view}
    return form_pages.page(request, "network/service_archive.html", context, form)


def restore(request: MemberRequest, service_id: UUID) -> HttpResponse:
    """Take back a service that was put away."""
    offers.restore_service(actor=request.actor, service_id=service_id, at=timezone.now())
    return form_pages.saved(request, "network:service", service_id)


def _service(request: MemberRequest, service_id: UUID) -> ServiceView:
    return seen.service(
        actor=request.actor,
        service_id=service_id,
        now=timezone.now(),
        today=timezone.localdate(),
    )


def _own_service(request: MemberRequest, service_id: UUID) -> ServiceView:
    """Return a service that the actor may change."""
    view = _service(request, service_id)
    offers.find(request.actor, service_id, offers.EDIT)
    return view


def _answers(view: ServiceView) -> list[dict[str, Any]]:
    """Return the four answers as buttons; the one that stands is marked."""
    return [
        {"value": choice.value, "label": choice.label, "is_now": choice == view.line.room}
        for choice in Room
        if choice != Room.UNKNOWN
    ]


def _form(request: MemberRequest, organisation_id: UUID, view: ServiceView | None) -> EditService:
    initial: dict[str, Any] = {}
    if view is not None:
        initial = {
            "version": view.line.version,
            "name": view.line.name,
            "status": view.line.status,
            "needs_agreement": view.line.needs_agreement,
            "areas": [str(pk) for pk in view.area_ids],
            "languages": [language.code for language in view.languages],
        }
        known = ("name", "status", "needs_agreement")
        initial |= {name: getattr(view, name) for name in OWN_FIELDS if name not in known}
        initial |= {taxonomy.value: [str(pk) for pk in view.term_ids] for taxonomy in LISTS}
    kept_areas = {str(pk) for pk in view.area_ids} if view else set()
    return EditService(
        form_pages.sent(request),
        initial=initial,
        terms=choices.terms(actor=request.actor),
        areas=choices.large_area_options(actor=request.actor, kept=kept_areas),
        languages=choices.languages(),
        contacts=choices.colleagues(actor=request.actor, organisation_id=organisation_id),
    )


def _lines(request: MemberRequest, view: ServiceView | None) -> tuple[Lines, Lines]:
    data = form_pages.sent(request)
    phones = [
        {"number": one.number, "description": one.description}
        for one in (view.phones if view else ())
    ]
    costs = [
        {"option": one.option, "amount_eur": one.amount_eur, "description": one.description}
        for one in (view.costs if view else ())
    ]
    return (
        lines_of(Phone, data=data, initial=phones, extra=2, prefix="telefoon"),
        lines_of(Cost, data=data, initial=costs, extra=2, prefix="kosten"),
    )


def _given(
    values: dict[str, Any], phones: Lines, costs: Lines, view: ServiceView | None
) -> dict[str, Any]:
    """Return the values of the form as the act wants them."""
    notes = {language.code: language.note for language in view.languages} if view else {}
    chosen = [UUID(pk) for taxonomy in LISTS for pk in values[taxonomy.value]]
    return {name: values[name] for name in OWN_FIELDS} | {
        "terms": chosen,
        "areas": [UUID(pk) for pk in values["areas"]],
        "languages": [{"code": code, "note": notes.get(code, "")} for code in values["languages"]],
        "phones": phones.filled("number"),
        "costs": [
            line.cleaned_data
            for line in costs.forms
            if any(value not in ("", None) for value in line.cleaned_data.values())
        ],
    }


def _openings(view: ServiceView) -> list[dict[str, Any]]:
    everywhere = [*view.openings, *(one for place in view.places for one in place.openings)]
    return [
        {
            "weekday": one.weekday,
            "opens_at": one.opens_at,
            "closes_at": one.closes_at,
            "location": str(one.location_id) if one.location_id else "",
            "valid_from_date": one.valid_from_date,
            "valid_to_date": one.valid_to_date,
            "note": one.note,
        }
        for one in sorted(everywhere, key=lambda one: (one.weekday, str(one.opens_at)))
    ]


def _edit_page(
    request: MemberRequest, form: EditService, phones: Lines, costs: Lines, more: dict[str, Any]
) -> HttpResponse:
    context = {"form": form, "phones": phones, "costs": costs} | more
    forms = (form, *phones.forms, *costs.forms)
    return form_pages.page(request, "network/service_edit.html", context, *forms)
