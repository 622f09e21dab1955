"""Two texts can be read back from what is shown of their differences."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from bundel.core.differences import Piece, differences

WORDS = st.lists(st.sampled_from(["uren", "400", "500", "in", "Haven", "voor", "maart."]))
TEXTS = WORDS.map(" ".join) | st.text(max_size=60)


@given(before=TEXTS, after=TEXTS)
@example(before="uren uren", after="uren")
def test_both_texts_can_be_read_back(before: str, after: str) -> None:
    pieces = differences(before, after)

    old = "".join(one.text for one in pieces if one.change != "added")
    new = "".join(one.text for one in pieces if one.change != "removed")
    assert new == after
    assert old.split() == before.split()


@given(text=TEXTS)
def test_the_same_text_has_no_differences(text: str) -> None:
    assert {one.change for one in differences(text, text)} <= {"same"}


def test_a_changed_number_is_shown_alone() -> None:
    assert differences("400 huishoudens in Haven", "500 huishoudens in Haven") == (
        Piece("removed", "400 "),
        Piece("added", "500 "),
        Piece("same", "huishoudens in Haven"),
    )
