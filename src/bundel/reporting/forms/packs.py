"""Forms of a stuk voor de stuurgroep."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.reporting.selectors.packs import Choice
from bundel.ui.fields import choose

PARTED = ":"


class MakePack(forms.Form):
    """For which body, and for which of its meetings."""

    where = forms.ChoiceField(
        label=gettext_lazy("Voor welk overleg?"),
        help_text=gettext_lazy("Met een vergadering staat de dag op het stuk."),
    )

    def __init__(self, *args: Any, choices: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "where", [one for choice in choices for one in _options(choice)])

    def picked(self) -> dict[str, Any]:
        """Return the body and the meeting that were chosen."""
        body_id, _sign, meeting_id = self.cleaned_data["where"].partition(PARTED)
        return {"body_id": body_id, "meeting_id": meeting_id or None}


def _options(choice: Choice) -> list[tuple[str, str]]:
    meetings = [
        (
            f"{choice.body_id}{PARTED}{pk}",
            _("%(body)s van %(day)s")
            % {"body": choice.body, "day": date_format(timezone.localtime(at), "j F Y")},
        )
        for pk, at in choice.meetings
    ]
    loose = _("%(body)s, zonder vergadering") % {"body": choice.body}
    return [*meetings, (str(choice.body_id), loose)]


class EditPack(forms.Form):
    """The words of people: a title and what it comes down to."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=gettext_lazy("Titel"), max_length=200)
    message = forms.CharField(
        label=gettext_lazy("Boodschap in het kort"),
        help_text=gettext_lazy("Wat moet de stuurgroep onthouden? Drie zinnen zijn genoeg."),
        max_length=2000,
        required=False,
        widget=forms.Textarea,
    )
