"""The frame of a programme: its horizon and weights, departments, goals, benefits and groups."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.tenancy import VersionedModel
from bundel.core.quarters import LABEL_PATTERN
from bundel.programme.models import common


class Programme(VersionedModel):
    """One a municipality: what it is called, over which quarters it plans, and what weighs."""

    name = models.CharField(_("naam"), max_length=200)
    first_quarter = common.quarter(_("eerste kwartaal"))
    quarters_count = models.PositiveSmallIntegerField(_("aantal kwartalen"), default=12)
    weight_now = models.DecimalField(_("gewicht nu"), max_digits=6, decimal_places=3, default=1)
    weight_later = models.DecimalField(
        _("gewicht later"), max_digits=6, decimal_places=3, default=1
    )

    class Meta:
        verbose_name = _("programma")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality"],
                name="one_programme",
                violation_error_message=_("Deze gemeente heeft al een programma."),
            ),
            models.CheckConstraint(
                name="programme_horizon",
                condition=Q(quarters_count__gte=1, quarters_count__lte=40),
                violation_error_message=_("Kies 1 tot en met 40 kwartalen."),
            ),
            models.CheckConstraint(
                name="programme_starts",
                condition=Q(first_quarter__regex=LABEL_PATTERN),
                violation_error_message=common.NO_QUARTER,
            ),
            common.not_negative("programme_weights", "weight_now", "weight_later"),
        ]

    def __str__(self) -> str:
        return self.name


class SaturationStep(VersionedModel):
    """Up to this share of those at risk, a household that is reached is worth this much."""

    upto_share = models.DecimalField(_("tot aandeel"), max_digits=4, decimal_places=3)
    worth_share = models.DecimalField(_("waarde"), max_digits=4, decimal_places=3)

    class Meta:
        verbose_name = _("verzadiging")
        ordering: ClassVar = ["upto_share"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "upto_share"],
                name="saturation_step_once",
                violation_error_message=_("Deze grens staat er al. Noem elke grens één keer."),
            ),
            models.CheckConstraint(
                name="saturation_shares",
                condition=Q(upto_share__gt=0, upto_share__lte=1, worth_share__range=(0, 1)),
                violation_error_message=_("Een aandeel ligt boven 0 en is hooguit 1."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.upto_share)


class Department(VersionedModel):
    """A part of the municipality that owns initiatives and people."""

    code = common.code()
    name = models.CharField(_("naam"), max_length=120)

    class Meta:
        verbose_name = _("afdeling")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "code"], name="department_code")
        ]

    def __str__(self) -> str:
        return self.name


class Goal(VersionedModel):
    """What the programme is for, in one sentence that a council can judge."""

    code = common.code()
    name = models.CharField(_("doel"), max_length=200)
    description = models.TextField(_("omschrijving"), blank=True)

    class Meta:
        verbose_name = _("doel")
        verbose_name_plural = _("doelen")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "code"], name="goal_code")
        ]

    def __str__(self) -> str:
        return self.name


class Benefit(VersionedModel):
    """What people notice when a goal comes nearer, with its unit and the value aimed at."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="benefits", verbose_name=_("doel"))
    code = common.code()
    name = models.CharField(_("baat"), max_length=200)
    unit = models.CharField(_("eenheid"), max_length=60)
    target_value = common.amount(_("streefwaarde"), null=True, blank=True)
    target_date = models.DateField(_("streefdatum"), null=True, blank=True)

    class Meta:
        verbose_name = _("baat")
        verbose_name_plural = _("baten")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "code"], name="benefit_code"),
            models.CheckConstraint(
                name="benefit_target_whole",
                condition=Q(target_value__isnull=True) | Q(target_date__isnull=False),
                violation_error_message=_("Vul bij een streefwaarde ook een datum in."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MeasureGroup(VersionedModel):
    """Kinds of help that overlap: who has one, needs the next of the same kind less."""

    code = common.code()
    name = models.CharField(_("naam"), max_length=120)
    description = models.TextField(_("omschrijving"), blank=True)

    class Meta:
        verbose_name = _("maatregelgroep")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "code"], name="measure_group_code")
        ]

    def __str__(self) -> str:
        return self.name
