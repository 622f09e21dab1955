"""The form for telling: what it offers, what it refuses, and what it says afterwards."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bundel.audit.models import Once
from bundel.signals.models import Follow, Signal, SignalSettings
from tests.modules.network.conftest import Network
from tests.modules.signals.conftest import CLEAN

TELL = "/signalen/melden"
PHONE = "Bel de bewoner op 06-12345678, die heeft het koud."


def filled(ground: Network, **wanted: Any) -> dict[str, Any]:
    """Return what a phone sends when all is filled in."""
    return {
        "telling_key": str(uuid.uuid4()),
        "idempotency_key": str(uuid.uuid4()),
        "text": CLEAN,
        "question": "",
        "area_id": str(ground.areas["haven"].pk),
        "theme_id": "",
        "size": "11-25",
        "period": "month",
        "trend": "rising",
        "severity": "high",
        "heard_at_id": "",
        **wanted,
    }


def test_a_signal_is_told_on_the_form_and_its_page_says_what_happens_next(
    ground: Network,
) -> None:
    browser = ground.client("kern worker")

    page = browser.get(TELL).content.decode()
    answer = browser.post(TELL, filled(ground), follow=True)

    # The areas of the own partner come first, then the whole municipality.
    assert page.index(">Haven<") < page.index(">De hele gemeente<")
    assert answer.redirect_chain[0][1] == 303
    text = answer.content.decode()
    assert "Bedankt, signaal 1 is gemeld" in text
    assert "Programmateam heeft uw signaal nu." in text
    assert "U krijgt antwoord uiterlijk" in text


def test_what_is_refused_comes_back_marked_with_better_words_and_leaves_no_trace(
    ground: Network,
) -> None:
    browser = ground.client("kern worker")
    data = filled(ground, text=PHONE, size="26-50")

    refused = browser.post(TELL, data)
    better = browser.post(TELL, {**data, "neem_over": "text"})

    text = refused.content.decode()
    assert refused.status_code == 422
    assert "<mark>06-12345678 " in text
    assert 'value="26-50" checked' in text
    assert "06-12345678" not in better.content.decode()
    assert (Signal.objects.count(), Once.objects.count()) == (0, 0)


def test_like_last_time_fills_in_all_but_the_words(
    ground: Network, told: Callable[..., Signal]
) -> None:
    told(severity="urgent", trait_ids=(ground.terms["elderly"].pk,), text="Vorige keer gemeld.")

    page = ground.client("kern worker").get(f"{TELL}?zoals=vorige").content.decode()

    assert 'value="urgent" checked' in page
    assert f'value="{ground.terms["elderly"].pk}" checked' in page
    assert "Vorige keer" not in page


def test_a_waiting_phone_tells_once_and_hears_what_is_wrong_without_the_words(
    ground: Network,
) -> None:
    browser = ground.client("kern worker")
    data = filled(ground)
    headers = {"Idempotency-Key": data["telling_key"]}

    session = browser.get("/signalen/melden/toestel").json()
    answers = [browser.post("/signalen/melden/toestel", data, headers=headers) for _ in range(2)]
    refused = browser.post("/signalen/melden/toestel", filled(ground, text=PHONE))

    assert session.keys() == {"token", "person", "key"}
    assert [answer.json()["number"] for answer in answers] == [1, 1]
    assert (refused.status_code, json.loads(refused.content)) == (422, {"fields": ["text"]})
    assert Signal.objects.count() == 1


def test_the_page_that_a_phone_keeps_names_nobody_and_holds_no_key_that_opens(
    ground: Network,
) -> None:
    browser = ground.client("kern worker")
    session = browser.get("/signalen/melden/toestel").json()
    other = ground.client("wijk worker").get("/signalen/melden/toestel").json()

    page = browser.get("/signalen/melden/zonder-verbinding").content.decode()

    assert "Kern worker" not in page and "csrfmiddlewaretoken" not in page
    assert session["key"]["x"] in page and session["key"]["d"] not in page
    assert session["key"]["d"] != other["key"]["d"]
    assert (session["person"] in page, other["person"] in page) == (True, False)


def test_similar_signals_of_others_show_where_and_when_but_not_their_words(
    ground: Network, told: Callable[..., Signal]
) -> None:
    words = "Huurders klagen over schimmel in de slaapkamer en lekkende kozijnen."
    hidden = told("wijk worker", text=words)
    told("wijk coordinator", text="Opnieuw schimmel en lekkende kozijnen.", is_shared=True)
    typed = {
        "text": "Bij meer mensen schimmel, de kozijnen zijn lekkend.",
        "area_id": str(ground.areas["haven"].pk),
        "theme_id": "",
    }

    page = ground.client("kern worker").post("/signalen/melden/lijkt-op", typed).content.decode()
    ground.client("kern worker").post(f"/signalen/{hidden.pk}/volg")

    assert "2 anderen meldden dit in Haven" in page
    assert "slaapkamer" not in page and "Opnieuw schimmel" in page
    assert Follow.objects.get().signal == hidden
    gone = ground.client("kern worker").post(f"/signalen/{hidden.pk}/volg-niet")
    assert (gone.status_code, gone["Location"]) == (303, "/signalen/")
    assert Follow.objects.count() == 0


def test_a_new_telling_takes_neither_theme_nor_sharing_from_the_last_unless_asked(
    ground: Network, told: Callable[..., Signal]
) -> None:
    last = told("kern worker", is_shared=True)
    browser = ground.client("kern worker")

    new = browser.get(TELL).context["form"].initial
    again = browser.get(TELL, {"zoals": "vorige"}).context["form"].initial

    assert (new["theme_id"], new.get("is_shared"), new["area_id"]) == ("", None, str(last.area_id))
    assert (again["theme_id"], again["is_shared"]) == (str(last.theme_id), True)


def test_the_form_asks_the_database_a_fixed_number_of_questions(
    ground: Network, told: Callable[..., Signal]
) -> None:
    browser = ground.client("kern worker")

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            browser.get(TELL)
        return len(asked)

    questions()
    first = questions()
    for _ in range(3):
        told()

    assert questions() == first


def test_who_sends_signals_elsewhere_reads_where_a_person_is_told_of(ground: Network) -> None:
    SignalSettings.objects.update(
        early_signal_where="Vroegsignalering Almere", early_signal_url="https://almere.example/v"
    )

    page = ground.client("kern worker").get(TELL).content.decode()

    assert 'href="https://almere.example/v"' in page


def test_the_worker_and_the_manifest_are_for_everybody(ground: Network, visitor: Any) -> None:
    worker = visitor.get("/signalen/dienst.js")
    described = visitor.get("/signalen/app.webmanifest").json()

    assert worker["Content-Type"].startswith("text/javascript")
    assert "worker-src 'self'" in worker["Content-Security-Policy"]
    assert (described["start_url"], described["scope"]) == (TELL, "/signalen/")
