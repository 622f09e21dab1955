"""Working together: agreements, goods and hours, and actions in an area."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.tenancy import VersionedModel
from bundel.areas.models import Area
from bundel.network.models import common
from bundel.network.models.common import OfOrganisation
from bundel.network.models.directory import Contact, Organisation
from bundel.network.models.terms import Term


class AgreementState(models.TextChoices):
    """Whether an agreement stands; whether it is valid today follows from its days as well."""

    DRAFT = "draft", _("in voorbereiding")
    STANDS = "stands", _("geldt")
    ENDED = "ended", _("beëindigd")


class Agreement(VersionedModel):
    """Two or more organisations agreed on something, until a day, reviewed on a day."""

    title = models.CharField(_("titel"), max_length=200)
    subject = models.TextField(_("wat is afgesproken"))
    from_date = models.DateField(_("vanaf"))
    until_date = models.DateField(_("tot en met"), null=True, blank=True)
    review_date = models.DateField(_("bespreken op"), null=True, blank=True)
    state = models.CharField(
        _("status"), max_length=10, choices=AgreementState, default=AgreementState.DRAFT
    )
    ended_date = models.DateField(_("beëindigd op"), null=True, blank=True)
    created_at = models.DateTimeField(_("gemaakt op"), editable=False)

    class Meta:
        verbose_name = _("samenwerkingsafspraak")
        verbose_name_plural = _("samenwerkingsafspraken")
        ordering: ClassVar = ["title"]
        constraints: ClassVar = [
            common.one_of("agreement_state_known", "state", AgreementState),
            common.not_before("agreement_days", "from_date", "until_date"),
        ]

    def __str__(self) -> str:
        return self.title


class AgreementParty(OfOrganisation):
    """An organisation that takes part in an agreement, and who said yes."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="agreements")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="+")
    does = models.CharField(_("doet wat"), max_length=300, blank=True)
    agreed_at = models.DateTimeField(_("akkoord op"), null=True, blank=True)
    agreed_by = models.CharField(_("akkoord door"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("partij bij een afspraak")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "agreement", "organisation"], name="agreement_party_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation_id)


class Side(models.TextChoices):
    """Somebody has it, or somebody needs it."""

    OFFER = "offer", _("aanbod")
    REQUEST = "request", _("vraag")


class GoodsState(models.TextChoices):
    """How far an offer or a request is."""

    OPEN = "open", _("open")
    RESERVED = "reserved", _("gereserveerd")
    HANDED_OVER = "handed_over", _("overgedragen")
    WITHDRAWN = "withdrawn", _("ingetrokken")


class Transport(models.TextChoices):
    """Who brings it."""

    BRINGS = "brings", _("wij brengen")
    COLLECTS = "collects", _("wij halen")
    NONE = "none", _("geen eigen vervoer")
    NOT_NEEDED = "not_needed", _("vervoer is niet nodig")


class Goods(OfOrganisation):
    """Goods or hours that one organisation has or needs; never for whom."""

    side = models.CharField(_("aanbod of vraag"), max_length=10, choices=Side)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="goods", verbose_name=_("organisatie")
    )
    contact = models.ForeignKey(
        Contact, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("contact")
    )
    kind = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name=_("soort"))
    title = models.CharField(_("wat"), max_length=150)
    note = models.CharField(_("toelichting"), max_length=500, blank=True)
    amount = models.PositiveIntegerField(_("hoeveel"), default=1)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("gebied")
    )
    transport = models.CharField(
        _("vervoer"), max_length=12, choices=Transport, default=Transport.NONE
    )
    from_date = models.DateField(_("vanaf"), null=True, blank=True)
    until_date = models.DateField(_("tot en met"), null=True, blank=True)
    state = models.CharField(
        _("status"), max_length=12, choices=GoodsState, default=GoodsState.OPEN
    )
    created_at = models.DateTimeField(_("gemaakt op"), editable=False)
    # When the owner last said that it is still there; empty: never asked.
    renewed_at = models.DateTimeField(_("nog steeds zo op"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("vraag of aanbod")
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            common.one_of("goods_side_known", "side", Side),
            common.one_of("goods_state_known", "state", GoodsState),
            common.one_of("goods_transport_known", "transport", Transport),
            common.not_before("goods_days", "from_date", "until_date"),
            models.CheckConstraint(name="goods_amount", condition=Q(amount__gte=1)),
        ]

    def __str__(self) -> str:
        return self.title


class Match(VersionedModel):
    """An offer and a request that found each other."""

    offer = models.ForeignKey(Goods, models.PROTECT, related_name="matches_as_offer")
    request = models.ForeignKey(
        Goods, models.PROTECT, null=True, blank=True, related_name="matches_as_request"
    )
    # Who takes it: the organisation of the request, or who answered the offer itself.
    taker = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    amount = models.PositiveIntegerField(_("hoeveel"), default=1)
    reserved_at = models.DateTimeField(_("gereserveerd op"))
    reserved_by = models.CharField(_("gereserveerd door"), max_length=200)
    handed_over_at = models.DateTimeField(_("overgedragen op"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("afgebroken op"), null=True, blank=True)
    note = models.CharField(_("afspraak over overdracht"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("koppeling van vraag en aanbod")
        ordering: ClassVar = ["-reserved_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="match_one_end", condition=Q(handed_over_at=None) | Q(cancelled_at=None)
            ),
            models.CheckConstraint(name="match_amount", condition=Q(amount__gte=1)),
            models.CheckConstraint(name="match_of_two", condition=~Q(offer=models.F("request"))),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id}"


class ActionState(models.TextChoices):
    """How far an action is."""

    PLANNED = "planned", _("gepland")
    DONE = "done", _("gedaan")
    CANCELLED = "cancelled", _("gaat niet door")


class AreaAction(OfOrganisation):
    """Somebody goes door to door, writes letters or opens an energy café: where and when."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="actions", verbose_name=_("organisatie")
    )
    contact = models.ForeignKey(
        Contact, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("contact")
    )
    kind = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name=_("soort"))
    title = models.CharField(_("titel"), max_length=200)
    audience = models.CharField(_("voor wie"), max_length=200, blank=True)
    note = models.TextField(_("toelichting"), blank=True)
    areas = models.ManyToManyField(
        Area, through="AreaActionArea", related_name="+", verbose_name=_("gebieden")
    )
    from_date = models.DateField(_("vanaf"))
    until_date = models.DateField(_("tot en met"))
    state = models.CharField(
        _("status"), max_length=10, choices=ActionState, default=ActionState.PLANNED
    )
    # What clashed when it was announced, and why it goes on.
    clash_note = models.CharField(_("waarom toch"), max_length=300, blank=True)
    partners = models.ManyToManyField(
        Organisation,
        through="AreaActionPartner",
        related_name="shared_actions",
        verbose_name=_("samen met"),
    )
    uid = models.UUIDField(_("kenmerk in agenda's"), default=uuid.uuid4, editable=False)
    sequence = models.PositiveIntegerField(_("versie in agenda's"), default=0, editable=False)
    changed_at = models.DateTimeField(_("gewijzigd op"), editable=False)

    class Meta:
        verbose_name = _("actie in de wijk")
        ordering: ClassVar = ["from_date", "title"]
        constraints: ClassVar = [
            common.one_of("action_state_known", "state", ActionState),
            common.not_before("action_days", "from_date", "until_date"),
        ]

    def __str__(self) -> str:
        return self.title


class AreaActionArea(VersionedModel):
    """An area where an action is held."""

    action = models.ForeignKey(AreaAction, models.CASCADE, related_name="area_rows")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("gebied van een actie")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "action", "area"], name="action_area_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.area_id)


class AreaActionPartner(VersionedModel):
    """An organisation that does an action together with the one that announced it."""

    action = models.ForeignKey(AreaAction, models.CASCADE, related_name="partner_rows")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    # Set while the partner asks to join and the announcer has not answered.
    asked_at = models.DateTimeField(_("vraagt mee te doen op"), null=True, blank=True)

    class Meta:
        verbose_name = _("partner bij een actie")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "action", "organisation"], name="action_partner_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation_id)
