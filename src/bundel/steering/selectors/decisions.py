"""Decisions as frozen values: the log that can be searched, what came back, and what waits."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.utils.safestring import SafeString

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor, Relation
from bundel.programme.models import Initiative
from bundel.steering import rights
from bundel.steering.models import (
    Body,
    Decision,
    DecisionKind,
    DecisionState,
    Trigger,
    TriggerState,
)
from bundel.steering.selectors.decision_search import marked, searched
from bundel.steering.selectors.pages import Lines
from bundel.steering.services.decisions import VIEW

# The states of the log as people ask for them.
OPEN, STANDS, BACK, REPLACED, DROPPED = "gevraagd", "geldt", "terug", "vervangen", "vervallen"
TONES = {
    DecisionState.ASKED: "wait",
    DecisionState.DECIDED: "good",
    DecisionState.SUCCEEDED: "neutral",
    DecisionState.DROPPED: "neutral",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for in the log."""

    text: str = ""
    state: str = ""
    body_id: uuid.UUID | None = None
    matter: str = ""
    initiative_id: uuid.UUID | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """A decision in the log."""

    id: uuid.UUID
    number: int
    question: str
    outcome: str
    grounds: str
    kind: str
    kind_label: str
    state: str
    state_label: str
    matter: str
    matter_label: str
    body: str
    initiative: str
    asked_at: datetime
    asked_by: str
    decided_at: datetime | None
    decide_before_date: date | None
    review_date: date | None
    is_back: bool
    succeeds_number: int | None
    # Where the words were found, marked.
    found: SafeString | str = ""

    @property
    def tone(self) -> str:
        """The tone of its state, for the page."""
        return "stop" if self.is_back else TONES[DecisionState(self.state)]


def decision_log(*, actor: Actor, asked: Asked, today: date) -> Lines[DecisionLine]:
    """Return the decisions that match, the best match or else the newest first."""
    permissions.require(actor, VIEW)
    rows = _filtered(rows_of(actor, today), asked, today)
    text = asked.text.strip()
    return Lines(searched(rows, text) if text else rows.order_by("-number"), line_of)


def filter_options(*, actor: Actor) -> dict[str, list[tuple[str, str]]]:
    """Return the bodies, initiatives and years that the log knows. Three queries."""
    rows = rights.decisions_of(actor)
    bodies = Body.objects.filter(decisions__in=rows).distinct().order_by("name")
    initiatives = Initiative.objects.filter(decisions__in=rows).distinct().order_by("name")
    years = rows.annotate(year=ExtractYear("asked_at")).order_by("-year").values_list("year")
    return {
        "bodies": [(str(one.pk), one.name) for one in bodies],
        "initiatives": [(str(one.pk), one.name) for one in initiatives],
        "years": [(str(year), str(year)) for (year,) in years.distinct()],
    }


def decisions_back(*, actor: Actor, today: date, most: int = 50) -> list[DecisionLine]:
    """Return what came back: a line was crossed, or its day to look again has come. One query."""
    permissions.require(actor, VIEW)
    rows = rows_of(actor, today).filter(_is_back(today)).order_by("number")
    return [line_of(row) for row in rows[:most]]


def waits_for(*, actor: Actor, today: date, most: int = 50) -> list[DecisionLine]:
    """
    Return what the actor has to decide: what is asked or came back, in a body that the actor leads.

    Who may decide everything sees all of it. The first day on top. One query.
    """
    relation = permissions.visible(actor, "steering.decide")
    if relation is None or permissions.visible(actor, VIEW) is not Relation.ALL:
        return []
    rows = rows_of(actor, today).filter(Q(state=DecisionState.ASKED) | _is_back(today))
    if relation is Relation.OWN:
        leads = {"body__members__user": actor.user_id, "body__members__part__in": _LEADING}
        rows = rows.filter(**leads)
    ordered = rows.order_by(F("decide_before_date").asc(nulls_last=True), "number")
    return [line_of(row) for row in ordered[:most]]


_LEADING = ("chair", "secretary")


def _is_back(today: date) -> Q:
    return Q(state=DecisionState.DECIDED) & (Q(crossed=True) | Q(review_date__lte=today))


def rows_of(actor: Actor, today: date) -> QuerySet[Decision]:
    """Return the decisions that somebody may see, with whether each came back."""
    crossed = Trigger.objects.filter(decision=OuterRef("pk"), state=TriggerState.CROSSED)
    return (
        rights.decisions_of(actor)
        .select_related("body", "initiative", "asked_by", "succeeds")
        .annotate(crossed=Exists(crossed))
        .annotate(back=_back_column(today))
    )


def _back_column(today: date) -> Any:
    return Exists(
        Decision.objects.filter(pk=OuterRef("pk"), state=DecisionState.DECIDED).filter(
            Q(review_date__lte=today) | Q(triggers__state=TriggerState.CROSSED)
        )
    )


def _filtered(rows: QuerySet[Decision], asked: Asked, today: date) -> QuerySet[Decision]:
    states = {
        OPEN: Q(state=DecisionState.ASKED),
        STANDS: Q(state=DecisionState.DECIDED),
        BACK: _is_back(today),
        REPLACED: Q(state=DecisionState.SUCCEEDED),
        DROPPED: Q(state=DecisionState.DROPPED),
    }
    if asked.state in states:
        rows = rows.filter(states[asked.state])
    wanted = {
        "body_id": asked.body_id,
        "matter": asked.matter,
        "initiative_id": asked.initiative_id,
        "asked_at__year": asked.year,
    }
    return rows.filter(**{name: value for name, value in wanted.items() if value})


def line_of(row: Any) -> DecisionLine:
    """Return a row as a line of the log."""
    return DecisionLine(
        id=row.pk,
        number=row.number,
        question=row.question,
        outcome=row.outcome,
        grounds=row.grounds,
        kind=row.kind,
        kind_label=str(DecisionKind(row.kind).label),
        state=row.state,
        state_label=row.get_state_display(),
        matter=row.matter,
        matter_label=row.get_matter_display(),
        body=row.body.name if row.body else "",
        initiative=row.initiative.name if row.initiative else "",
        asked_at=row.asked_at,
        asked_by=row.asked_by.name,
        decided_at=row.decided_at,
        decide_before_date=row.decide_before_date,
        review_date=row.review_date,
        is_back=row.back,
        succeeds_number=row.succeeds.number if row.succeeds else None,
        found=marked(row.found) if getattr(row, "found", "") else "",
    )
