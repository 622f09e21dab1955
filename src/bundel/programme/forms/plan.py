"""Forms about plans: how long and how precise, and the decision to adopt one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.programme.forms import fields
from bundel.programme.services import NotNowInput

PATIENCE = [
    ("20", _("20 seconden: een snelle indruk")),
    ("60", _("1 minuut: gewoon")),
    ("300", _("5 minuten: zo goed mogelijk")),
]
PRECISION = [
    ("0.01", _("1%: snel")),
    ("0.001", _("0,1%: gewoon")),
    ("0", _("0%: tot bewezen is dat het niet beter kan")),
]


class RunSettings(forms.Form):
    """How long the planner may search, and when a plan is good enough."""

    time_limit = forms.ChoiceField(
        label=_("Hoe lang mag het zoeken duren?"),
        choices=PATIENCE,
        help_text=_("De uitleg bij het plan mag daarna nog even lang duren."),
    )
    gap = forms.ChoiceField(
        label=_("Hoe dicht bij het best mogelijke?"),
        choices=PRECISION,
        help_text=_("Is dit eerder bewezen, dan stopt het zoeken eerder."),
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        given = initial or {}
        super().__init__(
            data,
            initial={
                "time_limit": _offered(PATIENCE, given.get("time_limit"), "60"),
                "gap": _offered(PRECISION, given.get("gap"), "0.001"),
            },
        )

    def parameters(self) -> dict[str, Any]:
        """Return the settings as the planner takes them."""
        return {
            "time_limit": float(self.cleaned_data["time_limit"]),
            "gap": float(self.cleaned_data["gap"]),
        }


def _offered(options: Sequence[tuple[str, Any]], value: float | None, usual: str) -> str:
    """Return the option with this value; a run from elsewhere may have one that we do not offer."""
    return next((option for option, _words in options if value == float(option)), usual)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An initiative that is left out, with what the form begins with."""

    code: str
    name: str
    reason: str
    review_date: date


class AdoptPlan(forms.Form):
    """One decision: the grounds, and for all that is left out a reason and a day."""

    name = fields.words(
        _("Naam van het plan"), 120, error_messages={"required": _("Geef het plan een naam.")}
    )
    grounds = fields.prose(
        _("Waarom dit plan?"),
        rows=4,
        help_text=_("Schrijf op wat de doorslag gaf. Dit staat later bij het plan."),
    )

    def __init__(self, data: Any = None, *, name: str, waiting: Sequence[Waiting]) -> None:
        super().__init__(data, initial={"name": name})
        self.fields["grounds"].required = True
        self.fields["grounds"].error_messages["required"] = _("Schrijf op waarom u dit plan kiest.")
        self.waiting = tuple(waiting)
        for line in self.waiting:
            self.fields[_reason(line.code)] = fields.prose(
                _("Waarom nu niet?"), rows=2, initial=line.reason
            )
            self.fields[_reason(line.code)].required = True
            self.fields[_reason(line.code)].error_messages["required"] = _(
                "Schrijf op waarom %(name)s nu niet."
            ) % {"name": line.name}
            self.fields[_day(line.code)] = fields.DayField(
                label=_("Opnieuw bekijken op"), initial=line.review_date
            )

    def lines(self) -> list[tuple[Waiting, forms.BoundField, forms.BoundField]]:
        """Return per initiative that is left out its two fields."""
        return [(line, self[_reason(line.code)], self[_day(line.code)]) for line in self.waiting]

    def not_now(self) -> list[NotNowInput]:
        """Return the decisions to wait."""
        return [
            NotNowInput(
                line.code,
                self.cleaned_data[_reason(line.code)],
                self.cleaned_data[_day(line.code)],
            )
            for line in self.waiting
        ]


def _reason(code: str) -> str:
    return f"not_now.{code}.reason"


def _day(code: str) -> str:
    return f"not_now.{code}.review_date"
