"""The forms about routing rules: one rule, one trial, and taking a list into use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from bundel.signals.models import Severity, Size
from bundel.signals.services.rules import PERSON, TEAM
from bundel.ui import fields

MONTH_OPTIONS = [(str(number), name) for number, name in MONTHS.items()]
PERIODS = [
    ("30", _("de afgelopen 30 dagen")),
    ("90", _("de afgelopen 90 dagen")),
    ("180", _("het afgelopen half jaar")),
    ("365", _("het afgelopen jaar")),
    ("1095", _("de afgelopen drie jaar")),
]
LISTS = [("concept", _("het concept")), ("geldt", _("de regels van nu"))]


def _many(label: Any, *, wide: bool = False, **more: Any) -> Any:
    """Return a field for some of a list; a long list scrolls, a short one stands open."""
    widget: Any = forms.SelectMultiple(attrs={"size": 6}) if wide else forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, required=False, widget=widget, **more)


class EditRule(forms.Form):
    """What a rule asks, to whom it sends, and what it promises."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = fields.words(_("Naam"), 120, help_text=_("Kort, zoals: Spoed in de winter."))
    themes = _many(_("Thema's"))
    areas = _many(
        _("Gebieden"), wide=True, help_text=_("Een stadsdeel geldt ook voor zijn wijken.")
    )
    severities = _many(_("Ernst"), choices=Severity.choices)
    sizes = _many(_("Omvang"), choices=Size.choices)
    months = _many(_("Maanden"), choices=MONTH_OPTIONS)
    traits = _many(_("Kenmerken van de groep"), wide=True, help_text=_("Eén ervan is genoeg."))
    target = forms.ChoiceField(
        label=_("Naar wie?"), error_messages={"required": _("Kies één team of één persoon.")}
    )
    promise_days = fields.WholeField(label=_("Antwoord binnen"), least=1, most=60)

    def __init__(
        self,
        *given: Any,
        themes: Sequence[Any],
        areas: Sequence[Any],
        traits: Sequence[Any],
        targets: Sequence[Any],
        **more: Any,
    ) -> None:
        super().__init__(*given, **more)
        fields.choose(self, "themes", themes)
        fields.choose(self, "areas", areas)
        fields.choose(self, "traits", traits)
        fields.choose(self, "target", [("", _("Kies")), *targets])

    def clean(self) -> dict[str, Any]:
        """Return ids as ids, months as numbers, and the target as one of two."""
        values = super().clean() or {}
        for name in ("themes", "areas", "traits"):
            values[name] = [UUID(value) for value in values.get(name, ())]
        values["months"] = sorted(int(month) for month in values.get("months", ()))
        kind, _colon, pk = values.pop("target", "").partition(":")
        values["team_id"] = UUID(pk) if kind == TEAM else None
        values["person_id"] = UUID(pk) if kind == PERSON else None
        return values


class MoveRule(forms.Form):
    """Which way a rule goes, in the list that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    way = forms.ChoiceField(choices=[("up", "up"), ("down", "down")])


class Activate(forms.Form):
    """Why the rules change."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    note = fields.words(
        _("Waarom?"), 300, help_text=_("Zoals: team Warmte neemt de rekeningen over.")
    )


class TrySignal(forms.Form):
    """A signal by its number."""

    nummer = fields.WholeField(label=_("Nummer van het signaal"), least=1, most=2_000_000_000)


class TryCase(forms.Form):
    """A signal that nobody told."""

    thema = fields.IdField(label=_("Thema"))
    gebied = fields.IdField(label=_("Gebied"), required=False)
    ernst = forms.ChoiceField(label=_("Ernst"), choices=Severity.choices)
    omvang = forms.ChoiceField(label=_("Omvang"), choices=Size.choices)
    maand = forms.TypedChoiceField(label=_("Maand"), choices=MONTH_OPTIONS, coerce=int)
    kenmerk = fields.IdField(label=_("Kenmerk van de groep"), required=False)

    def __init__(
        self,
        *given: Any,
        themes: Sequence[Any],
        areas: Sequence[Any],
        traits: Sequence[Any],
        today: date,
        **more: Any,
    ) -> None:
        super().__init__(*given, **more)
        fields.choose(self, "thema", themes)
        fields.choose(self, "gebied", [("", _("De hele gemeente")), *areas])
        fields.choose(self, "kenmerk", [("", _("geen")), *traits])
        self.fields["maand"].initial = str(today.month)
        self.fields["ernst"].initial = Severity.MIDDLE.value
        self.fields["omvang"].initial = Size.TO_25.value
