"""Change several initiatives at once: choose, see what becomes different, decide, undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.accounts.requests import MemberRequest
from bundel.errors import Conflict
from bundel.programme import selectors, services
from bundel.programme.forms.initiatives import BulkEdit
from bundel.programme.models import TRANSITIONS, State
from bundel.programme.selectors import Choice, InitiativeRow
from bundel.ui import form_pages

LAST = "together_last"


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one initiative: what it is, and what it becomes."""

    code: str
    name: str
    field: str
    was: str
    becomes: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The initiatives that were chosen, and the departments by which they are known."""

    rows: Sequence[InitiativeRow]
    departments: Sequence[Choice]

    def now(self, row: InitiativeRow, field: str) -> str:
        """Return the value that stands, as it is kept."""
        if field == "department_id":
            found = (str(d.id) for d in self.departments if d.code == row.department_code)
            return next(found, "")
        return _kept(getattr(row, field))


class NothingToUndo(Conflict):
    """There is no last change, or it has been undone."""

    sentence = "Er is niets meer om ongedaan te maken."


def together(request: MemberRequest) -> HttpResponse:
    """First the fields, then what becomes different, then the decision."""
    chosen = _chosen(request)
    if not chosen.rows:
        messages.warning(request, _("Kies eerst een of meer initiatieven in de tabel."))
        return redirect("programme:table")
    step = request.POST.get("stap", "")
    form = BulkEdit(request.POST if step else None, departments=chosen.departments)
    if step == "bevestig" and form_pages.kept(form, lambda _values: _apply(request, chosen, form)):
        return form_pages.saved(request, "programme:table", words=_sentence(len(chosen.rows)))
    valid = bool(step) and form.is_valid()
    state = form.changes().get("state", "") if valid else ""
    context = {
        "chosen": chosen.rows,
        "form": form,
        "changes": _differences(chosen, form) if valid else None,
        "stuck": [row for row in chosen.rows if not _follows(row.state, state)],
        "for_good": not all(_follows(state, row.state) for row in chosen.rows),
    }
    return form_pages.page(request, "programme/together.html", context, form)


def undo(request: MemberRequest) -> HttpResponse:
    """Put back what the last change together replaced."""
    last = request.session.pop(LAST, None)
    if last is None:
        raise NothingToUndo
    for part in last["parts"]:
        services.bulk_edit(
            actor=request.actor,
            initiative_ids=[UUID(text) for text in part["ids"]],
            changes=_read(part["changes"]),
            at=timezone.now(),
        )
    return form_pages.saved(request, "programme:table", words=_("Alles staat weer zoals het was."))


def last_change(request: MemberRequest) -> str:
    """Return what can be undone in words, or nothing."""
    last = request.session.get(LAST)
    return str(last["words"]) if last else ""


def _chosen(request: MemberRequest) -> Chosen:
    """Return what was chosen, as far as the actor may see it."""
    ids = set(request.POST.getlist("kies"))
    rows = selectors.initiative_rows(actor=request.actor)
    departments = selectors.choices(actor=request.actor).departments
    return Chosen([row for row in rows if str(row.id) in ids], departments)


def _differences(chosen: Chosen, form: BulkEdit) -> list[Change]:
    return [
        Change(
            row.code,
            row.name,
            str(form.fields[field].label),
            _words(form, field, chosen.now(row, field)),
            _words(form, field, _kept(value)),
        )
        for row in chosen.rows
        for field, value in form.changes().items()
        if chosen.now(row, field) != _kept(value)
    ]


def _kept(value: Any) -> str:
    return ("ja" if value else "nee") if isinstance(value, bool) else str(value)


def _follows(old: str, new: str) -> bool:
    """Tell whether the one state may follow on the other, or stays as it is."""
    return not old or not new or old == new or State(new) in TRANSITIONS[State(old)]


def _words(form: BulkEdit, field: str, value: str) -> str:
    """Return a value as people read it."""
    options = dict(getattr(form.fields[field], "choices", ()))
    return str(options.get(value, value)) if value else _("nog niets")


def _apply(request: MemberRequest, chosen: Chosen, form: BulkEdit) -> None:
    """Change them all, and remember how it was so that it can be undone."""
    changes = form.changes()
    ids = [row.id for row in chosen.rows]
    request.session.pop(LAST, None)
    services.bulk_edit(actor=request.actor, initiative_ids=ids, changes=changes, at=timezone.now())
    parts = [
        {"ids": [str(row.id)], "changes": {field: chosen.now(row, field) for field in changes}}
        for row in chosen.rows
    ]
    if all(_follows(changes.get("state", ""), row.state) for row in chosen.rows):
        request.session[LAST] = {"parts": parts, "words": _sentence(len(ids))}


def _sentence(count: int) -> str:
    return ngettext(
        "%(count)s initiatief is gewijzigd.", "%(count)s initiatieven zijn gewijzigd.", count
    ) % {"count": count}


def _read(changes: dict[str, str]) -> dict[str, Any]:
    """Return kept values as the service takes them."""
    return {
        field: UUID(value)
        if field.endswith("_id")
        else value == "ja"
        if field == "forbidden"
        else value
        for field, value in changes.items()
    }
