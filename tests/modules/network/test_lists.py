"""A municipality begins with words: of the network, of the street, and languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command

from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import as_municipality
from bundel.errors import NotAllowed
from bundel.network.languages import languages
from bundel.network.models import Synonym, Taxonomy, Term
from bundel.network.services import lists

STREET_WORDS = 300


@pytest.mark.django_db
def test_a_municipality_that_is_opened_has_its_words() -> None:
    call_command("newmunicipality", "stad", "Stad", "stad.test", "Bo", "bo@x.nl", stdout=StringIO())

    with as_municipality(Municipality.objects.get(slug="stad").id):
        filled = Counter(Term.objects.values_list("taxonomy", flat=True))
        assert all(filled[taxonomy] for taxonomy in Taxonomy.values)
        assert Synonym.objects.count() >= STREET_WORDS


def test_lists_twice_change_nothing_and_what_people_changed_stays(
    in_almere: Municipality, actor: Callable[..., Actor]
) -> None:
    coordinator = actor("coordinator")
    first = lists.load_lists(actor=coordinator)
    Term.objects.filter(code="draughts").update(name="Kieren", is_active=False)

    again = lists.load_lists(actor=coordinator)

    assert first.terms > len(Taxonomy.values)
    assert not again
    assert Term.objects.get(code="draughts").name == "Kieren"
    assert not Term.objects.get(code="draughts").is_active


def test_who_may_not_manage_the_network_loads_no_lists(
    in_almere: Municipality, actor: Callable[..., Actor]
) -> None:
    with pytest.raises(NotAllowed):
        lists.load_lists(actor=actor("reader"))


def test_every_street_word_stands_for_a_word_of_ours(
    in_almere: Municipality, actor: Callable[..., Actor]
) -> None:
    lists.load_lists(actor=actor("coordinator"))
    ours = {name.casefold() for name in Term.objects.values_list("name", flat=True)}

    strangers = set(Synonym.objects.values_list("means", flat=True)) - ours

    assert not strangers


def test_no_language_stands_twice() -> None:
    known = languages()

    assert len({language.code for language in known}) == len(known)
    assert len({language.name for language in known}) == len(known)
    assert {"nl", "ti", "ar", "pl"} <= {language.code for language in known}
