"""Playbooks that came in or went out, and what became of each of their parts here."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.tenancy import TenantModel, VersionedModel
from bundel.steering.models import common


class Direction(models.TextChoices):
    """Whether a playbook was made here."""

    OUT = "out", _("hier gemaakt")
    IN = "in", _("van elders")


class Playbook(VersionedModel):
    """A package as it was made or received; never changed, so that later ones compare."""

    direction = models.CharField(_("richting"), max_length=3, choices=Direction)
    # Packages with the same name are editions of one approach.
    name = models.CharField(_("naam"), max_length=120)
    edition = models.PositiveIntegerField(_("editie"))
    description = models.TextField(_("omschrijving"), max_length=4000, blank=True)
    made_by_municipality = models.CharField(_("gemaakt door gemeente"), max_length=120)
    content = models.JSONField(_("inhoud"))
    sha256 = models.CharField(_("vingerafdruk"), max_length=64)
    at = models.DateTimeField(_("op"))
    by = common.person(_("door"), required=True)
    taken_at = models.DateTimeField(_("overgenomen op"), null=True, blank=True)

    class Meta:
        verbose_name = _("draaiboek")
        verbose_name_plural = _("draaiboeken")
        ordering: ClassVar = ["-at"]
        constraints: ClassVar = [
            common.known("playbook_direction_known", "direction", Direction),
            models.UniqueConstraint(
                fields=["municipality", "direction", "made_by_municipality", "name", "edition"],
                name="playbook_edition_once",
                violation_error_message=_("Deze editie van dit draaiboek is er al."),
            ),
            models.CheckConstraint(name="playbook_edition", condition=Q(edition__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.edition}"


class PartState(models.TextChoices):
    """What this municipality did with a part."""

    TAKEN = "taken", _("overgenomen")
    KEPT_OWN = "kept_own", _("eigen versie gehouden")
    LEFT_OUT = "left_out", _("niet overgenomen")


class TakenPart(TenantModel):
    """A part of a playbook as it came in: the base against which own changes are seen."""

    playbook = models.ForeignKey(Playbook, models.PROTECT, related_name="parts")
    kind = models.CharField(_("soort"), max_length=40)
    key = models.CharField(_("sleutel"), max_length=200)
    base = models.JSONField(_("zoals het kwam"))
    object_id = models.UUIDField(_("kenmerk hier"), null=True, blank=True)
    state = models.CharField(_("wat ermee is gedaan"), max_length=8, choices=PartState)
    at = models.DateTimeField(_("op"))

    class Meta:
        verbose_name = _("deel van een draaiboek")
        constraints: ClassVar = [
            common.known("taken_part_state_known", "state", PartState),
            models.UniqueConstraint(
                fields=["municipality", "playbook", "kind", "key"], name="taken_part_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
