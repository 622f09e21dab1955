"""The forms about terms and words of the street."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.network.models import Taxonomy
from bundel.ui import fields


class EditTerm(forms.Form):
    """A term of a list; its list is chosen once."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    taxonomy = forms.ChoiceField(label=_("Lijst"), choices=Taxonomy.choices)
    name = fields.words(_("Naam"), 120)
    name_en = fields.words(_("Engelse naam"), 120, required=False)
    description = forms.CharField(
        label=_("Uitleg"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    is_active = forms.BooleanField(label=_("In gebruik"), required=False, initial=True)


class EditWord(forms.Form):
    """A word of the street and what it stands for."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    word = fields.words(_("Woord"), 80, help_text=_("Zoals mensen het zeggen: kieren, kou."))
    means = fields.words(
        _("Staat voor"), 80, help_text=_("De naam van een term, of een ander woord.")
    )
