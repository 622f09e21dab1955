"""The API itself: version, keys, errors as problems, and a document that tells all of it."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser
from ninja.security import HttpBearer

from bundel.api import openapi
from bundel.api.middleware import VERSION
from bundel.programme import api as programme
from bundel.rest.problems import problem, problem_of_faults
from bundel.signals import api as signals
from bundel.steering import api as steering


class Key(HttpBearer):
    """A key from the page Koppelingen; the middleware has looked it up already."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Return who acts, or None for an unknown key."""
        return getattr(request, "actor", None)


class OnlyJson(Parser):
    """Reads JSON as RFC 8259 has it, and nothing else."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Return the body; NaN and Infinity are no JSON."""
        if request.content_type != "application/json":
            raise HttpError(415, "not JSON")
        body: dict[str, Any] = json.loads(request.body, parse_constant=_no_json)
        return body


def _no_json(word: str) -> None:
    raise ValueError(f"{word} is no JSON")


class BundelApi(NinjaAPI):
    """Ninja with our OpenAPI document."""

    def get_openapi_schema(
        self,
        *,
        path_prefix: str | None = None,
        path_params: dict[str, Any] | None = None,
    ) -> OpenAPISchema:
        """Return the document with problems, headers and contact in it."""
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        return openapi.complete(schema)


api = BundelApi(
    title="Bundel",
    version=VERSION,
    description=openapi.DESCRIPTION,
    urls_namespace="api",
    docs_url=None,
    openapi_url="/openapi.json",
    auth=Key(),
    parser=OnlyJson(),
    servers=[{"url": "/api/v1", "description": "Deze installatie"}],
    openapi_extra={"info": openapi.INFO},
)


@api.exception_handler(ValidationError)
def wrong_input(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Tell every field that is wrong, in one problem. [400]"""
    return problem_of_faults(error.errors)


@api.exception_handler(HttpError)
def framework_refusal(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Give the framework's own refusals, such as unreadable JSON, the form of ours."""
    # The framework wraps whatever the parser raises.
    known = error.__cause__ if isinstance(error.__cause__, HttpError) else error
    return problem(known.status_code)


for prefix, router in (*programme.routers(), *signals.routers(), *steering.routers()):
    api.add_router(prefix, router)
