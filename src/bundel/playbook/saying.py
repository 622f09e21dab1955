"""How people read a field of a part, and a fault in a package."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.core import playbook
from bundel.playbook.kinds import Field, Kind

SENTENCES: Mapping[str, Any] = {
    "bomb": gettext_lazy("Uitgepakt is dit groter dan %(most)s MB. Zo groot is geen draaiboek."),
    "edition": gettext_lazy("Een editie is een heel getal van 1 of meer."),
    "empty": gettext_lazy("Hier staat niets."),
    "files": gettext_lazy("Er staan te veel bestanden in, of twee met dezelfde naam."),
    "flag": gettext_lazy("Hier hoort ja of nee te staan (true of false)."),
    "form": gettext_lazy(
        "Deze vorm (%(found)s) kent deze Bundel niet, alleen vorm %(known)s. Werk Bundel eerst bij."
    ),
    "key": gettext_lazy("Een sleutel heeft 1 tot en met %(most)s tekens."),
    "kind": gettext_lazy("De soort '%(found)s' kent deze Bundel niet. Werk Bundel eerst bij."),
    "missing": gettext_lazy("Dit veld ontbreekt."),
    "no_document": gettext_lazy("Dit is geen draaiboek."),
    "no_json": gettext_lazy("Dit is geen leesbare JSON."),
    "no_playbook": gettext_lazy("In de zip staat geen %(file)s."),
    "no_zip": gettext_lazy("Dit is geen zip die te openen is."),
    "part": gettext_lazy("Een deel heeft een soort, een sleutel, inhoud en een vingerafdruk."),
    "parts": gettext_lazy("Hier hoort een lijst van delen te staan."),
    "path": gettext_lazy("Deze naam wijst buiten de zip."),
    "rows": gettext_lazy("Hier horen rijen van %(most)s vakken te staan."),
    "sha256": gettext_lazy("De vingerafdruk klopt niet: de inhoud is onderweg veranderd."),
    "text": gettext_lazy("Hier hoort een tekst van ten hoogste %(most)s tekens te staan."),
    "too_large": gettext_lazy("Een draaiboek is ten hoogste %(most)s MB."),
    "too_many_parts": gettext_lazy("Een draaiboek heeft ten hoogste %(most)s delen."),
    "twice": gettext_lazy("Het deel '%(found)s' staat er twee keer in."),
    "unknown_field": gettext_lazy("Dit veld hoort hier niet."),
    "whole": gettext_lazy("Hier hoort een heel getal van 0 tot en met %(most)s te staan."),
    "words": gettext_lazy("Hier hoort een lijst van woorden te staan."),
}


def fault_words(fault: playbook.Fault) -> str:
    """Return what is wrong with a package, with its place."""
    words = str(SENTENCES[fault.code]) % dict(fault.facts)
    return f"{fault.place}: {words}" if fault.place else words


def said(field: Field, value: Any) -> str:
    """Return the value of a field as people read it; a list has a line for each thing."""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, list):
        return "\n".join(_line(field, item) for item in value)
    words = {code: str(label) for code, label in field.choices}
    return words.get(value, "" if value is None else field.say(str(value)))


def title_of(kind: Kind, content: Mapping[str, Any]) -> str:
    """Return how people know a part."""
    return said(kind.fields[kind.title], content.get(kind.title)) or "-"


def _line(field: Field, item: Any) -> str:
    if isinstance(item, list):
        return " · ".join(str(cell) for cell in item if cell != "")
    return {code: str(label) for code, label in field.choices}.get(item, str(item))
