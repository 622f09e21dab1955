"""Our own words in HSDS: every list as a taxonomy, and what the standard has no field for."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from bundel.network.models import Room, Taxonomy

# Ids of what has no row of its own follow from this, so they are equal everywhere and for ever.
_OURS = uuid.UUID("6f0ce0b5-4a38-5c0b-9d0c-7a3f0d6a9e11")


@dataclass(frozen=True, slots=True)
class Fixed:
    """A term that is the same in every municipality."""

    taxonomy: str
    code: str
    name: str
    description: str

    @property
    def id(self) -> uuid.UUID:
        """What names this term."""
        return made_id("term", self.taxonomy, self.code)


ROOM, ELIGIBILITY, SIGHT = "room", "eligibility", "visibility"
# Taxonomies by code: name and description.
TAXONOMIES: Mapping[str, tuple[str, str]] = {
    Taxonomy.NEED: ("Hulpvraag", "Waarmee een dienst helpt."),
    Taxonomy.TARGET_GROUP: ("Doelgroep", "Voor welke groep een dienst is."),
    Taxonomy.TENURE: ("Woonsituatie", "Voor huurders, eigenaren of een VvE."),
    Taxonomy.HEAT_SOURCE: ("Warmtebron", "Waarmee de woning warm wordt."),
    Taxonomy.REACH_ROUTE: ("Bereik", "Langs welke weg een dienst bewoners bereikt."),
    Taxonomy.EXPERTISE: ("Deskundigheid", "Waarvan een contactpersoon veel weet."),
    Taxonomy.ORGANISATION_KIND: ("Soort organisatie", "Wat voor organisatie het is."),
    Taxonomy.GOODS_KIND: ("Soort goed of uren", "Wat partners elkaar aanbieden."),
    Taxonomy.ACTION_KIND: ("Soort actie", "Wat partners in een wijk doen."),
    ROOM: ("Plek", "Of er plek is; `value` is de wachttijd in weken."),
    ELIGIBILITY: ("Voorwaarde", "Een voorwaarde die een programma kan toetsen."),
    SIGHT: ("Zichtbaarheid", "Wie een dienst mag zien."),
}
INCOME_LIMIT = Fixed(
    ELIGIBILITY,
    "income_limit_pct",
    "Inkomensgrens",
    "`value` is het hoogste inkomen als percentage van het sociaal minimum.",
)
NEEDS_AGREEMENT = Fixed(
    SIGHT, "needs_agreement", "Na afspraak", "Alleen voor partners met een geldige afspraak."
)
ROOMS: Mapping[str, Fixed] = {
    Room.YES: Fixed(ROOM, "yes", "Ja", "Er is plek."),
    Room.WAITING_LIST: Fixed(ROOM, "waiting_list", "Wachtlijst", "Er is een wachtlijst."),
    Room.AFTER_ASSESSMENT: Fixed(ROOM, "after_assessment", "Na een gesprek", "Eerst een gesprek."),
    Room.NO: Fixed(ROOM, "no", "Nee", "Er is geen plek."),
}
FIXED: tuple[Fixed, ...] = (*ROOMS.values(), INCOME_LIMIT, NEEDS_AGREEMENT)
# What a term of a list says of a service: the `link_type` of its attribute.
LINK_TYPES: Mapping[str, str] = {
    Taxonomy.NEED: "need",
    Taxonomy.TARGET_GROUP: "eligibility",
    Taxonomy.TENURE: "eligibility",
    Taxonomy.HEAT_SOURCE: "eligibility",
    Taxonomy.REACH_ROUTE: "reach_route",
    ROOM: "capacity",
    ELIGIBILITY: "eligibility",
    SIGHT: "visibility",
    Taxonomy.ORGANISATION_KIND: "organization_kind",
}
# The lists from which a service is described.
OF_SERVICE = (
    Taxonomy.NEED,
    Taxonomy.TARGET_GROUP,
    Taxonomy.TENURE,
    Taxonomy.HEAT_SOURCE,
    Taxonomy.REACH_ROUTE,
)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
AREA_URI = "urn:bundel:area:"


def made_id(*parts: object) -> uuid.UUID:
    """Return the id of something that has no row of its own."""
    return uuid.uuid5(_OURS, "/".join(str(part) for part in parts))


def taxonomy_id(code: str) -> uuid.UUID:
    """Return the id of one of our lists."""
    return made_id("taxonomy", code)


TAXONOMY_OF_ID: Mapping[str, str] = {str(taxonomy_id(code)): code for code in TAXONOMIES}
