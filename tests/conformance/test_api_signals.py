"""Signals over the API: the same door as the form, once is once, and no word of what is refused."""

from __future__ import annotations

from bundel.accounts.tenancy import as_municipality
from bundel.signals.models import Signal
from tests.conformance.test_api import problem_of

SIGNAL = {
    "thema": "bill",
    "gebied": "De Werven",
    "omvang": "11-25",
    "periode": "maand",
    "trend": "stijgend",
    "ernst": "hoog",
    "kenmerken": ["social_rent"],
    "tekst": "Op het spreekuur komen steeds meer hoge jaarrekeningen langs.",
    "vraag": "Wie kan hierbij helpen?",
}
HARMED = SIGNAL | {"tekst": "Haar BSN is 999999990 en zij heeft geen gas meer."}


def test_a_program_tells_and_reads_back(api):
    told = api.post("/signalen", SIGNAL)

    assert told.status_code == 201, told.content
    body = told.json()
    assert body["status"] == "open"
    assert body["beloofdOp"] > body["gemeldOp"][:10]
    assert (body["thema"], body["gebiedsnaam"], body["omvang"]) == ("bill", "De Werven", "11-25")
    read = api.get(told["Location"].removeprefix("/api/v1"))
    assert read.json() == body
    assert api.get("/signalen?thema=bill&status=open").json()["resultaten"] == [body]
    assert api.get("/signalen?thema=trust").json()["totaal"] == 0


def test_what_points_at_one_person_is_refused_and_nowhere(api, demo):
    answer = api.post("/signalen", HARMED)

    body = problem_of(answer, 400)
    assert [error["field"] for error in body["errors"]] == ["tekst"]
    assert "999999990" not in answer.content.decode()
    with as_municipality(demo.id):
        assert not Signal.objects.exists()


def test_an_unknown_code_is_named(api):
    body = problem_of(api.post("/signalen", SIGNAL | {"thema": "maan", "gebied": "Mars"}), 400)

    assert sorted(error["field"] for error in body["errors"]) == ["gebied", "thema"]


def test_told_twice_is_one_signal(api, demo):
    key = "9a0c7a52-7a3e-4d9e-8f0a-3d2f7f6f5f10"

    first = api.post("/signalen", SIGNAL | {"meldsleutel": key})
    again = api.post("/signalen", SIGNAL | {"meldsleutel": key})
    other = api.post("/signalen", SIGNAL | {"meldsleutel": key, "vraag": "En nu?"})

    assert first.json()["id"] == again.json()["id"]
    problem_of(other, 409)
    with as_municipality(demo.id):
        assert Signal.objects.count() == 1


def test_a_key_that_may_only_tell_reads_nothing_else(program):
    teller = program("signals.tell")

    assert teller.post("/signalen", SIGNAL).status_code == 201
    problem_of(teller.get("/signalen"), 403)
