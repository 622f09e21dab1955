"""Points that were not reached go along to the next meeting of the body: all of them, each once."""

from __future__ import annotations

from django.db.models import F, Max

from bundel.steering.models import AgendaItem, Body, ItemState, Meeting, MeetingState

AHEAD = (MeetingState.PLANNED, MeetingState.INVITED)


def bring_along(body: Body) -> int:
    """
    Put every carried point that has no place yet on the next meeting of the body. [points]

    Without a next meeting they wait; planning one brings them along.
    """
    # One at a time for each body: two who close and plan at once carry nothing twice.
    Body.objects.select_for_update().get(pk=body.pk)
    waiting = list(
        AgendaItem.objects.filter(
            meeting__body=body, state=ItemState.CARRIED, next_times=None
        ).order_by("meeting__starts_at", "position", "pk")
    )
    target = (
        Meeting.objects.filter(body=body, state__in=AHEAD).order_by("starts_at", "pk").first()
        if waiting
        else None
    )
    if target is None:
        return 0
    new = [row for row in waiting if not _linked(target, row)]
    # What was waiting stands first; the others keep the order that people gave them.
    target.items.update(position=F("position") + len(new))
    for place, row in enumerate(new):
        _copy(target, row, place)
    return len(waiting)


def last_position(meeting: Meeting) -> int:
    """Return the place of the last point of a meeting; -1 if there is none."""
    last = meeting.items.aggregate(last=Max("position"))["last"]
    return -1 if last is None else int(last)


def _linked(target: Meeting, row: AgendaItem) -> bool:
    """Let a point that stands there already from the same source be what follows; tell whether."""
    if not row.source:
        return False
    same = target.items.filter(source=row.source, source_key=row.source_key).first()
    if same is None or same.carried_from_id is not None:
        return False
    same.carried_from = row
    if same.state == ItemState.DROPPED:
        same.state = ItemState.OPEN
    same.version += 1
    same.save(update_fields=["carried_from", "state", "version"])
    return True


def _copy(target: Meeting, row: AgendaItem, place: int) -> None:
    taken = row.source and target.items.filter(source=row.source, source_key=row.source_key)
    AgendaItem.objects.create(
        municipality_id=row.municipality_id,
        meeting=target,
        position=place,
        title=row.title,
        aim=row.aim,
        matter=row.matter,
        minutes=row.minutes,
        presenter_id=row.presenter_id,
        explanation=row.explanation,
        source="" if taken and taken.exists() else row.source,
        source_id=row.source_id,
        source_key=row.source_key,
        facts=row.facts,
        carried_from=row,
    )
