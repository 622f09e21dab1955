"""What the planner says: the right words, one and many, and the parts behind each sentence."""

import json
from dataclasses import replace

import pytest

from bundel.core.portfolio.answer import write_answer, write_said
from bundel.core.portfolio.asking import Asking
from bundel.core.portfolio.evaluate import evaluate
from bundel.core.portfolio.hindrance import Hindrances, ShortMoney
from bundel.core.portfolio.plan import answer
from bundel.core.portfolio.problem import (
    Choice,
    Committed,
    Floor,
    Fund,
    Initiative,
    Level,
    Pool,
    Precedence,
    PrecedenceType,
    Problem,
    Range,
    StartLimit,
)
from bundel.core.portfolio.said import Kind, Said, Value, number, said, write_sentence
from bundel.core.portfolio.whynot import TIME_IS_UP, left_out
from bundel.core.portfolio.wishes import wishes
from bundel.core.portfolio.words import Words, left, needed

QUARTERS = ("2027-K1", "2027-K2", "2027-K3")


def _initiative(name, hours=(10.0,), euros=(), worth=1.0, **other):
    level = Level(
        "vol",
        len(hours),
        hours={"team": tuple(hours)},
        euros={"pot": tuple(euros)} if euros else {},
        now=Range(worth, worth, worth),
    )
    return Initiative(name, (level,), name=name.title(), **other)


# Twelve hours a quarter and a thousand euros: the first takes all of the money.
FIRST = _initiative("eerst", (10.0,), (1000.0,), worth=50.0)
SECOND = _initiative("tweede", (10.0, 10.0), (400.0, 100.0))
PROBLEM = Problem(
    QUARTERS,
    (Pool("team", (12.0, 12.0, 12.0), name="Jurist"),),
    (FIRST, SECOND),
    funds=(Fund("pot", total_eur=1000.0, name="SPUK"),),
)
PLAN = (Choice("eerst", "vol", 0),)


def _why(problem, name="tweede", plan=PLAN):
    found = evaluate(problem, plan)
    one = next(x for x in problem.initiatives if x.id == name)
    return Hindrances(problem, plan, found).of(one)


def _sentences(why):
    return [str(sentence) for sentence in why.because]


def test_money_that_lacks_is_named_with_the_fund_and_how_much():
    why = _why(PROBLEM)

    assert _sentences(why) == ["Geldbron ‘SPUK’ heeft nog €\u00a00; nodig is €\u00a0500."]
    assert why.short_money == (ShortMoney("pot", 500.0),)


def test_money_that_lacks_per_quarter_is_named_with_its_quarters():
    fund = Fund("pot", euros=(1000.0, 50.0, 50.0), name="SPUK")
    late = replace(SECOND, earliest=1)

    why = _why(replace(PROBLEM, funds=(fund,), initiatives=(FIRST, late)))

    (sentence,) = _sentences(why)
    assert sentence == "Geldbron ‘SPUK’ heeft in 2027-K2 nog €\u00a050; nodig is €\u00a0400."
    assert why.short_money == (ShortMoney("pot", 400.0, 1, 2),)


def test_a_fund_that_ends_too_early_says_what_is_needed_after_it():
    fund = Fund("pot", total_eur=9000.0, until=1, name="SPUK")
    late = replace(SECOND, earliest=1, latest=1)

    why = _why(replace(PROBLEM, funds=(fund,), initiatives=(FIRST, late)))

    (sentence,) = _sentences(why)
    assert sentence == ("Geldbron ‘SPUK’ loopt af vóór 2027-K3; vanaf dan is nog €\u00a0100 nodig.")
    assert why.short_money == (ShortMoney("pot", 100.0, 2, 2),)


def test_money_and_hours_that_both_lack_are_both_said():
    pools = (Pool("team", (10.0, 4.0, 4.0), name="Jurist"),)

    why = _why(replace(PROBLEM, pools=pools))

    assert [sentence.split(" heeft ")[0] for sentence in _sentences(why)] == [
        "Geldbron ‘SPUK’",
        "Team ‘Jurist’",
    ]


def test_money_is_no_obstacle_where_one_start_can_do_without():
    fund = Fund("pot", euros=(1000.0, 0.0, 900.0), name="SPUK")
    once = _initiative("tweede", (20.0,), (400.0,))

    why = _why(replace(PROBLEM, funds=(fund,), initiatives=(FIRST, once)))

    assert _sentences(why) == ["Team ‘Jurist’ heeft in 2027-K3 nog 12 uur; nodig is 20 uur."]
    assert why.short_money == ()


def test_a_start_that_the_plan_cuts_off_is_only_named_for_want_of_others():
    fund = Fund("pot", euros=(1000.0, 0.0, 0.0), name="SPUK")
    long = _initiative("tweede", (1.0, 1.0, 1.0), (100.0, 100.0, 100.0))
    problem = replace(PROBLEM, funds=(fund,), initiatives=(FIRST, long))
    late = replace(long, earliest=2)

    whole, cut_off = _why(problem), _why(replace(problem, initiatives=(FIRST, late)))

    assert whole.short_money == (ShortMoney("pot", 300.0, 0, 2),)
    assert cut_off.short_money == (ShortMoney("pot", 100.0, 2, 2),)


