"""Forms of commissions: the text with its hours and money, a step that is signed, and the roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.steering.models import Rasci
from bundel.steering.selectors.commission_choices import PARTNER, PERSON, Choices
from bundel.steering.services.commission_hand_over import Successor
from bundel.steering.services.commission_texts import WORDS, Content
from bundel.steering.services.commissions import Sides
from bundel.steering.services.rasci import Part
from bundel.ui import fields
from bundel.ui.lines import Lines

Options = Sequence[tuple[str, str]]
# As long as a text of a commission may be. [characters]
LONGEST = 4000


class TextOfCommission(forms.Form):
    """What is asked, within which bounds, and until when."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    result = fields.prose(
        _("Wat is er af, en waaraan ziet u dat?"),
        longest=LONGEST,
        help_text=_("Zo dat beide kanten later hetzelfde antwoord geven op de vraag: is het af?"),
    )
    scope_in = fields.prose(_("Wat hoort erbij?"), rows=3, longest=LONGEST)
    scope_out = fields.prose(
        _("Wat hoort er niet bij?"),
        rows=3,
        longest=LONGEST,
        help_text=_("Juist wat een ander zou verwachten."),
    )
    mandate = fields.prose(
        _("Wat mag de opdrachtnemer zelf beslissen?"),
        rows=3,
        longest=LONGEST,
        help_text=_("Bijvoorbeeld: inkopen tot 10.000 euro, volgorde van de wijken."),
    )
    reporting = fields.prose(
        _("Wat hoort de opdrachtgever, en wanneer?"),
        rows=2,
        longest=LONGEST,
        help_text=_("Bijvoorbeeld: elk kwartaal een half A4."),
    )
    stop_rules = fields.prose(
        _("Wanneer stoppen we?"),
        rows=3,
        longest=LONGEST,
        help_text=_("Bijvoorbeeld: minder dan 40 bezoeken voor 1 maart."),
    )
    from_date = fields.DayField(label=_("Begint op"), required=False)
    until_date = fields.DayField(label=_("Klaar op"), required=False)
    # Hold what is wrong with the lines below.
    hours = forms.CharField(widget=forms.HiddenInput, required=False)
    money = forms.CharField(widget=forms.HiddenInput, required=False)


class DraftOfCommission(TextOfCommission):
    """The text, and both sides."""

    commissioner_id = fields.IdField(label=_("Opdrachtgever"))
    contractor = forms.ChoiceField(label=_("Opdrachtnemer"))

    def __init__(self, *given: Any, offered: Choices, **more: Any) -> None:
        super().__init__(*given, **more)
        fields.offer(self, "commissioner_id", offered.commissioners)
        people = [(f"{PERSON}:{one.id}", one.name) for one in offered.contractors]
        partners = [(f"{PARTNER}:{one.id}", one.name) for one in offered.partners]
        groups = [("", _("Kies")), (_("Gemeente"), people), (_("Partners"), partners)]
        fields.choose(self, "contractor", [one for one in groups if one[1]])


class NewCommission(DraftOfCommission):
    """The text, both sides, and what it is about."""

    initiative_id = fields.IdField(
        label=_("Initiatief"), required=False, empty=_("Geen: een onderdeel van het programma")
    )
    part = fields.words(
        _("Of welk onderdeel van het programma?"),
        200,
        required=False,
        help_text=_("Bijvoorbeeld: regie op vroegsignalering."),
    )

    def __init__(self, *given: Any, offered: Choices, **more: Any) -> None:
        super().__init__(*given, offered=offered, **more)
        fields.offer(self, "initiative_id", offered.initiatives)

    def clean(self) -> dict[str, Any]:
        """Ask for one of both: an initiative or a part."""
        values: dict[str, Any] = super().clean() or {}
        if bool(values.get("initiative_id")) == bool(values.get("part")):
            self.add_error("part", _("Kies een initiatief, of noem een programmaonderdeel."))
        return values


class ChangeOfCommission(TextOfCommission):
    """Another text, and why."""

    why = fields.prose(
        _("Waarom deze wijziging?"),
        rows=2,
        longest=2000,
        help_text=_("De andere kant leest dit eerst."),
    )


