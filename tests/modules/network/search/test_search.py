"""What the search finds, for whom, and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import as_municipality
from bundel.areas.models import Area
from bundel.network import jobs
from bundel.network.models import (
    ContactExpertise,
    Room,
    SearchEntry,
    SearchPosting,
    SearchWord,
    Service,
    Synonym,
)
from bundel.network.search import Answer, Question, ranking, rebuild, reindex, search
from bundel.network.services import offers, organisations
from tests.modules.network.conftest import Network, build

Find = Callable[..., Answer]


@pytest.fixture
def find(network: Network, now: datetime) -> Find:
    """Search as somebody of the network, over what stands there."""
    rebuild(network.municipality.id)

    def found(text: str = "", who: str = "coordinator", **chosen: tuple[str, ...]) -> Answer:
        literal = frozenset(chosen.pop("literal", ()))
        question = Question(text, chosen, literal)
        return search(actor=network.actor(who), question=question, now=now)

    return found


def names(answer: Answer) -> list[str]:
    return ["".join(piece.text for piece in card.name) for card in answer.cards]


def chips(answer: Answer) -> list[str]:
    return [chip.meaning.key for chip in answer.chips]


def test_area_and_language_in_the_box_become_filters(find: Find) -> None:
    answer = find("kieren haven tigrinya")

    assert names(answer) == ["Kierenhulp"]
    assert chips(answer) == ["area:WK003401", "language:ti"]


def test_a_result_says_why_it_is_there(find: Find) -> None:
    (card,) = find("kierenhulp haven tigrinya").cards

    assert card.reasons[:2] == ("spreekt Tigrinya", "helpt in Haven")
    assert card.room_label == "heeft plek, vandaag gezegd"
    assert [piece.text for piece in card.name if piece.is_marked] == ["Kierenhulp"]


@pytest.mark.parametrize(
    "typed", ["kierenhulp", "KIERENHULP", "kierenhlup", "kieren", "kier dichten", "kierdichting"]
)
def test_forms_and_spellings_of_a_word_find_the_same(find: Find, typed: str) -> None:
    assert names(find(typed))[:1] == ["Kierenhulp"]


def test_a_word_of_the_street_is_found(network: Network, find: Find) -> None:
    Synonym.objects.create(municipality=network.municipality, word="waait", means="draughts")

    assert names(find("het waait binnen"))[:1] == ["Kierenhulp"]


def test_a_filter_that_is_taken_away_is_a_plain_word(find: Find) -> None:
    answer = find("formulieren tigrinya", literal=("language:ti",))

    assert chips(answer) == []
    assert "Formulierenhulp" in names(answer)


def test_nothing_found_says_what_to_loosen(find: Find) -> None:
    answer = find("formulieren", language=("ti",))

    assert "Formulierenhulp" not in names(answer)
    assert [(one.kind, one.count) for one in answer.looser] == [("language", 1)]


def test_without_restriction_a_service_is_for_all(find: Find) -> None:
    assert "Formulierenhulp" in names(find("formulieren", tenure=("owner",), area=("WK003402",)))


def test_tenants_in_the_box_are_a_tenure(find: Find) -> None:
    assert names(find("kieren", tenure=("owner",))) == []


@pytest.mark.parametrize(
    ("who", "is_found"),
    [
        ("coordinator", True),
        ("kern worker", True),
        ("wijk worker", False),
        ("wijk coordinator", False),
    ],
)
def test_what_needs_an_agreement_is_found_by_who_may(find: Find, who: str, is_found: bool) -> None:
    answer = find("huisbezoek", who)

    assert ("Huisbezoek na afspraak" in names(answer)) is is_found
    assert answer.total == int(is_found)


def test_counts_of_looser_filters_hold_the_rights_too(find: Find) -> None:
    ours = find("huisbezoek", "kern worker", language=("ti",))
    theirs = find("huisbezoek", "wijk worker", language=("ti",))

    assert [one.count for one in ours.looser] == [1]
    assert theirs.looser == ()


def test_expertise_counts_only_of_who_shows_it(network: Network, find: Find) -> None:
    for who, known in (("anna", "insulation"), ("bram", "debts")):
        ContactExpertise.objects.create(
            municipality=network.municipality,
            contact=network.contacts[who],
            term=network.terms[known],
        )
    reindex([network.services["draughts"].id])

    words = set(SearchPosting.objects.values_list("word", flat=True))

    assert "insulat" in " ".join(words)
    assert "debt" not in " ".join(words)


def test_indexing_twice_changes_nothing(network: Network, find: Find) -> None:
    before = sorted(SearchPosting.objects.values_list("service", "word", "weight"))

    reindex(Service.objects.values_list("id", flat=True))

    assert sorted(SearchPosting.objects.values_list("service", "word", "weight")) == before


def test_at_night_it_is_made_anew(network: Network, find: Find, now: datetime) -> None:
    here = {"municipality": network.municipality}
    SearchWord.objects.create(word="kierenkulp", length=10, **here)
    SearchPosting.objects.filter(service=network.services["draughts"]).delete()

    jobs.rebuild_search(int(now.timestamp()))

    assert names(find("kierenhulp"))[:1] == ["Kierenhulp"]
    assert not SearchWord.objects.filter(word="kierenkulp").exists()


def test_of_usual_words_the_best_are_read_and_the_rest_looked_up(
    network: Network, find: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "kierenhulp tocht formulieren"
    answer, read = find(text), ranking._Slots.read
    # Of each word one service is read, as if that were all there is room for.
    monkeypatch.setattr(
        ranking._Slots, "read", lambda slots, counted: read(slots, dict.fromkeys(counted, 1))
    )
    one_each = find(text)
    monkeypatch.setattr(ranking, "USUAL", 1)

    assert names(answer)[:2] == ["Kierenhulp", "Formulierenhulp"]
    assert names(one_each)[:2] == names(find(text))[:2] == names(answer)[:2]


def test_of_who_speak_a_rare_language_everything_is_read(
    network: Network, find: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As where so many have a word that there is no room for those who speak the language.
    monkeypatch.setattr(ranking, "MOST_READ", 0)

    assert names(find("kieren tigrinya")) == ["Kierenhulp"]
    assert names(find("", language=("ti",))) == names(find("tigrinya")) != []
    monkeypatch.setattr(ranking, "FEW_SPEAK", 0)
    assert names(find("kieren tigrinya")) == []
    assert names(find("tigrinya")) != []


def test_a_part_of_the_town_is_known_without_the_name_of_the_town(
    network: Network, find: Find
) -> None:
    Municipality.objects.filter(pk=network.municipality.pk).update(name="Almere (voorbeeld)")
    given = {"municipality": network.municipality, "year": 2026, "grade": "A", "source": "test"}
    for code, name in (
        ("WK1", "Centrum Almere Poort"),
        ("WK2", "De Werven"),
        ("SD", "Almere Hout"),
    ):
        Area.objects.create(code=code, name=name, kind="district", **given)

    assert chips(find("kieren centrum poort")) == ["area:WK1"]
    assert chips(find("kieren werven")) == ["area:WK2"]
    assert chips(find("kieren hout")) == ["area:SD"]


def test_what_is_put_away_is_not_found(network: Network, find: Find, now: datetime) -> None:
    Service.objects.filter(id=network.services["draughts"].id).update(archived_at=now)
    reindex([network.services["draughts"].id])

    assert names(find("kierenhulp")) == []
    assert not SearchEntry.objects.filter(service=network.services["draughts"]).exists()


def test_another_municipality_sees_no_word_of_it(
    network: Network, find: Find, waterrijk: Municipality
) -> None:
    with as_municipality(waterrijk.id):
        seen = [model.objects.count() for model in (SearchEntry, SearchPosting, SearchWord)]

    assert seen == [0, 0, 0]
    assert SearchPosting.objects.exists()


def test_open_now_is_read_from_the_times(network: Network, find: Find, now: datetime) -> None:
    network.services["forms"].schedules.create(
        municipality=network.municipality, weekday=1, opens_at="09:00", closes_at="12:00"
    )

    assert names(find("formulieren maandag ochtend")) == ["Formulierenhulp"]
    assert names(find("formulieren dinsdag")) == []
    assert now - timedelta(days=now.weekday()) == now


def test_a_page_of_results_asks_a_fixed_number_of_queries(find: Find) -> None:
    def queries(text: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            find(text)
        return len(seen)

    one, more = queries("kierenhulp haven"), queries("kierenhulp formulierenhulp")

    assert one <= 22
    assert more <= one + 1


def test_partner_reads_the_search(acting: Callable[[str], Actor], find: Find) -> None:
    assert names(find("formulieren", "kern worker"))[:1] == ["Formulierenhulp"]


def test_words_of_a_second_network_stay_there(
    find: Find, waterrijk: Municipality, now: datetime
) -> None:
    with as_municipality(waterrijk.id):
        other = build(waterrijk)
        rebuild(waterrijk.id)
        answer = search(actor=other.actor("coordinator"), question=Question("kierenhulp"), now=now)

    assert len(answer.cards) == 1
    assert len(find("kierenhulp").cards) == 1


def test_acts_of_the_directory_are_found_at_once(
    network: Network, find: Find, now: datetime
) -> None:
    draughts, kern = network.services["draughts"], network.organisations["kern"]
    who = network.actor("kern coordinator")

    offers.set_room(actor=who, service_id=draughts.id, version=1, at=now, room=Room.NO)
    organisations.save_organisation(
        actor=who,
        organisation_id=kern.id,
        version=kern.version,
        at=now,
        phones=(),
        name="Zilverstroom",
    )

    assert SearchEntry.objects.get(service=draughts).room == Room.NO
    assert "Kierenhulp" in names(find("zilverstroom"))


def test_what_is_put_away_by_an_act_is_gone(network: Network, find: Find, now: datetime) -> None:
    draughts, who = network.services["draughts"], network.actor("coordinator")

    offers.archive_service(actor=who, service_id=draughts.id, version=1, at=now)

    assert names(find("kierenhulp haven")) == []
