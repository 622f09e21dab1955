"""Reports: filled from live facts, put in words by people, and then frozen."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import VersionedModel
from bundel.core.quarters import LABEL_PATTERN
from bundel.programme.models import Initiative
from bundel.steering.models import Body, Meeting, common


class ReportState(models.TextChoices):
    """Whether the figures still move."""

    DRAFT = "draft", _("concept")
    FROZEN = "frozen", _("vastgelegd")


class Report(VersionedModel):
    """What every report keeps: its facts of one moment, and who froze them."""

    number = common.number()
    title = models.CharField(_("titel"), max_length=200)
    # All figures with year, source and grade; what is frozen is drawn from this alone.
    content = models.JSONField(_("inhoud"), default=dict)
    as_of_at = models.DateTimeField(_("stand van"))
    state = models.CharField(
        _("status"), max_length=6, choices=ReportState, default=ReportState.DRAFT
    )
    made_by = common.person(_("gemaakt door"), required=True)
    made_at = models.DateTimeField(_("gemaakt op"))
    frozen_by = common.person(_("vastgelegd door"))
    frozen_at = models.DateTimeField(_("vastgelegd op"), null=True, blank=True)
    sha256 = models.CharField(_("vingerafdruk"), max_length=64, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "number"],
                name="%(class)s_number",
                violation_error_message=_("Dit nummer is al gebruikt. Probeer het nog een keer."),
            ),
            models.CheckConstraint(
                name="%(class)s_state_known",
                condition=Q(state__in=ReportState.values),
                violation_error_message=_("Deze keuze bestaat niet."),
            ),
            models.CheckConstraint(
                name="%(class)s_frozen_whole",
                condition=Q(state="draft", frozen_at=None, frozen_by=None, sha256="")
                | (
                    Q(state="frozen", frozen_at__isnull=False, frozen_by__isnull=False)
                    & ~Q(sha256="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class BoardPack(Report):
    """One page for a body, with annexes: the same figures tomorrow."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="packs", verbose_name=_("overleg"))
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="packs",
        verbose_name=_("vergadering"),
    )
    message = models.TextField(_("boodschap in het kort"), max_length=2000, blank=True)

    class Meta(Report.Meta):
        verbose_name = _("stuk voor de stuurgroep")
        ordering: ClassVar = ["-number"]


class ProgressReport(Report):
    """How one initiative stands in a quarter."""

    initiative = models.ForeignKey(
        Initiative, models.PROTECT, related_name="progress", verbose_name=_("initiatief")
    )
    quarter = models.CharField(_("kwartaal"), max_length=7)
    done = models.TextField(_("wat is gedaan"), max_length=4000, blank=True)
    next = models.TextField(_("wat komt"), max_length=4000, blank=True)
    trouble = models.TextField(_("wat zit tegen"), max_length=4000, blank=True)

    class Meta(Report.Meta):
        verbose_name = _("voortgang van een initiatief")
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            *Report.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "initiative", "quarter"],
                name="progress_once",
                violation_error_message=_("Over dit kwartaal is er al een verslag."),
            ),
            models.CheckConstraint(
                name="progress_quarter",
                condition=Q(quarter__regex=LABEL_PATTERN),
                violation_error_message=_("Schrijf een kwartaal als 2027-K1."),
            ),
        ]

    def is_own(self, actor: Actor) -> bool:
        """Whoever leads the initiative writes its report."""
        return self.initiative.is_own(actor)


class Letter(Report):
    """The draft of a letter to the council: people's words with dated facts in footnotes."""

    subject = models.CharField(_("onderwerp"), max_length=300)
    # Headings with texts, in which a fact is named as [[code]].
    sections = models.JSONField(_("onderdelen"), default=list)

    class Meta(Report.Meta):
        verbose_name = _("raadsinformatiebrief")
        verbose_name_plural = _("raadsinformatiebrieven")
        ordering: ClassVar = ["-number"]