def test_what_fits_says_so():
    why = _why(replace(PROBLEM, funds=(Fund("pot", total_eur=5000.0),)))

    assert why.fits
    assert _sentences(why) == ["Het past, maar het plan wordt er niet beter van."]


@pytest.mark.parametrize(
    ("limit", "said_of_it"),
    [
        (StartLimit(("eerst", "tweede"), 0), "In 2027-K1 mag er niets starten."),
        (
            StartLimit(("eerst", "tweede"), 1),
            "In 2027-K1 mag er hoogstens 1 starten, en die is er al.",
        ),
        (
            StartLimit(("eerst", "derde", "tweede"), 2, "Rustig aan"),
            "In 2027-K1 mogen er hoogstens 2 starten, en die zijn er al."
            " Dat zegt de regel ‘Rustig aan’.",
        ),
    ],
)
def test_a_full_quarter_is_said_in_one_or_many(limit, said_of_it):
    cheap = _initiative("derde", (1.0,))
    now = _initiative("tweede", (1.0,), latest=0)
    problem = replace(PROBLEM, initiatives=(FIRST, cheap, now), start_limits=(limit,))

    why = _why(problem, plan=(*PLAN, Choice("derde", "vol", 0)))

    assert " ".join(_sentences(why)) == said_of_it


def test_what_excludes_it_is_said_in_one_or_many():
    third = _initiative("derde", (1.0,))
    problem = replace(PROBLEM, initiatives=(FIRST, third, SECOND))
    plan = (*PLAN, Choice("derde", "vol", 0))

    one = _why(replace(problem, exclusions=(("eerst", "tweede"),)), plan=plan)
    many = _why(replace(problem, exactly_one=(("eerst", "derde", "tweede"),)), plan=plan)

    assert _sentences(one) == ["Het kan niet samen met ‘Eerst’, en dat zit in het plan."]
    assert _sentences(many) == [
        "Het kan niet samen met ‘Eerst’ en ‘Derde’, en die zitten in het plan."
    ]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Team ‘Jurist’ krijgt er geen uren bij."),
        ({}, "Geldbron ‘SPUK’ krijgt er geen geld bij."),
        (
            {"funds": (Fund("pot", (9.0,) * 3, until=5, name="SPUK"),)},
            "Geldbron ‘SPUK’ loopt tot en met 2028-K2.",
        ),
        ({"exclusions": (("eerst", "tweede"),)}, "Hoogstens één van ‘Eerst’ en ‘Tweede’ mag in"),
        ({"exactly_one": (("eerst", "tweede"),)}, "Precies één van ‘Eerst’ en ‘Tweede’ moet in"),
        ({"exactly_one": (("eerst",),)}, "‘Eerst’ moet in het plan."),
        (
            {"start_limits": (StartLimit(("eerst", "tweede"), 1),)},
            "Van ‘Eerst’ en ‘Tweede’ mag er hoogstens 1 per kwartaal starten.",
        ),
        (
            {"start_limits": (StartLimit(("eerst", "tweede"), 3),)},
            "Van ‘Eerst’ en ‘Tweede’ mogen er hoogstens 3 per kwartaal starten.",
        ),
        (
            {"start_limits": (StartLimit(("eerst",), 1, "Rustig"),)},
            "Regel ‘Rustig’: hoogstens 1 start per kwartaal.",
        ),
        (
            {"start_limits": (StartLimit(("eerst",), 2, "Rustig"),)},
            "Regel ‘Rustig’: hoogstens 2 starts per kwartaal.",
        ),
        ({"floors": (Floor(1.0),)}, "Het plan moet minstens 1 huishouden bereiken."),
        (
            {"floors": (Floor(1200.0, group="isolatie"),)},
            "Het plan moet met groep ‘isolatie’ minstens 1.200 huishoudens bereiken.",
        ),
        (
            {"floors": (Floor(2.0, area="haven", group="isolatie"),)},
            "Het plan moet in gebied ‘haven’ met groep ‘isolatie’ minstens 2 huishoudens bereiken.",
        ),
        ({"initiatives": (FIRST, replace(SECOND, forbidden=True))}, "‘Tweede’ mag niet in"),
        ({"initiatives": (FIRST, replace(SECOND, must_finish=True))}, "‘Tweede’ moet binnen het"),
        (
            {"initiatives": (FIRST, replace(SECOND, committed=Committed("vol", -1)))},
            "‘Tweede’ is toegezegd vanaf 2026-K4.",
        ),
    ],
)
def test_a_wish_is_a_sentence(changes, sentence):
    found = [str(wish.sentence) for wish in wishes(replace(PROBLEM, **changes))]

    assert any(one.startswith(sentence) for one in found), found


