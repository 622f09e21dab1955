"""What can be chosen of a signal, and the states that it goes through."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Size(models.TextChoices):
    """How many households a signal is about, in classes; `few` only for a district or larger."""

    FEW = "few", _("enkele")
    TO_10 = "6-10", _("6 tot 10")
    TO_25 = "11-25", _("11 tot 25")
    TO_50 = "26-50", _("26 tot 50")
    MORE = "more", _("meer dan 50")


class Period(models.TextChoices):
    """When it was seen, counted back from the day of telling."""

    TWO_WEEKS = "two_weeks", _("afgelopen twee weken")
    MONTH = "month", _("afgelopen maand")
    QUARTER = "quarter", _("afgelopen drie maanden")
    HALF_YEAR = "half_year", _("afgelopen half jaar")
    YEAR = "year", _("afgelopen jaar")


class Trend(models.TextChoices):
    """Where it goes."""

    NEW = "new", _("nieuw")
    RISING = "rising", _("wordt meer")
    STEADY = "steady", _("blijft gelijk")
    FALLING = "falling", _("wordt minder")
    PEAK = "peak", _("piek")


class Severity(models.TextChoices):
    """How bad it is for who it is about."""

    LOW = "low", _("laag")
    MIDDLE = "middle", _("midden")
    HIGH = "high", _("hoog")
    URGENT = "urgent", _("spoed")


class Channel(models.TextChoices):
    """How a signal came in."""

    FORM = "form", _("formulier")
    MAIL = "mail", _("e-mail")
    API = "api", _("koppeling")
    FILE = "file", _("bestand")
    MEETING = "meeting", _("overleg")


class SignalState(models.TextChoices):
    """Who must act, in a word."""

    HELD = "held", _("wacht op tweede paar ogen")
    OPEN = "open", _("open")
    ASKED = "asked", _("teruggevraagd")
    ANSWERED = "answered", _("beantwoord")
    CLOSED = "closed", _("afgesloten")
    MERGED = "merged", _("samengevoegd")
    NOT_OURS = "not_ours", _("niet voor ons")
    # A second pair of eyes found personal data: the words are gone, the row tells that it was.
    REFUSED = "refused", _("teruggegeven om te verwoorden")


class Result(models.TextChoices):
    """What an answer says was done."""

    DONE = "done", _("gedaan")
    STARTED = "started", _("begonnen")
    PLANNED = "planned", _("gepland")
    NOT_NOW = "not_now", _("nu niet, met reden")
    NO = "no", _("niet, met reden")


ENDED = (SignalState.CLOSED, SignalState.MERGED, SignalState.NOT_OURS, SignalState.REFUSED)
WAITING_FOR_US = (SignalState.HELD, SignalState.OPEN)
