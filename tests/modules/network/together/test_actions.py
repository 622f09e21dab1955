"""Nobody knocks twice on the same door: what is in the way is seen before it is kept."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bundel.accounts.models import Mail
from bundel.errors import Invalid, NotAllowed
from bundel.network.clashing import Plan, clashes, free_start
from bundel.network.fitting import Map
from bundel.network.models import AreaAction, AreaActionPartner, Contact, Organisation, Term
from bundel.network.selectors import actions as selectors
from bundel.network.selectors.choices import AreaNode
from bundel.network.services import actions
from bundel.today.in_network import of_network
from tests.modules.network.conftest import NOW, TODAY, Network

MONDAY = date(2026, 12, 7)
CITY, PART, HAVEN, BUITEN = (uuid.UUID(int=n) for n in range(1, 5))
GROUND = Map(
    [
        AreaNode(CITY, "Almere", "municipality", None),
        AreaNode(PART, "West", "city_part", CITY),
        AreaNode(HAVEN, "Haven", "district", PART),
        AreaNode(BUITEN, "Buiten", "district", CITY),
    ]
)


def plan(
    area: uuid.UUID = HAVEN, start: int = 0, days: int = 4, kind: str = "letters", who: str = "x"
) -> Plan:
    first = MONDAY + timedelta(days=start)
    return Plan(uuid.uuid4(), kind, who, frozenset({area}), first, first + timedelta(days=days))


@pytest.mark.parametrize(
    ("other", "clash"),
    [
        (plan(), True),
        (plan(start=7), True),
        (plan(start=-7), True),
        (plan(start=14), False),
        (plan(start=-14), False),
        (plan(area=PART), True),
        (plan(area=BUITEN), False),
        (plan(who="y"), False),
        (plan(who=""), True),
        (plan(who="y", kind="door_to_door"), False),
    ],
)
def test_what_is_in_the_way(other: Plan, clash: bool) -> None:
    assert bool(clashes(plan(), [other], GROUND)) is clash
    assert bool(clashes(other, [plan()], GROUND)) is clash


def test_two_along_the_doors_clash_whoever_they_are_for() -> None:
    one, other = plan(kind="door_to_door", who="a"), plan(kind="door_to_door", who="b")
    assert "beide langs de deuren" in clashes(one, [other], GROUND)[0].reasons


def test_what_is_everywhere_is_in_every_way() -> None:
    everywhere = replace(plan(), area_ids=frozenset())
    assert clashes(plan(area=BUITEN), [everywhere], GROUND)
    assert clashes(everywhere, [plan(area=BUITEN)], GROUND)


def test_the_free_week_is_really_free() -> None:
    one, others = plan(), [plan(start=7), plan(start=21)]
    start = free_start(one, others, GROUND)
    assert start == MONDAY + timedelta(days=35)


def announce(network: Network, words: dict[str, Term], who: str, **more: object) -> uuid.UUID:
    given = {
        "kind_id": words["door_to_door"].pk,
        "title": "Langs de deuren",
        "areas": [network.areas["haven"].pk],
        "from_date": MONDAY,
        "until_date": MONDAY + timedelta(days=4),
    }
    return actions.announce(
        actor=network.actor(f"{who} worker"),
        organisation_id=network.organisations[who].pk,
        at=NOW,
        **given | more,
    )


def test_a_clash_is_shown_and_nothing_is_kept(network: Network, words: dict[str, Term]) -> None:
    first = announce(network, words, "kern")
    with pytest.raises(actions.ActionsClash) as refused:
        announce(network, words, "wijk")
    assert [one.action_id for one in refused.value.clashes] == [first]
    assert refused.value.free_start == MONDAY + timedelta(days=14)
    assert AreaAction.objects.count() == 1

    announce(network, words, "wijk", clash_note="Wij gaan alleen naar de flats.")
    assert AreaAction.objects.count() == 2
    actions.cancel_action(actor=network.actor("kern worker"), action_id=first, version=1, at=NOW)
    assert len(selectors.planned(actor=network.actor("reader"), since=MONDAY)) == 1


def test_two_do_it_together(network: Network, words: dict[str, Term]) -> None:
    first = announce(network, words, "kern")
    kern, wijk = network.actor("kern worker"), network.actor("wijk worker")
    wijk_id = network.organisations["wijk"].pk
    actions.ask_to_join(actor=wijk, action_id=first, organisation_id=wijk_id, at=NOW)
    line = AreaActionPartner.objects.get()
    with pytest.raises(NotAllowed):
        actions.answer_partner(actor=wijk, action_id=first, partner_id=line.pk, takes_part=True)
    actions.answer_partner(actor=kern, action_id=first, partner_id=line.pk, takes_part=True)
    found = selectors.action_view(actor=wijk, action_id=first)
    assert [one.name for one in found.together] == ["Wijk en Welzijn"] and not found.asking
    with pytest.raises(Invalid):
        actions.ask_to_join(actor=wijk, action_id=first, organisation_id=wijk_id, at=NOW)
    actions.answer_partner(actor=wijk, action_id=first, partner_id=line.pk, takes_part=False)
    assert not AreaActionPartner.objects.exists()


def test_who_announced_hears_that_another_wants_to_join(
    network: Network, words: dict[str, Term]
) -> None:
    first = announce(network, words, "kern")
    wijk, wijk_id = network.actor("wijk worker"), network.organisations["wijk"].pk
    for _time in range(2):
        actions.ask_to_join(actor=wijk, action_id=first, organisation_id=wijk_id, at=NOW)
        line = AreaActionPartner.objects.get()
        if _time == 0:
            actions.answer_partner(
                actor=wijk, action_id=first, partner_id=line.pk, takes_part=False
            )

    mail = Mail.objects.get()
    assert mail.to == "anna@kern.example"
    assert mail.subject.startswith("Wijk en Welzijn wil meedoen met ")
    assert f"http://almere.localhost/netwerk/acties/{first}" in mail.body
    title = AreaAction.objects.get().title
    lines, _promised = of_network(actor=network.actor("kern worker"), now=NOW, today=TODAY)
    (waits,) = [one for one in lines if one.title == f"Wil meedoen met {title}"]
    assert (waits.who, waits.due) == ("Wijk en Welzijn", "sinds 23-11-2026")
    kern = f"/netwerk/partners/{network.organisations['kern'].pk}"
    assert "1 wil meedoen" in network.client("kern worker").get(kern).content.decode()
    assert "1 wil meedoen" not in network.client("wijk worker").get(kern).content.decode()
    assert not of_network(actor=wijk, now=NOW, today=TODAY)[0]


def test_without_an_address_the_asking_stands_on_the_page(
    network: Network, words: dict[str, Term]
) -> None:
    first = announce(network, words, "kern")
    Contact.objects.update(email="")
    Organisation.objects.update(email="")
    actions.ask_to_join(
        actor=network.actor("wijk worker"),
        action_id=first,
        organisation_id=network.organisations["wijk"].pk,
        at=NOW,
    )
    assert not Mail.objects.exists()


def test_nobody_moves_the_action_of_another(network: Network, words: dict[str, Term]) -> None:
    first = announce(network, words, "kern")
    with pytest.raises(NotAllowed):
        actions.cancel_action(
            actor=network.actor("wijk worker"), action_id=first, version=1, at=NOW
        )
    with pytest.raises(NotAllowed):
        actions.edit_action(
            actor=network.actor("wijk worker"),
            action_id=first,
            version=1,
            at=NOW,
            areas=[network.areas["haven"].pk],
            partners=[],
            title="Anders",
        )
    with pytest.raises(Invalid):
        announce(network, words, "kern", note="Mevrouw op 1353 AA 12", clash_note="Toch")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "x"])
def test_a_day_without_weeks_around_it_shows_this_week(network: Network, day: str) -> None:
    answer = network.client("reader").get(f"/netwerk/acties?vanaf={day}")
    assert answer.status_code == 200


def test_the_pages(network: Network, words: dict[str, Term]) -> None:
    browser = network.client("wijk worker")
    announce(network, words, "kern")
    where = f"/netwerk/acties?vanaf={MONDAY}"
    with CaptureQueriesContext(connection) as one:
        assert "Langs de deuren" in browser.get(where).content.decode()
    for number in range(4):
        announce(network, words, "kern", title=f"Actie {number}", clash_note="Toch")
    with CaptureQueriesContext(connection) as many:
        browser.get(where)
    assert len(many) == len(one) <= 24
    form = {
        "organisation_id": str(network.organisations["wijk"].pk),
        "kind_id": str(words["door_to_door"].pk),
        "title": "Ook langs de deuren",
        "areas": [str(network.areas["haven"].pk)],
        "from_date": str(MONDAY),
        "until_date": str(MONDAY),
    }
    answer = browser.post("/netwerk/acties/nieuw", form)
    assert answer.status_code == 409 and "Ga toch door" in answer.content.decode()
    shifted = browser.post("/netwerk/acties/nieuw", form | {"schuif": "2026-12-28"})
    assert 'value="2026-12-28"' in shifted.content.decode()
    kept = browser.post("/netwerk/acties/nieuw", form | {"clash_note": "Andere straten."})
    assert kept.status_code == 303
    assert browser.get(kept["Location"]).status_code == 200
