"""Forms that keep the directory fresh."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.ui import fields


class Correct(forms.Form):
    """What is no longer right, in words."""

    text = fields.TextField(
        label=_("Wat is er veranderd?"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("Schrijf niets over bewoners."),
    )


class EditSettings(forms.Form):
    """What the municipality chooses for its network."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    confirm_months = fields.WholeField(
        label=_("Vraag partners of hun gegevens kloppen na"), least=1, most=36
    )
    room_stale_days = fields.WholeField(label=_("Plek is verouderd na"), least=1, most=365)
    goods_unused_days = fields.WholeField(label=_("Aanbod is ongebruikt na"), least=1, most=365)
    missed_gatherings = fields.WholeField(
        label=_("Bel een partner na zo veel gemiste bijeenkomsten"), least=1, most=10
    )
    digest_day = fields.WholeField(
        label=_("Dag van de maand waarop de maandmail gaat"), least=1, most=28
    )
    welcome = fields.prose(_("Wat moet een nieuwe partner weten?"), rows=6)
