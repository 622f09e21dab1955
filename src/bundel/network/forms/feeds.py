"""Forms about sources of the directory."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.ui import fields


class AddFeed(forms.Form):
    """What a source is called, and where it is."""

    name = fields.words(_("Naam"), 120)
    url = forms.URLField(
        label=_("Adres van de bron"),
        required=False,
        assume_scheme="https",
        max_length=200,
        help_text=_("Leeg als u bestanden laadt. Bijvoorbeeld: https://bron.example/hsds/v3"),
    )
    licence = fields.words(_("Licentie of afspraak over gebruik"), 200, required=False)


class EditFeed(AddFeed):
    """The same of a source that is there."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class SwitchFeed(forms.Form):
    """Whether a source is read from now on."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    is_active = forms.BooleanField(required=False, widget=forms.HiddenInput)


class ReadFile(forms.Form):
    """A file of a source."""

    file = forms.FileField(
        label=_("Bestand"),
        help_text=_("JSON, of een zip met CSV-bestanden. Hooguit 5 MB."),
        error_messages={
            "required": _("Kies eerst een bestand."),
            "empty": _("Dit bestand is leeg."),
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".json,.zip"}),
    )


class TakeOver(forms.Form):
    """Which records to take over, of the differences as they were shown."""

    fingerprint = forms.CharField(widget=forms.HiddenInput, max_length=64)
