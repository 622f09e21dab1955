"""Is it still right? Confirming, what partners said is wrong, and the settings of asking."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.network.forms.freshness import EditSettings
from bundel.network.selectors import freshness as seen
from bundel.network.services import asking, choosing, freshness
from bundel.ui import form_pages


def overview(request: MemberRequest) -> HttpResponse:
    """Show what is said to be wrong, and which partners do not answer."""
    return _overview(request, form_pages.Nothing())


def ask(request: MemberRequest, organisation_id: UUID) -> HttpResponse:
    """Ask a partner at once, by mail, whether all of it is still right."""
    form = form_pages.Nothing(request.POST)
    mailed: list[bool] = []

    def write(_values: dict[str, Any]) -> None:
        mailed.append(
            asking.ask_now(actor=request.actor, organisation_id=organisation_id, at=timezone.now())
        )

    if form_pages.kept(form, write):
        words = (
            _("De vraag is onderweg per mail.") if mailed[0] else _("Vandaag is dit al gevraagd.")
        )
        return form_pages.saved(request, "network:freshness", words=words)
    return _overview(request, form)


def _overview(request: MemberRequest, form: form_pages.Nothing) -> HttpResponse:
    context = {
        "form": form,
        "told": seen.told_wrong(actor=request.actor),
        "asked": seen.asked_partners(actor=request.actor, now=timezone.now()),
        "months": seen.settings_of(request.actor.municipality_id).confirm_months,
        "may_manage": permissions.can(request.actor, "network.manage"),
    }
    return form_pages.page(request, "network/freshness.html", context, form)


def confirm_service(request: MemberRequest, service_id: UUID) -> HttpResponse:
    """Say that one service still holds."""
    freshness.confirm_service(actor=request.actor, service_id=service_id, at=timezone.now())
    words = _("Bevestigd. Iedereen ziet dat dit klopt.")
    return form_pages.saved(request, "network:service", service_id, words=words)


def confirm_organisation(request: MemberRequest, organisation_id: UUID) -> HttpResponse:
    """Say that all services of a partner still hold."""
    count = freshness.confirm_all(
        actor=request.actor, organisation_id=organisation_id, at=timezone.now()
    )
    words = ngettext("%(count)s dienst bevestigd.", "%(count)s diensten bevestigd.", count)
    return form_pages.saved(
        request, "network:organisation", organisation_id, words=words % {"count": count}
    )


def close_correction(request: MemberRequest, correction_id: UUID) -> HttpResponse:
    """Write down that what was told is taken over."""
    form = form_pages.VersionOnly(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    freshness.close_correction(
        actor=request.actor, correction_id=correction_id, version=version, at=timezone.now()
    )
    return form_pages.saved(request, "network:freshness", words=_("Afgehandeld."))


def settings(request: MemberRequest) -> HttpResponse:
    """Choose when partners are asked, and when something is old."""
    stands = seen.settings_of(request.actor.municipality_id)
    initial = {name: getattr(stands, name) for name in EditSettings.base_fields}
    form = EditSettings(form_pages.sent(request), initial=initial)

    def write(values: dict[str, Any]) -> None:
        choosing.save_settings(actor=request.actor, **values)

    if form_pages.kept(form, write):
        return form_pages.saved(request, "network:settings")
    return form_pages.page(request, "network/settings.html", {"form": form}, form)
