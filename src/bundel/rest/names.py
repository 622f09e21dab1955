"""English inside, Dutch outside: every field name of the API, mapped once."""

from __future__ import annotations

from collections.abc import Callable

DUTCH: dict[str, str] = {
    "adopted_at": "aangenomenOp",
    "adopted_by": "aangenomenDoor",
    "available": "beschikbareUren",
    "available_eur": "beschikbareEuros",
    "basis": "basis",
    "because": "reden",
    "benefits": "baten",
    "bound": "bovengrens",
    "cells": "kwartalen",
    "changes": "wijzigingen",
    "code": "code",
    "commissioner": "opdrachtgever",
    "committed": "vastgelegd",
    "conditions": "voorwaarden",
    "contractor": "opdrachtnemer",
    "count": "aantal",
    "department": "afdeling",
    "department_id": "afdelingId",
    "description": "omschrijving",
    "duration_quarters": "duurInKwartalen",
    "earliest_quarter": "vroegsteKwartaal",
    "end_date": "einddatum",
    "end_quarter": "laatsteKwartaal",
    "expires": "vervalt",
    "finished_at": "klaarOp",
    "fixed_hours": "vasteUren",
    "forbidden": "uitgesloten",
    "fte": "fte",
    "from_quarter": "vanafKwartaal",
    "fund_code": "geldbron",
    "gap": "afstand",
    "gap_share": "toegestaneAfstand",
    "grade": "bewijsgraad",
    "grounds": "gronden",
    "group": "groep",
    "high": "hoog",
    "hours": "uren",
    "hours_per_fte": "urenPerFte",
    "households": "huishoudens",
    "id": "id",
    "initiative_id": "initiatiefId",
    "initiatives": "initiatieven",
    "internal": "intern",
    "items": "resultaten",
    "latest_quarter": "laatsteStartkwartaal",
    "lead": "trekker",
    "level": "niveau",
    "levels": "niveaus",
    "links": "verwijzingen",
    "low": "laag",
    "mid": "midden",
    "money": "geld",
    "must_finish": "moetAfronden",
    "name": "naam",
    "net_hours": "nettoUren",
    "next": "volgende",
    "not_now": "nuNiet",
    "now": "nu",
    "later": "later",
    "objective": "doelwaarde",
    "over": "vol",
    "page": "pagina",
    "page_size": "paginagrootte",
    "parts": "onderdelen",
    "people": "mensen",
    "pool_code": "team",
    "preconditions": "randvoorwaarden",
    "previous": "vorige",
    "quarter": "kwartaal",
    "quarterly_eur": "eurosPerKwartaal",
    "quarters": "kwartalen",
    "reach": "bereik",
    "reason": "reden",
    "requested_at": "gevraagdOp",
    "requested_by": "gevraagdDoor",
    "review_date": "herzienOp",
    "running_eur": "draaiEuros",
    "running_hours": "draaiuren",
    "scenario_id": "scenarioId",
    "seed": "toevalsgetal",
    "share": "bezetting",
    "source": "bron",
    "start_eur": "startEuros",
    "start_hours": "starturen",
    "start_quarter": "startkwartaal",
    "start_quarters": "startduurInKwartalen",
    "started_at": "begonnenOp",
    "state": "status",
    "summary": "samenvatting",
    "text": "tekst",
    "met": "voldaan",
    "time_limit_seconds": "tijdslimietInSeconden",
    "title": "titel",
    "total": "totaal",
    "total_eur": "totaalInEuros",
    "trouble": "storing",
    "until_quarter": "totEnMetKwartaal",
    "unspent_eur": "onbesteedInEuros",
    "used": "gevraagdeUren",
    "used_eur": "gebruikteEuros",
    "usual": "gebruikelijk",
    "version": "versie",
    "first": "eerste",
    "last": "laatste",
    "self_": "zelf",
    "href": "href",
    "area": "gebied",
    "position": "volgorde",
    "order_label": "volgordeInWoorden",
    "lag": "wachttijdInKwartalen",
    "needs": "heeftNodig",
    "amount_eur": "euros",
}

# Words that a field may hold, by what has them.
VALUES: dict[str, dict[str, str]] = {
    "initiative": {
        "idea": "idee",
        "proposed": "voorgesteld",
        "planned": "gepland",
        "running": "loopt",
        "paused": "gepauzeerd",
        "stopped": "gestopt",
        "embedded": "geborgd",
    },
    "run": {
        "queued": "wacht",
        "running": "rekent",
        "stopping": "stopt",
        "done": "klaar",
        "stopped": "gestopt",
        "failed": "mislukt",
        "infeasible": "geen-plan-mogelijk",
    },
}


def dutch(name: str) -> str:
    """
    Return the name of a field outside.

    Raises:
        KeyError: if it has none yet, which stops the start and so fails the build.
    """
    return DUTCH[name]


def dutch_field(name: str) -> str:
    """Return the name outside of a field that a rule names; what has none stays as it is."""
    known = {"__all__": ""} | DUTCH
    return known.get(name, DUTCH.get(f"{name}_id", name))


def dutch_value(kind: str) -> Callable[[str], str]:
    """Return what gives the word outside for a word inside; a word outside stays."""
    words = VALUES[kind]
    return lambda word: words.get(word, word)


def inside_value(kind: str, word: str | None) -> str:
    """Return the word inside for a word outside, empty for none."""
    return {outside: inside for inside, outside in VALUES[kind].items()}.get(word or "", "")
