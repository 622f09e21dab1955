"""The doors of what ties initiatives together and what a plan has to respect."""

from django.urls import path

from bundel.programme.views import groups, rules, shares

ORDER = "programma/regels/volgorde/<uuid:precedence_id>"
RULE = "programma/regels/<uuid:rule_id>"
FLOOR = "programma/ondergrenzen/<uuid:floor_id>"
AT_RISK = "programma/risico/<uuid:at_risk_id>"
DEPARTMENT = "programma/afdelingen/<uuid:department_id>"
GROUP = "programma/groepen/<uuid:group_id>"

urlpatterns = [
    path("programma/regels", rules.rules, name="rules"),
    path("programma/regels/nieuw", rules.edit_rule, name="rule_new"),
    path(RULE, rules.edit_rule, name="rule_edit"),
    path(f"{RULE}/verwijder", rules.remove_rule, name="rule_remove"),
    path("programma/regels/volgorde/nieuw", rules.edit_order, name="order_new"),
    path(ORDER, rules.edit_order, name="order_edit"),
    path(f"{ORDER}/verwijder", rules.remove_order, name="order_remove"),
    path("programma/ondergrenzen", shares.floors, name="floors"),
    path("programma/ondergrenzen/nieuw", shares.edit_floor, name="floor_new"),
    path(FLOOR, shares.edit_floor, name="floor_edit"),
    path(f"{FLOOR}/verwijder", shares.remove_floor, name="floor_remove"),
    path("programma/risico", shares.at_risk, name="at_risk"),
    path("programma/risico/nieuw", shares.edit_at_risk, name="at_risk_new"),
    path(AT_RISK, shares.edit_at_risk, name="at_risk_edit"),
    path(f"{AT_RISK}/verwijder", shares.remove_at_risk, name="at_risk_remove"),
    path("programma/groepen", groups.groups, name="groups"),
    path("programma/groepen/nieuw", groups.edit_group, name="group_new"),
    path(GROUP, groups.edit_group, name="group_edit"),
    path(f"{GROUP}/verwijder", groups.remove_group, name="group_remove"),
    path("programma/afdelingen/nieuw", groups.edit_department, name="department_new"),
    path(DEPARTMENT, groups.edit_department, name="department_edit"),
    path(f"{DEPARTMENT}/verwijder", groups.remove_department, name="department_remove"),
]
