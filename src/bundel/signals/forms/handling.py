"""What is asked for each act on a signal; each form carries the version that was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.signals.models import Result
from bundel.signals.selectors.card import Other
from bundel.signals.services.moves import LONGEST
from bundel.ui.fields import IdField, TextField, offer
from bundel.ui.form_pages import VersionOnly

GROUP = _("Schrijf over de groep. Geen namen, straten of andere gegevens van één persoon.")


def _prose(label: Any, longest: int, rows: int = 4, **more: Any) -> TextField:
    widget = forms.Textarea(attrs={"rows": rows})
    return TextField(label=label, max_length=longest, widget=widget, **more)


class Answer(VersionOnly):
    """What was done, or why not."""

    result = forms.ChoiceField(
        label=_("Wat is er gedaan?"), choices=Result.choices, widget=forms.RadioSelect
    )
    answer = _prose(_("Uw antwoord"), LONGEST["answer"], help_text=GROUP)


class AskBack(VersionOnly):
    """What we want to know from the reporter."""

    text = _prose(_("Uw vraag aan de melder"), LONGEST["text"], rows=3, help_text=GROUP)


class Reply(VersionOnly):
    """What the reporter says back."""

    text = _prose(_("Uw reactie"), LONGEST["reply"], help_text=GROUP)


class ReplyByLink(forms.Form):
    """What the reporter says back, through the link in the mail."""

    text = _prose(_("Uw reactie"), LONGEST["reply"], help_text=GROUP)


class PassOn(VersionOnly):
    """To whom it goes, and why."""

    team_id = IdField(label=_("Naar team"), required=False, empty=_("geen team"))
    person_id = IdField(label=_("of naar"), required=False, empty=_("niemand"))
    reason = _prose(_("Waarom"), LONGEST["reason"], rows=2, help_text=_("De melder leest dit ook."))

    def __init__(
        self, *args: Any, teams: Sequence[Any] = (), people: Sequence[Any] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "team_id", teams)
        offer(self, "person_id", people)


class ChooseTheme(VersionOnly):
    """What it is about."""

    theme_id = IdField(label=_("Thema"))
    routes_again = forms.BooleanField(
        label=_("Verdeel opnieuw"),
        required=False,
        help_text=_("De verdeelregels kiezen dan opnieuw wie dit krijgt."),
    )

    def __init__(self, *args: Any, themes: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "theme_id", themes)


class Share(VersionOnly):
    """Whether other partners may read the words."""

    is_shared = forms.BooleanField(required=False)


class NotOurs(VersionOnly):
    """Where it belongs."""

    where = TextField(
        label=_("Waar hoort het wel?"),
        max_length=LONGEST["where"],
        help_text=_("Bijvoorbeeld: de woningcorporatie, of de huurcommissie."),
    )


class Why(VersionOnly):
    """Why it is opened again."""

    why = _prose(_("Waarom"), LONGEST["why"], rows=2, help_text=GROUP)


class Rate(VersionOnly):
    """Whether it was an answer, and what is missing if not."""

    was_answer = forms.ChoiceField(choices=[("ja", "ja"), ("nee", "nee")])
    why = _prose(_("Wat mist u nog?"), LONGEST["why"], rows=2, required=False, help_text=GROUP)


class RateByLink(forms.Form):
    """Whether it was an answer, through the link in the mail."""

    was_answer = forms.ChoiceField(choices=[("ja", "ja"), ("nee", "nee")])
    why = _prose(_("Wat mist u nog?"), LONGEST["why"], rows=2, required=False, help_text=GROUP)


class Merge(VersionOnly):
    """Into which other signal it goes."""

    into_id = IdField(label=_("Samen met"))

    def __init__(self, *args: Any, others: Sequence[Other] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "into_id", others)
