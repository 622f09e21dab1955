"""Which sheet is meant by another name: what people call it, or a slip of the pen."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

# From here up two names are one with a slip of the pen; below it they only share some letters.
ALIKE = 0.75
ALSO_CALLED = {
    "Pools": ("ploegen", "teams", "team", "capaciteit", "medewerkers", "personeel", "formatie"),
    "Pools per kwartaal": ("ploegen per kwartaal", "teams per kwartaal"),
    "Initiatieven": ("projecten", "activiteiten", "acties", "ideeën"),
    "Geldbronnen": ("budgetten", "potten", "fondsen", "middelen", "financiering"),
    "Doelen": ("doelstellingen", "ambities"),
    "Baten": ("opbrengsten", "effecten", "resultaten"),
    "Volgorde": ("afhankelijkheden", "voorgangers"),
    "Ondergrenzen": ("minima", "minimum"),
}


def meant(name: str, known: Collection[str]) -> str | None:
    """Return the known name that this other name probably stands for."""
    called = {word: ours for ours, words in ALSO_CALLED.items() for word in words}
    called |= {ours.casefold(): ours for ours in known}
    near = get_close_matches(name.casefold(), called, n=1, cutoff=ALIKE)
    return called[near[0]] if near else None
