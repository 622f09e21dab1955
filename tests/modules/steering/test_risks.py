"""Risks: written down, seen by what the checks find, and closed with a reason."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest

from bundel.accounts.permissions import Actor
from bundel.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from bundel.steering.models import Finding, Risk, RiskState
from bundel.steering.selectors import risks as seen
from bundel.steering.services import risks
from tests.modules.steering.conftest import NOW, TODAY, Steering


@pytest.fixture
def lead(steering: Steering) -> Actor:
    return steering.actor("projectleider")


def write(actor: Actor, **fields: Any) -> uuid.UUID:
    """Write down a risk that its writer watches."""
    wanted: dict[str, Any] = {"title": "Het geld stopt", "owner_id": actor.user_id}
    return risks.write_risk(actor=actor, at=NOW, **(wanted | fields))


def found(steering: Steering, rule: str, code: str) -> Finding:
    """Return something that a rule found about an initiative."""
    initiative = steering.initiative(code)
    return Finding.objects.create(
        municipality=steering.municipality,
        rule=rule,
        kind="initiative",
        object_id=initiative.pk,
        key=code,
        label=initiative.name,
        facts={"name": initiative.name, "is_offered": False, "state": "running"},
        found_at=NOW,
        changed_at=NOW,
    )


def test_the_early_sign_is_there_when_a_linked_check_finds_it(
    steering: Steering, lead: Actor
) -> None:
    fixers = steering.initiative("INI-01")
    watched = write(lead, rules=["no_commissioner"], initiative_id=fixers.pk)
    found(steering, "no_commissioner", "INI-02")
    before = seen.risk_card(actor=lead, risk_id=watched, today=TODAY).line.signs
    here = found(steering, "no_commissioner", "INI-01")

    after = seen.risk_card(actor=lead, risk_id=watched, today=TODAY).line.signs
    own = seen.signalled(actor=lead, today=TODAY, most=5)
    others = seen.signalled(actor=steering.actor("analist"), today=TODAY, most=5)

    assert before == ()
    assert [(sign.id, "loopt" in sign.sentence) for sign in after] == [(here.pk, True)]
    assert [line.id for line in own] == [watched]
    assert others == []


def test_a_risk_of_the_whole_programme_hears_of_every_initiative(
    steering: Steering, lead: Actor
) -> None:
    watched = write(lead, rules=["no_commissioner"])
    for code in ("INI-01", "INI-02"):
        found(steering, "no_commissioner", code)

    line = seen.risk_card(actor=lead, risk_id=watched, today=TODAY).line

    assert len(line.signs) == 2


def test_a_risk_asks_for_a_look_on_its_day(lead: Actor) -> None:
    write(lead, review_date=TODAY)
    write(lead, title="Later", review_date=TODAY + timedelta(days=1))

    assert [line.title for line in seen.signalled(actor=lead, today=TODAY, most=5)] == [
        "Het geld stopt"
    ]


def test_what_happened_stays_open_until_it_is_closed_with_a_reason(lead: Actor) -> None:
    made = write(lead)

    risks.say_happened(actor=lead, risk_id=made, version=1)
    with pytest.raises(Invalid):
        risks.close_risk(actor=lead, risk_id=made, version=2, because=" ", at=NOW)
    risks.close_risk(actor=lead, risk_id=made, version=2, because="Er is dekking.", at=NOW)

    row = Risk.objects.get(pk=made)
    assert (row.state, row.ended_at, row.ended_because) == (
        RiskState.CLOSED,
        NOW,
        "Er is dekking.",
    )
    with pytest.raises(Conflict):
        risks.edit_risk(actor=lead, risk_id=made, version=row.version, title="Anders")


def test_it_needs_a_title_an_owner_and_known_rules(steering: Steering, lead: Actor) -> None:
    for wrong in (
        {"title": " "},
        {"owner_id": None},
        {"owner_id": uuid.uuid4()},
        {"rules": ["unknown"]},
        {"initiative_id": uuid.uuid4()},
        {"answer": "Bel mevrouw op 06-12345678"},
    ):
        with pytest.raises(Invalid):
            write(lead, **wrong)


def test_who_reads_an_old_page_hears_so(lead: Actor) -> None:
    made = write(lead)
    risks.edit_risk(actor=lead, risk_id=made, version=1, title="Anders")

    with pytest.raises(Stale):
        risks.edit_risk(actor=lead, risk_id=made, version=1, title="Nog anders")


def test_partners_see_no_risks_and_readers_change_none(steering: Steering, lead: Actor) -> None:
    made = write(lead)

    with pytest.raises(NotFound):
        seen.risk_card(actor=steering.actor("partner_coordinator"), risk_id=made, today=TODAY)
    with pytest.raises(NotAllowed):
        write(steering.actor("lezer"))


def test_the_pages_say_it_and_take_it(steering: Steering, lead: Actor) -> None:
    browser = steering.client("projectleider")
    made = write(lead, rules=["no_commissioner"])
    found(steering, "no_commissioner", "INI-01")

    listed = browser.get("/sturing/risicos").content.decode()
    card = browser.get(f"/sturing/risicos/{made}").content.decode()
    new = {"title": "Nieuw", "chance": "large", "impact": "small", "owner_id": str(lead.user_id)}
    sent = browser.post("/sturing/risicos/nieuw", new)
    passed = browser.post("/sturing/risicos/nieuw", new | {"review_date": "2020-01-01"})
    kept = browser.get("/sturing/risicos.csv").content.decode()

    assert "het vroege teken is er" in listed and "maar niemand gaf er opdracht voor" in card
    assert sent.status_code == 303
    assert passed.status_code == 422 and "vandaag of een dag daarna" in passed.content.decode()
    assert "Nieuw" in kept
