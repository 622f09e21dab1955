"""Hundreds of questions made from our document of /hsds/v3: no mishap, no answer it lacks."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import given, seed

from bundel.config.wsgi import application
from tests.conformance.test_api_fuzzed import CHECKS, MODES, UNHURRIED, one_connection
from tests.conformance.test_hsds import network

__all__ = ["network", "one_connection"]


@pytest.mark.parametrize("way", MODES)
def test_every_list_keeps_its_word(network, one_connection, way, figure):
    # The network stands in the test's own transaction.
    schema = schemathesis.openapi.from_wsgi("/hsds/v3/openapi.json", application)
    headers = {"Host": network.municipality.host}
    asked = []

    for found in schema.get_all_operations():
        operation = found.ok()
        asks = any(one["in"] == "query" for one in operation.definition.raw["parameters"])
        if way == "against it" and not asks:
            # Any text may be an id, so nothing here could be against the document.
            continue

        @seed(20270101)
        @UNHURRIED
        @given(case=operation.as_strategy(generation_mode=MODES[way]))
        def keeps_its_word(case):
            # A key that is made up would be refused at once, and nothing would be asked.
            case.headers.pop("Authorization", None)
            answer = case.call(headers=headers)
            asked.append(answer.status_code)
            case.validate_response(answer, checks=CHECKS)

        keeps_its_word()

    figure(f"HSDS {way}: {len(asked)} cases, answers {sorted(set(asked))}")
    assert len(asked) > 40
    assert max(asked) < 500
