"""What all pages with a form do: try the act, take refusals into the form, say that it is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from bundel.accounts.requests import MemberRequest
from bundel.errors import Conflict, Invalid, NotFound, Stale
from bundel.programme.forms.lines import Lines


class Known(Protocol):
    """A row that a page can find by its id."""

    @property
    def id(self) -> UUID:
        """The id by which its address names it."""


Row = TypeVar("Row", bound=Known)


class Nothing(forms.Form):
    """A form that asks nothing: one button, one decision."""


class VersionOnly(forms.Form):
    """The version that was read, beside rows that have no form of their own."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def sent(request: MemberRequest) -> QueryDict | None:
    """Return what was sent in, or None when the page is only asked for."""
    return request.POST if request.method == "POST" else None


def kept(form: forms.Form, act: Callable[[dict[str, Any]], object]) -> bool:
    """
    Do the act with the values of the form, if they are right; tell whether it was done.

    What our rules refuse comes back in the form, with what was typed. A stale version goes up:
    its page shows both texts.
    """
    if not form.is_bound or not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except Stale:
        raise
    except Invalid as refusal:
        _take(form, refusal)
        return False
    except Conflict as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def both(form: forms.Form, lines: Lines, act: Callable[[dict[str, Any]], object]) -> bool:
    """Do the act if the form and all its rows are right; tell whether it was done."""
    return all_of(form, (lines,), act)


def all_of(
    form: forms.Form, parts: Sequence[Lines], act: Callable[[dict[str, Any]], object]
) -> bool:
    """Do the act if the form and the rows of all its parts are right; tell whether it was done."""
    # Every part is read, so that all that is wrong is told at once.
    right = [lines.is_bound and lines.is_valid() for lines in parts]
    return all(right) and kept(form, act)


def _take(form: forms.Form, refusal: Invalid) -> None:
    """Put each fault at its field; what has no field here goes above the form."""
    for fault in refusal.faults:
        near = (fault.field, f"{fault.field}_id", f"{fault.field}_mid")
        field = next((name for name in near if name in form.fields), None)
        form.add_error(field, fault.message)
    if not refusal.faults:
        form.add_error(None, str(refusal))


def saved(request: MemberRequest, where: str, *args: object, words: str = "") -> HttpResponse:
    """Say that it is saved, and go to the page that shows it."""
    messages.success(request, words or _("Bewaard."))
    answer = redirect(where, *args)
    answer.status_code = 303
    return answer


def page(
    request: MemberRequest, template: str, context: dict[str, Any], *forms_: forms.Form
) -> HttpResponse:
    """Return a page; with a form that was refused it says 422."""
    wrong = any(form.is_bound and not form.is_valid() for form in forms_)
    return render(request, template, context, status=422 if wrong else 200)


def one(rows: Iterable[Row], row_id: UUID) -> Row:
    """
    Return the row with this id.

    Raises:
        NotFound: if it is not there.
    """
    found = next((row for row in rows if row.id == row_id), None)
    if found is None:
        raise NotFound
    return found


def removing(
    request: MemberRequest,
    version: int,
    *,
    what: str,
    goes: str,
    back: str,
    take_away: Callable[[int], object],
) -> HttpResponse:
    """
    Ask once, with the name; then remove it and go back to the list.

    Args:
        what: What it is, with its name, as it stands after "Verwijder".
        goes: In a sentence, what goes along or when it cannot go.
    """
    form = VersionOnly(sent(request), initial={"version": version})
    if kept(form, lambda values: take_away(values["version"])):
        return saved(request, back, words=_("Verwijderd: %(what)s.") % {"what": what})
    context = {"form": form, "what": what, "goes": goes, "back": reverse(back)}
    return page(request, "programme/remove.html", context, form)


def next_code(letter: str, codes: Iterable[str]) -> str:
    """Return the code that follows the last one of a letter and a number."""
    numbers = [int(code[1:]) for code in codes if code[:1] == letter and code[1:].isdecimal()]
    return f"{letter}{max(numbers, default=0) + 1}"
