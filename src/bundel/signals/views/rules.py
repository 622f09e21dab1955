"""Pages of routing rules: what holds, the draft, and the lists that held before."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts.requests import MemberRequest
from bundel.errors import NotFound
from bundel.signals.forms.rules import Activate, EditRule, MoveRule
from bundel.signals.models import ListState
from bundel.signals.selectors import rule_choices
from bundel.signals.selectors import rules as seen
from bundel.signals.services import rules, settings
from bundel.ui import form_pages
from bundel.ui.form_pages import Nothing, VersionOnly

LIST, DRAFT = "signals:rules", "signals:rules_draft"


def overview(request: MemberRequest) -> HttpResponse:
    """Show the rules that hold now, and the lists that held before."""
    return _overview(request, Nothing())


def begin(request: MemberRequest, rules_id: UUID | None = None) -> HttpResponse:
    """Begin a draft as a copy of the list that holds, or of an earlier one."""
    if rules_id is not None:
        seen.read(actor=request.actor, rules_id=rules_id)
    form = Nothing(request.POST)

    def write(_values: dict[str, Any]) -> None:
        rules.begin_draft(actor=request.actor, at=timezone.now(), like_id=rules_id)

    if form_pages.kept(form, write):
        words = _("Dit is een concept. Er verandert niets tot u het in gebruik neemt.")
        return form_pages.saved(request, DRAFT, words=words)
    return _overview(request, form)


def older(request: MemberRequest, rules_id: UUID) -> HttpResponse:
    """Show a list as it was."""
    found = seen.read(actor=request.actor, rules_id=rules_id)
    if found.row.state == ListState.DRAFT:
        raise NotFound
    context = {
        "list": seen.list_view(actor=request.actor, found=found),
        "may_begin": seen.may_change(actor=request.actor)
        and not seen.has_draft(actor=request.actor),
    }
    return render(request, "signals/rules_older.html", context)


def draft(request: MemberRequest) -> HttpResponse:
    """Show the draft: its rules to change and to order, and what it leaves out."""
    found = _draft(request)
    context = {
        "list": seen.list_view(actor=request.actor, found=found),
        "may_change": seen.may_change(actor=request.actor),
    }
    return render(request, "signals/rules_draft.html", context)


def rule(request: MemberRequest, rule_id: UUID | None = None) -> HttpResponse:
    """Add a rule to the draft, or change one."""
    found = _draft(request)
    line = next((one for one in found.lines if one.row.pk == rule_id), None)
    if rule_id is not None and line is None:
        raise NotFound
    form = EditRule(
        form_pages.sent(request),
        initial=rule_choices.initial(line, settings.settings_of(request.actor.municipality_id)),
        **rule_choices.options(actor=request.actor, line=line),
    )

    def write(values: dict[str, Any]) -> None:
        version = values.pop("version")
        rules.save_rule(actor=request.actor, version=version or 0, rule_id=rule_id, **values)

    if form_pages.kept(form, write):
        return form_pages.saved(request, DRAFT)
    context = {"form": form, "line": line}
    return form_pages.page(request, "signals/rule_edit.html", context, form)


def move(request: MemberRequest, rule_id: UUID) -> HttpResponse:
    """Let a rule change places with the one above or below it."""
    found = _draft(request)
    if not any(one.row.pk == rule_id for one in found.lines):
        raise NotFound
    form = MoveRule(request.POST)

    def write(values: dict[str, Any]) -> None:
        is_up = values["way"] == "up"
        rules.move_rule(
            actor=request.actor, rule_id=rule_id, version=values["version"], is_up=is_up
        )

    if form_pages.kept(form, write):
        answer = form_pages.saved(request, DRAFT, words=_("Verplaatst."))
        # The keyboard goes on where it was.
        answer["Location"] += f"#regel-{rule_id}"
        return answer
    context = {
        "list": seen.list_view(actor=request.actor, found=found),
        "may_change": True,
        "form": form,
    }
    return form_pages.page(request, "signals/rules_draft.html", context, form)


def remove(request: MemberRequest, rule_id: UUID) -> HttpResponse:
    """Take a rule out of the draft; asked once, with its name."""
    found = _draft(request)
    view = seen.list_view(actor=request.actor, found=found)
    shown = next((one for one in view.rules if one.id == rule_id), None)
    if shown is None:
        raise NotFound
    form = VersionOnly(form_pages.sent(request), initial={"version": shown.version})

    def write(values: dict[str, Any]) -> None:
        rules.remove_rule(actor=request.actor, rule_id=rule_id, version=values["version"])

    if form_pages.kept(form, write):
        return form_pages.saved(request, DRAFT, words=_("De regel is weg uit het concept."))
    context = {"form": form, "rule": shown}
    return form_pages.page(request, "signals/rule_remove.html", context, form)


def discard(request: MemberRequest) -> HttpResponse:
    """Throw the draft away; asked once."""
    found = _draft(request)
    form = VersionOnly(form_pages.sent(request), initial={"version": found.row.version})

    def write(values: dict[str, Any]) -> None:
        rules.discard_draft(actor=request.actor, version=values["version"])

    if form_pages.kept(form, write):
        words = _("Het concept is weg. De regels van nu blijven gelden.")
        return form_pages.saved(request, LIST, words=words)
    context = {"form": form, "count": len(found.lines)}
    return form_pages.page(request, "signals/rules_discard.html", context, form)


def activate(request: MemberRequest) -> HttpResponse:
    """Let the draft hold from now on, with a word why."""
    try:
        found = _draft(request)
    except rules.DraftIsGone as gone:
        return _gone(request, gone)
    form = Activate(form_pages.sent(request), initial={"version": found.row.version})

    def write(values: dict[str, Any]) -> None:
        rules.activate(actor=request.actor, at=timezone.now(), **values)

    if form_pages.kept(form, write):
        words = _("Deze regels gelden nu. Signalen die al verdeeld zijn, blijven waar ze zijn.")
        return form_pages.saved(request, LIST, words=words)
    context = {"form": form, "list": seen.list_view(actor=request.actor, found=found)}
    return form_pages.page(request, "signals/rules_activate.html", context, form)


def _gone(request: MemberRequest, gone: rules.DraftIsGone) -> HttpResponse:
    """Show what holds now, with the word why that was typed: nothing of it is lost."""
    form = Nothing(request.POST)
    form.add_error(None, str(gone))
    answer = _overview(request, form, typed=request.POST.get("note", "").strip())
    answer.status_code = gone.status
    return answer


def _overview(request: MemberRequest, form: Nothing, *, typed: str = "") -> HttpResponse:
    actor = request.actor
    lists = seen.all_lists(actor=actor)
    active = next((one for one in lists if one.state == ListState.ACTIVE), None)
    chosen = settings.settings_of(actor.municipality_id)
    context = {
        "form": form,
        "typed": typed,
        "lists": lists,
        "active": active
        and seen.list_view(actor=actor, found=seen.read(actor=actor, rules_id=active.id)),
        "has_draft": seen.has_draft(actor=actor),
        "may_change": seen.may_change(actor=actor),
        "rest": settings.fallback_team(chosen),
        "rest_days": chosen.promise_days,
    }
    return form_pages.page(request, "signals/rules.html", context, form)


def _draft(request: MemberRequest) -> seen.Read:
    try:
        return seen.read(actor=request.actor, state=ListState.DRAFT)
    except NotFound as nothing:
        # Who was at work on it hears what happened; an address that is tried finds nothing.
        raise rules.DraftIsGone if request.method == "POST" else rules.NoDraft from nothing
