"""Forms of meetings: when, the agenda, and the one-line forms that people fill while they meet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from bundel.core.day_words import NoDay, read_day
from bundel.network.forms.gatherings import TimeField
from bundel.steering.models import Coming, DecisionKind, ItemAim, Matter
from bundel.steering.rhythms import HOME
from bundel.steering.selectors.meeting_card import GuestView, ItemView, MeetingCard
from bundel.steering.selectors.meetings import Owner
from bundel.ui import fields

ANSWERS = [(value, label) for value, label in Coming.choices if value != Coming.NEEDS_ACTION]


class WhenForm(forms.Form):
    """When and where a body meets."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    day = fields.DayField(label=_("Dag"))
    from_time = TimeField(label=_("Van"))
    until_time = TimeField(label=_("Tot"))
    place = fields.words(_("Plaats"), 300, required=False)

    def clean(self) -> dict[str, Any]:
        """Make moments of the day and the times, by the clock on the wall."""
        values = super().clean() or {}
        first, last = values.get("from_time"), values.get("until_time")
        if first and last and last <= first:
            self.add_error("until_time", _("Kies een tijd na het begin."))
        elif first and last and values.get("day"):
            day = values.pop("day")
            values["starts_at"] = datetime.combine(day, values.pop("from_time"), HOME)
            values["ends_at"] = datetime.combine(day, values.pop("until_time"), HOME)
        return values


