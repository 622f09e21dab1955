"""What a partner offers: for whom, in which languages, where, when, and with what room."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.tenancy import VersionedModel
from bundel.areas.models import Area
from bundel.network.models import common
from bundel.network.models.common import OfOrganisation
from bundel.network.models.directory import Contact, Location, Organisation
from bundel.network.models.terms import Term


class ServiceStatus(models.TextChoices):
    """Whether a service is given. The values are those of HSDS."""

    ACTIVE = "active", _("loopt")
    INACTIVE = "inactive", _("rust")
    DEFUNCT = "defunct", _("bestaat niet meer")
    TEMPORARILY_CLOSED = "temporarily closed", _("tijdelijk dicht")


class Room(models.TextChoices):
    """Whether somebody new can come. Four answers, and the fifth: nobody said."""

    YES = "yes", _("ja, er is plek")
    WAITING_LIST = "waiting_list", _("wachtlijst")
    AFTER_ASSESSMENT = "after_assessment", _("na een gesprek")
    NO = "no", _("nee, vol")
    UNKNOWN = "unknown", _("onbekend")


class Service(OfOrganisation):
    """One thing that a partner does for residents, as the partner itself says it."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="services", verbose_name=_("organisatie")
    )
    name = models.CharField(_("naam"), max_length=200)
    alternate_name = models.CharField(_("ook bekend als"), max_length=200, blank=True)
    description = models.TextField(_("wat houdt het in"))
    url = models.URLField(_("website"), blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    status = models.CharField(
        _("status"), max_length=20, choices=ServiceStatus, default=ServiceStatus.ACTIVE
    )
    application_process = models.TextField(_("hoe meldt men aan"), blank=True)
    fees_description = models.CharField(_("wat kost het"), max_length=300, blank=True)
    eligibility_description = models.TextField(_("voor wie, in woorden"), blank=True)
    minimum_age = models.PositiveSmallIntegerField(_("vanaf leeftijd"), null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(_("tot en met leeftijd"), null=True, blank=True)
    # Income limit as a share of the social minimum, in percent; empty: no limit.
    income_limit_pct = models.PositiveSmallIntegerField(
        _("inkomensgrens (% van het sociaal minimum)"), null=True, blank=True
    )
    interpretation_services = models.CharField(_("tolk"), max_length=200, blank=True)
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="services",
        verbose_name=_("contactpersoon"),
    )
    room = models.CharField(_("is er plek"), max_length=20, choices=Room, default=Room.UNKNOWN)
    room_note = models.CharField(_("toelichting bij plek"), max_length=200, blank=True)
    waiting_weeks = models.PositiveSmallIntegerField(_("wachttijd in weken"), null=True, blank=True)
    room_changed_at = models.DateTimeField(_("plek bijgewerkt op"), null=True, editable=False)
    needs_agreement = models.BooleanField(
        _("alleen zichtbaar voor partners met een geldige afspraak"), default=False
    )
    # Which needs, groups, tenures, heat sources and routes: every list in one place.
    terms = models.ManyToManyField(
        Term, through="ServiceTerm", related_name="services", verbose_name=_("kenmerken")
    )
    # Without rows here the service is for the whole municipality.
    areas = models.ManyToManyField(
        Area, through="ServiceArea", related_name="+", verbose_name=_("gebieden")
    )
    locations = models.ManyToManyField(
        Location, through="ServiceAtLocation", related_name="services", verbose_name=_("locaties")
    )
    confirmed_at = models.DateTimeField(_("bevestigd op"), null=True, blank=True, editable=False)
    confirmed_by = models.CharField(_("bevestigd door"), max_length=200, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name=_("samengevoegd met"),
    )
    archived_at = models.DateTimeField(_("weggelegd op"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("gemaakt op"), editable=False)
    changed_at = models.DateTimeField(_("gewijzigd op"), editable=False)

    class Meta:
        verbose_name = _("dienst")
        verbose_name_plural = _("diensten")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            common.one_of("service_status_known", "status", ServiceStatus),
            common.one_of("service_room_known", "room", Room),
            models.CheckConstraint(
                name="service_ages",
                condition=Q(minimum_age=None)
                | Q(maximum_age=None)
                | Q(maximum_age__gte=models.F("minimum_age")),
            ),
            models.CheckConstraint(
                name="service_income_limit",
                condition=Q(income_limit_pct=None) | Q(income_limit_pct__range=(50, 500)),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ServiceTerm(VersionedModel):
    """A term that holds for a service."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="term_rows")
    term = models.ForeignKey(Term, models.PROTECT, related_name="service_rows")

    class Meta:
        verbose_name = _("kenmerk van een dienst")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "service", "term"], name="service_term_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.term_id)


class ServiceArea(VersionedModel):
    """An area that a service covers."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="area_rows")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("gebied van een dienst")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "service", "area"], name="service_area_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.area_id)


class ServiceLanguage(VersionedModel):
    """A language in which somebody is helped. ISO 639-1, or 639-3 where that has none."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="languages")
    code = models.CharField(_("taal"), max_length=3)
    note = models.CharField(_("toelichting"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("taal van een dienst")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "service", "code"], name="service_language_once"
            ),
            models.CheckConstraint(
                name="service_language_code", condition=Q(code__regex="^[a-z]{2,3}$")
            ),
        ]
        # Finds the few that speak a rare language among all services.
        indexes: ClassVar = [
            models.Index(
                fields=["municipality", "code", "service"], name="service_language_by_code"
            )
        ]

    def __str__(self) -> str:
        return self.code


class ServiceAtLocation(VersionedModel):
    """A service is given at a location."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="location_rows")
    location = models.ForeignKey(Location, models.PROTECT, related_name="service_rows")
    description = models.CharField(_("toelichting"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("dienst op een locatie")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "service", "location"], name="service_at_location_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.service_id} @ {self.location_id}"


class Schedule(VersionedModel):
    """On one day of the week, from and until; of a service, or of a service at one location."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="schedules")
    at_location = models.ForeignKey(
        ServiceAtLocation, models.CASCADE, null=True, blank=True, related_name="schedules"
    )
    # Monday is 1, as in ISO 8601.
    weekday = models.PositiveSmallIntegerField(_("dag"))
    opens_at = models.TimeField(_("van"), null=True, blank=True)
    closes_at = models.TimeField(_("tot"), null=True, blank=True)
    valid_from_date = models.DateField(_("vanaf"), null=True, blank=True)
    valid_to_date = models.DateField(_("tot en met"), null=True, blank=True)
    note = models.CharField(_("toelichting"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("openingstijd")
        ordering: ClassVar = ["weekday", "opens_at"]
        constraints: ClassVar = [
            models.CheckConstraint(name="schedule_weekday", condition=Q(weekday__range=(1, 7))),
            models.CheckConstraint(
                name="schedule_hours",
                condition=Q(opens_at=None, closes_at=None) | Q(opens_at__lt=models.F("closes_at")),
            ),
            common.not_before("schedule_validity", "valid_from_date", "valid_to_date"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens_at}-{self.closes_at}"


class Phone(VersionedModel):
    """A telephone number of an organisation, a service or a location."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="phones"
    )
    service = models.ForeignKey(
        Service, models.CASCADE, null=True, blank=True, related_name="phones"
    )
    location = models.ForeignKey(
        Location, models.CASCADE, null=True, blank=True, related_name="phones"
    )
    number = models.CharField(_("nummer"), max_length=40)
    description = models.CharField(_("toelichting"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("telefoonnummer")
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            common.one_owner("phone_of_one", "organisation", "service", "location")
        ]

    def __str__(self) -> str:
        return self.number


class CostOption(VersionedModel):
    """What a service costs in one case."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="costs")
    option = models.CharField(_("wanneer"), max_length=200, blank=True)
    amount_eur = models.DecimalField(
        _("bedrag (euro)"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    description = models.CharField(_("toelichting"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("kosten")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cost_not_negative", condition=Q(amount_eur=None) | Q(amount_eur__gte=0)
            )
        ]

    def __str__(self) -> str:
        return self.option
