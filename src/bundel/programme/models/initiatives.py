"""Initiatives: what may be done, at which level, with whose hours, which money, for whom."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import VersionedModel
from bundel.areas.models import Area
from bundel.core.quarters import LABEL_PATTERN
from bundel.programme.models import common
from bundel.programme.models.capacity import Fund, Pool
from bundel.programme.models.frame import Department, Goal, MeasureGroup


class State(models.TextChoices):
    """Where an initiative stands."""

    IDEA = "idea", _("idee")
    PROPOSED = "proposed", _("voorgesteld")
    PLANNED = "planned", _("gepland")
    RUNNING = "running", _("lopend")
    PAUSED = "paused", _("gepauzeerd")
    STOPPED = "stopped", _("gestopt")
    EMBEDDED = "embedded", _("geborgd")


# The process as a table: from each state, the states that may follow.
TRANSITIONS: dict[State, tuple[State, ...]] = {
    State.IDEA: (State.PROPOSED, State.STOPPED),
    State.PROPOSED: (State.IDEA, State.PLANNED, State.STOPPED),
    State.PLANNED: (State.PROPOSED, State.RUNNING, State.STOPPED),
    State.RUNNING: (State.PAUSED, State.STOPPED, State.EMBEDDED),
    State.PAUSED: (State.RUNNING, State.STOPPED),
    State.STOPPED: (State.IDEA,),
    State.EMBEDDED: (State.RUNNING,),
}


class Initiative(common.Graded):
    """Something that may be done, from idea to part of daily work."""

    code = common.code()
    name = models.CharField(_("naam"), max_length=200)
    summary = models.TextField(_("samenvatting"), blank=True)
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="initiatives", verbose_name=_("afdeling")
    )
    lead = models.CharField(_("trekker"), max_length=120, blank=True)
    lead_user = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account van de trekker"),
    )
    commissioner = models.CharField(_("opdrachtgever"), max_length=120, blank=True)
    contractor = models.CharField(_("opdrachtnemer"), max_length=120, blank=True)
    state = models.CharField(_("status"), max_length=10, choices=State, default=State.IDEA)
    earliest_quarter = common.quarter(_("vroegste start"), blank=True, default="")
    latest_quarter = common.quarter(_("laatste start"), blank=True, default="")
    must_finish = models.BooleanField(_("moet klaar zijn binnen het plan"), default=False)
    forbidden = models.BooleanField(_("doet niet mee in het plan"), default=False)
    archived_at = models.DateTimeField(_("verwijderd op"), null=True, blank=True)

    class Meta(common.Graded.Meta):
        verbose_name = _("initiatief")
        verbose_name_plural = _("initiatieven")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            *common.Graded.Meta.constraints,
            # A code that was archived may be used again.
            models.UniqueConstraint(
                fields=["municipality", "code"],
                condition=Q(archived_at__isnull=True),
                name="initiative_code",
            ),
            models.CheckConstraint(
                name="initiative_state",
                condition=Q(state__in=State.values),
                violation_error_message=_("Deze status bestaat niet."),
            ),
            common.is_quarter("initiative_earliest", "earliest_quarter"),
            common.is_quarter("initiative_latest", "latest_quarter"),
            models.CheckConstraint(
                name="initiative_window",
                condition=Q(earliest_quarter="")
                | Q(latest_quarter="")
                | Q(latest_quarter__gte=F("earliest_quarter")),
                violation_error_message=_("De laatste start ligt voor de vroegste start."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_own(self, actor: Actor) -> bool:
        """Whoever leads it."""
        return self.lead_user_id == actor.user_id


class Contribution(VersionedModel):
    """How an initiative brings a goal nearer."""

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, related_name="contributions", verbose_name=_("initiatief")
    )
    goal = models.ForeignKey(
        Goal, models.CASCADE, related_name="contributions", verbose_name=_("doel")
    )
    how = models.CharField(_("hoe"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("bijdrage")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "initiative", "goal"],
                name="contribution_once",
                violation_error_message=_("Dit doel staat er al."),
            )
        ]

    def __str__(self) -> str:
        return self.how


class Level(common.Graded):
    """One scale at which an initiative can be done; without a duration it goes on."""

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, related_name="levels", verbose_name=_("initiatief")
    )
    code = common.code()
    name = models.CharField(_("naam"), max_length=120)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=1)
    usual = models.BooleanField(_("gewone niveau"), default=False)
    duration_quarters = models.PositiveSmallIntegerField(
        _("duur (kwartalen)"), null=True, blank=True
    )
    start_quarters = models.PositiveSmallIntegerField(_("startkwartalen"), default=1)
    now_low = common.amount(_("waarde nu, laag (euro)"), default=0)
    now_mid = common.amount(_("waarde nu, midden (euro)"), default=0)
    now_high = common.amount(_("waarde nu, hoog (euro)"), default=0)
    later_low = common.amount(_("waarde later, laag (euro)"), default=0)
    later_mid = common.amount(_("waarde later, midden (euro)"), default=0)
    later_high = common.amount(_("waarde later, hoog (euro)"), default=0)

    class Meta(common.Graded.Meta):
        verbose_name = _("niveau")
        verbose_name_plural = _("niveaus")
        ordering: ClassVar = ["initiative", "position"]
        constraints: ClassVar = [
            *common.Graded.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "initiative", "code"], name="level_code"
            ),
            models.UniqueConstraint(
                fields=["municipality", "initiative"],
                condition=Q(usual=True),
                name="level_one_usual",
                violation_error_message=_("Er is al een gewoon niveau. Kies er één."),
            ),
            # A level that ends has at least one quarter, and does not start longer than it lasts.
            models.CheckConstraint(
                name="level_duration",
                condition=Q(start_quarters__gte=0)
                & (
                    Q(duration_quarters__isnull=True)
                    | Q(duration_quarters__gte=1, start_quarters__lte=F("duration_quarters"))
                ),
                violation_error_message=_(
                    "Een niveau duurt minstens één kwartaal, en starten duurt niet langer."
                ),
            ),
            common.in_order("level_now", "now"),
            common.in_order("level_later", "later"),
        ]

    def __str__(self) -> str:
        return self.name


class Commitment(VersionedModel):
    """A running or promised initiative: its level and the quarter of its start are fixed."""

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, related_name="commitments", verbose_name=_("initiatief")
    )
    level = models.ForeignKey(Level, models.PROTECT, related_name="+", verbose_name=_("niveau"))
    start_quarter = common.quarter(_("gestart in"))

    class Meta:
        verbose_name = _("toezegging")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "initiative"],
                name="commitment_once",
                violation_error_message=_("Dit initiatief loopt al."),
            ),
            models.CheckConstraint(
                name="commitment_quarter",
                condition=Q(start_quarter__regex=LABEL_PATTERN),
                violation_error_message=common.NO_QUARTER,
            ),
        ]

    def __str__(self) -> str:
        return self.start_quarter


class LevelHours(VersionedModel):
    """Hours of one pool: together over the start quarters, and in each quarter after them."""

    level = models.ForeignKey(Level, models.CASCADE, related_name="hours", verbose_name=_("niveau"))
    pool = models.ForeignKey(
        Pool, models.PROTECT, related_name="level_hours", verbose_name=_("pool")
    )
    start_hours = common.amount(_("uren om te starten"), default=0)
    running_hours = common.amount(_("uren per kwartaal"), default=0)

    class Meta:
        verbose_name = _("uren")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "level", "pool"],
                name="level_hours_once",
                violation_error_message=_("Dit team staat er al. Noem elk team één keer."),
            ),
            common.not_negative("level_hours_amounts", "start_hours", "running_hours"),
        ]

    def __str__(self) -> str:
        return f"{self.start_hours} / {self.running_hours}"


class LevelMoney(VersionedModel):
    """
    Euros from one fund: together over the start quarters, and in each quarter after them.

    Cover may pass from one fund to the next: `from_quarter` and `until_quarter` count the
    quarters since the start, the first being 1, the last one included.
    """

    level = models.ForeignKey(Level, models.CASCADE, related_name="money", verbose_name=_("niveau"))
    fund = models.ForeignKey(
        Fund, models.PROTECT, related_name="level_money", verbose_name=_("geldbron")
    )
    from_quarter = models.PositiveSmallIntegerField(_("vanaf kwartaal"), default=1)
    until_quarter = models.PositiveSmallIntegerField(
        _("tot en met kwartaal"), null=True, blank=True
    )
    start_eur = common.amount(_("euro om te starten"), default=0)
    running_eur = common.amount(_("euro per kwartaal"), default=0)

    class Meta:
        verbose_name = _("geld")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "level", "fund", "from_quarter"],
                name="level_money_once",
                violation_error_message=_("Deze geldbron staat er al vanaf dit kwartaal."),
            ),
            common.not_negative("level_money_amounts", "start_eur", "running_eur"),
            models.CheckConstraint(
                name="level_money_period",
                condition=Q(from_quarter__gte=1)
                & (Q(until_quarter__isnull=True) | Q(until_quarter__gte=F("from_quarter"))),
                violation_error_message=_(
                    "Het einde ligt voor het begin. Kwartalen tellen vanaf 1."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start_eur} / {self.running_eur}"


def _full_at_once() -> list[Decimal]:
    return [Decimal(1)]


class Reach(common.Graded):
    """Households helped in each running quarter, and what that is worth to each of them."""

    level = models.ForeignKey(Level, models.CASCADE, related_name="reach", verbose_name=_("niveau"))
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))
    group = models.ForeignKey(
        MeasureGroup, models.PROTECT, related_name="reach", verbose_name=_("maatregelgroep")
    )
    households_low = common.amount(_("huishoudens per kwartaal, laag"))
    households_mid = common.amount(_("huishoudens per kwartaal, midden"))
    households_high = common.amount(_("huishoudens per kwartaal, hoog"))
    # Share of the full reach in the first running quarters; the last one goes on.
    ramp_shares = ArrayField(
        models.DecimalField(max_digits=4, decimal_places=3),
        verbose_name=_("aanloop"),
        default=_full_at_once,
    )
    now_low = common.amount(_("nu per huishouden, laag (euro)"), default=0)
    now_mid = common.amount(_("nu per huishouden, midden (euro)"), default=0)
    now_high = common.amount(_("nu per huishouden, hoog (euro)"), default=0)
    later_low = common.amount(_("later per huishouden, laag (euro)"), default=0)
    later_mid = common.amount(_("later per huishouden, midden (euro)"), default=0)
    later_high = common.amount(_("later per huishouden, hoog (euro)"), default=0)

    class Meta(common.Graded.Meta):
        verbose_name = _("bereik")
        constraints: ClassVar = [
            *common.Graded.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "level", "area", "group"],
                name="reach_once",
                violation_error_message=_(
                    "Dit gebied en deze groep staan er al. Noem ze samen één keer."
                ),
            ),
            common.in_order("reach_households", "households"),
            common.in_order("reach_now", "now"),
            common.in_order("reach_later", "later"),
            models.CheckConstraint(
                name="reach_ramp",
                condition=Q(ramp_shares__len__gte=1),
                violation_error_message=_("Vul voor de aanloop minstens één deel in."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.households_mid}"
