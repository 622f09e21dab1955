"""The signals of the demo: enough to look at, and true to what the door lets in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bundel.accounts.models import Municipality
from bundel.accounts.tenancy import as_municipality
from bundel.config import demo_data
from bundel.signals.models import (
    ENDED,
    HeldReason,
    RoutingRule,
    Signal,
    SignalState,
    SignalWord,
    Step,
    Team,
)
from bundel.signals.services import door

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def almere(db: None) -> Iterator[Municipality]:
    folder = demo_data.FOLDER / "almere"
    demo_data.load(folder, at=NOW)
    demo_data.load_network(folder, at=NOW)
    municipality = Municipality.objects.get(slug="almere")
    with as_municipality(municipality.id):
        yield municipality


def test_the_demo_has_signals_worth_looking_at(almere: Municipality) -> None:
    loaded = demo_data.load_signals(demo_data.FOLDER / "almere", at=NOW)

    signals = list(Signal.objects.all())
    states = Counter(one.state for one in signals)
    assert loaded == len(signals) >= 400
    assert states["open"] >= 20
    assert states["answered"] >= 10
    assert states["closed"] >= 200
    assert states["held"] == 1 == HeldReason.objects.values("signal").distinct().count()
    assert states["asked"] == 1
    assert all(one.told_at <= NOW and (one.answered_at or NOW) <= NOW for one in signals)
    assert all((one.ended_at is not None) == (one.state in ENDED) for one in signals)
    assert {one.theme_id for one in signals if one.state == SignalState.OPEN}
    assert Step.objects.values("signal").distinct().count() == len(signals)
    assert SignalWord.objects.count() > 10 * len(signals)
    assert Team.objects.count() == 3
    assert RoutingRule.objects.count() == 6
    _lets_in(almere, signals)
    assert demo_data.load_signals(demo_data.FOLDER / "almere", at=NOW) == 0


def _lets_in(almere: Municipality, signals: list[Signal]) -> None:
    """What stands in the files would have come in by the form, and would not have been held."""
    known = door.known_names(almere.id)
    for one in signals:
        texts = {"text": one.text, "question": one.question, "answer": one.answer}
        verdict = door.check(municipality_id=almere.id, texts=texts, size=one.size, known=known)
        assert not verdict.is_refused, one.text
        assert not verdict.is_held or one.state == SignalState.HELD, (one.text, verdict.found)
