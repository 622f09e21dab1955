"""The trail in words: what was done, to what, and what a reading of the whole showed."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.apps import apps
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bundel.accounts.models import Role
from bundel.audit.acts import ACTIONS, KINDS
from bundel.audit.auditor import Finding, Tampering

CHANNELS = {
    "web": gettext_lazy("website"),
    "api": gettext_lazy("koppeling"),
    "job": gettext_lazy("vanzelf"),
    "cli": gettext_lazy("opdrachtregel"),
    "calendar": gettext_lazy("agenda"),
    "mail": gettext_lazy("mail"),
}
RESULTS = {"ok": gettext_lazy("gelukt"), "refused": gettext_lazy("geweigerd")}


def action(name: str) -> str:
    """Return what was done, in words; an act without words keeps its name."""
    return str(ACTIONS.get(name, name))


def kind(name: str) -> str:
    """Return what it was done to, in words."""
    return str(KINDS.get(name, name))


def role(name: str) -> str:
    """Return a role in words."""
    return str(dict(Role.choices).get(name, name))


def verdict(found: int) -> str:
    """Return in one sentence what a reading of the whole trail showed."""
    if not found:
        return _("Het logboek klopt. Niemand heeft er iets aan veranderd.")
    return ngettext(
        "Het logboek klopt niet. Er is %(count)s plek waar iemand aan zat.",
        "Het logboek klopt niet. Er zijn %(count)s plekken waar iemand aan zat.",
        found,
    ) % {"count": found}


def finding(found: Finding) -> str:
    """Return one place where the trail was touched, in a sentence."""
    place = _place(found)
    sentences = {
        Tampering.EDITED: _("%(place)s: veranderd nadat het zegel erop zat."),
        Tampering.BACKDATED: _("%(place)s: het tijdstip past niet bij de plek."),
        Tampering.DELETED: _("%(place)s: verwijderd."),
        Tampering.CUT: _("%(place)s: weg, met de zegels erbij."),
        Tampering.INSERTED: _("%(place)s: later toegevoegd."),
        Tampering.RECHAINED: _("%(place)s: de zegels zijn opnieuw gemaakt."),
        Tampering.UNANCHORED: _("%(place)s: de zegels staan niet in het ankerbestand."),
    }
    return sentences[found.kind] % {"place": place}


def _place(found: Finding) -> str:
    if found.first_entry == found.last_entry:
        place = _("Regel %(number)s") % {"number": found.first_entry}
    else:
        place = _("Regel %(first)s tot en met %(last)s") % {
            "first": found.first_entry,
            "last": found.last_entry,
        }
    if found.at is None:
        return place
    at = date_format(timezone.localtime(found.at), "j F Y H:i")
    return _("%(place)s (%(at)s)") % {"place": place, "at": at}


def field(name: str, of_kind: str) -> str:
    """Return what people call a field of this kind of thing; else its own name."""
    plain = name.removesuffix("_id")
    names = _field_names()
    found = names.get((of_kind, plain)) or names.get(("", plain)) or name
    return str(found)


def value(given: Any) -> str:
    """Return a value as people read it."""
    if given is None or given == "":
        return "–"
    if isinstance(given, bool):
        return _("ja") if given else _("nee")
    if isinstance(given, list | dict):
        return json.dumps(given, ensure_ascii=False)
    return str(given)


@cache
def _field_names() -> dict[tuple[str, str], Any]:
    """Return the words of every field of ours, by the kind that has it and by its name alone."""
    names: dict[tuple[str, str], Any] = {}
    for model in apps.get_models():
        if not model.__module__.startswith("bundel."):
            continue
        for column in model._meta.concrete_fields:
            words = column.verbose_name
            names[(str(model._meta.model_name), column.name)] = words
            names.setdefault(("", column.name), words)
    return names
