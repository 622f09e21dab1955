"""The rhythm of a body: chosen in plain words, kept as a rule of RFC 5545, told in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.core import workdays
from bundel.network.calendar.rhythm import DAYS, Rhythm, dates, read_rhythm

HOME = ZoneInfo("Europe/Amsterdam")
# How often, in plain words, with what that is in a rule.
OFTEN = {
    "week": ("WEEKLY", 1, gettext_lazy("iedere week")),
    "two_weeks": ("WEEKLY", 2, gettext_lazy("om de week")),
    "month": ("MONTHLY", 1, gettext_lazy("iedere maand")),
    "quarter": ("MONTHLY", 3, gettext_lazy("ieder kwartaal")),
}
WEEKDAYS = (
    gettext_lazy("maandag"),
    gettext_lazy("dinsdag"),
    gettext_lazy("woensdag"),
    gettext_lazy("donderdag"),
    gettext_lazy("vrijdag"),
)
PLACES = {
    1: gettext_lazy("eerste"),
    2: gettext_lazy("tweede"),
    3: gettext_lazy("derde"),
    4: gettext_lazy("vierde"),
    -1: gettext_lazy("laatste"),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """
    A rhythm as people choose it.

    Args:
        often: A key of `OFTEN`.
        weekday: Monday is 0.
        place: Which of that weekday in the month; it says nothing for weeks.
    """

    often: str
    weekday: int
    place: int = 1


@dataclass(frozen=True, slots=True)
class Coming:
    """A day that the rhythm gives, and whether people work on it."""

    day: date
    is_working: bool


def rule_of(chosen: Chosen) -> str:
    """Return the rule of RFC 5545 for what was chosen."""
    freq, interval, _words = OFTEN[chosen.often]
    place = "" if freq == "WEEKLY" else str(chosen.place)
    return f"FREQ={freq};INTERVAL={interval};BYDAY={place}{DAYS[chosen.weekday]}"


def chosen_of(rule: str) -> Chosen | None:
    """Return what was chosen; None for no rhythm, or one that these words do not know."""
    if not rule:
        return None
    rhythm = read_rhythm(rule)
    often = next((k for k, v in OFTEN.items() if v[:2] == (rhythm.freq, rhythm.interval)), None)
    if often is None or len(rhythm.days) != 1 or rhythm.days[0][0] >= len(WEEKDAYS):
        return None
    weekday, place = rhythm.days[0]
    return Chosen(often, weekday, place or 1)


def in_words(rule: str) -> str:
    """Return a rhythm as people say it; a rule that has no such words as it stands."""
    chosen = chosen_of(rule)
    if chosen is None:
        return rule
    words = {"often": OFTEN[chosen.often][2], "day": WEEKDAYS[chosen.weekday]}
    if OFTEN[chosen.often][0] == "WEEKLY":
        return _("%(often)s op %(day)s") % words
    return _("%(often)s op de %(place)s %(day)s") % {**words, "place": PLACES[chosen.place]}


def coming(*, rule: str, first_date: date, from_date: date, number: int) -> list[Coming]:
    """
    Return the next days of a rhythm from a day on, and for each whether people work then.

    Args:
        first_date: The day from which the rhythm is counted: which weeks, which months.
    """
    rhythm = read_rhythm(rule)
    start = _in_step(rhythm, first_date, from_date)
    days = (day for day in dates(rhythm=rhythm, first_date=start, number=60))
    wanted = (day for day in days if day >= max(first_date, from_date))
    return [Coming(day, workdays.is_working(day)) for day in islice(wanted, number)]


def moment(day: date, at_time: time) -> datetime:
    """Return a moment by the clock on the wall here."""
    return datetime.combine(day, at_time, HOME)


def _in_step(rhythm: Rhythm, first: date, until: date) -> date:
    """Return a day in step with the first one, as near before another as possible."""
    if until <= first:
        return first
    if rhythm.freq == "WEEKLY":
        step = timedelta(weeks=rhythm.interval)
        return first + step * ((until - first) // step)
    months = (until.year - first.year) * 12 + until.month - first.month
    years, left = divmod(first.month - 1 + months // rhythm.interval * rhythm.interval, 12)
    return date(first.year + years, left + 1, 1)
