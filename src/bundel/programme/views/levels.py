"""The levels of an initiative: scale, hours per team, money per fund, reach per area and group."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from bundel.accounts.requests import MemberRequest
from bundel.errors import NotFound
from bundel.programme import selectors, services
from bundel.programme.forms import levels as forms
from bundel.programme.selectors import InitiativeCard, LevelCard, ReachLine, Spread
from bundel.programme.views import saving
from bundel.programme.views.card import CARD, editable, editing
from bundel.ui import form_pages
from bundel.ui.lines import lines_of

ENDS = ("low", "mid", "high")
SCALE = (
    *("version", "name", "code", "position", "usual", "duration_quarters", "start_quarters"),
    *("grade", "basis", "source"),
)


def new(request: MemberRequest, initiative_id: UUID) -> HttpResponse:
    """Add a level."""
    card = editable(request, initiative_id)
    start = {"position": len(card.levels) + 1, "usual": not card.levels, "grade": "D"}
    return _scale(request, card, None, start)


def edit(request: MemberRequest, initiative_id: UUID, level_id: UUID) -> HttpResponse:
    """Change how long a level lasts and what it is worth by itself."""
    card = editable(request, initiative_id)
    level = _level(card, level_id)
    start = {name: getattr(level, name) for name in SCALE}
    for spread in ("now", "later"):
        for end in ENDS:
            start[f"{spread}_{end}"] = getattr(getattr(level, spread), end)
    return _scale(request, card, level, start)


def hours(request: MemberRequest, initiative_id: UUID, level_id: UUID) -> HttpResponse:
    """Change the hours per team: one row for every team, empty where it is not needed."""
    card = editable(request, initiative_id)
    level = _level(card, level_id)
    known = {line.pool_id: line for line in level.hours}
    pools = selectors.choices(actor=request.actor).pools
    lines = lines_of(
        forms.HoursLine,
        data=form_pages.sent(request),
        initial=[
            {
                "pool_id": pool.id,
                "start_hours": known[pool.id].start_hours if pool.id in known else None,
                "running_hours": known[pool.id].running_hours if pool.id in known else None,
            }
            for pool in pools
        ],
        extra=0,
    )
    form = form_pages.VersionOnly(form_pages.sent(request), initial={"version": level.version})

    def write(values: dict[str, Any]) -> None:
        wanted = [
            services.HoursInput(line["pool_id"], *_zero(line, "start_hours", "running_hours"))
            for line in lines.filled("pool_id")
            if line["start_hours"] or line["running_hours"]
        ]
        services.set_level_hours(
            actor=request.actor, level_id=level.id, version=values["version"], lines=wanted
        )

    if saving.both(form, lines, write):
        return form_pages.saved(request, CARD, card.id)
    title = _("Uren voor niveau %(level)s") % {"level": level.name}
    names, place = [pool.name for pool in pools], f"niveau-{level.id}"
    return editing(request, card, "uren", title, form, lines, names=names, place=place)


def money(request: MemberRequest, initiative_id: UUID, level_id: UUID) -> HttpResponse:
    """Change which fund pays what, and in which quarters since the start."""
    card = editable(request, initiative_id)
    level = _level(card, level_id)
    names = ("fund_id", "from_quarter", "until_quarter", "start_eur", "running_eur")
    lines = lines_of(
        forms.MoneyLine,
        data=form_pages.sent(request),
        initial=[{name: getattr(line, name) for name in names} for line in level.money],
        extra=2,
        options={"funds": selectors.choices(actor=request.actor).funds},
    )
    form = form_pages.VersionOnly(form_pages.sent(request), initial={"version": level.version})

    def write(values: dict[str, Any]) -> None:
        wanted = [
            services.MoneyInput(
                fund_id=line["fund_id"],
                from_quarter=line["from_quarter"],
                until_quarter=line["until_quarter"],
                start_eur=line["start_eur"] or Decimal(0),
                running_eur=line["running_eur"] or Decimal(0),
            )
            for line in lines.filled("fund_id")
        ]
        services.set_level_money(
            actor=request.actor, level_id=level.id, version=values["version"], lines=wanted
        )

    if saving.both(form, lines, write):
        return form_pages.saved(request, CARD, card.id)
    title = _("Geld voor niveau %(level)s") % {"level": level.name}
    return editing(request, card, "geld", title, form, lines, place=f"niveau-{level.id}")


def reach(request: MemberRequest, initiative_id: UUID, level_id: UUID) -> HttpResponse:
    """Change how many households are helped, per area and group, and what it is worth to each."""
    card = editable(request, initiative_id)
    level = _level(card, level_id)
    choices = selectors.choices(actor=request.actor)
    lines = lines_of(
        forms.ReachLine,
        data=form_pages.sent(request),
        initial=[_reach_values(line) for line in level.reach],
        extra=1,
        options={"areas": choices.areas, "groups": choices.groups},
    )
    form = form_pages.VersionOnly(form_pages.sent(request), initial={"version": level.version})

    def write(values: dict[str, Any]) -> None:
        wanted = [_reach_input(line) for line in lines.filled("area_id")]
        services.set_level_reach(
            actor=request.actor, level_id=level.id, version=values["version"], lines=wanted
        )

    if saving.both(form, lines, write):
        return form_pages.saved(request, CARD, card.id)
    title = _("Bereik van niveau %(level)s") % {"level": level.name}
    return editing(request, card, "bereik", title, form, lines, place=f"niveau-{level.id}")


def remove(request: MemberRequest, initiative_id: UUID, level_id: UUID) -> HttpResponse:
    """Ask once, with the name; then remove the level with all its lines."""
    card = editable(request, initiative_id)
    level = _level(card, level_id)
    form = form_pages.VersionOnly(form_pages.sent(request), initial={"version": level.version})

    def take_away(values: dict[str, Any]) -> None:
        services.remove_level(actor=request.actor, level_id=level.id, version=values["version"])

    if form_pages.kept(form, take_away):
        words = _("Niveau %(level)s is verwijderd.") % {"level": level.name}
        return form_pages.saved(request, CARD, card.id, words=words)
    context = {
        "form": form,
        "what": _("niveau %(level)s") % {"level": level.name},
        "goes": _("De uren, het geld en het bereik van dit niveau gaan mee."),
        "back": reverse(CARD, args=[card.id]),
    }
    return form_pages.page(request, "programme/remove.html", context, form)


def _scale(
    request: MemberRequest, card: InitiativeCard, level: LevelCard | None, start: dict[str, Any]
) -> HttpResponse:
    form = forms.EditLevel(form_pages.sent(request), initial=start)

    def write(values: dict[str, Any]) -> None:
        services.save_level(
            actor=request.actor,
            initiative_id=card.id,
            level_id=level.id if level else None,
            **values,
        )

    if form_pages.kept(form, write):
        return form_pages.saved(request, CARD, card.id)
    title = _("Niveau %(level)s") % {"level": level.name} if level else _("Nieuw niveau")
    return editing(
        request, card, "niveau", title, form, place=f"niveau-{level.id}" if level else ""
    )


def _reach_values(line: ReachLine) -> dict[str, Any]:
    """Return a line of reach as its form shows it."""
    plain = ("area_id", "group_id", "ramp_shares", "grade", "basis", "source")
    values = {name: getattr(line, name) for name in plain}
    for name, spread in _spreads(line).items():
        for end in ENDS:
            values[f"{name}_{end}"] = getattr(spread, end)
    return values


def _spreads(line: ReachLine) -> dict[str, Spread]:
    return {"households": line.households, "now": line.now_each, "later": line.later_each}


def _reach_input(line: dict[str, Any]) -> services.ReachInput:
    """Return a line of the form as the service takes it; an empty cell is none."""
    amounts = [f"{name}_{end}" for name in ("households", "now", "later") for end in ENDS]
    values: dict[str, Any] = dict(zip(amounts, _zero(line, *amounts), strict=True))
    rest = ("area_id", "group_id", "ramp_shares", "basis", "source")
    return services.ReachInput(
        **values, **{name: line[name] for name in rest}, grade=line["grade"] or "D"
    )


def _level(card: InitiativeCard, level_id: UUID) -> LevelCard:
    """
    Return the level of this initiative.

    Raises:
        NotFound: if it is not one of its levels.
    """
    found = next((level for level in card.levels if level.id == level_id), None)
    if found is None:
        raise NotFound
    return found


def _zero(line: dict[str, Any], *names: str) -> list[Decimal]:
    """Return these amounts; an empty cell is none."""
    return [line[name] or Decimal(0) for name in names]
