"""Forms of promises: fast to add, and rounded off with a word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.network.models import PromiseState
from bundel.ui import fields

ENDS = [(state.value, state.label) for state in PromiseState if state != PromiseState.OPEN]


class PromiseForm(forms.Form):
    """A concrete step: of whom, what, who does it, and by when."""

    organisation_id = fields.IdField(label=_("Organisatie"))
    text = fields.words(_("Wat gaat u doen?"), 300)
    owner_name = fields.words(_("Wie doet het?"), 120)
    due_date = fields.DayField(label=_("Klaar op"))

    def __init__(self, *given: Any, organisations: Iterable[Any], **more: Any) -> None:
        super().__init__(*given, **more)
        fields.offer(self, "organisation_id", organisations)
        self.fields["owner_name"].widget.attrs["list"] = "mensen"


class EditPromise(forms.Form):
    """The same step, said otherwise."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = fields.words(_("Wat gaat u doen?"), 300)
    owner_name = fields.words(
        _("Wie doet het?"), 120, required=False, help_text=_("Leeg: wie het al deed.")
    )
    due_date = fields.DayField(label=_("Klaar op"))


class EndPromise(forms.Form):
    """What became of it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=_("Wat is ervan geworden?"), choices=ENDS, widget=forms.RadioSelect
    )
    result = fields.prose(
        _("In een paar woorden"), rows=2, help_text=_("Nodig als het niet gelukt of vervallen is.")
    )


class CalendarForm(forms.Form):
    """Of what a calendar reads."""

    area_id = fields.IdField(
        label=_("Waarvan wilt u de agenda?"), required=False, empty=_("van mijzelf")
    )
