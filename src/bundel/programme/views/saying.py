"""What an outcome answers, in one sentence each: the titles of the page and of its pictures."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel import __version__
from bundel.programme.outcome.whole import Outcome
from bundel.programme.templatetags.plan_format import rounded
from bundel.ui.templatetags.ui_format import euros, number, quarter, share

# Below this share a difference with the ranking is no difference.
SAME_SHARE = 0.0005


def headline(found: Outcome) -> str:
    """Return the answer in one line."""
    count = len(found.planned)
    if count == found.total:
        words = ngettext(
            "Het ene initiatief past", "Alle %(total)s initiatieven passen", found.total
        )
        return words % {"total": found.total}
    words = ngettext("%(count)s van %(total)s past", "%(count)s van %(total)s passen", count)
    return words % {"count": count, "total": found.total}


def proof(found: Outcome) -> str:
    """Return what is proven of the plan."""
    if found.gap_percent is None:
        return _("Hoe dicht dit bij het best mogelijke ligt, is niet bewezen.")
    if found.gap_percent == 0:
        return _("Bewezen: een beter plan bestaat niet.")
    percent = number(found.gap_percent, 1 if found.gap_percent % 1 else 0)
    return _("Het plan is bewezen binnen %(percent)s%% van het best mogelijke.") % {
        "percent": percent
    }


def teams(found: Outcome) -> str:
    """Return which team is the busiest, and when."""
    if not found.pools:
        return _("Er zijn geen teams")
    busiest = max(found.pools, key=lambda pool: (pool.most_share, pool.share))
    return _("%(team)s is het drukst: %(share)s in het %(quarter)s") % {
        "team": busiest.name,
        "share": share(busiest.most_share),
        "quarter": quarter(busiest.most_quarter),
    }


def money(found: Outcome) -> str:
    """Return how much money expires unspent."""
    if not found.expiring:
        return _("Er verloopt geen geld ongebruikt")
    return _("%(euros)s verloopt ongebruikt") % {"euros": euros(rounded(found.expiring_eur))}


def spreadsheet(found: Outcome) -> str:
    """Return how much better the plan is than a ranking."""
    ranked = found.spreadsheet
    if ranked is None or ranked.more_share is None:
        return _("Naast een ranglijst in een rekenblad")
    if ranked.more_share < SAME_SHARE:
        return _("Een ranglijst zou hier even goed zijn")
    return _("%(share)s beter dan een ranglijst in een rekenblad") % {
        "share": share(ranked.more_share, 1)
    }


def source(at: datetime, sha256: str) -> str:
    """Return the foot line: where a picture comes from, when, and from which version."""
    words = _("Berekend met Bundel %(version)s op %(day)s, uit programma %(mark)s.")
    return words % {
        "version": __version__,
        "day": date_format(timezone.localtime(at), "j F Y"),
        "mark": sha256[:8],
    }
