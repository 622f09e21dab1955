"""An agreement stands when each partner said yes itself; until then nothing opens by it."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bundel.errors import Invalid, NotAllowed, NotFound, Stale
from bundel.network import rights
from bundel.network.models import Agreement, AgreementState
from bundel.network.selectors import agreements as selectors
from bundel.network.services import agreements
from tests.modules.network.conftest import NOW, TODAY, Network, organisation
from tests.modules.reading_pages import faults_on


def propose(network: Network, **more: object) -> uuid.UUID:
    given = {
        "title": "Warme overdracht",
        "subject": "Wij bellen elkaar binnen twee dagen.",
        "from_date": TODAY,
        "until_date": TODAY + timedelta(days=365),
        "parties": [
            {"organisation_id": network.organisations["kern"].pk, "does": "meldt aan"},
            {"organisation_id": network.organisations["wijk"].pk, "does": "belt terug"},
        ],
    }
    return agreements.propose(actor=network.actor("kern coordinator"), at=NOW, **given | more)


def say_yes(network: Network, agreement_id: uuid.UUID, who: str) -> None:
    agreements.agree(
        actor=network.actor(f"{who} coordinator"),
        agreement_id=agreement_id,
        version=Agreement.objects.get(pk=agreement_id).version,
        organisation_id=network.organisations[who].pk,
        at=NOW,
    )


def names(network: Network, who: str, days: int = 0) -> set[str]:
    seen = rights.services_of(network.actor(who), today=TODAY + timedelta(days=days))
    return set(seen.values_list("name", flat=True))


def test_what_needs_an_agreement_is_seen_while_it_stands(network: Network) -> None:
    closed = "Huisbezoek na afspraak"
    made = propose(network)
    say_yes(network, made, "kern")
    assert closed not in names(network, "wijk worker")
    say_yes(network, made, "wijk")
    assert closed in names(network, "wijk worker")
    assert closed not in names(network, "wijk worker", days=366)
    version = Agreement.objects.get().version
    agreements.end_agreement(
        actor=network.actor("wijk coordinator"), agreement_id=made, version=version, today=TODAY
    )
    assert closed not in names(network, "wijk worker")
    with pytest.raises(agreements.AgreementHasEnded):
        say_yes(network, made, "wijk")


def test_who_changes_it_asks_everybody_anew(network: Network) -> None:
    made = propose(network)
    for who in ("kern", "wijk"):
        say_yes(network, made, who)
    row = Agreement.objects.get()
    assert row.state == AgreementState.STANDS
    parties = [{"organisation_id": one.pk, "does": ""} for one in network.organisations.values()]
    agreements.edit_agreement(
        actor=network.actor("kern coordinator"),
        agreement_id=made,
        version=row.version,
        parties=parties,
        title="Anders",
    )
    found = selectors.agreement_view(
        actor=network.actor("coordinator"), agreement_id=made, today=TODAY
    )
    assert found.state == AgreementState.DRAFT and len(found.waits_for) == 2
    with pytest.raises(Stale):
        agreements.agree(
            actor=network.actor("wijk coordinator"),
            agreement_id=made,
            version=row.version,
            organisation_id=network.organisations["wijk"].pk,
            at=NOW,
        )


def test_a_second_yes_shows_that_it_was_said(network: Network) -> None:
    made = propose(network)
    kern = network.organisations["kern"].pk
    browser = network.client("kern coordinator")
    version = Agreement.objects.get().version
    page = f"/netwerk/afspraken/{made}/partijen/{kern}/ja"
    for _time in range(2):
        assert browser.post(page, {"version": version}).status_code == 303
    said = browser.get(f"/netwerk/afspraken/{made}").content.decode()
    assert "Deze organisatie had al ja gezegd." in said
    assert Agreement.objects.get().version == version + 1


def test_nobody_says_yes_for_another(network: Network) -> None:
    made = propose(network)
    wijk = network.organisations["wijk"].pk
    for who, refusal in (
        ("kern coordinator", NotAllowed),
        ("coordinator", agreements.SaysItself),
        ("wijk worker", NotAllowed),
    ):
        with pytest.raises(refusal):
            agreements.agree(
                actor=network.actor(who), agreement_id=made, version=1, organisation_id=wijk, at=NOW
            )


def test_the_coordinator_writes_the_yes_of_who_has_no_account(network: Network) -> None:
    kerk = organisation(network.municipality, "Kerk Haven")
    ids = [network.organisations["kern"].pk, kerk.pk]
    made = propose(network, parties=[{"organisation_id": one, "does": ""} for one in ids])
    given = {"actor": network.actor("coordinator"), "agreement_id": made, "at": NOW}
    with pytest.raises(Invalid):
        agreements.agree(version=1, organisation_id=kerk.pk, **given)
    agreements.agree(version=1, organisation_id=kerk.pk, said_by="Pastor Dirk", **given)
    say_yes(network, made, "kern")
    assert Agreement.objects.get().state == AgreementState.STANDS


def test_who_is_not_in_it_does_not_know_of_it(network: Network) -> None:
    kerk = organisation(network.municipality, "Kerk Haven")
    ids = [network.organisations["kern"].pk, kerk.pk]
    made = propose(network, parties=[{"organisation_id": one, "does": ""} for one in ids])
    other = network.actor("wijk coordinator")
    with pytest.raises(NotFound):
        selectors.agreement_view(actor=other, agreement_id=made, today=TODAY)
    with pytest.raises(NotFound):
        agreements.end_agreement(actor=other, agreement_id=made, version=1, today=TODAY)
    assert not selectors.agreements(actor=other, today=TODAY)
    with pytest.raises(Invalid):
        agreements.propose(
            actor=other,
            at=NOW,
            title="Buiten ons om",
            subject="x",
            from_date=TODAY,
            parties=[{"organisation_id": one, "does": ""} for one in ids],
        )


@pytest.mark.parametrize(
    ("days", "flag"),
    [
        ({"until_date": 59}, "expires_soon"),
        ({"until_date": -1, "from_date": -9}, "is_overdue"),
        ({"review_date": 0}, "needs_review"),
    ],
)
def test_what_asks_for_attention(network: Network, days: dict[str, int], flag: str) -> None:
    dates = {name: TODAY + timedelta(days=number) for name, number in days.items()}
    made = propose(network, **dates)
    found = selectors.agreement_view(actor=network.actor("reader"), agreement_id=made, today=TODAY)
    assert getattr(found, flag)
    flags = {"expires_soon", "is_overdue", "needs_review"}
    assert not any(getattr(found, other) for other in flags - {flag})


def test_days_in_the_wrong_order_are_told_at_their_field(network: Network) -> None:
    with pytest.raises(Invalid) as refused:
        propose(network, until_date=TODAY - timedelta(days=1))
    assert "agreement_days" not in str(refused.value.faults)
    form = {"from_date": str(TODAY), "until_date": str(TODAY - timedelta(days=1))}
    page = network.client("kern coordinator").post("/netwerk/afspraken/nieuw", form)
    faults = faults_on(page.content.decode())
    assert "Kies een laatste dag die niet voor de eerste ligt." in faults


@pytest.mark.parametrize("day", ["0026-05-01", "9999-12-31"])
def test_a_slip_in_the_year_is_no_day(network: Network, day: str) -> None:
    made = propose(network)
    page = network.client("kern coordinator").post(
        f"/netwerk/afspraken/{made}", {"version": "1", "review_date": day}
    )
    assert "Vul een datum in" in faults_on(page.content.decode())


@pytest.mark.parametrize("title", ["\u200b", " \u2060 ", "\x02"])
def test_a_title_of_unseen_signs_is_none(network: Network, title: str) -> None:
    form = {"title": title, "subject": title}
    page = network.client("kern coordinator").post("/netwerk/afspraken/nieuw", form)
    faults = faults_on(page.content.decode())
    assert "Titel: Dit veld is verplicht." in faults
    assert "Wat is afgesproken? Dit veld is verplicht." in faults


def test_the_pages(network: Network) -> None:
    made = propose(network)
    browser = network.client("wijk coordinator")
    with CaptureQueriesContext(connection) as one:
        assert "Warme overdracht" in browser.get("/netwerk/afspraken").content.decode()
    for number in range(4):
        propose(network, title=f"Afspraak {number}")
    with CaptureQueriesContext(connection) as many:
        browser.get("/netwerk/afspraken")
    assert len(many) == len(one) <= 20
    place = f"/netwerk/afspraken/{made}"
    assert "Wij zeggen ja" in browser.get(place).content.decode()
    wijk = network.organisations["wijk"].pk
    assert browser.post(f"{place}/partijen/{wijk}/ja", {"version": "1"}).status_code == 303
    form = {
        "title": "Nieuw",
        "subject": "Wij helpen elkaar.",
        "from_date": str(TODAY),
        "party1": str(wijk),
        "party2": str(network.organisations["kern"].pk),
    }
    assert browser.post("/netwerk/afspraken/nieuw", form).status_code == 303
    wrong = form | {"does1": "belt 06-12345678"}
    assert browser.post("/netwerk/afspraken/nieuw", wrong).status_code == 422
    assert browser.get(f"{place}/beeindig").status_code == 200
