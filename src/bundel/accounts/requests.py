"""What our middleware has added to a request by the time a view sees it."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor


class MemberRequest(HttpRequest):
    """A request of somebody who has been let in."""

    id: str
    actor: Actor
    municipality: Municipality
    htmx: HtmxDetails
