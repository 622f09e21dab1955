"""Hundreds of requests made from our own document: no mishap, and no answer it does not name."""

from __future__ import annotations

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode, checks
from schemathesis.specs.openapi import checks as promises

from bundel.config.wsgi import application
from tests.whole import WHOLE

# `make trust` asks more.
EXAMPLES_PER_OPERATION = 15 if WHOLE else 8
CHECKS = [
    checks.not_a_server_error,
    promises.status_code_conformance,
    promises.content_type_conformance,
    promises.response_headers_conformance,
    promises.response_schema_conformance,
]
MODES = {"as the document has it": GenerationMode.POSITIVE, "against it": GenerationMode.NEGATIVE}
UNHURRIED = settings(
    max_examples=EXAMPLES_PER_OPERATION,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def one_connection(demo):
    """Keep the connection between requests, for the test's own transaction is on it."""
    with connection.cursor() as cursor:
        # Making up what to ask may take long on a machine that does more.
        cursor.execute("set local idle_in_transaction_session_timeout = 0")
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("way", MODES)
def test_every_operation_keeps_its_word(api, demo, one_connection, way, record_property):
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    headers = {"Authorization": f"Bearer {api.key}", "Host": demo.host}
    asked = []

    for found in schema.get_all_operations():
        operation = found.ok()

        @seed(20270101)
        @UNHURRIED
        @given(case=operation.as_strategy(generation_mode=MODES[way]))
        def keeps_its_word(case):
            # A key and a name of a municipality of ours, or every answer would be a 401.
            answer = case.call(headers=headers)
            asked.append(answer.status_code)
            case.validate_response(answer, checks=CHECKS)

        keeps_its_word()

    record_property("cases", len(asked))
    assert len(asked) > 100
    assert 401 not in asked
