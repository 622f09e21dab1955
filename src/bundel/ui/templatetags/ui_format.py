"""Numbers and moments as people read them."""

from __future__ import annotations

import math
import re
import uuid
from datetime import date, datetime
from difflib import SequenceMatcher
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()
QUARTER = re.compile(r"^(\d{4})-K([1-4])$")
DEFAULT_THEME = "poldergroen"
HEAT_STEPS = ((0.0001, "heat-0"), (0.35, "heat-1"), (0.6, "heat-2"), (0.85, "heat-3"))
NOTHING = "–"
WORDS = re.compile(r"\S+\s*|\s+")


def _number(value: Any, decimals: int = 0) -> str:
    return number_format(
        round(float(value), decimals), decimals, use_l10n=True, force_grouping=True
    )


@register.filter
def number(value: Any, decimals: int = 0) -> str:
    """1234.5 becomes 1.235; nothing becomes a dash."""
    return NOTHING if value in (None, "") else _number(value, decimals)


@register.filter
def hours(value: Any) -> str:
    """1234 becomes '1.234 uur'."""
    if value in (None, ""):
        return NOTHING
    count = abs(round(float(value)))
    return ngettext("%(number)s uur", "%(number)s uur", count) % {"number": _number(value)}


@register.filter
def euros(value: Any) -> str:
    """1234 becomes '€ 1.234'."""
    return NOTHING if value in (None, "") else f"€\u00a0{_number(value)}"


@register.filter
def share(value: Any, decimals: int = 0) -> str:
    """0.874 becomes '87%'."""
    return NOTHING if value in (None, "") else f"{_number(float(value) * 100, decimals)}%"


@register.filter
def about(value: Any) -> str:
    """Round as the reader needs it: 423 becomes 'ongeveer 420'."""
    if value in (None, ""):
        return NOTHING
    size = abs(float(value))
    step = 1 if size < 20 else 10 if size < 1000 else 100 if size < 20_000 else 1000
    return _("ongeveer %(number)s") % {"number": _number(round(float(value) / step) * step)}


@register.filter
def quarter(value: str) -> str:
    """2027-K1 becomes '1e kwartaal 2027'; anything else stays as it is."""
    match = QUARTER.match(value or "")
    if match is None:
        return value or NOTHING
    return _("%(number)se kwartaal %(year)s") % {"number": match[2], "year": match[1]}


@register.filter
def ago(value: date | None) -> str:
    """A day or moment becomes 'vandaag', 'gisteren', 'over 6 dagen' or 'over 3 weken'."""
    if value is None:
        return NOTHING
    day = timezone.localtime(value).date() if isinstance(value, datetime) else value
    days = (day - timezone.localdate()).days
    if abs(days) <= 1:
        return (_("gisteren"), _("vandaag"), _("morgen"))[days + 1]
    span = _span(abs(days))
    words = _("over %(span)s") if days > 0 else _("%(span)s geleden")
    return words % {"span": span}


def _span(days: int) -> str:
    for limit, size, one, many in (
        (14, 1, "%(n)s dag", "%(n)s dagen"),
        (61, 7, "%(n)s week", "%(n)s weken"),
        (731, 30.44, "%(n)s maand", "%(n)s maanden"),
        (math.inf, 365.25, "%(n)s jaar", "%(n)s jaar"),
    ):
        if days < limit:
            number = round(days / size)
            return ngettext(one, many, number) % {"n": number}
    raise AssertionError(days)


@register.filter
def unlike(text: str, other: str) -> SafeString:
    """Mark the words of a text that another text does not have at that place."""
    if not text:
        return format_html("{}", NOTHING)
    words, others = WORDS.findall(str(text)), WORDS.findall(str(other or ""))
    steps = SequenceMatcher(None, words, others, autojunk=False).get_opcodes()
    parts = ((kind, "".join(words[start:end])) for kind, start, end, _start, _end in steps)
    return format_html_join("", "{}", ((_marked(kind, part),) for kind, part in parts))


def _marked(kind: str, part: str) -> SafeString:
    return format_html("{}" if kind == "equal" or not part.strip() else "<mark>{}</mark>", part)


@register.simple_tag
def unique_id(prefix: str) -> str:
    """Return an id that nothing else on the page has."""
    return f"{prefix}-{uuid.uuid4().hex[:10]}"


@register.filter
def initials(name: str) -> str:
    """'Programmacoördinator (demo)' becomes 'P'; two words give two letters."""
    words = re.findall(r"\w+", name or "")
    return "".join(word[0] for word in words[:2]).upper()


@register.simple_tag
def heat_class(value: float | None) -> str:
    """Return the classes of a matrix cell for a share of what there is; 1 is full."""
    if value is None:
        return "heat heat-over"
    if value > 1.0000001:
        return "heat heat-over"
    for limit, name in HEAT_STEPS:
        if value < limit:
            return f"heat {name}"
    return "heat heat-4"


@register.simple_tag
def theme_link(theme: str | None = None) -> SafeString:
    """Return the link to the tokens of a municipality; an unknown theme gives the first one."""
    for name in (theme or DEFAULT_THEME, DEFAULT_THEME):
        try:
            address = static(f"ui/build/theme-{name}.css")
        except ValueError:
            continue
        return format_html('<link rel="stylesheet" href="{}">', address)
    return format_html("")
