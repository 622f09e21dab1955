"""Whether two rows of a directory may be one: the same, different, or not sure, with reasons."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from rapidfuzz import fuzz

Class = Literal["same", "unsure", "different"]
Reason = Literal["name", "near_name", "email", "phone", "site", "address", "owner", "area"]

# What says how an organisation is founded says nothing of which one it is.
EMPTY_WORDS = frozenset(
    {"stichting", "vereniging", "cooperatie", "bv", "nv", "vof"}
    | {"de", "het", "een", "en", "van", "in", "voor"}
)
# Everybody has an address there.
OPEN_DOMAINS = frozenset(
    ["gmail.com", "hotmail.com", "outlook.com", "live.nl", "ziggo.nl", "kpnmail.nl"]
)
SAME_NAME, NEAR_NAME = 95.0, 82.0
POINTS: dict[Reason, float] = {
    "name": 4,
    "near_name": 2.5,
    "email": 3,
    "phone": 2,
    "site": 2,
    "address": 2,
    "owner": 1,
    "area": 0.5,
}
SAME_FROM, UNSURE_FROM = 5.0, 3.5
# A key that more rows share tells nothing of any two of them.
MOST_OF_A_KEY = 40
SHORTEST_WORD = 4


@dataclass(frozen=True, slots=True)
class Sign:
    """What tells one row from others; texts as they stand, sets without what is empty."""

    id: str
    names: tuple[str, ...]
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    # Whose it is: rows of two owners are one only if more than their name agrees.
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two rows look alike, and by what, the strongest reason first."""

    verdict: Class
    points: float
    reasons: tuple[Reason, ...]
    name_share: float


def compare(one: Sign, other: Sign) -> Likeness:
    """Return how much two rows look alike; which of them comes first makes no difference."""
    share = name_likeness(one.names, other.names)
    reasons: list[Reason] = []
    if share >= SAME_NAME:
        reasons.append("name")
    elif share >= NEAR_NAME:
        reasons.append("near_name")
    pairs: tuple[tuple[Reason, frozenset[str], frozenset[str]], ...] = (
        ("email", one.emails, other.emails),
        ("phone", one.phones, other.phones),
        ("site", one.sites, other.sites),
        ("address", one.addresses, other.addresses),
    )
    reasons += [reason for reason, mine, theirs in pairs if mine & theirs]
    if one.owner and one.owner == other.owner:
        reasons.append("owner")
    if one.areas & other.areas:
        reasons.append("area")
    points = sum(POINTS[reason] for reason in reasons)
    ordered = tuple(sorted(reasons, key=lambda reason: (-POINTS[reason], reason)))
    return Likeness(_verdict(one, other, points, frozenset(reasons)), points, ordered, share / 100)


def pairs(signs: Sequence[Sign]) -> list[tuple[Sign, Sign, Likeness]]:
    """Return the pairs that may be one, the most alike first; those that differ are left out."""
    by_id = {sign.id: sign for sign in signs}
    found = []
    for one, other in sorted(_candidates(signs)):
        likeness = compare(by_id[one], by_id[other])
        if likeness.verdict != "different":
            found.append((by_id[one], by_id[other], likeness))
    return sorted(found, key=lambda row: (-row[2].points, row[0].id, row[1].id))


def name_likeness(some: Iterable[str], others: Iterable[str]) -> float:
    """Return how much the most alike of two sets of names agree. [0-100]"""
    left, right = [plain(name) for name in some], [plain(name) for name in others]
    return max(
        (
            max(fuzz.ratio(a, b), fuzz.token_sort_ratio(a, b))
            for a in left
            for b in right
            if a and b
        ),
        default=0.0,
    )


def plain(name: str) -> str:
    """Return a name without capitals, accents, points, and words that all have."""
    flat = unicodedata.normalize("NFKD", name.casefold())
    flat = "".join(sign for sign in flat if not unicodedata.combining(sign))
    flat = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", flat)
    words = re.findall(r"[a-z0-9]+", flat)
    kept = [word for word in words if word not in EMPTY_WORDS]
    return " ".join(kept or words)


def plain_phone(number: str) -> str:
    """Return a telephone number as its last nine figures; nothing where there are fewer."""
    figures = re.sub(r"\D", "", number)
    return figures[-9:] if len(figures) >= 9 else ""


def site_of(address: str) -> str:
    """Return the domain of a web or e-mail address; nothing for one that everybody uses."""
    host = re.sub(r"^[a-z]+://", "", address.strip().casefold())
    host = re.split(r"[/?#:]", host.rpartition("@")[2])[0].removeprefix("www.")
    return "" if host in OPEN_DOMAINS or "." not in host else host


def plain_address(postal_code: str, street: str) -> str:
    """Return a postal code with a house number, which is one door; nothing without both."""
    code = re.sub(r"\s", "", postal_code).upper()
    number = re.search(r"\d+\s*[a-zA-Z]?\b", street)
    return f"{code} {number[0].replace(' ', '').lower()}" if code and number else ""


def _verdict(one: Sign, other: Sign, points: float, reasons: frozenset[Reason]) -> Class:
    named = bool(reasons & {"name", "near_name"})
    if not named and "email" not in reasons:
        return "different"
    # Two owners may well give the same thing; only what reaches the same people makes it one.
    if one.owner and other.owner and one.owner != other.owner and not reasons & {"email", "phone"}:
        return "different"
    if points >= SAME_FROM and named:
        return "same"
    return "unsure" if points >= UNSURE_FROM else "different"


def _candidates(signs: Sequence[Sign]) -> set[tuple[str, str]]:
    """Return the pairs that share anything by which rows are told apart."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for sign in signs:
        for key in set(_keys(sign)):
            blocks[key].append(sign.id)
    return {
        pair
        for ids in blocks.values()
        if len(ids) <= MOST_OF_A_KEY
        for pair in combinations(sorted(ids), 2)
    }


def _keys(sign: Sign) -> Iterator[str]:
    yield from (f"mail:{email}" for email in sign.emails)
    yield from (f"phone:{phone}" for phone in sign.phones)
    yield from (f"site:{site}" for site in sign.sites)
    yield from (f"door:{address}" for address in sign.addresses)
    for name in sign.names:
        words = plain(name).split()
        yield f"name:{' '.join(sorted(words))}"
        yield from (f"word:{word[:6]}" for word in words if len(word) >= SHORTEST_WORD)
