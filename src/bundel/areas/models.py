"""An area of a municipality, as it was cut up in one year."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.tenancy import VersionedModel


class AreaKind(models.TextChoices):
    """How large a piece of the municipality is; a neighbourhood is the smallest."""

    MUNICIPALITY = "municipality", _("gemeente")
    CITY_PART = "city_part", _("stadsdeel")
    DISTRICT = "district", _("wijk")
    NEIGHBOURHOOD = "neighbourhood", _("buurt")


class Area(VersionedModel):
    """Codes are not stable over the years, so a code means something only with its year."""

    code = models.CharField(_("code"), max_length=20)
    year = models.PositiveSmallIntegerField(_("jaar"))
    name = models.CharField(_("naam"), max_length=120)
    kind = models.CharField(_("niveau"), max_length=20, choices=AreaKind)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("deel van"),
    )
    residents = models.PositiveIntegerField(_("inwoners"), null=True, blank=True)
    dwellings = models.PositiveIntegerField(_("woningen"), null=True, blank=True)
    owner_occupied_pct = models.DecimalField(
        _("koopwoningen (%)"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    low_personal_income_pct = models.DecimalField(
        _("personen met laag inkomen (%)"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    centre_lon = models.DecimalField(
        _("lengtegraad"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    centre_lat = models.DecimalField(
        _("breedtegraad"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    grade = models.CharField(_("graad"), max_length=1, choices=[(g, g) for g in "ABCD"])
    source = models.CharField(_("bron"), max_length=300)

    class Meta:
        verbose_name = _("gebied")
        verbose_name_plural = _("gebieden")
        ordering: ClassVar = ["code", "-year"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "code", "year"], name="area_once_a_year"
            ),
            models.CheckConstraint(
                name="area_year_is_a_year", condition=Q(year__gte=1995, year__lte=2100)
            ),
            models.CheckConstraint(name="area_not_in_itself", condition=~Q(parent=F("id"))),
            models.CheckConstraint(
                name="area_percentages",
                condition=(
                    Q(owner_occupied_pct__isnull=True)
                    | Q(owner_occupied_pct__gte=0, owner_occupied_pct__lte=100)
                )
                & (
                    Q(low_personal_income_pct__isnull=True)
                    | Q(low_personal_income_pct__gte=0, low_personal_income_pct__lte=100)
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name
