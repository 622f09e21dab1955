"""Headers that every answer of the API carries."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

VERSION = "1.0.0"
PREFIX = "/api/v1"
DOCUMENT = "/api/v1/openapi.json"


class ApiHeaders:
    """Says which version answers, and lets every site read the OpenAPI document."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers, on errors too."""
        response = self.get_response(request)
        if request.path.startswith(PREFIX):
            response["API-Version"] = VERSION
        if request.path == DOCUMENT:
            response["Access-Control-Allow-Origin"] = "*"
        return response
