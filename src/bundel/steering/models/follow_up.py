"""What follows: actions with a day and a proof, and risks with an early sign and an answer."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import TenantModel, VersionedModel
from bundel.network.models import Organisation
from bundel.programme.models import Initiative
from bundel.steering.models import common
from bundel.steering.models.decisions import Decision
from bundel.steering.models.meetings import AgendaItem, Meeting


class ActionState(models.TextChoices):
    """Where an action stands."""

    OPEN = "open", _("open")
    DONE = "done", _("gedaan")
    DROPPED = "dropped", _("vervallen")


class Action(VersionedModel):
    """Something that one person or partner does by a day, from where, and the proof."""

    number = common.number()
    text = models.CharField(_("actie"), max_length=500)
    owner = common.person(_("wie"))
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("partner"),
    )
    due_date = models.DateField(_("voor"))
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("vergadering"),
    )
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="actions"
    )
    decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("besluit"),
    )
    initiative = models.ForeignKey(
        Initiative,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("initiatief"),
    )
    # Another place it comes from, such as a finding of a check, with its id.
    source = models.CharField(_("komt uit"), max_length=20, blank=True)
    source_id = models.UUIDField(_("kenmerk daar"), null=True, blank=True)
    state = models.CharField(
        _("status"), max_length=8, choices=ActionState, default=ActionState.OPEN
    )
    made_by = common.person(_("opgeschreven door"), required=True)
    made_at = models.DateTimeField(_("opgeschreven op"))
    # The clock of reminders of this action: days before its day, and every so many days after.
    remind_days_before = models.PositiveSmallIntegerField(
        _("herinner zoveel dagen vooraf"), default=3
    )
    remind_every_days = models.PositiveSmallIntegerField(_("en erna om de zoveel dagen"), default=7)
    ended_at = models.DateTimeField(_("afgerond op"), null=True, blank=True)
    proof = models.TextField(_("waaraan is dat te zien"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("actie")
        verbose_name_plural = _("acties")
        ordering: ClassVar = ["due_date", "number"]
        indexes: ClassVar = [
            models.Index(
                fields=["municipality", "owner", "due_date"],
                condition=Q(state="open"),
                name="action_open_of",
            ),
            models.Index(
                fields=["municipality", "due_date"], condition=Q(state="open"), name="action_due"
            ),
        ]
        constraints: ClassVar = [
            common.number_once("action_number"),
            common.known("steering_action_state_known", "state", ActionState),
            common.filled("action_text", "text", _("Schrijf op wat er moet gebeuren.")),
            common.exactly_one(
                "action_one_owner",
                "owner",
                "organisation",
                words=_("Kies één medewerker of één partner die dit doet."),
            ),
            models.CheckConstraint(
                name="action_done_with_proof",
                condition=Q(state="open", ended_at=None)
                | (Q(ended_at__isnull=False) & ~Q(state="open") & ~Q(proof="")),
                violation_error_message=_("Schrijf op waaraan te zien is dat het klaar is."),
            ),
            models.CheckConstraint(
                name="action_clock",
                condition=Q(remind_days_before__lte=60, remind_every_days__range=(1, 60)),
                violation_error_message=_("Kies 1 tot en met 60 dagen."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.text}"

    def is_own(self, actor: Actor) -> bool:
        """Tell whether the actor, or the partner of the actor, has to do this."""
        if self.owner_id is not None:
            return self.owner_id == actor.user_id
        return actor.organisation_id is not None and actor.organisation_id == self.organisation_id


class Reminder(TenantModel):
    """A reminder that went out, once for a thing on a day; bundled in one mail a person."""

    # Such as "action", "commission" or "issue".
    kind = models.CharField(_("soort"), max_length=20)
    object_id = models.UUIDField(_("kenmerk"))
    to = common.person(_("aan"), required=True)
    day = models.DateField(_("dag"))
    at = models.DateTimeField(_("op"))

    class Meta:
        verbose_name = _("herinnering")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "kind", "object_id", "to", "day"],
                name="steering_reminder_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"


class RiskState(models.TextChoices):
    """Where a risk stands."""

    OPEN = "open", _("open")
    HAPPENED = "happened", _("ingetreden")
    CLOSED = "closed", _("gesloten")


class Size(models.TextChoices):
    """How likely, or how bad; in words, because a product of figures says nothing."""

    SMALL = "small", _("klein")
    MIDDLE = "middle", _("middel")
    LARGE = "large", _("groot")


class Risk(VersionedModel):
    """What may go wrong, who watches, by which early sign, and what we then do."""

    number = common.number()
    title = models.CharField(_("risico"), max_length=300)
    consequence = models.TextField(_("gevolg"), max_length=2000, blank=True)
    chance = models.CharField(_("kans"), max_length=6, choices=Size, default=Size.MIDDLE)
    impact = models.CharField(_("gevolg is"), max_length=6, choices=Size, default=Size.MIDDLE)
    owner = common.person(_("eigenaar"))
    early_sign = models.TextField(_("vroeg teken"), max_length=2000, blank=True)
    answer = models.TextField(_("wat we dan doen"), max_length=2000, blank=True)
    # Rules of checks that show the early sign.
    rules = ArrayField(
        models.CharField(max_length=40), verbose_name=_("controles"), default=list, blank=True
    )
    initiative = models.ForeignKey(
        Initiative,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="risks",
        verbose_name=_("initiatief"),
    )
    state = models.CharField(_("status"), max_length=8, choices=RiskState, default=RiskState.OPEN)
    review_date = models.DateField(_("opnieuw bekijken op"), null=True, blank=True)
    made_at = models.DateTimeField(_("opgeschreven op"))
    ended_at = models.DateTimeField(_("gesloten op"), null=True, blank=True)
    ended_because = models.TextField(_("gesloten omdat"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("risico")
        verbose_name_plural = _("risico's")
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            common.number_once("risk_number"),
            common.known("risk_state_known", "state", RiskState),
            common.known("risk_chance_known", "chance", Size),
            common.known("risk_impact_known", "impact", Size),
            common.filled("risk_title", "title", _("Schrijf op wat er mis kan gaan.")),
            models.CheckConstraint(
                name="risk_ended_whole",
                condition=Q(state__in=["open", "happened"], ended_at=None)
                | (Q(state="closed", ended_at__isnull=False) & ~Q(ended_because="")),
                violation_error_message=_("Schrijf op waarom dit risico gesloten is."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
