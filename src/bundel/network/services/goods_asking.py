"""Asking owners whether what nobody took up is still there: once each term, by mail."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from bundel.accounts import post
from bundel.accounts.models import Municipality
from bundel.accounts.tenancy import as_municipality
from bundel.network import links
from bundel.network.models import Goods, GoodsState, Match
from bundel.network.selectors import freshness


def ask_owners(*, municipality: Municipality, at: datetime) -> int:
    """
    Ask who posted something that nobody took up whether it is still there; return how many.

    Doing it twice sends nothing twice: each term has a key of its own.
    """
    with as_municipality(municipality.id), override("nl"):
        days = freshness.settings_of(municipality.id).goods_unused_days
        taken = Match.objects.filter(cancelled_at=None).filter(
            Q(offer=OuterRef("pk")) | Q(request=OuterRef("pk"))
        )
        today = timezone.localtime(at).date()
        rows = (
            Goods.objects.filter(municipality=municipality, state=GoodsState.OPEN)
            .filter(Q(until_date=None) | Q(until_date__gte=today))
            .annotate(since=Coalesce("renewed_at", "created_at"))
            .filter(~Exists(taken), since__lte=at - timedelta(days=days))
            .select_related("organisation", "contact")
        )
        return sum(_ask(municipality, row, at, days) for row in rows)


def _ask(municipality: Municipality, row: Goods, at: datetime, days: int) -> int:
    """Mail the contact, or else the partner; without an address somebody has to call."""
    contact = row.contact if row.contact and row.contact.left_date is None else None
    email = (contact.email if contact else "") or row.organisation.email
    if not email:
        return 0
    since = row.renewed_at or row.created_at
    address = links.base_of(municipality) + reverse("network:goods_item", args=[row.pk])
    hello = _("Beste %(name)s,") % {"name": contact.name if contact else row.organisation.name}
    post.send(
        municipality_id=municipality.id,
        key=f"network.goods_unused {row.pk} {(at - since).days // days} {since:%Y%m%d}",
        to=email,
        subject=(_("Is dit er nog? %(what)s") % {"what": row.title})[:200],
        body="\n".join(
            [
                hello,
                "",
                _("Op deze vraag of dit aanbod ging nog niemand in: %(what)s.")
                % {"what": row.title},
                _("Zeg op deze pagina of het er nog is, of trek het in:"),
                "",
                address,
            ]
        ),
        at=at,
    )
    return 1
