"""Gatherings: who was asked and came, what was said, and who promised what."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.tenancy import TenantModel, VersionedModel
from bundel.areas.models import Area
from bundel.network.models import common
from bundel.network.models.common import OfOrganisation
from bundel.network.models.directory import Contact, Organisation


class Series(VersionedModel):
    """A rhythm of gatherings, such as the network each quarter, or partners in one area."""

    name = models.CharField(_("naam"), max_length=200)
    description = models.TextField(_("waarvoor"), blank=True)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("gebied")
    )
    # A rule of RFC 5545 without DTSTART, such as FREQ=MONTHLY;INTERVAL=3.
    recurrence = models.CharField(_("ritme"), max_length=200, blank=True)
    time_zone = models.CharField(_("tijdzone"), max_length=60, default="Europe/Amsterdam")
    place = models.CharField(_("vaste plaats"), max_length=300, blank=True)
    is_active = models.BooleanField(_("loopt"), default=True)

    class Meta:
        verbose_name = _("reeks bijeenkomsten")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "name"], name="series_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class GatheringState(models.TextChoices):
    """How far a gathering is."""

    PLANNED = "planned", _("in voorbereiding")
    INVITED = "invited", _("uitgenodigd")
    HELD = "held", _("gehouden")
    CANCELLED = "cancelled", _("afgezegd")


class Gathering(VersionedModel):
    """One gathering: when, where, and what came of it."""

    series = models.ForeignKey(
        Series,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="gatherings",
        verbose_name=_("reeks"),
    )
    title = models.CharField(_("titel"), max_length=200)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("gebied")
    )
    starts_at = models.DateTimeField(_("begint"))
    ends_at = models.DateTimeField(_("eindigt"))
    time_zone = models.CharField(_("tijdzone"), max_length=60, default="Europe/Amsterdam")
    place = models.CharField(_("plaats"), max_length=300, blank=True)
    invitation = models.TextField(_("uitnodiging"), blank=True)
    state = models.CharField(
        _("status"), max_length=10, choices=GatheringState, default=GatheringState.PLANNED
    )
    said = models.TextField(_("wat is besproken"), blank=True)
    agreed = models.TextField(_("wat is afgesproken"), blank=True)
    # iCalendar: the same uid for every version, the sequence rises when time or place change.
    uid = models.UUIDField(_("kenmerk in agenda's"), default=uuid.uuid4, editable=False)
    sequence = models.PositiveIntegerField(_("versie in agenda's"), default=0, editable=False)
    # The version in which the time last changed: an answer to an older one no longer counts.
    moved_sequence = models.PositiveIntegerField(
        _("versie van de laatste verplaatsing"), default=0, editable=False
    )
    changed_at = models.DateTimeField(_("gewijzigd op"), editable=False)

    class Meta:
        verbose_name = _("bijeenkomst")
        verbose_name_plural = _("bijeenkomsten")
        ordering: ClassVar = ["-starts_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="gathering_ends_later", condition=Q(ends_at__gt=models.F("starts_at"))
            ),
            common.one_of("gathering_state_known", "state", GatheringState),
            models.UniqueConstraint(fields=["municipality", "uid"], name="gathering_uid_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Theme(VersionedModel):
    """What a gathering is about; it may come from an empty cell of the coverage, or a pattern."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="themes")
    title = models.CharField(_("thema"), max_length=200)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    # Such as "coverage": with the key of the cell. Empty: somebody wrote it.
    origin = models.CharField(_("komt uit"), max_length=20, blank=True)
    origin_key = models.CharField(_("kenmerk daar"), max_length=200, blank=True)
    notes = models.TextField(_("aantekeningen"), blank=True)

    class Meta:
        verbose_name = _("thema")
        ordering: ClassVar = ["position", "title"]

    def __str__(self) -> str:
        return self.title


class Reply(models.TextChoices):
    """What somebody answered to an invitation. The values are those of iCalendar, in lower case."""

    NEEDS_ACTION = "needs-action", _("nog geen antwoord")
    ACCEPTED = "accepted", _("komt")
    TENTATIVE = "tentative", _("misschien")
    DECLINED = "declined", _("komt niet")


class Invitee(OfOrganisation):
    """Somebody of an organisation who was asked to come, and whether they came."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="invitees")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("naam"), max_length=120, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    invited_at = models.DateTimeField(_("uitgenodigd op"), null=True)
    # The version in calendars that was last mailed.
    invited_sequence = models.PositiveIntegerField(_("laatst gemailde versie"), null=True)
    reply = models.CharField(
        _("antwoord"), max_length=15, choices=Reply, default=Reply.NEEDS_ACTION
    )
    replied_at = models.DateTimeField(_("geantwoord op"), null=True)
    attended = models.BooleanField(_("was er"), null=True)

    class Meta:
        verbose_name = _("genodigde")
        ordering: ClassVar = ["organisation__name", "name"]
        constraints: ClassVar = [
            common.one_of("invitee_reply_known", "reply", Reply),
            models.UniqueConstraint(
                fields=["municipality", "gathering", "organisation", "contact"],
                nulls_distinct=False,
                name="invitee_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PromiseState(models.TextChoices):
    """What became of a promise."""

    OPEN = "open", _("loopt")
    KEPT = "kept", _("gedaan")
    NOT_KEPT = "not_kept", _("niet gedaan")
    WITHDRAWN = "withdrawn", _("vervallen")


class Promise(OfOrganisation):
    """A concrete step that an organisation promised at a gathering, with owner and date."""

    gathering = models.ForeignKey(Gathering, models.PROTECT, related_name="promises")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="promises", verbose_name=_("organisatie")
    )
    text = models.CharField(_("wat gaat u doen"), max_length=300)
    owner = models.ForeignKey(
        Contact, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("wie")
    )
    owner_name = models.CharField(
        _("wie, als die niet in de lijst staat"), max_length=120, blank=True
    )
    due_date = models.DateField(_("klaar op"))
    state = models.CharField(
        _("status"), max_length=10, choices=PromiseState, default=PromiseState.OPEN
    )
    result = models.TextField(_("wat is ervan geworden"), blank=True)
    closed_at = models.DateTimeField(_("afgerond op"), null=True, editable=False)
    created_at = models.DateTimeField(_("gemaakt op"), editable=False)

    class Meta:
        verbose_name = _("toezegging")
        verbose_name_plural = _("toezeggingen")
        ordering: ClassVar = ["due_date"]
        constraints: ClassVar = [
            common.one_of("promise_state_known", "state", PromiseState),
            # An end and its moment are known together or not at all.
            models.CheckConstraint(
                name="promise_closed_iff_ended",
                condition=Q(state="open", closed_at=None)
                | (~Q(state="open") & Q(closed_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class CalendarKey(TenantModel):
    """A secret address at which a calendar reads what one person, or one area, has ahead."""

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("gebied")
    )
    digest = models.CharField(_("vingerafdruk"), max_length=64)
    created_at = models.DateTimeField(_("gemaakt op"))
    read_at = models.DateTimeField(_("laatst gelezen op"), null=True)

    class Meta:
        verbose_name = _("agenda-adres")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "digest"], name="calendar_key_digest_once"
            ),
            models.UniqueConstraint(
                fields=["municipality", "user", "area"],
                nulls_distinct=False,
                name="calendar_key_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user_id)
