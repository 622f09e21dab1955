"""Bodies that meet and decide: who sits there, what they may decide, and how often."""

from __future__ import annotations

from datetime import time
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import VersionedModel
from bundel.areas.models import Area
from bundel.network.models import Organisation
from bundel.steering.models import common


class BodyKind(models.TextChoices):
    """What sort of body."""

    STEERING_GROUP = "steering_group", _("stuurgroep")
    CORE_TEAM = "core_team", _("kernteam")
    NETWORK = "network", _("netwerk")
    AREA_MEETING = "area_meeting", _("gebiedsoverleg")


class Matter(models.TextChoices):
    """What a decision is about; a body has a mandate for some of these."""

    PLAN = "plan", _("het plan")
    START_STOP = "start_stop", _("starten en stoppen")
    MONEY = "money", _("geld")
    CAPACITY = "capacity", _("uren")
    COMMISSION = "commission", _("opdrachten")
    DEMARCATION = "demarcation", _("afbakening")
    PRECONDITION = "precondition", _("randvoorwaarden")
    APPROACH = "approach", _("werkwijze")
    OTHER = "other", _("iets anders")


class Body(VersionedModel):
    """A body with a mandate and a rhythm."""

    kind = models.CharField(_("soort"), max_length=16, choices=BodyKind)
    name = models.CharField(_("naam"), max_length=120)
    mandate = models.TextField(_("mandaat in woorden"), max_length=4000, blank=True)
    matters = ArrayField(
        models.CharField(max_length=12, choices=Matter),
        verbose_name=_("mag besluiten over"),
        default=list,
        blank=True,
    )
    # Above this amount another body decides; empty: no limit.
    limit_eur = models.DecimalField(
        _("tot en met bedrag (euro)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    refers_to = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("legt voor aan"),
    )
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("gebied")
    )
    # A rule of RFC 5545 without DTSTART, such as FREQ=MONTHLY;INTERVAL=3.
    recurrence = models.CharField(_("ritme"), max_length=200, blank=True)
    # The rhythm is counted from this day on: which weeks are "every other week".
    first_date = models.DateField(_("eerste dag"), null=True, blank=True)
    starts_time = models.TimeField(_("begint om"), default=time(9, 30))
    minutes = models.PositiveSmallIntegerField(_("duur in minuten"), default=90)
    place = models.CharField(_("vaste plaats"), max_length=300, blank=True)
    archived_at = models.DateTimeField(_("verwijderd op"), null=True, blank=True)

    class Meta:
        verbose_name = _("overleg")
        verbose_name_plural = _("overleggen")
        ordering: ClassVar = ["kind", "name"]
        constraints: ClassVar = [
            common.known("body_kind_known", "kind", BodyKind),
            models.UniqueConstraint(
                fields=["municipality", "name"],
                condition=Q(archived_at=None),
                name="body_name_once",
            ),
            models.CheckConstraint(
                name="body_minutes",
                condition=Q(minutes__range=(5, 600)),
                violation_error_message=_("Een overleg duurt 5 tot en met 600 minuten."),
            ),
            models.CheckConstraint(
                name="body_limit",
                condition=Q(limit_eur__isnull=True) | Q(limit_eur__gte=0),
                violation_error_message=_("Een bedrag kan niet onder nul zijn."),
            ),
            models.CheckConstraint(
                name="body_rhythm_has_first_day",
                condition=Q(recurrence="") | Q(first_date__isnull=False),
                violation_error_message=_("Kies vanaf welke dag het ritme loopt."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_own(self, actor: Actor) -> bool:
        """Tell whether the actor leads this body, as chair or secretary, or their partner is in."""
        if actor.organisation_id is not None:
            return any(one.organisation_id == actor.organisation_id for one in self.members.all())
        return any(
            member.user_id == actor.user_id and member.part in {Part.CHAIR, Part.SECRETARY}
            for member in self.members.all()
        )


class Part(models.TextChoices):
    """What somebody does in a body."""

    CHAIR = "chair", _("voorzitter")
    SECRETARY = "secretary", _("secretaris")
    MEMBER = "member", _("lid")
    ADVISER = "adviser", _("adviseur")


class Member(VersionedModel):
    """Somebody in a body: a person who signs in, or a partner with whom it sends."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="members")
    user = common.person(_("medewerker"))
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("partner"),
    )
    part = models.CharField(_("rol"), max_length=10, choices=Part, default=Part.MEMBER)

    class Meta:
        verbose_name = _("lid van een overleg")
        ordering: ClassVar = ["part"]
        constraints: ClassVar = [
            common.known("member_part_known", "part", Part),
            common.exactly_one(
                "member_is_one",
                "user",
                "organisation",
                words=_("Kies één medewerker of één partner."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "body", "user", "organisation"],
                name="member_once",
                nulls_distinct=False,
                violation_error_message=_("Deze zit al in dit overleg."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "body"],
                condition=Q(part="chair"),
                name="one_chair",
                violation_error_message=_("Dit overleg heeft al een voorzitter."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.user or self.organisation)
