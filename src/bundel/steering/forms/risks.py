"""Forms of risks: what may go wrong, and why it is closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bundel.steering.models import Size
from bundel.ui import fields
from bundel.ui.form_pages import VersionOnly


class RiskForm(forms.Form):
    """A risk as a whole."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = fields.words(
        _("Wat kan er misgaan?"),
        300,
        help_text=_("Bijvoorbeeld: de SPUK stopt voordat de fixers klaar zijn."),
    )
    consequence = fields.prose(_("Wat is dan het gevolg?"), rows=2)
    chance = forms.ChoiceField(label=_("Hoe groot is de kans?"), choices=Size.choices)
    impact = forms.ChoiceField(label=_("Hoe groot is het gevolg?"), choices=Size.choices)
    owner_id = fields.IdField(label=_("Wie let erop?"))
    early_sign = fields.prose(
        _("Waaraan ziet u het vroeg?"),
        rows=2,
        help_text=_("Het eerste teken dat het misgaat."),
    )
    rules = forms.MultipleChoiceField(
        label=_("Welke controles laten dat teken zien?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    answer = fields.prose(_("Wat doen we dan?"), rows=2)
    initiative_id = fields.IdField(
        label=_("Over welk initiatief?"), required=False, empty=_("het hele programma")
    )
    review_date = fields.DayField(label=_("Wanneer kijkt u opnieuw?"), required=False)

    def __init__(
        self,
        *args: Any,
        people: Iterable[Any] = (),
        initiatives: Iterable[Any] = (),
        rules: Iterable[Any] = (),
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        fields.offer(self, "owner_id", people)
        fields.offer(self, "initiative_id", initiatives)
        fields.choose(self, "rules", rules)

    def clean_review_date(self) -> date | None:
        """Refuse a day that has passed, unless it stood there already."""
        day: date | None = self.cleaned_data["review_date"]
        if day and day < timezone.localdate() and "review_date" in self.changed_data:
            raise forms.ValidationError(_("Kies vandaag of een dag daarna."))
        return day


class CloseRisk(VersionOnly):
    """Why nobody needs to watch it any more."""

    because = fields.prose(_("Waarom is dit risico gesloten?"), rows=3)
