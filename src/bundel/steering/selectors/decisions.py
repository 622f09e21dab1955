"""Decisions as frozen values: the log that can be searched, and one with all that goes with it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank, SearchVector
from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat, ExtractYear
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor, Relation
from bundel.errors import NotFound
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
from bundel.steering.selectors.choosing import ChoiceView, choice_of
from bundel.steering.services.decisions import ASK, VIEW, may_decide
from bundel.steering.services.triggers import may_watch
from bundel.steering.trigger_words import amount_of, sentence

MOST = 2000
LONGEST_NUMBER = 9
DUTCH = "dutch"
# Signs that no text of ours holds, around what was found.
BEGIN, END = "\x02", "\x03"
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
    facts: dict[str, Any]
    indicator_id: uuid.UUID | None

    @property
    def is_crossed(self) -> bool:
        """Whether the data passed it, and nobody has answered."""
        return self.state == TriggerState.CROSSED

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


def decision_log(*, actor: Actor, asked: Asked, today: date) -> list[DecisionLine]:
    """Return the decisions that match, the best match or else the newest first. One query."""
    permissions.require(actor, VIEW)
    rows = _filtered(_rows(actor, today), asked, today)
    text = asked.text.strip()
    rows = _searched(rows, text) if text else rows.order_by("-number")
    return [_line(row) for row in rows[:MOST]]


def filter_options(*, actor: Actor) -> dict[str, list[tuple[str, str]]]:
    """Return the bodies, initiatives and years that the log knows. Three queries."""
    rows = rights.decisions_of(actor)
    bodies = Body.objects.filter(decisions__in=rows).distinct().order_by("name")
    initiatives = Initiative.objects.filter(decisions__in=rows).distinct().order_by("name")
    years = rows.annotate(year=ExtractYear("asked_at")).order_by("-year").values_list("year")
    return {
        "bodies": [(str(one.pk), one.name) for one in bodies],
        "initiatives": [(str(one.pk), one.name) for one in initiatives],
        "years": [(str(year), str(year)) for (year,) in dict.fromkeys(years)],
    }


def decision_card(*, actor: Actor, decision_id: uuid.UUID, today: date) -> DecisionCard:
    """
    Return a decision with options, voices, lines and what came before and after.

    Raises:
        NotFound: if there is none that the actor may see.
    """
    permissions.require(actor, VIEW)
    row = _rows(actor, today).filter(pk=decision_id).select_related("decided_by").first()
    if row is None:
        raise NotFound
    line = _line(row)
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


def decisions_back(*, actor: Actor, today: date, most: int = 50) -> list[DecisionLine]:
    """Return what came back: a line was crossed, or its day to look again has come. One query."""
    permissions.require(actor, VIEW)
    rows = _rows(actor, today).filter(_is_back(today)).order_by("number")
    return [_line(row) for row in rows[:most]]


def waits_for(*, actor: Actor, today: date, most: int = 50) -> list[DecisionLine]:
    """
    Return what the actor has to decide: what is asked or came back, in a body that the actor leads.

    Who may decide everything sees all of it. The first day on top. One query.
    """
    relation = permissions.visible(actor, "steering.decide")
    if relation is None or permissions.visible(actor, VIEW) is not Relation.ALL:
        return []
    rows = _rows(actor, today).filter(Q(state=DecisionState.ASKED) | _is_back(today))
    if relation is Relation.OWN:
        leads = {"body__members__user": actor.user_id, "body__members__part__in": _LEADING}
        rows = rows.filter(**leads)
    ordered = rows.order_by(F("decide_before_date").asc(nulls_last=True), "number")
    return [_line(row) for row in ordered[:most]]


_LEADING = ("chair", "secretary")


def _is_back(today: date) -> Q:
    return Q(state=DecisionState.DECIDED) & (Q(crossed=True) | Q(review_date__lte=today))


def _rows(actor: Actor, today: date) -> QuerySet[Decision]:
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


def _searched(rows: QuerySet[Decision], text: str) -> QuerySet[Decision]:
    """Look for words in all their forms, the question and the outcome first; or a number."""
    if text.isdecimal() and len(text) <= LONGEST_NUMBER:
        return rows.filter(number=int(text))
    vector = (
        SearchVector("question", "outcome", weight="A", config=DUTCH)
        + SearchVector("grounds", weight="B", config=DUTCH)
        + SearchVector("background", "dissent", weight="C", config=DUTCH)
    )
    query = SearchQuery(text, config=DUTCH, search_type="websearch")
    names = ("question", "outcome", "grounds", "dissent", "background")
    whole = Concat(*_parted(*names), output_field=TextField())
    found = SearchHeadline(
        whole,
        query,
        config=DUTCH,
        start_sel=BEGIN,
        stop_sel=END,
        max_words=35,
        min_words=15,
        max_fragments=2,
    )
    parts = Q(question__icontains=text) | Q(outcome__icontains=text) | Q(grounds__icontains=text)
    return (
        rows.annotate(search=vector, rank=SearchRank(vector, query), found=found)
        .filter(Q(search=query) | parts)
        .order_by("-rank", "-number")
    )


def _parted(*names: str) -> list[Any]:
    parts: list[Any] = []
    for name in names:
        parts += [F(name), Value(" · ")]
    return parts[:-1]


def _marked(text: str) -> SafeString:
    """Return what was found with marks around the words, and everything else escaped."""
    pieces = text.replace("\n", " ").split(BEGIN)
    shown = [conditional_escape(pieces[0])]
    for piece in pieces[1:]:
        word, _end, rest = piece.partition(END)
        shown.append(format_html_join("", "<mark>{}</mark>{}", [(word, rest)]))
    return SafeString("".join(shown))


def _line(row: Any) -> DecisionLine:
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
        found=_marked(row.found) if getattr(row, "found", "") else "",
    )


def _triggers(row: Decision) -> tuple[TriggerView, ...]:
    rows = row.triggers.select_related("indicator").order_by("state", "pk")
    return tuple(
        TriggerView(
            one.pk,
            one.version,
            sentence(one),
            one.state,
            one.get_state_display(),
            one.crossed_at,
            amount_of(one, one.value),
            one.facts,
            one.indicator_id,
        )
        for one in rows
    )


def _chain(row: Decision) -> tuple[ChainLine, ...]:
    """Return the decisions before and after, the oldest first; nothing where it stands alone."""
    before: list[Decision] = []
    here: Decision | None = row.succeeds
    while here is not None and len(before) < MOST:
        before.append(here)
        here = here.succeeds
    after: list[Decision] = []
    following = row.successors.exclude(state=DecisionState.DROPPED).first()
    while following is not None and len(after) < MOST:
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
