"""What may stand in the directory twice: look, decide, make one, undo."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts.requests import MemberRequest
from bundel.core.likeness import Likeness
from bundel.errors import Invalid
from bundel.network.forms.duplicates import LEFT, Decide, MergeTwo, WhichMerge, WhichPair
from bundel.network.models import Kind
from bundel.network.selectors import duplicates as selectors
from bundel.network.selectors.duplicates import PairView, Suggestion
from bundel.network.services import duplicates as services
from bundel.ui import form_pages

PAGES = {
    Kind.ORGANISATION.value: ("network:organisation", "organisation_id"),
    Kind.SERVICE.value: ("network:service", "service_id"),
    Kind.CONTACT.value: ("network:contact", "contact_id"),
    Kind.LOCATION.value: ("network:location_edit", "location_id"),
}


def duplicates(request: MemberRequest) -> HttpResponse:
    """Show the pairs of one kind that may be one, and what was merged."""
    kind = request.GET.get("soort", "")
    kind = kind if kind in Kind.values else Kind.ORGANISATION.value
    found = [_line(one) for one in selectors.suggestions(actor=request.actor, kind=kind)]
    context = {
        "kind": kind,
        "kinds": [(value, label) for value, label in Kind.choices],
        "same": [line for line in found if line["is_same"]],
        "unsure": [line for line in found if not line["is_same"]],
        "different": [
            _line(one) for one in selectors.called_different(actor=request.actor, kind=kind)
        ],
        "merges": [
            (one, Kind(one.kind).label, page_of(one.kind, one.kept_id))
            for one in selectors.merges(actor=request.actor)
        ],
    }
    return render(request, "network/duplicates.html", context)


def pair(request: MemberRequest) -> HttpResponse:
    """Show two rows side by side; say which it is."""
    view = _pair(request)
    form = Decide(form_pages.sent(request), initial={"verdict": view.verdict or None})

    def decide(values: dict[str, Any]) -> None:
        services.decide(
            actor=request.actor,
            kind=view.kind,
            one_id=view.left_id,
            other_id=view.right_id,
            at=timezone.now(),
            **values,
        )

    if form_pages.kept(form, decide):
        return _back(request, view.kind, _("Bewaard."))
    merging = MergeTwo(names=(view.left, view.right), differences=view.differences)
    return form_pages.page(request, "network/duplicate.html", _context(view, form, merging), form)


def merge(request: MemberRequest) -> HttpResponse:
    """Make one of two."""
    view = _pair(request)
    names = (view.left, view.right)
    form = MergeTwo(form_pages.sent(request), names=names, differences=view.differences)

    def write(values: dict[str, Any]) -> None:
        ids = (view.left_id, view.right_id)
        kept, gone = ids if values["keep"] == LEFT else ids[::-1]
        services.merge(
            actor=request.actor,
            kind=view.kind,
            kept_id=kept,
            gone_id=gone,
            from_gone=form.from_other(),
            at=timezone.now(),
        )

    if form_pages.kept(form, write):
        return _back(request, view.kind, _("Samengevoegd. Onderaan kunt u dit terugdraaien."))
    decide = Decide(initial={"verdict": view.verdict or None})
    return form_pages.page(request, "network/duplicate.html", _context(view, decide, form), form)


def undo(request: MemberRequest) -> HttpResponse:
    """Make two of one again."""
    form = WhichMerge(request.POST)
    if not form.is_valid():
        raise Invalid(_("Kies eerst uit de lijst wat u terugdraait."))
    row = services.undo(
        actor=request.actor, merge_id=form.cleaned_data["merge_id"], at=timezone.now()
    )
    return _back(request, row.kind, _("Teruggedraaid. Er zijn er weer twee."))


def page_of(kind: str, pk: object) -> str:
    """Return the page of a row of the directory."""
    route, argument = PAGES[kind]
    return reverse(route, kwargs={argument: pk})


def _pair(request: MemberRequest) -> PairView:
    form = WhichPair(request.GET)
    if not form.is_valid():
        raise Invalid(_("Kies eerst uit de lijst welke twee u bekijkt."))
    asked = form.cleaned_data
    return selectors.pair_view(
        actor=request.actor, kind=asked["soort"], one_id=asked["een"], other_id=asked["ander"]
    )


def _context(view: PairView, form: Decide, merging: MergeTwo) -> dict[str, Any]:
    query = _query(view.kind, view.left_id, view.right_id)
    return {
        "pair": view,
        "form": form,
        "merging": merging,
        "reasons": _reasons(view.likeness),
        "query": query,
        "left_page": page_of(view.kind, view.left_id),
        "right_page": page_of(view.kind, view.right_id),
        "fields": [field for field in merging if field.name != "keep"],
    }


def _back(request: MemberRequest, kind: str, words: str) -> HttpResponse:
    messages.success(request, words)
    answer = redirect(f"{reverse('network:duplicates')}?{urlencode({'soort': kind})}")
    answer.status_code = 303
    return answer


def _line(one: Suggestion) -> dict[str, Any]:
    return {
        "pair": one,
        "is_same": one.verdict == "same"
        or (not one.verdict and one.likeness is not None and one.likeness.verdict == "same"),
        "reasons": _reasons(one.likeness) if one.likeness else [],
        "href": f"{reverse('network:duplicate')}?{_query(one.kind, one.left_id, one.right_id)}",
    }


def _query(kind: str, left: object, right: object) -> str:
    return urlencode({"soort": kind, "een": left, "ander": right})


def _reasons(alike: Likeness) -> list[str]:
    """Say why two rows look alike."""
    words = {
        "name": _("dezelfde naam"),
        "near_name": _("namen lijken %(percent)s%% op elkaar")
        % {"percent": round(alike.name_share * 100)},
        "email": _("hetzelfde e-mailadres"),
        "phone": _("hetzelfde telefoonnummer"),
        "site": _("dezelfde website"),
        "address": _("hetzelfde adres"),
        "owner": _("van dezelfde partner"),
        "area": _("hetzelfde gebied"),
    }
    return [words[reason] for reason in alike.reasons]
