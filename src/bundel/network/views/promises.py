"""Pages of promises: all that is open, one's own, and what became of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.errors import NotAllowed
from bundel.network.forms.gatherings import half_a_year_after
from bundel.network.forms.promises import EditPromise, EndPromise, PromiseForm
from bundel.network.selectors import gatherings as gathering_selectors
from bundel.network.selectors import promises as selectors
from bundel.network.selectors.promises import PromiseView
from bundel.network.services import promises as services
from bundel.ui.form_pages import VersionOnly, kept, page, saved, sent


def promises(request: MemberRequest) -> HttpResponse:
    """Show every open promise by its day; with `afgerond` what became of the others."""
    ended = request.GET.get("toon") == "afgerond"
    find = selectors.ended_promises if ended else selectors.open_promises
    rows = find(actor=request.actor)
    chosen = request.GET.get("van", "")
    names = sorted({(row.organisation, str(row.organisation_id)) for row in rows})
    today = timezone.localdate()
    context = {
        "rows": [row for row in rows if not chosen or str(row.organisation_id) == chosen],
        "options": [("", _("alle partners")), *((pk, name) for name, pk in names)],
        "chosen": chosen,
        "ended": ended,
        "today": today,
        "overdue": sum(row.is_overdue(today) for row in rows),
        "has_own": request.actor.organisation_id is not None,
    }
    return render(request, "network/promises.html", context)


def own(request: MemberRequest) -> HttpResponse:
    """Show what the reader's own organisation promised, to round off on the line."""
    organisation_id = request.actor.organisation_id
    if organisation_id is None:
        return redirect("network:promises")
    rows = selectors.open_promises(actor=request.actor, organisation_id=organisation_id)
    ended = selectors.ended_promises(actor=request.actor, organisation_id=organisation_id)
    today = timezone.localdate()
    context = {
        "rows": [(row, row.is_overdue(today)) for row in rows],
        "ended": ended,
        "today": today,
    }
    return render(request, "network/own_promises.html", context)


def add(request: MemberRequest, gathering_id: UUID) -> HttpResponse:
    """Write down what an organisation promises, and be ready for the next."""
    card = gathering_selectors.gathering_card(actor=request.actor, gathering_id=gathering_id)
    organisations = gathering_selectors.organisation_options(actor=request.actor)
    start = {
        "organisation_id": request.actor.organisation_id,
        "due_date": half_a_year_after(timezone.localtime(card.starts_at).date()),
    }
    form = PromiseForm(sent(request), organisations=organisations, initial=start)

    def write(values: dict[str, Any]) -> None:
        services.promise(
            actor=request.actor,
            gathering_id=gathering_id,
            at=timezone.now(),
            **values,
        )

    if kept(form, write):
        return _ready_for_next(request, gathering_id, form.cleaned_data["organisation_id"])
    context = {
        "form": form,
        "card": card,
        "people": selectors.owners(actor=request.actor),
        "is_ahead": services.is_ahead(card.starts_at, timezone.now()),
    }
    return page(request, "network/promise_add.html", context, form)


def promise(request: MemberRequest, promise_id: UUID) -> HttpResponse:
    """Show a promise, and round it off: kept, not kept or withdrawn, with a word."""
    found = selectors.promise_view(actor=request.actor, promise_id=promise_id)
    if request.method == "POST" and not found.may_edit:
        raise NotAllowed
    form = EndPromise(sent(request), initial={"version": found.version, "result": found.result})
    if kept(
        form,
        lambda values: services.end_promise(
            actor=request.actor, promise_id=promise_id, at=timezone.now(), **values
        ),
    ):
        return saved(request, _back(request, found))
    context = {"form": form, "promise": found, "today": timezone.localdate()}
    return page(request, "network/promise.html", context, form)


def edit(request: MemberRequest, promise_id: UUID) -> HttpResponse:
    """Say an open promise otherwise."""
    found = selectors.promise_view(actor=request.actor, promise_id=promise_id)
    if not found.may_edit:
        raise NotAllowed
    start = {
        "version": found.version,
        "text": found.text,
        "owner_name": found.owner,
        "due_date": found.due_date,
    }
    form = EditPromise(sent(request), initial=start)

    def write(values: dict[str, Any]) -> None:
        version = values.pop("version")
        services.edit_promise(actor=request.actor, promise_id=promise_id, version=version, **values)

    if kept(form, write):
        return saved(request, "network:promise", promise_id)
    return page(request, "network/promise_edit.html", {"form": form, "promise": found}, form)


def reopen(request: MemberRequest, promise_id: UUID) -> HttpResponse:
    """Let a promise run again."""
    found = selectors.promise_view(actor=request.actor, promise_id=promise_id)
    if not found.may_edit:
        raise NotAllowed
    form = VersionOnly(sent(request), initial={"version": found.version})
    if kept(
        form,
        lambda values: services.reopen_promise(
            actor=request.actor, promise_id=promise_id, version=values["version"]
        ),
    ):
        return saved(request, "network:promise", promise_id)
    return redirect("network:promise", promise_id)


def _ready_for_next(
    request: MemberRequest, gathering_id: UUID, organisation_id: UUID
) -> HttpResponse:
    """Go back to where promises are typed, with the same organisation chosen."""
    if not permissions.can(request.actor, "network.meet"):
        return saved(request, "network:gathering", gathering_id)
    answer = redirect(
        reverse("network:minutes", args=[gathering_id])
        + f"?organisatie={organisation_id}#toezeggingen"
    )
    answer.status_code = 303
    return answer


def _back(request: MemberRequest, found: PromiseView) -> str:
    """Return the list from which somebody rounds off: one's own, or that of all."""
    is_own = found.organisation_id == request.actor.organisation_id
    return "network:own_promises" if is_own else "network:promises"