class HoursLine(forms.Form):
    """Hours of one team."""

    pool_id = fields.IdField(label=_("Team"), required=False)
    hours = fields.AmountField(label=_("Uren"), required=False, least=0)

    def __init__(self, *given: Any, offered: Sequence[Any], **more: Any) -> None:
        super().__init__(*given, **more)
        fields.offer(self, "pool_id", offered)

    def clean(self) -> dict[str, Any]:
        """Ask for both or none."""
        return _both(self, "pool_id", "hours")


class MoneyLine(forms.Form):
    """Euros of one fund."""

    fund_id = fields.IdField(label=_("Geldbron"), required=False)
    eur = fields.AmountField(label=_("Euro"), required=False, least=0)

    def __init__(self, *given: Any, offered: Sequence[Any], **more: Any) -> None:
        super().__init__(*given, **more)
        fields.offer(self, "fund_id", offered)

    def clean(self) -> dict[str, Any]:
        """Ask for both or none."""
        return _both(self, "fund_id", "eur")


class SignStep(forms.Form):
    """A step, with what there is to say of it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    note = fields.prose(_("Toelichting"), rows=3, longest=LONGEST)

    def __init__(self, *given: Any, label: str, needed: bool, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["note"].label = label
        self.fields["note"].required = needed


class HandOver(forms.Form):
    """Who comes on a side, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    to = forms.ChoiceField(label=_("Wie neemt het over?"))
    why = fields.prose(
        _("Waarom?"), rows=2, longest=LONGEST, help_text=_("Beide kanten lezen dit.")
    )

    def __init__(self, *given: Any, people: Options, partners: Options, **more: Any) -> None:
        super().__init__(*given, **more)
        groups = [("", _("Kies")), (_("Gemeente"), people), (_("Partners"), partners)]
        fields.choose(self, "to", [one for one in groups if one[1]])
        self.fields["why"].required = True


class RoleLine(forms.Form):
    """The part of one person, partner or department."""

    who = forms.ChoiceField(label=_("Wie"), required=False)
    rasci = forms.ChoiceField(
        label=_("Rol"), required=False, choices=[("", _("Kies")), *Rasci.choices]
    )
    what = fields.words(_("Waarvoor"), 200, required=False)

    def __init__(self, *given: Any, offered: Sequence[Any], **more: Any) -> None:
        super().__init__(*given, **more)
        fields.choose(self, "who", [("", _("Kies")), *offered])

    def clean(self) -> dict[str, Any]:
        """Ask for both or none."""
        return _both(self, "who", "rasci")


class Roles(forms.Form):
    """Holds the version, and what is wrong with the lines."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    roles = forms.CharField(widget=forms.HiddenInput, required=False)


def content_of(values: Mapping[str, Any], hours: Lines, money: Lines) -> Content:
    """Return the text that was sent."""
    return Content(
        **{name: values[name] for name in WORDS},
        from_date=values["from_date"],
        until_date=values["until_date"],
        hours=[(x["pool_id"], x["hours"]) for x in hours.filled("pool_id") if x["hours"]],
        money=[(x["fund_id"], x["eur"]) for x in money.filled("fund_id") if x["eur"]],
        why=values.get("why", ""),
    )


def sides_of(values: Mapping[str, Any]) -> Sides:
    """Return both sides that were chosen."""
    kind, _colon, chosen = values["contractor"].partition(":")
    return Sides(
        commissioner_id=values["commissioner_id"],
        contractor_id=UUID(chosen) if kind == PERSON else None,
        contractor_organisation_id=UUID(chosen) if kind == PARTNER else None,
    )


def successor_of(chosen: str) -> Successor:
    """Return who was chosen to take over."""
    kind, _colon, which = chosen.partition(":")
    return Successor(**{"user_id" if kind == PERSON else "organisation_id": UUID(which)})


def parts_of(lines: Lines) -> list[Part]:
    """Return the roles that were given."""
    names = {PERSON: "user_id", PARTNER: "organisation_id"}
    parts = []
    for line in lines.filled("who"):
        kind, _colon, chosen = line["who"].partition(":")
        which = {names.get(kind, "department_id"): UUID(chosen)}
        parts.append(Part(line["rasci"], line["what"], **which))
    return parts


def _both(form: forms.Form, first: str, second: str) -> dict[str, Any]:
    values: dict[str, Any] = form.cleaned_data
    if values.get(first) and not values.get(second) and second not in form.errors:
        form.add_error(second, _("Vul dit ook in, of haal de keuze weg."))
    if values.get(second) and not values.get(first) and first not in form.errors:
        form.add_error(first, _("Kies erbij waar dit voor is."))
    return values
