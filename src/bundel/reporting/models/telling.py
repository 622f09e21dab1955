"""Who is told what, when, by whom and how: by rhythm, by decision, and what went out."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.tenancy import VersionedModel
from bundel.steering.models import Body, Matter, common


class Channel(models.TextChoices):
    """Through what somebody is told."""

    MAIL = "mail", _("mail")
    LETTER = "letter", _("brief")
    MEETING = "meeting", _("overleg")
    NEWSLETTER = "newsletter", _("nieuwsbrief")
    WEBSITE = "website", _("website")
    PHONE = "phone", _("telefoon")
    COUNCIL_LETTER = "council_letter", _("raadsinformatiebrief")


class Audience(VersionedModel):
    """Those who have to know."""

    name = models.CharField(_("naam"), max_length=120)
    description = models.TextField(_("wie dit zijn"), max_length=2000, blank=True)
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("overleg")
    )
    is_partners = models.BooleanField(_("alle partners"), default=False)

    class Meta:
        verbose_name = _("wie het moet weten")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "name"], name="audience_name")
        ]

    def __str__(self) -> str:
        return self.name


class Occasion(models.TextChoices):
    """What gives rise to a message."""

    RHYTHM = "rhythm", _("vast ritme")
    DECISION = "decision", _("een besluit")


class TellingRule(VersionedModel):
    """A rule by which messages are planned: every so often, or after a decision."""

    audience = models.ForeignKey(
        Audience, models.PROTECT, related_name="rules", verbose_name=_("wie het moet weten")
    )
    occasion = models.CharField(_("aanleiding"), max_length=8, choices=Occasion)
    what = models.CharField(_("wat"), max_length=300)
    # A rule of RFC 5545 without DTSTART for a rhythm.
    recurrence = models.CharField(_("ritme"), max_length=200, blank=True)
    first_date = models.DateField(_("voor het eerst op"), null=True, blank=True)
    matter = models.CharField(
        _("besluiten over"), max_length=12, choices=Matter, blank=True, default=""
    )
    days_after = models.PositiveSmallIntegerField(_("binnen zoveel dagen"), default=7)
    channel = models.CharField(_("kanaal"), max_length=14, choices=Channel)
    owner = common.person(_("wie vertelt het"))
    is_on = models.BooleanField(_("staat aan"), default=True)

    class Meta:
        verbose_name = _("regel van het communicatieplan")
        ordering: ClassVar = ["audience", "what"]
        constraints: ClassVar = [
            common.known("telling_occasion_known", "occasion", Occasion),
            common.known("telling_channel_known", "channel", Channel),
            models.CheckConstraint(
                name="telling_rhythm_whole",
                condition=Q(occasion="decision")
                | (Q(first_date__isnull=False) & ~Q(recurrence="")),
                violation_error_message=_("Kies hoe vaak, en vanaf welke dag."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "audience", "occasion", "what"],
                name="telling_rule_once",
                violation_error_message=_("Deze regel staat er al."),
            ),
        ]

    def __str__(self) -> str:
        return self.what


class MessageState(models.TextChoices):
    """Whether it was told."""

    PLANNED = "planned", _("gepland")
    SENT = "sent", _("verteld")
    DROPPED = "dropped", _("vervallen")


class Message(VersionedModel):
    """One message: what, to whom, by when, by whom, through what, and the proof that it went."""

    audience = models.ForeignKey(
        Audience, models.PROTECT, related_name="messages", verbose_name=_("wie het moet weten")
    )
    rule = models.ForeignKey(
        TellingRule, models.SET_NULL, null=True, blank=True, related_name="messages"
    )
    what = models.CharField(_("wat"), max_length=300)
    text = models.TextField(_("tekst"), max_length=20000, blank=True)
    due_date = models.DateField(_("voor"))
    channel = models.CharField(_("kanaal"), max_length=14, choices=Channel)
    owner = common.person(_("wie vertelt het"))
    # What it tells of, such as "decision" with its id; with a rule it comes once.
    source = models.CharField(_("komt uit"), max_length=20, blank=True)
    source_id = models.UUIDField(_("kenmerk daar"), null=True, blank=True)
    source_key = models.CharField(_("sleutel"), max_length=120, blank=True)
    state = models.CharField(
        _("status"), max_length=7, choices=MessageState, default=MessageState.PLANNED
    )
    sent_at = models.DateTimeField(_("verteld op"), null=True, blank=True)
    sent_by = common.person(_("verteld door"))
    sent_to_count = models.PositiveIntegerField(_("aan hoeveel mensen"), null=True, blank=True)
    proof = models.TextField(_("waar dat te zien is"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("bericht")
        verbose_name_plural = _("berichten")
        ordering: ClassVar = ["due_date", "what"]
        constraints: ClassVar = [
            common.known("message_state_known", "state", MessageState),
            common.known("message_channel_known", "channel", Channel),
            models.UniqueConstraint(
                fields=["municipality", "rule", "source_key"],
                condition=~Q(source_key=""),
                name="message_once",
            ),
            models.CheckConstraint(
                name="message_sent_whole",
                condition=(Q(state="sent", sent_at__isnull=False))
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.what
