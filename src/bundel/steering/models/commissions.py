"""Commissions: who asks what of whom, agreed by both sides, with every version and step kept."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import TenantModel, VersionedModel
from bundel.network.models import Organisation
from bundel.programme.models import Department, Fund, Initiative, Pool
from bundel.steering.models import common


class CommissionState(models.TextChoices):
    """Where a commission stands."""

    DRAFT = "draft", _("in voorbereiding")
    OFFERED = "offered", _("aangeboden")
    ACCEPTED = "accepted", _("aangenomen")
    CHANGE_PROPOSED = "change_proposed", _("wijziging voorgesteld")
    DISCHARGE_ASKED = "discharge_asked", _("décharge gevraagd")
    RETURN_ASKED = "return_asked", _("teruggave gevraagd")
    DISCHARGED = "discharged", _("décharge verleend")
    RETURNED = "returned", _("teruggegeven")
    REFUSED = "refused", _("niet aangenomen")
    WITHDRAWN = "withdrawn", _("ingetrokken")


# What no longer binds anybody: the same subject may be commissioned anew.
ENDED_COMMISSIONS = (
    CommissionState.DISCHARGED,
    CommissionState.RETURNED,
    CommissionState.REFUSED,
    CommissionState.WITHDRAWN,
)


class Commission(VersionedModel):
    """What exactly one commissioner asks of one contractor; its words stand in its versions."""

    number = common.number()
    initiative = models.ForeignKey(
        Initiative,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="commissions",
        verbose_name=_("initiatief"),
    )
    # A part of the programme that is no initiative, such as "regie op vroegsignalering".
    part = models.CharField(_("programmaonderdeel"), max_length=200, blank=True)
    commissioner = common.person(_("opdrachtgever"), required=True)
    contractor = common.person(_("opdrachtnemer"))
    contractor_organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("partner die de opdracht doet"),
    )
    state = models.CharField(
        _("status"), max_length=16, choices=CommissionState, default=CommissionState.DRAFT
    )
    made_at = models.DateTimeField(_("gemaakt op"))
    ended_at = models.DateTimeField(_("geëindigd op"), null=True, blank=True)

    class Meta:
        verbose_name = _("opdracht")
        verbose_name_plural = _("opdrachten")
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            common.number_once("commission_number"),
            common.known("commission_state_known", "state", CommissionState),
            models.CheckConstraint(
                name="commission_about_one_thing",
                condition=(Q(initiative__isnull=False) & Q(part=""))
                | (Q(initiative__isnull=True) & ~Q(part="")),
                violation_error_message=_("Kies een initiatief, of noem een programmaonderdeel."),
            ),
            common.exactly_one(
                "commission_one_contractor",
                "contractor",
                "contractor_organisation",
                words=_("Kies één opdrachtnemer: iemand van de gemeente of een partner."),
            ),
            models.CheckConstraint(
                name="commission_two_sides",
                condition=Q(contractor__isnull=True) | ~Q(contractor=models.F("commissioner")),
                violation_error_message=_("Wie opdracht geeft, neemt haar niet zelf aan."),
            ),
            models.CheckConstraint(
                name="commission_ended_iff",
                condition=Q(state__in=ENDED_COMMISSIONS, ended_at__isnull=False)
                | (~Q(state__in=ENDED_COMMISSIONS) & Q(ended_at__isnull=True)),
                violation_error_message=_("Een opdracht die klaar is, heeft een einde."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "initiative"],
                condition=~Q(state__in=ENDED_COMMISSIONS) & Q(initiative__isnull=False),
                name="one_live_commission",
                violation_error_message=_("Voor dit initiatief loopt al een opdracht."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "part"],
                condition=~Q(state__in=ENDED_COMMISSIONS) & ~Q(part=""),
                name="one_live_commission_a_part",
                violation_error_message=_("Voor dit onderdeel loopt al een opdracht."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.initiative.name if self.initiative else self.part}"

    def is_commissioner(self, actor: Actor) -> bool:
        """Tell whether the actor is the side that asks."""
        return self.commissioner_id == actor.user_id

    def is_contractor(self, actor: Actor) -> bool:
        """Tell whether the actor is the side that does: the person, or the partner's people."""
        if self.contractor_id is not None:
            return self.contractor_id == actor.user_id
        return (
            actor.organisation_id is not None
            and actor.organisation_id == self.contractor_organisation_id
        )

    def is_own(self, actor: Actor) -> bool:
        """Tell whether the actor is one of both sides."""
        return self.is_commissioner(actor) or self.is_contractor(actor)


