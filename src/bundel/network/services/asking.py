"""Asking partners by mail whether all is still right: once a term, with one reminder."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from bundel.accounts import post
from bundel.accounts.models import Municipality
from bundel.accounts.tenancy import as_municipality
from bundel.core.months import months_later
from bundel.network import links
from bundel.network.models import (
    ConfirmRound,
    Contact,
    NetworkSettings,
    Organisation,
    PartnerLinkPurpose,
)
from bundel.network.selectors import freshness
from bundel.network.selectors.asked import asked_of

REMIND_AFTER = timedelta(days=14)
LINK_LASTS = timedelta(days=60)


def ask_partners(*, municipality: Municipality, at: datetime) -> int:
    """
    Ask each partner whose confirmation is too old, and remind it once; return how many mails.

    Doing it twice sends nothing twice: who was asked has a round.
    """
    with as_municipality(municipality.id), override("nl"):
        chosen = freshness.settings_of(municipality.id)
        stale = freshness.stale_services(municipality_id=municipality.id, chosen=chosen, now=at)
        partner_ids = sorted(set(stale.values_list("organisation_id", flat=True)))
        return sum(_ask(municipality, partner_id, chosen, at) for partner_id in partner_ids)


def _ask(
    municipality: Municipality, partner_id: uuid.UUID, chosen: NetworkSettings, at: datetime
) -> int:
    """Ask or remind one partner if it is time; return how many mails go out."""
    # Held until the end, so that two runs at once ask one after the other.
    partner = Organisation.objects.select_for_update().get(pk=partner_id)
    last = ConfirmRound.objects.filter(organisation=partner).order_by("-asked_at").first()
    if last is None or _is_over(last, partner, chosen, at):
        return _begin(municipality, partner, last, at)
    if last.closed_at is None and last.reminded_at is None and at >= last.asked_at + REMIND_AFTER:
        return _remind(municipality, partner, last, at)
    return 0


def _is_over(
    last: ConfirmRound, partner: Organisation, chosen: NetworkSettings, at: datetime
) -> bool:
    """Tell whether it is so long ago that one may ask again."""
    months = partner.confirm_months or chosen.confirm_months
    # Who answered and still has something stale is not asked again at once.
    wait = months if last.closed_at is None else max(1, months // 2)
    return at >= months_later(last.asked_at, wait)


def _begin(
    municipality: Municipality, partner: Organisation, last: ConfirmRound | None, at: datetime
) -> int:
    if last is not None and last.closed_at is None:
        ConfirmRound.objects.filter(pk=last.pk).update(closed_at=at)
    contact = (
        Contact.objects.filter(organisation=partner, is_first=True, left_date=None)
        .exclude(email="")
        .first()
    )
    email = contact.email if contact else partner.email
    row = ConfirmRound.objects.create(
        municipality_id=partner.municipality_id,
        organisation=partner,
        contact=contact,
        email=email,
        asked_at=at,
    )
    return _mail(municipality, partner, row, at, key="first")


def _remind(
    municipality: Municipality, partner: Organisation, row: ConfirmRound, at: datetime
) -> int:
    row.reminded_at = at
    row.save(update_fields=["reminded_at"])
    return _mail(municipality, partner, row, at, key="again")


def _mail(
    municipality: Municipality, partner: Organisation, row: ConfirmRound, at: datetime, *, key: str
) -> int:
    """Send the mail with the link; without an address somebody has to call."""
    if not row.email:
        return 0
    address = links.make(
        organisation=partner,
        contact=row.contact,
        purpose=PartnerLinkPurpose.CONFIRM,
        object_id=row.pk,
        email=row.email,
        base=links.base_of(municipality),
        lasts=LINK_LASTS,
        at=at,
    )
    subject = _("Klopt dit nog? De gegevens van %(name)s") % {"name": partner.name}
    if key == "again":
        subject = _("Herinnering: %(subject)s") % {"subject": subject}
    post.send(
        municipality_id=municipality.id,
        key=f"network.confirm {row.pk} {key}",
        to=row.email,
        subject=subject[:200],
        body=_body(municipality, partner, row, address, at),
        at=at,
    )
    return 1


def _body(
    municipality: Municipality,
    partner: Organisation,
    row: ConfirmRound,
    address: str,
    at: datetime,
) -> str:
    hello = _("Beste %(name)s,") % {"name": row.contact.name if row.contact else partner.name}
    until = date_format((at + LINK_LASTS).date(), "j F Y")
    return "\n".join(
        [
            hello,
            "",
            _("Andere hulpverleners in %(place)s vinden u met deze diensten:")
            % {"place": municipality.name},
            "",
            *(f"- {service.name}" for service in asked_of(partner.pk)),
            "",
            _("Klopt dit nog? Open de link en kies per dienst ja of nee."),
            _("U hebt geen account nodig."),
            "",
            address,
            "",
            _("De link werkt tot en met %(day)s.") % {"day": until},
            _("Reageert u niet? Dan zien anderen dat uw gegevens niet zijn bevestigd."),
        ]
    )
