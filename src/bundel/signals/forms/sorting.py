"""The forms about teams, themes and settings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, cast
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bundel.ui import fields


class EditTeam(forms.Form):
    """Who is in a team, and who hears of silence."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = fields.words(_("Naam"), 120)
    members = forms.MultipleChoiceField(
        label=_("Mensen"), required=False, widget=forms.CheckboxSelectMultiple
    )
    email = forms.EmailField(label=_("E-mailadres van het team"), required=False)
    commissioner_id = fields.IdField(
        label=_("Opdrachtgever"),
        required=False,
        help_text=_("Hoort het als een belofte voorbij is."),
        empty=_("niemand"),
    )
    is_active = forms.BooleanField(label=_("In gebruik"), required=False, initial=True)

    def __init__(
        self, *given: Any, people: Sequence[Any], commissioners: Sequence[Any], **more: Any
    ) -> None:
        super().__init__(*given, **more)
        fields.choose(self, "members", people)
        fields.choose(self, "commissioner_id", [("", _("niemand")), *commissioners])

    def clean_members(self) -> list[UUID]:
        """Return ids as ids."""
        return [UUID(value) for value in self.cleaned_data["members"]]


class EditTheme(forms.Form):
    """What a theme is called and what it means."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = fields.words(_("Naam"), 120)
    description = fields.prose(
        _("Uitleg"), rows=3, help_text=_("Een paar voorbeelden, zodat melders het herkennen.")
    )
    need_id = fields.IdField(
        label=_("Hulpvraag"),
        required=False,
        help_text=_("Leidt van een patroon naar partners die kunnen helpen."),
    )
    name_en = fields.words(_("Engelse naam"), 120, required=False)
    is_active = forms.BooleanField(label=_("In gebruik"), required=False, initial=True)

    def __init__(self, *given: Any, needs: Sequence[Any], **more: Any) -> None:
        super().__init__(*given, **more)
        fields.choose(self, "need_id", [("", _("geen")), *needs])


class DaysField(fields.TextField):
    """Days, one on each line as people write them."""

    default_error_messages = {  # noqa: RUF012  # Django merges these by class
        "invalid": _("Dit is geen datum: %(what)s. Schrijf zoals 31-12-2027, elke dag apart."),
    }

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, **more)

    def prepare_value(self, value: Any) -> Any:
        """Return days as people write them."""
        if isinstance(value, list | tuple):
            return "\n".join(day.strftime("%d-%m-%Y") for day in value)
        return value

    def clean(self, value: Any) -> Any:
        """Return the days in their order, each once."""
        return sorted(
            {self._day(text) for text in re.split(r"[\s,;]+", super().clean(value)) if text}
        )

    def _day(self, text: str) -> date:
        try:
            return cast(date, fields.DayField().clean(text))
        except ValidationError as error:
            words = self.error_messages["invalid"]
            raise ValidationError(words, code="invalid", params={"what": text}) from error


class EditSettings(forms.Form):
    """How a municipality works with its signals."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    fallback_team_id = fields.IdField(label=_("Team als geen regel past"))
    promise_days = fields.WholeField(label=_("Antwoord als geen regel past"), least=1, most=60)
    closed_dates = DaysField(
        label=_("Dagen dicht"),
        required=False,
        help_text=_("Naast weekend en feestdagen. Zoals 2-1-2027, elke dag op een regel."),
    )
    first_nudge_days = fields.WholeField(label=_("Eerste herinnering"), least=3, most=60)
    second_nudge_days = fields.WholeField(label=_("Tweede herinnering"), least=0, most=60)
    commissioner_days = fields.WholeField(label=_("Naar de opdrachtgever"), least=1, most=60)
    link_days = fields.WholeField(label=_("Een link in een mail werkt"), least=1, most=90)
    close_days = fields.WholeField(label=_("Sluit na het antwoord"), least=1, most=365)
    keep_months = fields.WholeField(label=_("Wis de woorden na"), least=1, most=120)
    mail_address = forms.EmailField(
        label=_("E-mailadres waar signalen heen mogen"),
        required=False,
        help_text=_("Dit werkt als uw beheerder er een postbus voor heeft ingesteld."),
    )
    early_signal_where = fields.words(
        _("Waar gaat een vroegsignaal heen?"),
        300,
        required=False,
        help_text=_("Een vroegsignaal gaat over één persoon en hoort niet in Bundel."),
    )
    early_signal_url = forms.URLField(
        label=_("Webadres daarvan"), required=False, assume_scheme="https"
    )
    has_neighbourhoods = forms.BooleanField(
        label=_("Melders mogen een buurt kiezen"),
        required=False,
        help_text=_("Alleen buurten vanaf 100 woningen."),
    )
    has_photos = forms.BooleanField(
        label=_("Foto's mogen mee"),
        required=False,
        help_text=_("Iemand van de gemeente bekijkt elke foto eerst."),
    )
    scan_days = fields.WholeField(label=_("Zoek patronen over"), least=28, most=1825)
    scan_one_per_organisation = forms.BooleanField(
        label=_("Tel herhaling van één organisatie één keer"), required=False
    )

    def __init__(self, *given: Any, teams: Sequence[Any], **more: Any) -> None:
        super().__init__(*given, **more)
        fields.choose(self, "fallback_team_id", teams)
