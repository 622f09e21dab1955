"""Pages of letters to the council: written, looked at with footnotes, frozen, and as files."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts.requests import MemberRequest
from bundel.reporting.forms.letters import EditLetter, MakeLetter
from bundel.reporting.papers import letter as paper
from bundel.reporting.selectors import letters as selectors
from bundel.reporting.selectors.letters import LetterCard
from bundel.reporting.services import letters as services
from bundel.ui.form_pages import VersionOnly, kept, page, saved, sent
from bundel.ui.lists import attachment

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
}


def letter_new(request: MemberRequest) -> HttpResponse:
    """Begin a letter with the facts of now."""
    form = MakeLetter(sent(request), letters=selectors.letters(actor=request.actor))
    made: list[UUID] = []

    def make(values: dict[str, Any]) -> None:
        after_id = UUID(values["after"]) if values["after"] else None
        made.append(services.make_letter(actor=request.actor, at=timezone.now(), after_id=after_id))

    if kept(form, make):
        words = _("De brief staat klaar, met de feiten van nu.")
        return saved(request, "reporting:letter", made[0], words=words)
    return page(request, "reporting/letter_new.html", {"form": form}, form)


def letter(request: MemberRequest, letter_id: UUID) -> HttpResponse:
    """Show a letter as the council reads it, with its footnotes."""
    card = selectors.letter(actor=request.actor, letter_id=letter_id)
    return render(request, "reporting/letter.html", _shown(card))


def _shown(card: LetterCard) -> dict[str, Any]:
    return {"card": card, "letter": paper.shown(card.sections, card.content["facts"])}


def letter_edit(request: MemberRequest, letter_id: UUID) -> HttpResponse:
    """Write a letter, with the list of facts beside it."""
    card = selectors.letter(actor=request.actor, letter_id=letter_id)
    start: dict[str, Any] = {"title": card.title, "subject": card.subject, "version": card.version}
    for number, section in enumerate(card.sections):
        start[f"heading_{number}"] = section["heading"]
        start[f"text_{number}"] = section["text"]
    form = EditLetter(sent(request), initial=start, count=_count(request, card))

    def write(_values: dict[str, Any]) -> None:
        services.edit_letter(actor=request.actor, letter_id=letter_id, **form.values())

    if kept(form, write):
        return saved(request, "reporting:letter", letter_id)
    facts = [(fact, paper.note_of(fact)) for fact in card.content["facts"].values()]
    context = {"form": form, "card": card, "facts": facts}
    return page(request, "reporting/letter_edit.html", context, form)


def _count(request: MemberRequest, card: LetterCard) -> int:
    """Return how many sections the form has: as many as were shown to who sends it in."""
    shown = sum(name.startswith("heading_") for name in request.POST) - 1
    return min(max(len(card.sections), shown), 40)


def letter_renew(request: MemberRequest, letter_id: UUID) -> HttpResponse:
    """Put the facts of now in a draft."""
    form = VersionOnly(sent(request))

    def renew(values: dict[str, Any]) -> None:
        services.renew_letter(actor=request.actor, letter_id=letter_id, at=timezone.now(), **values)

    return _done(request, letter_id, form, renew, _("Dit zijn de feiten van nu."))


def letter_freeze(request: MemberRequest, letter_id: UUID) -> HttpResponse:
    """Freeze a letter."""
    form = VersionOnly(sent(request))

    def freeze(values: dict[str, Any]) -> None:
        services.freeze_letter(
            actor=request.actor, letter_id=letter_id, at=timezone.now(), **values
        )

    words = _("De brief is vastgelegd. Woorden en feiten veranderen niet meer.")
    return _done(request, letter_id, form, freeze, words)


def _done(request: MemberRequest, letter_id: UUID, form: Any, act: Any, words: str) -> HttpResponse:
    if kept(form, act):
        return saved(request, "reporting:letter", letter_id, words=words)
    card = selectors.letter(actor=request.actor, letter_id=letter_id)
    return page(request, "reporting/letter.html", {**_shown(card), "form": form}, form)


def letter_drop(request: MemberRequest, letter_id: UUID) -> HttpResponse:
    """Remove a draft."""
    services.drop_letter(actor=request.actor, letter_id=letter_id)
    return saved(request, "reporting:home", words=_("Het concept is weg."))


def letter_file(request: MemberRequest, letter_id: UUID, kind: str) -> HttpResponse:
    """Return a letter as Word or OpenDocument file."""
    card = selectors.letter(actor=request.actor, letter_id=letter_id)
    drawn = paper.letter_file(
        kind=kind,
        content=card.content,
        title=card.title,
        subject=card.subject,
        sections=card.sections,
    )
    return attachment(drawn, TYPES[kind], f"bundel-brief-{card.number}.{kind}")
