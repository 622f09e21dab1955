"""Fields that many forms share: amounts as people write them, days, choices by id."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.formats import get_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from bundel.core.numbers import plain_number

MOST = Decimal(1_000_000_000)
# A text, or one that is translated when it is shown.
Words = Any


class AmountField(forms.DecimalField):
    """A number as people write it: a comma or a point before the decimals, no needless zeros."""

    default_error_messages = {  # noqa: RUF012  # Django merges these by class
        "invalid": _("Vul een getal in, zoals 12,5."),
        "required": _("Vul een getal in, of 0."),
        "min_value": _("Vul een getal in van %(limit_value)s of meer."),
        "max_value": _("Vul een getal in van ten hoogste %(limit_value)s."),
        "max_decimal_places": _("Gebruik niet meer dan %(max)s cijfers achter de komma."),
    }

    def __init__(self, *, least: Any = 0, most: Any = MOST, decimals: int = 2, **more: Any) -> None:
        super().__init__(
            min_value=least, max_value=most, decimal_places=decimals, localize=True, **more
        )
        self.widget.attrs["inputmode"] = "decimal"
        if decimals == 0:
            self.error_messages["max_decimal_places"] = _("Vul een heel getal in.")

    def to_python(self, value: Any) -> Any:
        """Return the number that was meant, in whichever of the two ways it was written."""
        if isinstance(value, str):
            value = plain_number(value, group_mark=str(get_format("THOUSAND_SEPARATOR")))
        # What Django still reads by the language has one meaning left: a point for decimals.
        with override(None):
            return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """Return a number without grouping and without zeros at its end."""
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            return value
        text = f"{Decimal(str(value)):f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return text.replace(".", str(get_format("DECIMAL_SEPARATOR")))


class WholeField(forms.IntegerField):
    """A whole number."""

    default_error_messages = {  # noqa: RUF012  # Django merges these by class
        "invalid": _("Vul een heel getal in."),
        "required": _("Vul een heel getal in."),
        "min_value": _("Vul een getal in van %(limit_value)s of meer."),
        "max_value": _("Vul een getal in van ten hoogste %(limit_value)s."),
    }

    def __init__(self, *, least: int = 0, most: int = 10_000, **more: Any) -> None:
        super().__init__(min_value=least, max_value=most, widget=forms.TextInput, **more)
        self.widget.attrs["inputmode"] = "numeric"


class IdField(forms.TypedChoiceField):
    """One of the things that there are, by id; the form says which there are."""

    def __init__(self, *, empty: Words = "", **more: Any) -> None:
        super().__init__(coerce=_as_id, empty_value=None, **more)
        self.empty = empty or _("Kies")

    def offer(self, things: Iterable[Any]) -> None:
        """Let people choose from these things, each with an id and a name."""
        self.choices = [("", self.empty), *((str(thing.id), thing.name) for thing in things)]


class DayField(forms.DateField):
    """A day, with the browser's own calendar."""

    default_error_messages = {  # noqa: RUF012  # Django merges these by class
        "invalid": _("Vul een datum in, zoals 31-12-2027."),
        "required": _("Vul een datum in, zoals 31-12-2027."),
    }

    def __init__(self, **more: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        formats = ["%Y-%m-%d", "%d-%m-%Y"]
        super().__init__(widget=widget, input_formats=formats, localize=False, **more)


def _as_id(value: object) -> UUID:
    return UUID(str(value))


def offer(form: forms.Form, name: str, things: Iterable[Any]) -> None:
    """Let people choose from these things in a field by id."""
    cast(IdField, form.fields[name]).offer(things)


def choose(form: forms.Form, name: str, options: Iterable[Any]) -> None:
    """Let people choose from these values with their words."""
    cast(forms.ChoiceField, form.fields[name]).choices = list(options)


def words(label: Words, longest: int, *, required: bool = True, **more: Any) -> Any:
    """Return a field for one line of text."""
    return forms.CharField(label=label, max_length=longest, required=required, **more)


def prose(label: Words, *, rows: int = 4, **more: Any) -> Any:
    """Return a field for some lines of text, which may stay empty."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, max_length=5000, widget=widget, **more)
