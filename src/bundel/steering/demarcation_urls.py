"""The doors of the demarcation."""

from __future__ import annotations

from django.urls import path

from bundel.steering.views import demarcation, demarcation_forms, issues

ACTIVITY = "afbakening/activiteit/<uuid:activity_id>"
DOMAIN = "afbakening/domein/<uuid:domain_id>"
CELL = f"{ACTIVITY}/<uuid:domain_id>"
ISSUE = "afbakening/onduidelijk/<uuid:issue_id>"

urlpatterns = [
    path("afbakening", demarcation.overview, name="demarcation"),
    path("afbakening/lijst.<str:kind>", demarcation.download, name="demarcation_file"),
    path("afbakening/verwijderd", demarcation.archived, name="demarcation_archived"),
    path("afbakening/activiteit/nieuw", demarcation_forms.activity, name="activity_new"),
    path(ACTIVITY, demarcation_forms.activity, name="activity_edit"),
    path(f"{ACTIVITY}/plaats", demarcation_forms.move_activity, name="activity_move"),
    path(f"{ACTIVITY}/verwijder", demarcation_forms.archive_activity, name="activity_archive"),
    path(f"{ACTIVITY}/herstel", demarcation_forms.restore_activity, name="activity_restore"),
    path("afbakening/domein/nieuw", demarcation_forms.add_domain, name="domain_new"),
    path(DOMAIN, demarcation_forms.domain, name="domain_edit"),
    path(f"{DOMAIN}/plaats", demarcation_forms.move_domain, name="domain_move"),
    path(f"{DOMAIN}/verwijder", demarcation_forms.archive_domain, name="domain_archive"),
    path(f"{DOMAIN}/herstel", demarcation_forms.restore_domain, name="domain_restore"),
    path(CELL, demarcation.cell, name="cell"),
    path(f"{CELL}/wijzig", demarcation_forms.cell, name="cell_edit"),
    path(f"{CELL}/ja", demarcation_forms.agree, name="cell_agree"),
    path(f"{CELL}/toch-niet", demarcation_forms.withdraw, name="cell_withdraw"),
    path(ISSUE, issues.issue, name="issue"),
    path(f"{ISSUE}/wie", issues.assign, name="issue_assign"),
    path(f"{ISSUE}/los-op", issues.settle, name="issue_settle"),
]
