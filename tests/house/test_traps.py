"""The six traps of row policies: each is tried, each must hold."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from bundel.accounts import tenancy
from bundel.accounts.middleware import OneTransactionPerRequest
from bundel.accounts.models import ApiToken, Municipality, User
from tests.conftest import SUPERUSER, make_municipality, make_user

NOW, LATER = "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"


@pytest.mark.django_db(transaction=True)
def test_1_after_a_transaction_the_setting_is_empty_and_shows_nothing(
    tenant_setting: Callable[[], str | None],
) -> None:
    almere = make_municipality("almere")
    make_user(almere, "reader")

    with tenancy.as_municipality(almere.id):
        assert User.objects.count() == 1

    assert tenant_setting() == ""
    assert User.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_1_the_setting_cannot_leak_outside_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        tenancy.work_for(None)


@pytest.mark.django_db
def test_1_an_error_inside_gives_the_municipality_before_back(
    almere: Municipality, waterrijk: Municipality
) -> None:
    with tenancy.as_municipality(almere.id):
        with pytest.raises(ZeroDivisionError), tenancy.as_municipality(waterrijk.id):
            1 / 0  # noqa: B018  # the error is the point

        assert tenancy.current_municipality_id() == almere.id


@pytest.mark.django_db(transaction=True)
def test_2_a_view_shows_no_more_than_its_table(as_owner: psycopg.Connection[Any]) -> None:
    almere, waterrijk = make_municipality("almere"), make_municipality("waterrijk")
    make_user(almere, "reader")
    make_user(waterrijk, "reader")
    as_owner.execute(
        "create view seen with (security_invoker=true) as select * from accounts_user;"
        "grant select on seen to bundel_app"
    )

    with tenancy.as_municipality(almere.id), connection.cursor() as cursor:
        cursor.execute("select count(*) from seen")
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db
def test_3_the_same_address_may_exist_at_two_municipalities(
    almere: Municipality, waterrijk: Municipality
) -> None:
    one = make_user(almere, "reader", email="lezer@zelfde.example")
    other = make_user(waterrijk, "reader", email="lezer@zelfde.example")

    assert one.id != other.id


@pytest.mark.django_db(transaction=True)
def test_3_a_row_cannot_point_at_another_municipality() -> None:
    almere, waterrijk = make_municipality("almere"), make_municipality("waterrijk")
    stranger = make_user(waterrijk, "functional_manager")

    with pytest.raises(IntegrityError), tenancy.as_municipality(almere.id):
        ApiToken.objects.create(
            municipality=almere,
            name="koppeling",
            digest="0" * 64,
            created_by_id=stranger.id,
            created_at=NOW,
            expires_at=LATER,
        )


@pytest.mark.django_db
def test_3_a_row_cannot_be_written_for_another_municipality(
    almere: Municipality, waterrijk: Municipality
) -> None:
    with (
        tenancy.as_municipality(almere.id),
        pytest.raises(DatabaseError, match="row-level"),
        transaction.atomic(),
    ):
        User.objects.create_user(
            municipality_id=waterrijk.id, email="x@y.example", name="X", role="reader"
        )


@pytest.mark.django_db(transaction=True)
def test_4_what_is_read_after_the_answer_left_is_empty(rf: RequestFactory) -> None:
    almere = make_municipality("almere", is_default=True)
    make_user(almere, "reader")

    def lazily() -> Iterator[str]:
        yield str(User.objects.count())

    def view(request: Any) -> HttpResponse:
        return StreamingHttpResponse(lazily())  # type: ignore[return-value]  # a door of Django's

    answer = OneTransactionPerRequest(view)(rf.get("/", headers={"host": "almere.localhost"}))

    assert b"".join(answer.streaming_content) == b"0"  # type: ignore[attr-defined]  # streaming


@pytest.mark.django_db(transaction=True)
def test_5_only_a_superuser_sees_all_and_the_application_is_none(
    as_owner: psycopg.Connection[Any],
) -> None:
    for slug in ("almere", "waterrijk"):
        make_user(make_municipality(slug), "reader")
    database = str(connection.settings_dict["NAME"])

    with psycopg.connect(SUPERUSER, dbname=database) as superuser:
        seen = superuser.execute("select count(*) from accounts_user").fetchone()
    owner = as_owner.execute("select count(*) from accounts_user").fetchone()

    assert (seen, owner, User.objects.count()) == ((2,), (0,), 0)


@pytest.mark.django_db(transaction=True)
def test_6_another_thread_works_for_nobody_until_it_says_for_whom() -> None:
    almere = make_municipality("almere", is_default=True)
    make_user(almere, "reader")
    seen: list[int] = []

    def job() -> None:
        seen.append(User.objects.count())
        with tenancy.as_municipality(almere.id):
            seen.append(User.objects.count())
        connection.close()

    with tenancy.as_municipality(almere.id):
        thread = threading.Thread(target=job)
        thread.start()
        thread.join()

    assert seen == [0, 1]
