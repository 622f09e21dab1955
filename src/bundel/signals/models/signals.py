"""A signal: what a partner sees of a group of residents, and what became of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import TenantModel, VersionedModel
from bundel.areas.models import Area
from bundel.network.models import Contact, Organisation, Term, common
from bundel.signals.models.choices import (
    Channel,
    Period,
    Result,
    Severity,
    SignalState,
    Size,
    Trend,
)
from bundel.signals.models.sorting import RoutingRule, SignalTheme, Team


class Signal(VersionedModel):
    """Told once, by one professional, about a group; never about a person."""

    number = models.PositiveIntegerField(_("nummer"), editable=False)
    # Made on the device that tells: the same telling again is the same signal.
    telling_key = models.UUIDField(_("kenmerk van het melden"), editable=False)
    # What was told, as a keyed hash: the same key with other words is another telling.
    telling_digest = models.CharField(
        _("vingerafdruk van het melden"), max_length=64, editable=False
    )
    channel = models.CharField(_("binnengekomen via"), max_length=10, choices=Channel)
    theme = models.ForeignKey(
        SignalTheme, models.PROTECT, related_name="+", verbose_name=_("thema")
    )
    # What the computer thought, and what a person made of it; the difference teaches it.
    suggested_theme = models.ForeignKey(
        SignalTheme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("voorgesteld thema"),
    )
    theme_checked_at = models.DateTimeField(_("thema bekeken op"), null=True, blank=True)
    # Empty: the whole municipality.
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("gebied")
    )
    size = models.CharField(_("omvang"), max_length=10, choices=Size)
    period = models.CharField(_("periode"), max_length=10, choices=Period)
    seen_from_date = models.DateField(_("gezien vanaf"))
    seen_until_date = models.DateField(_("gezien tot"))
    trend = models.CharField(_("trend"), max_length=10, choices=Trend)
    severity = models.CharField(_("ernst"), max_length=10, choices=Severity)
    # At most two, so that nobody can be picked out; terms of a group, a tenure or a heat source.
    first_trait = models.ForeignKey(
        Term,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kenmerk van de groep"),
    )
    second_trait = models.ForeignKey(
        Term,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("tweede kenmerk"),
    )
    # Where the reporter heard it: a term of the routes by which residents are reached.
    heard_at = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("gehoord bij")
    )
    text = models.TextField(_("wat ziet u"), max_length=2000)
    question = models.TextField(_("uw vraag"), max_length=600, blank=True)
    # Whether other partners may read the words; the municipality always may.
    is_shared = models.BooleanField(_("andere partners mogen dit lezen"), default=False)

    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisatie"),
    )
    reporter = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("melder")
    )
    # Who told it without an account, by mail.
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contactpersoon"),
    )
    told_at = models.DateTimeField(_("gemeld op"), editable=False)

    state = models.CharField(_("status"), max_length=10, choices=SignalState)
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("team")
    )
    handler = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("behandelaar")
    )
    rule = models.ForeignKey(
        RoutingRule,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("verdeeld door regel"),
    )
    promise_date = models.DateField(_("antwoord uiterlijk"), null=True, blank=True)
    result = models.CharField(_("uitkomst"), max_length=10, choices=Result, blank=True)
    answer = models.TextField(_("antwoord"), max_length=4000, blank=True)
    answered_at = models.DateTimeField(_("beantwoord op"), null=True, blank=True)
    # When the first answer came: what the promise is measured by, also after reopening.
    first_answered_at = models.DateTimeField(_("eerste antwoord op"), null=True, blank=True)
    # Whether the first answer came by the day that was promised for it.
    was_in_time = models.BooleanField(_("op tijd beantwoord"), null=True, blank=True)
    was_answer = models.BooleanField(_("was dit een antwoord"), null=True, blank=True)
    reopened_count = models.PositiveSmallIntegerField(_("heropend"), default=0)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name=_("samengevoegd met"),
    )
    belongs_where = models.CharField(_("hoort bij"), max_length=300, blank=True)
    ended_at = models.DateTimeField(_("afgesloten op"), null=True, blank=True)
    # When all words about it were wiped; what was counted stays.
    forgotten_at = models.DateTimeField(_("woorden gewist op"), null=True, blank=True)

    class Meta:
        verbose_name = _("signaal")
        verbose_name_plural = _("signalen")
        ordering: ClassVar = ["-told_at"]
        indexes: ClassVar = [
            models.Index(
                fields=["municipality", "state", "promise_date", "number"], name="signal_inbox"
            ),
            models.Index(
                fields=["municipality", "handler", "state", "promise_date"], name="signal_handler"
            ),
            models.Index(
                fields=["municipality", "team", "state", "promise_date"], name="signal_team"
            ),
            models.Index(
                fields=["municipality", "theme", "area", "-told_at"], name="signal_theme_area"
            ),
            models.Index(fields=["municipality", "organisation", "-told_at"], name="signal_org"),
            models.Index(fields=["municipality", "-told_at", "number"], name="signal_told"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "number"], name="signal_number_once"),
            models.UniqueConstraint(
                fields=["municipality", "telling_key"], name="signal_told_once"
            ),
            common.one_of("signal_state_known", "state", SignalState),
            common.one_of("signal_size_known", "size", Size),
            common.one_of("signal_period_known", "period", Period),
            common.one_of("signal_trend_known", "trend", Trend),
            common.one_of("signal_severity_known", "severity", Severity),
            common.one_of("signal_channel_known", "channel", Channel),
            models.CheckConstraint(
                name="signal_seen_half_open",
                condition=Q(seen_until_date__gt=F("seen_from_date")),
            ),
            # A second trait comes after a first, and is another one.
            models.CheckConstraint(
                name="signal_traits_in_order",
                condition=Q(second_trait=None)
                | (Q(first_trait__isnull=False) & ~Q(first_trait=F("second_trait"))),
            ),
            # An answer, what it says was done, and its moment are known together or not at all.
            models.CheckConstraint(
                name="signal_answer_iff_answered",
                condition=Q(answer="", answered_at=None, result="")
                | (
                    (~Q(answer="") | Q(forgotten_at__isnull=False))
                    & ~Q(result="")
                    & Q(answered_at__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="signal_answered_has_answer",
                condition=~Q(state="answered") | ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="signal_merged_iff_into",
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into=None)),
            ),
            models.CheckConstraint(
                name="signal_not_into_itself", condition=~Q(merged_into=F("id"))
            ),
            # What is not ours says where it belongs.
            models.CheckConstraint(
                name="signal_not_ours_where", condition=~Q(state="not_ours") | ~Q(belongs_where="")
            ),
            # What waits for an answer has somebody who must give it, by a day.
            models.CheckConstraint(
                name="signal_open_is_promised",
                condition=~Q(state__in=["open", "asked"])
                | (
                    Q(promise_date__isnull=False)
                    & (Q(team__isnull=False) | Q(handler__isnull=False))
                ),
            ),
            # Words are wiped only of what is over.
            models.CheckConstraint(
                name="signal_forgotten_is_empty",
                condition=Q(forgotten_at=None)
                | Q(text="", question="", answer="", ended_at__isnull=False),
            ),
            # The words of what was refused are gone.
            models.CheckConstraint(
                name="signal_refused_is_empty",
                condition=~Q(state="refused") | Q(text="", question=""),
            ),
            models.CheckConstraint(
                name="signal_ended_iff_over",
                condition=Q(
                    state__in=["closed", "merged", "not_ours", "refused"], ended_at__isnull=False
                )
                | (~Q(state__in=["closed", "merged", "not_ours", "refused"]) & Q(ended_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)

    def is_own(self, actor: Actor) -> bool:
        """Tell whether the actor told it, or works for the partner that did."""
        if actor.organisation_id is not None:
            return actor.organisation_id == self.organisation_id
        return self.reporter_id is not None and self.reporter_id == actor.user_id


class HeldReason(TenantModel):
    """Why a signal waits for a second pair of eyes: which words, of what kind."""

    signal = models.ForeignKey(Signal, models.CASCADE, related_name="held_reasons")
    field = models.CharField(_("veld"), max_length=20)
    start = models.PositiveIntegerField(_("van teken"))
    end = models.PositiveIntegerField(_("tot teken"))
    kind = models.CharField(_("soort"), max_length=40)

    class Meta:
        verbose_name = _("reden van nakijken")
        ordering: ClassVar = ["field", "start"]
        constraints: ClassVar = [
            models.CheckConstraint(name="held_reason_span", condition=Q(end__gte=F("start")))
        ]

    def __str__(self) -> str:
        return self.kind


class SignalWord(models.Model):
    """A stem of the words of a signal: found by equality, which an index may do under policies."""

    id = models.BigAutoField(primary_key=True)
    # The reference to the signal holds both to one municipality; no second check for each row.
    municipality = models.ForeignKey(
        "accounts.Municipality",
        models.PROTECT,
        editable=False,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    signal = models.ForeignKey(Signal, models.CASCADE, related_name="+", db_constraint=False)
    stem = models.CharField(_("stam"), max_length=60, db_collation="C")

    class Meta:
        verbose_name = _("woord van een signaal")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "stem", "signal"], name="signal_word_once"
            )
        ]

    def __str__(self) -> str:
        return self.stem


class Follow(TenantModel):
    """Somebody who wants to hear what becomes of a signal of another."""

    signal = models.ForeignKey(Signal, models.CASCADE, related_name="follows")
    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("volger"))
    since_at = models.DateTimeField(_("volgt sinds"))

    class Meta:
        verbose_name = _("volger")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "signal", "user"], name="follow_once")
        ]

    def __str__(self) -> str:
        return f"{self.signal_id} {self.user_id}"


class PhotoState(models.TextChoices):
    """Whether a photo was looked at."""

    HELD = "held", _("wacht op tweede paar ogen")
    SHOWN = "shown", _("mag getoond worden")
    REFUSED = "refused", _("geweigerd en gewist")


class Photo(TenantModel):
    """A picture of a piece of a building: drawn anew, without where and when it was taken."""

    signal = models.ForeignKey(Signal, models.CASCADE, related_name="photos")
    content = models.BinaryField(_("beeld"), editable=False)
    width_px = models.PositiveIntegerField(_("breedte"))
    height_px = models.PositiveIntegerField(_("hoogte"))
    caption = models.CharField(_("wat staat erop"), max_length=200, blank=True)
    state = models.CharField(
        _("status"), max_length=10, choices=PhotoState, default=PhotoState.HELD
    )
    told_at = models.DateTimeField(_("gemeld op"))
    checked_at = models.DateTimeField(_("bekeken op"), null=True, blank=True)
    checked_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("bekeken door"),
    )

    class Meta:
        verbose_name = _("foto")
        constraints: ClassVar = [
            common.one_of("photo_state_known", "state", PhotoState),
            models.CheckConstraint(
                name="photo_refused_is_empty", condition=~Q(state="refused") | Q(content=b"")
            ),
        ]

    def __str__(self) -> str:
        return self.caption
