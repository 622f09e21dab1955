"""What somebody chooses from who tells a signal: the likely first, and what they told before."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bundel.accounts.permissions import Actor
from bundel.areas.models import Area, AreaKind
from bundel.network.models import ServiceArea, Taxonomy, Term
from bundel.signals import rights
from bundel.signals.models import Signal, SignalSettings, SignalTheme
from bundel.signals.services import telling_rules

Option = tuple[str, str]
Groups = list[tuple[str, list[Option]]]
# What an eye takes in at once, and a thumb reaches.
IN_VIEW = 5
REMEMBERED = 30
# Stands for the whole municipality where something must be chosen.
EVERYWHERE = "all"


@dataclass(frozen=True, slots=True)
class Last:
    """What somebody told last, but for the words."""

    # None: nothing was chosen that is worth choosing again.
    theme_id: uuid.UUID | None
    area_id: uuid.UUID | None
    size: str
    period: str
    trend: str
    severity: str
    trait_ids: tuple[uuid.UUID, ...]
    heard_at_id: uuid.UUID | None
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """All that the form offers; the first of each list are in view, the groups are folded away."""

    themes: list[Option]
    more_themes: list[Option]
    areas: list[Option]
    more_areas: Groups
    traits: Groups
    routes: list[Option]
    settings: SignalSettings
    last: Last | None


def choices(*, actor: Actor, chosen: SignalSettings) -> Choices:
    """
    Return what the form offers to this person, with what they told last. Six queries.

    Args:
        chosen: What the municipality chose for its signals.
    """
    told = _told(actor)
    mine = [one for one in told if one.reporter_id == actor.user_id]
    themes, nothing_else = _themes(actor, told)
    near, rest = _areas(actor, chosen, mine)
    terms = _terms(actor)
    return Choices(
        themes=themes[:IN_VIEW],
        more_themes=themes[IN_VIEW:],
        areas=near,
        more_areas=rest,
        traits=[
            (str(Taxonomy(name).label).capitalize(), terms[name])
            for name in telling_rules.TRAIT_LISTS
            if terms[name]
        ],
        routes=terms[Taxonomy.REACH_ROUTE],
        settings=chosen,
        last=_last(mine[0], nothing_else) if mine else None,
    )


def _told(actor: Actor) -> list[Signal]:
    """Return the newest signals of the own partner, the newest first; without their words."""
    here = Signal.objects.filter(rights.told_by(actor), municipality_id=actor.municipality_id)
    return list(here.defer("text", "question", "answer").order_by("-told_at")[:REMEMBERED])


def _last(signal: Signal, nothing_else: set[uuid.UUID]) -> Last:
    traits = (signal.first_trait_id, signal.second_trait_id)
    return Last(
        None if signal.theme_id in nothing_else else signal.theme_id,
        signal.area_id,
        signal.size,
        signal.period,
        signal.trend,
        signal.severity,
        tuple(trait for trait in traits if trait is not None),
        signal.heard_at_id,
        signal.is_shared,
    )


def _themes(actor: Actor, told: Iterable[Signal]) -> tuple[list[Option], set[uuid.UUID]]:
    """Return the themes, what is told of most first, and the one for what fits nowhere else."""
    often = Counter(signal.theme_id for signal in told)
    rows = SignalTheme.objects.filter(municipality_id=actor.municipality_id, is_active=True)
    nothing_else = {row.pk for row in rows if row.code == telling_rules.OTHER}
    # What fits nowhere else comes last, however often it is left over.
    ordered = sorted(rows, key=lambda row: (row.pk in nothing_else, -often[row.pk], row.position))
    return [(str(row.pk), row.label) for row in ordered], nothing_else


def _areas(
    actor: Actor, chosen: SignalSettings, mine: Iterable[Signal]
) -> tuple[list[Option], Groups]:
    """Return the areas near somebody with the whole municipality, and all areas by city part."""
    here = Area.objects.filter(municipality_id=actor.municipality_id)
    newest = here.order_by("-year").values("year")[:1]
    rows = [
        area
        for area in here.filter(year__in=newest).order_by("name")
        if area.kind != AreaKind.MUNICIPALITY
        and telling_rules.may_be_told_of(area, has_neighbourhoods=chosen.has_neighbourhoods)
    ]
    by_id = {area.pk: area for area in rows}
    recent = dict.fromkeys(one.area_id for one in mine if one.area_id in by_id)
    wanted = [*recent, *_served(actor, by_id), *_parts(rows)]
    near = [by_id[pk] for pk in dict.fromkeys(pk for pk in wanted if pk is not None)]
    everywhere = (EVERYWHERE, _("De hele gemeente"))
    return [*_options(near[:IN_VIEW]), everywhere], _by_part(rows)


def _served(actor: Actor, by_id: dict[uuid.UUID, Area]) -> list[uuid.UUID]:
    """Return the areas that the own partner works in."""
    if actor.organisation_id is None:
        return []
    rows = ServiceArea.objects.filter(
        municipality_id=actor.municipality_id,
        service__organisation_id=actor.organisation_id,
        service__archived_at=None,
    )
    served = set(rows.values_list("area_id", flat=True))
    return [pk for pk in by_id if pk in served]


def _parts(rows: Iterable[Area]) -> list[uuid.UUID]:
    """Return the largest areas there are: city parts, or else districts."""
    rows = list(rows)
    parts = [area.pk for area in rows if area.kind == AreaKind.CITY_PART]
    return parts or [area.pk for area in rows if area.kind == AreaKind.DISTRICT]


def _by_part(rows: list[Area]) -> Groups:
    """Return all areas in groups: each part as a whole, then what lies in it."""
    parts = [area for area in rows if area.kind == AreaKind.CITY_PART]
    groups: Groups = []
    placed: set[uuid.UUID] = set()
    for part in parts:
        inside = _inside(rows, part.pk)
        placed |= {part.pk, *(area.pk for area in inside)}
        whole = (str(part.pk), _("heel %(name)s") % {"name": part.name})
        groups.append((part.name, [whole, *_options(inside)]))
    rest = [area for area in rows if area.pk not in placed]
    return [*groups, (_("Wijken"), _options(rest))] if rest else groups


def _inside(rows: list[Area], part_id: uuid.UUID) -> list[Area]:
    """Return the districts of a part, each followed by its neighbourhoods."""
    found: list[Area] = []
    for area in rows:
        if area.parent_id == part_id:
            found += [area, *(one for one in rows if one.parent_id == area.pk)]
    return found


def _options(areas: Iterable[Area]) -> list[Option]:
    return [(str(area.pk), area.name) for area in areas]


def _terms(actor: Actor) -> dict[str, list[Option]]:
    lists = (*telling_rules.TRAIT_LISTS, Taxonomy.REACH_ROUTE)
    found: dict[str, list[Option]] = {str(name): [] for name in lists}
    rows = Term.objects.filter(
        municipality_id=actor.municipality_id, is_active=True, taxonomy__in=lists
    )
    for pk, taxonomy, name in rows.values_list("pk", "taxonomy", "name"):
        found[taxonomy].append((str(pk), name))
    return found
