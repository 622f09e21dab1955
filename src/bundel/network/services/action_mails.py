"""Mail about actions in an area: who announced one hears that another wants to take part."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from bundel.accounts import post
from bundel.accounts.models import Municipality
from bundel.network import links
from bundel.network.models import AreaAction, Contact, Organisation


def tell_of_asking(*, action: AreaAction, partner: Organisation, at: datetime) -> None:
    """
    Mail who announced an action that a partner wants to take part, once a day for each partner.

    Without an address nothing goes out; what waits stands on the pages all the same.
    """
    name, email = _whom(action)
    if not email:
        return
    municipality = Municipality.objects.get(pk=action.municipality_id)
    page = reverse("network:action", args=[action.pk])
    with override("nl"):
        subject = _("%(partner)s wil meedoen met %(action)s") % {
            "partner": partner.name,
            "action": action.title,
        }
        post.send(
            municipality_id=municipality.pk,
            key=f"network.join {action.pk} {partner.pk} {timezone.localdate(at)}",
            to=email,
            subject=subject[:200],
            body="\n".join(_words(action, name, partner, links.base_of(municipality) + page)),
            at=at,
        )


def _whom(action: AreaAction) -> tuple[str, str]:
    """Return the name and address of the contact of an action, or else of the partner."""
    people = Contact.objects.filter(organisation=action.organisation, left_date=None)
    people = people.exclude(email="")
    chosen = people.filter(pk__in=[action.contact_id]).first()
    person = chosen or people.filter(is_first=True).first()
    if person is not None:
        return person.name, person.email
    return action.organisation.name, action.organisation.email


def _words(action: AreaAction, name: str, partner: Organisation, page: str) -> list[str]:
    return [
        _("Beste %(name)s,") % {"name": name},
        "",
        _("%(partner)s wil samen met u deze actie doen:") % {"partner": partner.name},
        "",
        f"- {action.title}, {date_format(action.from_date, 'j F Y')}",
        "",
        _("Zeg ja of nee op de bladzijde van de actie:"),
        "",
        page,
    ]
