"""Meetings: the agenda as it was drafted and ordered, who came, and what was written down."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import TenantModel, VersionedModel
from bundel.network.models import Contact
from bundel.steering.models import common
from bundel.steering.models.bodies import Body, Matter, Member


class MeetingState(models.TextChoices):
    """How far a meeting is."""

    PLANNED = "planned", _("in voorbereiding")
    INVITED = "invited", _("uitgenodigd")
    RUNNING = "running", _("bezig")
    HELD = "held", _("gehouden")
    CANCELLED = "cancelled", _("afgezegd")


class Meeting(VersionedModel):
    """One meeting of a body."""

    body = models.ForeignKey(
        Body, models.PROTECT, related_name="meetings", verbose_name=_("overleg")
    )
    starts_at = models.DateTimeField(_("begint"))
    ends_at = models.DateTimeField(_("eindigt"))
    place = models.CharField(_("plaats"), max_length=300, blank=True)
    state = models.CharField(
        _("status"), max_length=10, choices=MeetingState, default=MeetingState.PLANNED
    )
    # Where everybody looks now, in the room.
    at_item = models.ForeignKey(
        "AgendaItem", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField(_("geopend op"), null=True, blank=True)
    closed_at = models.DateTimeField(_("gesloten op"), null=True, blank=True)
    minutes_sent_at = models.DateTimeField(_("besluitenlijst verstuurd op"), null=True, blank=True)
    # iCalendar: the same uid for every version, the sequence rises when time or place change.
    uid = models.UUIDField(_("kenmerk in agenda's"), default=uuid.uuid4, editable=False)
    sequence = models.PositiveIntegerField(_("versie in agenda's"), default=0, editable=False)
    # The version in which the time last changed: an answer to an older one no longer counts.
    moved_sequence = models.PositiveIntegerField(
        _("versie van de laatste verplaatsing"), default=0, editable=False
    )
    changed_at = models.DateTimeField(_("gewijzigd op"), null=True, editable=False)

    class Meta:
        verbose_name = _("vergadering")
        verbose_name_plural = _("vergaderingen")
        ordering: ClassVar = ["-starts_at"]
        constraints: ClassVar = [
            common.known("meeting_state_known", "state", MeetingState),
            models.CheckConstraint(
                name="meeting_ends_later",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("Het einde ligt voor het begin."),
            ),
            models.UniqueConstraint(fields=["municipality", "uid"], name="meeting_uid_once"),
            models.UniqueConstraint(
                fields=["municipality", "body", "starts_at"],
                condition=~Q(state="cancelled"),
                name="meeting_once",
                violation_error_message=_("Op dit moment is dit overleg er al."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "body"],
                condition=Q(state="running"),
                name="one_meeting_runs",
                violation_error_message=_("Dit overleg is al bezig. Sluit eerst die vergadering."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.starts_at:%d-%m-%Y}"

    def is_own(self, actor: Actor) -> bool:
        """Tell whether the actor leads the body that meets."""
        return self.body.is_own(actor)


class Coming(models.TextChoices):
    """What somebody answered. The values are those of iCalendar, in lower case."""

    NEEDS_ACTION = "needs-action", _("nog geen antwoord")
    ACCEPTED = "accepted", _("komt")
    TENTATIVE = "tentative", _("misschien")
    DECLINED = "declined", _("komt niet")


class Attendance(VersionedModel):
    """Somebody who was asked to a meeting, what they answered, and whether they came."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    member = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+")
    user = common.person(_("medewerker"))
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contactpersoon"),
    )
    name = models.CharField(_("naam"), max_length=200)
    email = models.EmailField(_("e-mailadres"), blank=True)
    invited_sequence = models.PositiveIntegerField(
        _("laatst gemailde versie"), null=True, blank=True
    )
    coming = models.CharField(
        _("antwoord"), max_length=15, choices=Coming, default=Coming.NEEDS_ACTION
    )
    replied_at = models.DateTimeField(_("geantwoord op"), null=True, blank=True)
    attended = models.BooleanField(_("was er"), null=True, blank=True)

    class Meta:
        verbose_name = _("genodigde van een vergadering")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            common.known("attendance_coming_known", "coming", Coming),
            common.exactly_one(
                "attendance_of_one",
                "user",
                "contact",
                words=_("Kies één medewerker of één contactpersoon."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "meeting", "user", "contact"],
                name="attendance_once",
                nulls_distinct=False,
                violation_error_message=_("Deze is al uitgenodigd."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ItemAim(models.TextChoices):
    """What the meeting has to do with a point."""

    DECIDE = "decide", _("besluiten")
    DISCUSS = "discuss", _("bespreken")
    INFORM = "inform", _("weten")


class ItemState(models.TextChoices):
    """What became of a point."""

    OPEN = "open", _("nog niet besproken")
    DONE = "done", _("besproken")
    CARRIED = "carried", _("naar de volgende keer")
    DROPPED = "dropped", _("van de agenda")


class AgendaItem(VersionedModel):
    """A point on the agenda: drafted from what really needs it, or written by somebody."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    title = models.CharField(_("punt"), max_length=300)
    aim = models.CharField(_("doel"), max_length=8, choices=ItemAim, default=ItemAim.DISCUSS)
    matter = models.CharField(_("waarover"), max_length=12, choices=Matter, default=Matter.OTHER)
    minutes = models.PositiveSmallIntegerField(_("minuten"), default=10)
    presenter = common.person(_("wie brengt het in"))
    explanation = models.TextField(_("toelichting"), max_length=8000, blank=True)
    # Where it comes from, such as "finding" or "trigger"; empty: somebody wrote it.
    source = models.CharField(_("komt uit"), max_length=20, blank=True)
    source_id = models.UUIDField(_("kenmerk daar"), null=True, blank=True)
    source_key = models.CharField(_("sleutel daar"), max_length=200, blank=True)
    # The facts on the day that it was put here.
    facts = models.JSONField(_("feiten"), default=dict, blank=True)
    carried_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="next_times"
    )
    state = models.CharField(_("status"), max_length=8, choices=ItemState, default=ItemState.OPEN)
    notes = models.TextField(_("aantekeningen"), max_length=8000, blank=True)

    class Meta:
        verbose_name = _("agendapunt")
        verbose_name_plural = _("agendapunten")
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            common.known("item_aim_known", "aim", ItemAim),
            common.known("item_matter_known", "matter", Matter),
            common.known("item_state_known", "state", ItemState),
            models.UniqueConstraint(
                fields=["municipality", "meeting", "source", "source_key"],
                condition=~Q(source=""),
                name="item_source_once",
                violation_error_message=_("Dit staat al op de agenda."),
            ),
            # A point goes to one next time, not to two.
            models.UniqueConstraint(
                fields=["municipality", "carried_from"],
                condition=Q(carried_from__isnull=False),
                name="item_carried_once",
            ),
            models.CheckConstraint(
                name="item_minutes",
                condition=Q(minutes__range=(1, 240)),
                violation_error_message=_("Geef een punt 1 tot en met 240 minuten."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Minutes(TenantModel):
    """The list of decisions and actions as it was sent; a correction is a next one."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="minutes_versions")
    number = models.PositiveSmallIntegerField(_("versie"))
    made_at = models.DateTimeField(_("gemaakt op"))
    made_by = common.person(_("gemaakt door"), required=True)
    # All that stands in it, so that the same paper can be made at any time.
    content = models.JSONField(_("inhoud"))
    # What is other than in the version before, a sentence each.
    changes = models.JSONField(_("wat is veranderd"), default=list, blank=True)
    sent_at = models.DateTimeField(_("verstuurd op"), null=True, blank=True)

    class Meta:
        verbose_name = _("besluiten- en actielijst")
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "meeting", "number"], name="minutes_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting} ({self.number})"
