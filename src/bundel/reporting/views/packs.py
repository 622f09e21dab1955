"""Pages of a stuk voor de stuurgroep: one to act on, and its files."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from bundel.accounts.requests import MemberRequest
from bundel.reporting.facts.figures import Json
from bundel.reporting.forms.packs import EditPack, MakePack
from bundel.reporting.papers import pack as paper
from bundel.reporting.papers import pictures, sentences
from bundel.reporting.papers.pack import pack_pdf
from bundel.reporting.papers.slides import pack_pptx
from bundel.reporting.selectors import packs as selectors
from bundel.reporting.selectors.packs import PackCard
from bundel.reporting.services import packs as services
from bundel.ui.form_pages import VersionOnly, kept, page, saved, sent
from bundel.ui.lists import attachment

PDF = "application/pdf"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def pack_new(request: MemberRequest) -> HttpResponse:
    """Draft a pack for a body with the figures of now."""
    now = timezone.now()
    choices = selectors.pack_choices(actor=request.actor, now=now)
    form = MakePack(sent(request), choices=choices)
    made: list[UUID] = []

    def make(_values: dict[str, Any]) -> None:
        picked = form.picked()
        made.append(
            services.make_pack(
                actor=request.actor,
                body_id=UUID(picked["body_id"]),
                meeting_id=UUID(picked["meeting_id"]) if picked["meeting_id"] else None,
                at=now,
            )
        )

    if kept(form, make):
        words = _("Het concept staat klaar, met de cijfers van nu.")
        return saved(request, "reporting:pack", made[0], words=words)
    context = {"form": form, "choices": choices}
    return page(request, "reporting/pack_new.html", context, form)


def pack(request: MemberRequest, pack_id: UUID) -> HttpResponse:
    """Show a pack on one page: what is asked first, then course, means and street."""
    card = selectors.pack(actor=request.actor, pack_id=pack_id)
    return render(request, "reporting/pack.html", {"card": card, **shown(card.content)})


def shown(content: Json) -> dict[str, Any]:
    """Return a content in the words of the reader."""
    course = content["course"]
    return {
        "content": content,
        "subtitle": paper.subtitle(content),
        "foot": sentences.sources(content),
        "decisions_title": sentences.decisions_title(content),
        "course_title": sentences.course_title(content),
        "change": sentences.change_line(content),
        "blocks": _blocks(content),
        "follow_up": _follow_up(content),
        "grounds": paper.grounds(content),
        "roadmap": _safe(pictures.roadmap_svg(course["roadmap"])) if course else "",
        "roadmap_title": pictures.roadmap_title(course["roadmap"]) if course else "",
    }


def _blocks(content: Json) -> list[tuple[str, str, list[str]]]:
    """Return what is looked at side by side: an id, the answer, and its lines."""
    return [
        ("uren", sentences.capacity_title(content), sentences.capacity_lines(content)),
        ("geld", sentences.money_title(content), sentences.money_lines(content)),
        ("patronen", sentences.patterns_title(content), sentences.pattern_lines(content)),
        ("beloften", sentences.promises_title(content), sentences.promise_lines(content)),
        ("risicos", sentences.risks_title(content), sentences.risk_lines(content)),
        (
            "acties",
            sentences.actions_title(content),
            sentences.action_lines(content["actions"]["overdue"]),
        ),
    ]


def _follow_up(content: Json) -> list[tuple[str, str, list[str]]]:
    return [
        (
            "bevindingen",
            sentences.findings_title(content),
            [paper.finding_line(row) for row in content["findings"]["rows"]],
        ),
        (
            "randvoorwaarden",
            sentences.preconditions_title(content),
            [paper.precondition_line(row) for row in content["preconditions"]],
        ),
    ]


def _safe(drawing: str) -> SafeString:
    return mark_safe(drawing)  # noqa: S308 - the picture escapes its words


def pack_edit(request: MemberRequest, pack_id: UUID) -> HttpResponse:
    """Put a draft in words."""
    card = _draft(request, pack_id)
    start = {"title": card.title, "message": card.message, "version": card.version}
    form = EditPack(sent(request), initial=start)

    def write(values: dict[str, Any]) -> None:
        services.edit_pack(actor=request.actor, pack_id=pack_id, **values)

    if kept(form, write):
        return saved(request, "reporting:pack", pack_id)
    return page(request, "reporting/pack_edit.html", {"form": form, "card": card}, form)


def _draft(request: MemberRequest, pack_id: UUID) -> PackCard:
    """Return a pack that still moves, before somebody fills in a form in vain."""
    card = selectors.pack(actor=request.actor, pack_id=pack_id)
    if card.is_frozen:
        raise services.IsFrozen
    return card


def pack_renew(request: MemberRequest, pack_id: UUID) -> HttpResponse:
    """Put the figures of now in a draft."""
    form = VersionOnly(sent(request))

    def renew(values: dict[str, Any]) -> None:
        services.renew_pack(actor=request.actor, pack_id=pack_id, at=timezone.now(), **values)

    if kept(form, renew):
        return saved(request, "reporting:pack", pack_id, words=_("Dit zijn de cijfers van nu."))
    return _refused(request, pack_id, form)


def pack_freeze(request: MemberRequest, pack_id: UUID) -> HttpResponse:
    """Freeze a pack, after one question: it cannot be undone."""
    card = _draft(request, pack_id)
    form = VersionOnly(sent(request), initial={"version": card.version})

    def freeze(values: dict[str, Any]) -> None:
        services.freeze_pack(actor=request.actor, pack_id=pack_id, at=timezone.now(), **values)

    if kept(form, freeze):
        words = _("Het stuk is vastgelegd. Deze cijfers veranderen niet meer.")
        return saved(request, "reporting:pack", pack_id, words=words)
    return page(request, "reporting/pack_freeze.html", {"form": form, "card": card}, form)


def pack_drop(request: MemberRequest, pack_id: UUID) -> HttpResponse:
    """Remove a draft."""
    services.drop_pack(actor=request.actor, pack_id=pack_id)
    return saved(request, "reporting:home", words=_("Het concept is weg."))


def pack_file(request: MemberRequest, pack_id: UUID, kind: str) -> HttpResponse:
    """Return a pack as PDF or PowerPoint."""
    card = selectors.pack(actor=request.actor, pack_id=pack_id)
    name = f"bundel-stuk-{card.number}"
    if kind == "pdf":
        return attachment(_drawn(pack_pdf, card), PDF, f"{name}.pdf")
    return attachment(_drawn(pack_pptx, card), PPTX, f"{name}.pptx")


def _drawn(draw: Any, card: PackCard) -> bytes:
    drawn: bytes = draw(content=card.content, title=card.title, message=card.message)
    return drawn


def _refused(request: MemberRequest, pack_id: UUID, form: Any) -> HttpResponse:
    """Return to the pack with what was refused."""
    card = selectors.pack(actor=request.actor, pack_id=pack_id)
    context = {"card": card, "form": form, **shown(card.content)}
    return page(request, "reporting/pack.html", context, form)
