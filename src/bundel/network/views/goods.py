"""Pages of goods and hours: what is there, what fits, and how it changes hands."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.errors import NotAllowed, NotFound
from bundel.network.forms.goods import EditGoods, NewGoods, Reserve
from bundel.network.models import Side
from bundel.network.selectors import choices, partners
from bundel.network.selectors import goods as selectors
from bundel.network.selectors.goods import GoodsView, Wanted
from bundel.network.services import goods as services
from bundel.network.services import handing_over
from bundel.ui.form_pages import VersionOnly, kept, page, saved, sent

FIELDS = services.EDITABLE


def goods(request: MemberRequest) -> HttpResponse:
    """Show what partners have and need."""
    actor = request.actor
    kinds = choices.terms(actor=actor)["goods_kind"]
    areas = [one for _label, group in choices.large_area_options(actor=actor) for one in group]
    wanted = Wanted(
        request.GET.get("soort", ""),
        partners.one_of(request.GET.get("wat", ""), kinds),
        partners.one_of(request.GET.get("gebied", ""), areas),
        "eigen" if request.GET.get("van") == "eigen" and actor.organisation_id else "",
    )
    now, today = timezone.now(), timezone.localdate()
    whose = [("", _("alle partners")), ("eigen", _("uw organisatie"))]
    context = {
        "rows": selectors.goods_list(actor=actor, wanted=wanted, today=today, now=now),
        "unused": selectors.unused(actor=actor, today=today, now=now),
        "wanted": wanted,
        "sides": [
            ("", _("vraag en aanbod")),
            (Side.OFFER.value, _("aanbod")),
            (Side.REQUEST.value, _("vraag")),
        ],
        "kinds": [("", _("alle soorten")), *kinds],
        "areas": [("", _("heel de gemeente")), *areas],
        "whose": whose if actor.organisation_id else [],
        "may_add": permissions.can(actor, services.ACT),
    }
    template = "network/goods.html" + ("#lijst" if request.htmx else "")
    return render(request, template, context)


def new(request: MemberRequest) -> HttpResponse:
    """Offer or ask something; on a phone in a minute."""
    asked = request.GET.get("soort", "")
    start = {
        "side": asked if asked in Side.values else Side.OFFER,
        "organisation_id": request.actor.organisation_id,
    }
    form = NewGoods(
        sent(request),
        initial=start,
        organisations=partners.organisations_for(actor=request.actor, act=services.ACT),
        **_choices(request, request.actor.organisation_id),
    )
    made: list[UUID] = []

    def write(values: dict[str, Any]) -> None:
        values.pop("version")
        made.append(services.add_goods(actor=request.actor, at=timezone.now(), **values))

    if kept(form, write):
        return saved(request, "network:goods_item", made[0])
    return page(request, "network/goods_edit.html", {"form": form, "item": None}, form)


def item(request: MemberRequest, goods_id: UUID) -> HttpResponse:
    """Show an offer or a request, what fits and why, and reserve it."""
    found = _find(request, goods_id)
    form = _reserve_form(request, found)
    made: list[UUID] = []

    def write(values: dict[str, Any]) -> None:
        made.append(_reserve(request, found, values))

    if kept(form, write):
        words = _("Gereserveerd. Bel nu om af te spreken hoe u het overdraagt.")
        return saved(request, "network:goods_item", goods_id, words=words)
    now, today = timezone.now(), timezone.localdate()
    context = {
        "item": found,
        "form": form,
        "call": selectors.caller(actor=request.actor, goods_id=goods_id),
        "matches": selectors.matches_of(actor=request.actor, goods_id=goods_id),
        "fits": selectors.suggestions(actor=request.actor, goods=found, today=today, now=now),
        "may_act": permissions.can(request.actor, services.ACT),
        "is_own": found.organisation_id == request.actor.organisation_id,
    }
    return page(request, "network/goods_item.html", context, form)


def edit(request: MemberRequest, goods_id: UUID) -> HttpResponse:
    """Say it otherwise."""
    found = _own(request, goods_id)
    initial = {name: getattr(found, name) for name in FIELDS} | {"version": found.version}
    options = _choices(request, found.organisation_id)
    form = EditGoods(sent(request), initial=initial, **options)

    def write(values: dict[str, Any]) -> None:
        services.edit_goods(actor=request.actor, goods_id=goods_id, **values)

    if kept(form, write):
        return saved(request, "network:goods_item", goods_id)
    return page(request, "network/goods_edit.html", {"form": form, "item": found}, form)


def renew(request: MemberRequest, goods_id: UUID) -> HttpResponse:
    """Say that it is still there."""
    found = _own(request, goods_id)

    def write(values: dict[str, Any]) -> None:
        services.renew_goods(
            actor=request.actor, goods_id=goods_id, at=timezone.now(), version=values["version"]
        )

    return _decide(request, found.version, write, goods_id, found)


def withdraw(request: MemberRequest, goods_id: UUID) -> HttpResponse:
    """Take it back."""
    found = _own(request, goods_id)

    def write(values: dict[str, Any]) -> None:
        services.withdraw_goods(actor=request.actor, goods_id=goods_id, version=values["version"])

    return _decide(request, found.version, write, goods_id, found)


def hand_over(request: MemberRequest, goods_id: UUID, match_id: UUID) -> HttpResponse:
    """Say that it changed hands."""
    found = _of_match(request, goods_id, match_id)

    def write(values: dict[str, Any]) -> None:
        handing_over.hand_over(
            actor=request.actor, match_id=match_id, at=timezone.now(), version=values["version"]
        )

    return _decide(request, found.version, write, goods_id, found)


def break_off(request: MemberRequest, goods_id: UUID, match_id: UUID) -> HttpResponse:
    """Let a reservation go."""
    found = _of_match(request, goods_id, match_id)

    def write(values: dict[str, Any]) -> None:
        handing_over.break_off(
            actor=request.actor, match_id=match_id, at=timezone.now(), version=values["version"]
        )

    return _decide(request, found.version, write, goods_id, found)


def _decide(
    request: MemberRequest, version: int, write: Any, goods_id: UUID, found: GoodsView
) -> HttpResponse:
    """Do what one button asks; what is refused is told on a page with the way back."""
    form = VersionOnly(sent(request), initial={"version": version})
    if kept(form, write):
        return saved(request, "network:goods_item", goods_id)
    return page(request, "network/goods_refused.html", {"form": form, "item": found}, form)


def _find(request: MemberRequest, goods_id: UUID) -> GoodsView:
    return selectors.goods_view(
        actor=request.actor, goods_id=goods_id, today=timezone.localdate(), now=timezone.now()
    )


def _own(request: MemberRequest, goods_id: UUID) -> GoodsView:
    """Return what the reader may change."""
    found = _find(request, goods_id)
    if not found.may_edit:
        raise NotAllowed
    return found


def _of_match(request: MemberRequest, goods_id: UUID, match_id: UUID) -> GoodsView:
    """Return the goods of a reservation that the reader may end."""
    found = _find(request, goods_id)
    matches = selectors.matches_of(actor=request.actor, goods_id=goods_id)
    match = next((one for one in matches if one.id == match_id), None)
    if match is None:
        raise NotFound
    if not match.may_end:
        raise NotAllowed
    return found


def _choices(request: MemberRequest, organisation_id: UUID | None) -> dict[str, Any]:
    actor = request.actor
    people = (
        choices.colleagues(actor=actor, organisation_id=organisation_id) if organisation_id else []
    )
    return {
        "kinds": choices.terms(actor=actor)["goods_kind"],
        "areas": choices.large_area_options(actor=actor),
        "people": people,
    }


def _reserve_form(request: MemberRequest, found: GoodsView) -> Reserve:
    takers = partners.organisations_for(actor=request.actor, act=services.ACT)
    start = {"amount": found.left, "taker_id": request.actor.organisation_id}
    form = Reserve(sent(request), initial=start, takers=takers)
    if not found.is_offer:
        form.fields["taker_id"].label = _("Welke organisatie geeft dit?")
    for name in ("offer_id", "request_id"):
        given = request.POST.get(name, "")
        form.fields[name].choices = [("", ""), (given, given)] if partners.is_id(given) else []  # type: ignore[attr-defined]  # an IdField, whose choices are set here
    return form


def _reserve(request: MemberRequest, found: GoodsView, values: dict[str, Any]) -> UUID:
    """Reserve an offer, for a request or not; or give what is asked without an offer."""
    at, taker_id = timezone.now(), values.pop("taker_id") or request.actor.organisation_id
    offer_id, request_id = values.pop("offer_id"), values.pop("request_id")
    if found.is_offer:
        return handing_over.reserve(
            actor=request.actor,
            at=at,
            offer_id=found.id,
            request_id=request_id,
            taker_id=taker_id,
            **values,
        )
    if offer_id:
        return handing_over.reserve(
            actor=request.actor, at=at, offer_id=offer_id, request_id=found.id, **values
        )
    return handing_over.answer_request(
        actor=request.actor, at=at, request_id=found.id, organisation_id=taker_id, **values
    )
