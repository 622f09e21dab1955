"""What a list of rules leaves out, held against trying everything."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bundel.core.routing.covering import MONTHS, Covering, Domain, Gap, TooTangled, cover
from bundel.core.routing.matching import Case, Rule, Sorter, first_match

THEMES, SIZES, SEVERITIES = ("bill", "debts"), ("few", "6-10"), ("low", "urgent")
TRAITS = ("tenants", "elderly", "families")
# The whole municipality, a part of the city with two districts, and a district beside it.
PLACES = {
    None: frozenset[str](),
    "stad": frozenset({"stad"}),
    "oost": frozenset({"oost", "stad"}),
    "west": frozenset({"west", "stad"}),
    "haven": frozenset({"haven"}),
}
DOMAIN = Domain(THEMES, PLACES, SIZES, SEVERITIES, TRAITS)
CHOSEN = [frozenset(some) for many in range(3) for some in combinations(TRAITS, many)]
EVERYTHING = [
    (area, Case(theme, PLACES[area], size, severity, month, traits))
    for theme, area, size, severity, month, traits in product(
        THEMES, PLACES, SIZES, SEVERITIES, MONTHS, CHOSEN
    )
]


def some(*values: object) -> st.SearchStrategy[frozenset[object]]:
    return st.frozensets(st.sampled_from(values), max_size=len(values))


rules = st.lists(
    st.builds(
        Rule,
        themes=some(*THEMES, "switched off"),
        areas=some("stad", "oost", "west", "haven"),
        sizes=some(*SIZES),
        severities=some(*SEVERITIES),
        months=st.sampled_from([frozenset(), frozenset({12}), frozenset(MONTHS[:9])]),
        traits=some(*TRAITS),
    ),
    max_size=6,
)


def is_in(gap: Gap, area: str | None, case: Case) -> bool:
    return (
        case.theme in gap.themes
        and area in gap.areas
        and case.size in gap.sizes
        and case.severity in gap.severities
        and case.month in gap.months
        and not gap.without_traits & case.traits
    )


@settings(max_examples=30, deadline=None)
@given(rules=rules)
def test_it_says_what_trying_everything_says(rules: list[Rule]) -> None:
    fired = {first_match(rules, case) for _area, case in EVERYTHING}

    found = cover(rules, DOMAIN)

    sorter = Sorter(rules)
    assert all(sorter.place(case) == first_match(rules, case) for _area, case in EVERYTHING)
    assert set(found.never) == set(range(len(rules))) - fired
    for area, case in EVERYTHING:
        holding = sum(is_in(gap, area, case) for gap in found.gaps)
        assert holding == (first_match(rules, case) is None)


@settings(max_examples=60, deadline=None)
@given(rules=rules)
def test_who_takes_all_of_a_rule_is_enough_to_take_it(rules: list[Rule]) -> None:
    for place, takers in cover(rules, DOMAIN).never.items():
        alone = [rules[taker] for taker in takers] + [rules[place]]

        assert len(takers) in cover(alone, DOMAIN).never


def test_two_rules_together_can_take_all_of_a_third() -> None:
    halves = [Rule(months=frozenset(MONTHS[:6])), Rule(months=frozenset(MONTHS[6:]))]

    found = cover([*halves, Rule(areas=frozenset({"oost"}))], DOMAIN)

    assert found == Covering({2: (0, 1)}, ())


def test_what_is_left_is_told_by_what_it_is() -> None:
    ruled = [Rule(themes=frozenset({"bill"})), Rule(areas=frozenset({"haven"})), WINTER]

    (gap,) = cover(ruled, DOMAIN).gaps

    assert gap.themes == {"debts"}
    assert gap.areas == set(PLACES) - {"haven"}
    assert gap.months == set(MONTHS) - {12}


def test_too_many_pieces_are_refused() -> None:
    with pytest.raises(TooTangled):
        cover([WINTER, Rule(sizes=frozenset({"few"}), themes=frozenset({"bill"}))], DOMAIN, 2)


WINTER = Rule(months=frozenset({12}))
