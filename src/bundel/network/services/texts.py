"""Free texts that everybody in the network reads: nothing in them points at one resident."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from bundel.core.redaction import Finding, Kind, faults_in, is_case_number, marked
from bundel.errors import Fault, Invalid


@dataclass(frozen=True, slots=True)
class Wording:
    """How people call a kind of personal data, and what to do about it."""

    name: Any
    advice: Any


# For every form, mail and page; who holds texts for a second pair of eyes needs the later ones.
WORDINGS = {
    Kind.BSN: Wording(
        _("een burgerservicenummer"),
        _("Laat het burgerservicenummer weg: %(what)s."),
    ),
    Kind.IBAN: Wording(_("een rekeningnummer"), _("Laat het rekeningnummer weg: %(what)s.")),
    Kind.EMAIL: Wording(_("een e-mailadres"), _("Laat het e-mailadres weg: %(what)s.")),
    Kind.CUSTOMER_NUMBER: Wording(
        _("een klantnummer of dossiernummer"),
        _("Laat het klantnummer of dossiernummer weg: %(what)s."),
    ),
    Kind.ADDRESS: Wording(
        _("een postcode met huisnummer"),
        _("Noem alleen de wijk, geen postcode met huisnummer: %(what)s."),
    ),
    Kind.HOUSE: Wording(
        _("een straat met huisnummer"),
        _("Noem alleen de wijk, geen straat met huisnummer: %(what)s."),
    ),
    Kind.PHONE: Wording(_("een telefoonnummer"), _("Laat het telefoonnummer weg: %(what)s.")),
    Kind.BIRTH_DATE: Wording(_("een geboortedatum"), _("Laat de geboortedatum weg: %(what)s.")),
    Kind.NAME: Wording(_("een naam"), _("Noem geen naam van een bewoner: %(what)s.")),
    Kind.STREET: Wording(
        _("een straat of gebouw"),
        _("Noem alleen de wijk, geen straat: %(what)s."),
    ),
    Kind.POSTCODE: Wording(_("een postcode"), _("Noem alleen de wijk, geen postcode: %(what)s.")),
    Kind.HEALTH: Wording(
        _("de gezondheid van één persoon"),
        _("Schrijf over de gezondheid van een groep, niet van één persoon: %(what)s."),
    ),
    Kind.CRIME: Wording(
        _("strafbare feiten van één persoon"),
        _("Schrijf niet wat één persoon deed of meemaakte: %(what)s."),
    ),
    Kind.AMOUNT: Wording(
        _("het bedrag van één huishouden"),
        _("Schrijf ongeveer hoeveel, geen bedrag van één huishouden: %(what)s."),
    ),
    Kind.AGE: Wording(
        _("de leeftijd van één persoon"),
        _("Schrijf hooguit een leeftijdsgroep, geen leeftijd: %(what)s."),
    ),
    Kind.UNIQUE_TRAIT: Wording(
        _("een kenmerk dat maar bij één past"),
        _("Laat weg wat maar bij één huishouden past: %(what)s."),
    ),
    Kind.SMALL_GROUP: Wording(
        _("een groep die te klein is"),
        _("Schrijf over meer huishoudens samen: %(what)s."),
    ),
    Kind.NUMBER_PLATE: Wording(_("een kenteken"), _("Laat het kenteken weg: %(what)s.")),
    Kind.LONG_NUMBER: Wording(_("een lang nummer"), _("Laat het nummer weg: %(what)s.")),
    Kind.OTHER_SCRIPT: Wording(
        _("een ander schrift"),
        _("Schrijf dit in Nederlandse letters: %(what)s."),
    ),
}
# Told once, after what has to go.
WHY = _("Hier staan geen gegevens van bewoners.")


# What belongs in the words of an organisation about itself.
OF_WORK = frozenset({Kind.EMAIL, Kind.PHONE, Kind.ADDRESS})


def without_persons(
    values: Mapping[str, Any], *, fine: frozenset[Kind] = frozenset(), may_name_case: bool = False
) -> None:
    """
    Go on only if no text points at one person; what is refused is neither stored nor told again.

    Args:
        fine: Kinds that may stand here, such as `OF_WORK` where a partner tells how to reach it.
        may_name_case: Whether the number of a case may stand here, as the proof of a decision.

    Raises:
        Invalid: with a fault for each field, that marks what has to go.
    """
    faults = [
        Fault(name, f"{' '.join(advice_on(text, one) for one in wrong)} {WHY}", "personal_data")
        for name, text in values.items()
        if isinstance(text, str) and (wrong := _wrong(text, fine, may_name_case))
    ]
    if faults:
        raise Invalid(faults=faults)


def _wrong(text: str, fine: frozenset[Kind], may_name_case: bool) -> list[Finding]:
    found = [one for one in faults_in(text) if one.kind not in fine]
    if not may_name_case:
        return found
    return [one for one in found if not is_case_number(text, one.start, one.end)]


def advice_on(text: str, found: Finding) -> str:
    """Return what to do about a finding, in the language of the reader; it repeats none of it."""
    return str(WORDINGS[found.kind].advice % {"what": marked(text, found)})


def name_of(kind: str) -> str:
    """Return how people call a kind; one that is known no more keeps its code."""
    return str(WORDINGS[Kind(kind)].name) if kind in WORDINGS else kind


def names_of(kinds: Iterable[str]) -> list[str]:
    """Return how people call these kinds, each once."""
    return [name_of(kind) for kind in dict.fromkeys(kinds)]
