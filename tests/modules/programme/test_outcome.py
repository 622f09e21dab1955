"""What a question and its answer say, and how it is drawn."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from bundel.core.portfolio import plan as planner
from bundel.core.portfolio.answer import write_answer
from bundel.core.portfolio.reading import read_problem
from bundel.programme.outcome.reading import planned, start_up_quarters
from bundel.programme.outcome.whole import NoSuchOption, outcome
from bundel.programme.pictures.frontier import Frontier, Point, frontier
from bundel.programme.pictures.roadmap import NARROW, WIDE, Bar, Roadmap, roadmap
from bundel.programme.pictures.sheet import sheet
from tests.modules.programme.questions import QUARTERS

BAR = Bar("Witgoed", "INI-03 · Klein", "Zeker", "good", 1, 4, 2, False, ("Witgoed", "Niveau klein"))
ROAD = Roadmap(
    "Titel", tuple(QUARTERS), (BAR,), 0.5, "vandaag", "opstarten", "uitvoeren", "aanname"
)


def _level(name, size, now):
    return {
        "id": name,
        "duration": 4,
        "hours": {"team": [60 * size, 20 * size, 20 * size, 20 * size]},
        "euros": {"potje": [100 * size]},
        "now": now,
        "later": 100 - now,
    }


@pytest.fixture(scope="module")
def question():
    """Three initiatives, hours for two, and a fund that ends before the plan does."""
    return {
        "version": "1",
        "quarters": QUARTERS[:4],
        "pools": [{"id": "team", "name": "Jurist", "hours": [125, 60, 60, 60]}],
        "funds": [{"id": "potje", "name": "Potje", "total": 1000, "until": 1}],
        "initiatives": [
            {"id": "A", "name": "Alfa", "levels": [_level("gewoon", 1, 90)]},
            {"id": "B", "name": "Bèta", "levels": [_level("gewoon", 1, 10)]},
            {"id": "C", "name": "Gamma", "levels": [_level("heel_groot", 2, 50)]},
        ],
    }


@pytest.fixture(scope="module")
def answer(question):
    return write_answer(planner.answer(read_problem(question), gap=0.0, time_limit=10))


@pytest.mark.parametrize(
    ("profiles", "quarters"),
    [
        ({"a": [60, 20, 20]}, 1),
        ({"a": [60, 60, 20]}, 2),
        ({"a": [20, 20, 20]}, 0),
        ({"a": [20, 20, 20], "b": [5]}, 1),
        ({}, 0),
        ({"a": []}, 0),
    ],
)
def test_starting_ends_where_the_hours_become_those_of_running(profiles, quarters):
    assert start_up_quarters({"hours": profiles}) == quarters


def test_what_began_before_the_plan_has_its_own_quarter(question):
    row = planned(question, [{"initiative": "A", "level": "gewoon", "start": -2}])[0]

    assert (row.first_quarter, row.last_quarter) == ("2026-K3", "2027-K2")
    assert row.hours == 40


@pytest.mark.parametrize(
    ("share", "word"),
    [(1.0, "certain"), (0.8, "likely"), (0.5, "shaky"), (0.1, "uncertain"), (None, "unknown")],
)
def test_how_sure_a_choice_is_has_a_word(question, share, word):
    stability = {} if share is None else {"A": share}

    row = planned(question, [{"initiative": "A", "level": "gewoon", "start": 0}], stability)[0]

    assert row.sureness == word


def test_the_gap_never_promises_too_much(question, answer):
    found = outcome(question, answer)

    assert replace(found, gap=0.00041).gap_percent == 0.1
    assert replace(found, gap=0.0).gap_percent == 0
    assert replace(found, gap=0.0231).gap_percent == 2.4
    assert replace(found, gap=None).gap_percent is None


def test_chosen_and_left_out_are_together_everything(question, answer):
    found = outcome(question, answer)

    codes = {row.code for row in found.planned} | {row.code for row in found.left_out}
    assert codes == {"A", "B", "C"}
    assert found.total == 3


def test_money_that_is_left_when_a_fund_ends_expires(question, answer):
    found = outcome(question, answer)

    spent = sum(answer["euros"]["potje"])
    assert found.expiring_eur == 1000 - spent
    assert found.funds[0].until_quarter == "2027-K2"


def test_money_without_an_end_within_the_plan_does_not_expire(question, answer):
    endless = question | {"funds": [{"id": "potje", "total": 1000}]}

    assert outcome(endless, answer).expiring == ()


def test_a_plan_of_the_frontier_is_worked_out_as_the_planner_does(question, answer):
    found = outcome(question, answer)
    for option in found.options:
        if not option.is_the_plan:
            picked = outcome(question, answer, option.number)

            assert picked.figures.now == pytest.approx(option.now)
            assert picked.figures.later == pytest.approx(option.later)
            assert len(picked.planned) == option.count


def test_the_options_go_from_most_now_to_most_later(question, answer):
    options = outcome(question, answer).options

    assert [o.now for o in options] == sorted((o.now for o in options), reverse=True)
    assert [o.later for o in options] == sorted(o.later for o in options)


def test_an_option_that_is_not_there_is_not_found(question, answer):
    with pytest.raises(NoSuchOption):
        outcome(question, answer, 99)


def test_the_ranking_is_never_better_than_a_proven_plan(question, answer):
    ranked = outcome(question, answer).spreadsheet

    assert ranked.more_share >= -1e-9


@pytest.mark.parametrize("layout", [WIDE, NARROW])
def test_a_line_of_time_says_the_same_to_pointer_focus_and_screen_reader(layout):
    drawn = ET.fromstring(roadmap(ROAD, layout=layout))

    mark = next(x for x in drawn.iter() if x.get("class") == "mark")
    tip = next(x for x in mark.iter() if x.get("class") == "tip")
    assert mark.get("tabindex") == "0"
    assert mark.get("aria-label") == ". ".join(x.text for x in tip.iter() if x.text)


def test_what_began_before_and_goes_on_after_stays_within_the_picture():
    long = replace(BAR, start=-3, duration=40)

    drawn = ET.fromstring(roadmap(replace(ROAD, bars=(long,))))

    width = float(drawn.get("width"))
    for part in drawn.iter("{http://www.w3.org/2000/svg}rect"):
        assert float(part.get("x")) + float(part.get("width")) <= width


def test_a_picture_for_a_file_holds_nothing_to_point_at():
    drawn = roadmap(ROAD, interactive=False)

    assert "tip" not in drawn
    assert "tabindex" not in drawn


def test_a_picture_without_rows_is_a_picture():
    assert ET.fromstring(roadmap(replace(ROAD, bars=())))


def test_points_that_are_alike_can_be_drawn():
    point = Point(1, 5.0, 5.0, "Keuze 1", True)

    assert ET.fromstring(frontier(Frontier("Titel", (point, point), "Nu", "Later", str)))


def test_a_sheet_has_its_answer_above_and_its_source_below():
    words = list(
        ET.fromstring(sheet("Dit is het antwoord", "Uit Bundel", roadmap(ROAD))).itertext()
    )

    assert words[0] == "Dit is het antwoord"
    assert words[-1] == "Uit Bundel"
