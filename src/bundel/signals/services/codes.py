"""From the words of a program or a file to the choices of a telling: codes and names."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bundel.areas.models import Area
from bundel.errors import Fault, Invalid
from bundel.network.models import Taxonomy, Term
from bundel.signals.models import SignalTheme
from bundel.signals.services.telling_rules import TRAIT_LISTS, Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A telling in the words of who sends it; a code or the name of it, in any case."""

    telling_key: uuid.UUID
    # Empty: the words of the text decide.
    theme: str
    # Empty: the whole municipality.
    area: str
    size: str
    period: str
    trend: str
    severity: str
    traits: tuple[str, ...]
    heard_at: str
    text: str
    question: str
    is_shared: bool


class Codes:
    """What the codes of one municipality mean, asked once for many tellings."""

    def __init__(self, municipality_id: uuid.UUID) -> None:
        """Ask all that has a code. Three queries."""
        here = {"municipality_id": municipality_id}
        themes = SignalTheme.objects.filter(**here, is_active=True)
        # The newest year last, so that it counts.
        areas = Area.objects.filter(**here).order_by("year")
        terms = Term.objects.filter(**here, is_active=True)
        self._themes = _known(themes.values_list("code", "name", "pk"))
        self._areas = _known(areas.values_list("code", "name", "pk"))
        rows = list(terms.values_list("taxonomy", "code", "name", "pk"))
        self._traits = _known(row[1:] for row in rows if row[0] in TRAIT_LISTS)
        self._routes = _known(row[1:] for row in rows if row[0] == Taxonomy.REACH_ROUTE)

    def telling(self, coded: Coded) -> Telling:
        """
        Return the telling that the words mean.

        Raises:
            Invalid: with a fault for each word that is not known here.
        """
        faults: list[Fault] = []

        def one(field: str, word: str, known: Mapping[str, uuid.UUID]) -> uuid.UUID | None:
            found = known.get(_plain(word))
            if word.strip() and found is None:
                told = _("%(word)s staat niet in de lijst. Gebruik een code of naam uit de lijst.")
                faults.append(Fault(field, told % {"word": word.strip()[:60]}, "unknown_code"))
            return found

        traits = [one("trait_ids", word, self._traits) for word in coded.traits]
        telling = Telling(
            telling_key=coded.telling_key,
            theme_id=one("theme_id", coded.theme, self._themes),
            area_id=one("area_id", coded.area, self._areas),
            size=coded.size,
            period=coded.period,
            trend=coded.trend,
            severity=coded.severity,
            trait_ids=tuple(trait for trait in traits if trait is not None),
            heard_at_id=one("heard_at_id", coded.heard_at, self._routes),
            text=coded.text,
            question=coded.question,
            is_shared=coded.is_shared,
        )
        if faults:
            raise Invalid(faults=faults)
        return telling


def _known(rows: Iterable[tuple[str, str, uuid.UUID]]) -> Mapping[str, uuid.UUID]:
    """Return what is found by name and by code; a code wins from a name that equals it."""
    given = list(rows)
    by_name = {_plain(name): pk for _code, name, pk in given}
    return by_name | {_plain(code): pk for code, _name, pk in given}


def _plain(word: str) -> str:
    return " ".join(word.split()).casefold()
