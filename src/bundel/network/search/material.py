"""What a service is found by: its filters and its words with their weights, as plain values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from bundel.core.words import compounds
from bundel.core.words.reading import content, stem, stop_words

# How much a word says of a service, by where it stands.
NAME, TERM, OWNER, TEXT, PLACE, TERM_NAME, ASIDE = 40, 50, 25, 24, 15, 10, 6
# A part of a compound says less than the word itself.
PART_SHARE = 0.7
# Who helps with one need is found for it before who helps with many.
FOCUS = 0.92
LONGEST = 60
# Who a service is for by its group, where it names no tenure of its own.
TENURE_OF_GROUP = {
    "tenants": ("social_rent", "private_rent"),
    "owners": ("owner", "housing_association"),
}


@dataclass(frozen=True, slots=True)
class Material:
    """Everything about one service that the search reads."""

    room: str
    # Each text with its weight.
    texts: tuple[tuple[int, str], ...]
    # Terms as (taxonomy, code, name).
    terms: tuple[tuple[str, str, str], ...] = ()
    languages: tuple[str, ...] = ()
    # Codes of its areas and of all that lie in them; empty: the whole municipality.
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Indexed:
    """A service as the search keeps it."""

    codes: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, int]
    spellings: frozenset[str] = field(default_factory=frozenset)


def index(material: Material, known: Mapping[str, int]) -> Indexed:
    """
    Return the filters, the weighted words and the spellings of a service.

    Args:
        known: Words of the texts with how often they occur, to cut compounds by.
    """
    weights: dict[str, int] = {}
    spellings: set[str] = set()
    for weight, text in _texts(material):
        for word in content(text):
            spellings.add(word[:LONGEST])
            _raise(weights, stem(word), weight)
            for part in compounds.split(word, known):
                if part in stop_words():
                    continue
                _raise(weights, stem(part), round(weight * PART_SHARE))
    needs = sum(taxonomy == "need" for taxonomy, _code, _name in material.terms)
    for taxonomy, code, _name in material.terms:
        share = FOCUS ** (needs - 1) if taxonomy == "need" else 1.0
        _raise(weights, lexeme(taxonomy, code), round(TERM * share))
    return Indexed(_codes(material), weights, frozenset(spellings))


def lexeme(taxonomy: str, code: str) -> str:
    """Return the word under which everything with a term is found; nobody can type it."""
    return f"{taxonomy}:{code}"[:LONGEST]


def covered(codes: Iterable[str], parts: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """Return areas with all that lie in them, by code."""
    found: set[str] = set()
    waiting = list(codes)
    while waiting:
        code = waiting.pop()
        if code not in found:
            found.add(code)
            waiting += parts.get(code, ())
    return tuple(sorted(found))


def _texts(material: Material) -> Iterable[tuple[int, str]]:
    yield from material.texts
    # The code of a term finds it; its name is only for words that stand nowhere else.
    for _taxonomy, _code, name in material.terms:
        yield TERM_NAME, name


def _raise(weights: dict[str, int], word: str, weight: int) -> None:
    word = word[:LONGEST]
    weights[word] = max(weights.get(word, 0), weight)


def _codes(material: Material) -> dict[str, tuple[str, ...]]:
    by_list: dict[str, list[str]] = {}
    for taxonomy, code, _name in material.terms:
        by_list.setdefault(taxonomy, []).append(code)
    groups = by_list.get("target_group", [])
    tenures = by_list.get("tenure", []) or [
        tenure for group in groups for tenure in TENURE_OF_GROUP.get(group, ())
    ]
    lists = {
        "needs": by_list.get("need", []),
        "target_groups": groups,
        "tenures": tenures,
        "heat_sources": by_list.get("heat_source", []),
        "languages": material.languages,
        "areas": material.areas,
    }
    return {name: tuple(sorted(set(codes))) for name, codes in lists.items()}
