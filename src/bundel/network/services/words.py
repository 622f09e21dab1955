"""The words of the network: terms of the lists, and words of the street that stand for them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.core.words.reading import fold
from bundel.errors import Conflict, Fault, Invalid
from bundel.network import search
from bundel.network.models import Synonym, Taxonomy, Term

MANAGE = "network.manage"
TERM_FIELDS = frozenset({"name", "name_en", "description", "is_active"})
SYNONYM_FIELDS = frozenset({"word", "means"})


class TermThere(Conflict):
    """The list has a term of this name."""

    sentence = "Deze term staat al in de lijst."


def add_term(*, actor: Actor, taxonomy: str, name: str, code: str = "", **fields: Any) -> UUID:
    """
    Add a term to a list; its code is made from its name, or given, and stays.

    Raises:
        Invalid: if the name has no letters.
        TermThere: if the list has it.
    """
    return add_terms(
        actor=actor, terms=[{"taxonomy": taxonomy, "name": name, "code": code, **fields}]
    )[0]


@transaction.atomic
def add_terms(*, actor: Actor, terms: Sequence[Mapping[str, Any]]) -> list[UUID]:
    """
    Add terms to their lists together, each at the end of its list; return their ids in order.

    Raises:
        Invalid: if a name has no letters.
        TermThere: if a list has one of them.
    """
    permissions.require(actor, MANAGE)
    lists = {Taxonomy(one["taxonomy"]) for one in terms}
    here = Term.objects.filter(municipality_id=actor.municipality_id, taxonomy__in=lists)
    known, last = set(), dict.fromkeys(lists, 0)
    for taxonomy, code, name, position in here.values_list("taxonomy", "code", "name", "position"):
        known |= {(taxonomy, "code", code), (taxonomy, "name", name.casefold())}
        last[Taxonomy(taxonomy)] = max(last[Taxonomy(taxonomy)], position)
    rows = []
    for wanted in terms:
        fields = {name: wanted[name] for name in TERM_FIELDS & wanted.keys()}
        row = _term(actor, wanted["taxonomy"], str(wanted.get("code", "")), fields)
        marks = {(row.taxonomy, "code", row.code), (row.taxonomy, "name", row.name.casefold())}
        if marks & known:
            raise TermThere
        known |= marks
        last[Taxonomy(row.taxonomy)] += 1
        row.position = last[Taxonomy(row.taxonomy)]
        rows.append(row)
    saving.add_all(rows)
    for row, wanted in zip(rows, terms, strict=True):
        told = {name: getattr(row, name) for name in sorted(TERM_FIELDS & wanted.keys())}
        saving.tell(actor, "network.add_term", "term", row, after=told)
    return [row.pk for row in rows]


def _term(actor: Actor, taxonomy: str, code: str, fields: Mapping[str, Any]) -> Term:
    """Return a term with its code, that is not saved yet."""
    code = re.sub(r"[^a-z0-9]+", "_", fold(code or fields["name"])).strip("_")[:60]
    if not code:
        raise Invalid(faults=[Fault("name", _("Gebruik letters."))])
    values = {n: value.strip() if isinstance(value, str) else value for n, value in fields.items()}
    return Term(municipality_id=actor.municipality_id, taxonomy=taxonomy, code=code, **values)


@transaction.atomic
def save_term(*, actor: Actor, term_id: UUID, version: int, **fields: Any) -> None:
    """
    Change a term, or stop using it: it stays where it is and is chosen no more.

    Raises:
        Stale: if somebody saved in between.
    """
    permissions.require(actor, MANAGE)
    row = saving.find(Term, actor, term_id)
    saving.same_version(row, version, fields)
    before, after = saving.change(row, fields, TERM_FIELDS)
    if before != after:
        saving.tell(actor, "network.edit_term", "term", row, before, after)
        search.reindex(search.services_with_term(term_id))


@transaction.atomic
def save_synonym(
    *, actor: Actor, word: str, means: str, synonym_id: UUID | None = None, version: int = 1
) -> UUID:
    """
    Let a word of the street stand for another word; the search knows it at once.

    Raises:
        Stale: if somebody saved in between.
        Invalid: if the pair is there already.
    """
    permissions.require(actor, MANAGE)
    if synonym_id is None:
        return add_synonyms(actor=actor, pairs=[(word, means)])[0]
    fields = _pair(word, means)
    row = saving.find(Synonym, actor, synonym_id)
    saving.same_version(row, version, fields)
    before, after = saving.change(row, fields, SYNONYM_FIELDS)
    if before != after:
        saving.tell(actor, "network.edit_word", "synonym", row, before, after)
    return row.pk


@transaction.atomic
def add_synonyms(*, actor: Actor, pairs: Sequence[tuple[str, str]]) -> list[UUID]:
    """
    Let each first word stand for its second; return the ids in order.

    Raises:
        Invalid: if a pair is there already.
    """
    permissions.require(actor, MANAGE)
    rows = [
        Synonym(municipality_id=actor.municipality_id, **_pair(word, means))
        for word, means in pairs
    ]
    saving.add_all(rows)
    for row in rows:
        after = {"word": row.word, "means": row.means}
        saving.tell(actor, "network.add_word", "synonym", row, after=after)
    return [row.pk for row in rows]


def _pair(word: str, means: str) -> dict[str, str]:
    return {"word": word.strip().casefold(), "means": means.strip().casefold()}


@transaction.atomic
def remove_synonym(*, actor: Actor, synonym_id: UUID, version: int) -> None:
    """
    Forget that a word stands for another.

    Raises:
        Stale: if somebody saved in between.
    """
    permissions.require(actor, MANAGE)
    row = saving.find(Synonym, actor, synonym_id)
    saving.same_version(row, version, {})
    before = {"word": row.word, "means": row.means}
    saving.tell(actor, "network.remove_word", "synonym", row, before, None)
    row.delete()
