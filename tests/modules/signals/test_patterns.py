"""A planted cluster becomes one pattern: judged, shown to each as they may see it, proposed."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

import numpy as np
import pytest
from click.testing import CliRunner
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bundel.areas.models import Area
from bundel.config.commands.signals import signals as command
from bundel.errors import Conflict, Invalid, NotAllowed
from bundel.network.models import Gathering, Theme
from bundel.programme.models import (
    AdoptedPlan,
    Department,
    Initiative,
    MeasureGroup,
    NotNow,
    PatternGround,
    PlanRun,
    Reach,
)
from bundel.programme.services import grounds, initiatives
from bundel.programme.services.proposals import AlreadyIdea, propose
from bundel.signals.command import scan_here
from bundel.signals.models import Outcome, Pattern, ScanRun, Signal, SignalTheme, Step
from bundel.signals.selectors import mapping
from bundel.signals.selectors import patterns as seen
from bundel.signals.selectors import silence as silences
from bundel.signals.services import patterns, scanning
from tests.modules.network.conftest import Network
from tests.modules.signals.conftest import NOW

Tell = Callable[..., Signal]
SIDE = 4
TODAY = NOW.date()


@pytest.fixture
def town(ground: Network) -> list[Area]:
    """Sixteen districts on a grid, beside the two that lie near."""
    for number, name in enumerate(("haven", "buiten")):
        area = ground.areas[name]
        area.centre_lon, area.centre_lat, area.residents = 5.30 + number / 100, 52.40, 3000
        area.low_personal_income_pct = 20
        area.save()
    here = ground.areas["haven"]
    rows = [
        Area(
            municipality=ground.municipality,
            code=f"WK0034{number + 10}",
            year=here.year,
            name=f"Wijk {number}",
            kind="district",
            parent=ground.areas["almere"],
            residents=2000 + 100 * number,
            low_personal_income_pct=20 + number,
            centre_lon=5.20 + (number % SIDE) / 100,
            centre_lat=52.35 + (number // SIDE) / 100,
            grade="A",
            source="CBS",
        )
        for number in range(SIDE * SIDE)
    ]
    return Area.objects.bulk_create(rows)


@pytest.fixture
def planted(ground: Network, town: list[Area], told: Tell) -> list[Signal]:
    """Forty signals that fall as they may, and twelve in two districts within two weeks."""
    first = told("kern worker")
    random = np.random.default_rng(4)
    rows = [
        _like(first, number + 2, town[int(random.integers(16))], int(random.integers(5, 360)))
        for number in range(40)
    ]
    rows += [
        _like(first, number + 42, town[5 + number % 2], 20 + number % 9) for number in range(12)
    ]
    Signal.objects.bulk_create(rows)
    return rows


def _like(signal: Signal, number: int, area: Area, days_ago: int) -> Signal:
    row = Signal.objects.get(pk=signal.pk)
    row.pk, row.telling_key, row.number, row.area = uuid.uuid4(), uuid.uuid4(), number, area
    row.told_at = NOW - timedelta(days=days_ago)
    # Each of a partner of its own in time: the same one again within weeks would count once.
    row.organisation, row.contact = None, None
    row._state.adding = True
    return row


def _scan(ground: Network, at: datetime = NOW) -> list[uuid.UUID]:
    here = ground.municipality.pk
    Signal.objects.filter(municipality=here, number__gt=41).update(reporter=None)
    run = scanning.ask_scan(
        actor=ground.actor("coordinator"), municipality_id=here, at=at, seed=1, permutations=199
    )
    material = scanning.begin_scan(run_id=run, at=at)
    assert material is not None
    found = scanning.search(material, lambda _done, _themes: None)
    return patterns.finish_scan(material=material, found=found, at=at)


@pytest.fixture
def pattern(ground: Network, planted: list[Signal]) -> Pattern:
    (found,) = _scan(ground)
    return Pattern.objects.get(pk=found)


def test_a_planted_cluster_is_one_pattern_that_stays_the_same_one(
    ground: Network, pattern: Pattern, town: list[Area]
) -> None:
    (again,) = _scan(ground, NOW + timedelta(days=1))

    pattern.refresh_from_db()
    assert again == pattern.pk
    assert pattern.number == 1
    assert pattern.p_value <= 0.05
    assert {town[5].pk, town[6].pk} <= set(pattern.places.values_list("area_id", flat=True))
    assert pattern.links.count() >= 12
    assert pattern.found_by_id != pattern.seen_by_id
    assert ScanRun.objects.filter(state="done").count() == 2


def test_a_search_is_asked_by_who_may_judge_and_one_at_a_time(ground: Network) -> None:
    here = ground.municipality.pk
    scanning.ask_scan(actor=ground.actor("coordinator"), municipality_id=here, at=NOW)

    with pytest.raises(Conflict):
        scanning.ask_scan(actor=ground.actor("analyst"), municipality_id=here, at=NOW)
    with pytest.raises(NotAllowed):
        scanning.ask_scan(actor=ground.actor("kern worker"), municipality_id=here, at=NOW)
    later = NOW + timedelta(hours=2)
    assert scanning.ask_scan(actor=None, municipality_id=here, at=later)


def test_a_themes_few_signals_are_said_to_be_too_few(ground: Network, told: Tell) -> None:
    told("kern worker")

    assert _scan(ground) == []
    last = seen.pattern_list(actor=ground.actor("coordinator"), today=TODAY).last
    assert last is not None
    assert last.too_few == (SignalTheme.objects.get(code="bill").name,)


def test_a_pattern_is_judged_and_comes_back_when_it_is_time(
    ground: Network, pattern: Pattern
) -> None:
    actor = ground.actor("coordinator")
    judge = {"actor": actor, "pattern_id": pattern.pk, "version": pattern.version, "at": NOW}
    with pytest.raises(Invalid) as refused:
        patterns.dismiss_pattern(**judge, reason=" ", review_date=TODAY)
    assert {fault.field for fault in refused.value.faults} == {"reason", "review_date"}

    patterns.dismiss_pattern(**judge, reason="Een actie", review_date=TODAY + timedelta(days=3))
    _scan(ground, NOW + timedelta(days=1))
    pattern.refresh_from_db()
    assert pattern.state == "dismissed"
    _scan(ground, NOW + timedelta(days=4))
    pattern.refresh_from_db()
    assert pattern.state == "found"


def test_each_sees_of_a_pattern_what_they_may(ground: Network, pattern: Pattern) -> None:
    every = seen.pattern_card(actor=ground.actor("coordinator"), pattern_id=pattern.pk, today=TODAY)
    partner = seen.pattern_card(
        actor=ground.actor("wijk worker"), pattern_id=pattern.pk, today=TODAY
    )

    assert every.signals == str(pattern.links.count())
    assert every.expected is not None
    assert len(every.readable) == pattern.links.count()
    assert partner.readable == ()
    assert partner.expected is None
    assert {partner.signals, *(area.observed for area in partner.areas)} <= {
        "minder dan 10",
        "10 tot 25",
    }


def test_a_list_of_patterns_asks_no_more_with_more(ground: Network, pattern: Pattern) -> None:
    actor = ground.actor("coordinator")
    with CaptureQueriesContext(connection) as few:
        seen.pattern_list(actor=actor, today=TODAY)
    copy = Pattern.objects.get(pk=pattern.pk)
    copy.pk, copy.number, copy._state.adding = uuid.uuid4(), 2, True
    copy.save()
    with CaptureQueriesContext(connection) as more:
        seen.pattern_list(actor=actor, today=TODAY)

    assert len(more) == len(few) <= 5


def test_a_pattern_becomes_an_idea_and_who_told_hears_of_it_once(
    ground: Network, pattern: Pattern, planted: list[Signal]
) -> None:
    actor = ground.actor("coordinator")
    teller = ground.users["wijk worker"]
    Signal.objects.filter(pk=planted[-1].pk).update(reporter=teller)
    here = {"municipality": ground.municipality}
    department = Department.objects.create(**here, code="WI", name="Werk en inkomen")
    group = MeasureGroup.objects.create(**here, code="adv", name="Advies")
    asked = {"code": "INI-99", "name": "Rekeninghulp", "department_id": department.pk}
    mail.outbox.clear()

    made = propose(actor=actor, pattern_id=pattern.pk, at=NOW, group_id=group.pk, **asked)

    initiative = Initiative.objects.get(pk=made)
    pattern.refresh_from_db()
    assert (initiative.state, pattern.state) == ("idea", "proposed")
    assert PatternGround.objects.get().pattern_id == pattern.pk
    assert Reach.objects.filter(level__initiative=made).count() == pattern.places.count()
    assert Outcome.objects.get().kind == "proposal"
    linked = pattern.links.values("signal_id")
    steps = Step.objects.filter(kind="came_of_it", signal__in=linked)
    assert steps.count() == pattern.links.count()
    with pytest.raises(AlreadyIdea):
        propose(actor=actor, pattern_id=pattern.pk, at=NOW, **(asked | {"code": "INI-98"}))

    initiatives.move_initiative(
        actor=actor, initiative_id=made, version=initiative.version, state="stopped", at=NOW
    )
    assert set(Outcome.objects.values_list("kind", flat=True)) == {"proposal", "stopped"}


@pytest.mark.parametrize(
    ("chosen", "kind", "said"),
    [(["INI-99"], "plan", "staat in het plan"), ([], "decision", "Te weinig uren")],
)
def test_who_told_hears_what_an_adopted_plan_makes_of_it(
    ground: Network, pattern: Pattern, chosen: list[str], kind: str, said: str
) -> None:
    actor = ground.actor("coordinator")
    here = {"municipality": ground.municipality}
    department = Department.objects.create(**here, code="WI", name="Werk en inkomen")
    asked = {"code": "INI-99", "name": "Rekeninghulp", "department_id": department.pk}
    made = propose(actor=actor, pattern_id=pattern.pk, at=NOW, **asked)
    adopted = _adopted(ground, made, is_in=bool(chosen))

    grounds.tell_plan(actor=actor, adopted=adopted, chosen=chosen, at=NOW)
    grounds.tell_plan(actor=actor, adopted=adopted, chosen=chosen, at=NOW)

    told = Outcome.objects.get(kind=kind)
    assert said in told.said
    assert told.object_id == adopted.pk
    assert Outcome.objects.count() == 2


def _adopted(ground: Network, initiative_id: uuid.UUID, *, is_in: bool) -> AdoptedPlan:
    """Adopt a plan with an initiative in it, or with a reason why not now."""
    here = {"municipality": ground.municipality}
    somebody = uuid.uuid4()
    run = PlanRun.objects.create(
        **here,
        title="Plan",
        problem={},
        problem_sha256="0" * 64,
        requested_by_id=somebody,
        requested_by_name="Kern",
        requested_at=NOW,
    )
    adopted = AdoptedPlan.objects.create(
        **here,
        run=run,
        name="Plan",
        grounds="Past in de uren",
        adopted_by_id=somebody,
        adopted_by_name="Kern",
        adopted_at=NOW,
        problem={},
        plan={},
        plan_sha256="0" * 64,
    )
    if not is_in:
        NotNow.objects.create(
            **here,
            adopted_plan=adopted,
            initiative_id=initiative_id,
            reason="Te weinig uren",
            review_date=NOW.date(),
        )
    return adopted


def test_the_pages_of_patterns_work_from_finding_to_agenda(
    ground: Network, pattern: Pattern
) -> None:
    client = ground.client("coordinator")
    page = f"/signalen/patronen/{pattern.pk}/"
    gathering = Gathering.objects.create(
        municipality=ground.municipality,
        title="Wijktafel",
        starts_at=NOW + timedelta(days=3000),
        ends_at=NOW + timedelta(days=3000, hours=2),
        changed_at=NOW,
    )

    assert "Patronen in de signalen" in client.get("/signalen/patronen/").content.decode()
    card = client.get(page).content.decode()
    assert "hooguit 1 op de" in card
    assert "Maak een voorstel" in card
    assert client.post(f"{page}herken/", {"version": pattern.version}).status_code == 303
    assert client.post(f"{page}herken/", {"version": pattern.version}).status_code == 409
    assert client.get(f"{page}herken-niet/").status_code == 200
    assert client.post(f"{page}herken-niet/", {"version": 99}).status_code == 422
    asked = client.post(f"{page}agenda/", {"gathering_id": str(gathering.pk)})
    assert asked.status_code == 303
    assert Theme.objects.get().origin == "pattern"
    assert Outcome.objects.get().kind == "gathering"
    assert client.get(f"/programma/voorstel/{pattern.pk}").status_code == 200
    assert client.post("/signalen/patronen/zoek/").status_code == 303
    assert ground.client("wijk worker").get(page).status_code == 200
    assert ground.client("wijk worker").post(f"{page}herken/").status_code == 403


def test_silence_names_where_risk_is_high_and_nothing_is_told(
    ground: Network, planted: list[Signal]
) -> None:
    found = silences.silence(actor=ground.actor("coordinator"), at=NOW)

    assert found.has_enough
    assert next(line.name for line in found.lines) == "Wijk 15"
    assert all(line.risk_pct and line.risk_pct >= 30 for line in found.lines)
    assert "Wijk 15" in ground.client("coordinator").get("/signalen/stilte/").content.decode()


def test_the_map_shows_counts_or_only_classes(ground: Network, planted: list[Signal]) -> None:
    ask = {"theme": "", "period": "jaar", "at": NOW}
    every = mapping.signal_map(actor=ground.actor("coordinator"), **ask)
    partner = mapping.signal_map(actor=ground.actor("kern worker"), **ask)

    assert len(every.areas) == 18
    assert sum(int(area.shown) for area in every.areas) == 53
    assert {area.shown for area in partner.areas} == {"minder dan 10"}
    assert len({(area.column, area.row) for area in every.areas}) == 18
    for who in ("coordinator", "kern worker"):
        for shape in ("tegels", "plekken"):
            page = ground.client(who).get(f"/signalen/kaart/?thema=bill&vorm={shape}")
            assert "Wijk 5" in page.content.decode()


def test_the_command_searches_now_and_says_what_it_found(
    ground: Network, planted: list[Signal]
) -> None:
    Signal.objects.filter(number__gt=41).update(reporter=None)
    told: list[tuple[str, int, int]] = []

    found = scan_here("almere", 199, 1, lambda *one: told.append(one))

    assert found is not None
    assert (found[0]["signals"], found[0]["error"]) == (53, "")
    assert [row["theme"] for row in found[0]["patterns"]] == ["Rekening"]
    assert told[-1] == ("almere", 1, 1)
    assert scan_here("nergens", 199, 1, lambda *_one: None) is None


def test_the_command_says_what_is_asked_wrongly() -> None:
    asked = CliRunner().invoke(command, ["scan", "--permutations", "3"])

    assert asked.exit_code == 2
    assert "99" in asked.output


def test_the_page_says_that_a_search_runs_until_it_is_done(ground: Network) -> None:
    client, page = ground.client("coordinator"), "/signalen/patronen/"
    asked = {"HX-Request": "true"}
    assert "Er is nog niet gezocht" in client.get(page).content.decode()

    here = ground.municipality.pk
    run_id = scanning.ask_scan(actor=None, municipality_id=here, at=timezone.now())

    assert "Bundel zoekt nu naar patronen" in client.get(page).content.decode()
    assert client.get(page, headers=asked).status_code == 204
    scanning.fail_scan(run_id=run_id, trouble="Het ging mis.", at=timezone.now())
    after = client.get(page, headers=asked).content.decode()
    assert "Het ging mis." in after
    assert "hx-trigger" not in after.partition('id="gevonden"')[2].partition(">")[0]
