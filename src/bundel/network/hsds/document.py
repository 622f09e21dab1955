"""Our OpenAPI document of /hsds/v3: which lists there are, what to ask, what to expect."""

from __future__ import annotations

from typing import Any

from bundel.network.hsds.asking import LAST_PAGE, MOST_CHARACTERS, MOST_MINIMAL_PER_PAGE
from bundel.network.hsds.fields import TABLES, schema

_ID = {"type": "string", "format": "uuid"}
_YES = {"type": "boolean"}
PARAMETERS: dict[str, dict[str, Any]] = {
    "page": {"type": "integer", "minimum": 1, "maximum": LAST_PAGE, "default": 1},
    "per_page": {"type": "integer", "minimum": 1, "maximum": MOST_MINIMAL_PER_PAGE},
    "search": {"type": "string", "maxLength": MOST_CHARACTERS},
    "postcode": {"type": "string", "maxLength": MOST_CHARACTERS},
    "format": {"type": "string", "enum": ["json"]},
    "modified_after": {"type": "string", "format": "date-time"},
    "taxonomy_id": _ID,
    "taxonomy_term_id": _ID,
    "organization_id": _ID,
    "parent_id": _ID,
    "minimal": _YES,
    "full": _YES,
    "full_service": _YES,
    "top_only": _YES,
}
TELLS = {
    "page": "Which page, from 1.",
    "per_page": "How many records a page holds: at most 500, 100 with full, 10,000 with minimal.",
    "search": "Every word must stand in the name or the description.",
    "postcode": "The beginning of the postal code of the location.",
    "format": "Only JSON.",
    "modified_after": "Changed on or after this moment.",
    "taxonomy_id": "Has any term of this taxonomy.",
    "taxonomy_term_id": "Has this term.",
    "organization_id": "Of this organization.",
    "parent_id": "Terms directly below this one.",
    "minimal": "Only id and modified_date.",
    "full": "With all that hangs on each record.",
    "full_service": "With full services instead of basic ones.",
    "top_only": "Only terms that have no parent.",
}
_LIST = ("page", "per_page", "search", "format")
# Path, table, parameters, what it is. The same tells the views what they may be asked.
LISTS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "services": (
        "service",
        (
            *_LIST,
            "modified_after",
            "taxonomy_id",
            "taxonomy_term_id",
            "organization_id",
            "minimal",
            "full",
        ),
        "Services",
    ),
    "organizations": (
        "organization",
        (*_LIST, "modified_after", "taxonomy_id", "taxonomy_term_id", "full", "full_service"),
        "Organizations",
    ),
    "service_at_locations": (
        "service_at_location",
        (
            *_LIST,
            "modified_after",
            "taxonomy_id",
            "taxonomy_term_id",
            "organization_id",
            "full",
            "postcode",
        ),
        "Services at their locations",
    ),
    "taxonomies": ("taxonomy", _LIST, "Taxonomies"),
    "taxonomy_terms": (
        "taxonomy_term",
        (*_LIST, "taxonomy_id", "parent_id", "top_only"),
        "Terms of taxonomies",
    ),
}
DESCRIPTION = (
    "The directory of partners as Open Referral HSDS 3.1. Without a key it holds what is public: "
    "no people, and no service that is only for partners with an agreement. With a key it holds "
    "what that key may see. Names follow the standard: English, snake_case."
)
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "in", "code", "message"],
                "properties": {
                    name: {"type": "string"} for name in ("field", "in", "code", "message")
                },
            },
        },
    },
}
HEADERS = {
    "API-Version": {"schema": {"type": "string"}, "required": True},
    "Access-Control-Allow-Origin": {"schema": {"type": "string"}, "required": True},
}
PAGE = {
    "type": "object",
    "required": [
        "total_items",
        "total_pages",
        "page_number",
        "size",
        "first_page",
        "last_page",
        "empty",
        "contents",
    ],
    "properties": {
        **{
            name: {"type": "integer", "minimum": 0}
            for name in ("total_items", "total_pages", "page_number", "size")
        },
        **{name: {"type": "boolean"} for name in ("first_page", "last_page", "empty")},
        "contents": {"type": "array", "items": {"type": "object"}},
    },
}
BASE = {
    "type": "object",
    "required": ["version", "profile", "openapi_url"],
    "properties": {
        "version": {"type": "string"},
        "profile": {"type": "string", "format": "uri"},
        "openapi_url": {"type": "string", "format": "uri"},
        "description": {"type": "string"},
        "publisher": {"type": "object", "properties": {"name": {"type": "string"}}},
    },
}
MINIMAL = {
    "type": "object",
    "required": ["id", "modified_date"],
    "properties": {"id": _ID, "modified_date": {"type": "string", "format": "date-time"}},
}


def document() -> dict[str, Any]:
    """Return the document."""
    paths: dict[str, Any] = {"/": _operation("base", "About this API", BASE, [])}
    for name, (table, parameters, title) in LISTS.items():
        paths[f"/{name}"] = _operation(name, title, _page_of(table), _queries(parameters))
        record = {"$ref": f"#/components/schemas/{table}"}
        path_id = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
        more = _queries(("full_service",)) if table == "organization" else []
        title = f"One record of {title.lower()}"
        paths[f"/{name}/{{id}}"] = _operation(f"{name}_one", title, record, [path_id, *more])
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "HSDS",
            "version": "3.1.0",
            "description": DESCRIPTION,
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "servers": [{"url": "/hsds/v3"}],
        "paths": paths,
        "components": {
            "schemas": {table: schema(table) for table in TABLES}
            | {"page": PAGE, "problem": PROBLEM, "minimal": MINIMAL},
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
    }


def _page_of(table: str) -> dict[str, Any]:
    items: dict[str, Any] = {"$ref": f"#/components/schemas/{table}"}
    if table == "service":
        items = {"anyOf": [items, {"$ref": "#/components/schemas/minimal"}]}
    contents = {"properties": {"contents": {"type": "array", "items": items}}}
    return {"allOf": [{"$ref": "#/components/schemas/page"}, contents]}


def _queries(names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "query", "description": TELLS[name], "schema": PARAMETERS[name]}
        for name in names
    ]


def _operation(
    name: str, title: str, answer: dict[str, Any], parameters: list[dict[str, Any]]
) -> dict[str, Any]:
    responses = {
        "200": {
            "description": title,
            "headers": HEADERS,
            "content": {"application/json": {"schema": answer}},
        }
    }
    problem = {"schema": {"$ref": "#/components/schemas/problem"}}
    for status, text in _PROBLEMS.items():
        content = {"application/problem+json": problem}
        responses[status] = {"description": text, "headers": HEADERS, "content": content}
    return {
        "get": {
            "operationId": name,
            "summary": title,
            # A key is possible, and never needed.
            "security": [{}, {"key": []}],
            "parameters": parameters,
            "responses": responses,
        }
    }


_PROBLEMS = {
    "400": "A parameter has a wrong value; each one is named.",
    "401": "The key that was sent is not known.",
    "403": "The key does not give this right.",
    "404": "There is no such record.",
    "405": "This API is only read.",
    "500": "A mishap on our side.",
    "503": "Out of reach for a moment.",
}
