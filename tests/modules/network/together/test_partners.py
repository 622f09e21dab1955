"""A new partner comes in with one step, and may see all that is known of it."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from bundel.accounts.models import Mail, User
from bundel.errors import Invalid, NotAllowed, NotFound
from bundel.network.models import Contact, Organisation, OrganisationState, PartnerLink
from bundel.network.selectors import onboarding as selectors
from bundel.network.selectors import partner_export
from bundel.network.services import onboarding
from tests.modules.network.conftest import NOW, Network, organisation


def invite(network: Network, who: str = "coordinator", **more: Any) -> onboarding.Invited:
    given = {
        "base": "http://almere.example",
        "name": "Kerk Haven",
        "kind_id": network.terms["welfare"].pk,
        "contact_name": "Dirk de Wit",
        "email": "dirk@kerkhaven.example",
        "with_account": False,
    }
    return onboarding.invite_partner(actor=network.actor(who), at=NOW, **given | more)


def test_a_partner_gets_an_account_in_one_step(network: Network) -> None:
    made = invite(network, with_account=True)
    user = User.objects.get(email="dirk@kerkhaven.example")
    assert (user.organisation_id, user.role) == (made.organisation_id, "partner_coordinator")
    assert Contact.objects.get(user=user).is_first
    with pytest.raises(Invalid):
        invite(network, name="Nog een", with_account=True)
    assert not Organisation.objects.filter(name="Nog een").exists()


def test_a_partner_takes_part_without_an_account(network: Network) -> None:
    made = invite(network)
    row = Organisation.objects.get(pk=made.organisation_id)
    assert row.state == OrganisationState.INVITED
    assert made.address in Mail.objects.get(to="dirk@kerkhaven.example").body
    path = made.address.removeprefix("http://almere.example")
    token = path.split("/")[-2]
    assert not PartnerLink.objects.filter(digest=token).exists()
    stranger = Client(headers={"host": network.municipality.host, "accept-language": "nl"})
    link = PartnerLink.objects.get()
    # The clock of the page is the real one; the link was made at the time of the tests.
    PartnerLink.objects.filter(pk=link.pk).update(expires_at="2099-01-01T00:00Z")
    for _scanner in range(2):
        assert "Kerk Haven" in stranger.get(path).content.decode()
    row.refresh_from_db()
    assert row.state == OrganisationState.INVITED
    first = stranger.post(path)
    row.refresh_from_db()
    assert row.state == OrganisationState.ACTIVE
    version = row.version
    again = stranger.post(path)
    for answer in (first, again):
        assert answer.status_code == 200
        assert "Fijn dat u meedoet." in answer.content.decode()
    row.refresh_from_db()
    assert row.version == version
    Organisation.objects.filter(pk=row.pk).update(state=OrganisationState.ENDED)
    assert stranger.post(path).status_code == 422


@pytest.mark.parametrize("who", ["reader", "kern coordinator", "initiative_lead"])
def test_only_who_keeps_the_network_invites(network: Network, who: str) -> None:
    with pytest.raises(NotAllowed):
        invite(network, who)


def test_the_steps_of_new_partners(network: Network) -> None:
    invite(network)
    browser = network.client("coordinator")
    with CaptureQueriesContext(connection) as one:
        assert "Kerk Haven" in browser.get("/netwerk/nieuwe-partners").content.decode()
    for number in range(3):
        organisation(network.municipality, f"Nieuw {number}", state="invited")
    with CaptureQueriesContext(connection) as many:
        browser.get("/netwerk/nieuwe-partners")
    assert len(many) == len(one) <= 18
    form = {
        "name": "Buurthuis",
        "contact_name": "Els",
        "email": "els@buurthuis.example",
        "way": "link",
    }
    assert browser.post("/netwerk/nieuwe-partners/nodig-uit", form).status_code in {200, 303}
    (found,) = [
        one
        for one in selectors.new_partners(actor=network.actor("coordinator"), now=NOW)
        if one.name == "Kerk Haven"
    ]
    assert dict(found.steps)["takes_part"] is False and found.open_steps == 5


def test_the_welcome_is_for_the_partner_and_the_municipality(network: Network) -> None:
    kern = network.organisations["kern"]
    page = f"/netwerk/partners/{kern.pk}/welkom"
    assert "Kierenhulp" in network.client("kern worker").get(page).content.decode()
    assert network.client("coordinator").get(page).status_code == 200
    assert network.client("wijk worker").get(page).status_code == 404


def test_all_that_is_known_goes_out(network: Network) -> None:
    kern = network.organisations["kern"]
    kern.alternate_name = "=HYPERLINK(1)"
    kern.save()
    page = f"/netwerk/partners/{kern.pk}/alles"
    browser = network.client("kern coordinator")
    content = json.loads(browser.get(f"{page}?als=json").content)
    assert [one["name"] for one in content["Contact"]] == ["Anna Kern", "Bram Verborgen"]
    assert {one["name"] for one in content["Service"]} >= {"Kierenhulp"}
    assert "Wijk en Welzijn" not in json.dumps(content)
    assert not re.search("password|digest", json.dumps(list(content)))
    book = load_workbook(io.BytesIO(browser.get(page).content))
    cells = [cell.value for cell in book["Organisation"][2]]
    assert "'=HYPERLINK(1)" in cells
    assert network.client("wijk coordinator").get(page).status_code == 403


def test_signs_that_no_workbook_holds_stop_no_list(network: Network) -> None:
    kern = network.organisations["kern"]
    kern.name = kern.description = "Uit een\x0bdocument\x01"
    kern.save()
    browser = network.client("coordinator")
    for page in (f"/netwerk/partners/{kern.pk}/alles", "/netwerk/partners/bestand/xlsx"):
        sheets = load_workbook(io.BytesIO(browser.get(page).content)).worksheets
        cells = [cell.value for sheet in sheets for row in sheet for cell in row]
        assert "Uit een document " in cells


def test_a_hidden_contact_stays_hidden_for_the_municipality(network: Network) -> None:
    kern = network.organisations["kern"].pk
    known = partner_export.all_known(actor=network.actor("coordinator"), organisation_id=kern)
    assert "Bram Verborgen" not in str(known.sheets)
    with pytest.raises(NotAllowed):
        partner_export.all_known(actor=network.actor("wijk coordinator"), organisation_id=kern)
    with pytest.raises(NotFound):
        partner_export.all_known(
            actor=network.actor("coordinator"), organisation_id=network.areas["haven"].pk
        )
    assert not mail.outbox
