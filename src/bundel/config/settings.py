"""Django's settings, from the environment that `env.py` has read and checked."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from bundel.config import env, navigation
from bundel.config.logs import logging_settings
from bundel.config.mail import mail_settings, mailbox_settings

VALUES = env.read()
PACKAGE = Path(__file__).resolve().parent.parent

SECRET_KEY = VALUES["BUNDEL_SECRET_KEY"]
DEBUG = False
# Only tests read a feed of their own machine.
OUTBOUND_LOOPBACK = False
DEMO = VALUES["BUNDEL_DEMO"]
HTTPS = VALUES["BUNDEL_HTTPS"]
DATA_DIR = Path(VALUES["BUNDEL_DATA"]).resolve()
ALLOWED_HOSTS = VALUES["BUNDEL_HOSTS"]
BEHIND_PROXY = VALUES["BUNDEL_PROXY"]
SECURITY_CONTACT = VALUES["BUNDEL_SECURITY_CONTACT"]

INSTALLED_APPS = [
    "bundel.config.apps.ConfigConfig",
    "bundel.api",
    "bundel.today",
    "bundel.playbook",
    "bundel.reporting",
    "bundel.steering",
    "bundel.programme",
    "bundel.signals",
    "bundel.network",
    "bundel.areas",
    "bundel.audit",
    "bundel.accounts",
    "bundel.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "procrastinate.contrib.django",
    "template_partials.apps.SimpleAppConfig",
]

MIDDLEWARE = [
    # Headers go around all that can answer; error pages around all that can refuse.
    "bundel.config.middleware.EveryAnswer",
    "bundel.api.middleware.ApiHeaders",
    "csp.middleware.CSPMiddleware",
    "bundel.config.middleware.ErrorPages",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "bundel.accounts.middleware.OneTransactionPerRequest",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "bundel.accounts.middleware.WhoActs",
    "bundel.accounts.middleware.RouteRights",
    "bundel.accounts.middleware.SecondStep",
    "bundel.audit.middleware.OnceOnly",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "bundel.config.urls"
WSGI_APPLICATION = "bundel.config.wsgi.application"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "bundel.config.context.page",
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
            ],
        },
    }
]
COTTON_DIR = "cotton"

# One connection each for the plain role and, for migrations alone, for the owner.
_WAITS = "-c statement_timeout=5s -c lock_timeout=2s -c idle_in_transaction_session_timeout=15s"
DATABASES = {
    "default": VALUES["DATABASE_URL"]
    | {
        "OPTIONS": VALUES["DATABASE_URL"]["OPTIONS"] | {"options": _WAITS},
        # A view that refuses leaves nothing behind; the middleware's writes stay.
        "ATOMIC_REQUESTS": True,
    },
    # Same database, other role: for migrations alone.
    "owner": VALUES["BUNDEL_OWNER_DATABASE_URL"],
}
DATABASE_ROUTERS = ["bundel.config.databases.OwnerMigrates"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Shared by all workers: limits on guessing and used codes must hold for the sum of them.
CACHES = {
    "default": {
        "BACKEND": "bundel.accounts.cache.SharedCache",
        "TIMEOUT": 600,
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {
        "NAME": "bundel.accounts.passwords.MaximumLengthValidator",
        "OPTIONS": {"max_length": 128},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "bundel.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "bundel.accounts.sign_in_forms.Login",
    "change_password": "bundel.accounts.sign_in_forms.ChangePassword",
    "reauthenticate": "bundel.accounts.sign_in_forms.Reauthenticate",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# Addresses are unique within a municipality (user_email_once), and row policies show no other;
# allauth's own table of addresses stays empty.
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
# Wrong passwords are counted by axes, per account and address; these bound what axes does not see.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/5m/ip,10/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
MFA_ADAPTER = "bundel.accounts.adapter.MfaAdapter"
MFA_FORMS = {
    "authenticate": "bundel.accounts.sign_in_forms.Code",
    "reauthenticate": "bundel.accounts.sign_in_forms.CodeAgain",
    "activate_totp": "bundel.accounts.sign_in_forms.FirstCode",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Bundel"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "bundel.accounts.origin.name_tried"
AXES_CLIENT_IP_CALLABLE = "bundel.accounts.origin.address_of"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_DISABLE_ACCESS_LOG = True
AXES_LOCKOUT_CALLABLE = "bundel.config.views.locked_out"

SESSION_COOKIE_NAME = "__Host-bundel" if HTTPS else "bundel"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_ABSOLUTE_AGE = timedelta(hours=12)
CSRF_COOKIE_NAME = "__Host-bundel-csrf" if HTTPS else "bundel-csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "bundel.config.views.csrf_failure"

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        # The script that keeps the form of signals for when there is no reception.
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "bundel-language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = PACKAGE.parent.parent / "build" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

LOGGING_CONFIG = None
LOGGING = logging_settings(VALUES["BUNDEL_LOG"])
NAVIGATION = navigation.ENTRIES
NEW_ENTRIES = navigation.NEW_ENTRIES

# Mail that has nowhere to go is counted in the log, without what it says.
MAIL_LEAVES = bool(VALUES["BUNDEL_MAIL_URL"])
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if MAIL_LEAVES else "bundel.config.mail.OnlyCount"
)
vars().update(mail_settings(VALUES["BUNDEL_MAIL_URL"]))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = VALUES["BUNDEL_MAIL_FROM"]
# Where answers to invitations go, and the mailbox in which they are read, if there is one.
REPLIES_TO = VALUES["BUNDEL_REPLIES_TO"] or DEFAULT_FROM_EMAIL.rpartition("<")[2].strip("> ")
MAILBOX = mailbox_settings(VALUES["BUNDEL_IMAP_URL"])
# The mailbox of signals: of all municipalities, each with an address of its own.
SIGNALS_MAILBOX = mailbox_settings(VALUES["BUNDEL_SIGNALS_IMAP_URL"], "BUNDEL_SIGNALS_IMAP_URL")
SIGNALS_DONE_FOLDER = VALUES["BUNDEL_SIGNALS_DONE_FOLDER"]
MAIL_DOMAIN = DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
NINJA_PAGINATION_MAX_LIMIT = 100
# W004: an e-mail address is unique per municipality, which the constraint user_email_once keeps.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
