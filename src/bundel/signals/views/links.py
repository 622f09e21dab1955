"""Pages behind links in mails about a signal, without an account: GET shows, POST acts."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts.requests import MemberRequest
from bundel.signals.forms.handling import RateByLink, ReplyByLink
from bundel.signals.services import answering, asking
from bundel.ui.form_pages import kept, page, sent


def reply(request: MemberRequest, token: str) -> HttpResponse:
    """Show what we ask, and take the reply; only sending changes something."""
    now = timezone.now()
    question = asking.look(token=token, at=now)
    form = ReplyByLink(sent(request))

    def write(values: dict[str, Any]) -> None:
        asking.reply_by_link(token=token, at=now, **values)

    if kept(form, write):
        words = _("Dank u wel. Wij gaan verder met uw signaal. U krijgt ons antwoord per mail.")
        return render(request, "signals/link_done.html", {"words": words})
    context = {"question": question, "signal": question.signal, "form": form}
    return page(request, "signals/link_reply.html", context, form)


def rate(request: MemberRequest, token: str) -> HttpResponse:
    """Show the answer and ask whether it was one; only sending changes something."""
    now = timezone.now()
    signal = answering.look(token=token, at=now)
    form = RateByLink(sent(request))

    def write(values: dict[str, Any]) -> None:
        is_yes = values["was_answer"] == "ja"
        answering.rate_by_link(token=token, was_answer=is_yes, why=values["why"], at=now)

    if kept(form, write):
        words = (
            _("Dank u wel. Het signaal is afgesloten.")
            if form.cleaned_data["was_answer"] == "ja"
            else _("Dank u wel. Wij openen het signaal opnieuw en komen erop terug.")
        )
        return render(request, "signals/link_done.html", {"words": words})
    return page(request, "signals/link_rate.html", {"signal": signal, "form": form}, form)
