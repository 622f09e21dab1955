"""The doors of decisions, figures and actions."""

from django.urls import path

from bundel.steering.views import actions, decision_parts, decisions, indicators

ONE = "besluiten/<uuid:decision_id>"
FIGURE = "cijfers/<uuid:indicator_id>"
ACTION = "acties/<uuid:action_id>"

urlpatterns = [
    path("besluiten", decisions.decisions, name="decisions"),
    path("besluiten/lijst.<str:kind>", decisions.decisions_file, name="decisions_file"),
    path("besluiten/nieuw", decisions.ask, name="decision_new"),
    path(ONE, decisions.decision, name="decision"),
    path(f"{ONE}/wijzig", decisions.edit, name="decision_edit"),
    path(f"{ONE}/besluit", decisions.decide, name="decision_decide"),
    path(f"{ONE}/vervang", decisions.succeed, name="decision_succeed"),
    path(f"{ONE}/blijft-staan", decisions.confirm, name="decision_confirm"),
    path(f"{ONE}/vervalt", decisions.drop, name="decision_drop"),
    path(f"{ONE}/opties", decision_parts.options_of, name="decision_options"),
    path(f"{ONE}/opties/drie", decision_parts.make_three, name="decision_three"),
    path(
        f"{ONE}/opties/<uuid:option_id>/verwijder",
        decision_parts.remove_option,
        name="decision_option_remove",
    ),
    path(f"{ONE}/grens", decision_parts.add_trigger, name="decision_trigger"),
    path(
        f"{ONE}/grens/<uuid:trigger_id>/stop",
        decision_parts.end_trigger,
        name="decision_trigger_end",
    ),
    path(f"{ONE}/uitvoeren", decision_parts.carry_out, name="decision_carry_out"),
    path(f"{ONE}/besluit.pdf", decision_parts.card_pdf, name="decision_pdf"),
    path("acties", actions.actions, name="actions"),
    path("acties/lijst.<str:kind>", actions.actions_file, name="actions_file"),
    path("acties/nieuw", actions.new, name="action_new"),
    path(ACTION, actions.action, name="action"),
    path(f"{ACTION}/wijzig", actions.edit, name="action_edit"),
    path(f"{ACTION}/vervalt", actions.drop, name="action_drop"),
    path("cijfers", indicators.indicators, name="indicators"),
    path("cijfers/lijst.<str:kind>", indicators.indicators_file, name="indicators_file"),
    path("cijfers/nieuw", indicators.edit, name="indicator_new"),
    path("cijfers/beginlijst", indicators.start_list, name="indicators_start"),
    path("cijfers/laden", indicators.load, name="indicators_load"),
    path(FIGURE, indicators.indicator, name="indicator"),
    path(f"{FIGURE}/wijzig", indicators.edit, name="indicator_edit"),
    path(f"{FIGURE}/verwijder", indicators.remove, name="indicator_remove"),
    path(
        f"{FIGURE}/metingen/<uuid:reading_id>/verwijder",
        indicators.remove_reading,
        name="reading_remove",
    ),
]
