"""A fridge in Buiten reaches Haven through two partners, without a name."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bundel.accounts.models import Mail
from bundel.audit.models import Entry
from bundel.errors import Invalid, NotAllowed, Stale
from bundel.network.models import Goods, GoodsState, Match, Term
from bundel.network.selectors import goods as selectors
from bundel.network.selectors.goods import Wanted
from bundel.network.services import goods, goods_asking, handing_over
from tests.modules.network.conftest import NOW, TODAY, Network


def offer(network: Network, words: dict[str, Term], who: str = "kern", **more: Any) -> uuid.UUID:
    given = {
        "side": "offer",
        "kind_id": words["fridge"].pk,
        "title": "Koelkast, 2 jaar oud",
        "area_id": network.areas["buiten"].pk,
        "amount": 1,
        "transport": "none",
    }
    return goods.add_goods(
        actor=network.actor(f"{who} worker"),
        organisation_id=network.organisations[who].pk,
        at=NOW,
        **given | more,
    )


def seen(network: Network, goods_id: uuid.UUID, who: str = "coordinator") -> Any:
    return selectors.goods_view(actor=network.actor(who), goods_id=goods_id, today=TODAY, now=NOW)


def test_a_fridge_goes_from_buiten_to_haven(network: Network, words: dict[str, Term]) -> None:
    fridge = offer(network, words)
    wanted = offer(
        network,
        words,
        "wijk",
        side="request",
        title="Koelkast gezocht",
        area_id=network.areas["haven"].pk,
        transport="collects",
    )
    taker = network.actor("wijk worker")
    (fits,) = selectors.suggestions(
        actor=taker, goods=seen(network, wanted, "wijk worker"), today=TODAY, now=NOW
    )
    assert fits.goods.id == fridge and fits.may_reserve
    assert set(fits.fit.reasons) == {"andere kant van de gemeente", "vervoer is geregeld", "genoeg"}

    match_id = handing_over.reserve(
        actor=taker, offer_id=fridge, request_id=wanted, amount=1, at=NOW, note="Donderdag."
    )
    assert seen(network, fridge).state == seen(network, wanted).state == GoodsState.RESERVED
    (match,) = selectors.matches_of(actor=taker, goods_id=fridge)
    # The taker sees whom to call at the giver; Carla shows herself to the municipality only.
    assert (match.giver.name, match.taker.name) == ("Anna Kern", "Carla Wijk")
    (match,) = selectors.matches_of(actor=network.actor("kern worker"), goods_id=fridge)
    assert (match.taker.name, match.taker.email) == ("", "info@wijk.example")

    handing_over.hand_over(actor=network.actor("kern worker"), match_id=match_id, version=1, at=NOW)
    assert seen(network, fridge).state == seen(network, wanted).state == GoodsState.HANDED_OVER
    with pytest.raises(handing_over.MatchHasEnded):
        handing_over.break_off(actor=taker, match_id=match_id, version=2, at=NOW)


def test_who_is_second_hears_it(network: Network, words: dict[str, Term]) -> None:
    fridge = offer(network, words)
    actor, wijk = network.actor("wijk worker"), network.organisations["wijk"].pk
    handing_over.reserve(actor=actor, offer_id=fridge, taker_id=wijk, amount=1, at=NOW)
    with pytest.raises(handing_over.SomebodyWasFirst, match="net voor"):
        handing_over.reserve(actor=actor, offer_id=fridge, taker_id=wijk, amount=1, at=NOW)
    assert Match.objects.count() == 1


def test_hours_go_in_parts(network: Network, words: dict[str, Term]) -> None:
    hours = offer(network, words, amount=20, kind_id=words["hours_forms"].pk, title="Aanvraaghulp")
    actor, wijk = network.actor("wijk worker"), network.organisations["wijk"].pk
    first = handing_over.reserve(actor=actor, offer_id=hours, taker_id=wijk, amount=15, at=NOW)
    assert (seen(network, hours).left, seen(network, hours).state) == (5, GoodsState.OPEN)
    with pytest.raises(handing_over.SomebodyWasFirst, match="nog 5 over"):
        handing_over.reserve(actor=actor, offer_id=hours, taker_id=wijk, amount=6, at=NOW)
    with pytest.raises(goods.LessThanReserved):
        goods.edit_goods(
            actor=network.actor("kern worker"),
            goods_id=hours,
            version=seen(network, hours).version,
            amount=10,
        )
    handing_over.break_off(actor=actor, match_id=first, version=1, at=NOW)
    assert seen(network, hours).left == 20


def test_a_request_is_answered_without_an_offer(network: Network, words: dict[str, Term]) -> None:
    wanted = offer(network, words, "wijk", side="request")
    kern = network.organisations["kern"].pk
    actor = network.actor("kern worker")
    handing_over.answer_request(
        actor=actor, request_id=wanted, organisation_id=kern, amount=1, at=NOW, note=""
    )
    assert seen(network, wanted).state == GoodsState.RESERVED
    with pytest.raises(handing_over.SomebodyWasFirst):
        handing_over.answer_request(
            actor=actor, request_id=wanted, organisation_id=kern, amount=1, at=NOW, note=""
        )


def test_nobody_acts_for_another(network: Network, words: dict[str, Term]) -> None:
    fridge = offer(network, words)
    other, kern = network.actor("wijk worker"), network.organisations["kern"].pk
    with pytest.raises(NotAllowed):
        goods.add_goods(
            actor=other,
            organisation_id=kern,
            at=NOW,
            side="offer",
            kind_id=words["fridge"].pk,
            title="Kachel",
            amount=1,
        )
    with pytest.raises(NotAllowed):
        goods.edit_goods(actor=other, goods_id=fridge, version=1, title="Kapot")
    with pytest.raises(NotAllowed):
        goods.withdraw_goods(actor=other, goods_id=fridge, version=1)
    with pytest.raises(NotAllowed):
        handing_over.reserve(actor=other, offer_id=fridge, taker_id=kern, amount=1, at=NOW)
    with pytest.raises(NotAllowed):
        goods.renew_goods(actor=network.actor("reader"), goods_id=fridge, version=1, at=NOW)
    with pytest.raises(Stale):
        goods.edit_goods(
            actor=network.actor("kern worker"), goods_id=fridge, version=9, title="Kachel"
        )


def test_what_points_at_somebody_is_neither_kept_nor_told(
    network: Network, words: dict[str, Term]
) -> None:
    with pytest.raises(Invalid) as refused:
        offer(network, words, note="Voor mevrouw, 06-12345678")
    (fault,) = refused.value.faults
    assert fault.field == "note" and "12345678" not in fault.message
    assert not Goods.objects.exists()
    assert not Entry.objects.filter(action="network.add_goods").exists()


def test_what_nobody_wants_stands_out(network: Network, words: dict[str, Term]) -> None:
    fridge = offer(network, words)
    later = NOW + timedelta(days=29)
    mine = network.actor("kern worker")
    found = selectors.unused(actor=mine, today=TODAY, now=later)
    assert [one.id for one in found] == [fridge]
    assert not selectors.unused(actor=network.actor("wijk worker"), today=TODAY, now=later)
    goods.renew_goods(actor=mine, goods_id=fridge, version=found[0].version, at=later)
    assert not selectors.unused(actor=mine, today=TODAY, now=later)


def test_the_owner_is_asked_once_each_term(network: Network, words: dict[str, Term]) -> None:
    offer(network, words)
    for days, mails in ((27, 0), (29, 1), (30, 1), (57, 2)):
        goods_asking.ask_owners(municipality=network.municipality, at=NOW + timedelta(days=days))
        assert Mail.objects.count() == mails
    assert Mail.objects.first().to == "anna@kern.example"


def test_a_day_that_is_over_is_not_offered(network: Network, words: dict[str, Term]) -> None:
    offer(network, words, until_date=TODAY - timedelta(days=1))
    actor = network.actor("wijk worker")
    assert not selectors.goods_list(actor=actor, wanted=Wanted(), today=TODAY, now=NOW)
    own = network.actor("kern worker")
    assert selectors.goods_list(actor=own, wanted=Wanted(whose="eigen"), today=TODAY, now=NOW)


def test_the_pages(network: Network, words: dict[str, Term]) -> None:
    browser = network.client("wijk worker")
    fridge = offer(network, words)
    with CaptureQueriesContext(
        connection,
    ) as one:
        assert "Koelkast" in browser.get("/netwerk/spullen").content.decode()
    for number in range(5):
        offer(network, words, title=f"Koelkast {number}")
    with CaptureQueriesContext(connection) as many:
        browser.get("/netwerk/spullen")
    assert len(many) == len(one) <= 22
    assert "Reserveer" in browser.get(f"/netwerk/spullen/{fridge}").content.decode()
    answer = browser.post(f"/netwerk/spullen/{fridge}", {"amount": "1"})
    assert answer.status_code == 303
    again = browser.post(f"/netwerk/spullen/{fridge}", {"amount": "1"})
    assert again.status_code == 422 and "net voor" in again.content.decode()
    assert browser.get(f"/netwerk/spullen/{fridge}/wijzig").status_code == 403
    form = {
        "side": "request",
        "organisation_id": str(network.organisations["wijk"].pk),
        "kind_id": str(words["fridge"].pk),
        "title": "Koelkast",
        "amount": "1",
        "transport": "none",
    }
    assert browser.post("/netwerk/spullen/nieuw", form).status_code == 303
    assert (
        browser.post("/netwerk/spullen/nieuw", form | {"note": "bsn 111222333"}).status_code == 422
    )
