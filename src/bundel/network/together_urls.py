"""The doors of working together: goods and hours, actions, agreements, new partners, exports."""

from django.urls import path

from bundel.network.views import goods

GOODS = "spullen/<uuid:goods_id>"
MATCH = f"{GOODS}/reserveringen/<uuid:match_id>"

urlpatterns = [
    path("spullen", goods.goods, name="goods"),
    path("spullen/nieuw", goods.new, name="goods_new"),
    path(GOODS, goods.item, name="goods_item"),
    path(f"{GOODS}/wijzig", goods.edit, name="goods_edit"),
    path(f"{GOODS}/nog-steeds", goods.renew, name="goods_renew"),
    path(f"{GOODS}/trek-in", goods.withdraw, name="goods_withdraw"),
    path(f"{MATCH}/overgedragen", goods.hand_over, name="goods_hand_over"),
    path(f"{MATCH}/breek-af", goods.break_off, name="goods_break_off"),
]
