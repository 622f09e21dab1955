"""Who comes in, who goes, and who is kept out stands in the log; what strangers type does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bundel.accounts.models import Municipality, User
from bundel.accounts.permissions import Actor
from bundel.accounts.signals import account_changed
from bundel.accounts.tenancy import as_municipality
from bundel.audit.models import Entry

PASSWORD = "een zin die goed te onthouden is"


def last(municipality: Municipality) -> Entry:
    with as_municipality(municipality.id):
        return Entry.objects.latest("id")


def acts(municipality: Municipality) -> list[str]:
    with as_municipality(municipality.id):
        return list(Entry.objects.order_by("id").values_list("action", flat=True))


def test_signing_in_and_out_is_in_the_log(
    almere: Municipality, visitor: Client, user: Callable[..., User]
) -> None:
    person = user("reader", password=PASSWORD)

    visitor.post("/inloggen", {"login": person.email, "password": PASSWORD})
    visitor.post("/uitloggen")

    assert acts(almere) == ["session.begin", "session.end"]
    assert (last(almere).actor_id, last(almere).label) == (person.id, person.name)


def test_a_wrong_password_names_the_account_but_not_who_tried(
    almere: Municipality, visitor: Client, user: Callable[..., User]
) -> None:
    person = user("reader", password=PASSWORD)

    visitor.post("/inloggen", {"login": person.email.upper(), "password": "iets anders"})

    entry = last(almere)
    assert (entry.action, entry.result, entry.actor_id) == ("session.refused", "refused", None)
    assert (entry.object_id, entry.label, entry.after) == (person.id, person.name, None)


def test_what_a_stranger_typed_is_only_a_mark(almere: Municipality, visitor: Client) -> None:
    for name in ("Sanne.de.Vries@almere.example", "sanne.de.vries@almere.example", "ander@b.nl"):
        visitor.post("/inloggen", {"login": name, "password": "geheim woord hier"})

    with as_municipality(almere.id):
        entries = list(Entry.objects.order_by("id"))
    kept = "".join(str(vars(entry)) for entry in entries).lower()
    assert not [word for word in ("sanne", "vries", "geheim", "b.nl") if word in kept]
    marks = [entry.after["mark"] for entry in entries if entry.after]
    assert marks[0] == marks[1] != marks[2]


def test_known_and_unknown_take_the_same_number_of_queries(
    almere: Municipality,
    visitor: Client,
    user: Callable[..., User],
    django_assert_max_num_queries: Any,
) -> None:
    person = user("reader", password=PASSWORD)
    counts = []
    for name in (person.email, "niemand@almere.example"):
        with django_assert_max_num_queries(60) as made:
            visitor.post("/inloggen", {"login": name, "password": "fout wachtwoord"})
        counts.append(len(made))

    assert counts[0] == counts[1]


def test_the_other_municipality_sees_nothing_of_it(
    almere: Municipality, waterrijk: Municipality, user: Callable[..., User]
) -> None:
    person = user("reader", password=PASSWORD)

    Client(headers={"host": waterrijk.host}).post(
        "/inloggen", {"login": person.email, "password": PASSWORD}
    )

    assert acts(almere) == []
    assert (last(waterrijk).object_id, last(waterrijk).label) == (None, "")


def test_what_accounts_did_is_written_in_its_transaction(
    almere: Municipality, actor: Callable[..., Actor]
) -> None:
    told = {
        "actor": actor("functional_manager"),
        "action": "accounts.block",
        "kind": "person",
        "object_id": None,
        "label": "Sanne",
    }
    with pytest.raises(ZeroDivisionError), as_municipality(almere.id):
        account_changed.send(sender=User, **told)
        raise ZeroDivisionError
    assert acts(almere) == []

    with as_municipality(almere.id):
        account_changed.send(sender=User, **told)

    assert acts(almere) == ["accounts.block"]
