"""What the monthly mail of the network tells of signals: answers to one's own, patterns nearby."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.network.selectors.digest import Asked, Subject, offer
from bundel.signals.models import Pattern, PatternState, Result, Signal

ANSWERS, PATTERNS = "answers", "patterns"


def offer_subjects() -> None:
    """Let the monthly mail tell of signals; each subject has a switch of its own."""
    offer(Subject(ANSWERS, gettext_lazy("antwoorden op uw signalen"), answers))
    offer(Subject(PATTERNS, gettext_lazy("patronen in uw gebied"), patterns))


def answers(asked: Asked) -> Sequence[str]:
    """Return what was answered since the mail before, by number; no word of any signal."""
    rows = Signal.objects.filter(
        municipality_id=asked.actor.municipality_id,
        organisation_id=asked.organisation_id,
        answered_at__gte=asked.since,
        answered_at__lte=asked.now,
    )
    return [
        _("Signaal %(number)s (%(theme)s, %(where)s): %(result)s.")
        % {
            "number": row.number,
            "theme": row.theme.label,
            "where": row.area.name if row.area else _("heel de gemeente"),
            "result": Result(row.result).label,
        }
        for row in rows.select_related("theme", "area").order_by("-answered_at", "number")
    ]


def patterns(asked: Asked) -> Sequence[str]:
    """Return the patterns that were found since the mail before, in the areas of the partner."""
    rows = (
        Pattern.objects.filter(
            municipality_id=asked.actor.municipality_id,
            found_at__gte=asked.since,
            found_at__lte=asked.now,
        )
        .exclude(state=PatternState.DISMISSED)
        .select_related("theme")
        .prefetch_related("places__area")
        .order_by("p_value", "number")
    )
    return [
        _("Patroon %(number)s: %(theme)s in %(where)s.")
        % {"number": row.number, "theme": row.theme.label, "where": _where(row)}
        for row in rows
        if asked.reach.meets(place.area_id for place in row.places.all())
    ]


def _where(row: Pattern) -> str:
    names = sorted(place.area.name for place in row.places.all())
    return ", ".join(names) or _("heel de gemeente")
