"""What the clock asks of reporting: messages planned by rule."""

from __future__ import annotations

from datetime import UTC, datetime

import structlog
from procrastinate.contrib.django import app

from bundel.accounts import selectors as accounts
from bundel.accounts.tenancy import as_municipality
from bundel.reporting.services.planning import plan_messages

log = structlog.get_logger(__name__)


@app.periodic(cron="40 4 * * *")
@app.task(name="reporting.plan_messages", queueing_lock="reporting.plan_messages")
def plan_all_messages(timestamp: int) -> None:
    """Plan each night what the rules of every municipality ask for."""
    at = datetime.fromtimestamp(timestamp, UTC)
    for municipality in accounts.municipalities():
        with as_municipality(municipality.id):
            planned = plan_messages(municipality_id=municipality.id, at=at)
        if planned:
            log.info("messages planned", municipality=municipality.slug, messages=planned)
