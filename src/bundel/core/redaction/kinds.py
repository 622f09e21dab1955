"""What sorts of personal data there are, and what is done with each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Verdict = Literal["refuse", "hold"]
Span = tuple[int, int]
# What goes over a text and tells each place where its kind stands.
Look = Callable[[str], Iterator[Span]]


class Kind(StrEnum):
    """What sort of personal data stands there."""

    BSN = "bsn"
    IBAN = "iban"
    EMAIL = "email"
    CUSTOMER_NUMBER = "customer_number"
    # A postcode with a house number.
    ADDRESS = "address"
    # A street with a house number.
    HOUSE = "house"
    PHONE = "phone"
    BIRTH_DATE = "birth_date"
    NAME = "name"
    STREET = "street"
    POSTCODE = "postcode"
    HEALTH = "health"
    CRIME = "crime"
    AMOUNT = "amount"
    AGE = "age"
    UNIQUE_TRAIT = "unique_trait"
    SMALL_GROUP = "small_group"
    NUMBER_PLATE = "number_plate"
    LONG_NUMBER = "long_number"
    # Words in letters that are not ours: no rule here reads them.
    OTHER_SCRIPT = "other_script"


# What points at one person by itself. All other kinds can be meant well: somebody looks first.
REFUSED = frozenset(
    {
        Kind.BSN,
        Kind.IBAN,
        Kind.EMAIL,
        Kind.CUSTOMER_NUMBER,
        Kind.ADDRESS,
        Kind.HOUSE,
        Kind.PHONE,
        Kind.BIRTH_DATE,
    }
)
# The size class of a group so small that what marks it tells who it is.
FEW = "few"


@dataclass(frozen=True, slots=True)
class Finding:
    """A piece of a text that does not belong there; its kind says what to do about it."""

    start: int
    end: int
    kind: Kind
    verdict: Verdict


def verdict_of(kind: Kind) -> Verdict:
    """Return whether a text with this kind in it is refused, or held for a second pair of eyes."""
    return "refuse" if kind in REFUSED else "hold"
