"""Forms about an initiative: what it is, where it stands, what it needs, what it serves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.programme.forms import fields
from bundel.programme.models import State

NO_LIMIT = _("Geen grens")
NOT_CHANGED = _("Niet wijzigen")
# Who leads an initiative may not give it away, nor decide whether it takes part in the plan.
NOT_BY_ITS_LEAD = ("code", "department_id", "lead_user_id", "forbidden")


class NewInitiative(forms.Form):
    """What is needed to note an idea; all else comes later."""

    name = fields.words(_("Hoe heet het idee?"), 200)
    code = fields.words(
        _("Code"), 40, help_text=_("Een korte naam voor lijsten en bestanden, zoals INI-16.")
    )
    department_id = fields.IdField(label=_("Welke afdeling?"))
    summary = fields.prose(_("Wat is het, in een paar zinnen?"), rows=3)
    lead = fields.words(_("Wie trekt het?"), 120, required=False)

    def __init__(self, *args: Any, departments: Sequence[Any] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        fields.offer(self, "department_id", departments)


class EditInitiative(forms.Form):
    """The main facts of an initiative."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = fields.words(_("Naam"), 200)
    code = fields.words(_("Code"), 40)
    summary = fields.prose(_("Wat is het, in een paar zinnen?"), rows=3)
    department_id = fields.IdField(label=_("Afdeling"))
    lead = fields.words(_("Trekker"), 120, required=False)
    lead_user_id = fields.IdField(
        empty=_("Nog niemand"),
        required=False,
        label=_("Account van de trekker"),
        help_text=_("Deze collega mag het initiatief zelf bijwerken."),
    )
    commissioner = fields.words(_("Opdrachtgever"), 120, required=False)
    contractor = fields.words(_("Opdrachtnemer"), 120, required=False)
    earliest_quarter = forms.ChoiceField(label=_("Niet eerder dan"), required=False)
    latest_quarter = forms.ChoiceField(label=_("Niet later dan"), required=False)
    must_finish = forms.BooleanField(label=_("Moet klaar zijn binnen het plan"), required=False)
    forbidden = forms.BooleanField(label=_("Doet niet mee in het plan"), required=False)
    grade = fields.GradeField()
    basis = fields.prose(_("Waarop rust dat?"), rows=3)
    source = fields.words(_("Bron"), 500, required=False)

    def __init__(
        self,
        *args: Any,
        departments: Sequence[Any] = (),
        people: Sequence[Any] = (),
        quarters: Sequence[str] = (),
        own: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        fields.offer(self, "department_id", departments)
        fields.offer(self, "lead_user_id", people)
        for name in NOT_BY_ITS_LEAD if own else ():
            del self.fields[name]
        for name in ("earliest_quarter", "latest_quarter"):
            kept = str(self.initial.get(name) or "")
            options = fields.quarter_options(quarters, empty=NO_LIMIT, kept=kept)
            fields.choose(self, name, options)

    def clean(self) -> dict[str, Any]:
        """Check that the window is not turned around."""
        data: dict[str, Any] = super().clean() or {}
        earliest, latest = data.get("earliest_quarter"), data.get("latest_quarter")
        if earliest and latest and latest < earliest:
            self.add_error(
                "latest_quarter", _("Kies een kwartaal dat niet voor de vroegste start ligt.")
            )
        return data


class MoveInitiative(forms.Form):
    """The next state; to run, it needs a level and the quarter in which it started."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(label=_("Nieuwe status"), widget=forms.RadioSelect)
    level_code = forms.ChoiceField(
        label=_("Op welk niveau?"), required=False, help_text=_("Alleen nodig bij lopend.")
    )
    start_quarter = forms.ChoiceField(
        label=_("Gestart in"), required=False, help_text=_("Alleen nodig bij lopend.")
    )

    def __init__(
        self,
        *args: Any,
        transitions: Sequence[tuple[str, Any]] = (),
        levels: Sequence[tuple[str, str]] = (),
        quarters: Sequence[str] = (),
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        fields.choose(self, "state", transitions)
        if not any(state == State.RUNNING for state, _label in transitions):
            del self.fields["level_code"], self.fields["start_quarter"]
            return
        fields.choose(self, "level_code", [("", _("Kies")), *levels])
        kept = str(self.initial.get("start_quarter") or "")
        options = fields.quarter_options(quarters, empty=_("Kies"), back=12, kept=kept)
        fields.choose(self, "start_quarter", options)

    def clean(self) -> dict[str, Any]:
        """Ask for level and start only where they are needed."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("state") == State.RUNNING:
            if not data.get("level_code"):
                self.add_error("level_code", _("Kies op welk niveau het loopt."))
            if not data.get("start_quarter"):
                self.add_error("start_quarter", _("Kies in welk kwartaal het is gestart."))
        return data


class ContributionLine(forms.Form):
    """Whether the initiative serves a goal, and how."""

    goal_id = forms.UUIDField(widget=forms.HiddenInput)
    serves = forms.BooleanField(label=_("Draagt bij"), required=False)
    how = fields.words(_("Hoe?"), 200, required=False)


class BulkEdit(forms.Form):
    """What may be changed for several initiatives at once."""

    state = forms.ChoiceField(label=_("Status"), required=False)
    department_id = fields.IdField(label=_("Afdeling"), empty=NOT_CHANGED, required=False)
    lead = fields.words(_("Trekker"), 120, required=False)
    forbidden = forms.ChoiceField(
        label=_("In het plan"),
        required=False,
        choices=[("", NOT_CHANGED), ("nee", _("Doet mee")), ("ja", _("Doet niet mee"))],
    )

    def __init__(self, *args: Any, departments: Sequence[Any] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        none = ("", NOT_CHANGED)
        # To run, each initiative needs a level and a start of its own; that is done on its card.
        states = [(s.value, s.label) for s in State if s is not State.RUNNING]
        fields.choose(self, "state", [none, *states])
        fields.offer(self, "department_id", departments)

    def changes(self) -> dict[str, Any]:
        """Return what was filled in; the rest stays as it is."""
        return {
            name: value == "ja" if name == "forbidden" else value
            for name, value in self.cleaned_data.items()
            if value
        }

    def clean(self) -> dict[str, Any]:
        """Ask for at least one change."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(data.values()):
            raise forms.ValidationError(_("Kies minstens één ding dat anders wordt."))
        return data
