"""The form in which a signal is told, for one thumb: choices as large buttons, two texts."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bundel.signals.models import Period, Severity, Size, Trend
from bundel.signals.selectors.choices import EVERYWHERE, Choices, Last
from bundel.signals.services import photos, telling_rules
from bundel.signals.services.telling import Telling
from bundel.ui.fields import TextField, choose, words

# Short enough for a small button; the question says "the last".
PERIODS = [
    (Period.TWO_WEEKS, _("twee weken")),
    (Period.MONTH, _("maand")),
    (Period.QUARTER, _("drie maanden")),
    (Period.HALF_YEAR, _("half jaar")),
    (Period.YEAR, _("jaar")),
]
CHOOSE = _("Kies een van de mogelijkheden.")


def _thumbs(label: Any, choices: Any = (), *, missing: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=bool(missing),
        widget=forms.RadioSelect,
        error_messages={"required": missing, "invalid_choice": missing or CHOOSE},
    )


def _prose(label: Any, longest: int, missing: Any = "") -> TextField:
    return TextField(
        label=label,
        max_length=longest,
        required=bool(missing),
        widget=forms.Textarea(attrs={"rows": 4, "autocapitalize": "sentences"}),
        error_messages={"required": missing} if missing else None,
    )


class Tell(forms.Form):
    """What somebody sees of a group."""

    telling_key = forms.UUIDField(widget=forms.HiddenInput)
    text = _prose(_("Wat ziet u?"), telling_rules.LONGEST_TEXT, _("Schrijf op wat u ziet."))
    question = _prose(_("Wat vraagt u van de gemeente?"), telling_rules.LONGEST_QUESTION)
    area_id = _thumbs(_("Waar?"), missing=_("Kies een gebied uit de lijst."))
    theme_id = _thumbs(_("Waar gaat het over?"))
    size = _thumbs(_("Hoeveel huishoudens, ongeveer?"), Size.choices, missing=_("Kies een aantal."))
    period = _thumbs(_("Wanneer zag u dit? In de afgelopen:"), PERIODS, missing=_("Kies hoe lang."))
    trend = _thumbs(
        _("Waar gaat het heen?"), Trend.choices, missing=_("Kies of het meer of minder wordt.")
    )
    severity = _thumbs(
        _("Hoe erg is het voor deze mensen?"), Severity.choices, missing=_("Kies hoe erg het is.")
    )
    trait_ids = forms.MultipleChoiceField(
        label=_("Om welke groep gaat het?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": CHOOSE},
    )
    heard_at_id = _thumbs(_("Waar hoorde u dit?"))
    photo = forms.FileField(
        label=_("Foto van een stuk van een gebouw"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("Geen mensen, kentekens of huisnummers. Een collega kijkt eerst mee."),
    )
    caption = words(_("Wat staat erop?"), photos.LONGEST_CAPTION, required=False)
    is_shared = forms.BooleanField(label=_("Andere partners mogen mijn woorden lezen"))

    def __init__(
        self, data: Any = None, files: Any = None, *, choices: Choices, **more: Any
    ) -> None:
        super().__init__(data, files, **more)
        self.fields["is_shared"].required = False
        if not choices.settings.has_photos:
            del self.fields["photo"], self.fields["caption"]
        themes: list[Any] = [("", _("Kies voor mij, uit mijn woorden")), *choices.themes]
        if choices.more_themes:
            themes.append((_("Meer thema's"), choices.more_themes))
        choose(self, "theme_id", themes)
        choose(self, "area_id", [*choices.areas, *choices.more_areas])
        choose(self, "trait_ids", choices.traits)
        choose(self, "heard_at_id", [("", _("Zeg ik niet")), *choices.routes])

    def clean_trait_ids(self) -> list[str]:
        """Return at most two traits: more of them together would tell who it is."""
        chosen: list[str] = self.cleaned_data["trait_ids"]
        if len(chosen) > telling_rules.MOST_TRAITS:
            raise ValidationError(_("Kies ten hoogste twee verschillende kenmerken."))
        return chosen


def telling_of(values: dict[str, Any]) -> Telling:
    """Return what the form told, as the service takes it."""
    area = values["area_id"]
    return Telling(
        telling_key=values["telling_key"],
        theme_id=_id(values["theme_id"]),
        area_id=None if area == EVERYWHERE else _id(area),
        size=values["size"],
        period=values["period"],
        trend=values["trend"],
        severity=values["severity"],
        trait_ids=tuple(uuid.UUID(pk) for pk in values["trait_ids"]),
        heard_at_id=_id(values["heard_at_id"]),
        text=values["text"],
        question=values["question"],
        is_shared=values["is_shared"],
    )


def beginning(last: Last | None, *, as_before: bool) -> dict[str, Any]:
    """
    Return what is filled in before somebody begins.

    Args:
        as_before: Everything but the words as last time; else only what seldom changes. The theme
            is not: it may have come from the words. Sharing is not either: it is chosen each time.
    """
    start: dict[str, Any] = {"telling_key": uuid.uuid4(), "period": Period.MONTH}
    start |= {"theme_id": "", "heard_at_id": ""}
    if last is None:
        return start
    start |= {
        "area_id": str(last.area_id or EVERYWHERE),
        "period": last.period,
    }
    if as_before:
        start |= {
            "theme_id": str(last.theme_id or ""),
            "is_shared": last.is_shared,
            "size": last.size,
            "trend": last.trend,
            "severity": last.severity,
            "trait_ids": [str(pk) for pk in last.trait_ids],
            "heard_at_id": str(last.heard_at_id or ""),
        }
    return start


def _id(text: str) -> uuid.UUID | None:
    return uuid.UUID(text) if text else None
