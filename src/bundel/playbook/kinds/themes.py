"""Themes of signals, each with the need that it leads to."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from bundel.core.playbook import MOST_TEXT
from bundel.network.models import Taxonomy, Term
from bundel.playbook.kinds.kind import Content, Item, Kind, Setting, code, flag, text
from bundel.signals.models import SignalTheme
from bundel.signals.services import themes

FIELDS = ("name", "name_en", "description", "is_active")


def _here(municipality_id: uuid.UUID) -> Iterator[Item]:
    for row in SignalTheme.objects.filter(municipality_id=municipality_id).select_related("need"):
        values = {name: getattr(row, name) for name in FIELDS}
        need = row.need.code if row.need else ""
        yield Item(row.pk, {"code": row.code, **values, "need": need})


def _save(setting: Setting, item: Item | None, content: Content) -> uuid.UUID:
    here = {"municipality_id": setting.actor.municipality_id}
    needs = Term.objects.filter(**here, taxonomy=Taxonomy.NEED, code=content["need"])
    need_id = needs.values_list("pk", flat=True).first()
    values = {name: content[name] for name in FIELDS}
    row = SignalTheme.objects.get(pk=item.object_id) if item else None
    return themes.save_theme(
        actor=setting.actor,
        theme_id=row.pk if row else None,
        version=row.version if row else 0,
        code="" if row else content["code"],
        need_id=need_id,
        **values,
    )


KIND = Kind(
    code="themes",
    label=_("Thema's van signalen"),
    explain=_("Waarover signalen gaan, en welke hulpvraag erbij hoort."),
    act=themes.ACT,
    key=("code",),
    title="name",
    once=("name",),
    fields={
        "code": code(_("code")),
        "name": text(_("naam"), 120),
        "name_en": text(_("Engelse naam"), 120),
        "description": text(_("uitleg"), MOST_TEXT),
        "is_active": flag(_("in gebruik")),
        "need": text(_("hulpvraag"), 60, is_free=False),
    },
    here=_here,
    save=_save,
)
