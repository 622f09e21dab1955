"""One commission whole: what holds, what is proposed beside it, who has which part, who signed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.core import commissions as process
from bundel.core.commissions import Side
from bundel.core.differences import Piece, differences
from bundel.errors import NotFound
from bundel.steering import rights
from bundel.steering.models import (
    Commission,
    CommissionState,
    CommissionStep,
    CommissionVersion,
    VersionState,
)
from bundel.steering.selectors.commissions import (
    CommissionLine,
    course_of,
    holds,
    line_of,
    with_parts,
)
from bundel.steering.services import commission_sides as sides
from bundel.steering.services.commission_hand_over import ACT as HAND_OVER
from bundel.steering.services.commission_texts import WORDS
from bundel.steering.services.commissions import may_draft

OPEN = (VersionState.DRAFT, VersionState.PROPOSED)


@dataclass(frozen=True, slots=True)
class Amount:
    """Hours of a team, or euros of a fund."""

    id: uuid.UUID
    name: str
    amount: float


@dataclass(frozen=True, slots=True)
class TextView:
    """A version, as people read it."""

    id: uuid.UUID
    round: int
    state: str
    state_label: str
    # Of each field its name, how people call it, and what it says.
    words: tuple[tuple[str, str, str], ...]
    from_date: date | None
    until_date: date | None
    hours: tuple[Amount, ...]
    money: tuple[Amount, ...]
    why: str
    made_by: str
    made_at: datetime
    agreed_at: datetime | None

    @property
    def written(self) -> tuple[tuple[str, str, str], ...]:
        """The fields that say something."""
        return tuple(one for one in self.words if one[2])

    @property
    def total_hours(self) -> float:
        """All hours together. [hours]"""
        return sum(one.amount for one in self.hours)

    @property
    def total_eur(self) -> float:
        """All money together. [EUR]"""
        return sum(one.amount for one in self.money)


@dataclass(frozen=True, slots=True)
class Changed:
    """A field in two versions, word by word."""

    label: str
    before: str
    after: str
    pieces: tuple[Piece, ...]

    @property
    def is_same(self) -> bool:
        """Whether both say the same."""
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class RoleLine:
    """Who has a part in it besides both sides."""

    rasci: str
    label: str
    name: str
    what: str
    user_id: uuid.UUID | None
    organisation_id: uuid.UUID | None
    department_id: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step that was taken."""

    act: str
    label: str
    at: datetime
    by: str
    side_label: str
    note: str
    round: int | None
    # Who it was and who it is, where somebody else came on a side.
    was_name: str
    is_name: str


@dataclass(frozen=True, slots=True)
class CommissionCard:
    """All that is known of a commission, and what the reader may do with it."""

    line: CommissionLine
    holds: TextView | None
    # What lies open beside what was agreed, and how the two differ.
    proposed: TextView | None
    changes: tuple[Changed, ...]
    versions: tuple[TextView, ...]
    roles: tuple[RoleLine, ...]
    steps: tuple[StepLine, ...]
    # Who signed what holds, in the order in which they did.
    signatures: tuple[StepLine, ...]
    open_acts: tuple[str, ...]
    side: str
    may_draft: bool
    may_edit: bool
    may_set_roles: bool
    may_hand_over: bool
    # Each side for which nobody can sign any more, with its name.
    gone: tuple[tuple[str, str], ...]
    contractor_id: uuid.UUID | None
    contractor_organisation_id: uuid.UUID | None

    @property
    def asked(self) -> StepLine | None:
        """The step that waits for an answer, with what was said."""
        signed = [one for one in self.steps if one.act in process.RULES]
        return signed[-1] if self.line.state in process.PENDING and signed else None

    @property
    def taken_over(self) -> tuple[StepLine, ...]:
        """The steps by which somebody else came on a side."""
        return tuple(one for one in self.steps if one.is_name)


def commission_card(*, actor: Actor, commission_id: uuid.UUID) -> CommissionCard:
    """
    Return one commission with all its versions. Eight queries; nine where a partner does it.

    Raises:
        NotFound: if there is none, or the actor may not know of it.
    """
    permissions.require(actor, rights.VIEW)
    found = with_parts(rights.commissions_of(actor).filter(pk=commission_id))
    row = found.prefetch_related(
        "versions__hours__pool",
        "versions__money__fund",
        "roles__user",
        "roles__organisation",
        "roles__department",
    ).first()
    if row is None:
        raise NotFound
    return _card(row, actor)


def compared(before: TextView | None, after: TextView) -> tuple[Changed, ...]:
    """Return all fields of two versions with their differences, in the order of the page."""
    old = dict(_fields(before)) if before else {}
    return tuple(
        Changed(label, old.get(label, ""), text, differences(old.get(label, ""), text))
        for label, text in _fields(after)
        if text or old.get(label)
    )


