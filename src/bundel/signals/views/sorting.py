"""Pages of teams, themes and settings, and the theme that a text suggests."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.accounts.requests import MemberRequest
from bundel.audit import saving
from bundel.signals.forms.rules import MoveRule
from bundel.signals.forms.sorting import EditSettings, EditTeam, EditTheme
from bundel.signals.models import SignalTheme, Team
from bundel.signals.selectors import sorting as seen
from bundel.signals.services import lists, rules, suggesting
from bundel.signals.services import settings as settings_services
from bundel.signals.services import teams as team_services
from bundel.signals.services import themes as theme_services
from bundel.ui import form_pages

TEAMS, THEMES = "signals:teams", "signals:themes"
LONGEST_TEXT = 4000


def teams(request: MemberRequest) -> HttpResponse:
    """Show the teams, their people, and how much waits for each."""
    return render(request, "signals/teams.html", {"teams": seen.teams(actor=request.actor)})


def team(request: MemberRequest, team_id: UUID | None = None) -> HttpResponse:
    """Make a team, or change one."""
    row = saving.find(Team, request.actor, team_id) if team_id else None
    initial = _values(row, EditTeam)
    if row is not None:
        initial["members"] = [str(pk) for pk in row.members.values_list("user_id", flat=True)]
    form = EditTeam(
        form_pages.sent(request),
        initial=initial,
        people=_people(rules.handlers(request.actor)),
        commissioners=_people(team_services.commissioners(request.actor)),
    )
    if row is None:
        del form.fields["is_active"]

    def write(values: dict[str, Any]) -> None:
        version = values.pop("version")
        team_services.save_team(
            actor=request.actor, team_id=team_id, version=version or 0, **values
        )

    if form_pages.kept(form, write):
        return form_pages.saved(request, TEAMS)
    return form_pages.page(request, "signals/team_edit.html", {"form": form, "team": row}, form)


def themes(request: MemberRequest) -> HttpResponse:
    """Show the themes in their order, and what the suggestion of themes learnt."""
    return _themes(request, MoveRule())


def load(request: MemberRequest) -> HttpResponse:
    """Add the themes of the start list that are missing."""
    added = lists.load_lists(actor=request.actor)
    words = ngettext("%(many)s thema toegevoegd.", "%(many)s thema's toegevoegd.", added)
    return form_pages.saved(request, THEMES, words=words % {"many": added})


def theme(request: MemberRequest, theme_id: UUID | None = None) -> HttpResponse:
    """Add a theme, change it, or stop using it."""
    row = saving.find(SignalTheme, request.actor, theme_id) if theme_id else None
    form = EditTheme(
        form_pages.sent(request),
        initial=_values(row, EditTheme),
        needs=seen.needs(actor=request.actor),
    )
    if row is None:
        del form.fields["is_active"]

    def write(values: dict[str, Any]) -> None:
        version = values.pop("version")
        theme_services.save_theme(
            actor=request.actor, theme_id=theme_id, version=version or 0, **values
        )

    if form_pages.kept(form, write):
        return form_pages.saved(request, THEMES)
    return form_pages.page(request, "signals/theme_edit.html", {"form": form, "theme": row}, form)


def move_theme(request: MemberRequest, theme_id: UUID) -> HttpResponse:
    """Let a theme change places with the one above or below it."""
    saving.find(SignalTheme, request.actor, theme_id)
    form = MoveRule(request.POST)

    def write(values: dict[str, Any]) -> None:
        theme_services.move_theme(
            actor=request.actor,
            theme_id=theme_id,
            version=values["version"],
            is_up=values["way"] == "up",
        )

    if form_pages.kept(form, write):
        return form_pages.saved(request, THEMES, words=_("Verplaatst."))
    return _themes(request, form)


def suggest(request: MemberRequest) -> HttpResponse:
    """Show which theme a text suggests and by which words; the text is kept nowhere."""
    text = " ".join(request.POST.get(name, "") for name in ("text", "question"))[:LONGEST_TEXT]
    offered = suggesting.suggest(text, request.actor.municipality_id)
    context = {"offered": offered, "best": offered[0] if offered and offered[0].is_sure else None}
    return render(request, "signals/parts/theme_suggestion.html", context)


def settings(request: MemberRequest) -> HttpResponse:
    """Show and change how the municipality works with its signals."""
    row = settings_services.settings_of(request.actor.municipality_id)
    here = Team.objects.filter(municipality_id=request.actor.municipality_id, is_active=True)
    teams = [(str(pk), name) for pk, name in here.values_list("pk", "name")]
    initial = _values(row, EditSettings)
    form = EditSettings(form_pages.sent(request), initial=initial, teams=teams)

    def write(values: dict[str, Any]) -> None:
        settings_services.save_settings(actor=request.actor, **values)

    if form_pages.kept(form, write):
        return form_pages.saved(request, "signals:settings")
    return form_pages.page(request, "signals/settings.html", {"form": form}, form)


def _themes(request: MemberRequest, form: MoveRule) -> HttpResponse:
    context = {
        "form": form,
        "themes": seen.themes(actor=request.actor),
        "learnt": seen.learnt(actor=request.actor),
        "start": len(suggesting.start_examples()),
    }
    return form_pages.page(request, "signals/themes.html", context, form)


def _people(rows: Any) -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


def _values(row: Any, form: type[Any]) -> dict[str, Any]:
    if row is None:
        return {}
    return {name: getattr(row, name) for name in form.base_fields if hasattr(row, name)}
