"""What the pages of the programme do with rows: find one, remove one, number the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from bundel.accounts.requests import MemberRequest
from bundel.errors import NotFound
from bundel.ui import form_pages
from bundel.ui.lines import Lines


class Known(Protocol):
    """A row that a page can find by its id."""

    @property
    def id(self) -> UUID:
        """The id by which its address names it."""


Row = TypeVar("Row", bound=Known)


def both(form: forms.Form, lines: Lines, act: Callable[[dict[str, Any]], object]) -> bool:
    """Do the act if the form and all its rows are right; tell whether it was done."""
    return form_pages.all_of(form, (lines,), act)


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
    form = form_pages.VersionOnly(form_pages.sent(request), initial={"version": version})
    if form_pages.kept(form, lambda values: take_away(values["version"])):
        return form_pages.saved(request, back, words=_("Verwijderd: %(what)s.") % {"what": what})
    context = {"form": form, "what": what, "goes": goes, "back": reverse(back)}
    return form_pages.page(request, "programme/remove.html", context, form)


def next_code(letter: str, codes: Iterable[str]) -> str:
    """Return the code that follows the last one of a letter and a number."""
    numbers = [int(code[1:]) for code in codes if code[:1] == letter and code[1:].isdecimal()]
    return f"{letter}{max(numbers, default=0) + 1}"
