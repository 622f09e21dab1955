"""Pictures of an outcome in the reader's words."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.core.quarters import NotAQuarter, Quarter, parse_quarter, quarter_of
from bundel.programme.outcome.frontier import Option
from bundel.programme.outcome.reading import Planned
from bundel.programme.outcome.whole import Outcome
from bundel.programme.pictures import frontier, roadmap
from bundel.programme.templatetags.plan_format import rounded
from bundel.ui.templatetags.ui_format import euros, quarter, share

TONES = {"committed": "ink", "certain": "good", "likely": "ink", "unknown": "muted"}


def sureness_words(planned: Planned) -> str:
    """Return how sure a choice is, in words that a reader knows."""
    words = {
        "committed": _("Loopt al"),
        "certain": _("Zeker"),
        "likely": _("Vrij zeker"),
        "shaky": _("Wankel"),
        "uncertain": _("Onzeker"),
    }
    return words.get(planned.sureness, "")


def sureness_note(planned: Planned) -> str:
    """Return the word with the share of the samples."""
    word = sureness_words(planned)
    if planned.is_committed or planned.stability_share is None:
        return word
    return f"{word}, {share(planned.stability_share)}"


def roadmap_title(outcome: Outcome) -> str:
    """Return what the line of time answers."""
    fresh = [row for row in outcome.planned if not row.is_committed]
    if not fresh:
        return _("Er start niets nieuws")
    at_once = sum(row.start == 0 for row in fresh)
    starts = sorted(fresh, key=lambda row: row.start)
    first, last = (quarter(starts[end].first_quarter) for end in (0, -1))
    if not at_once:
        words = _("De eerste start is in het %(first)s, de laatste in het %(last)s")
        return words % {"first": first, "last": last}
    words = ngettext(
        "%(count)s initiatief start meteen, de laatste start is in het %(last)s",
        "%(count)s initiatieven starten meteen, de laatste start is in het %(last)s",
        at_once,
    )
    return words % {"count": at_once, "last": last}


def roadmap_svg(
    outcome: Outcome,
    today: date,
    assumptions: Collection[str],
    *,
    layout: roadmap.Layout = roadmap.WIDE,
    interactive: bool = True,
) -> SafeString:
    """Return the line of time."""
    road = roadmap.Roadmap(
        title=roadmap_title(outcome),
        quarters=outcome.quarters,
        bars=tuple(_bar(row, row.code in assumptions) for row in outcome.planned),
        today=_place(today, outcome.quarters),
        today_word=_("vandaag"),
        start_word=_("opstarten"),
        run_word=_("uitvoeren"),
        assumption_word=_("aannames"),
    )
    drawn = roadmap.roadmap(road, layout=layout, interactive=interactive)
    return mark_safe(drawn)  # noqa: S308 - escaped there


def _bar(row: Planned, is_assumption: bool) -> roadmap.Bar:
    return roadmap.Bar(
        name=row.name,
        under=f"{row.code} · {row.level_name}",
        note=sureness_note(row),
        note_tone=TONES.get(row.sureness, "wait"),
        start=row.start,
        duration=row.duration,
        start_up=row.start_up,
        is_assumption=is_assumption,
        said=tuple(_said(row, is_assumption)),
    )


def _said(row: Planned, is_assumption: bool) -> list[str]:
    """Return what hover and focus tell of a row."""
    words = {"first": quarter(row.first_quarter), "last": quarter(row.last_quarter)}
    lines = [
        row.name,
        _("Niveau %(level)s") % {"level": row.level_name.lower()},
        _("Van %(first)s tot en met %(last)s") % words,
    ]
    if row.start_up:
        start_up = ngettext(
            "Opstarten duurt %(count)s kwartaal",
            "Opstarten duurt %(count)s kwartalen",
            row.start_up,
        )
        lines.append(start_up % {"count": row.start_up})
    if note := sureness_note(row):
        lines.append(note)
    if is_assumption:
        lines.append(_("De cijfers zijn aannames (graad D)"))
    return lines


def _place(today: date, quarters: tuple[str, ...]) -> float | None:
    """Return where today lies, in quarters since the first; None outside the plan."""
    try:
        first = parse_quarter(quarters[0])
    except NotAQuarter:
        return None
    now = quarter_of(today)
    index = now.minus(first)
    if not 0 <= index < len(quarters):
        return None
    return index + (today - now.first_date()).days / _days(now)


def _days(of: Quarter) -> int:
    return (of.last_date() - of.first_date()).days + 1


def frontier_title(outcome: Outcome) -> str:
    """Return what the line of now against later answers."""
    if len(outcome.options) < 2:
        return _("Nu en later botsen hier niet: er is één beste plan")
    most_now, most_later = outcome.options[0], outcome.options[-1]
    return _("%(now)s meer nu kost %(later)s later") % {
        "now": euros(rounded(most_now.now - most_later.now)),
        "later": euros(rounded(most_later.later - most_now.later)),
    }


def frontier_svg(outcome: Outcome, address: str) -> SafeString:
    """
    Return now against later.

    Args:
        address: Of the page of the run; without it the points are no links.
    """
    front = frontier.Frontier(
        title=frontier_title(outcome),
        points=tuple(_point(option, outcome, address) for option in outcome.options),
        now_word=_("Nu: verlichting binnen een jaar"),
        later_word=_("Later: blijvend effect"),
        written=euros,
    )
    return mark_safe(frontier.frontier(front))  # noqa: S308 - escaped there


def _point(option: Option, outcome: Outcome, address: str) -> frontier.Point:
    words = {
        "number": option.number,
        "now": euros(rounded(option.now)),
        "later": euros(rounded(option.later)),
    }
    return frontier.Point(
        number=option.number,
        now=option.now,
        later=option.later,
        said=_("Keuze %(number)s: nu %(now)s, later %(later)s") % words,
        is_chosen=is_looked_at(option, outcome),
        href=f"{address}?keuze={option.number}#keuzes" if address else "",
    )


def is_looked_at(option: Option, outcome: Outcome) -> bool:
    """Tell whether this is the plan on the page."""
    return option == outcome.picked if outcome.picked else option.is_the_plan
