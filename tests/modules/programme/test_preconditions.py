"""What has to be in place first: who says that it is, what it holds up, and how it is loaded."""

import io
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from bundel.core.portfolio import plan as planner
from bundel.core.portfolio.answer import write_answer
from bundel.core.portfolio.reading import read_problem
from bundel.errors import Invalid, NotAllowed, Stale
from bundel.programme import exchange, selectors, services
from bundel.programme.material import read_material
from bundel.programme.models import Initiative, Precondition
from bundel.programme.problem import build

TODAY = date(2026, 11, 23)
LAST = date(2027, 9, 30)


@pytest.fixture
def only(coordinator):
    """One precondition in the whole programme: of INI-04, open, for the end of September 2027."""
    Precondition.objects.all().delete()
    initiative = Initiative.objects.get(code="INI-04")
    services.add_precondition(
        actor=coordinator,
        initiative_id=initiative.pk,
        text="privacy-akkoord",
        kind="privacy",
        owner_name="Fatma",
        due_date=LAST,
    )
    return Precondition.objects.get()


def _start(actor, code, today=TODAY):
    """Return when the planner starts an initiative that is alone in the world."""
    material = read_material(actor.municipality_id)
    alone = replace(material, initiatives={code: material.initiatives[code]}, floors=())
    found = planner.answer(build(alone, today=today), parts=("plan",), time_limit=20)
    return [one["start"] for one in write_answer(found)["chosen"]]


def _say_met(actor, row, **given):
    return services.say_met(actor=actor, precondition_id=row.pk, version=row.version, **given)


def test_a_precondition_delays_the_plan_and_met_it_is_as_before(coordinator, only, now):
    without = _start(coordinator, "INI-04", today=None)

    delayed = _start(coordinator, "INI-04")
    _say_met(coordinator, only, proof="besluit van 20 november", at=now)

    assert (without, delayed) == ([0], [3])
    assert _start(coordinator, "INI-04") == without


def test_a_run_keeps_what_it_waited_for(coordinator, only, now):
    run_id = services.request_run(actor=coordinator, at=now)
    taken_as_met = services.request_run(actor=coordinator, at=now, changes={"met": ["INI-04"]})

    run = selectors.run(actor=coordinator, run_id=run_id)
    free = selectors.run(actor=coordinator, run_id=taken_as_met)

    assert run.held_up == {
        "INI-04": {
            "quarter": "2027-K4",
            "what": "privacy-akkoord",
            "who": "Fatma",
            "due": "2027-09-30",
        }
    }
    assert free.held_up == {}
    assert free.problem == selectors.build_problem(actor=coordinator)


@pytest.mark.parametrize(
    "change",
    [{"needed_for_start": False}, {"due_date": date(2026, 12, 1)}, {"due_date": None}],
    ids=["not needed", "in time", "no day"],
)
def test_what_does_not_hold_up_changes_no_question(coordinator, only, change):
    services.edit_precondition(
        actor=coordinator, precondition_id=only.pk, version=only.version, **change
    )

    problem = selectors.build_problem(actor=coordinator, today=TODAY)

    assert problem == selectors.build_problem(actor=coordinator)


def test_what_already_runs_is_not_moved(coordinator, only):
    Precondition.objects.update(initiative=Initiative.objects.get(code="INI-05"))

    problem = selectors.build_problem(actor=coordinator, today=TODAY)

    assert problem == selectors.build_problem(actor=coordinator)


def test_what_comes_after_the_last_start_takes_no_part(coordinator, only):
    Precondition.objects.update(due_date=date(2028, 6, 1))

    problem = read_problem(selectors.build_problem(actor=coordinator, today=TODAY))

    assert next(one for one in problem.initiatives if one.id == "INI-04").forbidden


def test_its_owner_may_say_that_it_is_met_and_no_more(lead, only, now):
    Precondition.objects.update(initiative=Initiative.objects.get(code="INI-03"))
    with pytest.raises(NotAllowed):
        _say_met(lead, only, proof="x", at=now)
    Precondition.objects.update(owner_id=lead.user_id)

    with pytest.raises(NotAllowed):
        services.remove_precondition(actor=lead, precondition_id=only.pk, version=1)
    _say_met(lead, only, proof="besluit van 20 november", at=now)

    row = Precondition.objects.get()
    assert (row.met, row.met_at, row.met_by_id) == (True, now, lead.user_id)


