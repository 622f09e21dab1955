"""The one door for free text in signals: refused, held for a second pair of eyes, or clean."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.areas.models import Area
from bundel.core import redaction
from bundel.core.redaction import Finding
from bundel.errors import Fault, Invalid
from bundel.network.models import Organisation
from bundel.network.services.texts import names_of


class PersonalData(Invalid):
    """Some text points at one person; nothing of it was stored."""

    sentence = gettext_lazy("Hier staat iets over één persoon. Een signaal gaat over een groep.")

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(faults=verdict.faults)
        self.verdict = verdict


@dataclass(frozen=True)
class Verdict:
    """What was found in each text; asks nothing of the reader when nothing was."""

    texts: Mapping[str, str]
    found: Mapping[str, tuple[Finding, ...]]
    known: frozenset[str] = frozenset()
    size: str = ""
    traits: int = 0

    @property
    def is_refused(self) -> bool:
        """Whether the texts may not be stored as they are."""
        return any(one.verdict == "refuse" for field in self.found.values() for one in field)

    @property
    def is_held(self) -> bool:
        """Whether somebody must look before others read the texts."""
        return not self.is_refused and any(self.found.values())

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """One fault for each field that is refused; it repeats nothing of the text."""
        return tuple(
            Fault(field, _fault_words(findings), "personal_data")
            for field, findings in self.found.items()
            if any(one.verdict == "refuse" for one in findings)
        )

    @cached_property
    def suggestions(self) -> dict[str, str]:
        """For each field in which something was found: the same text about a group."""
        return {
            field: redaction.suggestion(
                self.texts[field], list(findings), self.known, self.size, self.traits
            )
            for field, findings in self.found.items()
            if findings
        }


def check(
    *,
    municipality_id: uuid.UUID,
    texts: Mapping[str, str],
    size: str = "",
    traits: int = 0,
    known: frozenset[str] | None = None,
) -> Verdict:
    """
    Return what in the texts may point at one person. Two queries, or none when `known` is given.

    Args:
        texts: By the name of their field.
        size: The size class of the group; a small group makes its traits weigh more.
        traits: How many traits of the group are told beside the texts.
        known: What `known_names` gave, for who checks many texts.
    """
    names = known_names(municipality_id) if known is None else known
    found = {
        field: tuple(redaction.check(text, names, size, traits))
        for field, text in texts.items()
        if text
    }
    return Verdict(dict(texts), found, names, size, traits)


def let_in(
    *,
    municipality_id: uuid.UUID,
    texts: Mapping[str, str],
    size: str = "",
    traits: int = 0,
    known: frozenset[str] | None = None,
) -> Verdict:
    """
    Return the verdict on texts that may be stored: held, or clean.

    Raises:
        PersonalData: if a text is refused; nothing may be stored or logged then.
    """
    verdict = check(
        municipality_id=municipality_id, texts=texts, size=size, traits=traits, known=known
    )
    if verdict.is_refused:
        raise PersonalData(verdict)
    return verdict


def known_names(municipality_id: uuid.UUID) -> frozenset[str]:
    """Return the names that are no persons here: areas and organisations. Two queries."""
    areas = Area.objects.filter(municipality_id=municipality_id)
    partners = Organisation.objects.filter(municipality_id=municipality_id)
    names = {*areas.values_list("name", flat=True).distinct()}
    for name, other in partners.values_list("name", "alternate_name"):
        names |= {name, other}
    return frozenset(names - {""})


def _fault_words(findings: tuple[Finding, ...]) -> str:
    named = ", ".join(names_of(one.kind for one in findings if one.verdict == "refuse"))
    return _("Hier staat %(kinds)s. Laat dit weg, of schrijf over de groep.") % {"kinds": named}
