"""Forms for people and for keys of programs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.accounts import permissions
from bundel.accounts.models import Role
from bundel.accounts.permissions import Actor

ACTS = {
    "programme.view": _("Het programma lezen"),
    "programme.edit_initiative": _("Initiatieven wijzigen"),
    "programme.create_initiative": _("Initiatieven toevoegen"),
    "programme.edit_capacity": _("Uren en geld wijzigen"),
    "programme.edit_goals": _("Doelen wijzigen"),
    "plan.view": _("Plannen lezen"),
    "plan.run": _("Plannen laten rekenen"),
    "network.view": _("Het netwerk lezen"),
    "network.edit": _("Organisaties in het netwerk wijzigen"),
    "network.room": _("Hulp en ruimte in het netwerk bijhouden"),
    "signals.tell": _("Signalen melden"),
    "signals.view": _("Signalen lezen"),
    "signals.patterns": _("Patronen lezen"),
    "steering.view": _("Sturing lezen: opdrachten, overleggen, besluiten, acties"),
    "steering.readings": _("Metingen van cijfers opschrijven"),
}


class Person(forms.Form):
    """Who somebody is here."""

    name = forms.CharField(label=_("Naam"), max_length=120)
    function = forms.CharField(label=_("Functie"), max_length=120, required=False)
    department = forms.CharField(label=_("Afdeling"), max_length=120, required=False)

    field_order = ("name", "email", "role", "function", "department")

    def __init__(self, *args: Any, actor: Actor, keep: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = permissions.may_give(actor) | ({keep} if keep else set())
        choices = [(role.value, role.label) for role in Role if role.value in offered]
        self.fields["role"] = forms.ChoiceField(label=_("Rol"), choices=choices)
        self.order_fields(self.field_order)


class Invitation(Person):
    """Somebody new, and where the link goes."""

    email = forms.EmailField(label=_("E-mailadres van het werk"), max_length=254)


class Version(forms.Form):
    """The version that somebody saw when deciding."""

    version = forms.IntegerField(min_value=1)


class Token(forms.Form):
    """A key for a program: its name, what it may do, and until when."""

    name = forms.CharField(label=_("Naam van de koppeling"), max_length=120)
    expires_date = forms.DateField(
        label=_("Werkt tot en met"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["acts"] = forms.MultipleChoiceField(
            label=_("Mag"),
            choices=[(act, ACTS.get(act, act)) for act in sorted(permissions.grantable(actor))],
            widget=forms.CheckboxSelectMultiple,
        )
        self.order_fields(["name", "acts", "expires_date"])


class Password(forms.Form):
    """A password, twice."""

    password = forms.CharField(
        label=_("Wachtwoord"),
        strip=False,
        help_text=_("Kies 12 tot 128 tekens. Een zin is goed te onthouden."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Wachtwoord, nog een keer"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse two that differ."""
        given = super().clean() or {}
        if given.get("password") != given.get("again"):
            self.add_error("again", _("De twee wachtwoorden zijn niet gelijk."))
        return given


class Forgotten(forms.Form):
    """Where the link for a new password goes."""

    email = forms.EmailField(
        label=_("E-mailadres van uw werk"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
