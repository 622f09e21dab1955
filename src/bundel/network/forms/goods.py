"""Forms of goods and hours: short enough for a phone at the door of a cellar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.network.models import Side, Transport
from bundel.ui import fields

SIDES = ((Side.OFFER.value, _("Wij hebben iets")), (Side.REQUEST.value, _("Wij zoeken iets")))


class EditGoods(forms.Form):
    """What it is, how much, where, and who brings it; never for whom."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind_id = fields.IdField(label=_("Soort"))
    title = fields.words(
        _("Wat is het?"),
        150,
        help_text=_("Zoals: koelkast, 2 jaar oud. Of: aanvraaghulp. Nooit voor wie het is."),
    )
    amount = fields.WholeField(label=_("Hoeveel, of hoeveel uur?"), least=1, initial=1)
    area_id = fields.IdField(label=_("In welk gebied?"), required=False)
    transport = forms.ChoiceField(
        label=_("Vervoer"), choices=Transport.choices, initial=Transport.NONE
    )
    from_date = fields.DayField(label=_("Vanaf"), required=False)
    until_date = fields.DayField(label=_("Tot en met"), required=False)
    contact_id = fields.IdField(label=_("Wie kan men bellen?"), required=False)
    note = fields.words(_("Toelichting"), 500, required=False)

    def __init__(
        self,
        *given: Any,
        kinds: Sequence[Any],
        areas: Sequence[Any],
        people: Sequence[Any] = (),
        **more: Any,
    ) -> None:
        super().__init__(*given, **more)
        fields.choose(self, "kind_id", [("", _("Kies")), *kinds])
        fields.choose(self, "area_id", [("", _("heel de gemeente")), *areas])
        fields.choose(self, "contact_id", [("", _("ons eerste aanspreekpunt")), *people])


class NewGoods(EditGoods):
    """The same, with which side it is and of whom."""

    side = forms.ChoiceField(
        label=_("Hebt u iets, of zoekt u iets?"), choices=SIDES, widget=forms.RadioSelect
    )
    organisation_id = fields.IdField(label=_("Organisatie"))

    def __init__(self, *given: Any, organisations: Sequence[Any], **more: Any) -> None:
        super().__init__(*given, **more)
        fields.offer(self, "organisation_id", organisations)


class Reserve(forms.Form):
    """How much to keep, for whom, and how it changes hands."""

    offer_id = fields.IdField(required=False, widget=forms.HiddenInput)
    request_id = fields.IdField(required=False, widget=forms.HiddenInput)
    taker_id = fields.IdField(label=_("Voor welke organisatie?"), required=False)
    amount = fields.WholeField(label=_("Hoeveel?"), least=1)
    note = fields.words(
        _("Hoe en wanneer draagt u het over?"),
        300,
        required=False,
        help_text=_("Zoals: donderdag na 10 uur bij de balie."),
    )

    def __init__(self, *given: Any, takers: Sequence[Any] = (), **more: Any) -> None:
        super().__init__(*given, **more)
        fields.offer(self, "taker_id", takers)
