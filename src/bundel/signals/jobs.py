"""What the clock asks of signals: reminding, closing what nobody came back to, and forgetting."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from bundel.network.jobs import each
from bundel.signals.services import closing, forgetting, nudging


@app.periodic(cron="15 6 * * 1-5")
@app.task(name="signals.nudge", queueing_lock="signals.nudge", lock="signals.nudge")
def nudge(timestamp: int) -> None:
    """Remind on working days who lets a reporter wait."""
    at = datetime.fromtimestamp(timestamp, UTC)
    each(lambda municipality: nudging.send_nudges(municipality=municipality, at=at))


@app.periodic(cron="40 5 * * *")
@app.task(name="signals.end", queueing_lock="signals.end", lock="signals.end")
def end(timestamp: int) -> None:
    """Close what was answered long ago, and go on where nobody replied."""
    at = datetime.fromtimestamp(timestamp, UTC)
    each(lambda municipality: closing.end_by_clock(municipality=municipality, at=at))


@app.periodic(cron="35 3 * * *")
@app.task(name="signals.forget", queueing_lock="signals.forget")
def forget(timestamp: int) -> None:
    """Wipe the words of what ended long ago."""
    at = datetime.fromtimestamp(timestamp, UTC)
    each(lambda municipality: forgetting.forget(municipality=municipality, at=at))
