"""The pages of handling signals: refusals that keep what was typed, links that only look."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bundel.accounts.models import Mail
from bundel.signals.models import (
    Follow,
    Outcome,
    Pattern,
    PatternSignal,
    ScanRun,
    Signal,
    Step,
)
from bundel.signals.selectors import becoming
from bundel.signals.services import asking, outcomes, passing
from tests.modules.network.conftest import Network
from tests.modules.signals.test_handling import answer, token_in

Tell = Callable[..., Signal]
HELD = "Mevrouw Jansen zegt dat veel buren niet meer stoken uit angst voor de rekening."


def test_a_refused_answer_stays_in_its_form_and_a_stale_one_shows_both(
    ground: Network, told: Tell
) -> None:
    signal = told(at=timezone.now())
    client = ground.client("coordinator")
    path = f"/signalen/{signal.pk}/antwoord"
    given = {"result": "done", "version": signal.version}

    refused = client.post(path, given | {"answer": "Bel Piet de Vries op 06 12345678."})
    passing.take(
        actor=ground.actor("coordinator"),
        signal_id=signal.pk,
        version=signal.version,
        at=timezone.now(),
    )
    stale = client.post(path, given | {"answer": "Wij leggen de brief uit."})

    assert refused.status_code == 422
    assert "Piet de Vries" in refused.content.decode()
    assert "een telefoonnummer" in refused.content.decode()
    assert stale.status_code == 409
    assert "Wij leggen de brief uit." in stale.content.decode()


def test_acts_of_who_it_does_not_wait_for_are_refused_before_their_form(
    ground: Network, told: Tell
) -> None:
    signal = told(at=timezone.now())

    lead, partner = ground.client("initiative_lead"), ground.client("wijk coordinator")

    assert lead.get(f"/signalen/{signal.pk}").status_code == 200
    assert lead.post(f"/signalen/{signal.pk}/antwoord").status_code == 403
    assert lead.get(f"/signalen/{signal.pk}/voeg-samen").status_code == 403
    assert partner.post(f"/signalen/{signal.pk}/reageer").status_code == 404


def test_looking_at_a_link_changes_nothing_and_sending_does(
    ground: Network, told: Tell, visitor
) -> None:
    signal = told(at=timezone.now())
    asking.ask_back(
        actor=ground.actor("coordinator"),
        signal_id=signal.pk,
        version=signal.version,
        text="Gaat het om huurders of eigenaren?",
        at=timezone.now(),
    )
    path = f"/signalen/link/{token_in(Mail.objects.get(key__startswith='signals.ask:'))}/reageer"

    looks = [visitor.get(path).status_code for _ in range(3)]
    sent = visitor.post(path, {"text": "Vooral huurders."})

    assert looks == [200, 200, 200]
    assert "Dank u wel" in sent.content.decode()
    assert visitor.get(path).status_code == 404
    assert visitor.get("/signalen/link/nobody-knows-this/oordeel").status_code == 404


def test_doubted_words_are_marked_for_who_checks(ground: Network, told: Tell) -> None:
    signal = told(text=HELD)

    page = ground.client("coordinator").get(f"/signalen/{signal.pk}").content.decode()

    assert "<mark>Mevrouw Jansen</mark>" in page
    assert "een naam" in page


def test_a_card_asks_no_more_when_more_happened(ground: Network, told: Tell, now: datetime) -> None:
    signal = told(at=now)
    client = ground.client("coordinator")

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(f"/signalen/{signal.pk}").status_code == 200
        return len(seen)

    few = queries()
    for _ in range(3):
        signal.refresh_from_db()
        passing.take(
            actor=ground.actor("coordinator"), signal_id=signal.pk, version=signal.version, at=now
        )

    assert queries() <= few


def test_a_partner_reads_what_became_of_its_signals_and_takes_it_along(
    ground: Network, told: Tell, now: datetime
) -> None:
    answer(ground, told("kern worker", at=now), now + timedelta(days=30))
    answer(ground, told("kern coordinator", at=now), now)
    told("wijk worker", at=now)

    tally = becoming.becoming(actor=ground.actor("kern worker"), organisation_id=None).tally
    page = ground.client("kern coordinator").get("/signalen/van-ons/bestand/csv")
    other = ground.organisations["wijk"].pk

    assert (tally.told, tally.answered, tally.judged, tally.in_time) == (2, 2, 2, 1)
    assert page.content.decode().count("Wij leggen de brief uit") == 2
    assert ground.client("kern worker").get(f"/signalen/van-ons/{other}").status_code == 403
    assert ground.client("coordinator").get(f"/signalen/van-ons/{other}").status_code == 200


def test_what_came_of_a_pattern_is_told_once_to_all_around_it(
    ground: Network, told: Tell, now: datetime
) -> None:
    first, second = told("kern worker"), told("wijk worker")
    own = {"municipality": ground.municipality}
    Follow.objects.create(**own, signal=first, user=ground.users["wijk worker"], since_at=now)
    day = now.date()
    run = ScanRun.objects.create(
        **own,
        asked_at=now,
        from_date=day,
        until_date=day + timedelta(days=1),
        seed=1,
        permutations=99,
    )
    pattern = Pattern.objects.create(
        **own,
        number=1,
        kind="cluster",
        theme=first.theme,
        from_date=day,
        until_date=day + timedelta(days=1),
        observed=2,
        expected=0.2,
        p_value=0.01,
        model="poisson",
        found_at=now,
        seen_at=now,
        found_by=run,
        seen_by=run,
    )
    for signal in (first, second):
        PatternSignal.objects.create(**own, pattern=pattern, signal=signal)
    proposal = uuid.uuid4()

    people = [
        outcomes.tell_outcome(
            actor=ground.actor("coordinator"),
            pattern_id=pattern.pk,
            kind="proposal",
            object_id=proposal,
            title="Uitleg aan huis",
            path="/programma/initiatieven/",
            said="Wij maken er een voorstel van.",
            at=now,
        )
        for _ in range(2)
    ]

    assert people == [2, 0]
    assert Outcome.objects.count() == 1
    assert Step.objects.filter(kind="came_of_it").count() == 2
    mails = Mail.objects.filter(key__startswith="signals.outcome:")
    assert {mail.to for mail in mails} == {"worker@kern.example", "worker@wijk.example"}
    assert all("Uitleg aan huis" in mail.body and first.text not in mail.body for mail in mails)
