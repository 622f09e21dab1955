"""Terms and words of the street: what is added is found at once."""

from __future__ import annotations

import pytest

from bundel.errors import NotAllowed, Stale
from bundel.network.models import Synonym, Term
from bundel.network.search import Question, rebuild, search
from bundel.network.services import words
from tests.modules.network.conftest import NOW, Network

PAGE = "/netwerk/woorden/"


def test_a_word_that_is_added_leads_to_a_service(network: Network) -> None:
    rebuild(network.municipality.id)
    who = network.actor("coordinator")

    words.save_synonym(actor=who, word="Zuigt", means="draughts")
    (first, *_rest) = search(actor=who, question=Question("het zuigt"), now=NOW).cards

    assert "".join(piece.text for piece in first.name) == "Kierenhulp"


def test_a_partner_keeps_no_words(network: Network) -> None:
    with pytest.raises(NotAllowed):
        words.save_synonym(actor=network.actor("kern coordinator"), word="a b", means="c d")


def test_two_people_do_not_lose_each_others_term(network: Network) -> None:
    term, who = network.terms["draughts"], network.actor("coordinator")
    words.save_term(actor=who, term_id=term.pk, version=1, name="Tocht")

    with pytest.raises(Stale):
        words.save_term(actor=who, term_id=term.pk, version=1, name="Kou")


def test_terms_and_words_have_their_pages(network: Network) -> None:
    client = network.client("coordinator")
    client.post(f"{PAGE}term/nieuw/", {"taxonomy": "need", "name": "Ventileren"})
    client.post(f"{PAGE}nieuw/", {"word": "muf", "means": "ventileren"})
    row = Synonym.objects.get(word="muf")

    text = client.get(PAGE).content.decode()
    gone = client.post(f"{PAGE}{row.pk}/verwijder/", {"version": row.version})

    assert "Ventileren" in text
    assert "muf" in text
    assert gone.status_code == 303
    assert not Synonym.objects.exists()
    assert Term.objects.filter(code="ventileren").exists()


def test_a_term_that_is_there_is_not_added_twice(network: Network) -> None:
    answer = network.client("coordinator").post(
        f"{PAGE}term/nieuw/", {"taxonomy": "need", "name": "DRAUGHTS"}
    )

    assert answer.status_code == 422
    assert "staat al in de lijst" in answer.content.decode()
