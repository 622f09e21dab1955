"""What the clock asks of the network: asking partners whether all is right, and forgetting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import structlog
from django.conf import settings
from procrastinate.contrib.django import app

from bundel.accounts import selectors as accounts
from bundel.accounts.models import Municipality
from bundel.accounts.tenancy import as_municipality
from bundel.network import replies, search
from bundel.network.mailbox import Mailbox, MailboxFails
from bundel.network.services import asking, digest, forgetting, goods_asking

log = structlog.get_logger(__name__)


@app.periodic(cron="30 7 * * 1-5")
@app.task(name="network.ask_partners", queueing_lock="network.ask_partners")
def ask_partners(timestamp: int) -> None:
    """Ask partners on working days whether what stands there still holds."""
    at = datetime.fromtimestamp(timestamp, UTC)
    each(lambda municipality: asking.ask_partners(municipality=municipality, at=at))


@app.periodic(cron="45 7 * * 1-5")
@app.task(name="network.ask_owners", queueing_lock="network.ask_owners")
def ask_owners(timestamp: int) -> None:
    """Ask on working days whether goods and hours that nobody took up are still there."""
    at = datetime.fromtimestamp(timestamp, UTC)
    each(lambda municipality: goods_asking.ask_owners(municipality=municipality, at=at))


@app.periodic(cron="50 3 * * *")
@app.task(name="network.forget", queueing_lock="network.forget")
def forget(timestamp: int) -> None:
    """Forget what its term of keeping is over for."""
    at = datetime.fromtimestamp(timestamp, UTC)
    each(lambda municipality: forgetting.forget(municipality=municipality, at=at))


@app.periodic(cron="20 2 * * *")
@app.task(name="network.rebuild_search", queueing_lock="network.rebuild_search")
def rebuild_search(timestamp: int) -> None:
    """Make the search anew at night: words that nobody uses any more go, whatever was missed."""
    each(_rebuild_search)


@app.periodic(cron="*/5 * * * *")
@app.task(name="network.read_replies", queueing_lock="network.read_replies")
def read_replies(timestamp: int) -> None:
    """Take over what calendars answered to invitations, if there is a mailbox for them."""
    if not settings.MAILBOX:
        return
    try:
        with Mailbox(settings.MAILBOX) as box:
            counted = replies.read_replies(box=box, at=datetime.fromtimestamp(timestamp, UTC))
    except MailboxFails as trouble:
        # It is asked again in five minutes; what waits there waits.
        log.warning("mailbox cannot be read", why=str(trouble))
        return
    if counted:
        log.info("answers read", **counted)


@app.periodic(cron="20 7 * * *")
@app.task(name="network.digest", queueing_lock="network.digest", lock="network.digest")
def monthly_mail(timestamp: int) -> None:
    """Mail partners what their month holds, on the day that each municipality chose."""
    at = datetime.fromtimestamp(timestamp, UTC)
    each(lambda municipality: digest.send_digests(municipality=municipality, at=at))


def _rebuild_search(municipality: Municipality) -> None:
    with as_municipality(municipality.pk):
        found = search.rebuild(municipality.pk)
    log.info("search made anew", municipality=municipality.slug, services=found)


def each(act: Callable[[Municipality], object]) -> None:
    """Do something for every municipality; trouble in one does not keep the others waiting."""
    troubles: list[Exception] = []
    for municipality in accounts.municipalities():
        try:
            act(municipality)
        except Exception as trouble:
            log.exception("trouble in a network", municipality=municipality.slug)
            troubles.append(trouble)
    if troubles:
        raise ExceptionGroup("the network of some municipalities", troubles)
