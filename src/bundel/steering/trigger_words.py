"""A line in the data as a plain sentence, in the language of the reader."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from bundel.programme.models import Fund, Initiative, Pool
from bundel.signals.models import SignalTheme
from bundel.steering.models import Measure, Trigger

SIGNS = {"EUR": "€"}


def number(value: Decimal, *, least: int = 0) -> str:
    """Return a number as people write it: no needless noughts, at least so many decimals."""
    plain = value.normalize()
    exponent = plain.as_tuple().exponent
    decimals = max(least, -exponent if isinstance(exponent, int) else 0)
    return str(number_format(plain, decimals, use_l10n=True, force_grouping=True))


def with_unit(value: Decimal, unit: str) -> str:
    """Return an amount with its unit: EUR/m3 becomes '€ 1,80 per m3'."""
    first, _slash, per = unit.partition("/")
    if first == "EUR":
        least = 2 if value != value.to_integral_value() or per else 0
        words = f"€\u00a0{number(value, least=least)}"
        return _("%(amount)s per %(per)s") % {"amount": words, "per": _per(per)} if per else words
    return f"{number(value)} {_per(unit)}".strip()


def unit_words(unit: str) -> str:
    """Return a unit as people read it: EUR/m3 becomes '€ per m³'."""
    first, _slash, per = unit.partition("/")
    if first != "EUR":
        return _per(unit)
    return _("€ per %(per)s") % {"per": _per(per)} if per else "€"


def _per(unit: str) -> str:
    return unit.replace("m3", "m³").replace("m2", "m²")


def amount_of(trigger: Trigger, value: Decimal | None) -> str:
    """Return a value of what a line watches, with its unit."""
    if value is None:
        return ""
    units = {
        Measure.INDICATOR: trigger.indicator.unit if trigger.indicator else "",
        Measure.POOL_FTE: "fte",
        Measure.POOL_USE: "%",
        Measure.FUND_LEFT: "EUR",
        Measure.SIGNALS: _("signalen"),
        Measure.LATE_SIGNALS: _("signalen"),
        Measure.UNMET_PRECONDITIONS: _("randvoorwaarden"),
    }
    unit = units[Measure(trigger.measure)]
    if unit == "%":
        return f"{number(value.quantize(Decimal('0.1')))}%"
    return with_unit(value, unit)


def sentence(trigger: Trigger) -> str:
    """Return a line as people would say it, without a full stop."""
    limit = amount_of(trigger, trigger.limit)
    words = {"what": _subject(trigger), "limit": limit}
    said = _sentences()[Measure(trigger.measure), trigger.is_above] % words
    if trigger.judge_date is not None:
        said += _(", beoordeeld op %(day)s") % {"day": _day(trigger.judge_date)}
    if trigger.from_date is not None:
        said += _(", geteld vanaf %(day)s") % {"day": _day(trigger.from_date)}
    return said


def told(trigger: Trigger) -> str:
    """Return what was found when a line was judged, as a sentence; empty while it is watched."""
    facts = trigger.facts
    if not facts:
        return ""
    measured = facts["date"] if trigger.measure == Measure.INDICATOR else facts["judged"]
    words = {"day": _day(date.fromisoformat(measured)), "value": amount_of(trigger, trigger.value)}
    if trigger.value is None:
        return _("Op %(day)s wist niemand hoeveel het was.") % words
    if facts["is_sum"]:
        return _("Tot en met %(day)s was het samen %(value)s.") % words
    return _("Op %(day)s was het %(value)s.") % words


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _sentences() -> dict[tuple[Measure, bool], str]:
    return {
        (Measure.INDICATOR, True): _("Als %(what)s boven %(limit)s komt"),
        (Measure.INDICATOR, False): _("Als %(what)s onder %(limit)s blijft of komt"),
        (Measure.POOL_FTE, True): _("Als %(what)s boven %(limit)s komt"),
        (Measure.POOL_FTE, False): _("Als %(what)s onder %(limit)s komt"),
        (Measure.POOL_USE, True): _("Als %(what)s volgend kwartaal meer dan %(limit)s bezet is"),
        (Measure.POOL_USE, False): _("Als %(what)s volgend kwartaal minder dan %(limit)s bezet is"),
        (Measure.FUND_LEFT, True): _("Als er meer dan %(limit)s overblijft van %(what)s"),
        (Measure.FUND_LEFT, False): _("Als er minder dan %(limit)s overblijft van %(what)s"),
        (Measure.SIGNALS, True): _("Als er meer dan %(limit)s komen over %(what)s"),
        (Measure.SIGNALS, False): _("Als er minder dan %(limit)s komen over %(what)s"),
        (Measure.LATE_SIGNALS, True): _("Als meer dan %(limit)s te laat zijn over %(what)s"),
        (Measure.LATE_SIGNALS, False): _("Als minder dan %(limit)s te laat zijn over %(what)s"),
        (Measure.UNMET_PRECONDITIONS, True): _("Als meer dan %(limit)s open staan van %(what)s"),
        (Measure.UNMET_PRECONDITIONS, False): _("Als minder dan %(limit)s open staan van %(what)s"),
    }


def _subject(trigger: Trigger) -> str:
    if trigger.indicator is not None:
        name = trigger.indicator.name
        return name[:1].lower() + name[1:]
    here = {"municipality_id": trigger.municipality_id, "code": trigger.subject_code}
    if not trigger.subject_code:
        return _("alles samen")
    if trigger.measure in {Measure.POOL_FTE, Measure.POOL_USE}:
        return _("team %(name)s") % {"name": _name(Pool, here)}
    if trigger.measure == Measure.FUND_LEFT:
        return _name(Fund, here)
    if trigger.measure == Measure.UNMET_PRECONDITIONS:
        return _name(Initiative, here | {"archived_at": None})
    theme = SignalTheme.objects.filter(**here).first()
    return str(theme.label) if theme else trigger.subject_code


def _name(model: type[Pool | Fund | Initiative], here: dict[str, object]) -> str:
    found = model._default_manager.filter(**here).values_list("name", flat=True).first()
    return str(found or here["code"])
