"""Checks of the approach: which rules run here, what they found, and what was accepted."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.tenancy import VersionedModel
from bundel.steering.models import common


class CheckSetting(VersionedModel):
    """A rule as this municipality uses it: on or off, and with which limit."""

    rule = models.CharField(_("regel"), max_length=40)
    is_on = models.BooleanField(_("staat aan"), default=True)
    limit = models.DecimalField(_("grens"), max_digits=9, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("instelling van een controle")
        ordering: ClassVar = ["rule"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "rule"], name="check_setting_once")
        ]

    def __str__(self) -> str:
        return self.rule


class Finding(VersionedModel):
    """What a rule found about one thing; gone when the rule no longer finds it."""

    rule = models.CharField(_("regel"), max_length=40)
    # What it is about: such as "initiative" with its id; the key tells findings of a rule apart.
    kind = models.CharField(_("soort"), max_length=40)
    object_id = models.UUIDField(_("kenmerk"), null=True, blank=True)
    key = models.CharField(_("sleutel"), max_length=200)
    label = models.CharField(_("waarover"), max_length=300)
    # What the sentence of the rule is filled in with, in any language.
    facts = models.JSONField(_("feiten"), default=dict, blank=True)
    owner = common.person(_("wie moet iets doen"))
    owner_name = models.CharField(_("wie moet iets doen (naam)"), max_length=200, blank=True)
    found_at = models.DateTimeField(_("gevonden op"))
    changed_at = models.DateTimeField(_("laatst veranderd op"))
    gone_at = models.DateTimeField(_("verdwenen op"), null=True, blank=True)
    accepted_until = models.DateField(_("aanvaard tot"), null=True, blank=True)
    accepted_because = models.TextField(_("aanvaard omdat"), max_length=2000, blank=True)
    accepted_by = common.person(_("aanvaard door"))
    accepted_at = models.DateTimeField(_("aanvaard op"), null=True, blank=True)
    # How grave it was when it was accepted; when it is graver now, it comes back.
    accepted_facts = models.JSONField(_("feiten bij aanvaarden"), default=dict, blank=True)

    class Meta:
        verbose_name = _("bevinding")
        verbose_name_plural = _("bevindingen")
        ordering: ClassVar = ["found_at", "rule"]
        indexes: ClassVar = [
            models.Index(
                fields=["municipality", "rule"], condition=Q(gone_at=None), name="finding_open"
            ),
            models.Index(
                fields=["municipality", "-found_at", "id"],
                condition=Q(gone_at=None),
                name="finding_by_time",
            ),
            models.Index(
                fields=["municipality", "object_id"],
                condition=Q(gone_at=None),
                name="finding_of_object",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "rule", "key"],
                condition=Q(gone_at=None),
                name="one_open_finding",
            ),
            models.CheckConstraint(
                name="finding_accepted_whole",
                condition=Q(
                    accepted_until=None, accepted_because="", accepted_by=None, accepted_at=None
                )
                | (
                    Q(
                        accepted_until__isnull=False,
                        accepted_by__isnull=False,
                        accepted_at__isnull=False,
                    )
                    & ~Q(accepted_because="")
                ),
                violation_error_message=_("Schrijf op waarom, en kies tot welke dag."),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class CheckRun(VersionedModel):
    """When the rules last ran, what for, and how long that took."""

    started_at = models.DateTimeField(_("begonnen op"))
    ended_at = models.DateTimeField(_("klaar op"), null=True, blank=True)
    found = models.PositiveIntegerField(_("gevonden"), default=0)
    # A change after the run began asks for another.
    asked_again_at = models.DateTimeField(_("opnieuw gevraagd op"), null=True, blank=True)
    request_id = models.UUIDField(_("aanvraag"), default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = _("ronde van controles")
        ordering: ClassVar = ["-started_at"]

    def __str__(self) -> str:
        return str(self.started_at)
