"""What many signals say together: scans, the patterns that they found, and what came of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.models import User
from bundel.accounts.tenancy import TenantModel, VersionedModel
from bundel.areas.models import Area
from bundel.network.models import common
from bundel.signals.models.signals import Signal
from bundel.signals.models.sorting import SignalTheme


class ScanState(models.TextChoices):
    """How far a scan is."""

    WAITING = "waiting", _("wacht")
    RUNNING = "running", _("loopt")
    DONE = "done", _("klaar")
    FAILED = "failed", _("mislukt")


class ScanRun(TenantModel):
    """One search for patterns: with what, and what it found; enough to do it again."""

    state = models.CharField(
        _("status"), max_length=10, choices=ScanState, default=ScanState.WAITING
    )
    asked_at = models.DateTimeField(_("gevraagd op"))
    asked_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("gevraagd door"),
    )
    started_at = models.DateTimeField(_("begonnen op"), null=True, blank=True)
    done_at = models.DateTimeField(_("klaar op"), null=True, blank=True)
    from_date = models.DateField(_("vanaf"))
    until_date = models.DateField(_("tot"))
    seed = models.PositiveBigIntegerField(_("begingetal"))
    permutations = models.PositiveIntegerField(_("herhalingen"))
    choices = models.JSONField(_("keuzes"), default=dict)
    signal_count = models.PositiveIntegerField(_("signalen"), default=0)
    # What it says beside patterns, such as themes with too few signals to say anything.
    remarks = models.JSONField(_("opmerkingen"), default=list)
    error = models.TextField(_("fout"), blank=True)

    class Meta:
        verbose_name = _("zoekronde naar patronen")
        ordering: ClassVar = ["-asked_at"]
        constraints: ClassVar = [
            common.one_of("scan_state_known", "state", ScanState),
            models.CheckConstraint(
                name="scan_half_open", condition=Q(until_date__gt=F("from_date"))
            ),
        ]

    def __str__(self) -> str:
        return str(self.asked_at)


class PatternKind(models.TextChoices):
    """What sort of pattern."""

    CLUSTER = "cluster", _("veel op één plek")
    SPIKE = "spike", _("ineens veel")


class PatternState(models.TextChoices):
    """What people made of it."""

    FOUND = "found", _("gevonden")
    CONFIRMED = "confirmed", _("herkend")
    DISMISSED = "dismissed", _("niet herkend")
    PROPOSED = "proposed", _("voorstel gemaakt")


class Pattern(VersionedModel):
    """Signals that come together more than chance would have it; the same one over many scans."""

    number = models.PositiveIntegerField(_("nummer"), editable=False)
    kind = models.CharField(_("soort"), max_length=10, choices=PatternKind)
    theme = models.ForeignKey(
        SignalTheme, models.PROTECT, related_name="+", verbose_name=_("thema")
    )
    from_date = models.DateField(_("vanaf"))
    until_date = models.DateField(_("tot"))
    # Signals counted, and what chance alone would give. [signals]
    observed = models.PositiveIntegerField(_("gezien"))
    expected = models.FloatField(_("verwacht"))
    # Chance of a cluster as strong anywhere, over all themes searched. [0 to 1]
    p_value = models.FloatField(_("kans op toeval"))
    model = models.CharField(_("rekenwijze"), max_length=30)
    state = models.CharField(
        _("status"), max_length=10, choices=PatternState, default=PatternState.FOUND
    )
    reason = models.TextField(_("reden"), max_length=600, blank=True)
    review_date = models.DateField(_("opnieuw bekijken"), null=True, blank=True)
    decided_at = models.DateTimeField(_("beoordeeld op"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("door")
    )
    found_at = models.DateTimeField(_("eerst gevonden op"), editable=False)
    seen_at = models.DateTimeField(_("laatst gevonden op"), editable=False)
    found_by = models.ForeignKey(
        ScanRun, models.PROTECT, related_name="+", verbose_name=_("eerst gevonden door")
    )
    seen_by = models.ForeignKey(
        ScanRun, models.PROTECT, related_name="patterns", verbose_name=_("laatst gevonden door")
    )

    class Meta:
        verbose_name = _("patroon")
        verbose_name_plural = _("patronen")
        ordering: ClassVar = ["-seen_at", "p_value"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "number"], name="pattern_number_once"),
            common.one_of("pattern_kind_known", "kind", PatternKind),
            common.one_of("pattern_state_known", "state", PatternState),
            models.CheckConstraint(
                name="pattern_half_open", condition=Q(until_date__gt=F("from_date"))
            ),
            models.CheckConstraint(
                name="pattern_p_is_a_share", condition=Q(p_value__gte=0, p_value__lte=1)
            ),
            # What is not recognised says why, and when it is looked at again.
            models.CheckConstraint(
                name="pattern_dismissed_why",
                condition=~Q(state="dismissed") | (~Q(reason="") & Q(review_date__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class PatternArea(TenantModel):
    """An area of a pattern."""

    pattern = models.ForeignKey(Pattern, models.CASCADE, related_name="places")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    observed = models.PositiveIntegerField(_("gezien"))
    expected = models.FloatField(_("verwacht"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "pattern", "area"], name="pattern_area_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pattern_id} {self.area_id}"


class PatternSignal(TenantModel):
    """A signal that is a part of a pattern."""

    pattern = models.ForeignKey(Pattern, models.CASCADE, related_name="links")
    signal = models.ForeignKey(Signal, models.PROTECT, related_name="patterns")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "pattern", "signal"], name="pattern_signal_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pattern_id} {self.signal_id}"


class OutcomeKind(models.TextChoices):
    """What came of a pattern."""

    PROPOSAL = "proposal", _("voorstel")
    PLAN = "plan", _("plan")
    DECISION = "decision", _("besluit")
    GATHERING = "gathering", _("bijeenkomst")
    STARTED = "started", _("begonnen")
    STOPPED = "stopped", _("gestopt of afgewezen")


class Outcome(TenantModel):
    """What came of a pattern, told by a floor above; everybody who signalled hears of it once."""

    pattern = models.ForeignKey(Pattern, models.CASCADE, related_name="outcomes")
    kind = models.CharField(_("soort"), max_length=10, choices=OutcomeKind)
    # What it is up there, and the path of its page.
    object_id = models.UUIDField(_("kenmerk"))
    title = models.CharField(_("titel"), max_length=200)
    path = models.CharField(_("pagina"), max_length=300)
    said = models.TextField(_("wat de melders lezen"), max_length=1000, blank=True)
    at = models.DateTimeField(_("op"))

    class Meta:
        verbose_name = _("wat ervan kwam")
        ordering: ClassVar = ["-at"]
        constraints: ClassVar = [
            common.one_of("outcome_kind_known", "kind", OutcomeKind),
            models.UniqueConstraint(
                fields=["municipality", "pattern", "kind", "object_id"], name="outcome_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title
