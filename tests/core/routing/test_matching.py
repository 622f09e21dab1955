"""The first rule that fits decides; why the others do not fit can be told."""

from __future__ import annotations

from dataclasses import replace

from bundel.core.routing.matching import Case, Part, Rule, first_match, misfits

CASE = Case("bill", frozenset({"buurt", "haven"}), "11-25", "urgent", 12, frozenset({"tenants"}))


def test_an_empty_rule_fits_all() -> None:
    assert misfits(Rule(), CASE) == ()


def test_an_area_holds_for_what_lies_in_it() -> None:
    assert first_match([Rule(areas=frozenset({"haven"}))], CASE) == 0
    assert misfits(Rule(areas=frozenset({"haven"})), replace(CASE, places=frozenset())) == (
        Part.AREA,
    )


def test_one_of_the_traits_is_enough() -> None:
    assert misfits(Rule(traits=frozenset({"tenants", "elderly"})), CASE) == ()


def test_the_first_that_fits_decides_and_others_say_why_not() -> None:
    rules = [
        Rule(themes=frozenset({"debts"}), months=frozenset({6, 7})),
        Rule(severities=frozenset({"urgent"})),
        Rule(),
    ]

    assert first_match(rules, CASE) == 1
    assert misfits(rules[0], CASE) == (Part.THEME, Part.MONTH)
    assert first_match(rules[:1], CASE) is None
