"""The form with which a file of signals comes in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SignalFile(forms.Form):
    """A file, and whether one wrong row keeps all others out."""

    file = forms.FileField(
        label=_("Bestand met signalen"),
        help_text=_("Een bestand van Excel (.xlsx) of CSV, met één blad."),
        error_messages={
            "required": _("Kies eerst een bestand."),
            "empty": _("Dit bestand is leeg. Kies een bestand met rijen."),
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    is_whole = forms.BooleanField(
        label=_("Neem niets over als één rij niet klopt"),
        required=False,
    )
