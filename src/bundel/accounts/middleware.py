"""Around every request: one transaction for one municipality, who acts, and may they come in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection, transaction
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.urls import reverse
from django.utils import timezone

from bundel.accounts import permissions, selectors, tenancy
from bundel.accounts.permissions import Actor

Answer = Callable[[HttpRequest], HttpResponse]
# Where programs knock, with a key instead of a session.
API_PREFIXES = ("/api/", "/hsds/")
# All that somebody without a second step may do outside demo mode: make one, or leave.
SECOND_STEP = frozenset(
    {
        "mfa_activate_totp",
        "account_reauthenticate",
        "account_logout",
        "ui:language",
        "ui:accessibility",
        "security-txt",
    }
)


def needs_no_database(request: HttpRequest) -> bool:
    """Tell whether a request is for a file or the life sign, which belong to no municipality."""
    return request.path.startswith("/static/") or request.path == "/leeft"


class OneTransactionPerRequest:
    """Everything a request writes is there when the answer leaves, or nothing of it is."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Find the municipality by the host, and work for it within one transaction."""
        if needs_no_database(request):
            return self.get_response(request)
        host = request.get_host()
        try:
            connection.ensure_connection()
        except OperationalError:
            # The outermost layer makes this a page that needs no database.
            return HttpResponse(status=503, headers={"Retry-After": "10"})
        with transaction.atomic():
            municipality = selectors.municipality_of_host(host=host)
            request.municipality = municipality  # type: ignore[attr-defined]  # MemberRequest
            tenancy.work_for(municipality.id if municipality else None)
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response


class WhoActs:
    """Sets `request.actor`: the person of the session, or the program of the key."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Find out who acts; a key counts on the API only, a session on pages only."""
        if needs_no_database(request):
            return self.get_response(request)
        api = request.path.startswith(API_PREFIXES)
        request.actor = (  # type: ignore[attr-defined]  # MemberRequest
            self._program(request) if api else self._person(request)
        )
        return self.get_response(request)

    def _program(self, request: HttpRequest) -> Actor | None:
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not key:
            return None
        digest = hashlib.sha256(key.strip().encode()).hexdigest()
        return selectors.actor_of_token(digest=digest, now=timezone.now())

    def _person(self, request: HttpRequest) -> Actor | None:
        user: Any = request.user
        if not user.is_authenticated:
            return None
        since = request.session.setdefault("since", timezone.now().timestamp())
        if timezone.now().timestamp() - since > settings.SESSION_ABSOLUTE_AGE.total_seconds():
            logout(request)
            return None
        return selectors.actor_of_user(user=user, channel="web")


class RouteRights:
    """Refuses, before the view runs, every route that the permissions file does not open."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the work is in `process_view`, where the route is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Let in, send to sign-in, or refuse."""
        match = request.resolver_match
        route = match.view_name if match else ""
        method = request.method or "GET"
        methods = permissions.permissions().routes.get(route)
        if not methods:
            raise Http404
        if permissions.act_of_route(route, method) is None:
            return HttpResponseNotAllowed(sorted(methods))
        actor: Actor | None = getattr(request, "actor", None)
        if permissions.may_enter(actor, route, method):
            return None
        if actor is None and not request.path.startswith(API_PREFIXES):
            return redirect_to_login(request.get_full_path())
        if actor is None:
            return HttpResponse(status=401)
        raise PermissionDenied


class SecondStep:
    """Outside demo mode, leads who has no second step to making one, and nowhere else."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the work is in `process_view`, where the route is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Let through who has a second step; send on who has none."""
        actor: Actor | None = getattr(request, "actor", None)
        if settings.DEMO or actor is None or actor.channel != "web":
            return None
        match = request.resolver_match
        if match and match.view_name in SECOND_STEP:
            return None
        if selectors.has_second_step(user_id=actor.user_id):
            return None
        return HttpResponseRedirect(reverse("mfa_activate_totp"))
