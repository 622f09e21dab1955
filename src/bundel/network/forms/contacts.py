"""Forms about the people of partners."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.network.models import Visibility
from bundel.ui import fields


class EditContact(forms.Form):
    """Who somebody is at work, and who may see that."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = fields.words(_("Naam"), 120)
    function = fields.words(_("Functie"), 120, required=False)
    email = forms.EmailField(label=_("E-mailadres van het werk"), required=False)
    phone = fields.PhoneField(label=_("Telefoon van het werk"), required=False)
    visibility = forms.ChoiceField(
        label=_("Wie ziet deze persoon?"),
        choices=Visibility.choices,
        widget=forms.RadioSelect,
        initial=Visibility.NETWORK,
        help_text=_("Vraag dit aan de persoon zelf."),
    )
    is_first = forms.BooleanField(
        label=_("Eerste aanspreekpunt"),
        required=False,
        help_text=_("Krijgt de mail met de vraag of alles nog klopt."),
    )
    expertise = forms.MultipleChoiceField(
        label=_("Weet veel van"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, expertise: Sequence[Any] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        fields.choose(self, "expertise", expertise)


class Leave(forms.Form):
    """Who leaves hands over."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    left_date = fields.DayField(label=_("Laatste werkdag"))
    successor_id = fields.IdField(
        label=_("Wie volgt op?"),
        required=False,
        help_text=_("Alles wat hieronder staat, gaat naar deze collega."),
    )
    handover_note = fields.TextField(
        label=_("Wat moet de opvolger weten?"),
        max_length=5000,
        widget=forms.Textarea,
        help_text=_("Schrijf niets over bewoners."),
    )

    def __init__(self, *args: Any, successors: Sequence[Any] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        nobody = ("", _("Nog niemand"))
        fields.choose(self, "successor_id", [nobody, *successors])
