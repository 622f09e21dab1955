"""What a playbook would do here, in words: what is new, better, in conflict, and stays."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.core.differences import Piece, differences
from bundel.core.merging import MergedField
from bundel.playbook.comparing import PartPlan, Plan, compare
from bundel.playbook.kinds import KINDS
from bundel.playbook.saying import said
from bundel.playbook.selectors.playbooks import found
from bundel.programme.models import Department


@dataclass(frozen=True, slots=True)
class FieldText:
    """
    One field in its texts.

    Args:
        base: As it came before; None if nobody knows.
        own: What was changed here since then, word by word.
        theirs: What comes now, word by word against how it came; else against what stands here.
    """

    name: str
    label: str
    base: str | None
    own: tuple[Piece, ...]
    theirs: tuple[Piece, ...]
    state: str


@dataclass(frozen=True, slots=True)
class PartText:
    """One part with the fields that somebody changed."""

    number: int
    kind: str
    title: str
    state: str
    fields: tuple[FieldText, ...]
    may_write: bool


@dataclass(frozen=True, slots=True)
class NewParts:
    """Parts of a kind that are not here: each by its key, name and whether it is usually taken."""

    code: str
    label: str
    explain: str
    parts: tuple[tuple[str, str, bool], ...]
    may_write: bool


@dataclass(frozen=True, slots=True)
class PlanPage:
    """What somebody decides on."""

    plan: Plan
    new: tuple[NewParts, ...]
    both: tuple[PartText, ...]
    theirs: tuple[PartText, ...]
    own: tuple[PartText, ...]
    gone: tuple[PartText, ...]
    same_count: int

    @property
    def new_count(self) -> int:
        """How many parts are not here."""
        return sum(len(kind.parts) for kind in self.new)

    @property
    def asks(self) -> bool:
        """Tell whether there is anything to choose."""
        return bool(self.new or self.both or self.theirs)


def plan_page(*, actor: Actor, playbook_id: uuid.UUID) -> PlanPage:
    """
    Return what a playbook would do here.

    Raises:
        NotFound: if it is not there.
    """
    permissions.require(actor, "playbook.take")
    plan = compare(actor, found(actor, playbook_id))
    by_state: dict[str, list[PartText]] = {}
    for number, part in enumerate(plan.parts):
        by_state.setdefault(part.merged.state, []).append(_text(number, part))
    return PlanPage(
        plan,
        tuple(_new(plan)),
        tuple(by_state.get("both", ())),
        tuple(by_state.get("theirs", ())),
        tuple(by_state.get("own", ())),
        tuple(by_state.get("gone_there", ())),
        len(by_state.get("same", ())),
    )


def departments(*, actor: Actor) -> list[Department]:
    """Return the departments to which new initiatives may belong, by name."""
    return list(Department.objects.filter(municipality_id=actor.municipality_id))


def _new(plan: Plan) -> Iterator[NewParts]:
    for kind in KINDS:
        parts = [one for one in plan.parts if one.kind == kind and one.merged.state == "new"]
        if parts:
            yield NewParts(
                kind.code,
                str(kind.label),
                str(kind.explain),
                tuple((one.key, one.title, one.is_usual) for one in parts),
                parts[0].may_write,
            )


def _text(number: int, part: PartPlan) -> PartText:
    fields = tuple(_field(part, one) for one in part.merged.fields if one.state != "same")
    state = part.merged.state
    return PartText(number, str(part.kind.label), part.title, state, fields, part.may_write)


def _field(part: PartPlan, one: MergedField) -> FieldText:
    shown = part.kind.fields[one.name]

    def words(value: Any) -> str:
        return said(shown, value)

    base = None if one.base is None else words(one.base)
    own, theirs = words(one.own), words(one.theirs)
    before = own if base is None else base
    mine = differences(before, own)
    return FieldText(one.name, str(shown.label), base, mine, differences(before, theirs), one.state)
