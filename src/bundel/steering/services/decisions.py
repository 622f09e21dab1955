"""Decisions: taken with grounds by who may, and afterwards only ever succeeded."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor, Relation
from bundel.audit import saving
from bundel.errors import Conflict, Fault, Invalid, NotAllowed
from bundel.steering.models import (
    Body,
    Decision,
    DecisionKind,
    DecisionState,
    Matter,
    Stand,
    Trigger,
    TriggerState,
    Voice,
)
from bundel.steering.services import door
from bundel.steering.services.decision_pictures import fill_options
from bundel.steering.services.numbers import next_number

VIEW, ASK, DECIDE = "steering.view", "steering.ask", "steering.decide"
KIND = "decision"
ASKING = frozenset(
    {"question", "background", "matter", "body_id", "initiative_id", "decide_before_date"}
)
DECIDING = frozenset(
    {
        "kind",
        "chosen_id",
        "outcome",
        "grounds",
        "dissent",
        "review_date",
        "meeting_id",
        "item_id",
        "body_id",
        "state",
        "decided_at",
        "decided_by_id",
    }
)

# What a line in the data says; it is set on a page, and goes along when a decision stays.
LINE_FIELDS = frozenset(
    {
        "measure",
        "indicator_id",
        "subject_code",
        "is_above",
        "limit",
        "judge_date",
        "from_date",
    }
)


class AlreadyDecided(Conflict):
    """What was decided stays; another decision may come after it."""

    sentence = gettext_lazy("Dit besluit is al genomen. Neem zo nodig een nieuw besluit.")


class NotDecidedYet(Conflict):
    """Only what was decided can be followed by another decision."""

    sentence = gettext_lazy("Dit besluit is nog niet genomen, of het is al vervangen.")


@dataclass(frozen=True, slots=True)
class VoiceInput:
    """Who decided, in which role, and how they stood in it."""

    name: str
    role: str
    user_id: uuid.UUID | None = None
    stand: str = Stand.FOR
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """
    What was decided.

    Args:
        kind: Do it, not now, or stop; "not now" needs a day on which it is looked at again.
        chosen_id: The option that was chosen; without an outcome its title says what was decided.
        voices: Who decided; none where the body decided as one.
    """

    grounds: str
    outcome: str = ""
    kind: str = DecisionKind.DO
    chosen_id: uuid.UUID | None = None
    dissent: str = ""
    review_date: date | None = None
    body_id: uuid.UUID | None = None
    meeting_id: uuid.UUID | None = None
    item_id: uuid.UUID | None = None
    voices: Sequence[VoiceInput] = ()


@transaction.atomic
def decide(
    *, actor: Actor, decision_id: uuid.UUID, version: int, at: datetime, taken: Taken
) -> None:
    """
    Write down what was decided, on which grounds, and who decided; from now on it stays.

    Raises:
        NotAllowed: if the actor neither coordinates nor leads the body that decides.
        AlreadyDecided: if it was decided or dropped.
        Invalid: without outcome or grounds; for "not now" without a day to look again; or if the
            body has no mandate for this.
        Stale: if somebody else saved first.
    """
    permissions.require(actor, DECIDE)
    row = saving.find(Decision, actor, decision_id)
    saving.same_version(row, version, {"outcome": taken.outcome, "grounds": taken.grounds})
    still_asked(row)
    _decide(actor, row, at, taken)


@transaction.atomic
def decide_at_once(
    *,
    actor: Actor,
    question: str,
    at: datetime,
    taken: Taken,
    matter: str = Matter.OTHER,
    background: str = "",
    initiative_id: uuid.UUID | None = None,
    succeeds_id: uuid.UUID | None = None,
) -> uuid.UUID:
    """
    Ask and decide in one act, as in a meeting; return the decision.

    Raises:
        As `ask_decision` and `decide` do, except that who may decide need not be one who may ask.
    """
    permissions.require(actor, DECIDE)
    row = new_decision(actor, at, succeeds_id)
    values = {
        "question": question,
        "background": background,
        "matter": matter,
        "body_id": taken.body_id,
        "initiative_id": initiative_id,
    }
    door.check({"question": question, "background": background})
    saving.change(row, values, ASKING)
    _decide(actor, row, at, taken)
    return row.pk


@transaction.atomic
def succeed_decision(
    *, actor: Actor, decision_id: uuid.UUID, at: datetime, question: str, taken: Taken
) -> uuid.UUID:
    """
    Take a decision that replaces an older one, about the same; return the new one.

    Raises:
        NotDecidedYet: if the old one was not decided, or was replaced already.
    """
    old = saving.find(Decision, actor, decision_id)
    return decide_at_once(
        actor=actor,
        question=question,
        at=at,
        taken=taken,
        matter=old.matter,
        initiative_id=old.initiative_id,
        succeeds_id=old.pk,
    )


@transaction.atomic
def confirm_decision(
    *, actor: Actor, decision_id: uuid.UUID, at: datetime, taken: Taken
) -> uuid.UUID:
    """
    Let a decision stand after its facts changed: a new decision says so, on new grounds.

    What was watched and not crossed is watched on, for the new one.

    Raises:
        NotDecidedYet: if the old one was not decided, or was replaced already.
    """
    old = saving.find(Decision, actor, decision_id)
    words = _("Blijft besluit %(number)s staan? %(question)s")
    asked = words % {"number": old.number, "question": old.question}
    watched = Trigger.objects.select_for_update().filter(decision=old, state=TriggerState.WATCHING)
    lines = list(watched.order_by("pk"))
    made = succeed_decision(
        actor=actor, decision_id=decision_id, at=at, question=asked[:300], taken=taken
    )
    for line in lines:
        _watch_on(actor, line, made)
    return made


def still_asked(row: Decision) -> None:
    """
    Go on only if nobody decided it.

    Raises:
        AlreadyDecided: if it was decided, replaced or dropped.
    """
    if row.state != DecisionState.ASKED:
        raise AlreadyDecided


def may_decide(actor: Actor, body: Body | None) -> bool:
    """Tell whether somebody may write down what a body decides; without a body who may do all."""
    relation = permissions.visible(actor, DECIDE)
    if relation is Relation.OWN:
        return body is not None and body.is_own(actor)
    return relation is Relation.ALL


def end_triggers(row: Decision) -> None:
    """Stop watching the lines of a decision that stands no more."""
    Trigger.objects.filter(decision=row).exclude(state=TriggerState.ENDED).update(
        state=TriggerState.ENDED
    )


def _watch_on(actor: Actor, line: Trigger, decision_id: uuid.UUID) -> None:
    values = {name: getattr(line, name) for name in LINE_FIELDS}
    row = Trigger(municipality_id=actor.municipality_id, version=0, decision_id=decision_id)
    _before, after = saving.change(row, values, LINE_FIELDS)
    saving.tell(actor, "steering.watch", "trigger", row, after=after)


def new_decision(actor: Actor, at: datetime, succeeds_id: uuid.UUID | None) -> Decision:
    """
    Return a decision that is not kept yet, with its number.

    Raises:
        NotDecidedYet: if what it would replace was not decided, or was replaced already.
    """
    if succeeds_id is not None:
        old = saving.find(Decision, actor, succeeds_id)
        if old.state != DecisionState.DECIDED:
            raise NotDecidedYet
    return Decision(
        municipality_id=actor.municipality_id,
        version=0,
        number=next_number(Decision, actor.municipality_id),
        asked_by_id=actor.user_id,
        asked_at=at,
        succeeds_id=succeeds_id,
    )


def _decide(actor: Actor, row: Decision, at: datetime, taken: Taken) -> None:
    body = _body(actor, taken.body_id or row.body_id)
    if not may_decide(actor, body):
        raise NotAllowed
    values = _values(row, taken, at, actor) | {"body_id": body.pk if body else None}
    _check(row, body, taken, values, at)
    fill_options(decision=row)
    _add_voices(row, taken.voices)
    saving.change(row, values, DECIDING)
    if row.succeeds_id:
        _replace(actor, row.succeeds_id)
    after = {name: str(values[name]) for name in ("kind", "outcome", "review_date")}
    saving.tell(actor, "steering.decide", KIND, row, after=after, ground=row.grounds)


def _values(row: Decision, taken: Taken, at: datetime, actor: Actor) -> dict[str, Any]:
    chosen = row.options.filter(pk=taken.chosen_id).first() if taken.chosen_id else None
    if taken.chosen_id and chosen is None:
        raise Invalid(faults=[Fault("chosen_id", _("Kies een optie van dit besluit."))])
    return {
        "kind": taken.kind,
        "chosen_id": taken.chosen_id,
        "outcome": taken.outcome.strip() or (chosen.title if chosen else ""),
        "grounds": taken.grounds,
        "dissent": taken.dissent,
        "review_date": taken.review_date,
        "meeting_id": taken.meeting_id,
        "item_id": taken.item_id,
        "state": DecisionState.DECIDED,
        "decided_at": at,
        "decided_by_id": actor.user_id,
    }


def _body(actor: Actor, body_id: uuid.UUID | None) -> Body | None:
    if body_id is None:
        return None
    here = Body.objects.filter(municipality_id=actor.municipality_id, archived_at=None)
    found = here.prefetch_related("members").filter(pk=body_id).first()
    if found is None:
        raise Invalid(faults=[Fault("body_id", _("Kies een overleg uit de lijst."))])
    return found


def _check(
    row: Decision, body: Body | None, taken: Taken, values: dict[str, Any], at: datetime
) -> None:
    """Go on only if it says what, why and, for not now, until when; by who has the mandate."""
    faults = []
    if not values["outcome"]:
        faults.append(Fault("outcome", _("Schrijf op wat is besloten.")))
    if not taken.grounds.strip():
        faults.append(Fault("grounds", _("Schrijf op waarom: de gronden.")))
    if taken.kind == DecisionKind.NOT_NOW and taken.review_date is None:
        faults.append(Fault("review_date", _("Kies wanneer u dit opnieuw bekijkt.")))
    elif taken.review_date is not None and taken.review_date <= timezone.localdate(at):
        faults.append(Fault("review_date", _("Kies een dag die nog komt.")))
    if body is not None and body.matters and row.matter not in body.matters:
        words = _("%(body)s besluit niet over %(matter)s. Kies een ander overleg.")
        said = words % {"body": body.name, "matter": row.get_matter_display()}
        faults.append(Fault("body_id", said))
    if faults:
        raise Invalid(faults=faults)
    texts = {"outcome": taken.outcome, "grounds": taken.grounds, "dissent": taken.dissent}
    door.check(texts | {"voices": " ".join(voice.note for voice in taken.voices)})


def _add_voices(row: Decision, voices: Sequence[VoiceInput]) -> None:
    rows = [
        Voice(
            municipality_id=row.municipality_id,
            decision=row,
            user_id=voice.user_id,
            name=voice.name.strip(),
            role=voice.role.strip(),
            stand=voice.stand,
            note=voice.note.strip(),
        )
        for voice in voices
        if voice.name.strip()
    ]
    twice = [name for name, count in Counter(row.name for row in rows).items() if count > 1]
    if twice:
        words = _("%(name)s staat er twee keer bij. Noem iedereen één keer.")
        raise Invalid(faults=[Fault("voices", words % {"name": twice[0]})])
    saving.add_all(rows)


def _replace(actor: Actor, decision_id: uuid.UUID) -> None:
    """Let the older decision be replaced; what it said stays as it is."""
    old = saving.find(Decision, actor, decision_id)
    if old.state != DecisionState.DECIDED:
        raise NotDecidedYet
    old.state = DecisionState.SUCCEEDED
    old.version += 1
    old.save(update_fields=["state", "version"])
    end_triggers(old)
    saving.tell(actor, "steering.replace_decision", KIND, old)
