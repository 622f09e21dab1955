"""Demarcation: which domain does which activity, who agreed, and what nobody or two do."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import TenantModel, VersionedModel
from bundel.network.models import Organisation
from bundel.programme.models import Department, Initiative
from bundel.steering.models import common


class Domain(VersionedModel):
    """A column of the matrix: a department or a partner, and who may say yes for it."""

    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("afdeling"),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("partner"),
    )
    speaker = common.person(_("wie ja zegt"))
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    archived_at = models.DateTimeField(_("verwijderd op"), null=True, blank=True)

    class Meta:
        verbose_name = _("domein")
        verbose_name_plural = _("domeinen")
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            common.exactly_one(
                "domain_of_one",
                "department",
                "organisation",
                words=_("Kies één afdeling of één partner."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "department", "organisation"],
                condition=Q(archived_at=None),
                name="domain_once",
                nulls_distinct=False,
                violation_error_message=_("Deze staat al in de afbakening."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.department or self.organisation)

    def is_own(self, actor: Actor) -> bool:
        """Tell whether the actor speaks for this domain: by name, or as its partner."""
        if self.speaker_id is not None:
            return self.speaker_id == actor.user_id
        return actor.organisation_id is not None and actor.organisation_id == self.organisation_id


class Activity(VersionedModel):
    """A row of the matrix: something that must be somebody's."""

    code = models.CharField(_("code"), max_length=40)
    name = models.CharField(_("activiteit"), max_length=200)
    description = models.TextField(_("omschrijving"), max_length=2000, blank=True)
    initiatives = models.ManyToManyField(
        Initiative, through="ActivityInitiative", related_name="activities"
    )
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    # Texts as they were agreed by all who do it; empty: no agreement.
    agreement = models.TextField(_("afspraak"), max_length=2000, blank=True)
    archived_at = models.DateTimeField(_("verwijderd op"), null=True, blank=True)

    class Meta:
        verbose_name = _("activiteit")
        verbose_name_plural = _("activiteiten")
        ordering: ClassVar = ["position", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "code"],
                condition=Q(archived_at=None),
                name="activity_code",
            ),
            common.filled("activity_name", "name", _("Geef de activiteit een naam.")),
        ]

    def __str__(self) -> str:
        return self.name


class ActivityInitiative(TenantModel):
    """An activity that belongs to an initiative."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="+")
    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("activiteit van een initiatief")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "activity", "initiative"], name="activity_initiative_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.initiative_id}"


class Stance(models.TextChoices):
    """Whether a domain does an activity."""

    IN = "in", _("doet het")
    SHARED = "shared", _("doet het samen")
    OUT = "out", _("doet het niet")


class Cell(VersionedModel):
    """What a domain does of an activity, and whether it said yes to that."""

    domain = models.ForeignKey(Domain, models.CASCADE, related_name="cells")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="cells")
    stance = models.CharField(_("wie doet wat"), max_length=6, choices=Stance)
    note = models.CharField(_("toelichting"), max_length=500, blank=True)
    agreed_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ja gezegd door"),
    )
    agreed_at = models.DateTimeField(_("ja gezegd op"), null=True, blank=True)

    class Meta:
        verbose_name = _("vak van de afbakening")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "domain", "activity"], name="cell_once"
            ),
            common.known("cell_stance_known", "stance", Stance),
            common.together(
                "cell_agreed_whole",
                "agreed_by",
                "agreed_at",
                words=_("Wie ja zei en wanneer, horen bij elkaar."),
            ),
        ]

    def __str__(self) -> str:
        return self.stance


class IssueKind(models.TextChoices):
    """What is not clear yet."""

    GAP = "gap", _("niemand doet dit")
    OVERLAP = "overlap", _("meer dan één doet dit, zonder afspraak")
    JOIN = "join", _("deze kunnen samen optrekken")


class Issue(VersionedModel):
    """A gap, an overlap or a chance to join forces, with who settles it by when."""

    kind = models.CharField(_("soort"), max_length=8, choices=IssueKind)
    # What it is about, such as the activity, or the initiatives with their area and group.
    key = models.CharField(_("kenmerk"), max_length=200)
    activity = models.ForeignKey(
        Activity, models.CASCADE, null=True, blank=True, related_name="issues"
    )
    facts = models.JSONField(_("feiten"), default=dict, blank=True)
    settler = common.person(_("wie lost dit op"))
    due_date = models.DateField(_("voor"), null=True, blank=True)
    found_at = models.DateTimeField(_("gevonden op"))
    settled_at = models.DateTimeField(_("opgelost op"), null=True, blank=True)
    settled_by = common.person(_("opgelost door"))
    how = models.TextField(_("hoe opgelost"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("onduidelijkheid")
        verbose_name_plural = _("onduidelijkheden")
        ordering: ClassVar = ["found_at"]
        constraints: ClassVar = [
            common.known("issue_kind_known", "kind", IssueKind),
            models.UniqueConstraint(
                fields=["municipality", "kind", "key"],
                condition=Q(settled_at=None),
                name="one_open_issue",
            ),
            models.CheckConstraint(
                name="issue_settled_with_how",
                condition=Q(settled_at__isnull=True) | ~Q(how=""),
                violation_error_message=_("Schrijf op hoe dit is opgelost."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    def is_own(self, actor: Actor) -> bool:
        """Whoever was asked to settle it."""
        return self.settler_id is not None and self.settler_id == actor.user_id
