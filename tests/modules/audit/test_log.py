"""The log as a page and as a file: who may see it, what it tells, and what it costs."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import as_municipality
from bundel.audit import checks, seals, selectors, services
from bundel.audit.auditor import Finding, Tampering
from bundel.audit.models import Check, Entry
from bundel.errors import NotAllowed
from tests.modules.audit.conftest import write

Browser = Callable[..., Client]
READERS = ("functional_manager", "privacy_officer")


@pytest.mark.parametrize("role", READERS)
def test_who_guards_the_log_reads_it(almere: Municipality, client_of: Browser, role: str) -> None:
    write(almere, label="Energiehulp aan huis")

    page = client_of(role).get("/logboek").content.decode()

    assert "Energiehulp aan huis" in page
    assert "Initiatief gewijzigd" in page


@pytest.mark.parametrize("role", ["coordinator", "commissioner", "reader", "platform_operator"])
@pytest.mark.parametrize("path", ["/logboek", "/logboek.csv"])
def test_nobody_else_does(client_of: Browser, role: str, path: str) -> None:
    assert client_of(role).get(path).status_code == 403


@pytest.mark.parametrize("path", ["/logboek", "/logboek.csv"])
def test_a_stranger_is_led_to_sign_in(visitor: Client, path: str) -> None:
    assert visitor.get(path).status_code == 302


def test_another_municipality_is_nowhere_in_it(
    almere: Municipality, waterrijk: Municipality, client_of: Browser
) -> None:
    write(waterrijk, label="kanarie")
    client = client_of("privacy_officer")

    for path in ("/logboek", "/logboek?tekst=anarie", "/logboek.csv"):
        assert "kanarie" not in client.get(path).content.decode()


def ask(in_almere: Municipality, actor: Callable[..., Actor], **wanted: Any) -> list[str]:
    found = selectors.log_page(
        actor=actor("privacy_officer"), wanted=selectors.LogFilter(**wanted), number=1
    )
    return [line.label for line in found.object_list]


def test_the_filter_says_who_what_and_to_what(
    in_almere: Municipality, actor: Callable[..., Actor]
) -> None:
    write(in_almere, action="plan.adopt", kind="adopted_plan", label="het plan")
    write(in_almere, action="programme.edit_capacity", kind="pool", label="het team")
    somebody = str(actor("coordinator").user_id)

    assert ask(in_almere, actor) == ["het team", "het plan"]
    assert ask(in_almere, actor, action="plan.adopt") == ["het plan"]
    assert ask(in_almere, actor, kind="pool") == ["het team"]
    assert ask(in_almere, actor, text="PLAN") == ["het plan"]
    assert ask(in_almere, actor, who=somebody) == ["het team", "het plan"]
    assert ask(in_almere, actor, who=str(uuid.uuid4())) == []


def test_the_filter_takes_whole_days_here(
    in_almere: Municipality, actor: Callable[..., Actor]
) -> None:
    write(in_almere, label="vandaag")
    today = timezone.localdate()
    one_day = timedelta(days=1)

    assert ask(in_almere, actor, from_date=today, last_date=today) == ["vandaag"]
    assert ask(in_almere, actor, last_date=today - one_day) == []
    assert ask(in_almere, actor, from_date=today + one_day) == []


@pytest.mark.parametrize(
    "query", ["?page=9999999999", "?page=x&wie=1&van=1&tot=9999-12-31", "?tekst=%00&wat=%27"]
)
def test_nonsense_in_the_address_counts_as_not_asked(client_of: Browser, query: str) -> None:
    assert client_of("privacy_officer").get(f"/logboek{query}").status_code == 200


def test_a_page_holds_fifty(almere: Municipality, client_of: Browser) -> None:
    write(almere, 60)
    client = client_of("privacy_officer")

    first = client.get("/logboek?wat=programme.edit_initiative").content.decode()
    second = client.get("/logboek?wat=programme.edit_initiative&page=2").content.decode()

    assert (first.count("<time"), second.count("<time")) == (50, 10)
    assert "Bladzijde 1 van 2" in first


def test_more_lines_take_no_more_queries(
    almere: Municipality, client_of: Browser, django_assert_max_num_queries: Any
) -> None:
    write(almere, 40)
    client = client_of("privacy_officer")
    client.get("/logboek")

    # The page itself asks six; session, person, municipality and transaction are the frame's.
    with django_assert_max_num_queries(18) as few:
        client.get("/logboek")
    write(almere, 40)
    with django_assert_max_num_queries(18) as many:
        client.get("/logboek")

    assert len(few) == len(many)


def test_only_the_lines_come_when_only_they_are_asked(client_of: Browser) -> None:
    client = client_of("privacy_officer")
    asked = {"HX-Request": "true", "HX-Target": "regels"}

    answer = client.get("/logboek", headers=asked).content.decode()

    assert answer.strip().startswith('<div id="regels"')


def test_nothing_chosen_is_said_with_a_way_out(client_of: Browser) -> None:
    page = client_of("privacy_officer").get("/logboek?tekst=bestaatniet").content.decode()

    assert "Geen regel past bij deze keuze" in page
    assert "Toon alles" in page


def rows_of(response: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def test_a_file_runs_no_formulas(almere: Municipality, client_of: Browser) -> None:
    for label in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1"):
        write(almere, label=label)

    rows = rows_of(client_of("privacy_officer").get("/logboek.csv?soort=initiative"))

    assert [row[7] for row in rows[1:]] == ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\t=1"]
    assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r")]


def test_who_takes_the_file_is_in_the_log(almere: Municipality, client_of: Browser) -> None:
    client = client_of("privacy_officer")

    response = client.get("/logboek.csv")

    assert response.streaming is False
    with as_municipality(almere.id):
        assert Entry.objects.latest("id").action == "audit.export"


def test_too_much_for_a_file_is_refused(
    almere: Municipality, client_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selectors, "LONGEST_FILE", 2)
    write(almere, 3)

    response = client_of("privacy_officer").get("/logboek.csv")

    assert response.status_code == 422
    assert "kortere periode" in response.content.decode()


def test_the_services_refuse_too(in_almere: Municipality, actor: Callable[..., Actor]) -> None:
    reader = actor("reader")
    wanted = selectors.LogFilter()

    for door in (
        lambda: selectors.log_page(actor=reader, wanted=wanted, number=1),
        lambda: selectors.log_lines(actor=reader, wanted=wanted),
        lambda: checks.standing(actor=reader, now=timezone.now()),
        lambda: checks.ask_check(actor=reader, at=timezone.now()),
    ):
        with pytest.raises(NotAllowed):
            door()


def check(municipality: Municipality, folder: Path) -> None:
    with as_municipality(municipality.id):
        asked = Check.objects.get(finished_at=None)
    checks.carry_out(
        municipality_id=municipality.id, check_id=asked.id, anchors=folder, at=timezone.now()
    )


def test_a_check_is_asked_carried_out_and_shown(
    almere: Municipality, client_of: Browser, tmp_path: Path, settings: Any
) -> None:
    write(almere, 2)
    client = client_of("privacy_officer")
    before = client.get("/logboek").content.decode()

    answer = client.post("/logboek/controle")
    during = client.get("/logboek").content.decode()
    check(almere, tmp_path)
    after = client.get("/logboek", headers={"HX-Request": "true", "HX-Target": "oordeel"})

    assert (answer.status_code, answer["Location"]) == (303, "/logboek")
    assert "nog niet gecontroleerd" in before
    assert "Bundel leest het hele logboek" in during
    assert 'hx-trigger="every 2s"' in during
    shown = after.content.decode()
    assert shown.strip().startswith('<div id="oordeel"')
    assert "Het logboek klopt." in shown
    assert "every 2s" not in shown


def test_two_who_ask_at_once_get_one_check(
    in_almere: Municipality, actor: Callable[..., Actor]
) -> None:
    for _ in range(2):
        checks.ask_check(actor=actor("privacy_officer"), at=timezone.now())

    assert Check.objects.count() == 1


def test_a_check_is_carried_out_once(
    in_almere: Municipality, actor: Callable[..., Actor], tmp_path: Path
) -> None:
    now = timezone.now()
    asked = checks.begin_check(municipality_id=in_almere.id, at=now)
    given: dict[str, Any] = {
        "municipality_id": in_almere.id,
        "check_id": asked,
        "anchors": tmp_path,
        "at": now,
    }

    assert checks.carry_out(**given) is not None
    assert checks.carry_out(**given) is None


def test_what_was_touched_is_told_in_words(almere: Municipality, client_of: Browser) -> None:
    at = timezone.now()
    kinds = [
        checks._kept(Finding(kind, 7, 9 if kind is Tampering.CUT else 7, 3, at))
        for kind in Tampering
    ]
    with as_municipality(almere.id):
        Check.objects.create(
            municipality=almere, asked_at=at, finished_at=at, found=7, findings=kinds
        )

    page = client_of("privacy_officer").get("/logboek").content.decode()

    assert "Er zijn 7 plekken waar iemand aan zat." in page
    assert page.count("Regel 7 (") == 6
    assert "Regel 7 tot en met 9 (" in page
    assert 'role="alert"' in page


def test_the_history_of_one_thing_stays_one_query(
    in_almere: Municipality, actor: Callable[..., Actor], django_assert_num_queries: Any
) -> None:
    thing = uuid.uuid4()
    for _ in range(3):
        services.record(
            actor=actor("coordinator"), action="a", kind="goal", object_id=thing, label="doel"
        )

    with django_assert_num_queries(1):
        assert len(selectors.changes_of(kind="goal", object_id=thing)) == 3


def test_an_empty_log_is_sound(in_almere: Municipality, tmp_path: Path) -> None:
    verdict = seals.verify(municipality_id=in_almere.id, anchors=tmp_path)

    assert verdict.is_sound
    assert verdict.head == ""