@pytest.mark.parametrize(
    ("kind", "lag", "sentence"),
    [
        ("finish_start", 0, "‘Tweede’ start pas als ‘Eerst’ klaar is."),
        ("finish_start", 1, "‘Tweede’ start minstens 1 kwartaal nadat ‘Eerst’ klaar is."),
        ("finish_start", -2, "‘Tweede’ start hoogstens 2 kwartalen voordat ‘Eerst’ klaar is."),
        ("start_start", 0, "‘Tweede’ start niet eerder dan ‘Eerst’."),
        ("start_start", 2, "‘Tweede’ start minstens 2 kwartalen na de start van ‘Eerst’."),
        ("start_start", -1, "‘Tweede’ start hoogstens 1 kwartaal voor de start van ‘Eerst’."),
    ],
)
def test_an_order_says_how_long_lies_between(kind, lag, sentence):
    rule = Precedence("eerst", "tweede", PrecedenceType[kind.upper()], lag)

    (first, *_) = wishes(replace(PROBLEM, precedences=(rule,)))

    assert str(first.sentence) == sentence


def test_a_quarter_outside_the_plan_has_its_own_label():
    assert str(Words(PROBLEM).quarter(-1)) == "2026-K4"
    assert str(Words(PROBLEM).quarter(3)) == "2027-K4"


def test_a_quarter_with_a_label_of_another_form_is_counted_from_the_plan():
    words = Words(replace(PROBLEM, quarters=("a", "b")))

    assert [str(words.quarter(t)) for t in (-2, -1, 0, 2)] == [
        "2 kwartalen vóór a",
        "1 kwartaal vóór a",
        "a",
        "1 kwartaal na b",
    ]


@pytest.mark.parametrize(
    ("free", "asked"), [(100.2, 100.4), (12.04, 12.05), (0.0, 0.01), (99.96, 100.0), (80.0, 80.3)]
)
def test_what_is_needed_never_reads_as_what_is_left(free, asked):
    assert left(Kind.HOURS, free).held < needed(Kind.HOURS, asked).held
    assert str(left(Kind.HOURS, free)) != str(needed(Kind.HOURS, asked))


def test_rounding_does_not_turn_a_whole_number_into_the_next():
    assert left(Kind.HOURS, 79.9999999).held == 80
    assert needed(Kind.HOURS, 80.0000001).held == 80
    assert left(Kind.HOURS, -3.0).held == 0


def test_hours_are_whole_unless_there_are_few():
    assert (left(Kind.HOURS, 11.8).held, needed(Kind.HOURS, 11.2).held) == (11, 12)
    assert (left(Kind.HOURS, 1.87).held, needed(Kind.HOURS, 1.81).held) == (1.8, 1.9)


def test_a_number_reads_as_in_dutch():
    assert [number(x) for x in (1234567.0, 12.5, 3.0)] == ["1.234.567", "12,5", "3"]


def test_a_sentence_is_written_with_its_parts():
    sentence = said("Eerst %(a)s.", a=Value(Kind.NAMES, ("x", "y")))

    assert sentence == Said("Eerst %(a)s.", (("a", Value(Kind.NAMES, ("x", "y"))),))
    assert str(sentence) == "Eerst ‘x’ en ‘y’."
    assert write_sentence(sentence) == {
        "text": "Eerst %(a)s.",
        "values": {"a": {"names": ["x", "y"]}},
    }


def test_the_parts_of_an_answer_say_what_the_answer_says():
    found = answer(PROBLEM, parts=("why",), gap=0.0)

    parts = json.loads(json.dumps(write_said(found), allow_nan=False))

    (reason,) = write_answer(found)["left_out"]
    assert reason["because"] == "Geldbron ‘SPUK’ heeft nog €\u00a00; nodig is €\u00a0500."
    assert parts["conflict"] == []
    behind = parts["left_out"]["tweede"]
    assert [part["text"] for part in behind["because"]] == [
        "Geldbron %(fund)s heeft nog %(free)s; nodig is %(asked)s."
    ]
    assert behind["short_money"] == [{"fund": "pot", "euros": 500.0, "first": None, "last": None}]
    assert (behind["fits"], behind["time_was_up"]) == (False, False)


def test_hours_that_the_time_did_not_reach_are_not_said_to_be_of_no_use():
    found = evaluate(PROBLEM, PLAN)

    class Hurried(Asking):
        def extra_hours(self, *args, **kwargs):
            return replace(super().extra_hours(*args, **kwargs), status="unknown", extra_hours={})

    (reason,) = left_out(PROBLEM, PLAN, found, Hurried(gap=0.0, time_limit=20.0, seed=0))

    assert (reason.loss_if_forced, reason.gets_in) == (49.0, None)
    assert reason.time_was_up
    assert reason.because.endswith(str(TIME_IS_UP))
