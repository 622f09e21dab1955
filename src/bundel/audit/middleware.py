"""The same request sent twice has one effect and one answer."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.audit.models import Once
from bundel.errors import Conflict, Invalid, Refusal

Answer = Callable[[HttpRequest], HttpResponse]
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
FIELD = "idempotency_key"
LONGEST_KEY = 120
KEPT_HEADERS = ("Content-Type", "Location", "ETag", "HX-Redirect", "HX-Trigger")
FORMS = frozenset({"multipart/form-data", "application/x-www-form-urlencoded"})


class OnceOnly:
    """Keeps the answer to each keyed request, and gives it again when the request returns."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """After the view: keep a good answer; after a refusal the key stays free."""
        response = self.get_response(request)
        once: Once | None = getattr(request, "once", None)
        # After a mishap the whole transaction goes, and the key with it.
        if once is None or response.status_code >= 500:
            return response
        idle = getattr(response, "changed_nothing", False)
        if response.status_code >= 400 or response.streaming or idle:
            Once.objects.filter(pk=once.pk).delete()
            return response
        once.status = response.status_code
        once.headers = {name: response[name] for name in KEPT_HEADERS if name in response}
        once.body = response.content
        if getattr(response, "not_kept", False):
            # What is shown once is not kept to be shown again: the same request leads back.
            once.status, once.headers, once.body = 303, {"Location": request.path}, b""
        once.save(update_fields=["status", "headers", "body"])
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Before the view: give the answer again if this request was here before."""
        key = _key(request)
        actor = getattr(request, "actor", None)
        # Who is not known yet has nothing that a key could protect, only something to overhear.
        if not key or actor is None:
            return None
        if len(key) > LONGEST_KEY:
            return _refused(Invalid(_("Deze sleutel is te lang. Gebruik ten hoogste 120 tekens.")))
        once = Once(
            municipality_id=actor.municipality_id,
            actor_id=actor.key,
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
            return _again(once, by_page=_is_form(request))
        except OperationalError:
            return _refused(Conflict(_("Uw eerste verzoek is nog bezig. Wacht even.")))
        request.once = once  # type: ignore[attr-defined]  # read back in __call__
        return None


def _refused(refusal: Refusal) -> HttpResponse:
    """Return a bare refusal; the outermost layer makes it a page or a problem."""
    bare = HttpResponse(status=refusal.status)
    bare.refusal = refusal  # type: ignore[attr-defined]  # read by refusals.dress
    return bare


def _key(request: HttpRequest) -> str:
    if request.method in SAFE:
        return ""
    sent = request.headers.get("Idempotency-Key")
    if sent is None and _is_form(request):
        sent = request.POST.get(FIELD, "")
    return (sent or "").strip().strip('"')


def _is_form(request: HttpRequest) -> bool:
    """Tell whether a page sent this; what a program sends is left for the API to read."""
    actor = getattr(request, "actor", None)
    return request.content_type in FORMS and (actor is None or actor.token_id is None)


def _digest(request: HttpRequest) -> str:
    """Return a hash of what is asked; a form's boundaries and tokens do not count."""
    total = hashlib.sha256(f"{request.method} {request.get_full_path()}".encode())
    if not _is_form(request):
        total.update(request.body)
        return total.hexdigest()
    for name in sorted(request.POST):
        if name not in {"csrfmiddlewaretoken", FIELD}:
            total.update(repr((name, request.POST.getlist(name))).encode())
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            total.update(repr((name, getattr(file, "name", ""))).encode())
            _add_file(total, file)
    return total.hexdigest()


def _add_file(total: Any, file: Any) -> None:
    if isinstance(file, UploadedFile):
        for chunk in file.chunks():
            total.update(chunk)
        file.seek(0)


def _again(asked: Once, *, by_page: bool) -> HttpResponse:
    before = Once.objects.filter(actor_id=asked.actor_id, key=asked.key).first()
    if before is None:
        return _refused(Conflict(_("Uw eerste verzoek is nog bezig. Wacht even.")))
    if before.digest != asked.digest or before.status is None:
        for_people = _(
            "U verstuurde dit formulier al. Kijk of het bewaard is en open het dan opnieuw."
        )
        for_programs = _("Deze sleutel hoort bij een ander verzoek. Gebruik steeds een nieuwe.")
        refused = _refused(Invalid(for_people if by_page else for_programs))
        # Not the 400 of other wrong requests: the key is what is wrong, not what was asked.
        refused.status_code = 422
        refused.as_sent = True  # type: ignore[attr-defined]  # read by refusals.dress
        return refused
    response = HttpResponse(bytes(before.body), status=before.status)
    for name, value in before.headers.items():
        response[name] = value
    response["Idempotency-Replayed"] = "true"
    return response
