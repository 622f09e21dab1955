"""The form of a report of progress."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class EditProgress(forms.Form):
    """What the lead writes; the figures stand beside it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    done = forms.CharField(
        label=_("Wat is gedaan?"), max_length=4000, required=False, widget=forms.Textarea
    )
    next = forms.CharField(
        label=_("Wat komt?"), max_length=4000, required=False, widget=forms.Textarea
    )
    trouble = forms.CharField(
        label=_("Wat zit tegen?"),
        help_text=_("Schrijf over het werk, niet over een inwoner."),
        max_length=4000,
        required=False,
        widget=forms.Textarea,
    )


class StartProgress(forms.Form):
    """On which quarter."""

    quarter = forms.CharField(label=_("Kwartaal"), max_length=7)
