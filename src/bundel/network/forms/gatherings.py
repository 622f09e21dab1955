"""Forms of gatherings: when and where, who is asked, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.network.models import Reply
from bundel.network.selectors.gatherings import Choice, GatheringCard
from bundel.network.services.invitations import Guest
from bundel.ui import fields

HOME = "Europe/Amsterdam"
OWN_RULE = "own"
RHYTHMS = [
    ("", _("geen vast ritme")),
    ("FREQ=WEEKLY;INTERVAL=2", _("elke twee weken")),
    ("FREQ=MONTHLY", _("elke maand")),
    ("FREQ=MONTHLY;INTERVAL=3", _("elke drie maanden")),
    ("FREQ=MONTHLY;INTERVAL=6", _("elk half jaar")),
    ("FREQ=MONTHLY;INTERVAL=12", _("elk jaar")),
    (OWN_RULE, _("anders, met een eigen regel")),
]
ANSWERS = [(value, label) for value, label in Reply.choices if value != Reply.NEEDS_ACTION]


class TimeField(forms.TimeField):
    """A time on the clock, with the browser's own way to choose it."""

    def __init__(self, **more: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(widget=widget, input_formats=["%H:%M", "%H:%M:%S"], **more)
        self.error_messages["invalid"] = _("Vul een tijd in, zoals 09:30.")


class SeriesForm(forms.Form):
    """What a series is for, where, and its rhythm."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = fields.words(_("Naam"), 200, help_text=_("Bijvoorbeeld: Netwerk energiearmoede."))
    description = fields.prose(_("Waarvoor"), rows=2)
    area_id = fields.IdField(label=_("Gebied"), required=False, empty=_("de hele gemeente"))
    rhythm = forms.ChoiceField(label=_("Ritme"), choices=RHYTHMS, required=False)
    recurrence = fields.words(
        _("Eigen regel"),
        200,
        required=False,
        help_text=_("Volgens RFC 5545, zoals FREQ=MONTHLY;INTERVAL=3;BYDAY=3TH."),
    )
    place = fields.words(_("Vaste plaats"), 300, required=False)
    is_active = forms.BooleanField(label=_("De reeks loopt"), required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        """Put the chosen rhythm in the place of the rule."""
        values = super().clean() or {}
        rhythm = values.pop("rhythm", "")
        if rhythm == OWN_RULE and not values.get("recurrence"):
            self.add_error("recurrence", _("Schrijf de regel, of kies een ander ritme."))
        elif rhythm != OWN_RULE:
            values["recurrence"] = rhythm
        return values


class ProposeDates(forms.Form):
    """From which day on, at what time and how many dates to propose."""

    first_date = fields.DayField(label=_("Eerste dag"))
    from_time = TimeField(label=_("Van"), initial=time(9, 30))
    until_time = TimeField(label=_("Tot"), initial=time(11, 30))
    number = fields.WholeField(label=_("Hoeveel data"), least=1, most=60, initial=4)

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        values = super().clean() or {}
        _in_order(self, values)
        return values


class GatheringForm(forms.Form):
    """When and where people come together, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    origin = forms.CharField(widget=forms.HiddenInput, required=False, max_length=220)
    title = fields.words(_("Titel"), 200)
    day = fields.DayField(label=_("Dag"))
    from_time = TimeField(label=_("Van"))
    until_time = TimeField(label=_("Tot"))
    place = fields.words(_("Plaats"), 300, required=False)
    area_id = fields.IdField(label=_("Gebied"), required=False, empty=_("de hele gemeente"))
    series_id = fields.IdField(label=_("Reeks"), required=False, empty=_("geen reeks"))
    theme = fields.words(_("Eerste thema"), 200, required=False)
    invitation = fields.prose(
        _("Tekst van de uitnodiging"), rows=5, help_text=_("Dag, tijd en plaats staan er al bij.")
    )

    def clean(self) -> dict[str, Any]:
        """Make moments of the day and the times, by the clock on the wall."""
        values = super().clean() or {}
        if _in_order(self, values):
            day, zone = values.pop("day"), ZoneInfo(HOME)
            values["starts_at"] = datetime.combine(day, values.pop("from_time"), zone)
            values["ends_at"] = datetime.combine(day, values.pop("until_time"), zone)
        return values


class ThemeForm(forms.Form):
    """A theme, and where it comes from."""

    title = fields.words(_("Thema"), 200)
    origin = forms.CharField(widget=forms.HiddenInput, required=False, max_length=220)


class EditTheme(forms.Form):
    """How a theme is called."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = fields.words(_("Thema"), 200)


class GuestsForm(forms.Form):
    """Who may come: people of organisations, or an organisation at its own address."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    guests = forms.MultipleChoiceField(
        label=_("Wie mogen er komen?"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *given: Any, choices: Sequence[Choice], **more: Any) -> None:
        super().__init__(*given, **more)
        fields.choose(self, "guests", list(guest_options(choices)))

    @property
    def chosen(self) -> list[Guest]:
        """The guests as services know them."""
        return [guest_of(value) for value in self.cleaned_data["guests"]]


class Cancel(forms.Form):
    """Why a gathering does not go on."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = fields.prose(_("Waarom gaat het niet door?"), rows=3)


class Answer(forms.Form):
    """Whether somebody comes."""

    reply = forms.ChoiceField(label=_("Komt u?"), choices=ANSWERS, widget=forms.RadioSelect)


class MinutesForm(forms.Form):
    """Who was there, what was said of each theme, and what was agreed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    present = forms.MultipleChoiceField(
        label=_("Wie zijn er?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    walked_in = forms.MultipleChoiceField(
        label=_("Wie kwam er nog meer?"),
        widget=forms.SelectMultiple(attrs={"size": 6}),
        required=False,
    )
    said = fields.prose(_("Wat is besproken?"), rows=6)
    agreed = fields.prose(_("Wat is afgesproken?"), rows=4)

    def __init__(
        self, *given: Any, card: GatheringCard, others: Iterable[tuple[UUID, str]], **more: Any
    ) -> None:
        super().__init__(*given, **more)
        options = [(str(guest.id), guest.called) for guest in card.guests]
        fields.choose(self, "present", options)
        fields.choose(self, "walked_in", [(str(pk), name) for pk, name in others])
        self.themes = {theme.id: f"thema-{theme.id}" for theme in card.themes}
        for theme in card.themes:
            self.fields[self.themes[theme.id]] = fields.prose(theme.title, rows=3)

    @property
    def theme_fields(self) -> list[forms.BoundField]:
        """The fields for notes, theme by theme."""
        return [self[name] for name in self.themes.values()]


def offer_areas(form: forms.Form, groups: Sequence[Any]) -> None:
    """Let people choose from areas, in groups by their kind."""
    field = cast(fields.IdField, form.fields["area_id"])
    field.choices = [("", field.empty), *groups]


def minutes_start(card: GatheringCard) -> dict[str, Any]:
    """Return what stands already; who said to come is taken to be there."""
    is_first = all(guest.attended is None for guest in card.guests)
    return {
        "version": card.version,
        "said": card.said,
        "agreed": card.agreed,
        "present": [
            str(guest.id)
            for guest in card.guests
            if guest.attended or (is_first and guest.reply == Reply.ACCEPTED)
        ],
        **{f"thema-{theme.id}": theme.notes for theme in card.themes},
    }


def guest_options(choices: Iterable[Choice]) -> Iterable[tuple[str, str]]:
    """Yield everybody who can be asked, by organisation; those without an address say so."""
    for one in choices:
        for pk, name, function, _is_first, has_address in one.people:
            who = f"{one.name}: {name}" + (f", {function}" if function else "")
            mute = "" if has_address else " " + str(_("(geen e-mailadres)"))
            yield f"{one.id}:{pk}", who + mute
        if not one.people:
            mute = one.email or str(_("(geen e-mailadres)"))
            yield f"{one.id}:", f"{one.name}: {mute}"


def first_guests(choices: Iterable[Choice]) -> list[str]:
    """Return one guest of each organisation: the first person to turn to."""
    return [f"{one.id}:{one.people[0][0]}" if one.people else f"{one.id}:" for one in choices]


def guest_of(value: str) -> Guest:
    """Return a guest as services know it."""
    organisation, _colon, person = value.partition(":")
    return UUID(organisation), UUID(person) if person else None


def half_a_year_after(day: date) -> date:
    """Return the same day half a year later, or the last of that month."""
    years, month = divmod(day.month + 5, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + years, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def _in_order(form: forms.Form, values: dict[str, Any]) -> bool:
    """Tell whether both times are there and in order; say so at the field if they are not."""
    first, last = values.get("from_time"), values.get("until_time")
    if first and last and last <= first:
        form.add_error("until_time", _("Kies een tijd na het begin."))
        return False
    return bool(first and last and ("day" not in form.fields or values.get("day")))
