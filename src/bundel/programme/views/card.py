"""The card of an initiative: read it, change a part of it in its place, move it, put it away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh

from bundel.accounts import permissions
from bundel.accounts import selectors as accounts
from bundel.accounts.requests import MemberRequest
from bundel.audit import selectors as audit
from bundel.errors import NotAllowed
from bundel.programme import history, selectors, services
from bundel.programme.card_sections import sections_of
from bundel.programme.forms import initiatives as forms
from bundel.programme.selectors import InitiativeCard
from bundel.programme.selectors.grounds import grounds_of
from bundel.programme.views import saving
from bundel.ui import form_pages
from bundel.ui.lines import Lines, lines_of

CARD = "programme:initiative"
# The parts that show nothing which stands elsewhere on the card too.
PARTS = frozenset({"randvoorwaarden", "doelen"})


def initiative(request: MemberRequest, initiative_id: UUID) -> HttpResponse:
    """Show the card; a part that was just changed in its place is shown alone."""
    card = selectors.initiative_card(actor=request.actor, initiative_id=initiative_id)
    if request.htmx:
        # A form on a page of its own has no card around it to put the part in.
        if urlsplit(request.htmx.current_url or request.path).path != request.path:
            return HttpResponseClientRedirect(request.path)
        return _part(request, card, (request.htmx.target or "").removeprefix("deel-"))
    changes = audit.changes_of(kind="initiative", object_id=card.id)
    grounds = grounds_of(actor=request.actor, initiative_id=card.id)
    context = {
        "card": card,
        "deeds": history.deeds(changes),
        "grounds": grounds,
        "sections": sections_of(actor=request.actor, initiative_id=card.id),
    }
    return render(request, "programme/initiative.html", context)


def _part(request: MemberRequest, card: InitiativeCard, part: str) -> HttpResponse:
    """Show what was changed in its place; what shows all over the card asks for the whole."""
    if part in PARTS:
        return render(request, f"programme/initiative.html#{part}", {"card": card})
    level = next((level for level in card.levels if part == f"niveau-{level.id}"), None)
    if level is None:
        return HttpResponseClientRefresh()
    return render(request, "programme/initiative.html#niveau", {"card": card, "level": level})


def new(request: MemberRequest) -> HttpResponse:
    """Note an idea; the address may bring its name and what it is, as the coverage does."""
    departments = selectors.choices(actor=request.actor).departments
    form = forms.NewInitiative(
        form_pages.sent(request),
        initial={
            "code": next_code(request),
            "name": request.GET.get("naam", "")[:200],
            "summary": request.GET.get("toelichting", "")[:2000],
        },
        departments=departments,
    )
    made: list[UUID] = []

    def note(values: dict[str, Any]) -> None:
        made.append(services.create_initiative(actor=request.actor, at=timezone.now(), **values))

    if form_pages.kept(form, note):
        words = _("Het idee is genoteerd. Vul nu de uren aan.")
        return form_pages.saved(request, CARD, made[0], words=words)
    context = {"form": form, "departments": departments}
    return form_pages.page(request, "programme/new.html", context, form)


def edit(request: MemberRequest, initiative_id: UUID) -> HttpResponse:
    """Change the main facts."""
    card = editable(request, initiative_id)
    frame = selectors.programme_frame(actor=request.actor)
    form = forms.EditInitiative(
        form_pages.sent(request),
        initial={name: getattr(card, name, "") for name in forms.EditInitiative.base_fields},
        departments=selectors.choices(actor=request.actor).departments,
        people=accounts.people(),
        quarters=frame.quarters if frame else (),
        own=_only_own(request),
    )

    def change(values: dict[str, Any]) -> None:
        changes = {name: value for name, value in values.items() if name != "version"}
        services.edit_initiative(
            actor=request.actor,
            initiative_id=card.id,
            version=values["version"],
            changes=changes,
        )

    if form_pages.kept(form, change):
        return form_pages.saved(request, CARD, card.id)
    return editing(request, card, "kern", _("Wijzig de gegevens"), form)


def move(request: MemberRequest, initiative_id: UUID) -> HttpResponse:
    """Bring the initiative to its next state."""
    card = editable(request, initiative_id)
    frame = selectors.programme_frame(actor=request.actor)
    form = forms.MoveInitiative(
        form_pages.sent(request),
        initial={
            "version": card.version,
            "level_code": next((level.code for level in card.levels if level.usual), ""),
            "start_quarter": card.start_quarter or card.planned_start,
        },
        transitions=card.transitions,
        levels=[(level.code, level.name) for level in card.levels],
        quarters=frame.quarters if frame else (),
    )

    def go(values: dict[str, Any]) -> None:
        services.move_initiative(
            actor=request.actor, initiative_id=card.id, at=timezone.now(), **values
        )

    if form_pages.kept(form, go):
        return form_pages.saved(request, CARD, card.id)
    return editing(request, card, "status", _("Wijzig de status"), form)


def contributions(request: MemberRequest, initiative_id: UUID) -> HttpResponse:
    """Change which goals it serves, and how."""
    card = editable(request, initiative_id)
    how = {line.goal_id: line.how for line in card.contributions}
    goals = selectors.choices(actor=request.actor).goals
    lines = lines_of(
        forms.ContributionLine,
        data=form_pages.sent(request),
        initial=[
            {"goal_id": goal.id, "serves": goal.id in how, "how": how.get(goal.id, "")}
            for goal in goals
        ],
        extra=0,
    )
    form = form_pages.VersionOnly(form_pages.sent(request), initial={"version": card.version})

    def write(values: dict[str, Any]) -> None:
        services.set_contributions(
            actor=request.actor,
            initiative_id=card.id,
            version=values["version"],
            lines=[(line["goal_id"], line["how"]) for line in lines.filled("serves")],
        )

    if saving.both(form, lines, write):
        return form_pages.saved(request, CARD, card.id)
    title = _("Wijzig de doelen")
    names = [goal.name for goal in goals]
    return editing(request, card, "doelen", title, form, lines, names=names)


def archive(request: MemberRequest, initiative_id: UUID) -> HttpResponse:
    """Ask once, with the name; then put it away, from where it can come back."""
    card = selectors.initiative_card(actor=request.actor, initiative_id=initiative_id)
    form = form_pages.VersionOnly(form_pages.sent(request), initial={"version": card.version})

    def put_away(values: dict[str, Any]) -> None:
        services.archive_initiative(
            actor=request.actor, initiative_id=card.id, at=timezone.now(), **values
        )

    if form_pages.kept(form, put_away):
        words = _("%(name)s is verwijderd. U kunt het hier terughalen.") % {"name": card.name}
        return form_pages.saved(request, "programme:archived", words=words)
    context = {"card": card, "form": form}
    return form_pages.page(request, "programme/archive.html", context, form)


def restore(request: MemberRequest, initiative_id: UUID) -> HttpResponse:
    """Bring back what was put away."""
    services.restore_initiative(actor=request.actor, initiative_id=initiative_id)
    return form_pages.saved(request, CARD, initiative_id, words=_("Het initiatief is terug."))


def archived(request: MemberRequest) -> HttpResponse:
    """Show what was put away, each with its way back."""
    away = selectors.archived_initiatives(actor=request.actor)
    return render(request, "programme/archived.html", {"away": away})


def editable(request: MemberRequest, initiative_id: UUID) -> InitiativeCard:
    """
    Return the card, for who may change it.

    Raises:
        NotAllowed: if the actor may see it but not change it.
    """
    card = selectors.initiative_card(actor=request.actor, initiative_id=initiative_id)
    if not card.may_edit:
        raise NotAllowed
    return card


def editing(
    request: MemberRequest,
    card: InitiativeCard,
    part: str,
    title: str,
    form: Any,
    lines: Lines | None = None,
    *,
    names: Sequence[str] = (),
    place: str = "",
) -> HttpResponse:
    """
    Return the form of one part: in its place on the card, or as a page of its own.

    Args:
        names: What each row is called, where the rows are given.
        place: Where on the card it stands, if not at the part of its own name.
    """
    context = {
        "card": card,
        "place": place or part,
        "title": title,
        "form": form,
        "lines": lines,
        "names": names,
        "named": list(zip(lines.forms if lines else (), names, strict=False)),
    }
    template = f"programme/edit_{part}.html" + ("#part" if request.htmx else "")
    wrong = [form, *(lines.forms if lines and lines.is_bound else ())]
    return form_pages.page(request, template, context, *wrong)


def _only_own(request: MemberRequest) -> bool:
    relation = permissions.visible(request.actor, "programme.edit_initiative")
    return relation is permissions.Relation.OWN


def next_code(request: MemberRequest) -> str:
    """Return the code that follows the last one of the form INI-01."""
    codes = [row.code for row in selectors.initiative_rows(actor=request.actor)]
    numbers = [int(code[4:]) for code in codes if code[:4] == "INI-" and code[4:].isdigit()]
    return f"INI-{max(numbers, default=0) + 1:02}"
