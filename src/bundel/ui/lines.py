"""Rows of one form each: what stands already, and some empty rows for more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from bundel.errors import Fault

MOST_LINES = 500


class Lines(forms.BaseFormSet):  # type: ignore[type-arg]  # it takes no type when it runs
    """Rows of a form; knows its faults by the id of the field, for the summary above it."""

    def faults(self) -> list[Fault]:
        """Return what is wrong in the rows, in the order of the page; each by its HTML name."""
        return [
            _fault(form, name, str(message), number)
            for number, form in enumerate(self.forms, start=1)
            for name, messages in form.errors.items()
            for message in messages
        ]

    def filled(self, name: str) -> list[dict[str, Any]]:
        """Return the values of the rows in which this field has a value."""
        return [form.cleaned_data for form in self.forms if form.cleaned_data.get(name)]


def _fault(form: forms.Form, name: str, message: str, number: int) -> Fault:
    if name not in form.fields:
        return Fault("", message)
    words = _("%(field)s, regel %(number)s: %(message)s") % {
        "field": form.fields[name].label,
        "number": number,
        "message": message,
    }
    return Fault(form[name].html_name, words)


def lines_of(
    form: type[forms.Form],
    *,
    data: QueryDict | None,
    initial: Sequence[Mapping[str, Any]],
    extra: int,
    options: Mapping[str, Any] | None = None,
    prefix: str = "regel",
) -> Lines:
    """Return the rows: those that stand already, and this many empty ones."""
    made = forms.formset_factory(
        form, formset=Lines, extra=extra, max_num=MOST_LINES, validate_max=True
    )
    lines = made(data, initial=list(initial), prefix=prefix, form_kwargs=dict(options or {}))
    # The factory loses the class that it was given.
    return cast(Lines, lines)
