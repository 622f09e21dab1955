"""The door for a free text: everything in it that may point at one person."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from bundel.core.redaction import contacts, dates, names, numbers, places, scripts, singles
from bundel.core.redaction.kinds import Finding, Kind, Look, Span, verdict_of
from bundel.core.redaction.seen import Seen, seen
from bundel.core.redaction.wording import LEFT_OUT, replaced

Looks = tuple[tuple[Kind, Look], ...]
# Most certain first: what one has taken is not told again by another.
STRUCTURED: Looks = (
    (Kind.EMAIL, contacts.mails),
    (Kind.IBAN, numbers.accounts),
    (Kind.CUSTOMER_NUMBER, numbers.customer_numbers),
    (Kind.BIRTH_DATE, dates.birth_dates),
    (Kind.ADDRESS, places.addresses),
    (Kind.PHONE, contacts.phones),
    (Kind.BSN, numbers.bsn_numbers),
)
OTHER: Looks = (
    (Kind.HOUSE, places.houses),
    (Kind.POSTCODE, places.postcodes),
    (Kind.NUMBER_PLATE, numbers.plates),
    (Kind.LONG_NUMBER, numbers.long_numbers),
    (Kind.STREET, places.streets),
    (Kind.NAME, names.names),
    (Kind.OTHER_SCRIPT, scripts.others),
)
OF_ONE = (
    (Kind.SMALL_GROUP, singles.small_groups),
    (Kind.AMOUNT, singles.amounts),
    (Kind.AGE, singles.ages),
    (Kind.HEALTH, singles.health),
    (Kind.CRIME, singles.crimes),
)
# What a caller knows to be a district or an organisation is no street and nobody's name.
MAY_BE_KNOWN = frozenset({Kind.HOUSE, Kind.STREET, Kind.NAME, Kind.UNIQUE_TRAIT})
ROUNDS = 3


def check(
    text: str, known: frozenset[str] = frozenset(), size: str = "", traits: int = 0
) -> list[Finding]:
    """
    Return what in a text may point at one person, from its start to its end, without overlap.

    Args:
        known: Names that are no persons and no streets here: districts, organisations.
        size: The size class of the group that is told of; with `FEW` a rare trait counts too.
        traits: How many traits of the group are told beside the text.
    """
    view = seen(text)
    return _apart(view, _looked(view.text, size, traits), list(_spans(view.text, known)))


def faults_in(text: str) -> tuple[Finding, ...]:
    """Return what points at one person by its form alone, whatever the text is about."""
    view = seen(text)
    return tuple(_apart(view, _by_form(view.text, STRUCTURED), ()))


def suggestion(
    text: str,
    findings: Sequence[Finding],
    known: frozenset[str] = frozenset(),
    size: str = "",
    traits: int = 0,
) -> str:
    """Return the text with group wording in place of what was found; it passes the door itself."""
    for _ in range(ROUNDS):
        if not findings:
            return text
        text = replaced(text, findings)
        findings = check(text, known, size, traits)
    for one in reversed(findings):
        text = f"{text[: one.start]}{LEFT_OUT}{text[one.end :]}"
    return text if not check(text, known, size, traits) else LEFT_OUT


def marked(text: str, found: Finding) -> str:
    """Return what stands there with most of it covered, to point at it without repeating it."""
    piece = text[found.start : found.end]
    shown = 2 if len(piece) > 5 else 1
    return piece[:shown] + "…" + piece[-1]


def _looked(view: str, size: str, traits: int) -> Iterator[tuple[Kind, Span]]:
    """Return what is found of every kind, most certain first."""
    yield from _by_form(view, (*STRUCTURED, *OTHER))
    told = singles.told(view)
    yield from ((Kind.UNIQUE_TRAIT, span) for span in singles.unique_traits(told, size, traits))
    for kind, look in OF_ONE:
        yield from ((kind, span) for span in look(told))


def _by_form(view: str, looks: Looks) -> Iterator[tuple[Kind, Span]]:
    for kind, look in looks:
        yield from ((kind, span) for span in look(view))


def _apart(
    view: Seen, found: Iterable[tuple[Kind, Span]], allowed: Sequence[Span]
) -> list[Finding]:
    """Return what was found without overlap, what came first before what came later."""
    taken: list[Span] = []
    kept = []
    for kind, span in found:
        if _meets(span, taken) or (kind in MAY_BE_KNOWN and _inside(span, allowed)):
            continue
        insort(taken, span)
        start, end = view.place(*span)
        kept.append(Finding(start, end, kind, verdict_of(kind)))
    return sorted(kept, key=lambda one: one.start)


def _meets(span: Span, taken: Sequence[Span]) -> bool:
    """Tell whether a span overlaps one of those taken, which lie in order and apart."""
    at = bisect_left(taken, span)
    return any(span[0] < end and span[1] > start for start, end in taken[max(0, at - 1) : at + 1])


def _inside(span: Span, allowed: Iterable[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in allowed)


def _spans(text: str, known: frozenset[str]) -> Iterator[Span]:
    flat = text.casefold()
    if len(flat) != len(text):
        return
    for name in _folded(known):
        # A directory holds thousands of names, a text hardly any of them.
        if name in flat:
            yield from (hit.span() for hit in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", flat))


@lru_cache(maxsize=32)
def _folded(known: frozenset[str]) -> tuple[str, ...]:
    return tuple(filter(None, (name.strip().casefold() for name in known)))
