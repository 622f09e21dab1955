"""What has to be in place before an initiative can work."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import VersionedModel
from bundel.programme.models.initiatives import Initiative


class PreconditionKind(models.TextChoices):
    """What sort of thing has to be in place."""

    MANDATE = "mandate", _("mandaat")
    PRIVACY = "privacy", _("privacy")
    PROCUREMENT = "procurement", _("inkoop")
    DATA = "data", _("gegevens")
    PEOPLE = "people", _("mensen")
    COMMUNICATION = "communication", _("communicatie")
    MONEY = "money", _("geld")
    OTHER = "other", _("anders")


class Precondition(VersionedModel):
    """What has to be in place before the initiative can work, who sees to it, and the proof."""

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, related_name="preconditions", verbose_name=_("initiatief")
    )
    text = models.CharField(_("randvoorwaarde"), max_length=300)
    kind = models.CharField(
        _("soort"), max_length=13, choices=PreconditionKind, default=PreconditionKind.OTHER
    )
    # Whoever sees to it need not sign in here; with an account the name is that of the account.
    owner = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account van de eigenaar"),
    )
    owner_name = models.CharField(_("eigenaar"), max_length=120, blank=True)
    due_date = models.DateField(_("voor"), null=True, blank=True)
    needed_for_start = models.BooleanField(_("nodig voor de start"), default=True)
    met = models.BooleanField(_("voldaan"), default=False)
    proof = models.TextField(_("bewijs"), max_length=2000, blank=True)
    met_at = models.DateTimeField(_("voldaan op"), null=True, blank=True)
    met_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("voldaan gemeld door"),
    )

    class Meta:
        verbose_name = _("randvoorwaarde")
        verbose_name_plural = _("randvoorwaarden")
        ordering: ClassVar = ["text"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "initiative", "text"],
                name="precondition_once",
                violation_error_message=_("Deze randvoorwaarde staat er al."),
            ),
            models.CheckConstraint(
                name="precondition_kind",
                condition=Q(kind__in=PreconditionKind.values),
                violation_error_message=_("Deze soort bestaat niet."),
            ),
            # It is met if and only if there is a proof of it.
            models.CheckConstraint(
                name="precondition_met_iff_proof",
                condition=Q(met=False, proof="") | (Q(met=True) & ~Q(proof="")),
                violation_error_message=_("Schrijf op waaruit blijkt dat het is voldaan."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def is_own(self, actor: Actor) -> bool:
        """Whoever sees to it, or leads the initiative."""
        return self.owner_id == actor.user_id or self.initiative.is_own(actor)
