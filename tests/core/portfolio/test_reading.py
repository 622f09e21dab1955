"""Reading a problem: every fault is told once, with its place, and nothing wrong gets in."""

from __future__ import annotations

import copy
import json
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bundel.core.portfolio.faults import WrongInput
from bundel.core.portfolio.problem import Range
from bundel.core.portfolio.reading import read_problem, read_problem_bytes
from bundel.core.portfolio.shape import schema, shape_faults
from bundel.core.portfolio.writing import write_problem
from tests.core.portfolio.questions import problems

VALIDATOR = jsonschema.Draft202012Validator(schema())


def small() -> dict[str, Any]:
    level = {
        "id": "vol",
        "duration": 2,
        "hours": {"coach": [10, 5]},
        "euros": {"spuk": [100]},
        "now": {"low": 1, "mid": 2, "high": 3},
        "reach": [{"area": "haven", "group": "huur", "households": [5], "now_each": 1}],
    }
    return {
        "version": "1",
        "quarters": ["2027-K1", "2027-K2"],
        "pools": [{"id": "coach", "hours": [20, 20]}],
        "funds": [{"id": "spuk", "total": 500, "until": 1}],
        "initiatives": [
            {"id": "fix", "levels": [level]},
            {"id": "meld", "levels": [copy.deepcopy(level)]},
        ],
        "precedences": [{"before": "fix", "after": "meld"}],
        "saturation": [{"upto": 0.5, "worth": 1}, {"upto": 1, "worth": 0.5}],
    }


def faults_of(data: Any) -> list[str]:
    text = data if isinstance(data, bytes) else json.dumps(data).encode()
    with pytest.raises(WrongInput) as caught:
        read_problem_bytes(text)
    return [fault.pointer for fault in caught.value.faults]


def changed(**changes: Any) -> dict[str, Any]:
    return small() | changes


def with_level(**changes: Any) -> dict[str, Any]:
    data = small()
    data["initiatives"][0]["levels"][0] |= changes
    return data


def with_initiative(**changes: Any) -> dict[str, Any]:
    data = small()
    data["initiatives"][0] |= changes
    return data


LEVEL = "/initiatives/0/levels/0"


def test_a_right_problem_is_read_as_it_stands():
    problem = read_problem(small())

    level = problem.initiatives[0].levels[0]
    assert level.now == Range(1.0, 2.0, 3.0)
    assert level.hours == {"coach": (10.0, 5.0)}
    assert problem.funds[0].total_eur == 500.0
    assert problem.saturation[1].worth_share == 0.5


@settings(max_examples=150, deadline=None)
@given(problem=problems())
def test_what_is_written_reads_back_as_the_same_problem(problem):
    written = json.loads(json.dumps(write_problem(problem)))

    assert read_problem(written) == problem
    VALIDATOR.validate(written)


@pytest.mark.parametrize(
    ("data", "places"),
    [
        (with_level(hours={"koch": [1]}), [f"{LEVEL}/hours/koch"]),
        (with_level(hours={"coach": [1, 2, 3]}), [f"{LEVEL}/hours/coach"]),
        (with_level(hours={"coach": [-1]}), [f"{LEVEL}/hours/coach/0"]),
        (with_level(hours={"coach": [1e300]}), [f"{LEVEL}/hours/coach/0"]),
        (with_level(hours={"coach": [True]}), [f"{LEVEL}/hours/coach/0"]),
        (with_level(euros={"spruk": [1]}), [f"{LEVEL}/euros/spruk"]),
        (with_level(duration=2.5), [f"{LEVEL}/duration"]),
        (with_level(duration=0, hours={}), [f"{LEVEL}/duration"]),
        (with_level(now={"low": 3, "mid": 2}), [f"{LEVEL}/now/low"]),
        (with_level(now={"mid": 2, "high": 1}), [f"{LEVEL}/now/high"]),
        (with_level(later={"low": 1}), [f"{LEVEL}/later"]),
        (with_level(later="veel"), [f"{LEVEL}/later"]),
        (with_initiative(earliest=1, latest=0), ["/initiatives/0/latest"]),
        (with_initiative(levels=[]), ["/initiatives/0/levels"]),
        (with_initiative(id="meld"), ["/initiatives/1/id", "/precedences/0/before"]),
        (
            with_initiative(committed={"level": "vol", "start": 0}, forbidden=True),
            ["/initiatives/0/committed"],
        ),
        (
            with_initiative(committed={"level": "half", "start": -1}),
            ["/initiatives/0/committed/level"],
        ),
        (
            with_initiative(committed={"level": "vol", "start": 2}),
            ["/initiatives/0/committed/start"],
        ),
        (changed(pools=[{"id": "coach", "hours": [1]}]), ["/pools/0/hours"]),
        (changed(version="2"), ["/version"]),
        (changed(kleur="rood"), ["/kleur"]),
        (changed(quarters=[]), ["/quarters"]),
        (changed(saturation=[]), ["/saturation"]),
        (
            changed(saturation=[{"upto": 0.5, "worth": 0.5}, {"upto": 0.5, "worth": 0.6}]),
            ["/saturation/1/upto", "/saturation/1/worth"],
        ),
        (changed(exclusions=[["fix", "weg"]]), ["/exclusions/0/1"]),
        (changed(exactly_one=[["fix", "fix"]]), ["/exactly_one/0/1"]),
        (changed(synergies=[{"all_of": ["fix", "x"]}]), ["/synergies/0/all_of/1"]),
        (
            changed(synergies=[{"all_of": ["fix", "meld"], "hours": {"x": 1}}]),
            ["/synergies/0/hours/x"],
        ),
        (
            changed(start_limits=[{"initiatives": ["x"], "per_quarter": 1}]),
            ["/start_limits/0/initiatives/0"],
        ),
        (
            changed(at_risk=[{"area": "a", "group": "g", "households": 1}] * 2),
            ["/at_risk/1"],
        ),
        (changed(weights={"now": -1}), ["/weights/now"]),
        (with_level(duration=10**11), [f"{LEVEL}/duration"]),
        (
            changed(precedences=[{"before": "fix", "after": "meld", "lag": -(10**11)}]),
            ["/precedences/0/lag"],
        ),
    ],
)
def test_each_fault_is_told_at_its_place(data, places):
    assert sorted(faults_of(data)) == sorted(places)


