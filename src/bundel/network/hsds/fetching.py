"""Reads a feed by its address: page after page, within bounds, through the guarded client."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlsplit

from django.utils.translation import gettext as _

from bundel.network.hsds.package import Objects, WrongFile, from_json
from bundel.rest import outbound
from bundel.rest.outbound import Unreachable

PER_PAGE = 100
MOST_PAGES = 60
MOST_DETAILS = 200
# Somebody waits, and so does the database: with one more answer this stays below its 15 seconds.
MOST_SECONDS = 9.0


class Source:
    """One feed at its address, with the time that is left to read it."""

    def __init__(self, address: str) -> None:
        """Take the base address of the feed, with or without a slash at the end."""
        self.base = address.rstrip("/")
        self.host = urlsplit(address).hostname or ""
        self.until = time.monotonic() + MOST_SECONDS

    def read(self) -> tuple[Objects, Objects]:
        """
        Return the organisations and services of the feed.

        Raises:
            Unreachable: if the source does not answer, or not within our bounds.
            WrongFile: if what it answers is no HSDS.
        """
        organizations = list(self._all("organizations", "&full_service=true", optional=True))
        inside = {
            str(one.get("id"))
            for organization in organizations
            for one in organization.get("services") or ()
            if isinstance(one, dict) and "attributes" in one
        }
        found = [one for one in self._all("services") if str(one.get("id")) not in inside]
        return organizations, [self._whole(one, number) for number, one in enumerate(found)]

    def _all(self, name: str, more: str = "", *, optional: bool = False) -> Iterator[Any]:
        for page in range(1, MOST_PAGES + 1):
            address = f"{self.base}/{name}?full=true&per_page={PER_PAGE}&page={page}{more}"
            answer = self._get(address)
            if optional and page == 1 and answer.status in {400, 404, 405, 501}:
                return
            found = self._page(answer)
            yield from found["contents"]
            if found.get("last_page", True) or not found["contents"]:
                return
        raise WrongFile(_("De bron heeft te veel bladzijden."))

    def _whole(self, service: Any, number: int) -> Any:
        """Some sources know no `full`: then each service is asked for by itself."""
        if "attributes" in service or "service_at_locations" in service or "phones" in service:
            return service
        if number >= MOST_DETAILS:
            raise WrongFile(_("De bron geeft diensten alleen een voor een. Gebruik een bestand."))
        address = f"{self.base}/services/{quote(str(service.get('id')), safe='')}"
        answer = self._get(address)
        _organizations, services = from_json(self._right(answer).content)
        return services[0] if services else service

    def _page(self, answer: outbound.Answer) -> dict[str, Any]:
        """Return the envelope of a page; a bare list is one page."""
        try:
            found = json.loads(self._right(answer).content)
        except (ValueError, RecursionError) as error:
            raise WrongFile(_("De bron antwoordt niet in JSON.")) from error
        envelope = found if isinstance(found, dict) else {"contents": found}
        contents = envelope.get("contents")
        if not isinstance(contents, list) or not all(isinstance(one, dict) for one in contents):
            raise WrongFile(_("De bron geeft geen lijst zoals HSDS die kent."))
        return envelope

    def _right(self, answer: outbound.Answer) -> outbound.Answer:
        if answer.status != 200:
            text = _("De bron antwoordt met fout %(status)s.") % {"status": answer.status}
            raise Unreachable(text)
        return answer

    def _get(self, address: str) -> outbound.Answer:
        if time.monotonic() > self.until:
            raise Unreachable(_("De bron is te traag. Gebruik een bestand."))
        return outbound.read(address, hosts={self.host})
