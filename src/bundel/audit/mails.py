"""The head of the chain by mail: an anchor that nobody with the server alone can change."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from bundel.accounts import post
from bundel.accounts.models import Municipality, Role, User
from bundel.accounts.tenancy import as_municipality
from bundel.audit import words
from bundel.audit.auditor import Verdict

# Who guards the trail. Nobody else needs to know how often people work.
GUARDS = (Role.PRIVACY_OFFICER, Role.FUNCTIONAL_MANAGER)


def mail_head(*, municipality: Municipality, verdict: Verdict, at: datetime) -> None:
    """Let the head and what a reading showed go to each guard, once a day."""
    day = timezone.localtime(at).date()
    with as_municipality(municipality.id), override("nl"):
        guards = User.objects.filter(role__in=GUARDS, is_active=True).order_by("email")
        for guard in guards:
            post.send(
                municipality_id=municipality.id,
                key=f"audit.head {day.isoformat()} {guard.id}",
                to=guard.email,
                subject=_subject(municipality, verdict, at),
                body=_body(municipality, verdict, at),
                at=at,
            )


def _subject(municipality: Municipality, verdict: Verdict, at: datetime) -> str:
    named = {"name": municipality.name, "day": _day(at)}
    if verdict.is_sound:
        return _("Logboek van %(name)s klopt op %(day)s") % named
    return _("Let op: het logboek van %(name)s klopt niet op %(day)s") % named


def _body(municipality: Municipality, verdict: Verdict, at: datetime) -> str:
    lines = [
        _("Bundel las het hele logboek van %(name)s.") % {"name": municipality.name},
        words.verdict(verdict.found),
        "",
        *(words.finding(found) for found in verdict.findings),
        "",
        _("Regels: %(count)s. Zegels: %(seals)s.")
        % {"count": verdict.entries, "seals": verdict.seals},
        _("Vingerafdruk van het laatste zegel:"),
        verdict.head or "-",
        "",
        _("Bewaar deze mail. Met de vingerafdruk is later te zien of iemand iets wijzigde."),
    ]
    return "\n".join(lines)


def _day(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j F Y")
