"""What the gallery shows: every component in its states, with the text that makes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bundel.errors import Difference, Fault

FOLDER = Path(__file__).resolve().parent / "templates" / "ui" / "examples"
Words = str | Promise


class ExampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label=_("Naam"), help_text=_("Zoals collega's het noemen."))
    hours = forms.DecimalField(label=_("Uren per kwartaal"), min_value=0)
    department = forms.ChoiceField(
        label=_("Afdeling"), choices=[("wi", _("Werk & Inkomen")), ("sb", _("Stedelijk Beleid"))]
    )
    summary = forms.CharField(label=_("Samenvatting"), widget=forms.Textarea, required=False)
    review = forms.DateField(
        label=_("Kijk opnieuw op"), widget=forms.DateInput(attrs={"type": "date"})
    )
    level = forms.ChoiceField(
        label=_("Niveau"),
        choices=[("small", _("klein")), ("usual", _("gewoon")), ("large", _("groot"))],
        widget=forms.RadioSelect,
    )
    often = forms.ChoiceField(
        label=_("Hoe vaak?"),
        choices=[
            ("week", _("elke week")),
            ("month", _("elke maand")),
            (_("Anders"), [("year", _("elk jaar")), ("once", _("eenmaal"))]),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    must_finish = forms.BooleanField(label=_("Moet klaar zijn binnen het plan"), required=False)


class ExampleUpload(forms.Form):
    """A file."""

    file = forms.FileField(label=_("Werkmap"), help_text=_("XLSX, hoogstens 5 MB."))


@dataclass(frozen=True)
class Example:
    """One component, drawn and written."""

    name: str

    @property
    def template(self) -> str:
        """Return the template that draws it."""
        return f"ui/examples/{self.name}.html"

    @property
    def source(self) -> str:
        """Return the text that a page builder writes."""
        return (FOLDER / f"{self.name}.html").read_text(encoding="utf-8").strip()


@dataclass(frozen=True)
class Group:
    """Examples that belong together."""

    id: str
    title: Words
    intro: Words
    names: tuple[str, ...]

    @property
    def examples(self) -> list[Example]:
        """Return the examples in the order of their names here."""
        return [Example(name) for name in self.names]


GROUPS = (
    Group(
        "knoppen",
        _("Knoppen en koppelingen"),
        _("Een knop is een werkwoord. Hoogstens één per bladzijde is de belangrijkste."),
        ("button", "link", "menu", "dialog"),
    ),
    Group(
        "feiten",
        _("Wat telt"),
        _("Drie tot vijf feiten. Nu is warm, later is blauw; ze worden nooit opgeteld."),
        ("facts", "now_later", "state", "grade", "tags", "formats"),
    ),
    Group(
        "berichten",
        _("Berichten en wachten"),
        _("Zeg wat er is, en wat de volgende stap is. Wachten toont voortgang."),
        ("notice", "empty", "progress", "live", "steps"),
    ),
    Group(
        "velden",
        _("Velden"),
        _("Elk veld heeft een label. Fouten staan bovenaan en bij het veld."),
        ("form", "form_fields", "thumbs", "error_summary", "file", "filters"),
    ),
    Group(
        "lijsten",
        _("Tabellen, lijsten en kaarten"),
        _("Kleur staat nooit alleen: het cijfer staat erbij."),
        ("table", "work_list", "card", "section", "tabs", "finding"),
    ),
    Group(
        "beeld",
        _("Beeld en verloop"),
        _("Een beeld heeft zijn antwoord als titel, en een tabel eronder."),
        ("figure", "history", "diff"),
    ),
)


def shown(now: datetime) -> dict[str, Any]:
    """Return the values that the examples show."""
    return {
        "filled": ExampleForm(initial={"name": _("Energiehulp aan huis"), "hours": 120}),
        "wrong": ExampleForm({"wrong-hours": "-3"}, prefix="wrong"),
        "upload": ExampleUpload(),
        "faults": [Fault("hours", gettext("Vul een getal in van 0 of hoger."))],
        "differences": [
            Difference("name", gettext("Naam"), "Fixers aan huis", "Energiehulp aan huis")
        ],
        "crumbs": [(_("Vandaag"), "/"), (_("Onderdelen"), "")],
        "states": [("", _("alle")), ("idea", _("idee")), ("running", _("lopend"))],
        "page": Paginator(range(30), 10).page(2),
        "cells": [0.0, 0.2, 0.5, 0.8, 1.0, 1.4, 3.65],
        "teams": [_("Jurist privacy"), _("Projectleider"), _("Communicatie")],
        "words": ["Almere Haven", "Almere Buiten", "Almere Stad"],
        "steps": [
            (_("Kies een bestand"), "done", "#berichten"),
            (_("Kijk na"), "now", ""),
            (_("Neem over"), "todo", ""),
        ],
        "yesterday": now - timedelta(days=1),
        "soon": now + timedelta(days=6),
    }
