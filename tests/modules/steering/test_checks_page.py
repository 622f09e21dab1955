"""The work list of what the checks found, one finding, and what can be done about it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bundel.steering.models import Action, CheckSetting, Finding
from bundel.steering.services import checks
from tests.modules.steering.conftest import NOW, TODAY, Steering

# Who is signed in, what the frame of a page asks, and six of the list.
MOST_QUERIES = 18


@pytest.fixture
def checked(steering: Steering) -> Steering:
    """Almere after its rules looked."""
    checks.run_checks(municipality_id=steering.municipality.pk, at=NOW, today=TODAY)
    return steering


def first(rule: str = "no_commissioner") -> Finding:
    return Finding.objects.filter(rule=rule, gone_at=None).order_by("key")[0]


def test_a_line_says_what_who_and_what_to_do(checked: Steering) -> None:
    html = checked.client("coordinator").get("/sturing/").content.decode()

    assert "vragen aandacht</h1>" in html
    assert "loopt, maar niemand gaf er opdracht voor." in html
    assert "Spreek af wie opdracht geeft, en bied de opdracht aan." in html
    assert "programmacoördinator" in html


def test_the_list_is_narrowed_by_a_sentence(checked: Steering) -> None:
    browser = checked.client("coordinator")
    fixers = checked.initiative("INI-01").pk

    about = browser.get("/sturing/", {"over": fixers}).content.decode()
    none = browser.get("/sturing/", {"controle": "review_due"}).content.decode()
    odd = browser.get("/sturing/", {"over": "x", "page": "99999999", "toon": "?", "van": "?"})

    listed = about[
        about.index('class="work-list"') : about.index("</ul>", about.index("work-list"))
    ]
    assert "Energiehulp aan huis (fixers)" in listed and "Regelingencheck" not in listed
    assert "Hier is niets gevonden" in none
    assert odd.status_code == 200


def test_an_approach_that_adds_up_says_so(checked: Steering) -> None:
    Finding.objects.update(gone_at=NOW)

    assert "De aanpak klopt" in checked.client("lezer").get("/sturing/").content.decode()


def test_ten_thousand_findings_are_as_quick_to_read(checked: Steering) -> None:
    here = checked.municipality
    browser = checked.client("coordinator")
    browser.get("/sturing/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/sturing/")
    Finding.objects.bulk_create(
        Finding(
            municipality=here, rule="no_contact", kind="organisation", key=f"n{n}", label="x",
            facts={"name": f"Partner {n}"}, found_at=NOW, changed_at=NOW,
        )
        for n in range(1000)
    )  # fmt: skip

    with CaptureQueriesContext(connection) as many:
        html = browser.get("/sturing/").content.decode()

    assert html.count("data-item") == 50 and "Bladzijde 1 van" in html
    assert len(many) == len(few) <= MOST_QUERIES


def test_accepting_asks_why_and_until_when(checked: Steering) -> None:
    browser, finding = checked.client("coordinator"), first()
    page = f"/sturing/bevinding/{finding.pk}/aanvaard"
    asked = {"version": finding.version, "because": "", "until": TODAY + timedelta(days=400)}

    refused = browser.post(page, asked)
    taken = browser.post(page, asked | {"because": "De opdracht ligt klaar."})
    card = browser.get(f"/sturing/bevinding/{finding.pk}").content.decode()
    listed = browser.get("/sturing/", {"toon": "aanvaard"}).content.decode()

    assert (refused.status_code, taken.status_code) == (422, 303)
    assert "De opdracht ligt klaar." in card and "Trek dit in" in card
    assert str(finding.pk) in listed
    finding.refresh_from_db()
    back = browser.post(
        f"/sturing/bevinding/{finding.pk}/vraag-aandacht", {"version": finding.version}
    )
    assert back.status_code == 303


def test_a_finding_becomes_an_action_that_it_shows(checked: Steering) -> None:
    browser, finding = checked.client("coordinator"), first()
    page = f"/sturing/bevinding/{finding.pk}/actie"
    form = browser.get(page).content.decode()

    sent = browser.post(
        page,
        {
            "text": "Bied de opdracht aan",
            "owner_id": str(checked.user("projectleider").pk),
            "due_date": TODAY + timedelta(days=10),
        },
    )

    made = Action.objects.get(source="finding", source_id=finding.pk)
    assert "spreek af wie opdracht geeft" in form
    assert sent.status_code == 303
    assert (made.owner, made.initiative_id) == (checked.user("projectleider"), finding.object_id)
    card = browser.get(f"/sturing/bevinding/{finding.pk}").content.decode()
    assert "Bied de opdracht aan" in card


def test_checking_now_finds_what_was_mended(checked: Steering) -> None:
    CheckSetting.objects.create(
        municipality=checked.municipality, rule="no_commissioner", is_on=False
    )

    sent = checked.client("coordinator").post("/sturing/controleer")

    assert sent.status_code == 303
    assert not Finding.objects.filter(rule="no_commissioner", gone_at=None).exists()


def test_a_rule_is_set_on_its_page(checked: Steering) -> None:
    browser = checked.client("beheerder")

    page = browser.get("/sturing/controles/lead_has_many").content.decode()
    sent = browser.post("/sturing/controles/lead_has_many", {"version": 0, "limit": "2"})
    listed = browser.get("/sturing/controles").content.decode()
    odd = browser.get("/sturing/controles/none")

    assert "De gewone grens is 3 lopende initiatieven per trekker." in page
    assert sent.status_code == 303 and "staat uit" in listed and odd.status_code == 404
    row = CheckSetting.objects.get()
    assert (row.rule, row.is_on, row.limit) == ("lead_has_many", False, 2)


def test_the_list_goes_out_as_it_stands(checked: Steering) -> None:
    browser = checked.client("lezer")

    kept = browser.get("/sturing/bevindingen.csv", {"controle": "no_commissioner"})

    lines = kept.content.decode().splitlines()
    assert lines[0].startswith("\ufeffControle;Waarover;Wat;Wie")
    assert len(lines) == 1 + Finding.objects.filter(rule="no_commissioner").count()


def test_a_partner_reads_what_is_about_itself_alone(checked: Steering) -> None:
    own = checked.user("partner").organisation_id
    here = checked.municipality
    for partner, word in ((own, "eigenwoord"), (checked.initiative("INI-01").pk, "vreemd")):
        Finding.objects.create(
            municipality=here, rule="no_contact", kind="organisation", object_id=partner,
            key=word, label=word, facts={"name": word}, found_at=NOW, changed_at=NOW,
        )  # fmt: skip

    html = checked.client("partner").get("/sturing/").content.decode()

    assert "eigenwoord" in html and "vreemd" not in html