def test_without_a_proof_it_is_not_met(coordinator, only, now):
    with pytest.raises(Invalid):
        _say_met(coordinator, only, proof="  ", at=now)
    with pytest.raises(Invalid):
        _say_met(coordinator, only, proof="gebeld met 06-12345678", at=now)
    with pytest.raises(Stale):
        services.edit_precondition(
            actor=coordinator, precondition_id=only.pk, version=9, text="anders"
        )

    assert not Precondition.objects.get().met


def test_it_opens_again_with_a_reason(coordinator, only, now):
    _say_met(coordinator, only, proof="besluit", at=now)

    services.reopen_precondition(
        actor=coordinator, precondition_id=only.pk, version=2, reason="besluit is ingetrokken"
    )

    row = Precondition.objects.get()
    assert (row.met, row.proof, row.met_at) == (False, "", None)


def test_a_workbook_of_before_says_what_is_met_and_no_more(coordinator, now):
    book = load_workbook(io.BytesIO(exchange.export_xlsx(actor=coordinator)))
    sheet = book["Randvoorwaarden"]
    keep = {"initiatief", "randvoorwaarde", "voldaan"}
    for column in range(sheet.max_column, 0, -1):
        if sheet.cell(1, column).value not in keep:
            sheet.delete_cols(column)
    out = io.BytesIO()
    book.save(out)
    content = out.getvalue()

    exchange.import_workbook(actor=coordinator, filename="oud.xlsx", content=content, at=now)

    met = Precondition.objects.filter(met=True)
    assert met
    assert set(met.values_list("proof", flat=True)) == {"stond al op voldaan"}
    assert set(Precondition.objects.values_list("kind", "owner_id")) == {("other", None)}


def test_the_demo_knows_owners_by_their_account(coordinator):
    rows = selectors.unmet(actor=coordinator)

    assert [row.due_date for row in rows[:2]] == [date(2026, 10, 30), date(2026, 12, 4)]
    owned = [row for row in rows if row.owner_id]
    assert "Privacy officer (demo)" in {row.owner_name for row in owned}


def test_the_pages_of_one_precondition(browser_of, id_of, only):
    browser = browser_of("coordinator")
    at = f"/programma/{id_of('INI-04')}/randvoorwaarden/{only.pk}"

    card = browser.get(f"/programma/{id_of('INI-04')}").content.decode()
    assert "nog niet" in card
    assert "Fatma" in card
    assert browser.post(f"{at}/voldaan", {"version": "1", "proof": ""}).status_code == 422
    assert browser.post(f"{at}/voldaan", {"version": "1", "proof": "besluit"}).status_code == 303
    assert browser.post(f"{at}/open", {"version": "2", "reason": "toch niet"}).status_code == 303
    changed = browser.post(at, {"version": "3", "text": "akkoord", "kind": "privacy"})
    assert changed.status_code == 303
    history = browser.get(f"/programma/{id_of('INI-04')}").content.decode()
    assert "Aan randvoorwaarde voldaan: privacy-akkoord" in history
    assert browser.post(f"{at}/verwijder", {"version": "4"}).status_code == 303
    assert not Precondition.objects.exists()


def test_a_privacy_officer_says_what_is_theirs_is_met_and_sees_no_more(
    browser_of, almere, only, id_of
):
    officer = browser_of("privacy_officer")
    line = f"/sturing/randvoorwaarden/{only.pk}/voldaan"
    assert officer.get(line).status_code == 404
    Precondition.objects.update(owner_id=almere("privacy_officer").user_id)

    assert "privacy-akkoord" in officer.get("/").content.decode()
    assert officer.post(line, {"version": "1", "proof": " "}).status_code == 422
    done = officer.post(line, {"version": "1", "proof": "collegebesluit 2027-014 van 12 januari"})

    assert (done.status_code, done["Location"]) == (303, "/")
    assert Precondition.objects.get().proof == "collegebesluit 2027-014 van 12 januari"
    assert officer.get(f"/programma/{id_of('INI-04')}").status_code == 403