def _card(row: Commission, actor: Actor) -> CommissionCard:
    versions = tuple(_text(one) for one in row.versions.all())
    by_id = {one.id: one for one in versions}
    standing = holds(row)
    text = by_id[standing.pk] if standing else None
    proposed = next((one for one in versions if one.state in OPEN and one is not text), None)
    steps = tuple(_step(one, by_id) for one in row.steps.all())
    side = sides.side_of(actor, row)
    signs = side in (Side.COMMISSIONER, Side.CONTRACTOR) and permissions.can(actor, sides.SIGN, row)
    drafts = may_draft(actor, row)
    runs, lives = row.state not in process.ENDED, row.state in process.MAY_HAND_OVER
    return CommissionCard(
        line=line_of(row, actor),
        holds=text,
        proposed=proposed,
        changes=compared(text, proposed) if proposed else (),
        versions=versions,
        roles=tuple(sorted(_roles(row), key=lambda one: ("RSCI".index(one.rasci), one.name))),
        steps=steps,
        signatures=_signatures(row, steps, text),
        open_acts=process.open_steps(course_of(row), side) if signs and side else (),
        side=side or "",
        may_draft=drafts,
        may_edit=drafts and row.state == CommissionState.DRAFT,
        may_set_roles=runs and (drafts or signs),
        may_hand_over=lives and permissions.can(actor, HAND_OVER),
        gone=tuple(_gone(row)) if lives else (),
        contractor_id=row.contractor_id,
        contractor_organisation_id=row.contractor_organisation_id,
    )


def _gone(row: Commission) -> Iterable[tuple[str, str]]:
    for side in process.HANDED_OVER:
        if not sides.can_sign(row, side):
            yield side.value, sides.name_of(row, side)


def _text(version: CommissionVersion) -> TextView:
    labels = {name: _label(name) for name in WORDS}
    hours = (Amount(x.pool_id, x.pool.name, float(x.hours)) for x in version.hours.all())
    money = (Amount(x.fund_id, x.fund.name, float(x.eur)) for x in version.money.all())
    return TextView(
        version.pk,
        version.round,
        version.state,
        version.get_state_display(),
        tuple((name, labels[name], getattr(version, name)) for name in WORDS),
        version.from_date,
        version.until_date,
        tuple(sorted(hours, key=lambda one: one.name)),
        tuple(sorted(money, key=lambda one: one.name)),
        version.why,
        str(version.made_by),
        version.made_at,
        version.agreed_at,
    )


def _label(name: str) -> str:
    return saving.label(CommissionVersion(), name).capitalize()


def _step(step: CommissionStep, versions: dict[uuid.UUID, TextView]) -> StepLine:
    text = versions.get(step.commission_version_id) if step.commission_version_id else None
    return StepLine(
        step.act,
        step.get_act_display(),
        step.at,
        step.by_name,
        side_label(step.side),
        step.note,
        text.round if text else None,
        step.was_name,
        step.is_name,
    )


def side_label(side: str) -> str:
    """Return how people call the part in which somebody acts."""
    return {
        Side.COMMISSIONER: _("opdrachtgever"),
        Side.CONTRACTOR: _("opdrachtnemer"),
        Side.COORDINATOR: _("coördinator"),
    }[Side(side)]


def _roles(row: Commission) -> Iterable[RoleLine]:
    for one in row.roles.all():
        yield RoleLine(
            one.rasci,
            one.get_rasci_display(),
            str(one.user or one.organisation or one.department),
            one.what,
            one.user_id,
            one.organisation_id,
            one.department_id,
        )


def _signatures(
    row: Commission, steps: Sequence[StepLine], text: TextView | None
) -> tuple[StepLine, ...]:
    """Return the two steps by which the text that holds was agreed: one of each side."""
    if text is None or text.agreed_at is None:
        return ()
    signing = ("offered", "accepted", "change_proposed", "change_agreed")
    return tuple(one for one in steps if one.round == text.round and one.act in signing)[-2:]


def _fields(text: TextView) -> Iterable[tuple[str, str]]:
    """Yield each field of a version as words, so that figures and days are compared too."""
    for _name, label, words in text.words:
        yield label, words
    yield _("Begint op"), _day(text.from_date)
    yield _("Klaar op"), _day(text.until_date)
    yield _("Uren"), _amounts(text.hours, _("uur"))
    yield _("Geld"), _amounts(text.money, _("euro"))


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""


def _amounts(lines: Sequence[Amount], unit: str) -> str:
    return "\n".join(f"{one.name}: {_plain(one.amount)} {unit}" for one in lines)


def _plain(amount: float) -> str:
    return number_format(f"{Decimal(str(amount)).normalize():f}", force_grouping=True)
