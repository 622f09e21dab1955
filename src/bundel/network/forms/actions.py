"""The form of an action in an area."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.ui import fields


def _ids(label: Any, *, required: bool = True) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label, coerce=UUID, required=required, widget=forms.CheckboxSelectMultiple
    )


class EditAction(forms.Form):
    """What, where, when, for whom and with whom."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind_id = fields.IdField(label=_("Wat gaat u doen?"))
    title = fields.words(_("Titel"), 200, help_text=_("Zoals: langs de deuren met radiatorfolie."))
    from_date = fields.DayField(label=_("Vanaf"))
    until_date = fields.DayField(label=_("Tot en met"))
    areas = _ids(_("In welke gebieden?"))
    audience = fields.words(
        _("Voor wie?"), 200, required=False, help_text=_("Leeg is: iedereen in het gebied.")
    )
    partners = _ids(_("Samen met"), required=False)
    contact_id = fields.IdField(label=_("Wie kan men bellen?"), required=False)
    note = fields.prose(_("Toelichting"), rows=3)
    clash_note = fields.words(
        _("Waarom gaat het toch door?"),
        300,
        required=False,
        help_text=_("Andere partners lezen dit."),
    )

    def __init__(
        self,
        *given: Any,
        kinds: Sequence[Any],
        areas: Sequence[Any],
        partners: Sequence[Any],
        people: Sequence[Any] = (),
        **more: Any,
    ) -> None:
        super().__init__(*given, **more)
        fields.choose(self, "kind_id", [("", _("Kies")), *kinds])
        fields.choose(self, "areas", areas)
        fields.choose(self, "partners", [(str(one.id), one.name) for one in partners])
        fields.choose(self, "contact_id", [("", _("ons eerste aanspreekpunt")), *people])


class NewAction(EditAction):
    """The same, with of whom it is."""

    organisation_id = fields.IdField(label=_("Organisatie"))

    def __init__(self, *given: Any, organisations: Sequence[Any], **more: Any) -> None:
        super().__init__(*given, **more)
        fields.offer(self, "organisation_id", organisations)


class Join(forms.Form):
    """For which partner somebody asks to join."""

    organisation_id = fields.IdField(label=_("Organisatie"))

    def __init__(self, *given: Any, organisations: Sequence[Any], **more: Any) -> None:
        super().__init__(*given, **more)
        fields.offer(self, "organisation_id", organisations)
