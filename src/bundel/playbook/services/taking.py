"""Reading in a playbook of elsewhere, and taking over what was chosen of it, all or nothing."""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.audit.services import gathering
from bundel.core import playbook
from bundel.core.merging import Side, settle
from bundel.errors import Conflict, Fault, Invalid, NotAllowed
from bundel.playbook.comparing import PartPlan, Plan, compare
from bundel.playbook.kinds import SHAPES, Kind, Setting
from bundel.playbook.models import Direction, PartState, Playbook, TakenPart
from bundel.playbook.saying import fault_words
from bundel.playbook.services.making import judge_persons
from bundel.playbook.stock import Key

ACT, KIND = "playbook.take", "playbook"
READ_IN = "playbook.read_in"
# From so many parts on, writing them together is worth a savepoint.
MANY = 3
ASKED = "department_id"


class OlderEdition(Conflict):
    """A later edition stands here; going back would undo what it brought."""

    sentence = gettext_lazy("U nam al een latere editie over. Lees een nieuwere in.")


class ChangedMeanwhile(Conflict):
    """What was decided on is not what stands here now."""

    sentence = gettext_lazy("Intussen is hier iets veranderd. Kijk nog een keer, en kies dan.")


@dataclass(frozen=True, slots=True)
class Choices:
    """
    What somebody chose.

    Args:
        new: Parts to write that are not here.
        sides: Per part the fields with whose text becomes the one.
        department_id: Where new initiatives belong.
    """

    new: Collection[Key] = ()
    sides: Mapping[Key, Mapping[str, Side]] = field(default_factory=dict)
    department_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """How many parts came new, were changed, and stayed as they were here."""

    new: int
    changed: int
    kept: int


@transaction.atomic
def read_in(*, actor: Actor, content: bytes, at: datetime) -> uuid.UUID:
    """
    Keep a playbook that somebody sent, to look at; nothing of it is taken over yet.

    The same package again gives the same id.

    Raises:
        Invalid: with everything that is wrong with it and where, or if another package has the
            same name and edition.
    """
    permissions.require(actor, ACT)
    try:
        package = playbook.read(content, SHAPES)
    except playbook.WrongPackage as wrong:
        raise Invalid(faults=[Fault("file", fault_words(one)) for one in wrong.faults]) from wrong
    told = json.loads(json.dumps(playbook.document(package)))
    known = Playbook.objects.filter(
        municipality_id=actor.municipality_id,
        direction=Direction.IN,
        name=package.name,
        edition=package.edition,
        made_by_municipality=package.made_by,
    ).first()
    if known is not None:
        if known.sha256 == told["sha256"]:
            return known.pk
        words = _("Editie %(edition)s van dit draaiboek is er al, met een andere inhoud.")
        raise Invalid(faults=[Fault("file", words % {"edition": package.edition})])
    judge_persons(told)
    row = Playbook(
        municipality_id=actor.municipality_id,
        direction=Direction.IN,
        name=package.name,
        edition=package.edition,
        description=package.description,
        made_by_municipality=package.made_by,
        content=told,
        sha256=told["sha256"],
        at=at,
        by_id=actor.user_id,
    )
    saving.judge(row)
    row.save(force_insert=True)
    after = {"edition": row.edition, "parts": len(package.parts)}
    saving.tell(actor, READ_IN, KIND, row, after=after)
    return row.pk


@transaction.atomic
def take(
    *, actor: Actor, playbook_id: uuid.UUID, mark: str, choices: Choices, at: datetime
) -> Taken:
    """
    Take over what was chosen of a playbook; all of it, or nothing.

    What the actor's role may not write stays to be taken by somebody else.

    Args:
        mark: Of the plan that was read, so that nobody decides on what they did not see.

    Raises:
        OlderEdition: if a later edition stands here.
        ChangedMeanwhile: if something here changed since the plan was read.
        Invalid: if a part cannot be written here, with its name.
    """
    permissions.require(actor, ACT)
    row = saving.find(Playbook, actor, playbook_id, direction=Direction.IN)
    plan = compare(actor, row)
    if plan.before is not None and plan.before > row.edition:
        raise OlderEdition
    if plan.mark != mark:
        raise ChangedMeanwhile
    setting = Setting(actor, at, choices.department_id)
    with gathering():
        done = list(_take_all(setting, row, plan, choices))
    states = [state for state, _taken in done]
    _remember([taken for _state, taken in done if taken is not None])
    row.taken_at = at
    saving.touch(row)
    row.save(update_fields=["taken_at"])
    taken = Taken(states.count("new"), states.count("changed"), states.count("kept"))
    after = {"edition": row.edition, "new": taken.new, "changed": taken.changed}
    saving.tell(actor, ACT, KIND, row, after=after)
    return taken


