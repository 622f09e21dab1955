"""What the API answers: resources, refusals as problems, pages, moments, and once is once."""

from __future__ import annotations

import json
import re
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from openapi_spec_validator import OpenAPIV31SpecValidator

from bundel.accounts.models import User
from bundel.accounts.tenancy import as_municipality
from bundel.core.portfolio.evaluate import evaluate
from bundel.core.portfolio.problem import Choice
from bundel.core.portfolio.reading import read_problem
from bundel.programme import jobs
from bundel.programme.models import Department, Initiative

PROBLEM = "application/problem+json"
LISTS = (
    "/initiatieven",
    "/doelen",
    "/teams",
    "/geldbronnen",
    "/bezettingen",
    "/planberekeningen",
    "/plannen",
    "/signalen",
    "/signaalthemas",
    "/patronen",
)
MOMENT = re.compile(r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$")
NOTHING = "6f1c1f0e-0000-4000-8000-000000000000"
QUICK = {"onderdelen": ["plan"], "tijdslimietInSeconden": 20, "toegestaneAfstand": 0.05}


@pytest.fixture
def idea(demo):
    """The body of a new initiative."""
    with as_municipality(demo.id):
        department = Department.objects.order_by("code")[0]
    return {"code": "INI-90", "naam": "Energiecoach aan huis", "afdelingId": str(department.pk)}


@pytest.fixture
def an_initiative(api):
    """The address of an initiative that is there."""
    return "/initiatieven/" + api.get("/initiatieven").json()["resultaten"][0]["id"]


def problem_of(answer, status):
    """Return the problem that an answer is, and hold it to its form."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == PROBLEM
    assert answer["API-Version"] == "1.0.0"
    body = answer.json()
    assert {"type", "title", "status", "detail"} <= body.keys()
    assert body["status"] == status
    return body


# --- Reading ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", LISTS)
def test_every_list_comes_in_pages(api, path):
    answer = api.get(f"{path}?paginagrootte=2")

    body = answer.json()
    assert answer.status_code == 200, body
    assert answer["API-Version"] == "1.0.0"
    assert len(body["resultaten"]) == min(2, body["totaal"])
    assert body["verwijzingen"]["zelf"]["href"].startswith(f"/api/v1{path}?")


def test_pages_together_are_the_whole_and_each_thing_stands_once(api):
    seen, path = [], "/initiatieven?paginagrootte=4"
    while path:
        body = api.get(path).json()
        seen += [row["code"] for row in body["resultaten"]]
        following = body["verwijzingen"].get("volgende")
        path = following["href"].removeprefix("/api/v1") if following else ""

    assert len(seen) == len(set(seen)) == body["totaal"] == 15


def test_a_page_past_the_last_is_empty(api):
    body = api.get("/initiatieven?pagina=10000").json()

    assert body["resultaten"] == []
    assert body["totaal"] == 15


@pytest.mark.parametrize(
    "wanted",
    [
        "pagina=0",
        "pagina=-1",
        "pagina=10001",
        f"pagina={10**30}",
        "pagina=twee",
        "paginagrootte=0",
        "paginagrootte=101",
        "status=weg",
        "sortering=prijs",
        "tekst=" + "x" * 201,
    ],
)
def test_a_wish_that_cannot_be_is_named(api, wanted):
    body = problem_of(api.get(f"/initiatieven?{wanted}"), 400)

    assert [(e["in"], e["field"]) for e in body["errors"]] == [("query", wanted.split("=")[0])]


def test_everything_in_a_list_has_its_own_page(api):
    rows = api.get("/initiatieven?paginagrootte=100").json()["resultaten"]

    for row in rows:
        whole = api.get(f"/initiatieven/{row['id']}")
        assert whole.status_code == 200, whole.content
        assert whole.json().items() >= row.items()
        assert whole.json()["niveaus"]


@pytest.mark.parametrize("basis", ["lopend", "alles-tegelijk"])
def test_the_load_of_teams_adds_up(api, basis):
    teams = api.get(f"/bezettingen?basis={basis}&paginagrootte=100").json()["resultaten"]

    cells = [cell for team in teams for cell in team["kwartalen"]]
    assert len(cells) == len(teams) * 12
    for cell in cells:
        asked = cell["starturen"] + cell["draaiuren"]
        assert cell["gevraagdeUren"] == pytest.approx(asked)
        assert cell["vol"] == (cell["gevraagdeUren"] > cell["beschikbareUren"] + 1e-6)


def test_without_an_adopted_plan_there_is_no_load_of_it(api):
    problem_of(api.get("/bezettingen?basis=aangenomen"), 404)


def test_names_inside_do_not_leak(api, an_initiative):
    texts = [api.get(path).content.decode() for path in (*LISTS, an_initiative)]

    assert [t for t in texts if re.search(r'"[a-z]+_[a-z_]+":', t)] == []


# --- The document -----------------------------------------------------------------------------


def test_the_document_is_public_and_any_site_may_read_it(program):
    answer = program(key="").get("/openapi.json")

    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["API-Version"] == "1.0.0"
    OpenAPIV31SpecValidator(answer.json()).validate()


def test_only_the_document_may_be_read_by_any_site(api):
    assert "Access-Control-Allow-Origin" not in api.get("/initiatieven")


# --- Refusals ---------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["", "niet-bekend", "é"])
def test_without_a_known_key_nothing_opens(program, key):
    for path in LISTS:
        answer = program(key=key).get(path)
        problem_of(answer, 401)
        assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_key_that_ended_opens_nothing(program):
    now = timezone.now()
    ended = {"created_at": now - timedelta(days=2), "expires_at": now - timedelta(days=1)}

    problem_of(program(**ended).get("/teams"), 401)
    problem_of(program(revoked_at=now).get("/teams"), 401)


def test_a_key_ends_with_its_giver(api, demo):
    with as_municipality(demo.id):
        User.objects.filter(role="coordinator").update(is_active=False)

    problem_of(api.get("/teams"), 401)


def test_a_key_does_what_it_was_given_and_no_more(program, idea, an_initiative):
    reader = program("programme.view")

    assert reader.get("/initiatieven").status_code == 200
    problem_of(reader.post("/initiatieven", idea), 403)
    problem_of(reader.patch(an_initiative, {"versie": 1, "naam": "x"}), 403)
    problem_of(reader.post("/planberekeningen", QUICK), 403)
    problem_of(reader.get("/planberekeningen"), 403)


@pytest.mark.parametrize(
    "path",
    [
        "/initiatieven/",
        "/initiatieven/niet-een-id",
        f"/initiatieven/{NOTHING}",
        f"/planberekeningen/{NOTHING}",
        f"/planberekeningen/{NOTHING}/plan",
        f"/planberekeningen/{NOTHING}/probleem",
        f"/plannen/{NOTHING}",
        "/bestaat-niet",
        "",
        "/",
        "/docs",
    ],
)
def test_what_is_not_there_is_a_problem_and_never_a_redirect(api, path):
    problem_of(api.get(path), 404)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_a_wrong_method_names_the_right_ones(api, method):
    answer = api.call(method, "/initiatieven")

    problem_of(answer, 405)
    assert set(answer["Allow"].split(", ")) >= {"GET", "POST"}


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/xml", "multipart/form-data; boundary=x", ""]
)
def test_another_form_than_json_is_refused(api, kind, idea):
    problem_of(api.post("/initiatieven", json.dumps(idea), content_type=kind), 415)


@pytest.mark.parametrize("body", ["{", '{"code": NaN}', "[]", '"x"', "null", "", "\x00"])
def test_a_body_that_cannot_be_read_is_a_problem(api, body):
    problem_of(api.post("/initiatieven", body), 400)


def test_a_body_that_is_too_large_is_a_problem(api, idea):
    too_long = json.dumps(idea | {"samenvatting": "x" * (6 * 1024 * 1024)})

    problem_of(api.post("/initiatieven", too_long), 413)


# --- Writing ----------------------------------------------------------------------------------


def test_an_idea_is_noted_and_can_be_read_where_the_answer_says(api, idea):
    made = api.post("/initiatieven", idea)

    assert made.status_code == 201, made.content
    assert made.json()["status"] == "idee"
    assert made.json()["versie"] == 1
    read = api.get(made["Location"].removeprefix("/api/v1"))
    assert read.json() == made.json()


def test_every_field_that_is_wrong_is_told_at_once(api, idea):
    body = idea | {"code": "geen code!", "naam": "", "trekker": "x" * 121, "prijs": 3}
    del body["afdelingId"]

    told = problem_of(api.post("/initiatieven", body), 400)

    assert {e["field"] for e in told["errors"]} == {
        "code",
        "naam",
        "trekker",
        "prijs",
        "afdelingId",
    }
    assert all(e["in"] == "body" and e["message"] and e["code"] for e in told["errors"])


def test_what_our_rules_refuse_names_the_field_as_it_was_sent(api, idea):
    unknown = problem_of(api.post("/initiatieven", idea | {"afdelingId": str(uuid.uuid4())}), 400)
    taken = problem_of(api.post("/initiatieven", idea | {"code": "INI-01"}), 400)

    assert [e["field"] for e in unknown["errors"]] == ["afdelingId"]
    assert [e["field"] for e in taken["errors"]] == ["code"]


def test_what_was_refused_left_nothing(api, idea):
    api.post("/initiatieven", idea | {"afdelingId": str(uuid.uuid4())})

    assert api.get("/initiatieven").json()["totaal"] == 15


def test_an_edit_changes_what_was_sent_and_nothing_else(api, an_initiative):
    before = api.get(an_initiative).json()

    after = api.patch(an_initiative, {"versie": before["versie"], "trekker": "Nieuwe Trekker"})

    assert after.status_code == 200, after.content
    changed = {name for name in before if before[name] != after.json()[name]}
    assert changed == {"versie", "trekker"}


def test_who_read_an_older_version_hears_what_stands_there_now(api, an_initiative):
    version = api.get(an_initiative).json()["versie"]
    api.patch(an_initiative, {"versie": version, "opdrachtgever": "De eerste"})

    late = api.patch(an_initiative, {"versie": version, "opdrachtgever": "De tweede"})

    told = problem_of(late, 409)
    assert told["version"] == version + 1
    assert told["differences"] == [
        {"field": "opdrachtgever", "sent": "De tweede", "stored": "De eerste"}
    ]
    assert api.get(an_initiative).json()["opdrachtgever"] == "De eerste"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"naam": None}, "naam"),
        ({"naam": 3}, "naam"),
        ({"vroegsteKwartaal": "2027-K5"}, "vroegsteKwartaal"),
        ({"vroegsteKwartaal": "volgend jaar"}, "vroegsteKwartaal"),
        ({"bewijsgraad": "E"}, "bewijsgraad"),
        ({"moetAfronden": "misschien"}, "moetAfronden"),
        ({"status": "running"}, "status"),
        ({"versie": 0}, "versie"),
        ({"versie": 10**30}, "versie"),
        ({"naam": "x\x00y"}, "naam"),
    ],
)
def test_a_wrong_change_names_its_field(api, an_initiative, changes, field):
    version = api.get(an_initiative).json()["versie"]

    told = problem_of(api.patch(an_initiative, {"versie": version} | changes), 400)

    assert [e["field"] for e in told["errors"]] == [field]


# --- Once is once -----------------------------------------------------------------------------


def test_the_same_key_and_body_have_one_effect_and_one_answer(api, idea):
    first, second = (api.post("/initiatieven", idea, once="a-1") for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    assert second["Location"] == first["Location"]
    assert second["Idempotency-Replayed"] == "true"
    assert api.get("/initiatieven").json()["totaal"] == 16


def test_the_same_key_with_another_body_is_refused(api, idea):
    api.post("/initiatieven", idea, once="a-2")

    told = problem_of(api.post("/initiatieven", idea | {"code": "INI-91"}, once="a-2"), 422)

    assert "sleutel" in told["detail"]
    assert api.get("/initiatieven").json()["totaal"] == 16


def test_a_refused_request_leaves_its_key_free(api, idea):
    problem_of(api.post("/initiatieven", idea | {"code": "INI-01"}, once="a-3"), 400)

    assert api.post("/initiatieven", idea, once="a-3").status_code == 201


# --- Plans ------------------------------------------------------------------------------------


def test_a_plan_through_the_api_keeps_the_rules_and_the_shared_names(api, demo):
    asked = api.post("/planberekeningen", QUICK | {"titel": "Van een koppeling"})
    assert asked.status_code == 202, asked.content
    run = asked["Location"].removeprefix("/api/v1")
    problem_of(api.get(f"{run}/plan"), 404)

    jobs.Run(demo.id, uuid.UUID(asked.json()["id"]), lambda: False).calculate()

    whole, plan = api.get(run).json(), api.get(f"{run}/plan").json()
    problem = api.get(f"{run}/probleem").json()
    judged = evaluate(read_problem(problem), [Choice(**choice) for choice in plan["chosen"]])
    assert whole["status"] == "klaar"
    assert judged.broken == ()
    assert (
        judged.objective == pytest.approx(plan["objective"]) == pytest.approx(whole["doelwaarde"])
    )
    assert whole["afstand"] <= 0.05
    assert {"version", "quarters", "pools", "initiatives"} <= problem.keys()
    assert {"status", "objective", "bound", "gap", "chosen"} <= plan.keys()


def test_a_run_is_asked_to_stop(api):
    run = api.post("/planberekeningen", QUICK)["Location"].removeprefix("/api/v1")

    stopped = api.post(f"{run}/stopverzoeken")
    again = api.post(f"{run}/stopverzoeken")

    assert stopped.status_code == 202, stopped.content
    assert stopped.json()["status"] == "gestopt"
    problem_of(again, 409)


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"onderdelen": []}, "onderdelen"),
        ({"onderdelen": ["alles"]}, "onderdelen/0"),
        ({"tijdslimietInSeconden": 0}, "tijdslimietInSeconden"),
        ({"tijdslimietInSeconden": 601}, "tijdslimietInSeconden"),
        ({"toegestaneAfstand": -0.1}, "toegestaneAfstand"),
        ({"toevalsgetal": 2**31}, "toevalsgetal"),
        ({"scenarioId": "x"}, "scenarioId"),
    ],
)
def test_a_question_that_cannot_be_asked_names_why(api, wanted, field):
    told = problem_of(api.post("/planberekeningen", QUICK | wanted), 400)

    assert [e["field"] for e in told["errors"]] == [field]


def test_a_scenario_that_is_not_there_is_not_found(api):
    problem_of(api.post("/planberekeningen", QUICK | {"scenarioId": str(uuid.uuid4())}), 404)


def test_moments_are_in_utc(api):
    body = api.post("/planberekeningen", QUICK).json()

    assert MOMENT.match(body["gevraagdOp"]), body["gevraagdOp"]
    moment = datetime.fromisoformat(body["gevraagdOp"])
    assert abs(moment - datetime.now(UTC)) < timedelta(minutes=1)


def test_without_a_programme_lists_are_empty_or_say_so(waterrijk_without_programme):
    for path in ("/initiatieven", "/doelen", "/teams", "/geldbronnen"):
        assert waterrijk_without_programme.get(path).json()["resultaten"] == []
    problem_of(waterrijk_without_programme.get("/bezettingen"), 404)
    problem_of(waterrijk_without_programme.post("/planberekeningen", QUICK), 404)


def test_what_another_municipality_has_is_not_there(api, waterrijk_without_programme, demo):
    with as_municipality(demo.id):
        known = Initiative.objects.order_by("code")[0]

    assert api.get(f"/initiatieven/{known.pk}").status_code == 200
    problem_of(waterrijk_without_programme.get(f"/initiatieven/{known.pk}"), 404)


def test_a_key_of_one_municipality_opens_nothing_at_another(api, waterrijk_without_programme):
    waterrijk_without_programme.key = api.key

    problem_of(waterrijk_without_programme.get("/teams"), 401)


def test_a_problem_is_in_the_language_of_who_asks(api):
    wanted = "/initiatieven?pagina=x"

    dutch = problem_of(api.get(wanted), 400)
    english = problem_of(api.call("GET", wanted, HTTP_ACCEPT_LANGUAGE="en"), 400)

    assert [e["message"] for e in dutch["errors"]] == ["Geef een geheel getal."]
    assert [e["message"] for e in english["errors"]] == ["Give a whole number."]
    assert english["title"] == "This request cannot be read."
    assert english["errors"][0]["field"] == "pagina"
