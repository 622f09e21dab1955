"""What signals are sorted by: themes, teams, and the ordered rules that send each to somebody."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bundel.accounts.models import User
from bundel.accounts.tenancy import TenantModel, VersionedModel
from bundel.areas.models import Area
from bundel.network.models import Term, common


class SignalTheme(VersionedModel):
    """A theme that signals are about, such as the bill or the dwelling."""

    code = models.CharField(_("code"), max_length=60)
    name = models.CharField(_("naam"), max_length=120)
    name_en = models.CharField(_("Engelse naam"), max_length=120, blank=True)
    description = models.TextField(_("uitleg"), blank=True)
    # What a partner would offer against it; leads from a pattern to who can help.
    need = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("hulpvraag")
    )
    position = models.PositiveIntegerField(_("volgorde"), default=0)
    is_active = models.BooleanField(_("in gebruik"), default=True)

    class Meta:
        verbose_name = _("thema van signalen")
        ordering: ClassVar = ["position", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "code"], name="signal_theme_code_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The name in the language of the reader; the Dutch one where there is no other."""
        return self.name_en if self.name_en and get_language() == "en" else self.name


class Team(VersionedModel):
    """Who signals are sent to: a few people, and the commissioner who hears of silence."""

    name = models.CharField(_("naam"), max_length=120)
    email = models.EmailField(_("e-mailadres van het team"), blank=True)
    commissioner = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("opdrachtgever"),
    )
    is_active = models.BooleanField(_("in gebruik"), default=True)

    class Meta:
        verbose_name = _("team")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "name"], name="team_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class TeamMember(TenantModel):
    """Somebody of a team."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="members")
    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("medewerker"))

    class Meta:
        verbose_name = _("lid van een team")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "team", "user"], name="in_team_once")
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.user_id}"


class ListState(models.TextChoices):
    """Whether a list of rules is at work."""

    DRAFT = "draft", _("in de maak")
    ACTIVE = "active", _("geldt nu")
    ENDED = "ended", _("gold eerder")


class RuleList(VersionedModel):
    """An ordered list of rules; one is at work, the earlier ones are kept as they were."""

    number = models.PositiveIntegerField(_("nummer"))
    state = models.CharField(_("status"), max_length=10, choices=ListState, default=ListState.DRAFT)
    note = models.CharField(_("waarom gewijzigd"), max_length=300, blank=True)
    made_at = models.DateTimeField(_("gemaakt op"))
    active_at = models.DateTimeField(_("geldt sinds"), null=True, blank=True)
    ended_at = models.DateTimeField(_("gold tot"), null=True, blank=True)

    class Meta:
        verbose_name = _("verdeellijst")
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "number"], name="rule_list_once"),
            common.one_of("rule_list_state_known", "state", ListState),
            models.UniqueConstraint(
                fields=["municipality"], condition=Q(state="active"), name="one_active_rule_list"
            ),
            models.UniqueConstraint(
                fields=["municipality"], condition=Q(state="draft"), name="one_draft_rule_list"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


def _values(label: Any) -> ArrayField[list[str], list[str]]:
    return ArrayField(models.CharField(max_length=60), verbose_name=label, default=list, blank=True)


class RoutingRule(VersionedModel):
    """The first rule of the list that fits sends the signal; an empty condition fits all."""

    rules = models.ForeignKey(RuleList, models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField(_("plaats"))
    name = models.CharField(_("naam"), max_length=120)
    themes = models.ManyToManyField(
        SignalTheme, through="RuleTheme", related_name="+", blank=True, verbose_name=_("thema's")
    )
    # An area holds for all areas that lie in it.
    areas = models.ManyToManyField(
        Area, through="RuleArea", related_name="+", blank=True, verbose_name=_("gebieden")
    )
    traits = models.ManyToManyField(
        Term,
        through="RuleTrait",
        related_name="+",
        blank=True,
        verbose_name=_("kenmerken van de groep"),
    )
    sizes = _values(_("omvang"))
    severities = _values(_("ernst"))
    # Months 1 to 12 in which the rule holds; none is always.
    months = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name=_("maanden"), default=list, blank=True
    )
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("naar team")
    )
    person = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("naar")
    )
    promise_days = models.PositiveSmallIntegerField(_("antwoord binnen zoveel werkdagen"))

    class Meta:
        verbose_name = _("verdeelregel")
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "rules", "position"],
                name="rule_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="rule_promise_days", condition=Q(promise_days__range=(1, 60))
            ),
            common.one_owner("rule_sends_to_one", "team", "person"),
        ]

    def __str__(self) -> str:
        return self.name


class RuleTheme(TenantModel):
    """A theme that a rule is for."""

    rule = models.ForeignKey(RoutingRule, models.CASCADE, related_name="+")
    theme = models.ForeignKey(SignalTheme, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "rule", "theme"], name="rule_theme_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.theme_id}"


class RuleArea(TenantModel):
    """An area that a rule is for."""

    rule = models.ForeignKey(RoutingRule, models.CASCADE, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "rule", "area"], name="rule_area_once")
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.area_id}"


class RuleTrait(TenantModel):
    """A trait that a rule is for."""

    rule = models.ForeignKey(RoutingRule, models.CASCADE, related_name="+")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "rule", "term"], name="rule_trait_once")
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.term_id}"


class ThemeModel(TenantModel):
    """What the suggestion of themes has learnt, with how often it was right on unseen signals."""

    number = models.PositiveIntegerField(_("nummer"))
    trained_at = models.DateTimeField(_("geleerd op"))
    examples = models.PositiveIntegerField(_("voorbeelden"))
    corrections = models.PositiveIntegerField(_("waarvan verbeteringen door mensen"))
    weights = models.JSONField(_("gewichten"))
    measured = models.JSONField(_("gemeten"))

    class Meta:
        verbose_name = _("geleerde thema's")
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "number"], name="theme_model_once")
        ]

    def __str__(self) -> str:
        return str(self.number)
