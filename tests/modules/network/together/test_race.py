"""Two partners at one moment: one has it, the other hears it in words."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from bundel.accounts.tenancy import as_municipality
from bundel.network.models import Match, Taxonomy
from bundel.network.services import goods, handing_over
from tests.conftest import make_municipality
from tests.modules.network.conftest import NOW, build, term

THREADS = 6


@pytest.mark.django_db(transaction=True)
def test_one_of_many_reserves_the_fridge() -> None:
    almere = make_municipality("almere", is_default=True)
    with as_municipality(almere.id):
        network = build(almere)
        taker, wijk = network.actor("wijk worker"), network.organisations["wijk"].pk
        fridge = goods.add_goods(
            actor=network.actor("kern worker"),
            organisation_id=network.organisations["kern"].pk,
            at=NOW,
            side="offer",
            kind_id=term(almere, Taxonomy.GOODS_KIND, "fridge").pk,
            title="Koelkast",
            amount=1,
        )

    def take(_: int) -> str:
        try:
            with as_municipality(almere.id):
                handing_over.reserve(actor=taker, offer_id=fridge, taker_id=wijk, amount=1, at=NOW)
        except handing_over.SomebodyWasFirst as refusal:
            return str(refusal)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(THREADS) as pool:
        answers = sorted(pool.map(take, range(THREADS)))

    with as_municipality(almere.id):
        assert Match.objects.count() == 1
    assert answers[0] == ""
    assert all("net voor" in one for one in answers[1:])
