"""Pages of actions in areas: the calendar of all partners, and what is in the way."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.errors import NotAllowed, NotFound
from bundel.network.forms.actions import EditAction, Join, NewAction
from bundel.network.selectors import actions as selectors
from bundel.network.selectors import choices, partners
from bundel.network.selectors.actions import WEEKS_SHOWN, ActionView
from bundel.network.services import actions as services
from bundel.network.services.actions import ActionsClash
from bundel.ui.form_pages import VersionOnly, kept, page, saved, sent

FIELDS = services.FIELDS


def actions(request: MemberRequest) -> HttpResponse:
    """Show the weeks ahead, by area; with `vanaf` other weeks."""
    actor = request.actor
    kinds = choices.terms(actor=actor)["action_kind"]
    areas = [one for _label, group in choices.area_options(actor=actor) for one in group]
    chosen = {
        "area": partners.one_of(request.GET.get("gebied", ""), areas),
        "kind": partners.one_of(request.GET.get("soort", ""), kinds),
    }
    start = _day(request.GET.get("vanaf", ""))
    found = selectors.calendar(actor=actor, start=start, **chosen)
    step = timedelta(weeks=WEEKS_SHOWN)
    context = {
        "calendar": found,
        "start": found.weeks[0].monday,
        "is_now": found.weeks[0].monday <= timezone.localdate() <= found.weeks[0].sunday,
        "earlier": found.weeks[0].monday - step,
        "later": found.weeks[0].monday + step,
        "areas": [("", _("heel de gemeente")), *areas],
        "kinds": [("", _("alle soorten")), *kinds],
        "may_add": permissions.can(actor, services.ACT),
        **chosen,
    }
    return render(request, "network/actions.html", context)


def action(request: MemberRequest, action_id: UUID) -> HttpResponse:
    """Show an action, who takes part and who asks to."""
    found = selectors.action_view(actor=request.actor, action_id=action_id)
    own_id = request.actor.organisation_id
    taking_part = {one.organisation_id for one in found.partners} | {found.organisation_id}
    context = {
        "action": found,
        "own_id": own_id,
        "may_join": permissions.can(request.actor, services.ACT)
        and found.is_planned
        and (own_id is None or own_id not in taking_part),
    }
    return render(request, "network/action.html", context)


def new(request: MemberRequest) -> HttpResponse:
    """Announce an action; what is in the way is shown before anything is kept."""
    actor = request.actor
    day = _day(request.GET.get("vanaf", ""))
    start = {"organisation_id": actor.organisation_id, "from_date": day, "until_date": day}
    options = _choices(request, actor.organisation_id)
    offered = partners.organisations_for(actor=actor, act=services.ACT)
    form = NewAction(sent(request), initial=start, organisations=offered, **options)
    made: list[UUID] = []

    def write(values: dict[str, Any]) -> None:
        values.pop("version")
        made.append(services.announce(actor=actor, at=timezone.now(), **values))

    return _written(request, form, write, made, None)


def edit(request: MemberRequest, action_id: UUID) -> HttpResponse:
    """Change an action."""
    found = selectors.action_view(actor=request.actor, action_id=action_id)
    if not found.may_edit:
        raise NotAllowed
    initial = {name: getattr(found, name) for name in FIELDS} | {
        "version": found.version,
        "areas": [str(pk) for pk in found.area_ids],
        "partners": [str(one.organisation_id) for one in found.together],
    }
    options = _choices(request, found.organisation_id)
    form = EditAction(sent(request), initial=initial, **options)

    def write(values: dict[str, Any]) -> None:
        services.edit_action(actor=request.actor, action_id=action_id, at=timezone.now(), **values)

    return _written(request, form, write, [action_id], found)


def cancel(request: MemberRequest, action_id: UUID) -> HttpResponse:
    """Say that it does not go on."""
    found = selectors.action_view(actor=request.actor, action_id=action_id)
    if not found.may_edit:
        raise NotAllowed
    form = VersionOnly(sent(request), initial={"version": found.version})

    def write(values: dict[str, Any]) -> None:
        services.cancel_action(
            actor=request.actor, action_id=action_id, at=timezone.now(), **values
        )

    if kept(form, write):
        return saved(request, "network:action", action_id)
    return _refused(request, form, found)


def join(request: MemberRequest, action_id: UUID) -> HttpResponse:
    """Ask the announcer to do it together."""
    found = selectors.action_view(actor=request.actor, action_id=action_id)
    form = Join(
        sent(request),
        initial={"organisation_id": request.actor.organisation_id},
        organisations=partners.organisations_for(actor=request.actor, act=services.ACT),
    )

    def write(values: dict[str, Any]) -> None:
        services.ask_to_join(actor=request.actor, action_id=action_id, at=timezone.now(), **values)

    if kept(form, write):
        words = _("Gevraagd. %(name)s ziet dat u mee wilt doen.") % {"name": found.organisation}
        return saved(request, "network:action", action_id, words=words)
    return page(request, "network/action_join.html", {"form": form, "action": found}, form)


def answer(request: MemberRequest, action_id: UUID, partner_id: UUID) -> HttpResponse:
    """Say yes or no to a partner that asks to join, or leave."""
    found = selectors.action_view(actor=request.actor, action_id=action_id)
    line = next((one for one in found.partners if one.id == partner_id), None)
    if line is None:
        raise NotFound
    if not found.may_edit and line.organisation_id != request.actor.organisation_id:
        raise NotAllowed
    form = VersionOnly(sent(request), initial={"version": found.version})

    def write(_values: dict[str, Any]) -> None:
        services.answer_partner(
            actor=request.actor,
            action_id=action_id,
            partner_id=partner_id,
            takes_part=request.POST.get("doet") == "mee",
        )

    if kept(form, write):
        return saved(request, "network:action", action_id)
    return _refused(request, form, found)


def _written(
    request: MemberRequest,
    form: EditAction,
    write: Any,
    made: list[UUID],
    found: ActionView | None,
) -> HttpResponse:
    """Keep the action, or show what is in the way with the choices there are."""
    context: dict[str, Any] = {"form": form, "action": found}
    if "schuif" in request.POST:
        return _shifted(request, form, context)
    seen: list[ActionsClash] = []

    def guarded(values: dict[str, Any]) -> None:
        try:
            write(values)
        except ActionsClash as clash:
            seen.append(clash)
            raise

    if kept(form, guarded):
        return saved(request, "network:action", made[0])
    if seen:
        ids = [one.action_id for one in seen[0].clashes]
        shown = selectors.some(actor=request.actor, ids=ids)
        context |= {
            "clashes": [(shown[one.action_id], one.reasons) for one in seen[0].clashes],
            "free_start": seen[0].free_start,
        }
        return render(request, "network/action_edit.html", context, status=409)
    return page(request, "network/action_edit.html", context, form)


def _shifted(request: MemberRequest, form: EditAction, context: dict[str, Any]) -> HttpResponse:
    """Show the same form on other days; nothing is kept yet."""
    if form.is_valid():
        start = _day(request.POST["schuif"])
        lasts = form.cleaned_data["until_date"] - form.cleaned_data["from_date"]
        given = request.POST.copy()
        given["from_date"], given["until_date"] = str(start), str(start + lasts)
        form.data = given
    return page(request, "network/action_edit.html", context | {"is_shifted": True}, form)


def _refused(request: MemberRequest, form: VersionOnly, found: ActionView) -> HttpResponse:
    return page(request, "network/action_refused.html", {"form": form, "action": found}, form)


def _choices(request: MemberRequest, organisation_id: UUID | None) -> dict[str, Any]:
    actor = request.actor
    people = (
        choices.colleagues(actor=actor, organisation_id=organisation_id) if organisation_id else []
    )
    return {
        "kinds": choices.terms(actor=actor)["action_kind"],
        "areas": choices.large_area_options(actor=actor),
        "partners": [one for one in partners.everybody(actor=actor) if one.id != organisation_id],
        "people": people,
    }


def _day(given: str) -> date:
    """Return the day in an address, or today."""
    try:
        day = date.fromisoformat(given)
    except ValueError:
        return timezone.localdate()
    # Further away there are no weeks around it.
    return day if 1900 < day.year < 2200 else timezone.localdate()
