"""Pages of new partners: invite, how far they are, and what they get and are asked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import links as account_links
from bundel.accounts import permissions
from bundel.accounts.origin import base_of
from bundel.accounts.requests import MemberRequest
from bundel.network import links
from bundel.network.forms.onboarding import InvitePartner
from bundel.network.models import PartnerLinkPurpose
from bundel.network.selectors import choices
from bundel.network.selectors import onboarding as selectors
from bundel.network.services import onboarding as services
from bundel.network.services.onboarding import Invited
from bundel.ui.form_pages import Nothing, kept, page, saved, sent

STEPS = {
    "takes_part": gettext_lazy("zegt dat zij meedoet"),
    "described": gettext_lazy("vult de eigen gegevens aan"),
    "phone": gettext_lazy("heeft een telefoonnummer"),
    "service": gettext_lazy("heeft een dienst"),
    "gathering": gettext_lazy("is gevraagd voor een bijeenkomst"),
}


def onboarding(request: MemberRequest) -> HttpResponse:
    """Show how far each new partner is."""
    found = selectors.new_partners(actor=request.actor, now=timezone.now())
    rows = [(one, [(STEPS[key], done) for key, done in one.steps]) for one in found]
    return render(request, "network/onboarding.html", {"rows": rows})


def invite(request: MemberRequest) -> HttpResponse:
    """Invite an organisation in one step."""
    kinds = choices.terms(actor=request.actor)["organisation_kind"]
    form = InvitePartner(sent(request), kinds=kinds)
    made: list[Invited] = []

    def write(values: dict[str, Any]) -> None:
        way = values.pop("way")
        made.append(
            services.invite_partner(
                actor=request.actor,
                at=timezone.now(),
                base=base_of(request),
                with_account=way == "account",
                **values,
            )
        )

    if kept(form, write):
        if not account_links.is_mailed():
            answer = render(request, "network/partner_link.html", {"made": made[0]})
            answer.not_kept = True  # type: ignore[attr-defined]  # OnceOnly keeps no secrets
            return answer
        words = _("De uitnodiging is onderweg per mail.")
        return saved(request, "network:onboarding", words=words)
    return page(request, "network/partner_invite.html", {"form": form}, form)


def welcome(request: MemberRequest, organisation_id: UUID) -> HttpResponse:
    """Show a partner what it gets and what is asked; its own people say that it takes part."""
    now = timezone.now()
    found = selectors.welcome(actor=request.actor, organisation_id=organisation_id, now=now)
    form = Nothing(sent(request))

    def write(_values: dict[str, Any]) -> None:
        services.take_part(actor=request.actor, organisation_id=organisation_id, at=now)

    if kept(form, write):
        return saved(request, "network:welcome", organisation_id, words=_("Fijn dat u meedoet."))
    may_edit = permissions.can(request.actor, "network.edit") and (
        request.actor.organisation_id in {None, organisation_id}
    )
    context = {"welcome": found, "form": form, "may_edit": may_edit}
    return page(request, "network/welcome.html", context, form)


def link_welcome(request: MemberRequest, token: str) -> HttpResponse:
    """Show the same behind a link in a mail: GET shows, POST says that the partner takes part."""
    now = timezone.now()
    opened = links.look(token=token, purpose=PartnerLinkPurpose.WELCOME, at=now)
    form, done = Nothing(sent(request)), False
    if kept(form, lambda _values: services.take_part_by_link(token=token, at=now)):
        done = True
    found = selectors.welcome_by_link(opened=opened, now=now)
    context = {"welcome": found, "form": form, "done": done}
    return page(request, "network/link_welcome.html", context, form)
