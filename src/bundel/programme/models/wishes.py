"""What the plan has to respect: who is at risk, order, rules between initiatives, fair shares."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.tenancy import VersionedModel
from bundel.areas.models import Area
from bundel.programme.models import common
from bundel.programme.models.capacity import Pool
from bundel.programme.models.frame import MeasureGroup
from bundel.programme.models.initiatives import Initiative


class AtRisk(common.Graded):
    """Households at risk in an area for a kind of help: the ceiling of what can be reached."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))
    group = models.ForeignKey(
        MeasureGroup, models.CASCADE, related_name="at_risk", verbose_name=_("maatregelgroep")
    )
    households = common.amount(_("huishoudens"))
    weight = models.DecimalField(_("gewicht"), max_digits=5, decimal_places=3, default=1)

    class Meta(common.Graded.Meta):
        verbose_name = _("huishoudens met risico")
        constraints: ClassVar = [
            *common.Graded.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "area", "group"],
                name="at_risk_once",
                violation_error_message=_("Voor dit gebied en deze groep staat er al een aantal."),
            ),
            common.not_negative("at_risk_numbers", "households", "weight"),
        ]

    def __str__(self) -> str:
        return f"{self.area.name}, {self.group.name}"


class Order(models.TextChoices):
    """What has to have happened to the first before the next may start."""

    FINISH_START = "finish-start", _("na het einde")
    START_START = "start-start", _("na de start")


class Precedence(common.Graded):
    """The one after may be done only if the one before is, and at least the lag later."""

    before = models.ForeignKey(
        Initiative, models.CASCADE, related_name="followers", verbose_name=_("eerst")
    )
    after = models.ForeignKey(
        Initiative, models.CASCADE, related_name="needs", verbose_name=_("daarna")
    )
    order = models.CharField(_("soort"), max_length=12, choices=Order, default=Order.FINISH_START)
    lag_quarters = models.SmallIntegerField(_("kwartalen ertussen"), default=0)

    class Meta(common.Graded.Meta):
        verbose_name = _("volgorde")
        constraints: ClassVar = [
            *common.Graded.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "before", "after"],
                name="precedence_once",
                violation_error_message=_("Deze volgorde staat er al."),
            ),
            models.CheckConstraint(
                name="precedence_order",
                condition=Q(order__in=Order.values),
                violation_error_message=_("Deze soort volgorde bestaat niet."),
            ),
            models.CheckConstraint(
                name="precedence_not_itself",
                condition=~Q(before=F("after")),
                violation_error_message=_("Een initiatief kan niet op zichzelf wachten."),
            ),
            models.CheckConstraint(
                name="precedence_lag",
                condition=Q(lag_quarters__range=(-40, 40)),
                violation_error_message=_("Kies -40 tot en met 40 kwartalen ertussen."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before.code} → {self.after.code}"


class RuleKind(models.TextChoices):
    """What holds between the initiatives of a rule."""

    EXCLUSION = "exclusion", _("hooguit één")
    EXACTLY_ONE = "exactly_one", _("precies één")
    SYNERGY = "synergy", _("samen sterker")
    START_LIMIT = "start_limit", _("grens aan starts")


class Rule(common.Graded):
    """A rule between initiatives: at most one, exactly one, stronger together, not all at once."""

    code = common.code()
    name = models.CharField(_("naam"), max_length=200)
    kind = models.CharField(_("soort"), max_length=12, choices=RuleKind)
    per_quarter = models.PositiveSmallIntegerField(_("starts per kwartaal"), null=True, blank=True)
    now_eur = common.amount(_("winst nu (euro)"), default=0)
    later_eur = common.amount(_("winst later (euro)"), default=0)

    class Meta(common.Graded.Meta):
        verbose_name = _("regel")
        verbose_name_plural = _("regels")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            *common.Graded.Meta.constraints,
            models.UniqueConstraint(fields=["municipality", "code"], name="rule_code"),
            models.CheckConstraint(
                name="rule_kind",
                condition=Q(kind__in=RuleKind.values),
                violation_error_message=_("Deze soort regel bestaat niet."),
            ),
            # Only a limit on starts has a number, and it always has one.
            models.CheckConstraint(
                name="rule_limit_iff_number",
                condition=Q(kind=RuleKind.START_LIMIT, per_quarter__isnull=False)
                | (~Q(kind=RuleKind.START_LIMIT) & Q(per_quarter__isnull=True)),
                violation_error_message=_(
                    "Alleen een grens aan starts heeft een aantal starts, en altijd."
                ),
            ),
            models.CheckConstraint(
                name="rule_gain_of_synergy",
                condition=Q(kind=RuleKind.SYNERGY) | Q(now_eur=0, later_eur=0),
                violation_error_message=_("Alleen 'samen sterker' levert extra waarde op."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RuleMember(VersionedModel):
    """An initiative that a rule is about."""

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="members", verbose_name=_("regel"))
    initiative = models.ForeignKey(
        Initiative, models.CASCADE, related_name="rules", verbose_name=_("initiatief")
    )

    class Meta:
        verbose_name = _("deel van regel")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "rule", "initiative"],
                name="rule_member_once",
                violation_error_message=_("Dit initiatief staat er al in."),
            )
        ]

    def __str__(self) -> str:
        return str(self.initiative)


class RuleHours(VersionedModel):
    """Hours that a synergy gives back to a pool in every quarter in which all of them run."""

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="hours", verbose_name=_("regel"))
    pool = models.ForeignKey(Pool, models.PROTECT, related_name="+", verbose_name=_("pool"))
    hours = common.amount(_("uren terug per kwartaal"))

    class Meta:
        verbose_name = _("uren terug")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "rule", "pool"],
                name="rule_hours_once",
                violation_error_message=_("Dit team staat er al. Noem elk team één keer."),
            ),
            common.not_negative("rule_hours_amount", "hours"),
        ]

    def __str__(self) -> str:
        return str(self.hours)


class Floor(common.Graded):
    """A fair share: at least so many households counted in an area, a group, or both."""

    code = common.code()
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("gebied")
    )
    group = models.ForeignKey(
        MeasureGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="floors",
        verbose_name=_("maatregelgroep"),
    )
    households = common.amount(_("huishoudens"))

    class Meta(common.Graded.Meta):
        verbose_name = _("ondergrens")
        verbose_name_plural = _("ondergrenzen")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            *common.Graded.Meta.constraints,
            models.UniqueConstraint(fields=["municipality", "code"], name="floor_code"),
            common.not_negative("floor_households", "households"),
            models.CheckConstraint(
                name="floor_somewhere",
                condition=Q(area__isnull=False) | Q(group__isnull=False),
                violation_error_message=_("Kies een gebied, een groep, of allebei."),
            ),
        ]

    def __str__(self) -> str:
        return self.code
