"""Asking partners by mail whether all is still right: once a term, or at once by hand."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from bundel.accounts import permissions, post
from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import as_municipality
from bundel.audit import saving
from bundel.core.months import months_later
from bundel.errors import Conflict
from bundel.network import links
from bundel.network.models import (
    ConfirmRound,
    Contact,
    NetworkSettings,
    Organisation,
    OrganisationState,
    PartnerLinkPurpose,
)
from bundel.network.selectors import freshness
from bundel.network.selectors.asked import asked_of

MANAGE = "network.manage"
REMIND_AFTER = timedelta(days=14)
LINK_LASTS = timedelta(days=60)


class NobodyToAsk(Conflict):
    """There is no address, so a person has to call."""

    sentence = gettext_lazy("Deze organisatie heeft geen e-mailadres. Bel haar, of vul het in.")


class NothingToAsk(Conflict):
    """It takes no part, or offers nothing."""

    sentence = gettext_lazy("Deze organisatie doet nu niet mee of heeft geen diensten.")


@transaction.atomic
def ask_now(*, actor: Actor, organisation_id: uuid.UUID, at: datetime) -> bool:
    """
    Ask one partner at once whether its services are still right, at most once a day.

    Return whether a mail goes out; it does not if the partner was asked today already.

    Raises:
        NobodyToAsk: if there is no address.
        NothingToAsk: if it takes no part, or offers nothing.
    """
    permissions.require(actor, MANAGE)
    partner = saving.find(Organisation, actor, organisation_id, merged_into=None)
    is_there = partner.state == OrganisationState.ACTIVE and partner.archived_at is None
    if not is_there or not asked_of(partner.pk).exists():
        raise NothingToAsk
    last = _last_round(partner)
    if last is not None and freshness.was_asked_on(last, at):
        return False
    contact, email = _whom(partner)
    if not email:
        raise NobodyToAsk
    municipality = Municipality.objects.get(pk=actor.municipality_id)
    with override("nl"):
        if last is None or last.closed_at is not None:
            _begin(municipality, partner, last, at)
        else:
            last.contact, last.email = contact, email
            last.save(update_fields=["contact", "email"])
            _remind(municipality, partner, last, at)
    saving.tell(actor, "network.ask_now", "organisation", partner)
    return True


def _last_round(partner: Organisation) -> ConfirmRound | None:
    return ConfirmRound.objects.filter(organisation=partner).order_by("-asked_at").first()


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
    last = _last_round(partner)
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
    contact, email = _whom(partner)
    row = ConfirmRound.objects.create(
        municipality_id=partner.municipality_id,
        organisation=partner,
        contact=contact,
        email=email,
        asked_at=at,
    )
    return _mail(municipality, partner, row, at, key="first")


def _whom(partner: Organisation) -> tuple[Contact | None, str]:
    """Return whom to ask, and at which address; the address is empty if there is none."""
    people = Contact.objects.filter(organisation=partner, is_first=True, left_date=None)
    contact = people.exclude(email="").first()
    return contact, contact.email if contact else partner.email


def _remind(
    municipality: Municipality, partner: Organisation, row: ConfirmRound, at: datetime
) -> int:
    row.reminded_at = at
    row.save(update_fields=["reminded_at"])
    # By hand it may be more than once, on other days.
    return _mail(municipality, partner, row, at, key=f"again {timezone.localdate(at)}")


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
    if key != "first":
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
