"""Why an initiative is not in the plan, and which wishes clash, in the language of the reader."""

import pytest
from django.test import Client
from django.utils import timezone, translation

from bundel.accounts.models import Municipality, User
from bundel.core.portfolio import plan as planner
from bundel.core.portfolio.answer import write_answer, write_said
from bundel.core.portfolio.reading import read_problem
from bundel.core.portfolio.said import Kind, Value, said, write_sentence
from bundel.programme import selectors, services
from bundel.programme.models import PlanRun
from bundel.programme.outcome.left_out import left_out
from bundel.programme.outcome.sentences import sentence

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def _level(hours, euros, worth):
    return {
        "id": "gewoon",
        "duration": 1,
        "hours": {"team": [hours]},
        "euros": {"pot": [euros]},
        "now": worth,
    }


# One quarter: hours for the first and the third, and money for the first and the second.
PROBLEM = {
    "version": "1",
    "quarters": ["2027-K1"],
    "pools": [{"id": "team", "name": "Jurist", "hours": [20]}],
    "funds": [{"id": "pot", "name": "Aanpak", "euros": [1500]}],
    "initiatives": [
        {"id": "A", "name": "Alfa", "levels": [_level(10, 1000, 90)]},
        {"id": "B", "name": "Bèta", "levels": [_level(30, 200, 10)]},
        {"id": "C", "name": "Gamma", "levels": [_level(5, 1200, 50)]},
    ],
}
CLASH = PROBLEM | {"exactly_one": [["B"]]}


@pytest.fixture
def open_plan(coordinator):
    """A browser in a language, and the page of the plan after a question was answered."""

    def page(language, problem=PROBLEM, **finished):
        run_id = services.request_run(actor=coordinator, at=timezone.now(), title="Plan")
        PlanRun.objects.filter(pk=run_id).update(problem=problem)
        services.begin_run(run_id=run_id, at=timezone.now())
        found = planner.answer(read_problem(problem), gap=0.0, time_limit=20)
        kept = {"result": write_answer(found), "said": write_said(found), "versions": {}}
        services.finish_run(run_id=run_id, at=timezone.now(), **(kept | finished))
        municipality = Municipality.objects.get(pk=coordinator.municipality_id)
        client = Client(headers={"host": municipality.host, "accept-language": language})
        client.force_login(User.objects.filter(role="coordinator").first(), backend=BACKEND)
        answer = client.get(f"/plan/{run_id}")
        assert answer.status_code == 200
        return answer.content.decode()

    return page


def test_money_that_is_short_is_shown_with_its_fund_quarter_and_amount(open_plan):
    page = open_plan("nl")

    assert "Geldbron ‘Aanpak’ heeft in 2027-K1 nog €\u00a0500; nodig is €\u00a01.200." in page
    assert "€\u00a0700 te weinig" in page
    assert "Aanpak, 2027-K1" in page
    assert "Uren alleen zijn niet genoeg: er is te weinig geld." in page


def test_hours_that_are_short_are_shown_with_what_gets_it_in(open_plan):
    page = open_plan("nl")

    assert "Team ‘Jurist’ heeft in 2027-K1 nog 10 uur; nodig is 30 uur." in page
    assert "20 uur" in page
    assert page.count("te weinig geld") == 1


def test_an_english_page_gives_english_reasons(open_plan):
    page = open_plan("en")

    assert "Team ‘Jurist’ has 10 hours left in quarter 1 of 2027; it needs 30 hours." in page
    assert "Fund ‘Aanpak’ has €\u00a0500 left in quarter 1 of 2027; it needs €\u00a01,200." in page
    assert "€\u00a0700 short" in page
    assert "Hours alone are not enough: there is too little money." in page
    assert "nodig is" not in page


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("nl", ["Team ‘Jurist’ krijgt er geen uren bij.", "‘Bèta’ moet in het plan."]),
        ("en", ["Team ‘Jurist’ gets no extra hours.", "‘Bèta’ must be in the plan."]),
    ],
)
def test_wishes_that_clash_are_said_in_the_language_of_the_reader(open_plan, language, sentences):
    page = open_plan(language, CLASH)

    assert [one for one in sentences if one in page] == sentences


def test_a_floor_that_clashes_has_the_names_of_its_area_and_group(open_plan):
    floors = [{"area": "SD-HAVEN", "group": "bespaarhulp", "households": 300}]

    page = open_plan("nl", PROBLEM | {"floors": floors})

    assert (
        "Het plan moet in gebied ‘Almere Haven’ met groep ‘Bespaarhulp aan huis’ minstens"
        " 300 huishoudens bereiken." in page
    )


