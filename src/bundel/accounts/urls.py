"""Sign-in, two-step verification, people and keys; and, in demo mode only, stepping into a role."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.conf import settings
from django.urls import include, path

from bundel.accounts.views import entering, people, tokens

# Not allauth's own list: only the doors that we need, under Dutch names.
sign_in = [
    path("inloggen", account.login, name="account_login"),
    path("uitloggen", account.logout, name="account_logout"),
    path("inloggen/geblokkeerd", account.account_inactive, name="account_inactive"),
    path("inloggen/opnieuw", account.reauthenticate, name="account_reauthenticate"),
    path("wachtwoord", account.password_change, name="account_change_password"),
    path("tweede-stap", mfa.index, name="mfa_index"),
    path("tweede-stap/code", mfa.authenticate, name="mfa_authenticate"),
    path("tweede-stap/opnieuw", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("tweede-stap/instellen", totp.activate_totp, name="mfa_activate_totp"),
    path("tweede-stap/uitzetten", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "tweede-stap/herstelcodes",
        recovery_codes.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "tweede-stap/herstelcodes/nieuw",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "tweede-stap/herstelcodes/bestand",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    # allauth looks these names up; the permissions file keeps them shut.
    path("gesloten/aanmelden", entering.closed, name="account_signup"),
    path("gesloten/wachtwoord", entering.closed, name="account_set_password"),
    path("gesloten/adres", entering.closed, name="account_email"),
    path("gesloten/vergeten", entering.closed, name="account_reset_password"),
]

PERSON = "mensen/<uuid:person_id>"
accounts = [
    path("link/<str:token>", entering.link, name="link"),
    path("wachtwoord-vergeten", entering.forgotten, name="forgotten"),
    path("mensen", people.people, name="people"),
    path(PERSON, people.person, name="person"),
    path(f"{PERSON}/toegang", people.access, name="person_access"),
    path(f"{PERSON}/link", people.send_link, name="person_link"),
    path(f"{PERSON}/tweede-stap", people.second_step, name="person_second_step"),
    path("koppelingen", tokens.tokens, name="tokens"),
    path("koppelingen/<uuid:token_id>/intrekken", tokens.revoke, name="revoke_token"),
]

if settings.DEMO:
    accounts += [
        path("demo/", entering.demo, name="demo"),
        path("demo/mail", entering.demo_mails, name="demo_mails"),
        path("demo/mail/<uuid:mail_id>", entering.demo_one_mail, name="demo_mail"),
    ]

urlpatterns = [*sign_in, path("", include((accounts, "accounts")))]
