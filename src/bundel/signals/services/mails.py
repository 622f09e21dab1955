"""The mails around a signal: plain text, no word of the signal itself, each once by its key."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from bundel.accounts import post
from bundel.network import links
from bundel.signals.models import BackQuestion, Result, Signal
from bundel.signals.services.people import Hearer

LONGEST_KEY = 120


def once_each(hearers: Iterable[Hearer]) -> list[Hearer]:
    """Return everybody once; who told it before who only follows."""
    found: dict[uuid.UUID, Hearer] = {}
    for one in sorted(hearers, key=lambda hearer: not hearer.is_reporter):
        found.setdefault(one.id, one)
    return list(found.values())


def write(
    signal: Signal, hearer: Hearer, *, key: str, subject: str, blocks: Sequence[str], at: datetime
) -> None:
    """Let a mail about a signal go out to somebody, once by its key."""
    post.send(
        municipality_id=signal.municipality_id,
        key=f"{key}:{hearer.id}"[:LONGEST_KEY],
        to=hearer.email,
        subject=" ".join(subject.split())[:200],
        body="\n\n".join(
            block for block in (_("Beste %(name)s,") % {"name": hearer.name}, *blocks) if block
        )
        + "\n",
        at=at,
    )


def answered(
    signal: Signal, hearers: Iterable[Hearer], addresses: dict[uuid.UUID, str], at: datetime
) -> int:
    """
    Mail what was done to who told it and who follows it, once for each answer. [mails]

    Args:
        addresses: The link for who has no account, by the id of that person.
    """
    everybody = once_each(hearers)
    with override(settings.LANGUAGE_CODE):
        for one in everybody:
            blocks = [
                _about(signal, one),
                _("Uitkomst: %(result)s") % {"result": Result(signal.result).label},
                signal.answer,
                _("Was dit een antwoord? Zeg het hier:")
                if one.is_reporter
                else _("Lees hier wat er gebeurde:"),
                addresses.get(one.id) or page_of(signal, one),
                _still_yours(signal, one),
            ]
            write(
                signal,
                one,
                key=f"signals.answer:{signal.pk}:{signal.reopened_count}",
                subject=_("Antwoord op signaal %(number)s") % {"number": signal.number},
                blocks=blocks,
                at=at,
            )
    return len(everybody)


def asked_back(
    signal: Signal, hearer: Hearer, question: BackQuestion, address: str, at: datetime
) -> None:
    """Mail what we want to know, with a link that works for some days."""
    with override(settings.LANGUAGE_CODE):
        write(
            signal,
            hearer,
            key=f"signals.ask:{question.pk}",
            subject=_("Vraag over uw signaal %(number)s") % {"number": signal.number},
            blocks=[
                _("Wij willen graag iets weten over uw signaal %(number)s.")
                % {"number": signal.number},
                question.text,
                _("Schrijf over de groep, niet over één persoon. Reageer met deze link:"),
                address,
                _("De link werkt tot en met %(day)s. Stuur hem niet door.")
                % {"day": date_format(timezone.localtime(question.expires_at), "j F Y")},
                _("De dagen dat wij op u wachten, tellen niet mee voor ons antwoord."),
            ],
            at=at,
        )


def replied(
    signal: Signal, question: BackQuestion, handlers: Iterable[Hearer], at: datetime
) -> None:
    """Mail who handles it that the reporter replied, once for each question; not the words."""
    with override(settings.LANGUAGE_CODE):
        for one in handlers:
            write(
                signal,
                one,
                key=f"signals.reply:{question.pk}",
                subject=_("Reactie op uw vraag over signaal %(number)s")
                % {"number": signal.number},
                blocks=[
                    _("De melder van signaal %(number)s heeft gereageerd op onze vraag.")
                    % {"number": signal.number},
                    _promised(signal),
                    _("Lees de reactie en geef antwoord:"),
                    page_of(signal, one),
                ],
                at=at,
            )


def given_back(
    signal: Signal, hearers: Iterable[Hearer], kinds: Sequence[str], again: str, at: datetime
) -> None:
    """Mail why the words are gone: the kinds, never the words, and where to tell it again."""
    with override(settings.LANGUAGE_CODE):
        for one in once_each(hearers):
            write(
                signal,
                one,
                key=f"signals.give_back:{signal.pk}",
                subject=_("Vertel signaal %(number)s nog eens") % {"number": signal.number},
                blocks=[
                    _("In uw signaal stond iets dat op één persoon kan wijzen."),
                    _("Het ging om: %(kinds)s.") % {"kinds": ", ".join(kinds)} if kinds else "",
                    _("Wij hebben de woorden gewist. Vertel het nog eens, over de groep."),
                    again,
                ],
                at=at,
            )


def sent_elsewhere(signal: Signal, hearers: Iterable[Hearer], at: datetime) -> None:
    """Mail that it is not ours, with where it belongs."""
    with override(settings.LANGUAGE_CODE):
        for one in once_each(hearers):
            write(
                signal,
                one,
                key=f"signals.not_ours:{signal.pk}:{signal.version}",
                subject=_("Signaal %(number)s hoort ergens anders") % {"number": signal.number},
                blocks=[
                    _about(signal, one),
                    _("Dit signaal is niet voor ons. Het hoort bij:"),
                    signal.belongs_where,
                    page_of(signal, one) if one.has_account else "",
                ],
                at=at,
            )


def page_of(signal: Signal, hearer: Hearer) -> str:
    """Return the page of the signal that somebody told or follows."""
    return links.base_of(signal.municipality) + reverse("signals:signal", args=[hearer.signal_id])


def _about(signal: Signal, hearer: Hearer) -> str:
    """Return of which signal a mail is, by its number and facts."""
    words = (
        _("Dit gaat over uw signaal %(number)s: %(theme)s, %(area)s.")
        if hearer.is_reporter
        else _("Dit gaat over signaal %(number)s, dat u volgt: %(theme)s, %(area)s.")
    )
    area = signal.area.name if signal.area else _("heel de gemeente")
    return words % {"number": signal.number, "theme": signal.theme.name, "area": area}


def _promised(signal: Signal) -> str:
    """Return by which day the answer is promised."""
    if signal.promise_date is None:
        return ""
    return _("Het antwoord is beloofd voor %(day)s.") % {
        "day": date_format(signal.promise_date, "j F Y")
    }


def _still_yours(signal: Signal, hearer: Hearer) -> str:
    """Say why another number is answered, to who told a signal that went into it."""
    if hearer.signal_id == signal.pk:
        return ""
    return _("Uw eigen signaal is hiermee samengevoegd.")
