"""An example of each resource of steering, as the document of the API shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ConfigDict

Example = Mapping[str, Any]

DECISION: Example = {
    "id": "5c1f4a0e-6f0b-4c39-9a53-0a6d3f6f2b11",
    "nummer": 12,
    "vraag": "Gaan de energiefixers door in Haven?",
    "status": "besloten",
    "soort": "besluit",
    "waarover": "plan",
    "overleg": "Stuurgroep energiearmoede",
    "initiatief": "Energiehulp aan huis (fixers)",
    "besluit": "Ja, tot de zomer van 2027.",
    "gronden": "De wachtlijst is korter dan in het voorjaar.",
    "gesteldOp": "2026-11-02T09:00:00+01:00",
    "beslotenOp": "2026-11-23T10:30:00+01:00",
    "nodigVoor": "2026-12-01",
    "herzienOp": "2027-06-01",
    "komtTerug": False,
    "naBesluit": None,
}
DECISION_WHOLE: Example = {
    **DECISION,
    "aanleiding": "Het geld van dit jaar loopt af.",
    "andereMening": "",
    "opties": [
        {
            "titel": "Doen: Energiehulp aan huis (fixers)",
            "tekst": "Het plan moet dit doen. De rest schuift eromheen.",
            "huishoudensNu": 4700.0,
            "huishoudensLater": 8300.0,
            "uren": 57014.0,
            "kosten": 1148312.0,
            "gekozen": True,
        }
    ],
    "stemmen": [{"naam": "Wethouder", "rol": "voorzitter", "stem": "voor", "toelichting": ""}],
    "grenzen": [
        {
            "grens": "Als gasprijs boven € 1,80 per m³ komt",
            "status": "gevolgd",
            "overschredenOp": None,
            "feit": "",
        }
    ],
}
ACTION: Example = {
    "id": "0f6a2b3c-1d9e-4f57-8a4b-6c2d1e0f9a88",
    "nummer": 31,
    "versie": 1,
    "tekst": "Bel de corporatie over de ketels.",
    "eigenaar": "Coördinator",
    "voor": "2026-12-09",
    "status": "open",
    "teLaat": False,
    "bewijs": "",
    "besluitId": None,
    "initiatiefId": None,
    "afgerondOp": None,
}
RISK: Example = {
    "id": "7d3e9c55-2b1a-4e0f-9c6d-3a8b7f6e5d44",
    "nummer": 3,
    "versie": 2,
    "titel": "De coaches raken vol",
    "kans": "middel",
    "gevolg": "groot",
    "eigenaar": "Projectleider",
    "status": "open",
    "initiatiefId": None,
    "vroegTeken": "De wachtlijst is langer dan vier weken.",
    "antwoord": "Vraag de partner om twee coaches.",
    "herzienOp": "2027-02-01",
}
COMMISSION: Example = {
    "id": "e2b8d1f0-4c7a-4b6e-8d5f-1a2b3c4d5e6f",
    "nummer": 4,
    "versie": 3,
    "titel": "Energiehulp aan huis (fixers)",
    "initiatiefId": None,
    "opdrachtgever": "Opdrachtgever",
    "opdrachtnemer": "Projectleider",
    "status": "aangenomen",
    "vanaf": "2026-10-01",
    "tot": "2027-07-01",
}
BODY: Example = {
    "id": "a1c2e3f4-5b6d-4789-8abc-def012345678",
    "naam": "Stuurgroep energiearmoede",
    "soort": "stuurgroep",
    "ritme": "elk kwartaal",
    "gebied": "",
    "voorzitter": "Opdrachtgever",
    "volgendeKeer": "2026-12-10T09:00:00+01:00",
}
MEETING: Example = {
    "id": "b7d6c5e4-3f2a-4109-8765-43210fedcba9",
    "overleg": "Stuurgroep energiearmoede",
    "begint": "2026-12-10T09:00:00+01:00",
    "eindigt": "2026-12-10T10:30:00+01:00",
    "plaats": "Stadhuis, kamer 2",
    "status": "uitgenodigd",
}
FIGURE: Example = {
    "id": "9e8d7c6b-5a49-4382-9710-f0e1d2c3b4a5",
    "code": "gasprijs",
    "naam": "Gasprijs",
    "eenheid": "EUR/m3",
    "bron": "CBS",
    "teltOp": False,
    "totEnMet": "2026-11-17",
    "laatsteWaarde": 1.62,
    "laatsteBewijsgraad": "B",
}
READING: Example = {
    "id": "3b2a1908-7f6e-4d5c-8b4a-392817065f4e",
    "versie": 1,
    "dag": "2026-11-17",
    "waarde": 1.62,
    "bron": "CBS",
    "bewijsgraad": "B",
}
NEW_READING: Example = {
    "dag": "2026-11-17",
    "waarde": "1.62",
    "bron": "CBS",
    "bewijsgraad": "B",
}


def shown(example: Example) -> ConfigDict:
    """Return the setting that lets the document show an example."""
    return ConfigDict(json_schema_extra={"examples": [dict(example)]})
