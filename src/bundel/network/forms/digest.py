"""The switches of the monthly mail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.network.selectors.digest import subjects


def _choices() -> list[tuple[str, Any]]:
    return [(one.code, one.label) for one in subjects()]


class Subjects(forms.Form):
    """Which subjects somebody wants; none is an answer too."""

    subjects = forms.MultipleChoiceField(
        label=_("Waarover wilt u lezen?"),
        choices=_choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Zet alles uit als u geen mail meer wilt."),
    )
