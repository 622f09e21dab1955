"""The list of routing rules: worked on as a draft, tried, held against the past, taken into use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from bundel.audit.models import Entry
from bundel.errors import Invalid, Stale
from bundel.signals.models import ListState, RoutingRule, RuleList, Signal, SignalTheme, Team
from bundel.signals.selectors import backtest
from bundel.signals.selectors import rules as seen
from bundel.signals.services import rules
from tests.modules.network.conftest import Network
from tests.modules.signals.conftest import NOW

Tell = Callable[..., Signal]
Theme = Callable[[str], SignalTheme]


@pytest.fixture
def warmth(ground: Network) -> Team:
    return Team.objects.create(municipality=ground.municipality, name="Warmte")


@pytest.fixture
def add(ground: Network, warmth: Team) -> Callable[..., Any]:
    """Add a rule to the draft, which is begun where there is none."""

    def made(name: str, **asked: Any) -> RoutingRule:
        actor = ground.actor("coordinator")
        if not seen.has_draft(actor=actor):
            rules.begin_draft(actor=actor, at=NOW)
        fields: dict[str, Any] = {"promise_days": 2, "team_id": warmth.pk, "person_id": None}
        rule_id = rules.save_rule(actor=actor, version=0, name=name, **(fields | asked))
        return RoutingRule.objects.get(pk=rule_id)

    return made


def _view(ground: Network) -> seen.ListView:
    actor = ground.actor("coordinator")
    return seen.list_view(actor=actor, found=seen.read(actor=actor, state=ListState.DRAFT))


def _post(client: Client, path: str, status: int = 303, **data: Any) -> str:
    answer = client.post(path, data)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.content.decode()


def test_a_list_is_made_ordered_and_taken_into_use_on_the_pages(
    ground: Network, warmth: Team, theme: Theme, told: Tell
) -> None:
    client = ground.client("coordinator")
    _post(client, "/signalen/regels/begin/")
    urgent = {"name": "Spoed", "severities": ["urgent"], "target": f"team:{warmth.pk}"}
    _post(client, "/signalen/regels/concept/regel/", **urgent, promise_days=1)
    bills = {"name": "Rekeningen", "themes": [theme("bill").pk], "months": ["11", "12", "1"]}
    bills |= {
        "areas": [ground.areas["haven"].pk],
        "target": f"person:{ground.users['coordinator'].pk}",
    }
    _post(client, "/signalen/regels/concept/regel/", **bills, promise_days=3)
    refused = _post(client, "/signalen/regels/concept/regel/", 422, name="Leeg", promise_days=3)
    second = RoutingRule.objects.get(name="Rekeningen")

    version = RuleList.objects.get().version
    _post(
        client, f"/signalen/regels/concept/regel/{second.pk}/verplaats/", way="up", version=version
    )
    _post(
        client,
        f"/signalen/regels/concept/regel/{second.pk}/verplaats/",
        409,
        way="up",
        version=version,
    )
    stale = _post(
        client, "/signalen/regels/concept/in-gebruik/", 409, version=version, note="Te vroeg"
    )
    _post(client, "/signalen/regels/concept/in-gebruik/", version=version + 1, note="Winter")

    assert "Kies één team of één persoon." in refused
    assert "Te vroeg" in stale
    page = client.get("/signalen/regels/").content.decode()
    assert (
        "Als het thema Rekening is, het in Haven is en het november tot en met januari is: "
        "naar Programmacoördinator, antwoord binnen 3 werkdagen." in page
    )
    assert page.index("1. Rekeningen") < page.index("2. Spoed")
    assert told(area_id=ground.areas["haven"].pk).handler == ground.users["coordinator"]
    assert Entry.objects.get(action="signals.activate_rules").ground == "Winter"
    # A second tab still shows the draft.
    page = _post(client, "/signalen/regels/concept/in-gebruik/", 409, version=1, note="Nog eens")
    assert "Dit concept is er niet meer" in page
    assert "Nog eens" in page
    assert client.get("/signalen/regels/concept/in-gebruik/").status_code == 404


def test_what_held_is_kept_and_can_be_begun_with_again(
    ground: Network, add: Callable[..., Any], theme: Theme
) -> None:
    actor = ground.actor("coordinator")
    add("Eerste", themes=[theme("bill").pk])
    rules.activate(actor=actor, version=_view(ground).version, note="Begin", at=NOW)
    first = RuleList.objects.get()
    # Lists that came from elsewhere may begin to count at any place.
    first.lines.update(position=7)
    draft = rules.begin_draft(actor=actor, at=NOW)
    add("Derde")
    line = RoutingRule.objects.get(rules=draft, name="Eerste")
    rules.remove_rule(actor=actor, rule_id=line.pk, version=line.version)
    add("Tweede")
    rules.activate(actor=actor, version=_view(ground).version, note="Anders", at=NOW)

    client = ground.client("coordinator")
    _post(client, f"/signalen/regels/{first.pk}/begin/")

    assert [rule.sentence for rule in _view(ground).rules] == [
        "Als het thema Rekening is: naar team Warmte, antwoord binnen 2 werkdagen."
    ]
    assert "Begin" in client.get(f"/signalen/regels/{first.pk}/").content.decode()
    first.refresh_from_db()
    assert (first.state, first.ended_at) == (ListState.ENDED, NOW)


def test_a_draft_says_which_rules_do_nothing_and_what_has_none(
    ground: Network, add: Callable[..., Any], theme: Theme
) -> None:
    owners, haven = theme("owners").pk, ground.areas["haven"].pk
    every = [pk for pk in SignalTheme.objects.values_list("pk", flat=True) if pk != owners]
    add("Alles anders", themes=every)
    add("Haven", areas=[haven])
    add("Jaar door", months=list(range(1, 12)))
    add("Haven in de winter", areas=[haven], months=[1, 12], sizes=["few"])

    found = _view(ground)

    assert [(rule.name, rule.taken_by) for rule in found.never_fire] == [
        ("Haven in de winter", (1, 2))
    ]
    assert found.gaps == ("thema Koopwoning en VvE, buiten Haven, in december",)


def test_a_rule_says_what_is_wrong_and_shows_who_was_first(
    ground: Network, add: Callable[..., Any], warmth: Team
) -> None:
    actor = ground.actor("coordinator")
    rule = add("Spoed")
    two = {"team_id": warmth.pk, "person_id": actor.user_id, "promise_days": 2}

    with pytest.raises(Invalid) as wrong:
        rules.save_rule(actor=actor, version=rule.version, rule_id=rule.pk, name="Spoed", **two)
    with pytest.raises(Stale) as stale:
        rules.save_rule(
            actor=actor, version=rule.version - 1, rule_id=rule.pk, name="Haast", sizes=["few"]
        )

    assert [fault.field for fault in wrong.value.faults] == ["target"]
    assert [(one.field, one.mine) for one in stale.value.differences] == [
        ("name", "Haast"),
        ("sizes", "few"),
    ]


def test_a_trial_says_which_rule_fires_and_why_not_the_others(
    ground: Network, add: Callable[..., Any], theme: Theme, told: Tell
) -> None:
    signal = told()
    add("Spoed in Buiten", severities=["urgent"], areas=[ground.areas["buiten"].pk])
    add("Ouderen", traits=[ground.terms["elderly"].pk])
    add("Rekeningen", themes=[theme("bill").pk])
    add("Rest")
    client = ground.client("coordinator")

    page = client.get(f"/signalen/regels/proberen/?nummer={signal.number}").content.decode()
    made_up = client.get(
        f"/signalen/regels/proberen/?thema={theme('debts').pk}&ernst=low&omvang=few&maand=3"
    ).content.decode()

    assert "Regel 3 stuurt dit naar team Warmte" in page
    assert "Past niet: het gebied is Haven en de ernst is midden." in page
    assert "Past niet: er is geen kenmerk gekozen." in page
    assert "4. Rest" not in page
    assert "Regel 4 stuurt dit naar team Warmte" in made_up


def test_looking_back_counts_work_and_names_what_moves(
    ground: Network,
    add: Callable[..., Any],
    theme: Theme,
    told: Tell,
    django_assert_max_num_queries: Any,
) -> None:
    bills = [told() for _each in range(3)]
    other = told(theme_id=theme("debts").pk)
    add("Rekeningen", themes=[theme("bill").pk], promise_days=1)
    actor = ground.actor("coordinator")

    found = backtest.replay(
        actor=actor,
        active=None,
        draft=seen.read(actor=actor, state=ListState.DRAFT),
        from_date=date(2026, 11, 1),
        until_date=date(2026, 12, 1),
    )

    assert [(one.name, one.before, one.after) for one in found.work] == [
        ("team Programmateam", 4, 1),
        ("team Warmte", 0, 3),
    ]
    assert {row.id for row in found.rows} == {signal.pk for signal in bills}
    assert (found.before_days, found.after_days) == (10, (3 * 1 + 10) / 4)
    assert (found.before_rest, found.after_rest, found.moved) == (4, 1, 3)
    assert other.pk not in {row.id for row in found.rows}
    client = ground.client("coordinator")
    with django_assert_max_num_queries(45):
        page = client.get("/signalen/regels/concept/terugkijken/?periode=1095")
    assert page.status_code == 200


def test_an_analyst_looks_tries_and_looks_back_but_changes_nothing(
    ground: Network, add: Callable[..., Any], theme: Theme, told: Tell
) -> None:
    signal, rule = told(), add("Rekeningen", themes=[theme("bill").pk])
    client, list_id = ground.client("analyst"), rule.rules_id
    acts: tuple[str, ...] = ("begin/", f"{list_id}/begin/", "concept/in-gebruik/", "concept/weg/")
    acts += ("concept/regel/", f"concept/regel/{rule.pk}/")
    acts += tuple(f"concept/regel/{rule.pk}/{act}/" for act in ("verplaats", "verwijder"))

    tried = client.get(f"/signalen/regels/proberen/?nummer={signal.number}").content.decode()
    pages = [
        client.get(f"/signalen/regels/{path}").content.decode()
        for path in ("", "concept/", "concept/terugkijken/")
    ]

    assert "Regel 1 stuurt dit naar team Warmte" in tried
    assert "1. Rekeningen" in pages[1]
    assert "Team Warmte" in pages[2]
    for page in pages:
        assert [act for act in acts if f'/signalen/regels/{act}"' in page] == []
    assert [client.post(f"/signalen/regels/{act}").status_code for act in acts] == [403] * len(acts)
    assert RoutingRule.objects.get().version == rule.version
