"""What the OpenAPI document says beyond what the code shows: errors, headers, contact."""

from __future__ import annotations

from typing import Any

from ninja.openapi.schema import OpenAPISchema

DESCRIPTION = (
    "Lezen en bijwerken van het programma, de capaciteit en de plannen van een gemeente. "
    "Namen zijn Nederlands. Alleen het probleem en het plan van de planner houden hun Engelse "
    "namen: dat formaat delen ook andere programma's. Tijden zijn in UTC. Fouten zijn "
    "application/problem+json."
)
INFO = {
    "contact": {
        "name": "Bundel",
        "url": "https://bundel.example/api",
        "email": "api@bundel.example",
    },
    "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
}
METHODS = frozenset({"get", "post", "put", "patch", "delete"})
PROBLEMS = {
    "400": "Het verzoek klopt niet; elke fout staat erbij.",
    "401": "Er ging geen geldige sleutel mee.",
    "403": "De sleutel geeft dit recht niet.",
    "404": "Dit is niet gevonden.",
    "405": "Deze handeling bestaat hier niet.",
    "409": "Iemand anders was eerder, of het botst met wat er staat.",
    "413": "Dit is te groot.",
    "415": "Dit is geen JSON.",
    "422": "De Idempotency-Key hoort bij een ander verzoek.",
    "500": "De fout ligt bij Bundel; er is niets gewijzigd.",
    "503": "Bundel is even niet bereikbaar.",
}
UNSAFE_ONLY = frozenset({"409", "413", "415", "422"})
VERSION_HEADER = {
    "API-Version": {
        "description": "De volledige versie van de API.",
        "schema": {"type": "string", "example": "1.0.0"},
    }
}
PROBLEM_SCHEMA = {
    "title": "Probleem",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "field": {"type": "string"},
                    "in": {"type": "string"},
                    "code": {"type": "string"},
                    "message": {"type": "string"},
                },
            },
        },
        "differences": {"type": "array", "items": {"type": "object"}},
        "version": {"type": "integer"},
    },
}
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Zelfde sleutel en zelfde inhoud: een keer effect, hetzelfde antwoord.",
    "schema": {"type": "string", "maxLength": 120},
}


def complete(schema: OpenAPISchema) -> OpenAPISchema:
    """Return the document with every error, header and contact that we keep to."""
    schema.setdefault("components", {}).setdefault("schemas", {})["Probleem"] = PROBLEM_SCHEMA
    schema["components"]["responses"] = {
        f"Probleem{status}": _problem_response(text) for status, text in PROBLEMS.items()
    }
    tags: set[str] = set()
    for path in schema["paths"].values():
        for method, operation in path.items():
            if method in METHODS:
                _complete_operation(method, operation)
                tags.update(operation.get("tags", []))
    schema["tags"] = [{"name": tag} for tag in sorted(tags)]
    return schema


def _problem_response(text: str) -> dict[str, Any]:
    content = {"schema": {"$ref": "#/components/schemas/Probleem"}}
    return {
        "description": text,
        "headers": VERSION_HEADER,
        "content": {"application/problem+json": content},
    }


def _complete_operation(method: str, operation: dict[str, Any]) -> None:
    responses = {str(status): answer for status, answer in operation["responses"].items()}
    for answer in responses.values():
        answer["headers"] = VERSION_HEADER | answer.get("headers", {})
        answer["description"] = answer.get("description") or "Gelukt"
    for status in PROBLEMS:
        if method != "get" or status not in UNSAFE_ONLY:
            responses.setdefault(status, {"$ref": f"#/components/responses/Probleem{status}"})
    operation["responses"] = responses
    if method != "get":
        operation.setdefault("parameters", []).append(IDEMPOTENCY_KEY)
