"""The doors of commissions."""

from __future__ import annotations

from django.urls import path

from bundel.steering.views import (
    commission_forms,
    commission_hand_over,
    commission_letter,
    commissions,
)

COMMISSION = "opdrachten/<uuid:commission_id>"

urlpatterns = [
    path("opdrachten", commissions.commissions, name="commissions"),
    path("opdrachten/lijst.<str:kind>", commissions.commissions_file, name="commissions_file"),
    path("opdrachten/nieuw", commission_forms.new, name="commission_new"),
    path(COMMISSION, commissions.commission, name="commission"),
    path(f"{COMMISSION}/wijzig", commission_forms.edit, name="commission_edit"),
    path(f"{COMMISSION}/wijziging", commission_forms.change, name="commission_change"),
    path(f"{COMMISSION}/rollen", commission_forms.roles, name="commission_roles"),
    path(
        f"{COMMISSION}/overdragen/<str:named>",
        commission_hand_over.hand_over,
        name="commission_hand_over",
    ),
    path(f"{COMMISSION}/brief", commission_letter.letter, name="commission_letter"),
    path(f"{COMMISSION}/versies/<int:number>", commissions.version, name="commission_version"),
    path(f"{COMMISSION}/stap/<str:act>", commission_forms.sign, name="commission_sign"),
]
