"""Texts that share the words which others lack are alike."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bundel.core.similar import Candidate, alike, weights

COUNTS = {"schimmel": 3, "kozijn": 8, "bewoner": 90, "zien": 95, "brief": 40}
stems = st.frozensets(st.sampled_from(sorted(COUNTS)))


def test_rare_words_in_common_weigh_more_than_usual_ones() -> None:
    asked = weights(COUNTS, total=100)

    found = alike(
        asked,
        [
            Candidate("usual", ["bewoner", "zien"]),
            Candidate("rare", ["schimmel", "kozijn"]),
            Candidate("all", list(COUNTS)),
        ],
        least=0.0,
    )

    assert [key for key, _share in found] == ["all", "rare", "usual"]


def test_one_word_in_common_is_chance_also_in_the_same_place() -> None:
    asked = weights(COUNTS, total=100)

    assert alike(asked, [Candidate("one", ["schimmel"], True, True)], least=0.0) == []


@given(first=stems, second=stems)
def test_a_text_that_shares_more_is_never_less_alike(
    first: frozenset[str], second: frozenset[str]
) -> None:
    asked = weights(COUNTS, total=100)
    both = first | second

    found = dict(alike(asked, [Candidate("one", first), Candidate("both", both)], least=0.0))

    assert found.get("one", 0.0) <= found.get("both", 0.0) or first == both
