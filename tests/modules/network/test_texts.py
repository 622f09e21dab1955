"""Each kind of personal data has its advice, which repeats none of it."""

from __future__ import annotations

import pytest

from bundel.core.redaction import Kind, check, faults_in
from bundel.errors import Invalid
from bundel.network.services.texts import OF_WORK, WORDINGS, advice_on, without_persons


def test_every_kind_has_its_advice() -> None:
    assert set(WORDINGS) == set(Kind)


def test_advice_does_not_repeat_what_stands_there() -> None:
    text = "Mevrouw Terpstra, Kerkstraat 12, is 83."
    advice = [advice_on(text, found) for found in check(text)]

    assert len(advice) == 3
    assert not any("Terpstra" in line or "Kerkstraat" in line for line in advice)


def test_how_to_reach_an_organisation_may_stand_in_its_own_words() -> None:
    text = "Kerkstraat 12, 1353 AB 12, bel 036 123 45 67 en vraag naar Wim."

    without_persons({"description": text}, fine=OF_WORK)
    with pytest.raises(Invalid):
        without_persons({"description": text})
    assert {found.kind for found in faults_in(text)} <= OF_WORK
