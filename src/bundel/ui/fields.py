"""Fields that many forms share: amounts as people write them, days, choices by id."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import get_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from bundel.core.numbers import plain_number
from bundel.core.phones import is_phone

MOST = Decimal(1_000_000_000)
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
# Signs of machines, of old printers mostly; a new line and a tab are of people.
CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f]")
# Control, format and separators of Unicode: a text of these alone shows as nothing.
UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
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
    """A day, with the browser's own calendar; a year of two figures is a slip of the pen."""

    default_error_messages = {  # noqa: RUF012  # Django merges these by class
        "invalid": _("Vul een datum in, zoals 31-12-2027."),
        "required": _("Vul een datum in, zoals 31-12-2027."),
    }

    def __init__(self, **more: Any) -> None:
        bounds = {"min": FIRST_DAY.isoformat(), "max": LAST_DAY.isoformat()}
        widget = forms.DateInput(attrs={"type": "date"} | bounds, format="%Y-%m-%d")
        formats = ["%Y-%m-%d", "%d-%m-%Y"]
        super().__init__(widget=widget, input_formats=formats, localize=False, **more)

    def to_python(self, value: Any) -> Any:
        """Return the day, if somebody may have meant it."""
        day = super().to_python(value)
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


def _as_id(value: object) -> UUID:
    return UUID(str(value))


def offer(form: forms.Form, name: str, things: Iterable[Any]) -> None:
    """Let people choose from these things in a field by id."""
    cast(IdField, form.fields[name]).offer(things)


def choose(form: forms.Form, name: str, options: Iterable[Any]) -> None:
    """Let people choose from these values with their words."""
    cast(forms.ChoiceField, form.fields[name]).choices = list(options)


class TextField(forms.CharField):
    """A text; signs that nobody sees are no text, and control signs fall out."""

    def to_python(self, value: Any) -> Any:
        """Return the text without what no page, list or file can show."""
        text = super().to_python(value)
        if not isinstance(text, str) or "\x00" in text:
            # What is no text at all is refused further on.
            return text
        text = CONTROL.sub(" ", text)
        return text if any(_is_seen(sign) for sign in text) else self.empty_value


class PhoneField(TextField):
    """A telephone number as people write it; without a country it is a Dutch one."""

    default_error_messages = {  # noqa: RUF012  # Django merges these by class
        "no_number": _("Vul een telefoonnummer in, zoals 036 123 45 67 of 14 036."),
    }

    def __init__(self, **more: Any) -> None:
        widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})
        super().__init__(max_length=40, widget=widget, **more)

    def clean(self, value: Any) -> Any:
        """Return the number as it was typed, if one can call it."""
        number = super().clean(value)
        if number and not is_phone(number):
            raise ValidationError(self.error_messages["no_number"], code="no_number")
        return number


def _is_seen(sign: str) -> bool:
    return unicodedata.category(sign) not in UNSEEN


def words(label: Words, longest: int, *, required: bool = True, **more: Any) -> Any:
    """Return a field for one line of text."""
    return TextField(label=label, max_length=longest, required=required, **more)


def prose(label: Words, *, rows: int = 4, longest: int = 5000, **more: Any) -> Any:
    """Return a field for some lines of text, which may stay empty."""
    widget = forms.Textarea(attrs={"rows": rows})
    return TextField(label=label, required=False, max_length=longest, widget=widget, **more)
