"""The doors of sorting: rules, teams, themes and settings."""

from django.urls import path

from bundel.signals.views import rule_trials, rules, sorting

urlpatterns = [
    path("regels/", rules.overview, name="rules"),
    path("regels/begin/", rules.begin, name="rules_begin"),
    path("regels/proberen/", rule_trials.try_out, name="rules_try"),
    path("regels/concept/", rules.draft, name="rules_draft"),
    path("regels/concept/regel/", rules.rule, name="rule_new"),
    path("regels/concept/regel/<uuid:rule_id>/", rules.rule, name="rule_edit"),
    path("regels/concept/regel/<uuid:rule_id>/verplaats/", rules.move, name="rule_move"),
    path("regels/concept/regel/<uuid:rule_id>/verwijder/", rules.remove, name="rule_remove"),
    path("regels/concept/terugkijken/", rule_trials.back_test, name="rules_backtest"),
    path("regels/concept/in-gebruik/", rules.activate, name="rules_activate"),
    path("regels/concept/weg/", rules.discard, name="rules_discard"),
    path("regels/<uuid:rules_id>/", rules.older, name="rules_older"),
    path("regels/<uuid:rules_id>/begin/", rules.begin, name="rules_begin_like"),
    path("teams/", sorting.teams, name="teams"),
    path("teams/nieuw/", sorting.team, name="team_new"),
    path("teams/<uuid:team_id>/", sorting.team, name="team_edit"),
    path("themas/", sorting.themes, name="themes"),
    path("themas/laad/", sorting.load, name="themes_load"),
    path("themas/nieuw/", sorting.theme, name="theme_new"),
    path("themas/<uuid:theme_id>/", sorting.theme, name="theme_edit"),
    path("themas/<uuid:theme_id>/verplaats/", sorting.move_theme, name="theme_move"),
    path("thema-voorstel/", sorting.suggest, name="theme_suggest"),
    path("instellingen/", sorting.settings, name="settings"),
]
