"""One decision whole: what was chosen and why, who decided, its lines, and what came around it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Value, When

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor, Relation
from bundel.errors import NotFound
from bundel.steering.models import Decision, DecisionState, TriggerState
from bundel.steering.selectors.choosing import ChoiceView, choice_of
from bundel.steering.selectors.decisions import DecisionLine, line_of, rows_of
from bundel.steering.services.decisions import ASK, VIEW, may_decide
from bundel.steering.services.triggers import may_watch
from bundel.steering.trigger_words import amount_of, sentence, told

# How far a row of decisions that replaced each other is followed.
LONGEST_CHAIN = 200
# What came back on top, then what is watched.
BY_STATE = Case(
    When(state=TriggerState.CROSSED, then=Value(0)),
    When(state=TriggerState.WATCHING, then=Value(1)),
    default=Value(2),
)


@dataclass(frozen=True, slots=True)
class VoiceView:
    """Who decided, in which role."""

    name: str
    role: str
    stand: str
    stand_label: str
    note: str


@dataclass(frozen=True, slots=True)
class TriggerView:
    """A line that is watched, and what was known when it was crossed."""

    id: uuid.UUID
    version: int
    line: str
    state: str
    state_label: str
    crossed_at: datetime | None
    value: str
    told: str
    facts: dict[str, Any]
    indicator_id: uuid.UUID | None

    @property
    def is_crossed(self) -> bool:
        """Whether the data passed it, and nobody has answered."""
        return self.state == TriggerState.CROSSED

    @property
    def is_unknown(self) -> bool:
        """Whether its day came, and nobody had measured it."""
        return self.is_crossed and not self.value

    @property
    def is_watched(self) -> bool:
        """Whether it is judged at every new value."""
        return self.state == TriggerState.WATCHING


@dataclass(frozen=True, slots=True)
class ChainLine:
    """A decision that came before or after."""

    id: uuid.UUID
    number: int
    question: str
    outcome: str
    state_label: str
    decided_at: datetime | None
    is_this: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionCard(DecisionLine):
    """A decision whole."""

    version: int
    background: str
    dissent: str
    decided_by: str
    body_id: uuid.UUID | None
    initiative_id: uuid.UUID | None
    initiative_state: str
    meeting_id: uuid.UUID | None
    members: int
    choice: ChoiceView
    voices: tuple[VoiceView, ...]
    triggers: tuple[TriggerView, ...]
    chain: tuple[ChainLine, ...]
    may_ask: bool
    may_decide: bool
    may_watch: bool

    @property
    def is_asked(self) -> bool:
        """Whether nobody decided yet."""
        return self.state == DecisionState.ASKED

    @property
    def stands(self) -> bool:
        """Whether it was decided, and no other came after it."""
        return self.state == DecisionState.DECIDED

    @property
    def is_watching(self) -> bool:
        """Whether data may bring it back."""
        return any(one.is_watched or one.is_crossed for one in self.triggers)


def decision_card(*, actor: Actor, decision_id: uuid.UUID, today: date) -> DecisionCard:
    """
    Return a decision with options, voices, lines and what came before and after.

    Raises:
        NotFound: if there is none that the actor may see.
    """
    permissions.require(actor, VIEW)
    row = rows_of(actor, today).filter(pk=decision_id).select_related("decided_by").first()
    if row is None:
        raise NotFound
    line = line_of(row)
    inside = permissions.visible(actor, VIEW) is Relation.ALL
    return DecisionCard(
        **{name: getattr(line, name) for name in DecisionLine.__dataclass_fields__},
        version=row.version,
        background=row.background,
        dissent=row.dissent,
        decided_by=row.decided_by.name if row.decided_by else "",
        body_id=row.body_id,
        initiative_id=row.initiative_id if inside else None,
        initiative_state=row.initiative.state if row.initiative else "",
        meeting_id=row.meeting_id,
        members=row.body.members.count() if row.body else 0,
        choice=choice_of(row),
        voices=tuple(
            VoiceView(one.name, one.role, one.stand, one.get_stand_display(), one.note)
            for one in row.voices.all()
        ),
        triggers=_triggers(row) if inside else (),
        chain=_chain(row),
        may_ask=permissions.can(actor, ASK),
        may_decide=may_decide(actor, row.body),
        may_watch=may_watch(actor, row),
    )


def _triggers(row: Decision) -> tuple[TriggerView, ...]:
    rows = row.triggers.select_related("indicator").order_by(BY_STATE, "judge_date", "limit", "pk")
    return tuple(
        TriggerView(
            one.pk,
            one.version,
            sentence(one),
            one.state,
            one.get_state_display(),
            one.crossed_at,
            amount_of(one, one.value),
            told(one),
            one.facts,
            one.indicator_id,
        )
        for one in rows
    )


def _chain(row: Decision) -> tuple[ChainLine, ...]:
    """Return the decisions before and after, the oldest first; nothing where it stands alone."""
    before: list[Decision] = []
    here: Decision | None = row.succeeds
    while here is not None and len(before) < LONGEST_CHAIN:
        before.append(here)
        here = here.succeeds
    after: list[Decision] = []
    following = row.successors.exclude(state=DecisionState.DROPPED).first()
    while following is not None and len(after) < LONGEST_CHAIN:
        after.append(following)
        following = following.successors.exclude(state=DecisionState.DROPPED).first()
    if not before and not after:
        return ()
    return tuple(
        ChainLine(
            one.pk,
            one.number,
            one.question,
            one.outcome,
            one.get_state_display(),
            one.decided_at,
            one.pk == row.pk,
        )
        for one in (*reversed(before), row, *after)
    )
