"""Free texts that everybody in the network reads: nothing in them points at one resident."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from bundel.core.redaction import Finding, Kind, faults_in, marked
from bundel.errors import Fault, Invalid

# What to do about each kind; who holds texts for a second pair of eyes needs the later ones.
ADVICE = {
    Kind.BSN: _("Laat het burgerservicenummer weg: %(what)s."),
    Kind.IBAN: _("Laat het rekeningnummer weg: %(what)s."),
    Kind.EMAIL: _("Laat het e-mailadres weg: %(what)s."),
    Kind.CUSTOMER_NUMBER: _("Laat het klantnummer of dossiernummer weg: %(what)s."),
    Kind.ADDRESS: _("Noem alleen de wijk, geen postcode met huisnummer: %(what)s."),
    Kind.HOUSE: _("Noem alleen de wijk, geen straat met huisnummer: %(what)s."),
    Kind.PHONE: _("Laat het telefoonnummer weg: %(what)s."),
    Kind.BIRTH_DATE: _("Laat de geboortedatum weg: %(what)s."),
    Kind.NAME: _("Noem geen naam van een bewoner: %(what)s."),
    Kind.STREET: _("Noem alleen de wijk, geen straat: %(what)s."),
    Kind.POSTCODE: _("Noem alleen de wijk, geen postcode: %(what)s."),
    Kind.HEALTH: _("Schrijf over de gezondheid van een groep, niet van één persoon: %(what)s."),
    Kind.CRIME: _("Schrijf niet wat één persoon deed of meemaakte: %(what)s."),
    Kind.AMOUNT: _("Schrijf ongeveer hoeveel, geen bedrag van één huishouden: %(what)s."),
    Kind.AGE: _("Schrijf hooguit een leeftijdsgroep, geen leeftijd: %(what)s."),
    Kind.UNIQUE_TRAIT: _("Laat weg wat maar bij één huishouden past: %(what)s."),
    Kind.SMALL_GROUP: _("Schrijf over meer huishoudens samen: %(what)s."),
    Kind.NUMBER_PLATE: _("Laat het kenteken weg: %(what)s."),
    Kind.LONG_NUMBER: _("Laat het nummer weg: %(what)s."),
    Kind.OTHER_SCRIPT: _("Schrijf dit in Nederlandse letters: %(what)s."),
}
# Told once, after what has to go.
WHY = _("Hier staan geen gegevens van bewoners.")


# What belongs in the words of an organisation about itself.
OF_WORK = frozenset({Kind.EMAIL, Kind.PHONE, Kind.ADDRESS})


def without_persons(values: Mapping[str, Any], *, fine: frozenset[Kind] = frozenset()) -> None:
    """
    Go on only if no text points at one person; what is refused is neither stored nor told again.

    Args:
        fine: Kinds that may stand here, such as `OF_WORK` where a partner tells how to reach it.

    Raises:
        Invalid: with a fault for each field, that marks what has to go.
    """
    faults = [
        Fault(name, f"{_words(text, fine)} {WHY}", "personal_data")
        for name, text in values.items()
        if isinstance(text, str) and any(found.kind not in fine for found in faults_in(text))
    ]
    if faults:
        raise Invalid(faults=faults)


def _words(text: str, fine: frozenset[Kind]) -> str:
    return " ".join(advice_on(text, found) for found in faults_in(text) if found.kind not in fine)


def advice_on(text: str, found: Finding) -> str:
    """Return what to do about a finding, in the language of the reader; it repeats none of it."""
    return str(ADVICE[found.kind] % {"what": marked(text, found)})
