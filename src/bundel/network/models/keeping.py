"""Keeping the directory right: what changed, what is asked, what came in, what is double."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.tenancy import TenantModel, VersionedModel
from bundel.network.models.directory import Contact, Organisation


class Kind(models.TextChoices):
    """What a snapshot, a record of a feed or a pair is about."""

    ORGANISATION = "organization", _("organisatie")
    SERVICE = "service", _("dienst")
    LOCATION = "location", _("locatie")
    CONTACT = "contact", _("contactpersoon")


class Snapshot(TenantModel):
    """How something stood after a change, whole, with who changed it; to compare and restore."""

    kind = models.CharField(_("soort"), max_length=20, choices=Kind)
    object_id = models.UUIDField(_("waarvan"))
    number = models.PositiveIntegerField(_("nummer"))
    data = models.JSONField(_("inhoud"))
    act = models.CharField(_("handeling"), max_length=60)
    at = models.DateTimeField(_("op"))
    by_id = models.UUIDField(_("door"), null=True)
    by_name = models.CharField(_("door wie"), max_length=200)

    class Meta:
        verbose_name = _("eerdere stand")
        ordering: ClassVar = ["kind", "object_id", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "kind", "object_id", "number"], name="snapshot_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class NetworkSettings(VersionedModel):
    """What a municipality chose for its network."""

    confirm_months = models.PositiveSmallIntegerField(
        _("vraag na zoveel maanden of het nog klopt"), default=12
    )
    room_stale_days = models.PositiveSmallIntegerField(_("plek is oud na zoveel dagen"), default=30)
    goods_unused_days = models.PositiveSmallIntegerField(
        _("ongebruikt aanbod na zoveel dagen"), default=28
    )
    missed_gatherings = models.PositiveSmallIntegerField(
        _("gemiste bijeenkomsten voordat we bellen"), default=2
    )
    digest_day = models.PositiveSmallIntegerField(_("dag van de maandmail"), default=1)
    welcome = models.TextField(_("wat een nieuwe partner moet weten"), blank=True)

    class Meta:
        verbose_name = _("instellingen van het netwerk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality"], name="one_network_settings"),
            models.CheckConstraint(
                name="network_settings_sane",
                condition=Q(
                    confirm_months__range=(1, 36),
                    room_stale_days__range=(1, 365),
                    goods_unused_days__range=(1, 365),
                    missed_gatherings__range=(1, 10),
                    digest_day__range=(1, 28),
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.confirm_months)


class PartnerLinkPurpose(models.TextChoices):
    """What somebody without an account may do with a link."""

    CONFIRM = "confirm", _("gegevens bevestigen")
    WELCOME = "welcome", _("meedoen zonder account")
    REPLY = "reply", _("antwoord op een uitnodiging")
    DIGEST = "digest", _("maandmail instellen")


class PartnerLink(TenantModel):
    """A link in a mail to a partner. Looking changes nothing; only its hash is kept."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    contact = models.ForeignKey(Contact, models.CASCADE, null=True, related_name="+")
    purpose = models.CharField(_("waarvoor"), max_length=10, choices=PartnerLinkPurpose)
    object_id = models.UUIDField(_("waarvan"), null=True)
    email = models.EmailField(_("gestuurd naar"))
    digest = models.CharField(_("vingerafdruk"), max_length=64)
    created_at = models.DateTimeField(_("gemaakt op"))
    expires_at = models.DateTimeField(_("geldig tot"))
    used_at = models.DateTimeField(_("gebruikt op"), null=True)

    class Meta:
        verbose_name = _("link voor een partner")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "digest"], name="partner_link_digest_once"
            ),
            models.CheckConstraint(
                name="partner_link_expires_later", condition=Q(expires_at__gt=F("created_at"))
            ),
        ]

    def __str__(self) -> str:
        return self.purpose


