"""The trail (append-only, chained by seals) and the requests that may have an effect once."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.tenancy import TenantModel


class OfMunicipality(models.Model):
    """A tenant row that is numbered in the order of writing."""

    id = models.BigAutoField(primary_key=True)
    municipality = models.ForeignKey(
        "accounts.Municipality",
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
    )

    class Meta:
        abstract = True


class Entry(OfMunicipality):
    """One act: who, what, to what, with which result. Never changed, never deleted."""

    at = models.DateTimeField(_("op"))
    actor_id = models.UUIDField(_("wie"), null=True)
    actor_name = models.CharField(_("naam"), max_length=120)
    actor_role = models.CharField(_("rol"), max_length=30)
    channel = models.CharField(_("via"), max_length=10)
    action = models.CharField(_("handeling"), max_length=80)
    kind = models.CharField(_("soort"), max_length=60)
    object_id = models.UUIDField(_("van"), null=True)
    label = models.CharField(_("omschrijving"), max_length=200)
    result = models.CharField(_("uitkomst"), max_length=20)
    ground = models.TextField(_("grond"), blank=True)
    before = models.JSONField(_("eerst"), null=True)
    after = models.JSONField(_("nu"), null=True)

    class Meta:
        verbose_name = _("regel in het logboek")
        indexes: ClassVar = [
            models.Index(fields=["municipality", "kind", "object_id"], name="entry_of_object"),
            models.Index(fields=["municipality", "at"], name="entry_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.label}"


class Seal(OfMunicipality):
    """The hash over all entries since the seal before, chained to it."""

    at = models.DateTimeField(_("op"))
    number = models.PositiveBigIntegerField(_("volgnummer"))
    first_entry = models.BigIntegerField(_("eerste regel"))
    last_entry = models.BigIntegerField(_("laatste regel"))
    entries = models.PositiveIntegerField(_("aantal regels"))
    digest = models.CharField(_("vingerafdruk"), max_length=64)

    class Meta:
        verbose_name = _("zegel")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "number"], name="seal_number_once")
        ]

    def __str__(self) -> str:
        return str(self.number)


class Stamp(models.Model):
    """What an entry hashed to when it was sealed; it carries the number of its entry."""

    id = models.BigIntegerField(_("regel"), primary_key=True)
    municipality = models.ForeignKey(
        "accounts.Municipality",
        verbose_name=_("gemeente"),
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
    )
    digest = models.CharField(_("vingerafdruk"), max_length=64)

    class Meta:
        verbose_name = _("stempel op een regel")

    def __str__(self) -> str:
        return str(self.id)


class Check(TenantModel):
    """One reading of the whole trail: who asked for it, and what it showed."""

    asked_at = models.DateTimeField(_("gevraagd op"))
    asked_by = models.CharField(_("gevraagd door"), max_length=120, blank=True)
    finished_at = models.DateTimeField(_("klaar op"), null=True)
    entries = models.PositiveBigIntegerField(_("aantal regels"), default=0)
    seals = models.PositiveBigIntegerField(_("aantal zegels"), default=0)
    unsealed = models.PositiveBigIntegerField(_("nog niet verzegeld"), default=0)
    found = models.PositiveBigIntegerField(_("aantal plekken"), default=0)
    findings = models.JSONField(_("wat er is gebeurd"), default=list)

    class Meta:
        verbose_name = _("controle van het logboek")
        indexes: ClassVar = [
            models.Index(fields=["municipality", "asked_at"], name="check_by_time"),
        ]

    def __str__(self) -> str:
        return str(self.asked_at)


class Once(TenantModel):
    """A request that may have an effect once: its key, what was asked and what was answered."""

    key = models.CharField(_("sleutel"), max_length=120)
    actor_id = models.UUIDField(_("wie"), default=uuid.uuid4)
    route = models.CharField(_("route"), max_length=200)
    digest = models.CharField(_("vingerafdruk van de vraag"), max_length=64)
    created_at = models.DateTimeField(_("gemaakt op"))
    status = models.PositiveSmallIntegerField(_("status"), null=True)
    headers = models.JSONField(_("koppen"), default=dict)
    body = models.BinaryField(_("antwoord"), default=b"")

    class Meta:
        verbose_name = _("eenmalig verzoek")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "actor_id", "key"],
                name="once_per_actor_and_key",
            ),
            models.CheckConstraint(condition=~Q(key=""), name="once_has_key"),
        ]

    def __str__(self) -> str:
        return self.key
