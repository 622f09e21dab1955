"""What is asked of people about a pattern."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.ui.fields import IdField, TextField, offer
from bundel.ui.form_pages import VersionOnly


class Dismiss(VersionOnly):
    """Why a pattern is none, and when to look again."""

    reason = TextField(
        label=_("Waarom herkent u dit niet?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Schrijf over de groep. Geen namen of andere gegevens van één persoon."),
    )
    review_date = forms.DateField(
        label=_("Wanneer kijkt u opnieuw?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class OnAgenda(forms.Form):
    """On which gathering's agenda a pattern comes."""

    gathering_id = IdField(label=_("Welke bijeenkomst?"))

    def __init__(self, *args: Any, gatherings: Sequence[Any] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "gathering_id", gatherings)
