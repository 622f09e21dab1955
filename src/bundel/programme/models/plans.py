"""Plans: what if, a run of the planner with its frozen question, and the plan that was adopted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import TenantModel, VersionedModel
from bundel.programme.models.initiatives import Initiative


class Scenario(VersionedModel):
    """A what-if: changes on top of the programme as it stands, never in it."""

    name = models.CharField(_("naam"), max_length=120)
    description = models.TextField(_("omschrijving"), blank=True)
    changes = models.JSONField(_("wijzigingen"), default=dict)
    made_by_id = models.UUIDField(_("gemaakt door"))
    made_by_name = models.CharField(_("gemaakt door (naam)"), max_length=120)
    made_at = models.DateTimeField(_("gemaakt op"))

    class Meta:
        verbose_name = _("scenario")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "name"], name="scenario_name")
        ]

    def __str__(self) -> str:
        return self.name

    def is_own(self, actor: Actor) -> bool:
        """Whoever made it."""
        return self.made_by_id == actor.user_id


class RunState(models.TextChoices):
    """How far a run is."""

    QUEUED = "queued", _("wacht")
    RUNNING = "running", _("rekent")
    STOPPING = "stopping", _("stopt")
    DONE = "done", _("klaar")
    STOPPED = "stopped", _("gestopt")
    FAILED = "failed", _("mislukt")
    INFEASIBLE = "infeasible", _("geen plan mogelijk")


OPEN_STATES = (RunState.QUEUED, RunState.RUNNING, RunState.STOPPING)
# A run that was stopped has the best plan so far; one that failed has none.
ENDED_STATES = (RunState.DONE, RunState.STOPPED, RunState.FAILED, RunState.INFEASIBLE)


class PlanRun(VersionedModel):
    """One question to the planner, frozen, with how far it is and what came out."""

    scenario = models.ForeignKey(
        Scenario, models.SET_NULL, null=True, blank=True, related_name="runs"
    )
    title = models.CharField(_("naam"), max_length=200)
    problem = models.JSONField(_("vraag"))
    problem_sha256 = models.CharField(_("vingerafdruk van de vraag"), max_length=64)
    # The question grants more where what already runs asks more; this is what there is.
    pool_hours = models.JSONField(_("uren die er zijn"), default=dict, blank=True)
    # By initiative what has to be in place first, for which it may not start before a quarter.
    held_up = models.JSONField(_("wacht op randvoorwaarden"), default=dict, blank=True)
    versions = models.JSONField(_("versies"), default=dict)
    parameters = models.JSONField(_("instellingen"), default=dict)
    state = models.CharField(_("status"), max_length=10, choices=RunState, default=RunState.QUEUED)
    requested_by_id = models.UUIDField(_("gevraagd door"))
    requested_by_name = models.CharField(_("gevraagd door (naam)"), max_length=120)
    requested_at = models.DateTimeField(_("gevraagd op"))
    started_at = models.DateTimeField(_("begonnen op"), null=True, blank=True)
    heartbeat_at = models.DateTimeField(_("laatste teken van leven"), null=True, blank=True)
    finished_at = models.DateTimeField(_("klaar op"), null=True, blank=True)
    objective = models.FloatField(_("waarde tot nu toe"), null=True, blank=True)
    bound = models.FloatField(_("bovengrens"), null=True, blank=True)
    gap = models.FloatField(_("afstand tot de bovengrens"), null=True, blank=True)
    result = models.JSONField(_("uitkomst"), null=True, blank=True)
    # What lies behind the Dutch sentences in the result, so that a page can say them in English.
    said = models.JSONField(_("zinnen in delen"), default=dict, blank=True)
    trouble = models.TextField(_("wat misging"), blank=True)

    class Meta:
        verbose_name = _("berekening")
        verbose_name_plural = _("berekeningen")
        ordering: ClassVar = ["-requested_at"]
        constraints: ClassVar = [
            # A run has ended if and only if we know when.
            models.CheckConstraint(
                name="run_finished_iff_ended",
                condition=Q(state__in=OPEN_STATES, finished_at__isnull=True)
                | Q(state__in=ENDED_STATES, finished_at__isnull=False),
                violation_error_message=_(
                    "Een berekening die klaar is, heeft een tijdstip waarop dat was."
                ),
            ),
            models.CheckConstraint(
                name="run_done_has_result",
                condition=~Q(state="done") | Q(result__isnull=False),
                violation_error_message=_("Een berekening die klaar is, heeft een uitkomst."),
            ),
            models.CheckConstraint(
                name="run_ends_after_request",
                condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("requested_at")),
                violation_error_message=_(
                    "Een berekening kan niet klaar zijn voordat iemand erom vroeg."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_own(self, actor: Actor) -> bool:
        """Whoever asked for it."""
        return self.requested_by_id == actor.user_id


class AdoptedPlan(TenantModel):
    """A decision: this plan, on these grounds. The database refuses to change it afterwards."""

    run = models.ForeignKey(PlanRun, models.PROTECT, related_name="adopted", verbose_name=_("uit"))
    name = models.CharField(_("naam"), max_length=120)
    grounds = models.TextField(_("gronden"))
    adopted_by_id = models.UUIDField(_("vastgesteld door"))
    adopted_by_name = models.CharField(_("vastgesteld door (naam)"), max_length=120)
    adopted_at = models.DateTimeField(_("vastgesteld op"))
    problem = models.JSONField(_("vraag"))
    plan = models.JSONField(_("plan"))
    frontier_index = models.PositiveSmallIntegerField(_("punt op de lijn"), null=True, blank=True)
    plan_sha256 = models.CharField(_("vingerafdruk"), max_length=64)

    class Meta:
        verbose_name = _("vastgesteld plan")
        verbose_name_plural = _("vastgestelde plannen")
        ordering: ClassVar = ["-adopted_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "name"], name="adopted_plan_name"),
            models.CheckConstraint(
                name="adopted_plan_grounds",
                condition=~Q(grounds=""),
                violation_error_message=_("Vul in op welke gronden."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class NotNow(VersionedModel):
    """An initiative that was left out by decision, why, and when we look again."""

    adopted_plan = models.ForeignKey(AdoptedPlan, models.PROTECT, related_name="not_now")
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, related_name="not_now", verbose_name=_("initiatief")
    )
    reason = models.TextField(_("reden"))
    review_date = models.DateField(_("opnieuw bekijken op"))

    class Meta:
        verbose_name = _("nu niet")
        ordering: ClassVar = ["review_date"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "adopted_plan", "initiative"],
                name="not_now_once",
                violation_error_message=_("Dit initiatief staat er al."),
            ),
            models.CheckConstraint(
                name="not_now_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Vul in waarom nu niet."),
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class Upload(TenantModel):
    """A workbook that waits for somebody to take it over; kept for a day."""

    filename = models.CharField(_("bestand"), max_length=200)
    content = models.BinaryField(_("inhoud"))
    sha256 = models.CharField(_("vingerafdruk"), max_length=64)
    uploaded_by_id = models.UUIDField(_("geladen door"))
    uploaded_at = models.DateTimeField(_("geladen op"))
    taken_over_at = models.DateTimeField(_("overgenomen op"), null=True, blank=True)

    class Meta:
        verbose_name = _("geladen bestand")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="upload_taken_later",
                condition=Q(taken_over_at__isnull=True) | Q(taken_over_at__gte=F("uploaded_at")),
                violation_error_message=_("Een bestand wordt niet overgenomen voordat het er is."),
            )
        ]

    def __str__(self) -> str:
        return self.filename
