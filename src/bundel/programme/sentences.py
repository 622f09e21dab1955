"""Answers in words: what a table says, as the title above it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.core.quarters import parse_quarter
from bundel.programme.selectors import CapacityTable, FundUse, PoolLoad


def quarter_words(quarter: str) -> str:
    """Return a quarter as people say it."""
    parsed = parse_quarter(quarter)
    return _("%(number)se kwartaal %(year)s") % {"number": parsed.number, "year": parsed.year}


def capacity_headline(table: CapacityTable) -> str:
    """Return which team is short of hours, and until when."""
    short = short_of_hours(table)
    if not table.pools:
        return _("Er zijn nog geen teams")
    if not short:
        return _("Elk team heeft genoeg uren")
    return pool_headline(short[0])


def pool_headline(pool: PoolLoad) -> str:
    """Return in which quarters a team is asked for more than it has."""
    over = [cell.quarter for cell in pool.cells if cell.over]
    first = len(over)
    for count, cell in enumerate(pool.cells):
        if not cell.over:
            first = count
            break
    values = {"team": pool.name, "quarter": quarter_words(over[max(first - 1, 0)])}
    if first == len(pool.cells):
        return _("%(team)s komt in elk kwartaal uren tekort") % values
    if first > 1:
        return _("%(team)s komt uren tekort tot en met het %(quarter)s") % values
    if len(over) == 1:
        return _("%(team)s komt uren tekort in het %(quarter)s") % values
    values["count"] = str(len(over))
    return _("%(team)s komt in %(count)s kwartalen uren tekort") % values


def capacity_summary(table: CapacityTable) -> str:
    """Return how many teams are short of hours, and by how much the worst of them."""
    short = short_of_hours(table)
    if not short:
        return _("Geen enkel team komt boven zijn uren uit.") if table.pools else ""
    return ngettext(
        "%(count)s van de %(all)s teams komt boven zijn uren uit.",
        "%(count)s van de %(all)s teams komen boven hun uren uit.",
        len(short),
    ) % {"count": len(short), "all": len(table.pools)}


def short_of_hours(table: CapacityTable) -> list[PoolLoad]:
    """Return the teams that are asked for more than they have, the worst first."""
    short = [pool for pool in table.pools if any(cell.over for cell in pool.cells)]
    return sorted(short, key=lambda pool: (-sum(cell.over for cell in pool.cells), pool.name))


def money_headline(uses: Sequence[FundUse]) -> str:
    """Return how much money expires unspent."""
    expiring = [use for use in uses if use.expires and use.unspent_eur >= 1]
    if not uses:
        return _("Er zijn nog geen geldbronnen")
    if not expiring:
        return _("Er vervalt geen geld")
    total = whole(sum(use.unspent_eur for use in expiring))
    return _("€ %(total)s vervalt als er niets verandert") % {"total": total}


def whole(amount: float) -> str:
    """Return an amount without decimals, in groups of three."""
    return number_format(round(amount), use_l10n=True, force_grouping=True)