class Feed(VersionedModel):
    """A source from which records come: an HSDS address, or files that somebody loads."""

    name = models.CharField(_("naam"), max_length=120)
    url = models.URLField(_("adres"), blank=True)
    licence = models.CharField(_("licentie"), max_length=200, blank=True)
    is_active = models.BooleanField(_("staat aan"), default=True)

    class Meta:
        verbose_name = _("bron van het netwerk")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "name"], name="feed_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class FeedLoad(TenantModel):
    """One reading of a feed: what it holds and what it would change, until somebody decides."""

    feed = models.ForeignKey(Feed, models.PROTECT, related_name="loads")
    filename = models.CharField(_("bestand"), max_length=200, blank=True)
    sha256 = models.CharField(_("vingerafdruk"), max_length=64)
    # The records as read, in our own names; what differs is worked out when shown.
    content = models.JSONField(_("inhoud"))
    read_at = models.DateTimeField(_("gelezen op"))
    read_by = models.CharField(_("gelezen door"), max_length=200)
    taken_at = models.DateTimeField(_("overgenomen op"), null=True)
    refused_at = models.DateTimeField(_("afgewezen op"), null=True)

    class Meta:
        verbose_name = _("lezing van een bron")
        ordering: ClassVar = ["-read_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="feed_load_one_end", condition=Q(taken_at=None) | Q(refused_at=None)
            )
        ]

    def __str__(self) -> str:
        return self.filename


class FeedRecord(TenantModel):
    """Provenance: which row of ours came from which record of a feed, and how it was then."""

    feed = models.ForeignKey(Feed, models.PROTECT, related_name="records")
    kind = models.CharField(_("soort"), max_length=30)
    external_id = models.CharField(_("kenmerk bij de bron"), max_length=250)
    object_id = models.UUIDField(_("onze rij"))
    sha256 = models.CharField(_("vingerafdruk"), max_length=64)
    taken_at = models.DateTimeField(_("overgenomen op"))

    class Meta:
        verbose_name = _("herkomst")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "feed", "kind", "external_id"], name="feed_record_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "object_id"], name="feed_record_object")
        ]

    def __str__(self) -> str:
        return self.external_id


class Verdict(models.TextChoices):
    """What somebody decided about two rows that look alike."""

    SAME = "same", _("dezelfde")
    DIFFERENT = "different", _("verschillend")
    UNSURE = "unsure", _("nog niet zeker")


class Pair(VersionedModel):
    """Two rows that may be one: the class, the reasons, and who decided."""

    kind = models.CharField(_("soort"), max_length=20, choices=Kind)
    # The smaller id first, so that a pair stands here once.
    left_id = models.UUIDField(_("de een"))
    right_id = models.UUIDField(_("de ander"))
    verdict = models.CharField(_("oordeel"), max_length=10, choices=Verdict)
    decided_at = models.DateTimeField(_("beslist op"))
    decided_by = models.CharField(_("beslist door"), max_length=200)

    class Meta:
        verbose_name = _("paar dat op elkaar lijkt")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "kind", "left_id", "right_id"], name="pair_once"
            ),
            models.CheckConstraint(name="pair_in_order", condition=Q(left_id__lt=F("right_id"))),
        ]

    def __str__(self) -> str:
        return self.verdict


class Merge(VersionedModel):
    """Two rows became one; what moved is kept, so that it can be undone."""

    kind = models.CharField(_("soort"), max_length=20, choices=Kind)
    kept_id = models.UUIDField(_("gebleven"))
    gone_id = models.UUIDField(_("opgegaan"))
    moved = models.JSONField(_("wat verhuisde"))
    at = models.DateTimeField(_("op"))
    by_name = models.CharField(_("door"), max_length=200)
    undone_at = models.DateTimeField(_("teruggedraaid op"), null=True)

    class Meta:
        verbose_name = _("samenvoeging")
        ordering: ClassVar = ["-at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "kind", "gone_id"],
                condition=Q(undone_at=None),
                name="merge_gone_once",
            ),
            models.CheckConstraint(name="merge_of_two", condition=~Q(kept_id=F("gone_id"))),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.gone_id}"


class DigestSubject(models.TextChoices):
    """What a monthly mail can tell of the network itself; other modules offer more."""

    AREA = "area", _("nieuws uit uw gebied")
    PROMISES = "promises", _("uw toezeggingen")
    GOODS = "goods", _("vraag en aanbod van spullen en uren")
    ACTIONS = "actions", _("acties in de wijk")
    GATHERINGS = "gatherings", _("bijeenkomsten")
    DIRECTORY = "directory", _("nieuwe en gewijzigde diensten")


class DigestChoice(VersionedModel):
    """A subject that a contact does not want in the monthly mail, or does want again."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="digest_choices")
    # A subject of ours, or one that another module offers.
    subject = models.CharField(_("onderwerp"), max_length=15)
    is_on = models.BooleanField(_("aan"), default=True)

    class Meta:
        verbose_name = _("keuze voor de maandmail")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "contact", "subject"], name="digest_choice_once"
            ),
        ]

    def __str__(self) -> str:
        return self.subject