def test_a_run_of_before_the_parts_keeps_its_dutch_sentences(open_plan):
    page = open_plan("en", said=None)
    clash = open_plan("en", CLASH, said=None)

    assert "Team ‘Jurist’ heeft in 2027-K1 nog 10 uur; nodig is 30 uur." in page
    assert "‘Bèta’ moet in het plan." in clash


def test_the_answer_that_others_get_has_no_parts(coordinator, open_plan):
    open_plan("nl")

    (row,) = selectors.runs(actor=coordinator)
    run = selectors.run(actor=coordinator, run_id=row.id)
    assert set(run.result["left_out"][0]) == {
        "initiative",
        "loss_if_forced",
        "gets_in",
        "because",
    }
    assert set(run.said) == {"left_out", "conflict"}


def _page_of(open_plan, **behind):
    """Return the page of a plan in which B was left out, with other facts behind the reason."""
    found = planner.answer(read_problem(PROBLEM), gap=0.0, time_limit=20)
    parts = write_said(found)
    parts["left_out"]["B"] |= behind
    return open_plan("nl", said=parts)


def test_hours_do_not_hide_that_money_must_come_from_elsewhere(open_plan):
    short = {"fund": "pot", "euros": 300.0, "first": None, "last": None}

    page = _page_of(open_plan, short_money=[short])

    assert "Het geld komt dan van iets anders in het plan." in page
    assert "over het hele plan" in page


def test_what_was_not_worked_out_is_not_said_to_be_of_no_use(open_plan):
    found = planner.answer(read_problem(PROBLEM), gap=0.0, time_limit=20)
    result, parts = write_answer(found), write_said(found)
    next(row for row in result["left_out"] if row["initiative"] == "C")["gets_in"] = None
    parts["left_out"]["C"] |= {"time_was_up": True}

    page = open_plan("nl", result=result, said=parts)

    assert "Dit is niet uitgezocht: de tijd was op." in page
    assert "Uren alleen" not in page


def test_quarters_of_short_money_run_from_the_first_to_the_last():
    problem = PROBLEM | {"quarters": ["2027-K1", "2027-K2", "2027-K3"]}
    short = {"fund": "pot", "euros": 300.0, "first": 1, "last": 2}
    behind = {"left_out": {"B": {"short_money": [short]}}}

    row = next(row for row in left_out(problem, [], {}, behind) if row.code == "B")

    assert [(x.fund, x.first_quarter, x.last_quarter) for x in row.short_money] == [
        ("Aanpak", "2027-K2", "2027-K3")
    ]


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (Value(Kind.NAMES, ("a",)), "‘a’", "‘a’"),
        (Value(Kind.NAMES, ("a", "b", "c")), "‘a’, ‘b’ en ‘c’", "‘a’, ‘b’ and ‘c’"),
        (Value(Kind.AREA, "haven"), "‘haven’", "‘haven’"),
        (Value(Kind.GROUP, "isolatie"), "‘isolatie’", "‘isolatie’"),
        (Value(Kind.QUARTER, "2027-K2"), "2027-K2", "quarter 2 of 2027"),
        (Value(Kind.QUARTER, "1 kwartaal na b"), "1 kwartaal na b", "1 kwartaal na b"),
        (Value(Kind.QUARTERS, 1), "1 kwartaal", "1 quarter"),
        (Value(Kind.QUARTERS, 3), "3 kwartalen", "3 quarters"),
        (Value(Kind.HOURS, 12.5), "12,5 uur", "12.5 hours"),
        (Value(Kind.EUROS, 1200.0), "€\u00a01.200", "€\u00a01,200"),
        (Value(Kind.HOUSEHOLDS, 1.0), "1 huishouden", "1 household"),
        (Value(Kind.HOUSEHOLDS, 2000.0), "2.000 huishoudens", "2,000 households"),
        (Value(Kind.COUNT, 2), "2", "2"),
    ],
)
def test_a_value_reads_in_dutch_as_the_planner_says_it(value, dutch, english):
    one = said("%(it)s", it=value)

    assert str(one) == dutch
    for language, words in (("nl", dutch), ("en", english)):
        with translation.override(language):
            assert sentence(write_sentence(one)) == words
