"""Answers to mails to the address for signals: never a word of the mail, and never too many."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from bundel.accounts import post
from bundel.accounts.models import Mail, Municipality
from bundel.errors import Invalid
from bundel.network import links
from bundel.network.services.texts import names_of
from bundel.signals.models import MailIn, MailState, Signal, SignalState
from bundel.signals.services import door

KEY = "signals.mail_in"
UNKNOWN = "unknown"
# More on one day is a program that answers a program.
MOST_TO_ONE = 20
# Whoever sends in the name of strangers gets no more of them a letter than this on a day.
MOST_TO_STRANGERS = 50


def told(
    municipality: Municipality, to: str, signal: Signal, remarks: Sequence[str], at: datetime
) -> None:
    """Answer that it is a signal now: its number, until when, what was filled in, and its page."""
    with override(settings.LANGUAGE_CODE):
        area = signal.area.name if signal.area else _("heel de gemeente")
        waits = _("Iemand kijkt het eerst na. Daarna hoort u wanneer u antwoord krijgt.")
        promise = signal.promise_date
        by = _("U krijgt antwoord uiterlijk op %(day)s.") % {
            "day": date_format(promise, "j F Y") if promise else ""
        }
        facts = (
            (_("Thema"), signal.theme.name),
            (_("Gebied"), area),
            (_("Omvang"), signal.get_size_display()),
            (_("Periode"), signal.get_period_display()),
            (_("Trend"), signal.get_trend_display()),
            (_("Ernst"), signal.get_severity_display()),
        )
        page = links.base_of(municipality) + reverse("signals:signal", args=[signal.pk])
        _answer(
            municipality,
            to,
            str(signal.pk)[:16],
            _("Uw signaal heeft nummer %(number)s") % {"number": signal.number},
            [
                _("Dank u. Uw mail is signaal %(number)s.") % {"number": signal.number},
                waits if signal.state == SignalState.HELD or not promise else by,
                "\n".join(f"- {name}: {value}" for name, value in facts),
                *remarks,
                _("Hebt u een account? Dan ziet u hier wat ermee gebeurt:"),
                page,
            ],
            at,
        )


def refused(
    municipality: Municipality, to: str, digest: str, refusal: Invalid, at: datetime
) -> None:
    """Answer what to mend: the kinds, never the words."""
    with override(settings.LANGUAGE_CODE):
        if isinstance(refusal, door.PersonalData):
            kinds = names_of(
                one.kind
                for found in refusal.verdict.found.values()
                for one in found
                if one.verdict == "refuse"
            )
            why = [
                _("In uw mail staat iets dat op één persoon wijst."),
                _("Het gaat om: %(kinds)s.") % {"kinds": ", ".join(kinds)},
                _("Wij hebben uw mail niet bewaard. Vertel het nog eens, over de groep."),
            ]
        else:
            why = [
                _("Van uw mail konden wij geen signaal maken."),
                "\n".join(f"- {fault.message}" for fault in refusal.faults),
                _("Wij hebben uw mail niet bewaard. Vertel het nog eens."),
            ]
        _answer(
            municipality,
            to,
            digest[:16],
            _("Vertel uw signaal nog eens"),
            [*why, _("Dat kan per mail, of met het formulier:"), _form(municipality)],
            at,
        )


def unknown(municipality: Municipality, to: str, at: datetime) -> None:
    """Answer who may mail; once a day to an address, and to few strangers a day."""
    today = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    here = MailIn.objects.filter(municipality_id=municipality.pk, received_at__gte=today)
    if here.filter(state=MailState.UNKNOWN).count() >= MOST_TO_STRANGERS:
        return
    with override(settings.LANGUAGE_CODE):
        _answer(
            municipality,
            to,
            UNKNOWN,
            _("Wij kennen dit e-mailadres niet"),
            [
                _("Dit adres is voor partners in het netwerk van %(place)s.")
                % {"place": municipality.name},
                _("Uw adres staat daar niet bij, of bij meer dan één partner."),
                _("Wij hebben uw mail niet bewaard."),
                _("Bent u partner? Vraag uw organisatie om u toe te voegen, of gebruik dit:"),
                _form(municipality),
                _("Hebt u zelf hulp nodig? Bel dan de gemeente."),
            ],
            at,
        )


def forget_strangers(municipality: Municipality) -> None:
    """Wipe the addresses of strangers whose answer went out: they are nobody we know."""
    Mail.objects.filter(
        Q(key__startswith=f"{KEY}:") & Q(key__endswith=f":{UNKNOWN}") & ~Q(sent_at=None),
        municipality_id=municipality.pk,
    ).exclude(to="").update(to="")


def _answer(
    municipality: Municipality,
    to: str,
    about: str,
    subject: str,
    blocks: Sequence[str],
    at: datetime,
) -> None:
    who = salted_hmac(KEY, to, algorithm="sha256").hexdigest()[:24]
    of_day = f"{KEY}:{timezone.localdate(at)}:{who}:"
    sent = Mail.objects.filter(municipality_id=municipality.pk, key__startswith=of_day)
    if sent.count() >= MOST_TO_ONE:
        return
    post.send(
        municipality_id=municipality.pk,
        key=of_day + about,
        to=to,
        subject=subject,
        body="\n\n".join(block for block in (_("Beste melder,"), *blocks) if block) + "\n",
        at=at,
    )


def _form(municipality: Municipality) -> str:
    return links.base_of(municipality) + reverse("signals:tell")
