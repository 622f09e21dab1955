"""What stands in the list of a meeting, as plain values; and what a correction changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bundel.steering.models import Action, AgendaItem, Decision, ItemState, Meeting
from bundel.steering.rhythms import HOME

Content = Mapping[str, Any]


def content_of(meeting: Meeting) -> dict[str, Any]:
    """Return all that a meeting brought: who was there, what was said, decided and promised."""
    starts = meeting.starts_at.astimezone(HOME)
    guests = list(meeting.attendances.order_by("name", "pk"))
    # Where nobody ticked anybody, the list says nothing of who was there.
    was_kept = any(guest.attended is not None for guest in guests)
    decisions = list(
        meeting.decisions.filter(state__in=["decided", "succeeded"]).order_by("number")
    )
    actions = list(
        meeting.actions.select_related("owner", "organisation").order_by("due_date", "number")
    )
    return {
        "body": meeting.body.name,
        "date": starts.date().isoformat(),
        "when": date_format(starts, "l j F Y, H:i"),
        "place": meeting.place,
        "present": [guest.name for guest in guests if guest.attended],
        "absent": [guest.name for guest in guests if was_kept and not guest.attended],
        "points": [_point(row) for row in meeting.items.exclude(state=ItemState.DROPPED)],
        "decisions": [_decision(row) for row in decisions],
        "actions": [_action(row) for row in actions],
    }


def changes(before: Content, after: Content) -> list[str]:
    """Return what a next version says otherwise, a sentence each."""
    return [
        *_people(before, after),
        *_notes(before["points"], after["points"]),
        *_more(_("Besluit"), before["decisions"], after["decisions"], "question"),
        *_more(_("Actie"), before["actions"], after["actions"], "text"),
        *_other_actions(before["actions"], after["actions"]),
    ]


def _people(before: Content, after: Content) -> list[str]:
    came = [name for name in after["present"] if name not in before["present"]]
    was_not = [name for name in before["present"] if name not in after["present"]]
    return [
        *(_("%(name)s was er wel.") % {"name": name} for name in came),
        *(_("%(name)s was er niet.") % {"name": name} for name in was_not),
    ]


def _notes(before: Iterable[Content], after: Iterable[Content]) -> list[str]:
    were = {point["id"]: point["notes"] for point in before}
    return [
        _("Aantekeningen bij %(point)s: %(notes)s")
        % {"point": point["title"], "notes": point["notes"] or _("geen")}
        for point in after
        if point["notes"] != were.get(point["id"], "")
    ]


def _more(what: str, before: Iterable[Content], after: Iterable[Content], name: str) -> list[str]:
    known = {one["number"] for one in before}
    words = _("%(what)s %(number)s erbij: %(text)s")
    return [
        words % {"what": what, "number": one["number"], "text": one[name]}
        for one in after
        if one["number"] not in known
    ]


def _other_actions(before: Iterable[Content], after: Iterable[Content]) -> list[str]:
    were = {one["number"]: one for one in before}
    words = _("Actie %(number)s is nu: %(text)s (%(who)s, %(due)s)")
    names = ("text", "who", "due")
    return [
        words % {name: one[name] for name in ("number", *names)}
        for one in after
        if (old := were.get(one["number"])) and any(old[name] != one[name] for name in names)
    ]


def _point(row: AgendaItem) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "title": row.title,
        "state": row.state,
        "state_label": str(row.get_state_display()),
        "notes": row.notes,
    }


def _decision(row: Decision) -> dict[str, Any]:
    return {
        "number": row.number,
        "question": row.question,
        "outcome": row.outcome,
        "grounds": row.grounds,
        "dissent": row.dissent,
        "kind": row.kind,
        "kind_label": str(row.get_kind_display()),
        "review": f"{row.review_date:%d-%m-%Y}" if row.review_date else "",
        "point": str(row.item_id or ""),
    }


def _action(row: Action) -> dict[str, Any]:
    return {
        "number": row.number,
        "text": row.text,
        "who": str(row.owner or row.organisation),
        "owner": str(row.owner_id or row.organisation_id),
        "due": f"{row.due_date:%d-%m-%Y}",
        "point": str(row.item_id or ""),
    }
