"""Teams and the list of rules of a folder, as rows; the list is at work at once."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator

from bundel.accounts.models import User
from bundel.accounts.tenancy import TenantModel
from bundel.network.material import Shelf
from bundel.network.material.shelf import Line
from bundel.signals.models import (
    ListState,
    RoutingRule,
    RuleArea,
    RuleList,
    RuleTheme,
    RuleTrait,
    SignalTheme,
    Team,
    TeamMember,
)

TRAITS = ("tenure", "heat_source", "target_group")


def load_sorting(shelf: Shelf, themes: dict[str, SignalTheme]) -> None:
    """Make the teams and the rules of a folder; without rules all goes to the first team."""
    people = dict(User.objects.values_list("email", "pk"))
    shelf.load("teams", lambda line: _team(line, people))
    members = [
        TeamMember(
            municipality_id=shelf.municipality_id,
            team=shelf.one("teams", line["code"]),
            user_id=people[email],
        )
        for line in shelf.lines("teams")
        for email in line.words("leden")
    ]
    TeamMember.objects.bulk_create(members)
    if any(True for _ in shelf.lines("regels")):
        _rules(shelf, themes, people)


def trait(shelf: Shelf, code: str) -> uuid.UUID:
    """
    Return the term of a trait, from whichever list of traits has the code.

    Raises:
        ValueError: if none has.
    """
    for taxonomy in TRAITS:
        try:
            return shelf.term(taxonomy, code)
        except ValueError:
            continue
    raise ValueError(f"{code} is geen kenmerk van een groep")


def _team(line: Line, people: dict[str, uuid.UUID]) -> Team:
    return Team(
        name=line["naam"], email=line["mail"], commissioner_id=people.get(line["opdrachtgever"])
    )


def _rules(shelf: Shelf, themes: dict[str, SignalTheme], people: dict[str, uuid.UUID]) -> None:
    rules = RuleList.objects.create(
        municipality_id=shelf.municipality_id,
        number=1,
        state=ListState.ACTIVE,
        made_at=shelf.at,
        active_at=shelf.at,
    )
    conditions: list[tuple[RoutingRule, Line]] = []

    def made(line: Line) -> Iterator[RoutingRule]:
        rule = RoutingRule(
            rules=rules,
            position=len(conditions) + 1,
            name=line["naam"],
            sizes=line.words("omvang"),
            severities=line.words("ernst"),
            months=[int(month) for month in line.words("maanden")],
            person_id=people.get(line["naar"]),
            team=None if line["naar"] in people else shelf.one("teams", line["naar"]),
            promise_days=line.count("dagen"),
        )
        conditions.append((rule, line))
        yield rule

    shelf.hang("regels", made)
    for rule, at in conditions:
        _hang(shelf, [RuleTheme(rule=rule, theme=themes[code]) for code in at.words("thema's")])
        areas = map(shelf.area, at.names("gebieden"))
        _hang(shelf, [RuleArea(rule=rule, area_id=area) for area in areas])
        traits = [trait(shelf, code) for code in at.words("kenmerken")]
        _hang(shelf, [RuleTrait(rule=rule, term_id=term) for term in traits])


def _hang(shelf: Shelf, rows: Iterable[TenantModel]) -> None:
    made = list(rows)
    for row in made:
        row.municipality_id = shelf.municipality_id
    if made:
        type(made[0])._default_manager.bulk_create(made)
