"""Words of the network: the terms of its lists, and words of the street that stand for others."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from bundel.core.playbook import MOST_TEXT
from bundel.network.models import Synonym, Taxonomy, Term
from bundel.network.services import words
from bundel.playbook.kinds.kind import Content, Item, Kind, Setting, choice, code, flag, text

FIELDS = ("name", "name_en", "description", "is_active")


def _terms(municipality_id: uuid.UUID) -> Iterator[Item]:
    for row in Term.objects.filter(municipality_id=municipality_id):
        values = {name: getattr(row, name) for name in FIELDS}
        yield Item(row.pk, {"taxonomy": row.taxonomy, "code": row.code, **values})


def _add_terms(setting: Setting, contents: Sequence[Content]) -> list[uuid.UUID]:
    return words.add_terms(actor=setting.actor, terms=contents)


def _save_term(setting: Setting, item: Item | None, content: Content) -> uuid.UUID:
    if item is None:
        return _add_terms(setting, [content])[0]
    values = {name: content[name] for name in FIELDS}
    row = Term.objects.get(pk=item.object_id)
    words.save_term(actor=setting.actor, term_id=row.pk, version=row.version, **values)
    return row.pk


def _synonyms(municipality_id: uuid.UUID) -> Iterator[Item]:
    for row in Synonym.objects.filter(municipality_id=municipality_id):
        yield Item(row.pk, {"word": row.word, "means": row.means})


def _add_synonyms(setting: Setting, contents: Sequence[Content]) -> list[uuid.UUID]:
    pairs = [(one["word"], one["means"]) for one in contents]
    return words.add_synonyms(actor=setting.actor, pairs=pairs)


def _save_synonym(setting: Setting, item: Item | None, content: Content) -> uuid.UUID:
    row = Synonym.objects.get(pk=item.object_id) if item else None
    return words.save_synonym(
        actor=setting.actor,
        word=content["word"],
        means=content["means"],
        synonym_id=row.pk if row else None,
        version=row.version if row else 1,
    )


TERMS = Kind(
    code="terms",
    label=_("Woorden van het netwerk"),
    explain=_("De lijsten waaruit partners kiezen: hulpvragen, doelgroepen en meer."),
    act=words.MANAGE,
    key=("taxonomy", "code"),
    title="name",
    once=("taxonomy", "name"),
    fields={
        "taxonomy": choice(_("lijst"), Taxonomy.choices),
        "code": code(_("code")),
        "name": text(_("naam"), 120),
        "name_en": text(_("Engelse naam"), 120),
        "description": text(_("uitleg"), MOST_TEXT),
        "is_active": flag(_("in gebruik")),
    },
    here=_terms,
    save=_save_term,
    add_all=_add_terms,
)
SYNONYMS = Kind(
    code="synonyms",
    label=_("Woorden van de straat"),
    explain=_("Woorden die bewoners gebruiken, en waar ze voor staan."),
    act=words.MANAGE,
    key=("word", "means"),
    title="word",
    fields={"word": text(_("woord"), 80), "means": text(_("staat voor"), 80)},
    here=_synonyms,
    save=_save_synonym,
    add_all=_add_synonyms,
)
