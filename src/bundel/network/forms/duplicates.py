"""Forms for what stands in the directory twice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.network.models import Kind, Verdict
from bundel.network.selectors.duplicates import Difference

LEFT, RIGHT = "left", "right"


class Decide(forms.Form):
    """Which of three it is."""

    verdict = forms.ChoiceField(
        label=_("Is dit dezelfde?"), choices=Verdict.choices, widget=forms.RadioSelect
    )


class MergeTwo(forms.Form):
    """Which of both stays, and from which each field comes."""

    def __init__(
        self,
        *args: Any,
        names: tuple[str, str] = ("", ""),
        differences: Iterable[Difference] = (),
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.fields["keep"] = forms.ChoiceField(
            label=_("Welke blijft?"),
            choices=[(LEFT, names[0]), (RIGHT, names[1])],
            widget=forms.RadioSelect,
        )
        for one in differences:
            self.fields[f"veld_{one.name}"] = forms.ChoiceField(
                label=one.label.capitalize(),
                choices=[(LEFT, one.left or "–"), (RIGHT, one.right or "–")],
                widget=forms.RadioSelect,
                initial=LEFT if one.left else RIGHT,
            )

    def from_other(self) -> set[str]:
        """Return the fields whose value comes from the one that goes."""
        keep = self.cleaned_data["keep"]
        return {
            name.removeprefix("veld_")
            for name, side in self.cleaned_data.items()
            if name.startswith("veld_") and side != keep
        }


class WhichPair(forms.Form):
    """The two of which a page is."""

    soort = forms.ChoiceField(choices=Kind.choices)
    een = forms.UUIDField()
    ander = forms.UUIDField()


class WhichMerge(forms.Form):
    """The merging that is undone."""

    merge_id = forms.UUIDField(widget=forms.HiddenInput)
