"""The pages of commissions: whose turn it is, what changes, and what comes of each step."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bundel.steering.models import Commission
from bundel.steering.selectors import commissions as selectors
from bundel.steering.services import commissions as services
from bundel.steering.services.commission_texts import Content
from bundel.steering.services.commissions import Sides
from tests.modules.reading_pages import faults_on
from tests.modules.steering.conftest import NOW, Steering
from tests.modules.steering.test_commissions import (
    COMMISSIONER,
    LEAD,
    accepted,
    drafted,
    propose,
    sign,
)

NO_LINES = {
    f"{prefix}-{name}": "0"
    for prefix in ("uren", "geld", "rol")
    for name in ("TOTAL_FORMS", "INITIAL_FORMS")
}


def send(client: Client, route: str, row: Commission, *args: Any, **values: Any) -> Any:
    row.refresh_from_db()
    path = reverse(f"steering:{route}", args=[row.pk, *args])
    return client.post(path, {"version": row.version, **NO_LINES, **values})


def test_a_commission_goes_through_the_pages(steering: Steering) -> None:
    coordinator, lead = steering.client("coordinator"), steering.client(LEAD)
    commissioner = steering.client(COMMISSIONER)
    initiative = steering.initiative("INI-04")
    page = coordinator.get(reverse("steering:commission_new"), {"initiatief": initiative.pk})
    # What the initiative says itself stands there already.
    assert initiative.summary in page.content.decode()
    assert "Dit begint pas als dit er is:" in page.content.decode()
    lines = {
        "uren-TOTAL_FORMS": "1",
        "uren-0-pool_id": str(steering.pool("data")),
        "uren-0-hours": "12,5",
    }

    made = coordinator.post(
        reverse("steering:commission_new"),
        NO_LINES
        | lines
        | {
            "initiative_id": initiative.pk,
            "commissioner_id": steering.user(COMMISSIONER).pk,
            "contractor": f"u:{steering.user(LEAD).pk}",
            "result": "400 huishoudens in Haven",
            "until_date": "2027-06-30",
        },
    )
    row = Commission.objects.get()
    assert (made.status_code, made["location"]) == (303, f"/sturing/opdrachten/{row.pk}")
    assert "Ligt bij u" in commissioner.get(made["location"]).content.decode()
    assert send(commissioner, "commission_sign", row, "offered").status_code == 303
    assert send(lead, "commission_sign", row, "accepted").status_code == 303
    send(
        lead,
        "commission_change",
        row,
        **lines | {"uren-INITIAL_FORMS": "1"},
        result="500 huishoudens in Haven",
        until_date="2027-06-30",
        why="De wijk is groter.",
    )
    page = commissioner.get(made["location"]).content.decode()
    assert "<del>" in page
    assert "500</ins>" in page
    assert send(commissioner, "commission_sign", row, "change_agreed").status_code == 303
    refused = send(lead, "commission_sign", row, "discharge_asked")
    assert refused.status_code == 422
    assert "Wat is er opgeleverd?" in faults_on(refused.content.decode())
    send(lead, "commission_sign", row, "discharge_asked", note="512 huishoudens.")
    send(commissioner, "commission_sign", row, "discharged")
    row.refresh_from_db()
    assert row.state == "discharged"
    assert row.versions.get(round=2).hours.get().hours == Decimal("12.5")


def test_a_coordinator_hands_over_on_a_page(steering: Steering) -> None:
    row, coordinator = drafted(steering), steering.client("coordinator")
    path = reverse("steering:commission_hand_over", args=[row.pk, "opdrachtgever"])
    assert coordinator.get(path).status_code == 409
    sign(steering, row, COMMISSIONER, "offered")
    successor = steering.user("opdrachtgever-sociaal")
    values = {"to": f"u:{successor.pk}", "why": "Zij heeft ander werk."}

    assert coordinator.get(path.replace("opdrachtgever", "niemand")).status_code == 404
    assert coordinator.post(path, {"version": 1, **values}).status_code == 409
    assert send(coordinator, "commission_hand_over", row, "opdrachtgever").status_code == 422
    done = send(coordinator, "commission_hand_over", row, "opdrachtgever", **values)
    assert done.status_code == 303
    for who in ("opdrachtgever-sociaal", LEAD):
        html = steering.client(who).get(done["location"]).content.decode()
        assert "Opdrachtgever sociaal (demo) in plaats van Opdrachtgever (demo)" in html
        assert "Zij heeft ander werk." in html
    assert steering.client(LEAD).get(path).status_code == 403


def test_a_step_that_is_not_yours_is_not_there(steering: Steering) -> None:
    row = drafted(steering)
    other, late = steering.client("coordinator"), steering.client(COMMISSIONER)

    assert send(other, "commission_sign", row, "offered").status_code == 404
    # Too late: the page is not there any more, and a form that was open keeps what was typed.
    path = reverse("steering:commission_sign", args=[row.pk, "discharged"])
    assert late.get(path).status_code == 409
    kept = send(late, "commission_sign", row, "discharged", note="Mooi werk.")
    assert kept.status_code == 422
    assert "Mooi werk." in kept.content.decode()
    assert send(late, "commission_sign", row, "change_proposed").status_code == 404
    assert send(steering.client(LEAD), "commission_edit", row).status_code == 403


def test_a_partner_sees_only_what_was_offered_to_it(steering: Steering) -> None:
    drafted(steering)
    partner = steering.client("partnercoordinator")

    assert "INI-04" not in partner.get(reverse("steering:commissions")).content.decode()
    page = partner.get(reverse("steering:commission", args=[Commission.objects.get().pk]))
    assert page.status_code == 404


@pytest.mark.parametrize("many", [1, 6])
def test_the_list_asks_as_much_for_many(steering: Steering, many: int) -> None:
    client = steering.client("coordinator")
    for number in range(many):
        services.draft_commission(
            actor=steering.actor("coordinator"),
            sides_=Sides(steering.user(COMMISSIONER).pk, steering.user(LEAD).pk),
            content=Content(result="Klaar"),
            part=f"Onderdeel {number}",
            at=NOW,
        )
    client.get(reverse("steering:commissions"))

    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = client.get(reverse("steering:commissions"))
    assert page.content.decode().count("data-item") >= many
    assert len(asked) <= 20


def test_the_list_is_a_file_too(steering: Steering) -> None:
    accepted(steering)

    answer = steering.client("reader").get(reverse("steering:commissions_file", args=["csv"]))
    assert "Initiatiefleider (demo)" in answer.content.decode()


def test_the_letter_is_one_page_of_tagged_paper(steering: Steering) -> None:
    row = accepted(steering)

    answer = steering.client(LEAD).get(reverse("steering:commission_letter", args=[row.pk]))
    assert answer["content-type"] == "application/pdf"
    assert answer.content.count(b"/Type /Page\n") == 1 or b"/Count 1" in answer.content
    assert b"/MarkInfo" in answer.content


def test_others_hear_what_waits_and_which_initiative_has_a_commission(
    steering: Steering,
) -> None:
    row = accepted(steering)
    propose(steering, row, LEAD)
    ids = [steering.initiative("INI-04").pk, steering.initiative("INI-01").pk]

    (waits,) = selectors.waits_for(actor=steering.actor(COMMISSIONER))
    assert (waits.route, waits.args) == ("steering:commission", (row.pk,))
    assert selectors.waits_for(actor=steering.actor(LEAD)) == []
    known = selectors.commission_of(actor=steering.actor("reader"), initiative_ids=ids)
    assert list(known) == ids[:1]
    missing = selectors.without_commission(actor=steering.actor("reader"))
    assert "INI-01" in {one.code for one in missing}
    assert "INI-04" not in {one.code for one in missing}
    assert [one.id for one in selectors.open_points(actor=steering.actor("reader"))] == [row.pk]
