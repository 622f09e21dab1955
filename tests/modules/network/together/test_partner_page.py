"""The page of a partner tells what it does with others, to who may know."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bundel.network.models import (
    Agreement,
    AgreementParty,
    AreaAction,
    AreaActionPartner,
    Gathering,
    Goods,
    Organisation,
    Promise,
    Term,
)
from tests.conftest import Figure
from tests.modules.network.conftest import Network


def fill(network: Network, words: dict[str, Term], number: int = 0) -> None:
    """Let Kern offer, ask, plan, promise and agree on something, today."""
    now, today = timezone.now(), timezone.localdate()
    here = {"municipality": network.municipality}
    kern, wijk = network.organisations["kern"], network.organisations["wijk"]
    of = here | {"organisation": kern}
    for side, title in (("offer", "Koelkast"), ("request", "Kast gevraagd")):
        Goods.objects.create(
            **of, side=side, kind=words["fridge"], title=f"{title} {number}", created_at=now
        )
    Goods.objects.create(
        **of, side="offer", kind=words["fridge"], title="Weggegeven", state="withdrawn",
        created_at=now,
    )  # fmt: skip
    days = {"from_date": today, "until_date": today + timedelta(days=2), "changed_at": now}
    for owner, title in ((kern, "Deur aan deur"), (wijk, "Samen op pad")):
        action = AreaAction.objects.create(
            **here, organisation=owner, kind=words["letters"], title=f"{title} {number}", **days
        )
        if owner == wijk:
            AreaActionPartner.objects.create(**of, action=action)
    agreement = Agreement.objects.create(
        **here, title=f"Warme overdracht {number}", from_date=today, created_at=now
    )
    AgreementParty.objects.create(**of, agreement=agreement, agreed_at=now)
    AgreementParty.objects.create(**here, agreement=agreement, organisation=third(network))
    gathering = Gathering.objects.create(
        **here, title="Netwerk", starts_at=now, ends_at=now + timedelta(hours=1), changed_at=now
    )
    Promise.objects.create(
        **of, gathering=gathering, text=f"Wij bellen {number}", due_date=today, created_at=now
    )


def third(network: Network) -> Organisation:
    """Return a partner with which Kern agrees, next to the other."""
    found, _new = Organisation.objects.get_or_create(
        municipality=network.municipality,
        name="Kerk Haven",
        defaults={"created_at": timezone.now(), "changed_at": timezone.now()},
    )
    return found


def page(network: Network, who: str) -> str:
    path = f"/netwerk/partners/{network.organisations['kern'].pk}"
    return network.client(who).get(path).content.decode()


def test_the_page_lists_what_runs(network: Network, words: dict[str, Term]) -> None:
    fill(network, words)
    html = page(network, "kern worker")
    for title in (
        "Koelkast 0", "Kast gevraagd 0", "Deur aan deur 0", "Samen op pad 0",
        "Warme overdracht 0", "Wij bellen 0",
    ):  # fmt: skip
        assert title in html
    assert "Weggegeven" not in html


def test_another_partner_does_not_see_its_agreements(
    network: Network, words: dict[str, Term]
) -> None:
    fill(network, words)
    html = page(network, "wijk worker")
    assert "Koelkast 0" in html and "Deur aan deur 0" in html
    assert "Warme overdracht 0" not in html
    assert "Samenwerkingsafspraken" not in html
    assert "Warme overdracht 0" in page(network, "coordinator")


def test_the_page_asks_as_much_for_many_as_for_few(
    network: Network, words: dict[str, Term], figure: Figure
) -> None:
    client = network.client("coordinator")
    path = f"/netwerk/partners/{network.organisations['kern'].pk}"

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        return len(asked)

    fill(network, words)
    client.get(path)
    few = queries()
    for number in range(1, 12):
        fill(network, words, number)
    many = queries()

    figure(f"directory: {many} queries for a partner with what it does with others")
    assert few == many <= 45
