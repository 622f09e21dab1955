"""The places in the menu, in the order in which people meet them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the menu; who may not use its route does not see it."""

    route: str
    label: str | Promise
    icon: str
    match: str


ENTRIES = (
    Entry("today:home", _("Vandaag"), "today", "today:"),
    Entry("signals:inbox", _("Signalen"), "signal", "signals:"),
    Entry("network:search", _("Netwerk"), "network", "network:"),
    Entry("programme:table", _("Programma"), "programme", "programme:"),
    Entry("programme:capacity", _("Capaciteit"), "capacity", "programme:capacity"),
    Entry("programme:plan", _("Plan"), "plan", "programme:plan"),
    Entry("programme:what_if", _("Wat als"), "what-if", "programme:what_if"),
    Entry("steering:home", _("Sturing"), "steering", "steering:"),
    Entry("reporting:home", _("Verslagen"), "report", "reporting:"),
)

NEW_ENTRIES = (
    Entry("signals:tell", _("Signaal"), "signal", "signals:tell"),
    Entry("programme:new", _("Idee"), "idea", "programme:new"),
    Entry("steering:action_new", _("Actie"), "check", "steering:action_new"),
    Entry("steering:decision_new", _("Besluit"), "decide", "steering:decision_new"),
)

# Under the initials at the top; only routes that exist and that the role may use are shown.
ACCOUNT_ENTRIES = (
    Entry("network:digest", _("Maandmail"), "calendar", "network:digest"),
    Entry("playbook:home", _("Draaiboek"), "playbook", "playbook:"),
    Entry("audit:log", _("Logboek"), "log", "audit:"),
    Entry("accounts:people", _("Mensen en rollen"), "user", "accounts:people"),
    Entry("accounts:tokens", _("Sleutels voor koppelingen"), "key", "accounts:tokens"),
    Entry("mfa_index", _("Tweede stap bij inloggen"), "settings", "mfa_"),
)

# In the menu itself for who has neither programme nor network, such as the privacy officer.
WORK_OF_FEW = frozenset({"audit:log"})

ROLES: dict[str, Promise] = {
    "platform_operator": _("platformbeheerder"),
    "functional_manager": _("functioneel beheerder"),
    "coordinator": _("programmacoördinator"),
    "commissioner": _("opdrachtgever"),
    "initiative_lead": _("trekker van een initiatief"),
    "partner_coordinator": _("partnercoördinator"),
    "partner_worker": _("medewerker van een partner"),
    "analyst": _("analist"),
    "reader": _("lezer"),
    "privacy_officer": _("privacy officer"),
    "api_client": _("koppeling"),
}
