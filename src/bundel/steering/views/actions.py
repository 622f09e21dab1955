"""Pages of actions: who does what by when, on one line; and one action whole."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.audit import services as audit
from bundel.errors import NotAllowed
from bundel.steering.forms.actions import ActionForm, DropAction, FinishAction
from bundel.steering.selectors import actions as selectors
from bundel.steering.selectors import options
from bundel.steering.selectors.actions import ActionView
from bundel.steering.services import actions as services
from bundel.ui import lists
from bundel.ui.form_pages import kept, page, saved, sent

PER_PAGE = 100
EXPORT = "steering.export"


def actions(request: MemberRequest) -> HttpResponse:
    """Show what has to be done, the nearest day first; each is rounded off on its line."""
    today = timezone.localdate()
    box, owner, text = _asked(request)
    rows = selectors.action_list(actor=request.actor, today=today, box=box, owner=owner, text=text)
    people, partners = selectors.owner_options(actor=request.actor)
    names = [(str(one.id), one.name) for one in (*people, *partners)]
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "box": box,
        "boxes": _boxes(request, today),
        "owners": [("", _("iedereen")), *names],
        "owner": owner,
        "text": text,
        "today": today,
        "is_filtered": bool(owner or text),
        "may_write": permissions.can(request.actor, services.WRITE),
        "may_export": permissions.can(request.actor, EXPORT),
        "is_partner": request.actor.organisation_id is not None,
    }
    return render(request, "steering/actions.html", context)


def actions_file(request: MemberRequest, kind: str) -> HttpResponse:
    """Return the list of actions as a file, as it is filtered."""
    today = timezone.localdate()
    box, owner, text = _asked(request)
    rows = selectors.action_list(actor=request.actor, today=today, box=box, owner=owner, text=text)
    audit.record(
        actor=request.actor,
        action="steering.export_actions",
        kind=services.KIND,
        object_id=None,
        label=_("acties"),
        after={"rows": len(rows)},
    )
    headings = [_("Nummer"), _("Actie"), _("Wie"), _("Klaar op"), _("Status")]
    headings += [_("Besluit"), _("Vergadering"), _("Initiatief"), _("Waaraan te zien")]
    return lists.as_file(
        kind=kind,
        name="acties",
        headings=headings,
        rows=[
            [
                one.number,
                one.text,
                one.owner,
                f"{one.due_date:%d-%m-%Y}",
                one.state_label,
                one.decision,
                one.meeting,
                one.initiative,
                one.proof,
            ]
            for one in rows
        ],
    )


def action(request: MemberRequest, action_id: UUID) -> HttpResponse:
    """Show an action, and round it off: done with a proof."""
    found = _card(request, action_id)
    if request.method == "POST" and not found.may_do:
        raise NotAllowed
    form = FinishAction(sent(request), initial={"version": found.version})

    def write(values: dict[str, Any]) -> None:
        services.finish_action(
            actor=request.actor, action_id=action_id, at=timezone.now(), **values
        )

    if kept(form, write):
        return saved(request, "steering:actions", words=_("Gedaan en bewaard."))
    return page(request, "steering/action.html", _context(found, form), form)


def drop(request: MemberRequest, action_id: UUID) -> HttpResponse:
    """Say that an action is not needed any more."""
    found = _card(request, action_id)
    if not found.may_do:
        raise NotAllowed
    form = DropAction(sent(request), initial={"version": found.version})

    def write(values: dict[str, Any]) -> None:
        services.drop_action(actor=request.actor, action_id=action_id, at=timezone.now(), **values)

    if kept(form, write):
        return saved(request, "steering:actions")
    return page(request, "steering/action_drop.html", {"form": form, "action": found}, form)


def new(request: MemberRequest) -> HttpResponse:
    """Write down an action; where it comes from may be in the address."""
    origin: dict[str, Any] = {
        name: one
        for name, key in (
            ("decision_id", "besluit"),
            ("meeting_id", "vergadering"),
            ("initiative_id", "initiatief"),
        )
        if (one := _id(request.GET.get(key, "")))
    }
    start = {"initiative_id": origin.pop("initiative_id", None)}
    form = _form(request, start)

    def write(values: dict[str, Any]) -> None:
        values.pop("version")
        services.make_action(actor=request.actor, at=timezone.now(), **origin, **values)

    if kept(form, write):
        if "decision_id" in origin:
            return saved(request, "steering:decision", origin["decision_id"])
        return saved(request, "steering:actions")
    return page(request, "steering/action_edit.html", {"form": form, "action": None}, form)


def edit(request: MemberRequest, action_id: UUID) -> HttpResponse:
    """Say an open action otherwise."""
    found = _card(request, action_id)
    if not found.may_change:
        raise NotAllowed
    start = {
        name: getattr(found, name)
        for name in (
            "version",
            "text",
            "due_date",
            "initiative_id",
            "remind_days_before",
            "remind_every_days",
        )
    }
    owner = f"user:{found.owner_id}" if found.owner_id else f"partner:{found.organisation_id}"
    form = _form(request, start | {"owner": owner})

    def write(values: dict[str, Any]) -> None:
        services.change_action(actor=request.actor, action_id=action_id, **values)

    if kept(form, write):
        return saved(request, "steering:action", action_id)
    return page(request, "steering/action_edit.html", {"form": form, "action": found}, form)


def _card(request: MemberRequest, action_id: UUID) -> ActionView:
    return selectors.action_card(
        actor=request.actor, action_id=action_id, today=timezone.localdate()
    )


def _context(found: ActionView, form: FinishAction) -> dict[str, Any]:
    return {"action": found, "form": form, "today": timezone.localdate()}


def _form(request: MemberRequest, start: dict[str, Any]) -> ActionForm:
    people, partners = selectors.owner_options(actor=request.actor)
    return ActionForm(
        sent(request),
        initial={"remind_days_before": 3, "remind_every_days": 7} | start,
        people=people,
        partners=partners,
        initiatives=options.initiative_options(actor=request.actor),
    )


def _asked(request: MemberRequest) -> tuple[str, str, str]:
    box = request.GET.get("bak", "")
    if box not in selectors.BOXES:
        has_own = permissions.visible(request.actor, services.DO) is not None
        box = selectors.MINE if has_own else selectors.ALL
    owner = _id(request.GET.get("van", ""))
    return box, str(owner) if owner else "", request.GET.get("woorden", "").strip()[:100]


def _boxes(request: MemberRequest, today: Any) -> list[dict[str, Any]]:
    counts = selectors.counts(actor=request.actor, today=today)
    labels = {
        selectors.MINE: _("Van mij"),
        selectors.OTHERS: _("Van anderen"),
        selectors.LATE: _("Te laat"),
        selectors.ALL: _("Alles wat open staat"),
        selectors.ENDED: _("Afgerond"),
    }
    if request.actor.organisation_id is not None:
        labels = {box: labels[box] for box in (selectors.MINE, selectors.ENDED)}
    return [{"box": box, "label": label, "count": counts.get(box)} for box, label in labels.items()]


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