class VersionState(models.TextChoices):
    """What became of a text."""

    DRAFT = "draft", _("in voorbereiding")
    PROPOSED = "proposed", _("voorgelegd")
    AGREED = "agreed", _("afgesproken")
    REFUSED = "refused", _("niet afgesproken")
    WITHDRAWN = "withdrawn", _("ingetrokken")


class CommissionVersion(VersionedModel):
    """What is asked, in words: the database keeps what was agreed as it was."""

    commission = models.ForeignKey(Commission, models.CASCADE, related_name="versions")
    round = models.PositiveSmallIntegerField(_("versie van de opdracht"))
    state = models.CharField(
        _("status"), max_length=10, choices=VersionState, default=VersionState.DRAFT
    )
    result = models.TextField(_("resultaat"), max_length=4000, blank=True)
    scope_in = models.TextField(_("hoort erbij"), max_length=4000, blank=True)
    scope_out = models.TextField(_("hoort er niet bij"), max_length=4000, blank=True)
    mandate = models.TextField(_("mandaat"), max_length=4000, blank=True)
    reporting = models.TextField(_("verantwoording"), max_length=4000, blank=True)
    stop_rules = models.TextField(_("wanneer stoppen we"), max_length=4000, blank=True)
    from_date = models.DateField(_("begint op"), null=True, blank=True)
    until_date = models.DateField(_("klaar op"), null=True, blank=True)
    why = models.TextField(_("waarom deze versie"), max_length=2000, blank=True)
    made_by = common.person(_("geschreven door"), required=True)
    made_at = models.DateTimeField(_("geschreven op"))
    agreed_at = models.DateTimeField(_("afgesproken op"), null=True, blank=True)

    class Meta:
        verbose_name = _("versie van een opdracht")
        ordering: ClassVar = ["commission", "round"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "commission", "round"], name="commission_round_once"
            ),
            common.known("commission_version_state_known", "state", VersionState),
            common.not_before("commission_version_dates", "from_date", "until_date"),
            models.UniqueConstraint(
                fields=["municipality", "commission"],
                condition=Q(state__in=["draft", "proposed"]),
                name="one_open_commission_version",
                violation_error_message=_("Er ligt al een voorstel. Handel dat eerst af."),
            ),
            models.CheckConstraint(
                name="commission_version_agreed_iff",
                condition=Q(state="agreed", agreed_at__isnull=False)
                | (~Q(state="agreed") & Q(agreed_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.round)


class CommissionHours(TenantModel):
    """Hours that a commission may use of a team."""

    commission_version = models.ForeignKey(CommissionVersion, models.CASCADE, related_name="hours")
    pool = models.ForeignKey(Pool, models.PROTECT, related_name="+", verbose_name=_("team"))
    hours = models.DecimalField(_("uren"), max_digits=9, decimal_places=2)

    class Meta:
        verbose_name = _("uren van een opdracht")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "commission_version", "pool"],
                name="commission_hours_once",
                violation_error_message=_("Dit team staat er al."),
            ),
            models.CheckConstraint(
                name="commission_hours_positive",
                condition=Q(hours__gt=0),
                violation_error_message=_("Vul meer dan 0 uren in."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.hours)


class CommissionMoney(TenantModel):
    """Money that a commission may spend of a fund."""

    commission_version = models.ForeignKey(CommissionVersion, models.CASCADE, related_name="money")
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+", verbose_name=_("geldbron"))
    eur = models.DecimalField(_("euro"), max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = _("geld van een opdracht")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "commission_version", "fund"],
                name="commission_money_once",
                violation_error_message=_("Deze geldbron staat er al."),
            ),
            models.CheckConstraint(
                name="commission_money_positive",
                condition=Q(eur__gt=0),
                violation_error_message=_("Vul meer dan 0 euro in."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.eur)


class CommissionAct(models.TextChoices):
    """What one side did."""

    MADE = "made", _("gemaakt")
    OFFERED = "offered", _("aangeboden")
    ACCEPTED = "accepted", _("aangenomen")
    REFUSED = "refused", _("niet aangenomen")
    WITHDRAWN = "withdrawn", _("ingetrokken")
    CHANGE_PROPOSED = "change_proposed", _("wijziging voorgesteld")
    CHANGE_AGREED = "change_agreed", _("wijziging aangenomen")
    CHANGE_REFUSED = "change_refused", _("wijziging niet aangenomen")
    CHANGE_WITHDRAWN = "change_withdrawn", _("wijziging ingetrokken")
    DISCHARGE_ASKED = "discharge_asked", _("décharge gevraagd")
    DISCHARGED = "discharged", _("décharge verleend")
    DISCHARGE_REFUSED = "discharge_refused", _("décharge nog niet verleend")
    RETURN_ASKED = "return_asked", _("teruggave gevraagd")
    RETURNED = "returned", _("teruggave aangenomen")
    RETURN_REFUSED = "return_refused", _("teruggave niet aangenomen")
    DISCHARGE_WITHDRAWN = "discharge_withdrawn", _("vraag om décharge ingetrokken")
    RETURN_WITHDRAWN = "return_withdrawn", _("vraag om teruggave ingetrokken")
    COMMISSIONER_CHANGED = "commissioner_changed", _("andere opdrachtgever")
    CONTRACTOR_CHANGED = "contractor_changed", _("andere opdrachtnemer")


# By these the coordinator puts somebody else on a side.
HAND_OVERS = (CommissionAct.COMMISSIONER_CHANGED, CommissionAct.CONTRACTOR_CHANGED)


class CommissionStep(TenantModel):
    """One step of a commission, signed in by one side; never changed."""

    commission = models.ForeignKey(Commission, models.CASCADE, related_name="steps")
    commission_version = models.ForeignKey(
        CommissionVersion, models.CASCADE, null=True, blank=True, related_name="+"
    )
    act = models.CharField(_("stap"), max_length=20, choices=CommissionAct)
    at = models.DateTimeField(_("op"))
    by = common.person(_("door"), required=True)
    by_name = models.CharField(_("door wie"), max_length=200)
    # In which part: commissioner, contractor or coordinator.
    side = models.CharField(_("als"), max_length=12)
    state_after = models.CharField(_("status erna"), max_length=16)
    note = models.TextField(_("toelichting"), max_length=4000, blank=True)
    # Where somebody else came on a side: who it was, and who it is.
    was_name = models.CharField(_("was"), max_length=200, blank=True)
    is_name = models.CharField(_("wordt"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("stap van een opdracht")
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            common.known("commission_act_known", "act", CommissionAct),
            models.CheckConstraint(
                name="commission_side_known",
                condition=Q(side__in=["commissioner", "contractor", "coordinator"]),
            ),
            models.CheckConstraint(
                name="commission_hand_over_names_both",
                condition=(Q(act__in=HAND_OVERS) & ~Q(was_name="") & ~Q(is_name="") & ~Q(note=""))
                | (~Q(act__in=HAND_OVERS) & Q(was_name="", is_name="")),
            ),
        ]

    def __str__(self) -> str:
        return self.act


class Rasci(models.TextChoices):
    """The part of somebody else in a commission; who is accountable is the commissioner."""

    RESPONSIBLE = "R", _("voert uit")
    SUPPORT = "S", _("helpt mee")
    CONSULTED = "C", _("wordt vooraf gevraagd")
    INFORMED = "I", _("hoort het erna")


class CommissionRole(VersionedModel):
    """What a person, a partner or a department has to do with a commission."""

    commission = models.ForeignKey(Commission, models.CASCADE, related_name="roles")
    rasci = models.CharField(_("rol"), max_length=1, choices=Rasci)
    user = common.person(_("medewerker"))
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("partner"),
    )
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("afdeling"),
    )
    what = models.CharField(_("waarvoor"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("rol in een opdracht")
        ordering: ClassVar = ["rasci"]
        constraints: ClassVar = [
            common.known("commission_role_known", "rasci", Rasci),
            common.exactly_one(
                "commission_role_of_one",
                "user",
                "organisation",
                "department",
                words=_("Kies één medewerker, partner of afdeling."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "commission", "user", "organisation", "department"],
                name="commission_role_once",
                nulls_distinct=False,
                violation_error_message=_("Deze heeft al een rol in de opdracht."),
            ),
        ]

    def __str__(self) -> str:
        return self.rasci