class PlanForm(forms.Form):
    """Which of the days of the rhythm go in the calendar."""

    days = forms.MultipleChoiceField(
        label=_("Welke dagen komen in de agenda?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies ten minste een dag.")},
    )

    def __init__(self, *given: Any, options: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        fields.choose(self, "days", options)

    @property
    def chosen(self) -> list[date]:
        """The days as services know them."""
        return [date.fromisoformat(one) for one in self.cleaned_data["days"]]


class CancelForm(forms.Form):
    """Why a meeting does not go on."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = fields.prose(_("Waarom gaat het niet door?"), rows=3)


class ItemForm(forms.Form):
    """A point of the agenda."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = fields.words(_("Punt"), 300)
    aim = forms.ChoiceField(label=_("Doel"), choices=ItemAim.choices, initial=ItemAim.DISCUSS)
    minutes = fields.WholeField(label=_("Minuten"), least=1, most=240, initial=10)
    presenter_id = fields.IdField(label=_("Wie brengt het in"), required=False, empty=_("niemand"))
    matter = forms.ChoiceField(label=_("Waarover"), choices=Matter.choices, initial=Matter.OTHER)
    explanation = fields.prose(_("Toelichting"), rows=3)


class QuickItem(forms.Form):
    """A point that comes up: only its title and its minutes."""

    title = fields.words(_("Nieuw punt"), 300)
    minutes = fields.WholeField(label=_("Minuten"), least=1, most=240, initial=5)


class OfferedForm(forms.Form):
    """Which of what was offered goes on the agenda after all."""

    source = forms.CharField(max_length=20)
    key = forms.CharField(max_length=200)


class AnswerForm(forms.Form):
    """Whether somebody comes."""

    coming = forms.ChoiceField(label=_("Komt u?"), choices=ANSWERS, widget=forms.RadioSelect)


class NoteForm(forms.Form):
    """A line of notes."""

    text = fields.words(_("Aantekening"), 1000)


class DecisionForm(forms.Form):
    """A decision in one breath: what, why; the question stands there already."""

    question = fields.words(_("Vraag"), 300)
    chosen_id = fields.IdField(label=_("Optie"), required=False, empty=_("in eigen woorden"))
    outcome = fields.words(_("Besluit"), 1000, required=False)
    grounds = fields.words(_("Omdat"), 2000)
    dissent = fields.words(_("Wie anders dacht"), 1000, required=False)
    # How many decisions on this point stood on the screen: who writes blind is told so.
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    matter = forms.ChoiceField(label=_("Waarover"))
    kind = DecisionKind.DO

    def __init__(self, *given: Any, card: MeetingCard, item: ItemView, **more: Any) -> None:
        start = {
            "question": item.question,
            "matter": _matter(card, item),
            "seen": card.decisions_on(item),
        }
        more["initial"] = start | more.get("initial", {})
        more.setdefault("auto_id", f"{self.kind}_%s")
        super().__init__(*given, **more)
        allowed = [one for one in Matter.choices if one[0] in card.body_matters]
        fields.choose(self, "matter", allowed or Matter.choices)
        if item.options:
            known = [(str(one.id), one.title) for one in item.options]
            fields.choose(self, "chosen_id", [("", _("in eigen woorden")), *known])
        else:
            del self.fields["chosen_id"]
            self.fields["outcome"].required = True

    def look_again(self, card: MeetingCard, item: ItemView) -> None:
        """Take that the writer reads what stands on the screen now; what was typed stays."""
        given = cast(QueryDict, self.data).copy()
        given["seen"] = str(card.decisions_on(item))
        self.data = given


class DayWords(fields.TextField):
    """A day in words, such as "vr" or "+2w"; it is read from the day of today."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=40, **more)
        self.today = date.min

    def clean(self, value: Any) -> Any:
        """Return the day that is meant."""
        said = super().clean(value)
        if not said:
            return None
        try:
            return read_day(said, self.today)
        except NoDay:
            words = _("Schrijf een dag, zoals vr, morgen, +2w of 31-1.")
            raise forms.ValidationError(words) from None


class NotNowForm(DecisionForm):
    """Not now, because, until."""

    outcome = fields.words(_("Nu niet"), 1000, initial=_("Dit doen we nu niet."))
    review_date = DayWords(label=_("Opnieuw bekijken"), initial="+3m")
    kind = DecisionKind.NOT_NOW

    def __init__(self, *given: Any, today: date, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["review_date"].today = today  # type: ignore[attr-defined]  # the field of this form
        # Whoever does not choose does not choose an option.
        self.fields.pop("chosen_id", None)


class ActionForm(forms.Form):
    """Who does what by when, as people type it."""

    text = fields.words(_("Actie"), 500)
    owner = fields.words(_("Wie"), 200)
    due_date = DayWords(label=_("Voor"), initial="+2w")

    def __init__(self, *given: Any, owners: Iterable[Owner], today: date, **more: Any) -> None:
        more.setdefault("auto_id", "action_%s")
        super().__init__(*given, **more)
        self.owners = list(owners)
        self.fields["owner"].widget.attrs["list"] = "owners"
        self.fields["owner"].widget.attrs["autocomplete"] = "off"
        self.fields["due_date"].today = today  # type: ignore[attr-defined]  # the field of this form

    def clean_owner(self) -> tuple[str, UUID]:
        """Return the one whose name this is, or begins with it, or holds it."""
        said = self.cleaned_data["owner"].casefold()
        for fits in (str.__eq__, str.startswith, str.__contains__):
            found = [one for one in self.owners if fits(one.name.casefold(), said)]
            if len(found) == 1:
                name, _colon, pk = found[0].key.partition(":")
                return name, UUID(pk)
            if found:
                names = ", ".join(one.name for one in found[:4])
                raise forms.ValidationError(_("Wie bedoelt u: %(names)s?") % {"names": names})
        raise forms.ValidationError(_("Deze naam kennen wij niet. Typ een deel van de naam."))


class CloseForm(forms.Form):
    """What was not reached: along to the next time, or off; and the mail."""

    dropped = forms.MultipleChoiceField(
        label=_("Wat hoeft niet terug te komen?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    mails_now = forms.BooleanField(
        label=_("Mail de besluiten- en actielijst meteen"), required=False, initial=True
    )

    def __init__(self, *given: Any, items: Iterable[ItemView], **more: Any) -> None:
        super().__init__(*given, **more)
        fields.choose(self, "dropped", [(str(one.id), one.title) for one in items])


class CorrectForm(forms.Form):
    """What was written down wrong: notes and attendance."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    present = forms.MultipleChoiceField(
        label=_("Wie waren er?"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *given: Any, card: MeetingCard, **more: Any) -> None:
        more["initial"] = {
            "version": card.version,
            "present": [str(one.id) for one in card.guests if one.attended],
            **{f"note-{one.id}": one.notes for one in card.items},
        }
        super().__init__(*given, **more)
        fields.choose(self, "present", _named(card.guests))
        self.items = {one.id: f"note-{one.id}" for one in card.items}
        for one in card.items:
            self.fields[self.items[one.id]] = fields.prose(one.title, rows=3)

    @property
    def note_fields(self) -> list[forms.BoundField]:
        """The fields for notes, point by point."""
        return [self[name] for name in self.items.values()]


def _named(guests: Iterable[GuestView]) -> list[tuple[str, str]]:
    return [(str(one.id), one.name) for one in guests]


def _matter(card: MeetingCard, item: ItemView) -> str:
    """Return what a decision on a point is about, if this body may decide about that."""
    if not card.body_matters or item.matter in card.body_matters:
        return item.matter
    return Matter.OTHER if Matter.OTHER in card.body_matters else card.body_matters[0]
