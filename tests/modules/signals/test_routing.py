"""Each signal is sent to somebody: by the first rule that fits, else to the team for the rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bundel.audit.models import Entry
from bundel.signals.models import (
    ListState,
    RoutingRule,
    RuleArea,
    RuleList,
    RuleTheme,
    RuleTrait,
    Signal,
    SignalSettings,
    SignalState,
    SignalTheme,
    StepKind,
    Team,
)
from bundel.signals.services import passing, suggesting
from tests.modules.network.conftest import Network
from tests.modules.signals.conftest import NOW

Tell = Callable[..., Signal]
# A Wednesday; Thursday and Friday are Christmas in 2025, and the town hall closes on Monday.
BEFORE_CHRISTMAS = datetime(2025, 12, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def rule(ground: Network) -> Callable[..., RoutingRule]:
    """A rule at the end of the active list."""

    def made(name: str, *, themes=(), areas=(), traits=(), days=2, **fields) -> RoutingRule:  # type: ignore[no-untyped-def]  # rows by name
        here = {"municipality": ground.municipality}
        rules, _new = RuleList.objects.get_or_create(
            **here, state=ListState.ACTIVE, defaults={"number": 1, "made_at": BEFORE_CHRISTMAS}
        )
        place = rules.lines.count()
        row = RoutingRule.objects.create(
            **here, rules=rules, position=place, name=name, promise_days=days, **fields
        )
        for theme in themes:
            RuleTheme.objects.create(**here, rule=row, theme=theme)
        for area in areas:
            RuleArea.objects.create(**here, rule=row, area=area)
        for term in traits:
            RuleTrait.objects.create(**here, rule=row, term=term)
        return row

    return made


def test_the_first_rule_that_fits_sends_it_and_is_written_down(
    ground: Network, told: Tell, rule: Callable[..., RoutingRule]
) -> None:
    team = Team.objects.create(municipality=ground.municipality, name="Warmte")
    gone = Team.objects.create(municipality=ground.municipality, name="Weg", is_active=False)
    haven, elderly = ground.areas["haven"], ground.terms["elderly"]
    rule("Naar een team dat stopte", team=gone)
    rule("Spoed", severities=["urgent"], team=team)
    rule("Ouderen", traits=[elderly], person=ground.users["coordinator"], days=4)
    fitting = rule("Haven", areas=[haven], months=[11], team=team, days=3)

    signal = told(area_id=haven.pk)

    assert (signal.state, signal.rule, signal.team) == (SignalState.OPEN, fitting, team)
    assert signal.promise_date == date(2026, 11, 26)
    step = signal.steps.get(kind=StepKind.ROUTED)
    assert (step.rule, step.by, step.note) == (fitting, None, "Verdeelregel Haven: naar Warmte.")
    trail = Entry.objects.get(action="signals.route")
    assert trail.after and trail.after["rule"] == "Haven"
    assert told(trait_ids=(elderly.pk,)).handler == ground.users["coordinator"]


def test_what_no_rule_fits_goes_to_the_team_for_the_rest_in_working_days(
    ground: Network, told: Tell
) -> None:
    SignalSettings.objects.update(promise_days=2, closed_dates=[date(2025, 12, 29)])

    signal = told(at=BEFORE_CHRISTMAS)

    assert signal.team is not None and signal.team.name == "Programmateam"
    assert signal.promise_date == date(2025, 12, 31)
    assert signal.rule is None


def test_another_theme_sends_it_anew_only_when_asked(
    ground: Network,
    told: Tell,
    rule: Callable[..., RoutingRule],
    theme: Callable[[str], SignalTheme],
) -> None:
    team = Team.objects.create(municipality=ground.municipality, name="Schulden")
    rule("Schulden", themes=[theme("debts")], team=team, days=20)
    signal = told()
    said: dict[str, Any] = {"actor": ground.actor("coordinator"), "signal_id": signal.pk, "at": NOW}

    passing.choose_theme(**said, version=signal.version, theme_id=theme("reach").pk)
    signal.refresh_from_db()
    stayed = signal.team
    passing.choose_theme(
        **said, version=signal.version, theme_id=theme("debts").pk, routes_again=True
    )

    assert stayed is not None and stayed.name == "Programmateam"
    promised = signal.promise_date
    signal.refresh_from_db()
    assert (signal.team, signal.promise_date) == (team, promised)
    assert signal.steps.filter(kind=StepKind.ROUTED).count() == 2


def test_there_is_always_somebody(ground: Network, told: Tell) -> None:
    SignalSettings.objects.update(fallback_team=None)
    Team.objects.update(is_active=False)

    assert told().team is not None


def test_a_theme_is_suggested_with_the_words_that_led_to_it(
    ground: Network, theme: Callable[[str], SignalTheme]
) -> None:
    SignalTheme.objects.filter(code="owners").update(is_active=False)

    best = suggesting.suggest("Steeds schimmelplekken en rotte kozijnen.", ground.municipality.pk)[
        0
    ]

    assert best.theme_id == theme("dwelling").pk
    assert set(best.words) >= {"schimmelplekken", "kozijnen"}
    assert best.is_sure
    owners = suggesting.suggest("De VvE en haar eigenaren.", ground.municipality.pk)
    assert theme("owners").pk not in {one.theme_id for one in owners}
