"""What may be told of: themes, areas that are large enough, at most two traits of a group."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bundel.accounts.permissions import Actor
from bundel.areas.models import Area, AreaKind
from bundel.errors import Fault, Invalid
from bundel.network.models import Organisation, Taxonomy, Term
from bundel.signals.models import (
    Period,
    Severity,
    SignalSettings,
    SignalTheme,
    Size,
    Trend,
)
from bundel.signals.services import suggesting

# Fewer dwellings and a neighbourhood tells too well who it is about.
LEAST_DWELLINGS = 100
MOST_TRAITS = 2
LONGEST_TEXT = 2000
LONGEST_QUESTION = 600
TRAIT_LISTS = (Taxonomy.TARGET_GROUP, Taxonomy.TENURE, Taxonomy.HEAT_SOURCE)
OTHER = "other"
LARGE = (AreaKind.MUNICIPALITY, AreaKind.CITY_PART, AreaKind.DISTRICT)


@dataclass(frozen=True, slots=True)
class Telling:
    """What somebody tells; the key is made where it is told and stays the same when sent again."""

    telling_key: uuid.UUID
    # None: the words decide.
    theme_id: uuid.UUID | None
    # None: the whole municipality.
    area_id: uuid.UUID | None
    size: str
    period: str
    trend: str
    severity: str
    trait_ids: tuple[uuid.UUID, ...]
    heard_at_id: uuid.UUID | None
    text: str
    question: str = ""
    is_shared: bool = False


def checked(*, actor: Actor, telling: Telling, teller: uuid.UUID | None) -> dict[str, Any]:
    """
    Return what the telling chose, as fields of a signal.

    Raises:
        Invalid: with a fault for each choice that is not there, or tells too much together.
    """
    faults = [*_wrong_words(telling), *_wrong_terms(actor, telling), *_wrong_area(actor, telling)]
    theme, suggested = _theme(actor, telling)
    if theme is None:
        faults.append(Fault("theme_id", _("Kies een thema uit de lijst.")))
    here = Organisation.objects.filter(municipality_id=actor.municipality_id)
    if teller is not None and not here.filter(pk=teller).exists():
        faults.append(Fault("organisation_id", _("Kies een organisatie uit de lijst.")))
    if faults:
        raise Invalid(faults=faults)
    first, second = (*telling.trait_ids, None, None)[:2]
    return {
        "theme_id": theme,
        "suggested_theme_id": suggested,
        "area_id": telling.area_id,
        "first_trait_id": first,
        "second_trait_id": second,
        "heard_at_id": telling.heard_at_id,
    }


def may_be_told_of(area: Area, *, has_neighbourhoods: bool, size: str = "") -> bool:
    """Tell whether an area is large enough to tell of, for a group of this size."""
    if area.kind in LARGE:
        return True
    large_enough = (area.dwellings or 0) >= LEAST_DWELLINGS
    return has_neighbourhoods and large_enough and size != Size.FEW


def _wrong_words(telling: Telling) -> Iterator[Fault]:
    for name, choices in (
        ("size", Size),
        ("period", Period),
        ("trend", Trend),
        ("severity", Severity),
    ):
        if getattr(telling, name) not in choices.values:
            yield Fault(name, _("Kies een van de mogelijkheden."))
    if not telling.text.strip():
        yield Fault("text", _("Schrijf op wat u ziet."))
    for name, most in (("text", LONGEST_TEXT), ("question", LONGEST_QUESTION)):
        if len(getattr(telling, name)) > most:
            yield Fault(name, _("Gebruik ten hoogste %(most)s tekens.") % {"most": most})
        if "\x00" in getattr(telling, name):
            yield Fault(name, _("Hier staat een teken dat niet te lezen is."))


def _wrong_terms(actor: Actor, telling: Telling) -> Iterator[Fault]:
    traits = set(telling.trait_ids)
    here = Term.objects.filter(municipality_id=actor.municipality_id, is_active=True)
    if len(telling.trait_ids) > MOST_TRAITS or len(traits) < len(telling.trait_ids):
        yield Fault("trait_ids", _("Kies ten hoogste twee verschillende kenmerken."))
    elif here.filter(pk__in=traits, taxonomy__in=TRAIT_LISTS).count() < len(traits):
        yield Fault("trait_ids", _("Kies een kenmerk uit de lijst."))
    route = telling.heard_at_id
    if route and not here.filter(pk=route, taxonomy=Taxonomy.REACH_ROUTE).exists():
        yield Fault("heard_at_id", _("Kies uit de lijst waar u dit hoorde."))


def _wrong_area(actor: Actor, telling: Telling) -> Iterator[Fault]:
    if telling.area_id is None:
        return
    area = Area.objects.filter(municipality_id=actor.municipality_id, pk=telling.area_id).first()
    if area is None:
        yield Fault("area_id", _("Kies een gebied uit de lijst."))
        return
    chosen = SignalSettings.objects.filter(municipality_id=actor.municipality_id).first()
    has_neighbourhoods = chosen is not None and chosen.has_neighbourhoods
    if may_be_told_of(area, has_neighbourhoods=has_neighbourhoods, size=telling.size):
        return
    if may_be_told_of(area, has_neighbourhoods=has_neighbourhoods):
        yield Fault("area_id", _("Kies bij enkele huishoudens een wijk, geen buurt."))
    else:
        yield Fault("area_id", _("Dit gebied is te klein. Kies een wijk."))


def _theme(actor: Actor, telling: Telling) -> tuple[uuid.UUID | None, uuid.UUID | None]:
    """Return the theme, and what the words suggest; without a choice the suggestion decides."""
    offered = suggesting.suggest(
        text=f"{telling.text} {telling.question}", municipality_id=actor.municipality_id
    )
    suggested = offered[0].theme_id if offered else None
    active = SignalTheme.objects.filter(municipality_id=actor.municipality_id, is_active=True)
    if telling.theme_id is not None:
        chosen = active.filter(pk=telling.theme_id).values_list("pk", flat=True).first()
    else:
        other = active.filter(code=OTHER).values_list("pk", flat=True).first()
        chosen = suggested if offered and offered[0].is_sure else other
    return chosen, suggested
