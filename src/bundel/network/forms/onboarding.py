"""The form that lets a new partner in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.ui import fields

WAYS = (
    ("account", _("Met een account: de organisatie houdt zelf alles bij")),
    ("link", _("Zonder account: per mail met een link")),
)


class InvitePartner(forms.Form):
    """Which organisation, whom to mail, and how they take part."""

    name = fields.words(_("Naam van de organisatie"), 200)
    kind_id = fields.IdField(label=_("Soort organisatie"), required=False)
    contact_name = fields.words(_("Naam van de contactpersoon"), 120)
    email = forms.EmailField(label=_("E-mailadres van het werk"))
    way = forms.ChoiceField(
        label=_("Hoe doet deze organisatie mee?"),
        choices=WAYS,
        widget=forms.RadioSelect,
        initial="account",
    )

    def __init__(self, *given: Any, kinds: Sequence[Any], **more: Any) -> None:
        super().__init__(*given, **more)
        fields.choose(self, "kind_id", [("", _("Kies")), *kinds])
