"""Decisions: asked with options, decided with grounds, watched, and only ever succeeded."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.tenancy import TenantModel, VersionedModel
from bundel.programme.models import Initiative, PlanRun
from bundel.steering.models import common
from bundel.steering.models.bodies import Body, Matter
from bundel.steering.models.meetings import AgendaItem, Meeting


class DecisionState(models.TextChoices):
    """Where a decision stands."""

    ASKED = "asked", _("gevraagd")
    DECIDED = "decided", _("besloten")
    SUCCEEDED = "succeeded", _("vervangen")
    DROPPED = "dropped", _("niet meer gevraagd")


class DecisionKind(models.TextChoices):
    """What was decided: to do it, or not now."""

    DO = "do", _("besluit")
    NOT_NOW = "not_now", _("nu niet")
    STOP = "stop", _("stoppen")


class Decision(VersionedModel):
    """A question with what was decided. Once decided the database refuses to change it."""

    number = common.number()
    question = models.CharField(_("vraag"), max_length=300)
    background = models.TextField(_("aanleiding"), max_length=8000, blank=True)
    matter = models.CharField(_("waarover"), max_length=12, choices=Matter)
    kind = models.CharField(_("soort"), max_length=8, choices=DecisionKind, default=DecisionKind.DO)
    body = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("overleg"),
    )
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("vergadering"),
    )
    item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("agendapunt"),
    )
    initiative = models.ForeignKey(
        Initiative,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("initiatief"),
    )
    state = models.CharField(
        _("status"), max_length=10, choices=DecisionState, default=DecisionState.ASKED
    )
    asked_by = common.person(_("gevraagd door"), required=True)
    asked_at = models.DateTimeField(_("gevraagd op"))
    decide_before_date = models.DateField(_("besluit nodig voor"), null=True, blank=True)
    # What was decided: the option, or a sentence of its own.
    chosen = models.ForeignKey(
        "DecisionOption", models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.TextField(_("besluit"), max_length=4000, blank=True)
    grounds = models.TextField(_("gronden"), max_length=8000, blank=True)
    dissent = models.TextField(_("wie anders dacht, en waarom"), max_length=4000, blank=True)
    decided_at = models.DateTimeField(_("besloten op"), null=True, blank=True)
    decided_by = common.person(_("vastgelegd door"))
    review_date = models.DateField(_("opnieuw bekijken op"), null=True, blank=True)
    succeeds = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name=_("komt na besluit"),
    )

    class Meta:
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            common.number_once("decision_number"),
            common.known("decision_state_known", "state", DecisionState),
            common.known("decision_kind_known", "kind", DecisionKind),
            common.known("decision_matter_known", "matter", Matter),
            common.filled("decision_question", "question", _("Schrijf de vraag op.")),
            models.CheckConstraint(
                name="decision_whole",
                condition=Q(state__in=["asked", "dropped"], decided_at=None, decided_by=None)
                | (
                    Q(
                        state__in=["decided", "succeeded"],
                        decided_at__isnull=False,
                        decided_by__isnull=False,
                    )
                    & ~Q(outcome="")
                    & ~Q(grounds="")
                ),
                violation_error_message=_("Schrijf op wat is besloten, en op welke gronden."),
            ),
            models.CheckConstraint(
                name="not_now_comes_back",
                condition=~Q(kind="not_now")
                | ~Q(state__in=["decided", "succeeded"])
                | Q(review_date__isnull=False),
                violation_error_message=_("Kies wanneer u dit opnieuw bekijkt."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "succeeds"],
                condition=Q(succeeds__isnull=False) & ~Q(state="dropped"),
                name="one_successor",
                violation_error_message=_("Na dit besluit komt al een ander."),
            ),
            models.CheckConstraint(
                name="decision_not_after_itself", condition=~Q(succeeds=F("id"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.question}"


class DecisionOption(TenantModel):
    """What may be chosen, with what it brings and costs as the planner saw it that day."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    title = models.CharField(_("optie"), max_length=200)
    text = models.TextField(_("wat dit betekent"), max_length=4000, blank=True)
    run = models.ForeignKey(
        PlanRun,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("berekening"),
    )
    households_now = models.FloatField(_("huishoudens nu"), null=True, blank=True)
    households_later = models.FloatField(_("huishoudens later"), null=True, blank=True)
    hours = models.FloatField(_("uren"), null=True, blank=True)
    cost_eur = models.FloatField(_("euro"), null=True, blank=True)
    # The plan of this option as it was: a frozen picture, never computed anew.
    snapshot = models.JSONField(_("stand van toen"), default=dict, blank=True)

    class Meta:
        verbose_name = _("optie van een besluit")
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "decision", "title"],
                name="option_title_once",
                violation_error_message=_("Deze optie staat er al."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Stand(models.TextChoices):
    """How somebody stood in a decision."""

    FOR = "for", _("voor")
    AGAINST = "against", _("tegen")
    ABSTAINED = "abstained", _("onthield zich")


class Voice(TenantModel):
    """Who decided, in which role."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="voices")
    user = common.person(_("medewerker"))
    name = models.CharField(_("naam"), max_length=200)
    role = models.CharField(_("in welke rol"), max_length=120)
    stand = models.CharField(_("stem"), max_length=10, choices=Stand, default=Stand.FOR)
    note = models.CharField(_("toelichting"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("stem bij een besluit")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            common.known("voice_stand_known", "stand", Stand),
            models.UniqueConstraint(fields=["municipality", "decision", "name"], name="voice_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Measure(models.TextChoices):
    """What a trigger watches."""

    INDICATOR = "indicator", _("een cijfer dat u bijhoudt")
    POOL_FTE = "pool_fte", _("fte van een team")
    POOL_USE = "pool_use", _("bezetting van een team (%)")
    FUND_LEFT = "fund_left", _("geld dat overblijft (euro)")
    SIGNALS = "signals", _("signalen over een thema")
    LATE_SIGNALS = "late_signals", _("signalen voorbij de belofte")
    UNMET_PRECONDITIONS = "unmet_preconditions", _("open randvoorwaarden")


class TriggerState(models.TextChoices):
    """Whether the line was crossed."""

    WATCHING = "watching", _("wordt gevolgd")
    CROSSED = "crossed", _("over de grens")
    ENDED = "ended", _("niet meer gevolgd")


class Indicator(VersionedModel):
    """A figure that people keep: such as the price of gas, or home visits done."""

    code = models.CharField(_("code"), max_length=40)
    name = models.CharField(_("naam"), max_length=120)
    unit = models.CharField(_("eenheid"), max_length=60)
    source = models.CharField(_("bron"), max_length=300, blank=True)
    # Whether readings add up over a period (visits), or the last one counts (a price).
    is_sum = models.BooleanField(_("telt op over een periode"), default=False)

    class Meta:
        verbose_name = _("cijfer")
        verbose_name_plural = _("cijfers")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "code"], name="indicator_code")
        ]

    def __str__(self) -> str:
        return self.name


class Reading(VersionedModel):
    """One value of a figure on a day, with its source and grade."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="readings")
    date = models.DateField(_("dag"))
    value = models.DecimalField(_("waarde"), max_digits=16, decimal_places=4)
    source = models.CharField(_("bron"), max_length=300, blank=True)
    grade = models.CharField(_("graad"), max_length=1, default="D")
    entered_by = common.person(_("ingevuld door"))
    entered_at = models.DateTimeField(_("ingevuld op"))

    class Meta:
        verbose_name = _("meting")
        verbose_name_plural = _("metingen")
        ordering: ClassVar = ["-date"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "indicator", "date"],
                name="reading_once",
                violation_error_message=_("Voor deze dag staat er al een waarde."),
            ),
            models.CheckConstraint(
                name="reading_grade",
                condition=Q(grade__in=["A", "B", "C", "D"]),
                violation_error_message=_("Kies graad A, B, C of D."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.value}"


class Trigger(VersionedModel):
    """A line that, when data cross it, brings a decision back to the agenda."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="triggers")
    measure = models.CharField(_("wat"), max_length=20, choices=Measure)
    indicator = models.ForeignKey(
        Indicator,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cijfer"),
    )
    # The pool, fund, theme or initiative that is watched, by its code.
    subject_code = models.CharField(_("van"), max_length=60, blank=True)
    is_above = models.BooleanField(_("boven de grens"))
    limit = models.DecimalField(_("grens"), max_digits=16, decimal_places=4)
    # "Fewer than 40 visits by March" is judged on that day; without a day it is judged always.
    judge_date = models.DateField(_("te beoordelen op"), null=True, blank=True)
    from_date = models.DateField(_("tel vanaf"), null=True, blank=True)
    state = models.CharField(
        _("status"), max_length=8, choices=TriggerState, default=TriggerState.WATCHING
    )
    crossed_at = models.DateTimeField(_("over de grens op"), null=True, blank=True)
    value = models.DecimalField(
        _("waarde toen"), max_digits=16, decimal_places=4, null=True, blank=True
    )
    facts = models.JSONField(_("feiten"), default=dict, blank=True)

    class Meta:
        verbose_name = _("grens van een besluit")
        verbose_name_plural = _("grenzen van besluiten")
        constraints: ClassVar = [
            common.known("trigger_measure_known", "measure", Measure),
            common.known("trigger_state_known", "state", TriggerState),
            models.CheckConstraint(
                name="trigger_of_indicator",
                condition=Q(measure="indicator", indicator__isnull=False)
                | (~Q(measure="indicator") & Q(indicator__isnull=True)),
                violation_error_message=_("Kies het cijfer dat u wilt volgen."),
            ),
            models.CheckConstraint(
                name="trigger_crossed_whole",
                condition=~Q(state="crossed") | Q(crossed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.limit}"
