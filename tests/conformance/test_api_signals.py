"""Signals over the API: the same door as the form, once is once, and no word of what is refused."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from bundel.accounts.tenancy import as_municipality
from bundel.areas.models import Area
from bundel.signals.models import Pattern, PatternArea, ScanRun, Signal, SignalTheme
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


def test_patterns_are_read_with_their_areas(api, demo):
    with as_municipality(demo.id):
        pattern = _pattern(demo)

    listed = api.get("/patronen").json()["resultaten"]
    read = api.get(f"/patronen/{pattern.pk}").json()

    assert [one["id"] for one in listed] == [str(pattern.pk)]
    assert read.items() >= listed[0].items()
    assert (read["soort"], read["status"], read["totEnMet"]) == (
        "veel-op-een-plek",
        "gevonden",
        "2026-10-31",
    )
    assert [(area["naam"], area["gezien"]) for area in read["gebieden"]] == [("De Werven", "9")]
    problem_of(api.get(f"/patronen/{demo.pk}"), 404)


def _pattern(demo):
    now, of = timezone.now(), {"municipality_id": demo.pk}
    span = {"from_date": date(2026, 10, 1), "until_date": date(2026, 11, 1)}
    run = ScanRun.objects.create(**of, **span, asked_at=now, seed=1, permutations=99)
    pattern = Pattern.objects.create(
        **of,
        **span,
        number=1,
        kind="cluster",
        theme=SignalTheme.objects.get(code="bill"),
        observed=9,
        expected=2.5,
        p_value=0.01,
        model="permutation",
        found_at=now,
        seen_at=now,
        found_by=run,
        seen_by=run,
    )
    area = Area.objects.get(name="De Werven")
    PatternArea.objects.create(**of, pattern=pattern, area=area, observed=9, expected=2.5)
    return pattern
