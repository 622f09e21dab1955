"""Routing rules in plain words: what each asks, to whom it sends, and what has no rule."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.areas.models import Area
from bundel.core.routing.covering import Gap
from bundel.core.routing.matching import Case, Part, Rule
from bundel.network.models import Term
from bundel.signals.models import Severity, SignalTheme, Size, Team
from bundel.signals.services import telling_rules
from bundel.signals.services.routing import Line

YEAR = tuple(range(1, 13))
Tree = Mapping[uuid.UUID | None, Collection[uuid.UUID]]


@dataclass(frozen=True, slots=True)
class Names:
    """What things are called, by id, in the order in which people read them."""

    themes: Mapping[uuid.UUID, str]
    areas: Mapping[uuid.UUID, str]
    parents: Mapping[uuid.UUID, uuid.UUID | None]
    traits: Mapping[uuid.UUID, str]


def names(municipality_id: uuid.UUID) -> Names:
    """Return what everything that a rule can ask for is called. Three queries."""
    here = {"municipality_id": municipality_id}
    areas = Area.objects.filter(**here).order_by("name").values_list("pk", "name", "parent_id")
    rows = list(areas)
    terms = Term.objects.filter(**here, taxonomy__in=telling_rules.TRAIT_LISTS).order_by("name")
    return Names(
        themes={one.pk: one.label for one in SignalTheme.objects.filter(**here)},
        areas={pk: name for pk, name, _parent in rows},
        parents={pk: parent for pk, _name, parent in rows},
        traits=dict(terms.values_list("pk", "name")),
    )


def sentence(line: Line, known: Names) -> str:
    """Return a rule as one sentence."""
    asked = conditions(line.rule, known)
    days = line.row.promise_days
    parts = {"target": target(line), "days": days}
    if not asked:
        return (
            ngettext(
                "Alles wat hier komt: naar %(target)s, antwoord binnen %(days)s werkdag.",
                "Alles wat hier komt: naar %(target)s, antwoord binnen %(days)s werkdagen.",
                days,
            )
            % parts
        )
    return ngettext(
        "Als %(asked)s: naar %(target)s, antwoord binnen %(days)s werkdag.",
        "Als %(asked)s: naar %(target)s, antwoord binnen %(days)s werkdagen.",
        days,
    ) % (parts | {"asked": _list(asked, _("en"))})


def target(line: Line) -> str:
    """Return to whom a rule sends."""
    if line.row.team is not None:
        return _("team %(name)s") % {"name": line.row.team.name}
    return str(line.row.person)


def rest(team: Team) -> str:
    """Return to whom goes what no rule fits."""
    return _("team %(name)s") % {"name": team.name}


def together(said: Iterable[str]) -> str:
    """Return phrases as one."""
    return _list(said, _("en"))


def conditions(rule: Rule, known: Names) -> list[str]:
    """Return what a rule asks, each part in a few words."""
    asked: list[tuple[Collection[Any], Callable[[], str]]] = [
        (rule.themes, lambda: _("het thema %(names)s is") % _or(_named(known.themes, rule.themes))),
        (rule.areas, lambda: _("het in %(names)s is") % _or(_named(known.areas, rule.areas))),
        (rule.sizes, lambda: _("de omvang %(names)s is") % _or(_labels(Size, rule.sizes))),
        (
            rule.severities,
            lambda: _("de ernst %(names)s is") % _or(_labels(Severity, rule.severities)),
        ),
        (rule.months, lambda: _("het %(names)s is") % {"names": months(rule.months)}),
        (
            rule.traits,
            lambda: _("het gaat over %(names)s") % _or(_lower(known.traits, rule.traits)),
        ),
    ]
    return [words() for values, words in asked if values]


def case_words(part: Part, case: Case, area_id: uuid.UUID | None, known: Names) -> str:
    """Return what a case is in one part, such as that it is December."""
    area = known.areas.get(area_id, "") if area_id else _("de hele gemeente")
    traits = _lower(known.traits, case.traits)
    return {
        Part.THEME: _("het thema is %(name)s") % {"name": known.themes.get(case.theme, "")},  # type: ignore[call-overload]  # themes are ids here
        Part.AREA: _("het gebied is %(name)s") % {"name": area},
        Part.SIZE: _("de omvang is %(name)s") % {"name": Size(case.size).label},
        Part.SEVERITY: _("de ernst is %(name)s") % {"name": Severity(case.severity).label},
        Part.MONTH: _("het is %(name)s") % {"name": str(MONTHS[case.month]).lower()},
        Part.TRAIT: _("het gaat over %(names)s") % _or(traits)
        if traits
        else _("er is geen kenmerk gekozen"),
    }[part]


def gap_words(gap: Gap, known: Names, all_themes: Collection[uuid.UUID], tree: Tree) -> str:
    """
    Return what has no rule, in a few words.

    Args:
        all_themes: Those that something can be told of.
        tree: Of each area what lies right in it; of None what lies right in the municipality.
    """
    said = []
    if len(gap.themes) < len(all_themes):
        said.append(_most(known.themes, gap.themes, all_themes))
    if area := _ground(gap.areas, tree, known):
        said.append(area)
    for name, choices, values in (
        (_("omvang"), Size, gap.sizes),
        (_("ernst"), Severity, gap.severities),
    ):
        if len(values) < len(choices):
            said.append(_few(name, choices, values))
    if len(gap.months) < len(YEAR):
        said.append(_("in %(months)s") % {"months": months(gap.months)})
    if gap.without_traits:
        said.append(_("niet over %(names)s") % _or(_lower(known.traits, gap.without_traits)))
    return ", ".join(said) or _("alles")


def months(chosen: Collection[int]) -> str:
    """Return months in words, such as november tot en met februari."""
    wanted = set(chosen)
    if wanted >= set(YEAR):
        return _("het hele jaar")
    starts = [month for month in YEAR if month in wanted and (month - 2) % 12 + 1 not in wanted]
    spans = []
    for start in starts:
        length = next(n for n in YEAR if (start - 1 + n) % 12 + 1 not in wanted)
        last = (start - 2 + length) % 12 + 1
        first_name, last_name = str(MONTHS[start]).lower(), str(MONTHS[last]).lower()
        if length == 1:
            spans.append(first_name)
        elif length == 2:
            spans.append(_list([first_name, last_name], _("of")))
        else:
            spans.append(
                _("%(first)s tot en met %(last)s") % {"first": first_name, "last": last_name}
            )
    return _list(spans, _("of"))


def _most(
    known: Mapping[uuid.UUID, str],
    values: Collection[Any],
    everything: Collection[uuid.UUID],
) -> str:
    """Name the values, or the few that it is not."""
    others = [pk for pk in everything if pk not in values]
    if len(others) < len(values):
        return _("elk thema behalve %(names)s") % {"names": _list(_named(known, others), _("en"))}
    return _("thema %(names)s") % _or(_named(known, values))


def _few(name: str, choices: Any, values: Collection[str]) -> str:
    """Name the values of a part, or the few that it is not."""
    others = _labels(choices, set(choices.values) - set(values))
    if len(others) < len(values):
        return _("%(part)s niet %(names)s") % {"part": name, **_or(others)}
    return _("%(part)s %(names)s") % {"part": name, **_or(_labels(choices, values))}


def _ground(areas: Collection[Any], tree: Tree, known: Names) -> str:
    """Return where: all but some areas, or some areas each without some of its own."""
    within = set(areas)
    if None in within:
        less = _nearest(None, tree, within, is_in=False)
        return _("buiten %(names)s") % {"names": _but(less, tree, within, known)} if less else ""
    said = []
    for top in _nearest(None, tree, within, is_in=True):
        less = _nearest(top, tree, within, is_in=False)
        but = _but(less, tree, within, known)
        name = known.areas[top]
        said.append(_("%(name)s behalve %(less)s") % {"name": name, "less": but} if less else name)
    return _("in %(names)s") % {"names": _list(said, _("of"))}


def _but(areas: Iterable[uuid.UUID], tree: Tree, within: Collection[Any], known: Names) -> str:
    """Name areas that are left out, each with what of it is not."""
    said = []
    for area in areas:
        plus = _named(known.areas, _nearest(area, tree, within, is_in=True))
        words = {"name": known.areas[area], "plus": _list(plus, _("en"))}
        said.append(_("%(name)s (wel %(plus)s)") % words if plus else known.areas[area])
    return _list(said, _("en"))


def _nearest(
    top: uuid.UUID | None, tree: Tree, within: Collection[Any], *, is_in: bool
) -> list[uuid.UUID]:
    """Return the largest areas below one that are in a set, or that are not."""
    found: list[uuid.UUID] = []
    for part in tree.get(top, ()):
        if (part in within) is is_in:
            found.append(part)
        else:
            found += _nearest(part, tree, within, is_in=is_in)
    return found


def _labels(choices: Any, values: Collection[Any]) -> list[str]:
    return [str(choice.label) for choice in choices if choice.value in values]


def _named(known: Mapping[uuid.UUID, str], values: Collection[Any]) -> list[str]:
    return [name for pk, name in known.items() if pk in values]


def _lower(known: Mapping[uuid.UUID, str], values: Collection[Any]) -> list[str]:
    return [name[:1].lower() + name[1:] for name in _named(known, values)]


def _or(said: list[str]) -> dict[str, str]:
    return {"names": _list(said, _("of"))}


def _list(said: Iterable[str], last: str) -> str:
    *most, one = list(said) or [""]
    return f"{', '.join(most)} {last} {one}" if most else one
