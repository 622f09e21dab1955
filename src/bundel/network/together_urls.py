"""The doors of working together: goods and hours, actions, agreements, new partners, exports."""

from django.urls import path

from bundel.network.views import actions, agreements, goods, onboarding, partner_export

GOODS = "spullen/<uuid:goods_id>"
MATCH = f"{GOODS}/reserveringen/<uuid:match_id>"
ACTION = "acties/<uuid:action_id>"
AGREEMENT = "afspraken/<uuid:agreement_id>"

urlpatterns = [
    path("spullen", goods.goods, name="goods"),
    path("spullen/nieuw", goods.new, name="goods_new"),
    path(GOODS, goods.item, name="goods_item"),
    path(f"{GOODS}/wijzig", goods.edit, name="goods_edit"),
    path(f"{GOODS}/nog-steeds", goods.renew, name="goods_renew"),
    path(f"{GOODS}/trek-in", goods.withdraw, name="goods_withdraw"),
    path(f"{MATCH}/overgedragen", goods.hand_over, name="goods_hand_over"),
    path(f"{MATCH}/breek-af", goods.break_off, name="goods_break_off"),
    path("acties", actions.actions, name="actions"),
    path("acties/nieuw", actions.new, name="action_new"),
    path(ACTION, actions.action, name="action"),
    path(f"{ACTION}/wijzig", actions.edit, name="action_edit"),
    path(f"{ACTION}/gaat-niet-door", actions.cancel, name="action_cancel"),
    path(f"{ACTION}/doe-mee", actions.join, name="action_join"),
    path(f"{ACTION}/partners/<uuid:partner_id>", actions.answer, name="action_partner"),
    path("afspraken", agreements.agreements, name="agreements"),
    path("afspraken/nieuw", agreements.new, name="agreement_new"),
    path(AGREEMENT, agreements.agreement, name="agreement"),
    path(f"{AGREEMENT}/wijzig", agreements.edit, name="agreement_edit"),
    path(
        f"{AGREEMENT}/partijen/<uuid:organisation_id>/ja", agreements.agree, name="agreement_agree"
    ),
    path(f"{AGREEMENT}/beeindig", agreements.end, name="agreement_end"),
    path("nieuwe-partners", onboarding.onboarding, name="onboarding"),
    path("nieuwe-partners/nodig-uit", onboarding.invite, name="partner_invite"),
    path("partners/<uuid:organisation_id>/welkom", onboarding.welcome, name="welcome"),
    path("link/<str:token>/welkom", onboarding.link_welcome, name="link_welcome"),
    path(
        "partners/<uuid:organisation_id>/alles",
        partner_export.export,
        name="partner_export",
    ),
]
