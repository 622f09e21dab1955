"""The same request sent twice has one effect and one answer."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from bundel.audit.models import Once
from bundel.errors import Invalid

Answer = Callable[[HttpRequest], HttpResponse]
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
FIELD = "idempotency_key"
KEPT_HEADERS = ("Content-Type", "Location", "ETag", "HX-Redirect", "HX-Trigger")
OTHER_REQUEST = (
    "Deze sleutel hoort bij een ander verzoek. Gebruik voor elk verzoek een nieuwe sleutel."
)
NOBODY = uuid.UUID(int=0)


class OnceOnly:
    """Keeps the answer to each keyed request, and gives it again when the request returns."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """After the view: keep a good answer; after a refusal the key stays free."""
        response = self.get_response(request)
        once: Once | None = getattr(request, "once", None)
        if once is None:
            return response
        if response.status_code >= 400 or response.streaming:
            Once.objects.filter(pk=once.pk).delete()
            return response
        once.status = response.status_code
        once.headers = {name: response[name] for name in KEPT_HEADERS if name in response}
        once.body = response.content
        once.save(update_fields=["status", "headers", "body"])
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Before the view: give the answer again if this request was here before."""
        key = _key(request)
        municipality = getattr(request, "municipality", None)
        if not key or municipality is None:
            return None
        actor = getattr(request, "actor", None)
        once = Once(
            municipality=municipality,
            actor_id=actor.user_id if actor else NOBODY,
            key=key,
            route=request.path[:200],
            digest=_digest(request),
            created_at=timezone.now(),
        )
        try:
            with transaction.atomic():
                # Waits for an equal request that is still at work, then fails here.
                once.save(force_insert=True)
        except IntegrityError:
            return _again(once)
        request.once = once  # type: ignore[attr-defined]  # read back in __call__
        return None


def _key(request: HttpRequest) -> str:
    if request.method in SAFE:
        return ""
    return (request.headers.get("Idempotency-Key") or request.POST.get(FIELD, "")).strip()[:120]


def _digest(request: HttpRequest) -> str:
    """Return a hash of what is asked; a form's boundaries and tokens do not count."""
    total = hashlib.sha256(f"{request.method} {request.get_full_path()}".encode())
    if request.content_type in {
        "multipart/form-data",
        "application/x-www-form-urlencoded",
    }:
        for name in sorted(request.POST):
            if name not in {"csrfmiddlewaretoken", FIELD}:
                total.update(repr((name, request.POST.getlist(name))).encode())
        for name, file in sorted(request.FILES.items()):
            total.update(name.encode())
            for chunk in file.chunks():
                total.update(chunk)
            file.seek(0)
    else:
        total.update(request.body)
    return total.hexdigest()


def _again(asked: Once) -> HttpResponse:
    before = Once.objects.get(actor_id=asked.actor_id, key=asked.key)
    if before.digest != asked.digest or before.status is None:
        refused = HttpResponse(status=422)
        # The outermost layer makes this a page or a problem.
        refused.refusal = Invalid(OTHER_REQUEST)  # type: ignore[attr-defined]
        return refused
    response = HttpResponse(bytes(before.body), status=before.status)
    for name, value in before.headers.items():
        response[name] = value
    response["Idempotency-Replayed"] = "true"
    return response
