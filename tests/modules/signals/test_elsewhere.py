"""What other pages tell of signals: today's work, search over everything, and the monthly mail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from bundel.accounts.models import Mail
from bundel.network.models import DigestChoice
from bundel.network.selectors.digest import sections_of, subjects_on
from bundel.network.services import digest
from bundel.signals.models import Pattern, PatternArea, ScanRun, Signal, Team, TeamMember
from bundel.signals.services import answering, asking
from bundel.today.in_signals import signals_waiting
from tests.modules.network.conftest import Network

Tell = Callable[..., Signal]
LATE, LATER = timedelta(days=40), timedelta(days=8)


def titles(ground: Network, who: str, now: datetime) -> list[tuple[str, str]]:
    lines = signals_waiting(actor=ground.actor(who), today=now.date())
    return [(line.title, line.state) for line in lines]


def found(ground: Network, who: str, words: str) -> str:
    page = ground.client(who).get("/zoek", {"q": words})
    assert page.status_code == 200
    return page.content.decode()


def a_pattern(ground: Network, signal: Signal, now: datetime) -> Pattern:
    owned = {"municipality": ground.municipality}
    run = ScanRun.objects.create(
        **owned,
        asked_at=now,
        from_date=now.date() - timedelta(days=60),
        until_date=now.date(),
        seed=1,
        permutations=99,
    )
    pattern = Pattern.objects.create(
        **owned,
        number=7,
        kind="cluster",
        theme=signal.theme,
        from_date=run.from_date,
        until_date=run.until_date,
        observed=9,
        expected=2.0,
        p_value=0.01,
        model="space_time",
        found_at=now,
        seen_at=now,
        found_by=run,
        seen_by=run,
    )
    PatternArea.objects.create(
        **owned, pattern=pattern, area=ground.areas["haven"], observed=9, expected=2.0
    )
    return pattern


def answer(ground: Network, signal: Signal, now: datetime) -> None:
    signal.refresh_from_db()
    answering.answer_signal(
        actor=ground.actor("coordinator"),
        signal_id=signal.pk,
        version=signal.version,
        result="done",
        answer="Wij leggen de brief uit in het buurthuis.",
        at=now,
    )


def test_today_says_what_waits_for_whom(
    ground: Network, told: Tell, now: datetime, django_assert_max_num_queries: Any
) -> None:
    asked, done, held = told(), told(), told(text="Mevrouw Jansen zegt dat veel buren kou lijden.")
    team = Team.objects.get(pk=asked.team_id)
    user = ground.users["coordinator"]
    TeamMember.objects.create(municipality=ground.municipality, team=team, user=user)
    a_pattern(ground, asked, now)
    asking.ask_back(
        actor=ground.actor("coordinator"),
        signal_id=asked.pk,
        version=asked.version,
        text="Gaat het om één flat of om meer?",
        at=now,
    )
    answer(ground, done, now)
    told()

    assert held.state == "held"
    assert titles(ground, "coordinator", now) == [
        ("1 signaal wacht op uw team", "open"),
        ("1 signaal vraagt een tweede paar ogen", "open"),
        ("1 nieuw patroon in signalen", "nieuw"),
    ]
    assert titles(ground, "coordinator", now + LATE)[0] == (
        "1 signaal wacht op uw team",
        "1 te laat",
    )
    mine = titles(ground, "kern worker", now)
    assert [state for _title, state in mine] == ["teruggevraagd", "beantwoord"]
    assert f"signaal {asked.number}" in mine[0][0]
    assert titles(ground, "wijk worker", now) == []
    with django_assert_max_num_queries(4):
        titles(ground, "coordinator", now)


def test_search_finds_signals_by_number_and_words_for_who_may_read_them(
    ground: Network, told: Tell, now: datetime
) -> None:
    own = told(text="De stookkosten van deze flats stijgen elke maand.")
    shared = told("wijk worker", text="Stookkosten zijn ook hier hoog.", is_shared=True)
    hidden = told("wijk worker", text="Stookkosten die niemand anders leest.")
    pattern = a_pattern(ground, own, now)

    def links(who: str, words: str) -> list[str]:
        page = found(ground, who, words)
        return [str(one.number) for one in (own, shared, hidden) if f"/signalen/{one.pk}" in page]

    everything = [str(one.number) for one in (own, shared, hidden)]
    assert links("coordinator", "stookkosten") == everything
    assert links("kern worker", "stookkosten") == everything[:2]
    assert links("kern worker", str(hidden.number)) == []
    assert links("coordinator", str(hidden.number)) == [str(hidden.number)]
    assert links("coordinator", "stookkosten flats") == [str(own.number)]
    assert f"/signalen/patronen/{pattern.pk}" in found(ground, "kern worker", "haven")


def test_the_monthly_mail_tells_of_answers_and_patterns_by_choice(
    ground: Network, told: Tell, now: datetime
) -> None:
    signal, other = told(), told("wijk worker")
    answer(ground, signal, now)
    answer(ground, other, now)
    a_pattern(ground, signal, now)
    anna = ground.contacts["anna"]

    def news() -> dict[str, tuple[str, ...]]:
        found = sections_of(contact=anna, on=subjects_on(anna), now=now + LATER)
        return {one.subject: one.lines for one in found}

    (answered,) = news()["answers"]
    assert f"Signaal {signal.number} " in answered and "gedaan" in answered
    assert news()["patterns"] == (f"Patroon 7: {signal.theme.name} in Haven.",)
    DigestChoice.objects.create(
        municipality=ground.municipality, contact=anna, subject="patterns", is_on=False
    )
    assert "patterns" not in news() and "answers" in news()
    digest.send_digests(municipality=ground.municipality, at=now + LATER)
    (mail,) = Mail.objects.filter(key__contains=str(anna.pk), key__startswith="network.digest")
    assert "Antwoorden op uw signalen" in mail.body and "Patronen in" not in mail.body
