"""Headers that every answer of the API carries."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

VERSION = "1.0.0"
PREFIX = "/api/v1"
DOCUMENT = "/api/v1/openapi.json"
# The directory in the form of HSDS has a version of its own, and is open for every site.
HSDS_PREFIX, HSDS_VERSION = "/hsds/v3", "3.1.0"


class ApiHeaders:
    """Says which version answers, and lets every site read what is open."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers, on errors too."""
        response = self.get_response(request)
        if request.path.startswith(PREFIX):
            response["API-Version"] = VERSION
        if request.path.startswith(HSDS_PREFIX):
            response["API-Version"] = HSDS_VERSION
            response["Cross-Origin-Resource-Policy"] = "cross-origin"
        if request.path == DOCUMENT or request.path.startswith(HSDS_PREFIX):
            response["Access-Control-Allow-Origin"] = "*"
        return response
