"""Three texts of one thing are laid together, and nobody's change is lost."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bundel.core.merging import MergedPart, merge, settle

FIELDS = ("naam", "mandaat", "ritme", "minuten")
VALUES = st.sampled_from(["", "een", "twee", "drie"])
CONTENTS = st.fixed_dictionaries(dict.fromkeys(FIELDS, VALUES))
MAYBE = st.none() | CONTENTS


def _states(part: MergedPart) -> dict[str, str]:
    return {field.name: field.state for field in part.fields}


def test_each_case_has_its_name() -> None:
    base = {"naam": "Stuurgroep", "mandaat": "plan", "ritme": "maand", "minuten": "90"}
    own = base | {"naam": "Regiegroep", "minuten": "60"}
    theirs = base | {"mandaat": "plan en geld", "minuten": "120"}

    part = merge(base, own, theirs)

    assert part.state == "both"
    assert _states(part) == {
        "naam": "own",
        "mandaat": "theirs",
        "ritme": "same",
        "minuten": "both",
    }
    assert settle(part) == own | {"mandaat": "plan en geld"}
    assert settle(part, {"minuten": "theirs"})["minuten"] == "120"
    assert settle(part, {"mandaat": "own"})["mandaat"] == "plan"


def test_what_comes_or_goes_as_a_whole() -> None:
    some = {"naam": "Kernteam"}
    other = {"naam": "Netwerk"}

    assert merge(None, None, some).state == "new"
    assert settle(merge(None, None, some)) == some
    assert merge(None, some, some).state == "same"
    assert merge(None, some, other).state == "both"
    assert merge(some, some, None).state == "gone_there"
    assert merge(some, None, some).state == "same"
    assert merge(some, None, other).state == "gone_here"
    assert not merge(some, other, some).asks


@given(base=CONTENTS, own=CONTENTS, theirs=CONTENTS)
def test_nobodys_change_is_lost(
    base: dict[str, Any], own: dict[str, Any], theirs: dict[str, Any]
) -> None:
    kept = settle(merge(base, own, theirs))

    for name in FIELDS:
        if own[name] != base[name]:
            assert kept[name] == own[name], "an own change was written over"
        else:
            assert kept[name] == theirs[name], "what they made better did not come"


@given(base=MAYBE, own=CONTENTS, theirs=CONTENTS)
def test_the_second_time_nothing_happens(
    base: dict[str, Any] | None, own: dict[str, Any], theirs: dict[str, Any]
) -> None:
    kept = settle(merge(base, own, theirs))

    again = merge(theirs, kept, theirs)

    assert not again.asks
    assert settle(again) == kept


@given(base=MAYBE, own=CONTENTS, theirs=CONTENTS)
def test_what_is_here_stays_whole_without_a_choice_of_theirs(
    base: dict[str, Any] | None, own: dict[str, Any], theirs: dict[str, Any]
) -> None:
    part = merge(base, own, theirs)

    assert settle(part, dict.fromkeys(FIELDS, "own")) == own
    assert settle(part, dict.fromkeys(FIELDS, "theirs")) == theirs


ROWS = st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["een", "twee"])).map(
    lambda found: [[key, value] for key, value in sorted(found.items())]
)


def test_lists_are_laid_together_by_item() -> None:
    base = {"baten": [["a", "warm"], ["b", "droog"]]}
    own = {"baten": [["a", "warm"], ["b", "heel droog"], ["eigen", "van ons"]]}
    theirs = {"baten": [["a", "warmer"], ["b", "droog"], ["nieuw", "van hen"]]}

    part = merge(base, own, theirs)

    assert part.state == "theirs"
    assert settle(part)["baten"] == [
        ["a", "warmer"],
        ["b", "heel droog"],
        ["eigen", "van ons"],
        ["nieuw", "van hen"],
    ]
    assert settle(part, {"baten": "own"}) == own


def test_an_item_that_both_changed_is_chosen() -> None:
    base = {"baten": [["a", "warm"]]}
    own = {"baten": [["a", "warmer"], ["eigen", "van ons"]]}
    theirs = {"baten": [["a", "lauw"]]}

    part = merge(base, own, theirs)

    assert part.state == "both"
    assert settle(part) == own
    assert settle(part, {"baten": "theirs"})["baten"] == [["a", "lauw"], ["eigen", "van ons"]]
    assert merge(None, own, theirs).state == "both"


@given(base=ROWS, own=ROWS, theirs=ROWS)
def test_no_item_of_ours_is_lost(base: list[Any], own: list[Any], theirs: list[Any]) -> None:
    part = merge({"rijen": base}, {"rijen": own}, {"rijen": theirs})
    kept = settle(part)["rijen"]

    ours = [item for item in own if item not in base]
    assert all(item in kept for item in ours), "an own item was lost"
    if part.state != "both":
        # Nobody had to choose, so all that they brought is there as well.
        assert all(item in kept for item in theirs if item not in base)
    assert not merge({"rijen": theirs}, {"rijen": kept}, {"rijen": theirs}).asks
