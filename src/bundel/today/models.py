"""When somebody was last here: what happened since then is news."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bundel.accounts.models import User
from bundel.accounts.tenancy import TenantModel


class LastVisit(TenantModel):
    """A person's visits: the one that goes on, and the one before, since which all is news."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("wie"))
    since_at = models.DateTimeField(_("nieuws sinds"))
    last_at = models.DateTimeField(_("laatst hier"))

    class Meta:
        verbose_name = _("laatste bezoek")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "user"], name="last_visit_once")
        ]

    def __str__(self) -> str:
        return str(self.last_at)
