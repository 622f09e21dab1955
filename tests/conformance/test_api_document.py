"""Our OpenAPI document keeps the NLGov REST API Design Rules; each test names its rule."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from bundel.api.shell import api

METHODS = {"get", "post", "put", "patch", "delete", "head", "options"}
KEBAB = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")
CAMEL = re.compile(r"^[a-z][a-zA-Z0-9]*$")
# One thing of a collection that has no plural: what hangs on it once.
SINGLE = {"probleem", "plan"}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """Return the document as it goes out."""
    return json.loads(json.dumps(api.get_openapi_schema(), default=str))


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield path, method and operation."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method in METHODS:
                yield path, method, operation


def test_the_document_is_valid_openapi_3_1(document) -> None:
    assert document["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(document).validate()


def test_paths_have_no_trailing_slash(document) -> None:
    """/core/no-trailing-slash"""
    assert [p for p in document["paths"] if p.endswith("/")] == []


def test_path_segments_are_kebab_case_nouns(document) -> None:
    """/core/path-segments-kebab-case and /core/naming-resources"""
    segments = {s for p in document["paths"] for s in p.split("/") if s and not s.startswith("{")}

    assert [s for s in segments if not KEBAB.match(s.removesuffix(".json"))] == []


def test_collections_are_named_in_plural(document) -> None:
    """/core/naming-collections"""
    last = {p.rstrip("/").split("/")[-1] for p in document["paths"]}
    names = {n for n in last if not n.startswith("{")} - SINGLE

    assert [n for n in names if not n.endswith(("en", "s"))] == []


def test_query_keys_are_camel_case(document) -> None:
    """/core/query-keys-camel-case"""
    keys = [
        parameter["name"]
        for _, _, operation in operations(document)
        for parameter in operation.get("parameters", [])
        if parameter["in"] == "query"
    ]

    assert keys
    assert [key for key in keys if not CAMEL.match(key)] == []


def test_the_major_version_is_in_the_address_and_semver_in_the_document(document) -> None:
    """/core/uri-version and /core/semver"""
    assert all(server["url"].endswith("/v1") for server in document["servers"])
    assert re.fullmatch(r"1\.\d+\.\d+", document["info"]["version"])


def test_the_document_says_whom_to_ask(document) -> None:
    """/core/doc-openapi-contact"""
    assert {"name", "url", "email"} <= set(document["info"]["contact"])


def test_only_standard_methods_are_used(document) -> None:
    """/core/http-methods"""
    assert {method for _, method, _ in operations(document)} <= METHODS


def test_every_answer_names_the_version_header(document) -> None:
    """/core/version-header"""
    missing = [
        (path, method, status)
        for path, method, operation in operations(document)
        for status, answer in operation["responses"].items()
        if "API-Version" not in resolve(document, answer).get("headers", {})
    ]

    assert missing == []


def test_every_refusal_is_a_declared_problem(document) -> None:
    """/core/error-handling/problem-details and /core/error-handling/invalid-input"""
    for path, method, operation in operations(document):
        statuses = operation["responses"]
        assert "400" in statuses, (path, method)
        assert "500" in statuses, (path, method)
        for status in (s for s in statuses if int(s) >= 400):
            content = resolve(document, statuses[status])["content"]
            assert list(content) == ["application/problem+json"], (path, method, status)


def test_no_answer_of_the_framework_is_left(document) -> None:
    for _, method, operation in operations(document):
        if method == "get":
            assert "422" not in operation["responses"]


def test_names_of_fields_are_dutch_camel_case(document) -> None:
    """/core/interface-language"""
    bodies = document["components"]["schemas"]
    wrong = [
        (name, field)
        for name, body in bodies.items()
        if name != "Probleem"
        for field in body.get("properties", {})
        if not CAMEL.match(field)
    ]

    assert wrong == []


def test_moments_have_a_format(document) -> None:
    """/core/date-time/format"""
    text = json.dumps(document["components"]["schemas"])

    assert '"format": "date-time"' in text


def test_lists_have_bounds(document) -> None:
    for path, method, operation in operations(document):
        sizes = [p for p in operation.get("parameters", []) if p["name"] == "paginagrootte"]
        for size in sizes:
            assert size["schema"]["maximum"] <= 100, (path, method)


def test_every_operation_asks_for_a_key(document) -> None:
    for path, method, operation in operations(document):
        assert operation["security"], (path, method)


def resolve(document: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    """Return what a reference points to, or the thing itself."""
    if "$ref" not in answer:
        return answer
    found: Any = document
    for part in answer["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return dict(found)
