"""A pack: gathered from what is live, and the same for ever once it is frozen."""

from __future__ import annotations

import io
import uuid
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from pypdf import PdfReader

from bundel.errors import Invalid, NotAllowed
from bundel.programme.models import Fund, Initiative
from bundel.reporting.models import BoardPack
from bundel.reporting.papers import asked as options
from bundel.reporting.papers.pack import pack_pdf
from bundel.reporting.papers.slides import pack_pptx
from bundel.reporting.services import packs
from bundel.steering.models import Action, Body, Decision
from tests.modules.reporting.conftest import Steering


@pytest.fixture
def frozen(steering: Steering, body: Body, asked: Decision, now: datetime) -> BoardPack:
    """A pack with a message, frozen."""
    actor = steering.actor("coordinator")
    pack_id = packs.make_pack(actor=actor, body_id=body.pk, at=now)
    pack = BoardPack.objects.get(pk=pack_id)
    packs.edit_pack(
        actor=actor, pack_id=pack_id, version=1, title=pack.title, message="Kies wat voorgaat."
    )
    packs.freeze_pack(actor=actor, pack_id=pack_id, version=2, at=now)
    return BoardPack.objects.get(pk=pack_id)


def files_of(pack: BoardPack) -> tuple[bytes, bytes]:
    told = {"content": pack.content, "title": pack.title, "message": pack.message}
    return pack_pdf(**told), pack_pptx(**told)


def test_a_frozen_pack_shows_the_same_figures_tomorrow(
    steering: Steering, frozen: BoardPack, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, tomorrow = steering.client("reader"), now + timedelta(days=1)
    page = f"/verslag/stuk/{frozen.pk}/"
    before, shown = files_of(frozen), browser.get(page).content.decode().split("<main")[1]

    Fund.objects.update(name="Ander geld")
    Initiative.objects.update(name="Ander initiatief", state="stopped")
    Decision.objects.update(question="Een andere vraag")
    Body.objects.update(name="Een andere groep")
    Action.objects.create(
        municipality=steering.municipality,
        number=999,
        text="Iets nieuws",
        owner=steering.user("coordinator"),
        due_date=(now - timedelta(days=3)).date(),
        made_by=steering.user("coordinator"),
        made_at=now,
    )

    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    browser = steering.client("reader")
    fresh_id = packs.make_pack(
        actor=steering.actor("coordinator"), body_id=frozen.body_id, at=tomorrow
    )
    fresh = BoardPack.objects.get(pk=fresh_id)
    assert fresh.content["as_of"] > frozen.content["as_of"]
    assert {fund["name"] for fund in fresh.content["money"]["funds"]} == {"Ander geld"}

    again = BoardPack.objects.get(pk=frozen.pk)
    page_again = browser.get(page).content.decode().split("<main")[1]
    assert files_of(again) == before
    assert browser.get(f"{page}stuk.pdf").content == before[0]
    assert without_ids(page_again) == without_ids(shown)
    assert "Wat gaat voor, fixers of coaches?" in page_again
    assert "Een andere" not in page_again


def without_ids(html: str) -> list[str]:
    """Return the words of a page; ids of popovers are made anew each time."""
    return [word for word in html.split() if "graad-" not in word]


def test_the_database_refuses_to_change_what_was_frozen(
    steering: Steering, frozen: BoardPack, now: datetime
) -> None:
    actor = steering.actor("coordinator")

    with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
        BoardPack.objects.filter(pk=frozen.pk).update(message="Mooier")
    with pytest.raises(packs.IsFrozen):
        packs.renew_pack(actor=actor, pack_id=frozen.pk, version=3, at=now)
    browser = steering.client("coordinator")
    for act in ("wijzigen", "vastleggen"):
        assert browser.get(f"/verslag/stuk/{frozen.pk}/{act}/").status_code == 409
    kept = {"title": frozen.title, "message": frozen.message, "content": frozen.content}
    assert packs.fingerprint(kept) == frozen.sha256


def test_the_front_page_is_one_page_and_the_file_is_tagged(frozen: BoardPack) -> None:
    long = {**frozen.content, "risks": [risk(number) for number in range(40)]}

    drawn = pack_pdf(content=long, title=frozen.title, message="Kies wat voorgaat. " * 60)
    lines = "Kies\n" * 400
    longest = pack_pdf(content=long, title=frozen.title, message=lines)

    for one in (drawn, longest):
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(one)).pages]
        assert "Bijlage 1" not in pages[0]
        assert pages[1].lstrip().startswith("Bijlage 1")
    assert pages[1].count("Kies") > 30
    assert PdfReader(io.BytesIO(drawn)).trailer["/Root"]["/MarkInfo"]["/Marked"]


