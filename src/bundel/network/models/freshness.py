"""Keeping data fresh: who was asked whether it is still right, and what is said to be wrong."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bundel.network.models.common import OfOrganisation
from bundel.network.models.directory import Contact, Organisation
from bundel.network.models.services import Service


class ConfirmRound(OfOrganisation):
    """One asking of a partner whether all its services are still right, with one reminder."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="rounds", verbose_name=_("organisatie")
    )
    contact = models.ForeignKey(
        Contact, models.PROTECT, null=True, related_name="+", verbose_name=_("gevraagd aan")
    )
    # Empty: nobody to ask, so a person has to call.
    email = models.EmailField(_("gestuurd naar"), blank=True)
    asked_at = models.DateTimeField(_("gevraagd op"))
    reminded_at = models.DateTimeField(_("herinnerd op"), null=True)
    closed_at = models.DateTimeField(_("afgerond op"), null=True)

    class Meta:
        verbose_name = _("vraag of het nog klopt")
        ordering: ClassVar = ["-asked_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "organisation"],
                condition=Q(closed_at=None),
                name="confirm_round_one_open",
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation_id)


class Correction(OfOrganisation):
    """Somebody without an account says what changed; a coordinator takes it over."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="corrections", verbose_name=_("organisatie")
    )
    service = models.ForeignKey(
        Service, models.CASCADE, related_name="corrections", verbose_name=_("dienst")
    )
    text = models.TextField(_("wat klopt er niet"))
    told_by = models.CharField(_("verteld door"), max_length=200)
    told_at = models.DateTimeField(_("verteld op"))
    closed_at = models.DateTimeField(_("afgerond op"), null=True)
    closed_by = models.CharField(_("afgerond door"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("melding dat iets niet klopt")
        ordering: ClassVar = ["told_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="correction_closed_by_somebody",
                condition=Q(closed_at=None, closed_by="")
                | (Q(closed_at__isnull=False) & ~Q(closed_by="")),
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
