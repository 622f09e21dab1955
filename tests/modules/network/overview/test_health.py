"""How the network stands: each line asks somebody for an act."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bundel.network.models import (
    Agreement,
    AgreementParty,
    AreaAction,
    AreaActionPartner,
    ConfirmRound,
    Contact,
    Gathering,
    GatheringState,
    Goods,
    Invitee,
    Match,
    Organisation,
    Promise,
    Room,
    Service,
    Taxonomy,
)
from bundel.network.selectors.answering import answering
from bundel.network.selectors.health import groups, load
from bundel.network.selectors.ties import web
from tests.modules.network.conftest import (
    NOW,
    TODAY,
    Network,
    contact,
    organisation,
    service,
    term,
)

PAGE = "/netwerk/zo-staat-het-ervoor"
MOST_QUERIES = 45


def _text(response, status=200):
    assert response.status_code == status, response.content[:600]
    return response.content.decode()


def _signals(network: Network, sort: str, who: str = "coordinator") -> list:
    found = groups(actor=network.actor(who), now=NOW, today=TODAY)
    return [signal for group in found if group.sort == sort for signal in group.signals]


def _gathering(network: Network, days: int, **fields) -> Gathering:
    starts = NOW + timedelta(days=days)
    given = {"title": f"Bijeenkomst {days}", "state": GatheringState.HELD, "changed_at": NOW}
    return Gathering.objects.create(
        municipality=network.municipality,
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        **given | fields,
    )


def _asked(network: Network, gathering: Gathering, partner: str, **fields) -> Invitee:
    return Invitee.objects.create(
        municipality=network.municipality,
        gathering=gathering,
        organisation=network.organisations[partner],
        contact=None,
        invited_at=gathering.starts_at - timedelta(days=20),
        **fields,
    )


def _agreement(network: Network, **fields) -> Agreement:
    given = {"title": "Samen kieren dichten", "from_date": TODAY - timedelta(days=90)}
    given |= {"state": "stands", "created_at": NOW}
    row = Agreement.objects.create(municipality=network.municipality, **given | fields)
    for partner in network.organisations.values():
        AgreementParty.objects.create(
            municipality=network.municipality, agreement=row, organisation=partner, agreed_at=NOW
        )
    return row


def test_who_missed_the_last_two_gatherings_is_to_be_called(network: Network) -> None:
    for days, kern, wijk in ((-90, True, True), (-60, False, True), (-30, False, False)):
        held = _gathering(network, days)
        _asked(network, held, "kern", attended=kern)
        _asked(network, held, "wijk", attended=wijk)

    assert [(s.title, s.count) for s in _signals(network, "missed")] == [("Kern Energiehulp", 2)]
    assert _signals(network, "missed", "wijk coordinator") == []


def test_who_came_with_one_of_two_people_was_there(network: Network) -> None:
    for days in (-60, -30):
        held = _gathering(network, days)
        for person, came in (("anna", True), ("bram", False)):
            row = _asked(network, held, "kern", attended=came)
            row.contact = network.contacts[person]
            row.save()

    assert _signals(network, "missed") == []


def test_an_invitation_without_answer_waits_until_the_gathering(network: Network) -> None:
    ahead = _gathering(network, 10, state=GatheringState.INVITED)
    _asked(network, ahead, "kern")
    _asked(network, ahead, "wijk", reply="accepted", replied_at=NOW)
    _asked(network, _gathering(network, -10), "kern")

    (signal,) = _signals(network, "unanswered")

    assert (signal.object_id, signal.count, signal.who) == (ahead.pk, 1, "Kern Energiehulp")


def test_a_promise_past_its_day_is_told_to_its_own_partner_only(network: Network) -> None:
    held = _gathering(network, -200)
    Promise.objects.create(
        municipality=network.municipality,
        gathering=held,
        organisation=network.organisations["kern"],
        text="Vijf coaches opleiden",
        due_date=TODAY - timedelta(days=1),
        created_at=NOW,
    )

    assert [s.title for s in _signals(network, "promises")] == ["Vijf coaches opleiden"]
    assert len(_signals(network, "promises", "kern worker")) == 1
    assert _signals(network, "promises", "wijk worker") == []


@pytest.mark.parametrize(
    ("until", "review", "sort"),
    [(-1, None, "ends"), (30, None, "ends"), (300, 0, "review"), (None, -5, "review")],
)
def test_an_agreement_that_ends_or_is_to_be_discussed_asks_for_it(
    network: Network, until: int | None, review: int | None, sort: str
) -> None:
    _agreement(
        network,
        until_date=None if until is None else TODAY + timedelta(days=until),
        review_date=None if review is None else TODAY + timedelta(days=review),
    )

    (signal,) = _signals(network, "agreements")

    assert (signal.sort, signal.who) == (sort, "Kern Energiehulp, Wijk en Welzijn")


def test_an_agreement_for_long_asks_nothing(network: Network) -> None:
    _agreement(network, until_date=TODAY + timedelta(days=300))

    assert _signals(network, "agreements") == []


def test_what_hangs_on_one_person_is_told(network: Network) -> None:
    for number in range(3):
        service(network.organisations["kern"], f"D{number}", contact=network.contacts["anna"])

    found = {(signal.sort, signal.title) for signal in _signals(network, "one_person")}

    # Wijk en Welzijn has one person; at Kern much hangs on Anna.
    assert found == {("one_person", "Wijk en Welzijn"), ("many_services", "Anna Kern")}


def test_a_person_that_hides_is_not_named(network: Network) -> None:
    Contact.objects.filter(pk=network.contacts["anna"].pk).update(visibility="own", left_date=TODAY)

    (signal,) = [s for s in _signals(network, "one_person") if s.title == "Kern Energiehulp"]

    assert signal.who == ""
    assert "Bram Verborgen" not in _text(network.client("coordinator").get(PAGE))
    assert "Bram Verborgen" in _text(network.client("kern coordinator").get(PAGE))


def test_a_partner_that_helps_without_anybody_known_is_told(network: Network) -> None:
    Contact.objects.filter(organisation=network.organisations["wijk"]).update(left_date=TODAY)

    assert [s.title for s in _signals(network, "no_contact")] == ["Wijk en Welzijn"]


def test_full_comes_before_a_long_wait(network: Network) -> None:
    Service.objects.filter(name="Kierenhulp").update(room=Room.WAITING_LIST, waiting_weeks=9)
    Service.objects.filter(name="Formulierenhulp").update(room=Room.NO)

    assert [s.sort for s in _signals(network, "waiting")] == ["full", "waiting"]
    counted = load(actor=network.actor("coordinator"), today=TODAY)
    assert (counted.with_room, counted.waiting, counted.full) == (1, 1, 1)


def test_old_data_are_told_by_partner(network: Network) -> None:
    Service.objects.filter(organisation=network.organisations["kern"]).update(confirmed_at=None)

    assert [(s.title, s.count) for s in _signals(network, "stale")] == [("Kern Energiehulp", 2)]


def test_how_long_answers_took_is_the_middle_of_a_year(network: Network) -> None:
    held = _gathering(network, -10)
    for days in (1, 3, 30):
        _asked(network, _gathering(network, -10, title=str(days)), "kern").delete()
        row = _asked(network, held, "kern" if days == 1 else "wijk") if days < 30 else None
        if row:
            row.replied_at = row.invited_at + timedelta(days=days)
            row.save()
    ConfirmRound.objects.create(
        municipality=network.municipality,
        organisation=network.organisations["kern"],
        contact=None,
        asked_at=NOW - timedelta(days=4),
    )

    found = {one.sort: one for one in answering(actor=network.actor("coordinator"), now=NOW)}

    assert (found["invitation"].days, found["invitation"].count) == (2, 2)
    assert (found["confirmation"].days, found["confirmation"].open) == (None, 1)
    assert found["goods"].count == 0


def test_who_works_with_whom_comes_from_three_sources(network: Network) -> None:
    kern, wijk = network.organisations["kern"], network.organisations["wijk"]
    loner = organisation(network.municipality, "Alleen op de wereld")
    here = {"municipality": network.municipality}
    _agreement(network)
    kind = term(network.municipality, Taxonomy.ACTION_KIND, "fix_day")
    action = AreaAction.objects.create(
        **here, organisation=kern, kind=kind, title="Klusdag", from_date=TODAY, until_date=TODAY,
        changed_at=NOW,
    )  # fmt: skip
    AreaActionPartner.objects.create(**here, action=action, organisation=wijk)
    fridge = term(network.municipality, Taxonomy.GOODS_KIND, "fridge")
    offer = Goods.objects.create(
        **here, side="offer", organisation=kern, kind=fridge, title="Koelkast", created_at=NOW
    )
    Match.objects.create(**here, offer=offer, taker=wijk, reserved_at=NOW, reserved_by="W")

    found = web(actor=network.actor("reader"), today=TODAY)

    (tie,) = found.ties
    assert (tie.agreements, tie.actions, tie.goods, tie.strength) == (1, 1, 1, 3)
    assert [partner.id for partner in found.alone] == [loner.pk]


def test_the_page_shows_the_picture_with_its_table(network: Network) -> None:
    _agreement(network)
    organisation(network.municipality, "Alleen <op> de wereld")

    text = _text(network.client("coordinator").get(PAGE))

    assert 'role="img"' in text
    assert "1 partner van 3 werkt met niemand samen" in text
    assert "Alleen &lt;op&gt; de wereld" in text
    assert "Alleen <op>" not in text
    assert "stroke-primary" in text


def test_the_file_tells_what_the_page_tells(network: Network) -> None:
    Service.objects.filter(name="Formulierenhulp").update(room=Room.NO)

    text = network.client("coordinator").get(f"{PAGE}/lijst.csv").content.decode("utf-8-sig")

    assert "Vol of lang wachten;Formulierenhulp;Wijk en Welzijn;vol" in text
    assert network.client("reader").get(f"{PAGE}/lijst.csv").status_code == 403


def test_an_empty_network_is_no_trouble(network: Network) -> None:
    Organisation.objects.update(archived_at=NOW)

    text = _text(network.client("reader").get(PAGE))

    assert "Wie werkt met wie" not in text


def test_the_page_asks_a_bounded_number_of_queries(
    network: Network, django_assert_max_num_queries
) -> None:
    for number in range(20):
        partner = organisation(network.municipality, f"Partner {number:02}")
        service(partner, "Hulp", room=Room.NO, contact=contact(partner, f"Iemand {number}"))
    client = network.client("coordinator")

    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(PAGE)