def risk(number: int) -> dict[str, object]:
    words = {"chance": "groot", "impact": "groot", "owner": "Coördinator"}
    texts = {"consequence": "", "early_sign": "Een teken", "answer": "Een antwoord"}
    told = {"number": number, "title": f"Een risico met een lange naam {number}", "weight": 0}
    return {**words, **texts, **told, "happened": False, "sign_seen": False}


def test_a_draft_gets_the_figures_of_now_and_keeps_its_words(
    steering: Steering, body: Body, asked: Decision, now: datetime
) -> None:
    actor = steering.actor("coordinator")
    pack_id = packs.make_pack(actor=actor, body_id=body.pk, at=now)
    packs.edit_pack(actor=actor, pack_id=pack_id, version=1, title="Ons stuk", message="Kies.")
    Decision.objects.filter(pk=asked.pk).update(question="Wat gaat nu voor?")

    packs.renew_pack(actor=actor, pack_id=pack_id, version=2, at=now + timedelta(days=1))

    pack = BoardPack.objects.get(pk=pack_id)
    assert [one["question"] for one in pack.content["decisions"]] == ["Wat gaat nu voor?"]
    assert (pack.title, pack.message) == ("Ons stuk", "Kies.")


def test_who_may_not_freeze_does_not_and_no_text_points_at_a_resident(
    steering: Steering, body: Body, now: datetime
) -> None:
    analyst = steering.actor("analyst")
    pack_id = packs.make_pack(actor=analyst, body_id=body.pk, at=now)

    with pytest.raises(NotAllowed):
        packs.freeze_pack(actor=analyst, pack_id=pack_id, version=1, at=now)
    with pytest.raises(Invalid):
        packs.edit_pack(
            actor=analyst, pack_id=pack_id, version=1, title="Stuk", message="Bel 06-12345678."
        )
    with pytest.raises(NotAllowed):
        packs.make_pack(actor=steering.actor("reader"), body_id=uuid.uuid4(), at=now)


def option(title: str, later: float, hours: float) -> dict[str, object]:
    told = {"of": "2026-11-01", "source": "berekening van 1 november", "grade": "C"}
    return {
        "title": title,
        "text": "",
        "later": {"value": later, "unit": "households", **told},
        "hours": {"value": hours, "unit": "hours", **told},
    }


def test_options_say_in_what_they_differ_and_a_late_meeting_is_told() -> None:
    first, second = option("Doorgaan", 7_613, 1_000), option("Stoppen", 7_608, 640)
    one = {"number": 7, "question": "Gaan we door?", "before": "2026-12-14"}
    asks = {**one, "options": [first, second, {"title": "Niets", "text": ""}]}

    assert options.notes(asks) == [
        "‘Stoppen’ tegenover ‘Doorgaan’: −360 uren.",
        "De cijfers gelden voor het hele plan met die keuze: berekening van 1 november.",
    ]
    assert "de vergadering is later" in options.question(asks, {"day": "2027-01-14"})
    assert "later" not in options.question(asks, {"day": "2026-12-01"})
