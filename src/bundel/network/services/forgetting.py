"""Forgetting what need not be kept: people who left, links that are over, old askings."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from bundel.accounts.models import Municipality
from bundel.accounts.tenancy import as_municipality
from bundel.network.models import (
    ConfirmRound,
    Contact,
    ContactExpertise,
    Correction,
    Kind,
    PartnerLink,
    Snapshot,
)

CONTACTS_KEPT = timedelta(days=365)
LINKS_KEPT = timedelta(days=30)
ASKING_KEPT = timedelta(days=2 * 365)


def forget(*, municipality: Municipality, at: datetime) -> None:
    """Forget in one municipality what its term of keeping is over for; twice is as once."""
    with as_municipality(municipality.id), override("nl"):
        _forget_people(at)
        PartnerLink.objects.filter(expires_at__lt=at - LINKS_KEPT).delete()
        ConfirmRound.objects.filter(closed_at__lt=at - ASKING_KEPT).delete()
        Correction.objects.filter(closed_at__lt=at - ASKING_KEPT).delete()


def _forget_people(at: datetime) -> None:
    """Empty who left a year ago: what others point at stays, without a name."""
    nobody = _("vertrokken medewerker")
    gone = Contact.objects.filter(left_date__lt=(at - CONTACTS_KEPT).date()).exclude(name=nobody)
    ids = list(gone.select_for_update().values_list("pk", flat=True))
    Snapshot.objects.filter(kind=Kind.CONTACT, object_id__in=ids).delete()
    ContactExpertise.objects.filter(contact__in=ids).delete()
    Contact.objects.filter(pk__in=ids).update(
        name=nobody,
        function="",
        email="",
        phone="",
        handover_note="",
        user=None,
        version=F("version") + 1,
    )
