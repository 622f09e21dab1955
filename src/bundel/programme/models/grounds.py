"""Why an initiative is there: the pattern of signals that it answers to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bundel.accounts.tenancy import TenantModel
from bundel.programme.models.initiatives import Initiative
from bundel.signals.models import Pattern


class PatternGround(TenantModel):
    """A pattern as the ground of an initiative; who signalled hears what comes of it."""

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, related_name="grounds", verbose_name=_("initiatief")
    )
    pattern = models.ForeignKey(
        Pattern, models.PROTECT, related_name="+", verbose_name=_("patroon")
    )
    made_at = models.DateTimeField(_("gemaakt op"))

    class Meta:
        verbose_name = _("aanleiding")
        verbose_name_plural = _("aanleidingen")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "initiative", "pattern"],
                name="ground_once",
                violation_error_message=_("Dit patroon is al een aanleiding van dit initiatief."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.pattern_id}"