def usual(plan: Plan) -> Choices:
    """Return the choices that lose nobody's change."""
    new = {x.place for x in plan.parts if x.merged.state == "new" and x.is_usual and x.may_write}
    return Choices(new)


def _take_all(
    setting: Setting, row: Playbook, plan: Plan, choices: Choices
) -> Iterator[tuple[str, TakenPart | None]]:
    """Write the parts in the order of their kinds, for one may point at what comes before it."""
    for kind, of_kind in groupby(plan.parts, lambda part: part.kind):
        parts = list(of_kind)
        new = [x for x in parts if x.merged.state == "new" and x.place in choices.new]
        written = _add_all(setting, kind, new)
        yield from (_take(setting, row, part, choices, written) for part in parts)


def _add_all(setting: Setting, kind: Kind, parts: Sequence[PartPlan]) -> dict[Key, uuid.UUID]:
    """
    Write the new parts of a kind together, if its module can; return what each became.

    What is refused is written one by one after all: then people read which of them it was.
    """
    if kind.add_all is None or len(parts) < MANY or not all(part.may_write for part in parts):
        return {}
    try:
        with transaction.atomic():
            made = kind.add_all(setting, [part.theirs or {} for part in parts])
    except (Invalid, Conflict):
        return {}
    return dict(zip((part.place for part in parts), made, strict=True))


def _take(
    setting: Setting,
    row: Playbook,
    part: PartPlan,
    choices: Choices,
    written: Mapping[Key, uuid.UUID],
) -> tuple[str, TakenPart | None]:
    """Write one part as it was chosen; return what was done, and how it came."""
    if part.theirs is None:
        return "gone", None
    if part.merged.state == "new":
        if part.place in choices.new:
            became = written.get(part.place) or _write(setting, part, part.theirs)
            return "new", _taken(setting, row, part, became, PartState.TAKEN)
        # Whose role may not write it leaves it to somebody who may.
        left = _taken(setting, row, part, None, PartState.LEFT_OUT) if part.may_write else None
        return "left out", left
    content = settle(part.merged, choices.sides.get(part.place))
    own = part.item.content if part.item else {}
    is_other = any(own.get(name) != value for name, value in content.items())
    if part.item is None or (is_other and not part.may_write):
        return "left out", None
    object_id = _write(setting, part, {**own, **content}) if is_other else part.item.object_id
    state = PartState.TAKEN if content == dict(part.theirs) else PartState.KEPT_OWN
    return "changed" if is_other else "kept", _taken(setting, row, part, object_id, state)


def _write(setting: Setting, part: PartPlan, content: Mapping[str, object]) -> uuid.UUID:
    """Write a part by the service of its own module; what that refuses is told with its name."""
    if not part.may_write:
        raise NotAllowed
    named = f"{part.kind.label}, {part.title}"
    try:
        return part.kind.save(setting, part.item, content)
    except Invalid as refusal:
        faults = refusal.faults or (Fault("", str(refusal)),)
        # Only what is asked here has a field here, and says itself what it is about.
        told = [x if x.field == ASKED else Fault("", f"{named}: {x.message}") for x in faults]
        raise Invalid(faults=told) from refusal
    except Conflict as refusal:
        raise Invalid(faults=[Fault("", f"{named}: {refusal}")]) from refusal


def _taken(
    setting: Setting, row: Playbook, part: PartPlan, object_id: uuid.UUID | None, state: PartState
) -> TakenPart:
    """Return how a part came: the base against which the next edition sees own changes."""
    return TakenPart(
        municipality_id=row.municipality_id,
        playbook=row,
        kind=part.kind.code,
        key=part.key,
        base=part.theirs,
        object_id=object_id,
        state=state,
        at=setting.at,
    )


def _remember(parts: list[TakenPart]) -> None:
    """Keep how parts came; the same edition again puts its own words in their place."""
    TakenPart.objects.bulk_create(
        parts,
        update_conflicts=True,
        unique_fields=["municipality", "playbook", "kind", "key"],
        update_fields=["base", "object_id", "state", "at"],
        batch_size=500,
    )
