"""The list of signals: who sees what, filters, pages by key, and how many queries it takes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bundel.accounts.models import User
from bundel.signals import rights
from bundel.signals.models import Follow, Signal, TeamMember
from bundel.signals.selectors import boxes
from bundel.signals.selectors import card as cards
from bundel.signals.selectors import inbox as selectors
from bundel.signals.selectors.boxes import Box
from bundel.signals.selectors.inbox import Asked, Page
from tests.modules.network.conftest import Network

Tell = Callable[..., Signal]
HELD = "Mevrouw Jansen zegt dat veel buren niet meer stoken uit angst voor de rekening."


def page(ground: Network, who: str, now: datetime, box: Box = Box.ALL, **asked: Any) -> Page:
    actor = ground.actor(who)
    return selectors.inbox(
        actor=actor,
        asked=Asked(box, **asked),
        offered=selectors.options(actor=actor),
        now=now,
    )


def test_a_page_opens_if_and_only_if_it_is_in_a_list(
    ground: Network, told: Tell, now: datetime
) -> None:
    told("kern worker", is_shared=True)
    told("kern worker", text=HELD)
    followed = told("wijk worker")
    told("wijk coordinator")
    told("coordinator", text=HELD)
    Follow.objects.create(
        municipality=ground.municipality,
        signal=followed,
        user=ground.users["kern worker"],
        since_at=now,
    )

    for who in ("coordinator", "analyst", "kern worker", "kern coordinator", "wijk worker"):
        actor = ground.actor(who)
        listed = {
            line.id for box in boxes.boxes_of(actor) for line in page(ground, who, now, box).lines
        }
        opened = set(rights.known(actor).values_list("pk", flat=True))
        assert listed == opened, who


def test_who_follows_neither_reads_nor_finds_the_words(
    ground: Network, told: Tell, now: datetime
) -> None:
    signal = told("wijk worker")
    Follow.objects.create(
        municipality=ground.municipality,
        signal=signal,
        user=ground.users["kern worker"],
        since_at=now,
    )

    line = page(ground, "kern worker", now, Box.OURS).lines[0]
    shown = cards.card(actor=ground.actor("kern worker"), signal_id=signal.pk, today=now.date())

    assert line.excerpt == ""
    assert not page(ground, "kern worker", now, Box.OURS, words="jaarafrekening").lines
    assert page(ground, "wijk worker", now, Box.OURS, words="jaarafrekening").lines
    assert (shown.words.are_readable, shown.words.text, shown.told.reporter) == (False, (), "")


def test_an_area_holds_what_lies_in_it_and_words_are_found_by_their_stem(
    ground: Network, told: Tell, now: datetime
) -> None:
    told(area_id=ground.areas["haven"].pk)
    told(area_id=ground.areas["buiten"].pk, severity="urgent")
    areas = ground.areas

    found = {
        name: page(ground, "coordinator", now, area=areas[name].pk).found
        for name in ("almere", "haven", "buiten")
    }

    assert found == {"almere": 2, "haven": 1, "buiten": 1}
    assert page(ground, "coordinator", now, severity="urgent").found == 1
    assert page(ground, "coordinator", now, words="jaarafrekeningen bezoeker").found == 2
    assert page(ground, "coordinator", now, words="vocht").found == 0


@pytest.mark.parametrize(
    ("box", "who"), [(Box.ALL, "coordinator"), (Box.OTHERS, "functional_manager")]
)
def test_paging_by_key_meets_each_signal_once_there_and_back(
    ground: Network, told: Tell, now: datetime, box: Box, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selectors, "PAGE", 2)
    for number in range(5):
        told(at=now + timedelta(hours=number // 2))

    pages = [page(ground, who, now, box)]
    while pages[-1].next_key:
        pages.append(page(ground, who, now, box, after=pages[-1].next_key))
    back = page(ground, who, now, box, before=pages[-1].previous_key)

    numbers = [line.number for one in pages for line in one.lines]
    assert sorted(numbers) == [1, 2, 3, 4, 5] and len(numbers) == 5
    assert [line.number for line in back.lines] == [line.number for line in pages[-2].lines]
    assert pages[0].previous_key == ""
    assert page(ground, who, now, box, after="2026-13-45_x").found == 5


def test_queries_do_not_grow_with_the_list(ground: Network, told: Tell, now: datetime) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            page(ground, "coordinator", now)
        return len(seen)

    told()
    few = queries()
    for _ in range(3):
        told("wijk worker")

    assert queries() == few == 11


def test_a_coordinator_stands_in_for_a_team_in_which_nobody_is(
    ground: Network, told: Tell, now: datetime
) -> None:
    signal = told(at=now)
    analyst = ground.users["analyst"]
    assert [line.id for line in page(ground, "coordinator", now, Box.TEAM).lines] == [signal.pk]
    assert page(ground, "analyst", now, Box.TEAM).lines == ()

    TeamMember.objects.create(municipality=ground.municipality, team=signal.team, user=analyst)

    assert page(ground, "coordinator", now, Box.TEAM).lines == ()
    assert [line.id for line in page(ground, "analyst", now, Box.TEAM).lines] == [signal.pk]


def test_what_somebody_had_who_left_waits_for_the_team_or_else_the_coordinator(
    ground: Network, told: Tell, now: datetime
) -> None:
    of_team, of_nobody, closed = told(at=now), told(at=now), told(at=now)
    lead, analyst = ground.users["initiative_lead"], ground.users["analyst"]
    TeamMember.objects.create(municipality=ground.municipality, team=of_team.team, user=analyst)
    Signal.objects.update(handler=lead)
    Signal.objects.filter(pk=of_nobody.pk).update(team=None)
    Signal.objects.filter(pk=closed.pk).update(state="closed", ended_at=now)
    assert page(ground, "analyst", now, Box.TEAM).lines == ()

    User.objects.filter(pk=lead.pk).update(is_active=False)

    def has(who: str, box: Box) -> dict[int, str]:
        return {line.number: line.has_it for line in page(ground, who, now, box).lines}

    assert has("analyst", Box.TEAM) == {of_team.number: "Programmateam"}
    assert has("coordinator", Box.OTHERS) == {of_team.number: "Programmateam"}
    assert has("coordinator", Box.TEAM) == {of_nobody.number: "de coördinator"}
    assert has("analyst", Box.OTHERS) == {of_nobody.number: "de coördinator"}
    assert has("coordinator", Box.ALL)[closed.number] == lead.name


def test_a_search_finds_what_was_handled_where_that_is_asked(
    ground: Network, told: Tell, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selectors, "PAGE", 2)
    waits, *handled = [told(at=now + timedelta(hours=number)) for number in range(4)]
    told("wijk worker", text=HELD)
    Signal.objects.filter(pk__in=[one.pk for one in handled]).update(state="closed", ended_at=now)
    asked: dict[str, Any] = {"words": "jaarafrekening", "with_handled": True}

    first = page(ground, "coordinator", now, Box.TEAM, **asked)
    second = page(ground, "coordinator", now, Box.TEAM, **asked, after=first.next_key)

    assert page(ground, "coordinator", now, Box.TEAM, words="jaarafrekening").found == 1
    assert [line.number for line in (*first.lines, *second.lines)] == [4, 3, 2, waits.number]
    assert (first.found, second.next_key) == (4, "")
    client = ground.client("coordinator")
    closed = f'/signalen/{handled[-1].pk}"'
    assert closed not in client.get("/signalen/?bak=team").content.decode()
    shown = client.get(
        "/signalen/?bak=team&woorden=jaarafrekening&ook=afgehandeld"
    ).content.decode()
    assert closed in shown and "gesloten" in shown
