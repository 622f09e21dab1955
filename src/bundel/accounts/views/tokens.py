"""Pages for keys of programs that read and write over the API."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import forms, selectors, services
from bundel.accounts.requests import MemberRequest
from bundel.errors import Invalid

A_MOMENT = timedelta(seconds=1)


def tokens(request: MemberRequest) -> HttpResponse:
    """Show the keys, and make one; a new one is shown once."""
    now = timezone.now()
    form = forms.Token(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        last = datetime.combine(given["expires_date"] + timedelta(days=1), time.min)
        try:
            key = services.make_token(
                actor=request.actor,
                name=given["name"],
                acts=given["acts"],
                expires_at=timezone.make_aware(last),
                at=now,
            )
        except Invalid as wrong:
            for fault in wrong.faults:
                form.add_error(fault.field, fault.message)
        else:
            response = render(request, "accounts/token_made.html", {"key": key})
            response.not_kept = True  # type: ignore[attr-defined]  # OnceOnly keeps no secrets
            return response
    rows = [
        # It works up to midnight; the day before is the last that people count.
        (one, [str(forms.ACTS.get(act, act)) for act in one.acts], one.expires_at - A_MOMENT)
        for one in selectors.keys(actor=request.actor, now=now)
    ]
    status = 422 if form.is_bound else 200
    context = {"rows": rows, "form": form}
    return render(request, "accounts/tokens.html", context, status=status)


def revoke(request: MemberRequest, token_id: UUID) -> HttpResponse:
    """Let a key work no more."""
    services.revoke_token(actor=request.actor, token_id=token_id, at=timezone.now())
    messages.success(request, _("De sleutel werkt niet meer."))
    return redirect("accounts:tokens")
