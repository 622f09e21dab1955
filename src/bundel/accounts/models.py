"""Municipalities, the people who sign in there, and the keys of programs that act for them."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from bundel.accounts.tenancy import TenantModel, VersionedModel


class Municipality(models.Model):
    """A tenant. Its name and look are public; everything else hangs on it under row policies."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(_("korte naam"), unique=True)
    name = models.CharField(_("naam"), max_length=120)
    code = models.CharField(_("CBS-code"), max_length=10, blank=True)
    host = models.CharField(_("webadres"), max_length=253, unique=True)
    is_default = models.BooleanField(_("voor alle andere adressen"), default=False)
    theme = models.SlugField(_("huisstijl"), default="poldergroen")
    version = models.PositiveIntegerField(_("versie"), default=1, editable=False)

    class Meta:
        verbose_name = _("gemeente")
        constraints: ClassVar = [
            models.UniqueConstraint(
                F("is_default"),
                condition=Q(is_default=True),
                name="one_default_municipality",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """Who somebody is in the approach; what each may do stands in permissions.yaml."""

    PLATFORM_OPERATOR = "platform_operator", _("Platformbeheerder")
    FUNCTIONAL_MANAGER = "functional_manager", _("Functioneel beheerder")
    COORDINATOR = "coordinator", _("Programmacoördinator")
    COMMISSIONER = "commissioner", _("Opdrachtgever")
    INITIATIVE_LEAD = "initiative_lead", _("Initiatiefleider")
    PARTNER_COORDINATOR = "partner_coordinator", _("Partnercoördinator")
    PARTNER_WORKER = "partner_worker", _("Medewerker van een partner")
    ANALYST = "analyst", _("Analist")
    READER = "reader", _("Lezer")
    PRIVACY_OFFICER = "privacy_officer", _("Privacy officer")
    API_CLIENT = "api_client", _("Koppeling")


class UserManager(BaseUserManager["User"]):
    """Makes people within the municipality that is at work."""

    def create_user(self, *, municipality_id: uuid.UUID, email: str, **fields: Any) -> User:
        """Make somebody who may sign in; without a password only the demo lets them in."""
        password = fields.pop("password", None)
        user = self.model(
            municipality_id=municipality_id,
            email=self.normalize_email(email).lower(),
            **fields,
        )
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, VersionedModel):
    """A professional who signs in at one municipality; never a resident."""

    email = models.EmailField(_("e-mailadres van het werk"))
    name = models.CharField(_("naam"), max_length=120)
    function = models.CharField(_("functie"), max_length=120, blank=True)
    role = models.CharField(_("rol"), max_length=30, choices=Role.choices)
    department = models.CharField(_("afdeling"), max_length=120, blank=True)
    # The partner that somebody works for; a floor above keeps partners and this reference.
    organisation_id = models.UUIDField(_("organisatie"), null=True, blank=True, editable=False)
    is_active = models.BooleanField(_("mag inloggen"), default=True)
    added_at = models.DateTimeField(_("toegevoegd op"), default=timezone.now, editable=False)
    # Every session remembers the round in which it began: one number up ends them all.
    session_round = models.PositiveIntegerField(_("ronde"), default=1, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name", "role"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("medewerker")
        constraints: ClassVar = [
            models.UniqueConstraint("municipality", Lower("email"), name="user_email_once"),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]),
                name="user_role_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Bind a session to the password and the round in which it began."""
        value = f"{self.password}:{self.session_round}"
        return salted_hmac(
            "bundel.accounts.session", value, secret=secret, algorithm="sha256"
        ).hexdigest()


class Purpose(models.TextChoices):
    """What a link in a mail lets somebody do, once."""

    INVITATION = "invitation", _("uitnodiging")
    RESET = "reset", _("nieuw wachtwoord")


class Link(TenantModel):
    """A link in a mail that works once, for one person at one address. Only its hash is kept."""

    user = models.ForeignKey(
        User, verbose_name=_("voor"), on_delete=models.PROTECT, related_name="+"
    )
    purpose = models.CharField(_("waarvoor"), max_length=20, choices=Purpose.choices)
    email = models.EmailField(_("gestuurd naar"))
    digest = models.CharField(_("vingerafdruk"), max_length=64)
    created_at = models.DateTimeField(_("gemaakt op"))
    expires_at = models.DateTimeField(_("geldig tot"))
    spent_at = models.DateTimeField(_("gebruikt op"), null=True, blank=True)

    class Meta:
        verbose_name = _("link in een mail")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "digest"], name="link_digest_once"),
            # A new one kills the old.
            models.UniqueConstraint(
                fields=["municipality", "user", "purpose"],
                condition=Q(spent_at=None),
                name="link_one_open",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="link_expires_later"
            ),
        ]

    def __str__(self) -> str:
        return self.get_purpose_display()


class Mail(TenantModel):
    """A mail that must go out: written with what it tells of, sent by a job, emptied after."""

    key = models.CharField(_("sleutel"), max_length=120)
    to = models.EmailField(_("aan"))
    subject = models.CharField(_("onderwerp"), max_length=200)
    body = models.TextField(_("tekst"), blank=True)
    # An iCalendar object that goes along as a part that calendars understand, with its method.
    calendar = models.TextField(_("agenda-item"), blank=True)
    calendar_method = models.CharField(_("soort agenda-item"), max_length=10, blank=True)
    reply_to = models.EmailField(_("antwoord aan"), blank=True)
    # A file that goes along, such as the minutes as PDF; its bytes go when the mail has gone.
    attachment = models.BinaryField(_("bijlage"), default=b"", blank=True)
    attachment_name = models.CharField(_("naam van de bijlage"), max_length=120, blank=True)
    message_id = models.CharField(_("kenmerk"), max_length=200)
    created_at = models.DateTimeField(_("gemaakt op"))
    sent_at = models.DateTimeField(_("verstuurd op"), null=True, blank=True)

    class Meta:
        verbose_name = _("mail")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "key"], name="mail_key_once")
        ]

    def __str__(self) -> str:
        return self.subject


class Shared(models.Model):
    """A short-lived value that all workers share: a count of guesses, a code already used."""

    key = models.CharField(_("sleutel"), max_length=255, primary_key=True)
    value = models.TextField(_("waarde"))
    expires_at = models.DateTimeField(_("geldig tot"), db_index=True)

    class Meta:
        verbose_name = _("gedeelde waarde")

    def __str__(self) -> str:
        return self.key


class ApiToken(TenantModel):
    """A key for a program. Only its hash is kept; it is shown once."""

    name = models.CharField(_("naam"), max_length=120)
    digest = models.CharField(_("vingerafdruk"), max_length=64)
    acts = models.JSONField(_("mag"), default=list)
    created_by = models.ForeignKey(
        User, verbose_name=_("gegeven door"), on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(_("gemaakt op"))
    expires_at = models.DateTimeField(_("geldig tot"))
    revoked_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)

    class Meta:
        verbose_name = _("sleutel voor een koppeling")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "digest"], name="token_digest_once"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="token_expires_later"
            ),
        ]

    def __str__(self) -> str:
        return self.name
