"""/hsds/v3: the directory for other programs, in the names of Open Referral HSDS 3.1."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from bundel.accounts import permissions
from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor
from bundel.network.hsds import lists
from bundel.network.hsds.asking import Asked, WrongQuestion, asked
from bundel.network.hsds.document import LISTS, document
from bundel.network.hsds.fields import VERSION
from bundel.network.hsds.objects import Object
from bundel.network.hsds.reader import Reader, reader_of
from bundel.rest.problems import problem

PROFILE = "https://open-referral-uk-profile.readthedocs.io/en/latest/"
View = Callable[..., HttpResponse]


def _answering(view: Callable[..., Any]) -> View:
    """Answer in JSON; a key that is not known is told so, and is no public reading."""

    # No cookie counts here and nothing is written: the file of rights refuses all but reading.
    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, **path: Any) -> HttpResponse:
        if request.headers.get("Authorization") and _actor(request) is None:
            return problem(401)
        try:
            found = view(request, **path)
        except WrongQuestion as wrong:
            errors = [
                {"field": f.field, "in": "query", "code": f.code, "message": f.message}
                for f in wrong.faults
            ]
            return problem(400, str(wrong), errors=errors)
        return JsonResponse(found, json_dumps_params={"ensure_ascii": False})

    return answer


def _actor(request: HttpRequest) -> Actor | None:
    return getattr(request, "actor", None)


def _municipality(request: HttpRequest) -> Municipality:
    found: Municipality | None = getattr(request, "municipality", None)
    if found is None:
        raise Http404
    return found


def _reader(request: HttpRequest) -> Reader:
    actor = _actor(request)
    if actor is not None:
        permissions.require(actor, "network.view")
    return reader_of(
        municipality=_municipality(request),
        actor=actor,
        today=timezone.localdate(),
        root=request.build_absolute_uri(reverse("hsds:base")).rstrip("/"),
    )


def _asked(request: HttpRequest, name: str) -> Asked:
    return asked(request.GET, LISTS[name][1])


def _id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404 from None


@_answering
def base(request: HttpRequest) -> Object:
    """Tell which version and profile this is."""
    municipality = _municipality(request)
    return {
        "version": VERSION,
        "profile": PROFILE,
        "openapi_url": request.build_absolute_uri(reverse("hsds:openapi")),
        "description": _("De sociale kaart van %(name)s.") % {"name": municipality.name},
        "publisher": {"name": municipality.name},
    }


@_answering
def openapi(request: HttpRequest) -> Object:
    """Give the OpenAPI document."""
    return document()


@_answering
def services(request: HttpRequest) -> Object:
    """List services."""
    return lists.services(_reader(request), _asked(request, "services")).as_object()


@_answering
def service(request: HttpRequest, service_id: str) -> Object:
    """Give one service."""
    return lists.service(_reader(request), _id(service_id))


@_answering
def organizations(request: HttpRequest) -> Object:
    """List organisations."""
    return lists.organizations(_reader(request), _asked(request, "organizations")).as_object()


@_answering
def organization(request: HttpRequest, organisation_id: str) -> Object:
    """Give one organisation."""
    wanted = asked(request.GET, ("full_service",))
    return lists.organization(_reader(request), _id(organisation_id), wanted)


@_answering
def service_at_locations(request: HttpRequest) -> Object:
    """List services at their locations."""
    wanted = _asked(request, "service_at_locations")
    return lists.service_at_locations(_reader(request), wanted).as_object()


@_answering
def service_at_location(request: HttpRequest, place_id: str) -> Object:
    """Give one service at one location."""
    return lists.service_at_location(_reader(request), _id(place_id))


@_answering
def taxonomies(request: HttpRequest) -> Object:
    """List taxonomies."""
    return lists.taxonomies(_asked(request, "taxonomies")).as_object()


@_answering
def taxonomy(request: HttpRequest, taxonomy: str) -> Object:
    """Give one taxonomy."""
    return lists.taxonomy(_id(taxonomy))


@_answering
def taxonomy_terms(request: HttpRequest) -> Object:
    """List terms."""
    return lists.taxonomy_terms(_reader(request), _asked(request, "taxonomy_terms")).as_object()


@_answering
def taxonomy_term(request: HttpRequest, term_id: str) -> Object:
    """Give one term."""
    return lists.taxonomy_term(_reader(request), _id(term_id))
