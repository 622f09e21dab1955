"""People's hours and money, per quarter, with what is already spoken for."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.tenancy import VersionedModel
from bundel.core.quarters import LABEL_PATTERN
from bundel.programme.models import common
from bundel.programme.models.frame import Department


class Pool(common.Graded):
    """People of one kind. Net hours: people's hours less fixed tasks, whole hours a quarter."""

    code = common.code()
    name = models.CharField(_("naam"), max_length=120)
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pools",
        verbose_name=_("afdeling"),
    )
    internal = models.BooleanField(_("van de gemeente"), default=True)
    people = models.PositiveSmallIntegerField(_("mensen"), default=1)
    fte = models.DecimalField(_("fte"), max_digits=6, decimal_places=2)
    hours_per_fte = models.DecimalField(
        _("uren per fte per kwartaal"), max_digits=6, decimal_places=2, default=345
    )
    fixed_hours = models.DecimalField(
        _("vaste uren per kwartaal"), max_digits=9, decimal_places=2, default=0
    )

    class Meta(common.Graded.Meta):
        verbose_name = _("pool")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            *common.Graded.Meta.constraints,
            models.UniqueConstraint(fields=["municipality", "code"], name="pool_code"),
            common.not_negative("pool_numbers", "fte", "fixed_hours"),
            models.CheckConstraint(
                name="pool_hours_per_fte",
                condition=Q(hours_per_fte__range=(0, 600)),
                violation_error_message=_("Vul 0 tot en met 600 uren per fte in."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PoolChange(VersionedModel):
    """More or fewer hours in one quarter than usual, such as leave or a temporary colleague."""

    pool = models.ForeignKey(Pool, models.CASCADE, related_name="changes", verbose_name=_("pool"))
    quarter = common.quarter(_("kwartaal"))
    hours = models.DecimalField(_("uren erbij of eraf"), max_digits=9, decimal_places=2)
    reason = models.CharField(_("reden"), max_length=200)

    class Meta:
        verbose_name = _("wijziging van uren")
        ordering: ClassVar = ["pool", "quarter"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "pool", "quarter"],
                name="pool_change_once",
                violation_error_message=_("Dit kwartaal staat er al. Noem elk kwartaal één keer."),
            ),
            models.CheckConstraint(
                name="pool_change_quarter",
                condition=Q(quarter__regex=LABEL_PATTERN),
                violation_error_message=common.NO_QUARTER,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quarter}: {self.hours}"


class Fund(common.Graded):
    """Money with an end date and conditions: one total, or an amount for every quarter."""

    code = common.code()
    name = models.CharField(_("naam"), max_length=120)
    total_eur = common.amount(_("totaal (euro)"), null=True, blank=True)
    quarterly_eur = common.amount(_("per kwartaal (euro)"), null=True, blank=True)
    end_date = models.DateField(_("einddatum"), null=True, blank=True)
    conditions = models.TextField(_("voorwaarden"), blank=True)

    class Meta(common.Graded.Meta):
        verbose_name = _("geldbron")
        verbose_name_plural = _("geldbronnen")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            *common.Graded.Meta.constraints,
            models.UniqueConstraint(fields=["municipality", "code"], name="fund_code"),
            common.not_negative("fund_amounts", "total_eur", "quarterly_eur"),
            # A fund is one total, or an amount every quarter; never both, never neither.
            models.CheckConstraint(
                name="fund_total_or_quarterly",
                condition=Q(total_eur__isnull=True, quarterly_eur__isnull=False)
                | Q(total_eur__isnull=False, quarterly_eur__isnull=True),
                violation_error_message=_(
                    "Vul een totaal in of een bedrag per kwartaal, niet allebei."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FundChange(VersionedModel):
    """The amount of one quarter, where it differs from the usual one."""

    fund = models.ForeignKey(
        Fund, models.CASCADE, related_name="changes", verbose_name=_("geldbron")
    )
    quarter = common.quarter(_("kwartaal"))
    eur = common.amount(_("euro"))
    reason = models.CharField(_("reden"), max_length=200)

    class Meta:
        verbose_name = _("wijziging van geld")
        ordering: ClassVar = ["fund", "quarter"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "fund", "quarter"],
                name="fund_change_once",
                violation_error_message=_("Dit kwartaal staat er al. Noem elk kwartaal één keer."),
            ),
            common.not_negative("fund_change_amount", "eur"),
            models.CheckConstraint(
                name="fund_change_quarter",
                condition=Q(quarter__regex=LABEL_PATTERN),
                violation_error_message=common.NO_QUARTER,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quarter}: {self.eur}"


class FundPayee(VersionedModel):
    """A department that a fund may pay; a fund without payees may pay everyone."""

    fund = models.ForeignKey(
        Fund, models.CASCADE, related_name="payees", verbose_name=_("geldbron")
    )
    department = models.ForeignKey(
        Department, models.CASCADE, related_name="+", verbose_name=_("afdeling")
    )

    class Meta:
        verbose_name = _("mag betalen")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "fund", "department"],
                name="fund_payee_once",
                violation_error_message=_("Deze afdeling staat er al."),
            )
        ]

    def __str__(self) -> str:
        return str(self.department)
