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
