"""What many rows share: a grade with its grounds, and columns for codes, quarters and ranges."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.tenancy import VersionedModel
from bundel.core.quarters import LABEL_PATTERN

NO_QUARTER = _("Schrijf het kwartaal als 2027-K1.")


class Grade(models.TextChoices):
    """How sure a number is."""

    A = "A", _("officieel")
    B = "B", _("uit tweede hand")
    C = "C", _("afgeleid")
    D = "D", _("aanname")


class Graded(VersionedModel):
    """A row whose numbers say how sure they are and where they come from."""

    grade = models.CharField(_("graad"), max_length=1, choices=Grade, default=Grade.D)
    basis = models.TextField(_("basis"), blank=True)
    source = models.CharField(_("bron"), max_length=500, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                name="%(class)s_grade",
                condition=Q(grade__in=["A", "B", "C", "D"]),
                violation_error_message=_("Kies graad A, B, C of D."),
            )
        ]


def code() -> models.CharField[str, str]:
    """A short name by which people and files know a row."""
    return models.CharField(_("code"), max_length=40)


def quarter(label: Any, **options: Any) -> models.CharField[str, str]:
    """A quarter such as 2027-K1; as text it sorts by time."""
    return models.CharField(label, max_length=7, **options)


def amount(label: Any, **options: Any) -> models.DecimalField[Any, Any]:
    """Hours, euros or households, to two decimals."""
    return models.DecimalField(label, max_digits=14, decimal_places=2, **options)


def is_quarter(name: str, field: str) -> models.CheckConstraint:
    """The column holds a quarter, or nothing."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{field: ""}) | Q(**{f"{field}__regex": LABEL_PATTERN}),
        violation_error_message=NO_QUARTER,
    )


def not_negative(name: str, *fields: str) -> models.CheckConstraint:
    """None of these columns is below zero."""
    condition = Q()
    for field in fields:
        condition &= Q(**{f"{field}__gte": 0}) | Q(**{f"{field}__isnull": True})
    return models.CheckConstraint(
        name=name,
        condition=condition,
        violation_error_message=_("Een aantal of bedrag kan niet onder nul zijn."),
    )


def in_order(name: str, prefix: str) -> models.CheckConstraint:
    """Low is at most middle, middle at most high, and none is below zero."""
    low, mid, high = f"{prefix}_low", f"{prefix}_mid", f"{prefix}_high"
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{low}__gte": 0, f"{low}__lte": F(mid), f"{mid}__lte": F(high)}),
        violation_error_message=_("Zet laag, midden en hoog op volgorde, vanaf nul."),
    )
