"""The words of the network: which terms there are, and which words lead to them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from bundel.accounts.requests import MemberRequest
from bundel.network.forms.words import EditTerm, EditWord
from bundel.network.models import Synonym, Taxonomy, Term
from bundel.network.selectors import words as selectors
from bundel.network.services import words
from bundel.ui import form_pages

LIST = "network:words"


def overview(request: MemberRequest) -> HttpResponse:
    """Show the terms of every list, each with the words that lead to it."""
    return render(request, "network/words.html", {"lists": selectors.lists(actor=request.actor)})


def term(request: MemberRequest, term_id: UUID | None = None) -> HttpResponse:
    """Add a term, change it, or stop using it."""
    row = selectors.find(Term, request.actor, term_id) if term_id else None
    form = EditTerm(form_pages.sent(request), initial=_values(row, EditTerm))
    if row is not None:
        del form.fields["taxonomy"]
    else:
        form.fields["taxonomy"].initial = Taxonomy.NEED
        del form.fields["is_active"]

    def write(values: dict[str, Any]) -> None:
        version = values.pop("version")
        if row is None:
            words.add_term(actor=request.actor, **values)
        else:
            words.save_term(actor=request.actor, term_id=row.pk, version=version or 0, **values)

    if form_pages.kept(form, write):
        return form_pages.saved(request, LIST)
    return form_pages.page(request, "network/word_edit.html", {"form": form, "term": row}, form)


def word(request: MemberRequest, word_id: UUID | None = None) -> HttpResponse:
    """Add a word of the street, or change it."""
    row = selectors.find(Synonym, request.actor, word_id) if word_id else None
    initial = _values(row, EditWord) or {"means": request.GET.get("voor", "")[:80]}
    form = EditWord(form_pages.sent(request), initial=initial)

    def write(values: dict[str, Any]) -> None:
        version = values.pop("version")
        words.save_synonym(actor=request.actor, synonym_id=word_id, version=version or 0, **values)

    if form_pages.kept(form, write):
        return form_pages.saved(request, LIST)
    return form_pages.page(request, "network/word_edit.html", {"form": form, "word": row}, form)


def remove(request: MemberRequest, word_id: UUID) -> HttpResponse:
    """Forget a word of the street; asked once, with the word."""
    row = selectors.find(Synonym, request.actor, word_id)
    form = form_pages.VersionOnly(form_pages.sent(request), initial={"version": row.version})

    def take_away(values: dict[str, Any]) -> None:
        words.remove_synonym(actor=request.actor, synonym_id=word_id, version=values["version"])

    if form_pages.kept(form, take_away):
        return form_pages.saved(request, LIST)
    return form_pages.page(request, "network/word_remove.html", {"form": form, "word": row}, form)


def _values(row: Term | Synonym | None, form: type[Any]) -> dict[str, Any]:
    return {} if row is None else {name: getattr(row, name) for name in form.base_fields}
