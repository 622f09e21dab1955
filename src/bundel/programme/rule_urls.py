"""The doors of what ties initiatives together and what a plan has to respect."""

from django.urls import path

from bundel.programme.views import rules

ORDER = "programma/regels/volgorde/<uuid:precedence_id>"
RULE = "programma/regels/<uuid:rule_id>"

urlpatterns = [
    path("programma/regels", rules.rules, name="rules"),
    path("programma/regels/nieuw", rules.edit_rule, name="rule_new"),
    path(RULE, rules.edit_rule, name="rule_edit"),
    path(f"{RULE}/verwijder", rules.remove_rule, name="rule_remove"),
    path("programma/regels/volgorde/nieuw", rules.edit_order, name="order_new"),
    path(ORDER, rules.edit_order, name="order_edit"),
    path(f"{ORDER}/verwijder", rules.remove_order, name="order_remove"),
]