def test_a_ring_of_precedences_is_named():
    ring = [{"before": "fix", "after": "meld"}, {"before": "meld", "after": "fix"}]

    with pytest.raises(WrongInput) as caught:
        read_problem(changed(precedences=ring))

    (fault,) = caught.value.faults
    assert '"fix" → "meld" → "fix"' in str(fault)


def test_a_chain_of_ten_thousand_is_no_ring():
    initiatives = [{"id": f"i{k}", "levels": [{"id": "l", "duration": 1}]} for k in range(10_000)]
    chain = [{"before": f"i{k}", "after": f"i{k + 1}"} for k in range(9_999)]
    data = {"version": "1", "quarters": ["K1"], "pools": [], "initiatives": initiatives}

    problem = read_problem(data | {"precedences": chain})

    assert len(problem.initiatives) == 10_000


def test_all_faults_are_told_in_one_go():
    data = changed(version="9", kleur=1, exclusions=[["a", "b"]])
    data["pools"][0]["hours"] = [1, "twee", 3]

    assert sorted(faults_of(data)) == [
        "/exclusions/0/0",
        "/exclusions/0/1",
        "/kleur",
        "/pools/0/hours",
        "/pools/0/hours/1",
        "/version",
    ]


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[",
        b"\xff\xfe{}",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"1" * 10_000,
        b"null",
        b"[]",
        b'"tekst"',
    ],
)
def test_what_is_no_problem_at_all_is_one_fault_for_the_whole(text):
    assert faults_of(text) == [""]


@pytest.mark.parametrize("number", [b"NaN", b"Infinity", b"-Infinity", b"1e999"])
def test_what_is_no_number_is_refused(number):
    text = json.dumps(small()).encode().replace(b"[20, 20]", b"[20, " + number + b"]")

    assert faults_of(text) == ["/pools/0/hours/1"]


def test_a_field_that_stands_twice_is_told():
    text = json.dumps(small()).encode().replace(b'"version"', b'"version": "1", "version"')

    assert faults_of(text) == ["/version"]


def test_a_text_with_a_sign_that_cannot_be_stored_is_refused():
    assert faults_of(with_initiative(name="a\0b")) == ["/initiatives/0/name"]
    assert faults_of(with_initiative(name="\ud800")) == ["/initiatives/0/name"]


def test_a_fault_is_one_line_whatever_the_input_says():
    with pytest.raises(WrongInput) as caught:
        read_problem(changed(**{"regel\neen": 1}))

    assert "\n" not in str(caught.value.faults[0])


def test_an_empty_programme_is_a_problem():
    problem = read_problem({"version": "1", "quarters": ["K1"], "pools": [], "initiatives": []})

    assert problem.initiatives == ()


JUNK = st.sampled_from([None, True, "x", -1, 0, 1.5, 2, [], {}, [1], {"a": 1}, "1", 1e13])


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_our_check_of_the_shape_agrees_with_the_schema(data):
    broken = small()
    for _ in range(data.draw(st.integers(0, 3))):
        _spoil(broken, data)

    agrees = VALIDATOR.is_valid(broken)

    beyond_reason = ("1 biljoen.", "1 miljard.")
    told = [x for x in shape_faults(broken) if not x.right.endswith(beyond_reason)]
    if agrees:
        # We refuse more only in one thing: numbers beyond all reason.
        assert told == []
    else:
        assert shape_faults(broken)


def _spoil(value: Any, data: st.DataObject) -> None:
    """Replace, add or remove something somewhere."""
    while True:
        keys = sorted(value) if isinstance(value, dict) else list(range(len(value)))
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        if isinstance(value[key], dict | list) and data.draw(st.booleans()):
            value = value[key]
            continue
        act = data.draw(st.sampled_from(["replace", "remove", "add"]))
        if act == "remove":
            del value[key]
        elif act == "add" and isinstance(value, dict):
            value["extra"] = 1
        else:
            value[key] = copy.deepcopy(data.draw(JUNK))
        return
