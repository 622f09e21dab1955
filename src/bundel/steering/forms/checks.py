"""Forms of checks: accepting a finding, making an action of it, and choosing rules."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.ui import fields
from bundel.ui.form_pages import VersionOnly


class Accept(VersionOnly):
    """Why something may stay as it is, and until when."""

    because = fields.TextField(
        label=_("Waarom mag dit zo blijven?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Iedereen leest dit erbij."),
    )
    until = fields.DayField(
        label=_("Tot welke dag?"), help_text=_("Op deze dag komt dit terug, als het er nog is.")
    )


class AsAction(forms.Form):
    """An action that mends what was found."""

    text = fields.words(_("Wat moet er gebeuren?"), 500)
    owner_id = fields.IdField(label=_("Wie doet het?"))
    due_date = fields.DayField(label=_("Voor welke dag?"))

    def __init__(self, *args: Any, people: Iterable[Any] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        fields.offer(self, "owner_id", people)


class RuleChoice(VersionOnly):
    """A rule on or off, and its limit."""

    is_on = forms.BooleanField(label=_("Deze controle staat aan"), required=False)
    limit = fields.AmountField(
        label=_("Grens"), required=False, most=9_999_999, help_text=_("Leeg: de gewone grens.")
    )
