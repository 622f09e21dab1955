"""Pages of playbooks: the list, making an edition, its file, reading one in, and taking it over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.errors import Conflict
from bundel.playbook.forms.playbooks import MakeEdition, ReadIn, TakeOver
from bundel.playbook.selectors import playbooks as selectors
from bundel.playbook.selectors import upgrading
from bundel.playbook.services import making, taking
from bundel.ui.form_pages import kept, page, saved, sent
from bundel.ui.lists import attachment

CARD = "playbook:playbook"
ZIP = "application/zip"


def home(request: MemberRequest) -> HttpResponse:
    """Show what was made here, and what came from elsewhere."""
    lines = selectors.playbooks(actor=request.actor)
    context = {
        "own": [one for one in lines if one.is_own],
        "others": [one for one in lines if not one.is_own],
        **_rights(request),
    }
    return render(request, "playbook/home.html", context)


def make(request: MemberRequest) -> HttpResponse:
    """Make the next edition of the approach."""
    offered = selectors.offered(actor=request.actor)
    last = selectors.last_made(actor=request.actor)
    start = {"name": last[0] if last else _("Aanpak energiearmoede")}
    form = MakeEdition(sent(request), offered=offered, initial=start)
    made: list[UUID] = []

    def write(values: dict[str, Any]) -> None:
        made.append(
            making.make_edition(
                actor=request.actor,
                name=values["name"],
                description=values["description"],
                chosen=form.chosen(),
                at=timezone.now(),
            )
        )

    if kept(form, write):
        return saved(request, CARD, made[0], words=_("De editie is gemaakt."))
    return page(request, "playbook/make.html", {"form": form}, form)


def card(request: MemberRequest, playbook_id: UUID) -> HttpResponse:
    """Show one edition with everything that is in it."""
    found = selectors.playbook(actor=request.actor, playbook_id=playbook_id)
    return render(request, "playbook/playbook.html", {"card": found, **_rights(request)})


def file(request: MemberRequest, playbook_id: UUID) -> HttpResponse:
    """Return one edition as a file."""
    name, content = selectors.file_of(actor=request.actor, playbook_id=playbook_id)
    return attachment(content, ZIP, name)


def read_in(request: MemberRequest) -> HttpResponse:
    """Read in a playbook, to look at before anything is taken over."""
    form = ReadIn(sent(request), request.FILES or None)
    found: list[UUID] = []

    def write(values: dict[str, Any]) -> None:
        content = values["file"].read()
        found.append(taking.read_in(actor=request.actor, content=content, at=timezone.now()))

    if kept(form, write):
        words = _("Het draaiboek is ingelezen. Er is nog niets overgenomen.")
        return saved(request, "playbook:take", found[0], words=words)
    return page(request, "playbook/read_in.html", {"form": form}, form)


def take(request: MemberRequest, playbook_id: UUID) -> HttpResponse:
    """Show what a playbook would do here, and take over what is chosen."""
    actor = request.actor
    found = selectors.playbook(actor=actor, playbook_id=playbook_id)
    plan = upgrading.plan_page(actor=actor, playbook_id=playbook_id)
    departments = upgrading.departments(actor=actor)
    form = TakeOver(sent(request), page=plan, departments=departments)
    done: list[taking.Taken] = []

    def write(values: dict[str, Any]) -> None:
        if values["mark"] != plan.plan.mark:
            # What was chosen was about something else than what this form asks now.
            raise Conflict(taking.ChangedMeanwhile.sentence)
        done.append(
            taking.take(
                actor=actor,
                playbook_id=playbook_id,
                mark=values["mark"],
                choices=form.choices(),
                at=timezone.now(),
            )
        )

    if kept(form, write):
        words = _("Overgenomen: %(new)s nieuw, %(changed)s bijgewerkt.")
        told = words % {"new": done[0].new, "changed": done[0].changed}
        return saved(request, CARD, playbook_id, words=told)
    context = {"card": found, "plan": plan, "form": form, "departments": departments}
    return page(request, "playbook/take.html", context, form)


def _rights(request: MemberRequest) -> dict[str, bool]:
    return {
        "may_make": permissions.can(request.actor, making.ACT),
        "may_take": permissions.can(request.actor, taking.ACT),
    }
