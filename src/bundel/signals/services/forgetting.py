"""Forgetting the words of what is over, and the traces that need not be kept."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import F

from bundel.accounts.models import Municipality
from bundel.accounts.tenancy import as_municipality
from bundel.core.months import months_later
from bundel.signals.models import (
    AnswerLink,
    BackQuestion,
    HeldReason,
    MailIn,
    Photo,
    Signal,
    SignalWord,
    Step,
)
from bundel.signals.services import settings

MAILS_KEPT_MONTHS = 13
LINKS_KEPT = timedelta(days=30)
# So many at a time, that no statement takes long.
BATCH = 500


def forget(*, municipality: Municipality, at: datetime) -> int:
    """
    Wipe the words of signals that ended long ago; what was counted stays. [signals]

    Twice is as once.
    """
    with as_municipality(municipality.pk):
        until = months_later(at, -settings.settings_of(municipality.pk).keep_months)
        old = Signal.objects.filter(
            municipality_id=municipality.pk, forgotten_at=None, ended_at__lte=until
        )
        wiped = 0
        while ids := list(old.order_by("ended_at").values_list("pk", flat=True)[:BATCH]):
            _wipe(ids, at)
            wiped += len(ids)
        MailIn.objects.filter(received_at__lte=months_later(at, -MAILS_KEPT_MONTHS)).delete()
        AnswerLink.objects.filter(expires_at__lte=at - LINKS_KEPT).delete()
        HeldReason.objects.exclude(signal__state="held").delete()
    return wiped


def _wipe(ids: Sequence[uuid.UUID], at: datetime) -> None:
    """Delete all words of these signals, also what was said about them."""
    for repeating in (SignalWord, HeldReason, Photo, BackQuestion):
        repeating._default_manager.filter(signal__in=ids).delete()
    Step.objects.filter(signal__in=ids).exclude(note="").update(note="")
    Signal.objects.filter(pk__in=ids).update(
        text="", question="", answer="", forgotten_at=at, version=F("version") + 1
    )
