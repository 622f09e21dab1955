"""Forms of bodies: what they may decide, when they meet, and who sits there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.network.forms.gatherings import TimeField
from bundel.steering import rhythms
from bundel.steering.models import BodyKind, Matter, Part
from bundel.steering.selectors.bodies import BodyCard, Seat
from bundel.ui import fields

NO_RHYTHM = ("", _("geen vast ritme"))
KEPT = "kept"


class BodyForm(forms.Form):
    """A body as a whole: its mandate and its rhythm."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = fields.words(_("Naam"), 120, help_text=_("Bijvoorbeeld: Stuurgroep energiearmoede."))
    kind = forms.ChoiceField(label=_("Soort"), choices=BodyKind.choices)
    mandate = fields.prose(_("Mandaat in woorden"), rows=3)
    matters = forms.MultipleChoiceField(
        label=_("Mag besluiten over"),
        choices=Matter.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    limit_eur = fields.AmountField(
        label=_("Tot en met bedrag (euro)"),
        required=False,
        help_text=_("Leeg: geen grens."),
    )
    refers_to_id = fields.IdField(
        label=_("Legt voor aan"), required=False, empty=_("niemand hierboven")
    )
    area_id = fields.IdField(label=_("Gebied"), required=False, empty=_("de hele gemeente"))
    often = forms.ChoiceField(label=_("Hoe vaak"), required=False)
    weekday = forms.TypedChoiceField(
        label=_("Op welke dag"),
        choices=list(enumerate(rhythms.WEEKDAYS)),
        coerce=int,
        required=False,
    )
    place_in_month = forms.TypedChoiceField(
        label=_("Welke in de maand"),
        choices=list(rhythms.PLACES.items()),
        coerce=int,
        required=False,
        help_text=_("Alleen bij iedere maand en ieder kwartaal."),
    )
    first_date = fields.DayField(
        label=_("Het ritme loopt vanaf"),
        required=False,
        help_text=_("Bij om de week en ieder kwartaal telt het ritme vanaf deze dag."),
    )
    starts_time = TimeField(label=_("Begint om"), initial=time(9, 30))
    minutes = fields.WholeField(label=_("Duur in minuten"), least=5, most=600, initial=90)
    place = fields.words(_("Vaste plaats"), 300, required=False)

    def __init__(self, *given: Any, rule: str = "", **more: Any) -> None:
        super().__init__(*given, **more)
        # A rule that these words do not know stays as it is until another is chosen.
        self.rule = rule
        own = [(KEPT, rule)] if rule and rhythms.chosen_of(rule) is None else []
        often = [(key, words) for key, (_freq, _n, words) in rhythms.OFTEN.items()]
        fields.choose(self, "often", [NO_RHYTHM, *often, *own])

    def clean(self) -> dict[str, Any]:
        """Make a rule of what was chosen in words."""
        values = super().clean() or {}
        often = values.pop("often", "")
        weekday, place = values.pop("weekday", 0), values.pop("place_in_month", 1)
        if often and not values.get("first_date"):
            self.add_error("first_date", _("Kies vanaf welke dag het ritme loopt."))
        if often == KEPT:
            values["recurrence"] = self.rule
        else:
            chosen = rhythms.Chosen(often, int(weekday or 0), int(place or 1)) if often else None
            values["recurrence"] = rhythms.rule_of(chosen) if chosen else ""
        return values


class MemberForm(forms.Form):
    """Who sits in a body, and as what."""

    who = forms.ChoiceField(label=_("Wie"))
    part = forms.ChoiceField(label=_("Als"), choices=Part.choices, initial=Part.MEMBER)

    def __init__(
        self, *given: Any, seats: tuple[Sequence[Seat], Sequence[Seat]], **more: Any
    ) -> None:
        super().__init__(*given, **more)
        people, partners = seats
        groups = [
            (_("Medewerkers"), [(one.key, one.name) for one in people]),
            (_("Partners"), [(one.key, one.name) for one in partners]),
        ]
        fields.choose(self, "who", [("", _("Kies")), *groups])

    def clean(self) -> dict[str, Any]:
        """Say whether it is a colleague or a partner."""
        values = super().clean() or {}
        kind, _colon, pk = values.pop("who", "").partition(":")
        if pk:
            values[f"{kind}_id"] = UUID(pk)
        return values


def start(card: BodyCard) -> dict[str, Any]:
    """Return what a body is now, for its form."""
    chosen = rhythms.chosen_of(card.recurrence)
    often = chosen.often if chosen else KEPT if card.recurrence else ""
    names = (
        "version",
        "name",
        "kind",
        "mandate",
        "matters",
        "limit_eur",
        "refers_to_id",
        "area_id",
        "first_date",
        "starts_time",
        "minutes",
        "place",
    )
    return {
        **{name: getattr(card, name) for name in names},
        "often": often,
        "weekday": chosen.weekday if chosen else 0,
        "place_in_month": chosen.place if chosen else 1,
    }
