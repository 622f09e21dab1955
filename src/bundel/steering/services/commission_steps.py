"""The steps of a commission: each signed by one side, kept for good, and told to the other."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.core import commissions as process
from bundel.core.commissions import Course, Side, Text
from bundel.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from bundel.programme.services.sides import name_sides
from bundel.steering import rights
from bundel.steering.models import (
    Commission,
    CommissionStep,
    CommissionVersion,
    VersionState,
)
from bundel.steering.services import commission_mails, commission_texts, door
from bundel.steering.services import commission_sides as sides

KIND = "commission"
# The smallest time between two steps, so that their order can be read back.
TICK = timedelta(microseconds=1)


class NotNow(Conflict):
    """The commission stands where this step cannot follow."""

    sentence = gettext_lazy("Dit kan nu niet met deze opdracht. Bekijk hoe zij er nu voor staat.")


class ForOtherSide(NotAllowed):
    """The step is for the other side, or for none."""

    sentence = gettext_lazy("Deze stap is aan de andere kant. U kunt hier niet voor tekenen.")


@transaction.atomic
def sign(
    *, actor: Actor, commission_id: UUID, version: int, act: str, at: datetime, note: str = ""
) -> None:
    """
    Take a step of the table for one's own side, and let the other side know.

    Args:
        act: A word of `core.commissions.RULES`, but not that for proposing a change.
        note: Why, or what was delivered; some steps need it.

    Raises:
        NotNow: if the step cannot follow on where the commission stands.
        ForOtherSide: if it is for the other side.
        Stale: if somebody took a step first.
        Invalid: if the reason is missing, or the text is not ready to offer.
    """
    if act not in process.RULES or act == "change_proposed":
        raise NotFound
    row = find(actor, commission_id)
    side = signing(actor, row)
    saving.same_version(row, version, {})
    door.check({"note": note}, may_name_case=True)
    if process.RULES[act].reason and not note.strip():
        raise Invalid(faults=[Fault("note", _("Schrijf in een paar woorden waarom."))])
    course = next_course(row, act, side)
    text = commission_texts.open_version(row)
    if act == "offered" and text is not None:
        commission_texts.ready(text)
        sides.check_sides(actor, row)
    if text is not None and process.RULES[act].text is not None:
        settle(text, course.texts[-1], at)
    move(actor, row, act, side, course, at, note=note, text=text)
    if course.texts[-1] is Text.AGREED and act in {"accepted", "change_agreed"}:
        tell_initiative(actor, row)


def find(actor: Actor, commission_id: UUID) -> Commission:
    """
    Return a commission that the actor may see, held until the act is done.

    Raises:
        NotFound: if there is none, or the actor may not know of it.
    """
    permissions.require(actor, rights.VIEW)
    if not rights.commissions_of(actor).filter(pk=commission_id).exists():
        raise NotFound
    return saving.find(Commission, actor, commission_id)


def signing(actor: Actor, row: Commission) -> Side:
    """
    Return the side for which the actor signs.

    Raises:
        ForOtherSide: if the actor is neither.
    """
    side = sides.side_of(actor, row)
    if side is None or side is Side.COORDINATOR or not permissions.can(actor, sides.SIGN, row):
        raise ForOtherSide
    return side


def course_of(row: Commission) -> Course:
    """Return where a commission stands, as the table knows it."""
    texts = row.versions.order_by("round").values_list("state", flat=True)
    return Course(row.state, _asker(row), tuple(map(Text, texts)))


def next_course(row: Commission, act: str, side: Side) -> Course:
    """
    Return where a commission stands after a step.

    Raises:
        NotNow, ForOtherSide: if the table has no such step from here, or not for this side.
    """
    try:
        return process.after(course_of(row), act, side)
    except process.WrongStep:
        raise NotNow from None
    except process.WrongSide:
        raise ForOtherSide from None


def move(
    actor: Actor,
    row: Commission,
    act: str,
    side: Side,
    course: Course,
    at: datetime,
    *,
    note: str = "",
    text: CommissionVersion | None = None,
) -> CommissionStep:
    """Bring a commission where a step leads, keep the step, write the trail and mail."""
    before = {"state": row.state}
    row.state = course.state
    row.ended_at = at if course.state in process.ENDED else None
    row.version += 1
    saving.judge(row)
    row.save()
    step = keep(actor, row, act, side, at, note=note, text=text)
    saving.tell(
        actor, f"steering.commission_{act}", KIND, row, before, {"state": row.state}, ground=note
    )
    if row.steps.filter(act="offered").exists():
        commission_mails.tell_other_side(commission=row, step=step, at=at)
    return step


def keep(
    actor: Actor,
    row: Commission,
    act: str,
    side: Side,
    at: datetime,
    *,
    note: str = "",
    text: CommissionVersion | None = None,
    was: str = "",
    becomes: str = "",
) -> CommissionStep:
    """Write down a step that was taken, and who came in whose place if somebody did."""
    last = row.steps.order_by("-at").values_list("at", flat=True).first()
    return CommissionStep.objects.create(
        municipality_id=row.municipality_id,
        commission=row,
        commission_version=text,
        act=act,
        at=max(at, last + TICK) if last else at,
        by_id=actor.user_id,
        by_name=actor.name,
        side=side,
        state_after=row.state,
        note=note.strip(),
        was_name=was,
        is_name=becomes,
    )


def _asker(row: Commission) -> Side | None:
    """Return the side that waits for an answer: who took the last step, where one is due."""
    if row.state not in process.PENDING and row.state != process.OFFERED:
        return None
    return process.last_asked(row.steps.order_by("at").values_list("act", "side"))


def settle(text: CommissionVersion, state: Text, at: datetime) -> None:
    """Let a text become what a step makes of it."""
    text.state = VersionState(state.value)
    text.agreed_at = at if state is Text.AGREED else None
    text.version += 1
    text.save(update_fields=["state", "agreed_at", "version"])


def tell_initiative(actor: Actor, row: Commission) -> None:
    """Let the initiative name both sides, so that every other page says the same."""
    if row.initiative_id is None:
        return
    name_sides(
        actor=actor,
        initiative_id=row.initiative_id,
        commissioner=str(row.commissioner),
        contractor=sides.contractor_name(row),
    )
