"""A playbook of hundreds of parts is taken over in a few trips to the database, or not at all."""

from __future__ import annotations

from typing import Any

import pytest

from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import as_municipality
from bundel.audit.models import Entry
from bundel.core import playbook
from bundel.core.playbook import Package, Part
from bundel.errors import Invalid
from bundel.network.models import Synonym, Term
from bundel.playbook import comparing
from bundel.playbook.models import Playbook
from bundel.playbook.services import taking
from tests.modules.steering.conftest import NOW

WORDS = 300


def _words(*more: Part) -> bytes:
    """Return a playbook with a list of terms, and many words of the street."""
    told = {"name_en": "", "description": "", "is_active": True, "taxonomy": "need"}
    terms = [
        Part("terms", f"need/t{x}", {**told, "code": f"t{x}", "name": f"Term {x}"})
        for x in range(20)
    ]
    pairs = [
        Part("synonyms", f"w{x}/schuld", {"word": f"w{x}", "means": "schuld"}) for x in range(WORDS)
    ]
    parts = (*terms, *pairs, *more)
    package = Package("Veel woorden", 1, "", "Elders", NOW.isoformat(), "CC0 1.0", parts)
    return playbook.write(playbook.document(package), "")


def _take(actor: Actor, content: bytes) -> taking.Taken:
    came = taking.read_in(actor=actor, content=content, at=NOW)
    plan = comparing.compare(actor, Playbook.objects.get(pk=came))
    choices = taking.usual(plan)
    return taking.take(actor=actor, playbook_id=came, mark=plan.mark, choices=choices, at=NOW)


def test_hundreds_of_words_come_together(
    elsewhere: Actor, waterrijk: Municipality, django_assert_max_num_queries: Any
) -> None:
    with as_municipality(waterrijk.pk), django_assert_max_num_queries(120):
        taken = _take(elsewhere, _words())

    with as_municipality(waterrijk.pk):
        assert (taken.new, Synonym.objects.count(), Term.objects.count()) == (320, WORDS, 20)
        places = Term.objects.order_by("position").values_list("code", "position")
        assert list(places[:2]) == [("t0", 1), ("t1", 2)]
        # The trail tells of each of them, with what it says.
        lines = Entry.objects.filter(kind="synonym", actor_id=elsewhere.user_id)
        assert lines.count() == WORDS
        assert lines.order_by("id")[0].after == {"word": "w0", "means": "schuld"}


def test_one_wrong_word_of_hundreds_is_named_and_nothing_comes(
    elsewhere: Actor, waterrijk: Municipality
) -> None:
    twice = Part("synonyms", "nog-eens", {"word": "W1", "means": " schuld "})

    with as_municipality(waterrijk.pk), pytest.raises(Invalid) as refused:
        _take(elsewhere, _words(twice))

    assert refused.value.faults[0].message.startswith("Woorden van de straat, W1: ")
    with as_municipality(waterrijk.pk):
        assert not Synonym.objects.exists()
        assert not Term.objects.exists()
        assert not Entry.objects.filter(kind="synonym").exists()
