"""Two jobs at one moment: a line that was crossed brings its decision back exactly once."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connections

from bundel.accounts.models import Mail, Role
from bundel.accounts.selectors import actor_of_user
from bundel.accounts.tenancy import as_municipality
from bundel.audit.models import Entry
from bundel.steering.models import Measure, Trigger
from bundel.steering.services import decisions, indicators, triggers
from bundel.steering.services.decisions import Taken
from bundel.steering.services.triggers import TriggerInput
from tests.conftest import make_municipality, make_user

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.fixture
def here(transactional_db: None) -> uuid.UUID:
    """A municipality where one line was crossed, and not judged yet."""
    here = make_municipality("almere", is_default=True)
    user = make_user(here, Role.COORDINATOR)
    with as_municipality(here.pk):
        actor = actor_of_user(user=user, channel="web")
        gas = indicators.save_indicator(actor=actor, code="gas", name="Gasprijs", unit="EUR/m3")
        taken = Taken(grounds="De prijs is laag.", outcome="Wij wachten.")
        made = decisions.decide_at_once(actor=actor, question="Nu?", at=NOW, taken=taken)
        line = TriggerInput(
            measure=Measure.INDICATOR, indicator_id=gas, is_above=True, limit=Decimal("1.80")
        )
        triggers.add_trigger(actor=actor, decision_id=made, line=line, today=TODAY)
        value = {"date": TODAY, "value": Decimal("2.05"), "at": NOW}
        indicators.enter_reading(actor=actor, indicator_id=gas, **value)
    return here.pk


def judge(here: uuid.UUID) -> int:
    """Judge all lines; return how many were crossed."""
    return triggers.judge_all(municipality_id=here, at=NOW, today=TODAY)


def told(here: uuid.UUID) -> tuple[str, int, int]:
    """Return where the line is, and how often people and the trail were told."""
    with as_municipality(here):
        entries = Entry.objects.filter(action="steering.cross")
        return Trigger.objects.get().state, Mail.objects.count(), entries.count()


def test_a_second_job_passes_by_what_the_first_one_holds(here: uuid.UUID) -> None:

    def beside() -> int:
        try:
            with as_municipality(here):
                return judge(here)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as other:
        with as_municipality(here):
            first = judge(here)
            during = other.submit(beside).result(timeout=20)
        after = other.submit(beside).result(timeout=20)

    assert (first, during, after) == (1, 0, 0)
    assert told(here) == ("crossed", 1, 1)
