"""From the words that people write to the choices of a signal, wherever the words stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from django.db.models import TextChoices

from bundel.rest.names import VALUES
from bundel.signals.models import Period, Severity, Size, Trend

KINDS: Final[Mapping[str, type[TextChoices]]] = {
    "size": Size,
    "period": Period,
    "trend": Trend,
    "severity": Severity,
}
YES: Final = frozenset({"ja", "j", "x", "1", "waar", "true", "yes"})
# What people write beside the words of the lists.
OTHERWISE: Final[Mapping[str, Mapping[str, str]]] = {
    "size": {"weinig": Size.FEW, "een paar": Size.FEW, "veel": Size.MORE, "50+": Size.MORE},
    "period": {
        "2 weken": Period.TWO_WEEKS,
        "twee weken": Period.TWO_WEEKS,
        "3 maanden": Period.QUARTER,
        "drie maanden": Period.QUARTER,
        "half jaar": Period.HALF_YEAR,
    },
    "trend": {"meer": Trend.RISING, "gelijk": Trend.STEADY, "minder": Trend.FALLING},
    "severity": {
        "gemiddeld": Severity.MIDDLE,
        "normaal": Severity.MIDDLE,
        "urgent": Severity.URGENT,
    },
}
# The first number above a class is the first of the next one.
CLASSES: Final = ((6, Size.FEW), (11, Size.TO_10), (26, Size.TO_25), (51, Size.TO_50))


def choice_of(kind: str, word: str) -> str:
    """
    Return the choice that a word means, in any case; the word itself if it means none.

    Args:
        kind: size, period, trend or severity.
    """
    plain = _plain(word)
    if kind == "size" and plain.isdecimal() and len(plain) < 7:
        return size_of(int(plain))
    return _known(kind).get(plain, word)


def is_choice(kind: str, word: str) -> bool:
    """Tell whether a word means one of the choices."""
    return choice_of(kind, word) in KINDS[kind].values


def size_of(count: int) -> str:
    """Return the class of a number of households."""
    return next((str(size) for below, size in CLASSES if count < below), str(Size.MORE))


def is_yes(word: str) -> bool:
    """Tell whether a word says yes."""
    return _plain(word) in YES


def _known(kind: str) -> dict[str, str]:
    choices = KINDS[kind]
    known = {_plain(word): inside for word, inside in OTHERWISE[kind].items()}
    known |= {_plain(str(one.label)): one.value for one in choices}
    known |= {_plain(outside): inside for inside, outside in VALUES[kind].items()}
    return known | {_plain(one.value): one.value for one in choices}


def _plain(word: str) -> str:
    """Return a word without case, spaces around a dash, and the words that a range may have."""
    text = " ".join(word.split()).casefold().replace("\N{EN DASH}", "-").replace("t/m", "-")
    text = re.sub(r"(?<=\d) tot (?=\d)", "-", text)
    return re.sub(r"\s*-\s*", "-", text) if any(map(str.isdigit, text)) else text
