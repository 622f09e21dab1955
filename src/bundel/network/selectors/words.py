"""The words of the network, by list and by what they mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import VersionedModel
from bundel.core.words.reading import fold
from bundel.errors import NotFound
from bundel.network.models import Synonym, Taxonomy, Term

Row = TypeVar("Row", bound=VersionedModel)
MANAGE = "network.manage"


@dataclass(frozen=True, slots=True)
class WordLine:
    """A word of the street."""

    id: UUID
    word: str


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term with the words that lead to it; without an id it is no term but a word itself."""

    id: UUID | None
    name: str
    is_active: bool
    words: Sequence[WordLine]


@dataclass(frozen=True, slots=True)
class TermList:
    """One list of terms."""

    code: str
    label: str
    terms: Sequence[TermLine]


def lists(*, actor: Actor) -> list[TermList]:
    """Return every list with its terms and their words, and what leads to no term. Two queries."""
    permissions.require(actor, MANAGE)
    here = {"municipality_id": actor.municipality_id}
    leading: dict[str, list[WordLine]] = defaultdict(list)
    for key, word, means in Synonym.objects.filter(**here).values_list("id", "word", "means"):
        leading[fold(means)].append(WordLine(key, word))
    by_list: dict[str, list[TermLine]] = defaultdict(list)
    named = set()
    for term in Term.objects.filter(**here).order_by("taxonomy", "position", "name"):
        named.add(fold(term.name))
        words = leading.get(fold(term.name), [])
        by_list[term.taxonomy].append(TermLine(term.pk, term.name, term.is_active, words))
    loose = [
        TermLine(None, means, True, words) for means, words in leading.items() if means not in named
    ]
    found = [
        TermList(code, str(label), by_list[code])
        for code, label in Taxonomy.choices
        if by_list[code]
    ]
    return [*found, TermList("loose", _("andere woorden"), loose)] if loose else found


def find(model: type[Row], actor: Actor, row_id: UUID) -> Row:
    """
    Return one row of the words.

    Raises:
        NotFound: if there is none.
    """
    permissions.require(actor, MANAGE)
    rows = model._default_manager.filter(municipality_id=actor.municipality_id, pk=row_id)
    row = rows.first()
    if row is None:
        raise NotFound
    return row
