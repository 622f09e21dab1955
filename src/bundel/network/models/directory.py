"""The directory: which partners there are, who works there, and where they can be found."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import VersionedModel
from bundel.areas.models import Area
from bundel.network.models import common
from bundel.network.models.common import OfOrganisation
from bundel.network.models.terms import Term


class OrganisationState(models.TextChoices):
    """Where a partner stands with us."""

    INVITED = "invited", _("uitgenodigd")
    ACTIVE = "active", _("doet mee")
    PAUSED = "paused", _("doet even niet mee")
    ENDED = "ended", _("doet niet meer mee")


class Organisation(VersionedModel):
    """A partner: it keeps its own data, and says each year that they are still right."""

    name = models.CharField(_("naam"), max_length=200)
    alternate_name = models.CharField(_("ook bekend als"), max_length=200, blank=True)
    kind = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("soort")
    )
    description = models.TextField(_("wat doet deze organisatie"))
    url = models.URLField(_("website"), blank=True)
    email = models.EmailField(_("algemeen e-mailadres"), blank=True)
    legal_status = models.CharField(_("rechtsvorm"), max_length=80, blank=True)
    state = models.CharField(
        _("status"), max_length=10, choices=OrganisationState, default=OrganisationState.ACTIVE
    )
    joined_date = models.DateField(_("doet mee sinds"), null=True, blank=True)
    # Months after which "is this still right?" is asked; empty: what the municipality chose.
    confirm_months = models.PositiveSmallIntegerField(
        _("vraag na zoveel maanden of het nog klopt"), null=True, blank=True
    )
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
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            common.one_of("organisation_state_known", "state", OrganisationState),
            models.CheckConstraint(
                name="organisation_not_into_itself", condition=~Q(merged_into=F("id"))
            ),
            models.CheckConstraint(
                name="organisation_confirm_months",
                condition=Q(confirm_months=None) | Q(confirm_months__range=(1, 36)),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_own(self, actor: Actor) -> bool:
        """Tell whether the actor works here."""
        return actor.organisation_id is not None and actor.organisation_id == self.id


class Visibility(models.TextChoices):
    """Who sees how to reach a contact."""

    NETWORK = "network", _("alle partners")
    MUNICIPALITY = "municipality", _("alleen de gemeente")
    OWN = "own", _("alleen de eigen organisatie")


class Contact(OfOrganisation):
    """A professional at a partner, by choice findable for others; never a resident."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="contacts", verbose_name=_("organisatie")
    )
    name = models.CharField(_("naam"), max_length=120)
    function = models.CharField(_("functie"), max_length=120, blank=True)
    email = models.EmailField(_("e-mailadres van het werk"), blank=True)
    phone = models.CharField(_("telefoon van het werk"), max_length=40, blank=True)
    visibility = models.CharField(
        _("wie ziet dit"), max_length=15, choices=Visibility, default=Visibility.NETWORK
    )
    is_first = models.BooleanField(_("eerste aanspreekpunt"), default=False)
    expertise = models.ManyToManyField(
        Term, through="ContactExpertise", related_name="+", verbose_name=_("deskundig in")
    )
    user = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account"),
    )
    left_date = models.DateField(_("vertrokken op"), null=True, blank=True)
    handover_note = models.TextField(_("overdrachtsnotitie"), blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("opgevolgd door"),
    )

    class Meta:
        verbose_name = _("contactpersoon")
        verbose_name_plural = _("contactpersonen")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            common.one_of("contact_visibility_known", "visibility", Visibility),
            models.CheckConstraint(
                name="contact_not_own_successor", condition=~Q(successor=F("id"))
            ),
            models.UniqueConstraint(
                fields=["municipality", "organisation"],
                condition=Q(is_first=True, left_date=None),
                name="contact_one_first",
            ),
            models.UniqueConstraint(
                fields=["municipality", "user"],
                condition=Q(left_date=None, user__isnull=False),
                name="contact_of_user_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ContactExpertise(VersionedModel):
    """What a contact knows much about."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="expertise_rows")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("deskundigheid van een contactpersoon")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "contact", "term"], name="contact_expertise_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.term_id)


class LocationType(models.TextChoices):
    """How a location is visited. The values are those of HSDS."""

    PHYSICAL = "physical", _("adres")
    POSTAL = "postal", _("postadres")
    VIRTUAL = "virtual", _("online of telefonisch")


class Location(OfOrganisation):
    """A place of an organisation where services are given; never somebody's home."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="locations", verbose_name=_("organisatie")
    )
    name = models.CharField(_("naam"), max_length=200)
    location_type = models.CharField(
        _("soort"), max_length=10, choices=LocationType, default=LocationType.PHYSICAL
    )
    address = models.CharField(_("straat en nummer"), max_length=200, blank=True)
    postal_code = models.CharField(_("postcode"), max_length=10, blank=True)
    city = models.CharField(_("plaats"), max_length=120, blank=True)
    country = models.CharField(_("land"), max_length=2, default="NL")
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("gebied")
    )
    latitude = models.DecimalField(
        _("breedtegraad"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("lengtegraad"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    url = models.URLField(_("website"), blank=True)
    transportation = models.CharField(_("bereikbaar met"), max_length=300, blank=True)
    accessibility = models.CharField(_("toegankelijk voor"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("locatie")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            common.one_of("location_type_known", "location_type", LocationType),
            models.CheckConstraint(
                name="location_on_earth",
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
        ]

    def __str__(self) -> str:
        return self.name
