"""From a rhythm (a rule of RFC 5545) to dates: bounded in number, in span and so in time."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from types import MappingProxyType
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

LONGEST_RULE = 200
MOST_DATES = 60
SPAN = timedelta(days=5 * 366)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PART = re.compile(r"([A-Z]+)=([A-Z0-9,+-]+)")
WEEKDAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
# Each list with the least and most of its numbers, besides zero.
LISTS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"BYMONTHDAY": (-31, 31), "BYMONTH": (1, 12), "BYSETPOS": (-31, 31)}
)
KNOWN = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST", *LISTS})


class WrongRhythm(ValueError):
    """This is no rhythm that gatherings can have; the text says what would be one."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """
    A rule, read and checked.

    Args:
        days: Weekdays (Monday is 0), each with its place in the month, or 0 for all of them.
    """

    freq: str
    interval: int = 1
    count: int = MOST_DATES
    until: date | None = None
    days: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    places: tuple[int, ...] = field(default=())
    week_start: int = 0


def read_rhythm(text: str) -> Rhythm:
    """
    Return a rule such as FREQ=MONTHLY;INTERVAL=3;BYDAY=3TH.

    Raises:
        WrongRhythm: if it is not one, or it asks for more than gatherings need.
    """
    parts = _parts(text)
    freq = parts.get("FREQ", "")
    if freq not in {"WEEKLY", "MONTHLY", "YEARLY"}:
        raise WrongRhythm(_("Kies FREQ=WEEKLY, FREQ=MONTHLY of FREQ=YEARLY."))
    if "COUNT" in parts and "UNTIL" in parts:
        raise WrongRhythm(_("Kies COUNT of UNTIL, niet allebei."))
    days = tuple(_weekday(day) for day in _list(parts.get("BYDAY", ""), 14))
    if any(place for _day, place in days) and freq != "MONTHLY":
        raise WrongRhythm(_("Een dag als 3TH past alleen bij FREQ=MONTHLY."))
    numbers = {name: _numbers(name, parts.get(name, "")) for name in LISTS}
    if numbers["BYMONTHDAY"] and freq == "WEEKLY":
        raise WrongRhythm(_("BYMONTHDAY past niet bij FREQ=WEEKLY."))
    if freq == "YEARLY" and days:
        raise WrongRhythm(_("BYDAY past niet bij FREQ=YEARLY. Gebruik FREQ=MONTHLY;INTERVAL=12."))
    return Rhythm(
        freq,
        interval=_number("INTERVAL", parts.get("INTERVAL", "1"), 1, 60),
        count=_number("COUNT", parts.get("COUNT", str(MOST_DATES)), 1, MOST_DATES),
        until=_day(parts["UNTIL"]) if "UNTIL" in parts else None,
        days=days,
        month_days=numbers["BYMONTHDAY"],
        months=numbers["BYMONTH"],
        places=numbers["BYSETPOS"],
        week_start=_weekday(parts.get("WKST", "MO"))[0],
    )


def on_weekday(rule: str, first_date: date) -> str:
    """
    Return a rule by the month that names no day with the weekday of the first date in it.

    People who meet each month mean the third Thursday, not the 17th that falls on a Sunday.
    """
    rhythm = read_rhythm(rule)
    if rhythm.freq != "MONTHLY" or rhythm.days or rhythm.month_days:
        return rule
    place = (first_date.day - 1) // 7 + 1
    # A fifth is not in every month; the last is.
    return f"{rule.rstrip(';')};BYDAY={-1 if place == 5 else place}{DAYS[first_date.weekday()]}"


def moments(
    *, rule: str, first_date: date, at_time: time, time_zone: str, number: int
) -> list[datetime]:
    """
    Return when gatherings of this rhythm begin, in UTC: always the same time on the wall.

    A time that a day does not have, because the clock goes forward, is read as that much later.

    Args:
        number: How many at most; never more than `MOST_DATES`, nor past five years.

    Raises:
        WrongRhythm: if the rule is not one.
    """
    zone = ZoneInfo(time_zone)
    found = dates(rhythm=read_rhythm(rule), first_date=first_date, number=number)
    return [datetime.combine(day, at_time, zone).astimezone(UTC) for day in found]


def dates(*, rhythm: Rhythm, first_date: date, number: int) -> list[date]:
    """Return the days of a rhythm from its first day on, at most this many."""
    last = min(rhythm.until or date.max, first_date + SPAN)
    most = min(number, rhythm.count, MOST_DATES)
    days = (day for day in _days(rhythm, first_date, last) if first_date <= day <= last)
    return list(islice(days, max(0, most)))


def _days(rhythm: Rhythm, first: date, last: date) -> Iterator[date]:
    """Yield the days of every period up to the last: at most as many periods as weeks."""
    begin, following, inside = PERIODS[rhythm.freq]
    period = begin(rhythm, first)
    while period <= last:
        chosen = sorted(set(inside(rhythm, period, first)))
        yield from _at_places(chosen, rhythm.places)
        period = following(period, rhythm.interval)


def _at_places(days: list[date], places: tuple[int, ...]) -> list[date]:
    """Return the first, the last but one and so on, if such places were chosen."""
    if not places:
        return days
    indexes = {place - 1 if place > 0 else len(days) + place for place in places}
    return [days[index] for index in sorted(indexes) if 0 <= index < len(days)]


def _week(rhythm: Rhythm, monday: date, first: date) -> Iterator[date]:
    wanted = {day for day, _place in rhythm.days} or {first.weekday()}
    for day in (monday + timedelta(days=n) for n in range(7)):
        if day.weekday() in wanted and (not rhythm.months or day.month in rhythm.months):
            yield day


def _month(rhythm: Rhythm, month: date, first: date) -> Iterator[date]:
    if rhythm.months and month.month not in rhythm.months:
        return
    length = calendar.monthrange(month.year, month.month)[1]
    for number in range(1, length + 1):
        day = month.replace(day=number)
        if _in_month_days(rhythm, day, length, first) and _in_weekdays(rhythm, day, length):
            yield day


def _in_month_days(rhythm: Rhythm, day: date, length: int, first: date) -> bool:
    wanted = rhythm.month_days or (() if rhythm.days else (first.day,))
    return not wanted or day.day in wanted or day.day - length - 1 in wanted


def _in_weekdays(rhythm: Rhythm, day: date, length: int) -> bool:
    places = {0, (day.day - 1) // 7 + 1, -((length - day.day) // 7 + 1)}
    return not rhythm.days or any(
        weekday == day.weekday() and place in places for weekday, place in rhythm.days
    )


def _year(rhythm: Rhythm, year: date, first: date) -> Iterator[date]:
    # Days of a month are counted in every month, unless months were chosen.
    every = range(1, 13) if rhythm.month_days else (first.month,)
    for number in rhythm.months or every:
        yield from _month(rhythm, year.replace(month=number), first)


def _week_of(rhythm: Rhythm, day: date) -> date:
    return day - timedelta(days=(day.weekday() - rhythm.week_start) % 7)


def _months_later(month: date, number: int) -> date:
    years, left = divmod(month.month - 1 + number, 12)
    return date(month.year + years, left + 1, 1)


Begin = Callable[[Rhythm, date], date]
Following = Callable[[date, int], date]
Inside = Callable[[Rhythm, date, date], Iterator[date]]
PERIODS: Mapping[str, tuple[Begin, Following, Inside]] = MappingProxyType(
    {
        "WEEKLY": (_week_of, lambda week, n: week + timedelta(weeks=n), _week),
        "MONTHLY": (lambda _rhythm, day: day.replace(day=1), _months_later, _month),
        "YEARLY": (
            lambda _rhythm, day: day.replace(month=1, day=1),
            lambda year, n: year.replace(year=year.year + n),
            _year,
        ),
    }
)


def _parts(text: str) -> dict[str, str]:
    """Return the parts of a rule by name, each known and once."""
    rule = text.strip().upper().removeprefix("RRULE:")
    if not rule or len(rule) > LONGEST_RULE:
        raise WrongRhythm(_("Schrijf een regel als FREQ=MONTHLY;INTERVAL=3;BYDAY=3TH."))
    parts: dict[str, str] = {}
    for piece in rule.rstrip(";").split(";"):
        found = PART.fullmatch(piece)
        if found is None or found[1] not in KNOWN or found[1] in parts:
            raise WrongRhythm(
                _("Dit deel van de regel kan hier niet: %(part)s.") % {"part": piece[:40]}
            )
        parts[found[1]] = found[2]
    return parts


def _list(text: str, most: int) -> list[str]:
    values = text.split(",") if text else []
    if len(values) > most:
        raise WrongRhythm(_("Een rij heeft hier ten hoogste %(most)s waarden.") % {"most": most})
    return values


def _numbers(name: str, text: str) -> tuple[int, ...]:
    least, most = LISTS[name]
    found = tuple(_number(name, value, least, most) for value in _list(text, 12))
    if 0 in found:
        raise WrongRhythm(_("%(name)s kan geen 0 zijn.") % {"name": name})
    return found


def _number(name: str, text: str, least: int, most: int) -> int:
    value = int(text) if re.fullmatch(r"[+-]?\d{1,4}", text) else least - 1
    if not least <= value <= most:
        words = _("%(name)s is een getal van %(least)s tot en met %(most)s.")
        raise WrongRhythm(words % {"name": name, "least": least, "most": most})
    return value


def _weekday(text: str) -> tuple[int, int]:
    found = WEEKDAY.fullmatch(text)
    if found is None:
        raise WrongRhythm(_("Schrijf een dag als TH, 3TH of -1FR."))
    return DAYS.index(found[2]), int(found[1] or 0)


def _day(text: str) -> date:
    try:
        return datetime.strptime(text[:8], "%Y%m%d").replace(tzinfo=UTC).date()
    except ValueError:
        raise WrongRhythm(_("Schrijf UNTIL als 20281231.")) from None
