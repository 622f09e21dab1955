"""The words of the network: terms of the lists, and words of the street that stand for them."""

from __future__ import annotations

import re
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


@transaction.atomic
def add_term(*, actor: Actor, taxonomy: str, name: str, code: str = "", **fields: Any) -> UUID:
    """
    Add a term to a list; its code is made from its name, or given, and stays.

    Raises:
        Invalid: if the name has no letters.
        TermThere: if the list has it.
    """
    permissions.require(actor, MANAGE)
    code = re.sub(r"[^a-z0-9]+", "_", fold(code or name)).strip("_")[:60]
    if not code:
        raise Invalid(faults=[Fault("name", _("Gebruik letters."))])
    here = Term.objects.filter(municipality_id=actor.municipality_id, taxonomy=Taxonomy(taxonomy))
    if here.filter(code=code).exists() or here.filter(name__iexact=name.strip()).exists():
        raise TermThere
    last = here.order_by("-position").values_list("position", flat=True).first()
    row = Term(
        municipality_id=actor.municipality_id,
        taxonomy=taxonomy,
        code=code,
        position=(last or 0) + 1,
    )
    _write(actor, row, {"name": name, **fields}, "network.add_term", "term")
    return row.pk


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
    fields = {"word": word.strip().casefold(), "means": means.strip().casefold()}
    if synonym_id is None:
        row = Synonym(municipality_id=actor.municipality_id)
        _write(actor, row, fields, "network.add_word", "synonym")
        return row.pk
    row = saving.find(Synonym, actor, synonym_id)
    saving.same_version(row, version, fields)
    before, after = saving.change(row, fields, SYNONYM_FIELDS)
    if before != after:
        saving.tell(actor, "network.edit_word", "synonym", row, before, after)
    return row.pk


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


def _write(actor: Actor, row: Term | Synonym, fields: dict[str, Any], act: str, kind: str) -> None:
    for name, value in fields.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    saving.judge(row)
    row.save()
    saving.tell(actor, act, kind, row, None, {name: saving.plain(v) for name, v in fields.items()})
