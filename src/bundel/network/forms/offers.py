"""Forms about services: what it is and for whom, where and when, and whether there is room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.network.models import Room, ServiceStatus, Taxonomy
from bundel.ui import fields

DAYS = [
    (1, _("maandag")),
    (2, _("dinsdag")),
    (3, _("woensdag")),
    (4, _("donderdag")),
    (5, _("vrijdag")),
    (6, _("zaterdag")),
    (7, _("zondag")),
]
# The lists from which a service is described, and what is asked.
LISTS = {
    Taxonomy.NEED: _("Waarmee helpt deze dienst?"),
    Taxonomy.TARGET_GROUP: _("Voor welke doelgroepen?"),
    Taxonomy.TENURE: _("Voor welke woonsituatie?"),
    Taxonomy.HEAT_SOURCE: _("Voor welke warmtebron?"),
    Taxonomy.REACH_ROUTE: _("Hoe bereikt u bewoners?"),
}
NO_CHOICE = _("Kies niets als het voor iedereen is.")


def _boxes(label: Any, hint: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, widget=forms.CheckboxSelectMultiple, help_text=hint
    )


class EditService(forms.Form):
    """What a service is, for whom, and how people get in."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = fields.words(_("Naam"), 200)
    alternate_name = fields.words(_("Ook bekend als"), 200, required=False)
    description = fields.TextField(
        label=_("Wat houdt het in?"), max_length=5000, widget=forms.Textarea
    )
    status = forms.ChoiceField(
        label=_("Status"), choices=ServiceStatus.choices, initial=ServiceStatus.ACTIVE
    )
    application_process = fields.prose(
        _("Hoe meldt men aan?"),
        help_text=_("Zoals: bel op werkdagen tot 12 uur, of loop binnen."),
    )
    contact_id = fields.IdField(label=_("Contactpersoon"), empty=_("Geen"), required=False)
    email = forms.EmailField(label=_("E-mailadres"), required=False)
    url = forms.URLField(label=_("Website"), required=False, assume_scheme="https", max_length=200)
    need = _boxes(LISTS[Taxonomy.NEED])
    target_group = _boxes(LISTS[Taxonomy.TARGET_GROUP], NO_CHOICE)
    tenure = _boxes(LISTS[Taxonomy.TENURE], NO_CHOICE)
    heat_source = _boxes(LISTS[Taxonomy.HEAT_SOURCE], NO_CHOICE)
    reach_route = _boxes(LISTS[Taxonomy.REACH_ROUTE])
    areas = _boxes(_("In welke gebieden?"), _("Kies niets als het voor de hele gemeente is."))
    languages = _boxes(_("In welke talen?"))
    interpretation_services = fields.words(
        _("Tolk"), 200, required=False, help_text=_("Zoals: tolkentelefoon, of na afspraak.")
    )
    eligibility_description = fields.prose(_("Voor wie, in woorden?"))
    minimum_age = fields.WholeField(label=_("Vanaf leeftijd"), most=120, required=False)
    maximum_age = fields.WholeField(label=_("Tot en met leeftijd"), most=120, required=False)
    income_limit_pct = fields.WholeField(
        label=_("Inkomen tot"),
        least=50,
        most=500,
        required=False,
        help_text=_("Deel van het sociaal minimum. Leeg is: geen grens."),
    )
    fees_description = fields.words(
        _("Wat kost het?"), 300, required=False, help_text=_("Zoals: gratis.")
    )
    needs_agreement = forms.BooleanField(
        label=_("Alleen zichtbaar voor partners met een geldige afspraak met ons"), required=False
    )

    def __init__(
        self,
        *args: Any,
        terms: Mapping[str, Sequence[Any]],
        areas: Sequence[Any],
        languages: Sequence[Any],
        contacts: Sequence[Any],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        for taxonomy in LISTS:
            fields.choose(self, taxonomy.value, terms.get(taxonomy, ()))
        fields.choose(self, "areas", areas)
        fields.choose(self, "languages", languages)
        fields.choose(self, "contact_id", [("", _("Geen")), *contacts])

    def clean(self) -> dict[str, Any]:
        """Refuse an upper age below the lower."""
        data: dict[str, Any] = super().clean() or {}
        least, most = data.get("minimum_age"), data.get("maximum_age")
        if least is not None and most is not None and most < least:
            self.add_error("maximum_age", _("Vul een leeftijd in die niet lager is."))
        return data


class Cost(forms.Form):
    """What it costs in one case; an empty line falls away."""

    option = fields.words(_("Wanneer"), 200, required=False)
    amount_eur = fields.AmountField(label=_("Bedrag"), most=9_999_999, required=False)
    description = fields.words(_("Toelichting"), 300, required=False)


class Times(forms.Form):
    """At which places a service is given."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    locations = _boxes(_("Op welke locaties?"))

    def __init__(self, *args: Any, locations: Sequence[Any] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        fields.choose(self, "locations", locations)


class Opening(forms.Form):
    """When somebody can come, on one day; a line without a day falls away."""

    weekday = forms.TypedChoiceField(
        label=_("Dag"), coerce=int, empty_value=None, required=False, choices=[("", "–"), *DAYS]
    )
    opens_at = forms.TimeField(
        label=_("Van"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    closes_at = forms.TimeField(
        label=_("Tot"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    location = fields.IdField(label=_("Waar"), empty=_("overal"), required=False)
    valid_from_date = fields.DayField(label=_("Vanaf"), required=False)
    valid_to_date = fields.DayField(label=_("Tot en met"), required=False)
    note = fields.words(_("Toelichting"), 200, required=False)

    def __init__(self, *args: Any, locations: Sequence[Any] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        fields.choose(self, "location", [("", _("overal")), *locations])

    def clean(self) -> dict[str, Any]:
        """Ask for both hours or none, in their order."""
        data: dict[str, Any] = super().clean() or {}
        if not data.get("weekday") or {"opens_at", "closes_at"} & set(self.errors):
            return data
        opens, closes = data.get("opens_at"), data.get("closes_at")
        if (opens is None) != (closes is None):
            self.add_error("closes_at", _("Vul beide tijden in, of geen van beide."))
        elif opens is not None and closes is not None and closes <= opens:
            self.add_error("closes_at", _("Vul een tijd in die later is."))
        first, last = data.get("valid_from_date"), data.get("valid_to_date")
        if first and last and last < first:
            self.add_error("valid_to_date", _("Vul een dag in die niet eerder is."))
        return data


class EditRoom(forms.Form):
    """Whether somebody new can come: four answers, on a phone one tap."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    room = forms.ChoiceField(
        label=_("Is er plek?"),
        choices=[choice for choice in Room.choices if choice[0] != Room.UNKNOWN],
        widget=forms.RadioSelect,
    )
    waiting_weeks = fields.WholeField(label=_("Wachttijd"), most=104, required=False)
    room_note = fields.words(_("Toelichting"), 200, required=False)
