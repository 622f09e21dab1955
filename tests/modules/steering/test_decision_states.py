"""No sequence of acts changes what was decided, replaces it twice, or forgets a 'not now'."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bundel.errors import Conflict, Invalid
from bundel.steering.models import Decision, DecisionKind, DecisionState
from bundel.steering.services import asking, decisions
from bundel.steering.services.decisions import Taken
from tests.modules.steering.conftest import NOW, TODAY, Steering

ACTS = ("ask", "edit", "do", "not_now", "not_now_for_ever", "confirm", "follow", "drop")
TAKEN = (DecisionState.DECIDED, DecisionState.SUCCEEDED)
Words = tuple[str, str, str, str, date | None]


class Table:
    """All decisions of a municipality, and what each of them said when it was taken."""

    def __init__(self, steering: Steering) -> None:
        self.actor = steering.actor("coordinator")
        self.before = set(Decision.objects.values_list("pk", flat=True))
        self.said: dict[UUID, Words] = {}

    def rows(self) -> list[Decision]:
        """Return the decisions of this table, oldest first."""
        return list(Decision.objects.exclude(pk__in=self.before).order_by("number"))

    def do(self, act: str, number: int) -> None:
        """Do an act to the decision with this number."""
        rows = self.rows()
        if act == "ask" or not rows:
            asking.ask_decision(actor=self.actor, question=f"Vraag {len(rows)}?", at=NOW)
            return
        row = rows[number % len(rows)]
        mine = {"actor": self.actor, "decision_id": row.pk}
        if act == "edit":
            asking.edit_decision(**mine, version=row.version, question="Anders gevraagd?")
        elif act == "drop":
            asking.drop_decision(**mine, version=row.version, reason="Niet nodig.", at=NOW)
        elif act == "confirm":
            decisions.confirm_decision(**mine, at=NOW, taken=taken(number))
        elif act == "follow":
            asking.ask_decision(actor=self.actor, question="En nu?", at=NOW, succeeds_id=row.pk)
        else:
            kind = DecisionKind.DO if act == "do" else DecisionKind.NOT_NOW
            again = TODAY + timedelta(days=90) if act == "not_now" else None
            said = taken(number, kind, again)
            decisions.decide(**mine, version=row.version, at=NOW, taken=said)

    def holds(self) -> None:
        """See that what was taken reads as it did, once succeeded, with a day for 'not now'."""
        rows = self.rows()
        for row in rows:
            if row.state in TAKEN:
                assert self.said.setdefault(row.pk, words(row)) == words(row)
                assert row.kind != DecisionKind.NOT_NOW or row.review_date is not None
            else:
                assert row.pk not in self.said, "what was decided is asked again"
            after = [o for o in rows if o.succeeds_id == row.pk and o.state != "dropped"]
            assert len(after) <= 1
            is_replaced = any(one.state in TAKEN for one in after)
            assert (row.state == DecisionState.SUCCEEDED) == is_replaced
        numbers = [row.number for row in rows]
        assert len(set(numbers)) == len(numbers)


def taken(number: int, kind: str = DecisionKind.DO, again: date | None = None) -> Taken:
    """Return what somebody decides, in words of this time."""
    return Taken(
        outcome=f"Besluit {number}.", grounds=f"Grond {number}.", kind=kind, review_date=again
    )


def words(row: Decision) -> Words:
    """Return all of a decision that may never change once it was taken."""
    return row.question, row.outcome, row.grounds, row.kind, row.review_date


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 5)), min_size=8, max_size=24))
def test_no_sequence_changes_what_was_decided(
    steering: Steering, acts: list[tuple[str, int]]
) -> None:
    table = Table(steering)

    for act, number in acts:
        # What may not be done changes nothing; the rest goes on.
        with suppress(Conflict, Invalid):
            table.do(act, number)
        table.holds()
    assert table.rows()
