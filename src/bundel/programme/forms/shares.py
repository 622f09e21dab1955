"""Forms about fair shares, and about what they are counted by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.programme.forms import fields


class EditFloor(forms.Form):
    """At least so many households counted in an area, for a group, or both."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    code = fields.words(_("Code"), 40)
    area_id = fields.IdField(label=_("Gebied"), empty=_("Alle gebieden"), required=False)
    group_id = fields.IdField(label=_("Maatregelgroep"), empty=_("Alle groepen"), required=False)
    households = fields.AmountField(label=_("Minstens zoveel huishoudens"), decimals=0)
    grade = fields.GradeField()
    basis = fields.prose(_("Waarop rust dat?"), rows=3)
    source = fields.words(_("Bron"), 500, required=False)

    def __init__(
        self, *args: Any, areas: Sequence[Any] = (), groups: Sequence[Any] = (), **more: Any
    ) -> None:
        super().__init__(*args, **more)
        fields.offer(self, "area_id", areas)
        fields.offer(self, "group_id", groups)

    def clean(self) -> dict[str, Any]:
        """Ask for a place."""
        data: dict[str, Any] = super().clean() or {}
        if not data.get("area_id") and not data.get("group_id"):
            self.add_error("area_id", _("Kies een gebied, een groep, of allebei."))
        return data


class EditAtRisk(forms.Form):
    """Households at risk in an area for a group; both are chosen only once."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    area_id = fields.IdField(label=_("Gebied"))
    group_id = fields.IdField(label=_("Maatregelgroep"))
    households = fields.AmountField(label=_("Huishoudens met risico"), decimals=0)
    weight = fields.AmountField(
        label=_("Gewicht"),
        most=99,
        decimals=3,
        initial=1,
        help_text=_("1 is gewoon. Met 1,2 telt een huishouden hier een vijfde zwaarder."),
    )
    grade = fields.GradeField()
    basis = fields.prose(_("Waarop rust dat?"), rows=3)
    source = fields.words(_("Bron"), 500, required=False)

    def __init__(
        self,
        *args: Any,
        areas: Sequence[Any] = (),
        groups: Sequence[Any] = (),
        placed: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        if placed:
            del self.fields["area_id"], self.fields["group_id"]
            return
        fields.offer(self, "area_id", areas)
        fields.offer(self, "group_id", groups)


class EditDepartment(forms.Form):
    """A part of the municipality that owns initiatives and people."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = fields.words(_("Naam"), 120)
    code = fields.words(_("Code"), 40)


class EditGroup(forms.Form):
    """Kinds of help that overlap: who has one, needs the next of the same kind less."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = fields.words(_("Naam"), 120)
    code = fields.words(_("Code"), 40)
    description = fields.prose(_("Welke hulp hoort erbij?"), rows=3)
