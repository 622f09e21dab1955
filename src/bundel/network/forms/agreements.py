"""Forms of agreements: what, between whom, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.ui import fields

PARTIES = 5


class EditAgreement(forms.Form):
    """What is agreed, and per partner what it does."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = fields.words(_("Titel"), 200)
    subject = fields.TextField(
        label=_("Wat is afgesproken?"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Nooit over één bewoner."),
    )
    from_date = fields.DayField(label=_("Vanaf"))
    until_date = fields.DayField(label=_("Tot en met"), required=False)
    review_date = fields.DayField(label=_("Bespreken op"), required=False)
    # Holds what is wrong with the lines of the partners.
    parties = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *given: Any, organisations: Sequence[Any], **more: Any) -> None:
        super().__init__(*given, **more)
        for number in range(1, PARTIES + 1):
            name = f"party{number}"
            self.fields[name] = fields.IdField(
                label=_("Organisatie %(n)s") % {"n": number}, required=number <= 2
            )
            fields.offer(self, name, organisations)
            self.fields[f"does{number}"] = fields.words(
                _("Wat doet organisatie %(n)s?") % {"n": number}, 300, required=False
            )

    def clean(self) -> dict[str, Any]:
        """Ask for days in their order."""
        values: dict[str, Any] = super().clean() or {}
        first, last = values.get("from_date"), values.get("until_date")
        if first and last and last < first:
            self.add_error("until_date", _("Kies een laatste dag die niet voor de eerste ligt."))
        return values

    def lines(self) -> list[tuple[Any, Any]]:
        """Return the fields of each partner, for the page."""
        return [(self[f"party{n}"], self[f"does{n}"]) for n in range(1, PARTIES + 1)]


def parties_of(values: dict[str, Any]) -> list[dict[str, Any]]:
    """Take the lines of the partners out of what was sent."""
    values.pop("parties", None)
    lines = [
        {"organisation_id": values.pop(f"party{n}"), "does": values.pop(f"does{n}")}
        for n in range(1, PARTIES + 1)
    ]
    return [line for line in lines if line["organisation_id"]]


class SaidBy(forms.Form):
    """Who said yes for a partner without account."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    said_by = fields.words(_("Wie zei ja?"), 200, required=False)


class Review(forms.Form):
    """When it is talked about next."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    review_date = fields.DayField(label=_("Bespreek weer op"), required=False)
