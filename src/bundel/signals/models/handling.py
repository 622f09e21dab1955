"""What is done with a signal: every step, what was asked back, and who was reminded."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.models import User
from bundel.accounts.tenancy import TenantModel, VersionedModel
from bundel.network.models import Contact, Organisation, common
from bundel.signals.models.signals import Signal
from bundel.signals.models.sorting import RoutingRule


class StepKind(models.TextChoices):
    """What happened to a signal."""

    TOLD = "told", _("gemeld")
    HELD = "held", _("vastgehouden voor een tweede paar ogen")
    RELEASED = "released", _("vrijgegeven")
    REFUSED = "refused", _("teruggegeven om te verwoorden")
    ROUTED = "routed", _("verdeeld")
    PASSED_ON = "passed_on", _("doorgegeven")
    THEME = "theme", _("thema gewijzigd")
    ASKED = "asked", _("teruggevraagd")
    REPLIED = "replied", _("gereageerd")
    ANSWERED = "answered", _("beantwoord")
    RATED = "rated", _("gezegd of dit een antwoord was")
    REOPENED = "reopened", _("heropend")
    CLOSED = "closed", _("afgesloten")
    MERGED = "merged", _("samengevoegd")
    NOT_OURS = "not_ours", _("niet voor ons")
    NUDGED = "nudged", _("herinnerd")
    ESCALATED = "escalated", _("aan de opdrachtgever gemeld")
    SHARED = "shared", _("gedeeld met partners")
    CAME_OF_IT = "came_of_it", _("er kwam iets van")


class Step(TenantModel):
    """One step of a signal, by a person or by the system; never changed."""

    signal = models.ForeignKey(Signal, models.CASCADE, related_name="steps")
    kind = models.CharField(_("stap"), max_length=12, choices=StepKind)
    at = models.DateTimeField(_("op"))
    # None: the system did it, by a rule or by the clock.
    by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("door")
    )
    by_name = models.CharField(_("door wie"), max_length=200)
    rule = models.ForeignKey(
        RoutingRule,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("regel"),
    )
    state_after = models.CharField(_("status erna"), max_length=10)
    note = models.TextField(_("toelichting"), max_length=4000, blank=True)
    # Whether the reporter reads this step.
    is_for_reporter = models.BooleanField(_("voor de melder"), default=True)

    class Meta:
        verbose_name = _("stap")
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [common.one_of("step_kind_known", "kind", StepKind)]

    def __str__(self) -> str:
        return self.kind


class BackQuestion(TenantModel):
    """What we asked the reporter, and what came back; the link in the mail is kept as a hash."""

    signal = models.ForeignKey(Signal, models.CASCADE, related_name="back_questions")
    text = models.TextField(_("vraag"), max_length=1000)
    asked_at = models.DateTimeField(_("gevraagd op"))
    asked_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("gevraagd door")
    )
    email = models.EmailField(_("gestuurd naar"), blank=True)
    digest = models.CharField(_("vingerafdruk"), max_length=64)
    expires_at = models.DateTimeField(_("geldig tot"))
    reply = models.TextField(_("reactie"), max_length=2000, blank=True)
    replied_at = models.DateTimeField(_("gereageerd op"), null=True, blank=True)
    # Asked anew, answered without it, or too late: nobody waits for a reply any more.
    dropped_at = models.DateTimeField(_("vervallen op"), null=True, blank=True)

    class Meta:
        verbose_name = _("terugvraag")
        ordering: ClassVar = ["asked_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "digest"], name="back_question_once"),
            models.CheckConstraint(
                name="back_question_reply_iff",
                condition=Q(reply="", replied_at=None)
                | (~Q(reply="") & Q(replied_at__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["municipality", "signal"],
                condition=Q(replied_at=None, dropped_at=None),
                name="one_open_back_question",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class AnswerLink(TenantModel):
    """A link in the mail with an answer, for who has no account; only its hash is kept."""

    signal = models.ForeignKey(Signal, models.CASCADE, related_name="+")
    digest = models.CharField(_("vingerafdruk"), max_length=64)
    email = models.EmailField(_("gestuurd naar"))
    created_at = models.DateTimeField(_("gemaakt op"))
    expires_at = models.DateTimeField(_("geldig tot"))
    used_at = models.DateTimeField(_("gebruikt op"), null=True, blank=True)

    class Meta:
        verbose_name = _("link bij een antwoord")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "digest"], name="answer_link_once")
        ]

    def __str__(self) -> str:
        return str(self.created_at)


class NudgeLevel(models.TextChoices):
    """How far up the ladder."""

    FIRST = "first", _("eerste herinnering")
    SECOND = "second", _("tweede herinnering")
    COMMISSIONER = "commissioner", _("naar de opdrachtgever")
    # Beside the ladder: what is held for a second pair of eyes.
    CHECK = "check", _("nog niet nagekeken")


class Nudge(TenantModel):
    """A reminder that went out: each level once for every round of a signal."""

    signal = models.ForeignKey(Signal, models.CASCADE, related_name="nudges")
    round = models.PositiveSmallIntegerField(_("ronde"))
    level = models.CharField(_("trede"), max_length=12, choices=NudgeLevel)
    to = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("aan"))
    at = models.DateTimeField(_("op"))

    class Meta:
        verbose_name = _("herinnering")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "signal", "round", "level", "to"], name="nudge_once"
            ),
            common.one_of("nudge_level_known", "level", NudgeLevel),
        ]

    def __str__(self) -> str:
        return self.level


class MailState(models.TextChoices):
    """What became of a mail to the address for signals."""

    TOLD = "told", _("signaal geworden")
    REFUSED = "refused", _("teruggestuurd om te verwoorden")
    UNKNOWN = "unknown", _("afzender is geen partner")
    NOT_READ = "not_read", _("niet te lezen")


class MailIn(TenantModel):
    """A mail that was read; never its words, so that what is refused is nowhere."""

    message_digest = models.CharField(_("vingerafdruk van het bericht"), max_length=64)
    received_at = models.DateTimeField(_("ontvangen op"))
    state = models.CharField(_("wat ervan werd"), max_length=10, choices=MailState)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="+")
    signal = models.ForeignKey(Signal, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("ontvangen mail")
        ordering: ClassVar = ["-received_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "message_digest"], name="mail_in_once"),
            common.one_of("mail_in_state_known", "state", MailState),
        ]

    def __str__(self) -> str:
        return self.state


class SignalSettings(VersionedModel):
    """What a municipality chose for its signals."""

    mail_address = models.EmailField(_("adres waar signalen heen mogen"), blank=True)
    early_signal_where = models.CharField(
        _("waar een vroegsignaal heen gaat"), max_length=300, blank=True
    )
    early_signal_url = models.URLField(_("adres daarvan"), blank=True)
    has_photos = models.BooleanField(_("foto's mogen mee"), default=False)
    has_neighbourhoods = models.BooleanField(_("een buurt mag gekozen worden"), default=False)
    fallback_team = models.ForeignKey(
        "signals.Team",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("team als geen regel past"),
    )
    promise_days = models.PositiveSmallIntegerField(
        _("antwoord binnen zoveel werkdagen als geen regel past"), default=10
    )
    # Days off beside the holidays of the country, such as a day that the town hall is closed.
    closed_dates = ArrayField(
        models.DateField(), verbose_name=_("dagen dicht"), default=list, blank=True
    )
    first_nudge_days = models.PositiveSmallIntegerField(
        _("eerste herinnering na zoveel werkdagen"), default=3
    )
    second_nudge_days = models.PositiveSmallIntegerField(
        _("tweede herinnering zoveel werkdagen na de belofte"), default=1
    )
    commissioner_days = models.PositiveSmallIntegerField(
        _("naar de opdrachtgever zoveel werkdagen na de belofte"), default=3
    )
    link_days = models.PositiveSmallIntegerField(_("een link werkt zoveel dagen"), default=14)
    close_days = models.PositiveSmallIntegerField(
        _("sluit zoveel dagen na het antwoord"), default=30
    )
    scan_days = models.PositiveSmallIntegerField(_("zoek patronen over zoveel dagen"), default=365)
    scan_one_per_organisation = models.BooleanField(
        _("tel herhaling van één organisatie één keer"), default=True
    )
    keep_months = models.PositiveSmallIntegerField(
        _("bewaar de woorden zoveel maanden na afsluiten"), default=36
    )

    class Meta:
        verbose_name = _("instellingen van signalen")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality"], name="signal_settings_once"),
            # Somebody gets three working days of calm before the first reminder.
            models.CheckConstraint(
                name="first_nudge_not_before_day_3", condition=Q(first_nudge_days__gte=3)
            ),
            models.CheckConstraint(
                name="commissioner_after_second",
                condition=Q(commissioner_days__gt=F("second_nudge_days")),
            ),
            models.CheckConstraint(
                name="signal_promise_days", condition=Q(promise_days__range=(1, 60))
            ),
            models.CheckConstraint(name="signal_link_days", condition=Q(link_days__range=(1, 90))),
        ]

    def __str__(self) -> str:
        return "signals"
