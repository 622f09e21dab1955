"""Two rows that may be one: say which, make them one, and undo that."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.errors import Conflict, Fault, Invalid, NotFound
from bundel.network import search
from bundel.network.mergeable import FIELDS, MODELS
from bundel.network.models import (
    Contact,
    Kind,
    Location,
    Merge,
    Organisation,
    Pair,
    Service,
    Verdict,
)
from bundel.network.services import changing, moving_over
from bundel.network.services.history import Kept
from bundel.network.states import state_of

MANAGE = "network.manage"


class AlreadyOne(Conflict):
    """One of both was merged before."""

    sentence = "Een van beide is al samengevoegd. Vernieuw de lijst."


class NotOfOne(Conflict):
    """What belongs to two partners is not one."""

    sentence = "Deze twee horen bij verschillende partners. Voeg eerst de partners samen."


class LaterFirst(Conflict):
    """What stayed was merged itself, or is gone."""

    sentence = "Draai eerst de latere samenvoeging terug."


@transaction.atomic
def decide(
    *,
    actor: Actor,
    kind: str,
    one_id: uuid.UUID,
    other_id: uuid.UUID,
    verdict: str,
    at: datetime,
) -> None:
    """
    Say whether two rows are one; what is different is not shown again.

    Raises:
        NotFound: if one of them is not there.
        Invalid: if there is no such verdict.
    """
    permissions.require(actor, MANAGE)
    left, right = sorted((_find(actor, kind, one_id), _find(actor, kind, other_id)), key=_key)
    if verdict not in Verdict.values:
        raise Invalid(faults=[Fault("verdict", _("Kies uit de lijst."))])
    Pair.objects.update_or_create(
        municipality_id=actor.municipality_id,
        kind=kind,
        left_id=left.pk,
        right_id=right.pk,
        defaults={"verdict": verdict, "decided_at": at, "decided_by": actor.name},
    )
    said = {"with": str(right), "verdict": str(Verdict(verdict).label)}
    saving.tell(actor, "network.decide_pair", changing.TRAIL[Kind(kind)], left, after=said)


@transaction.atomic
def merge(
    *,
    actor: Actor,
    kind: str,
    kept_id: uuid.UUID,
    gone_id: uuid.UUID,
    from_gone: Collection[str],
    at: datetime,
) -> uuid.UUID:
    """
    Make one of two: what hangs on the one that goes moves; return what undoes it.

    Args:
        from_gone: The fields of which the value of the one that goes stays.

    Raises:
        NotFound: if one of them is not there.
        AlreadyOne: if one of them was merged before.
        NotOfOne: if they belong to two partners.
    """
    permissions.require(actor, MANAGE)
    if kept_id == gone_id:
        raise AlreadyOne
    kept, gone = _both(actor, kind, kept_id, gone_id)
    before, gone_before = state_of(kept), state_of(gone)
    plan = _move(kept, gone, kind, from_gone, at)
    row = Merge.objects.create(
        municipality_id=actor.municipality_id,
        version=1,
        kind=kind,
        kept_id=kept_id,
        gone_id=gone_id,
        moved=plan,
        at=at,
        by_name=actor.name,
    )
    _tell(actor, "network.merge", kept, before, at, str(gone))
    if not isinstance(gone, Location):
        changing.changed(actor=actor, row=gone, act="network.merge", before=gone_before, at=at)
    search.follow(kept)
    return row.pk


@transaction.atomic
def undo(*, actor: Actor, merge_id: uuid.UUID, at: datetime) -> Merge:
    """
    Make two of one again: what moved goes back, as far as it is still there.

    Raises:
        NotFound: if there is no such merging, or it was undone.
        LaterFirst: if what stayed was merged itself since.
    """
    permissions.require(actor, MANAGE)
    row = saving.find(Merge, actor, merge_id)
    if row.undone_at is not None:
        raise NotFound
    model = MODELS[row.kind]
    kept = model._default_manager.select_for_update().filter(pk=row.kept_id).first()
    if kept is None or _is_gone(kept):
        raise LaterFirst
    plan, before = row.moved, state_of(kept)
    if "whole" in plan:
        moving_over.put_back(plan["whole"], plan["hours"])
    gone = model._default_manager.select_for_update().get(pk=row.gone_id)
    gone_before = state_of(gone)
    _give_back(kept, plan["fields"])
    moving_over.set_values(gone, plan["gone"])
    gone.save()
    moving_over.move_back(plan["rows"], row.gone_id, row.kept_id)
    Contact.objects.filter(pk__in=plan.get("firsts", ())).update(is_first=True)
    row.undone_at = at
    row.version += 1
    row.save()
    _tell(actor, "network.undo_merge", kept, before, at, str(gone))
    changing.changed(actor=actor, row=gone, act="network.undo_merge", before=gone_before, at=at)
    search.follow(kept, gone)
    return row


def kept_instead(*, actor: Actor, kind: str, gone_id: uuid.UUID) -> uuid.UUID | None:
    """Return what stands now where something was before it was merged, or None. Links are kept."""
    merges = dict(
        Merge.objects.filter(
            municipality_id=actor.municipality_id, kind=kind, undone_at=None
        ).values_list("gone_id", "kept_id")
    )
    found: uuid.UUID | None = None
    while gone_id in merges:
        found = gone_id = merges.pop(gone_id)
    return found


def _both(actor: Actor, kind: str, kept_id: uuid.UUID, gone_id: uuid.UUID) -> tuple[Kept, Kept]:
    """Return both rows, locked in one order so that two people do not wait for each other."""
    first, second = (_find(actor, kind, pk) for pk in sorted((kept_id, gone_id)))
    kept, gone = (first, second) if first.pk == kept_id else (second, first)
    if _is_gone(kept) or _is_gone(gone):
        raise AlreadyOne
    if not isinstance(kept, Organisation) and kept.organisation_id != _owner(gone):
        raise NotOfOne
    return kept, gone


def _owner(row: Kept) -> uuid.UUID:
    return row.pk if isinstance(row, Organisation) else row.organisation_id


def _find(actor: Actor, kind: str, pk: uuid.UUID) -> Kept:
    if kind not in MODELS:
        raise NotFound
    found: Kept = saving.find(MODELS[kind], actor, pk)
    return found


def _key(row: Kept) -> uuid.UUID:
    return row.pk


def _is_gone(row: Kept) -> bool:
    """Tell whether a row went up in another."""
    if isinstance(row, Organisation | Service):
        return row.merged_into_id is not None
    return Merge.objects.filter(gone_id=row.pk, undone_at=None).exists()


def _move(
    kept: Kept, gone: Kept, kind: str, from_gone: Collection[str], at: datetime
) -> dict[str, Any]:
    """Move what hangs on the row that goes, and put that away; return what undoes it."""
    plan: dict[str, Any] = {}
    if isinstance(kept, Organisation) and isinstance(gone, Organisation):
        plan["firsts"] = moving_over.step_down(gone, kept)
    if isinstance(gone, Location):
        plan["hours"] = moving_over.move_hours(gone.pk, kept.pk)
    plan["rows"] = moving_over.move_over(gone, kept)
    plan["fields"] = _take(kept, gone, kind, from_gone)
    plan["gone"] = _put_away(gone, kept, at)
    if isinstance(gone, Location):
        plan["whole"] = moving_over.take_out(gone)
    return plan


def _take(
    kept: Kept, gone: Kept, kind: str, from_gone: Collection[str]
) -> dict[str, tuple[Any, Any]]:
    """Take over values of the row that goes; return what each was and became, in plain values."""
    taken: dict[str, tuple[Any, Any]] = {}
    for name in FIELDS[kind]:
        was, becomes = getattr(kept, name), getattr(gone, name)
        if name in from_gone and was != becomes:
            taken[name] = (saving.plain(was), saving.plain(becomes))
            setattr(kept, name, becomes)
    kept.save()
    return taken


def _give_back(kept: Kept, taken: Mapping[str, tuple[Any, Any]]) -> None:
    """Give a row its own values again, where nobody chose others since."""
    still = {
        name: was
        for name, (was, became) in taken.items()
        if saving.plain(getattr(kept, name)) == became
    }
    moving_over.set_values(kept, still)
    kept.save()


def _put_away(gone: Kept, kept: Kept, at: datetime) -> dict[str, Any]:
    """Let a row no longer be found; return what of it was otherwise."""
    if isinstance(gone, Location):
        return {}
    names: tuple[str, ...] = ("merged_into_id",)
    if isinstance(gone, Contact):
        names = ("left_date", "is_first", "successor_id")
    before = {name: saving.plain(getattr(gone, name)) for name in names}
    if isinstance(gone, Contact):
        gone.left_date = gone.left_date or timezone.localdate(at)
        gone.is_first, gone.successor_id = False, kept.pk
    else:
        gone.merged_into_id = kept.pk
    gone.save()
    return before


def _tell(
    actor: Actor, act: str, kept: Kept, before: Mapping[str, Any], at: datetime, gone: str
) -> None:
    """Tell the trail what one row became, also where none of its own fields changed."""
    if not changing.changed(actor=actor, row=kept, act=act, before=before, at=at, ground=gone):
        saving.tell(
            actor, act, changing.TRAIL[Kind(_kind(kept))], kept, after={"with": gone}, ground=gone
        )


def _kind(row: Kept) -> str:
    return next(kind for kind, model in MODELS.items() if isinstance(row, model))
