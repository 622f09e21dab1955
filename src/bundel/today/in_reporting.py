"""What of reports stands on the page of today: to write, to tell, to freeze."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bundel.reporting.selectors.waiting import waits_for
from bundel.today.asking import MOST_OF_SORT, Asked
from bundel.today.waiting import Waiting


def to_report(asked: Asked) -> list[Waiting]:
    """Return the reports and messages that wait for somebody. Four queries at most."""
    return [
        Waiting(
            title=one.title,
            route=one.route,
            arguments=one.arguments,
            act=one.act,
            who=_("verslagen"),
            due=_("voor %(day)s") % {"day": f"{one.due_date:%d-%m-%Y}"} if one.due_date else "",
            state=_("te laat") if one.is_late else _("open"),
            tone="stop" if one.is_late else "wait",
            day=one.due_date,
        )
        for one in waits_for(actor=asked.actor, today=asked.today)[:MOST_OF_SORT]
    ]
