"""From told to answered, and all that comes between; each act with its step, trail and mail."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from bundel.accounts.models import Mail
from bundel.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from bundel.network.models import Contact
from bundel.signals.models import (
    BackQuestion,
    Follow,
    Signal,
    SignalState,
    Team,
    TeamMember,
)
from bundel.signals.services import (
    answering,
    asking,
    checking,
    closing,
    merging,
    passing,
)
from bundel.signals.services.asking import QuestionLinkDoesNotWork
from bundel.signals.services.checking import FourEyes
from tests.modules.network.conftest import Network

Tell = Callable[..., Signal]
DONE = "Wij leggen de brief uit in het buurthuis, elke dinsdag."
HELD = "Mevrouw Jansen zegt dat veel buren niet meer stoken uit angst voor de rekening."


def again(signal: Signal) -> Signal:
    return Signal.objects.get(pk=signal.pk)


def answer(ground: Network, signal: Signal, now: datetime, who: str = "coordinator") -> int:
    return answering.answer_signal(
        actor=ground.actor(who),
        signal_id=signal.pk,
        version=signal.version,
        result="done",
        answer=DONE,
        at=now,
    )


def token_in(mail: Mail) -> str:
    found = re.search(r"/signalen/link/([^/]+)/", mail.body)
    assert found, mail.body
    return found[1]


def test_an_answer_goes_to_the_reporter_and_to_followers_once(
    ground: Network, told: Tell, now: datetime
) -> None:
    signal = told("kern worker")
    follower = ground.users["wijk worker"]
    Follow.objects.create(
        municipality=ground.municipality, signal=signal, user=follower, since_at=now
    )

    mailed = answer(ground, signal, now)

    signal = again(signal)
    assert mailed == 2
    assert (signal.state, signal.answer, signal.was_in_time) == ("answered", DONE, True)
    assert [step.kind for step in signal.steps.all()] == ["told", "routed", "answered"]
    mails = Mail.objects.filter(key__startswith="signals.answer:")
    assert {mail.to for mail in mails} == {"worker@kern.example", follower.email}
    assert all(DONE in mail.body and signal.text not in mail.body for mail in mails)


def test_who_was_second_reads_both_texts(ground: Network, told: Tell, now: datetime) -> None:
    signal = told()
    answer(ground, signal, now)

    with pytest.raises(Stale) as stale:
        answering.answer_signal(
            actor=ground.actor("coordinator"),
            signal_id=signal.pk,
            version=signal.version,
            result="no",
            answer="Wij doen niets.",
            at=now,
        )

    assert ("Wij doen niets.", DONE) in {(one.mine, one.theirs) for one in stale.value.differences}


@pytest.mark.parametrize("text", ["", "Bel 06 12345678.", "Mevrouw Jansen weet er meer van."])
def test_an_answer_that_points_at_one_person_is_not_kept(
    ground: Network, told: Tell, now: datetime, text: str
) -> None:
    signal = told()

    with pytest.raises(Invalid) as refused:
        answering.answer_signal(
            actor=ground.actor("coordinator"),
            signal_id=signal.pk,
            version=signal.version,
            result="done",
            answer=text,
            at=now,
        )

    assert [fault.field for fault in refused.value.faults] == ["answer"]
    assert again(signal).answer == ""


def test_only_who_it_waits_for_handles_it(ground: Network, told: Tell, now: datetime) -> None:
    signal = told()
    lead = ground.users["initiative_lead"]
    with pytest.raises(NotAllowed):
        answer(ground, signal, now, "initiative_lead")
    with pytest.raises(NotAllowed):
        answer(ground, signal, now, "kern worker")
    with pytest.raises(NotFound):
        answer(ground, signal, now, "wijk worker")

    TeamMember.objects.create(municipality=ground.municipality, team=signal.team, user=lead)

    assert answer(ground, signal, now, "initiative_lead") == 1


def test_days_of_waiting_for_the_reporter_do_not_count(
    ground: Network, told: Tell, now: datetime
) -> None:
    signal = told()
    before = signal.promise_date
    assert before is not None
    asking.ask_back(
        actor=ground.actor("coordinator"),
        signal_id=signal.pk,
        version=signal.version,
        text="Gaat het om huurders of eigenaren?",
        at=now,
    )
    token = token_in(Mail.objects.get(key__startswith="signals.ask:"))
    question = asking.look(token=token, at=now + timedelta(days=7))
    # A mail scanner looks as often as it likes.
    assert asking.look(token=token, at=now + timedelta(days=7)) == question
    assert again(signal).state == SignalState.ASKED

    asking.reply_by_link(token=token, text="Vooral huurders.", at=now + timedelta(days=7))

    signal = again(signal)
    assert signal.state == SignalState.OPEN
    assert signal.promise_date == before + timedelta(days=7)
    assert BackQuestion.objects.get().reply == "Vooral huurders."
    mail = Mail.objects.get(key__startswith="signals.reply:")
    assert mail.to == ground.users["coordinator"].email
    assert str(signal.pk) in mail.body
    assert "huurders" not in mail.body
    with pytest.raises(QuestionLinkDoesNotWork):
        asking.reply_by_link(token=token, text="Nog eens.", at=now + timedelta(days=8))


def test_a_link_that_is_too_old_does_nothing_and_the_clock_goes_on_without(
    ground: Network, told: Tell, now: datetime
) -> None:
    signal = told()
    asking.ask_back(
        actor=ground.actor("coordinator"),
        signal_id=signal.pk,
        version=signal.version,
        text="Gaat het om huurders of eigenaren?",
        at=now,
    )
    token = token_in(Mail.objects.get(key__startswith="signals.ask:"))
    later = now + timedelta(days=15)

    with pytest.raises(QuestionLinkDoesNotWork):
        asking.reply_by_link(token=token, text="Vooral huurders.", at=later)
    went_on = [closing.end_by_clock(municipality=ground.municipality, at=later) for _ in range(2)]

    assert went_on == [1, 0]
    assert again(signal).state == SignalState.OPEN


def test_no_answer_opens_it_again_with_a_new_promise_and_yes_closes_it(
    ground: Network, told: Tell, now: datetime
) -> None:
    signal = told("kern worker")
    answer(ground, signal, now)
    signal, later = again(signal), now + timedelta(days=20)
    given = {"actor": ground.actor("kern coordinator"), "signal_id": signal.pk}

    answering.rate_answer(
        **given, version=signal.version, was_answer=False, why="Wie betaalt dit?", at=later
    )

    signal = again(signal)
    assert (signal.state, signal.reopened_count, signal.answer) == ("open", 1, "")
    assert signal.promise_date == date(2026, 12, 28)
    answer(ground, signal, later)
    signal = again(signal)
    answering.rate_answer(**given, version=signal.version, was_answer=True, why="", at=later)
    assert again(signal).state == SignalState.CLOSED
    # The first answer was in time, and so it stays; both answers were mailed.
    assert again(signal).was_in_time
    assert Mail.objects.filter(key__startswith="signals.answer:").count() == 2


def test_a_reporter_without_an_account_says_so_by_link(
    ground: Network, told: Tell, now: datetime
) -> None:
    signal = told("kern worker")
    anna = Contact.objects.get(name="Anna Kern")
    Signal.objects.filter(pk=signal.pk).update(reporter=None, contact=anna)
    answer(ground, signal, now)
    token = token_in(Mail.objects.get(to=anna.email))

    assert answering.look(token=token, at=now).pk == signal.pk
    answering.rate_by_link(token=token, was_answer=False, why="Wie betaalt dit?", at=now)

    assert again(signal).state == SignalState.OPEN
    with pytest.raises(NotFound):
        answering.rate_by_link(token=token, was_answer=True, why="", at=now)


def test_what_was_merged_gets_the_answer_too_and_can_be_taken_apart(
    ground: Network, told: Tell, now: datetime
) -> None:
    first, second = told("kern worker"), told("wijk worker")
    coordinator = ground.actor("coordinator")
    merging.merge(
        actor=coordinator, signal_id=second.pk, into_id=first.pk, version=second.version, at=now
    )

    mailed = answer(ground, first, now)

    assert mailed == 2
    assert (again(second).state, again(second).answer) == ("merged", DONE)
    answering.rate_answer(
        actor=ground.actor("wijk worker"),
        signal_id=second.pk,
        version=again(second).version,
        was_answer=True,
        why="",
        at=now,
    )
    assert (again(second).state, again(second).was_answer) == ("merged", True)
    merging.unmerge(actor=coordinator, signal_id=second.pk, version=again(second).version, at=now)
    assert (again(second).state, again(second).merged_into_id) == ("answered", None)
    with pytest.raises(Conflict):
        merging.merge(
            actor=coordinator,
            signal_id=first.pk,
            into_id=first.pk,
            version=again(first).version,
            at=now,
        )


def test_not_ours_says_where_and_opens_again(ground: Network, told: Tell, now: datetime) -> None:
    signal = told("kern worker")
    given = {"actor": ground.actor("coordinator"), "signal_id": signal.pk, "at": now}

    closing.not_ours(**given, version=signal.version, where="De woningcorporatie")

    assert again(signal).state == SignalState.NOT_OURS
    assert "De woningcorporatie" in Mail.objects.get(key__startswith="signals.not_ours:").body
    closing.reopen(**given, version=again(signal).version, why="Toch voor ons.")
    assert (again(signal).state, again(signal).belongs_where) == ("open", "")


def test_what_opens_again_goes_to_the_rest_if_nobody_is_there_any_more(
    ground: Network, told: Tell, now: datetime
) -> None:
    left = Team.objects.create(municipality=ground.municipality, name="Voorheen", is_active=False)
    gone = ground.users["analyst"]
    gone.is_active = False
    gone.save()
    signal = told("kern worker")
    rest = signal.team
    Signal.objects.filter(pk=signal.pk).update(team=left, handler=gone)
    given = {"actor": ground.actor("coordinator"), "signal_id": signal.pk, "at": now}

    closing.not_ours(**given, version=signal.version, where="De woningcorporatie")
    closing.reopen(**given, version=again(signal).version, why="Toch voor ons.")

    assert (again(signal).team, again(signal).handler) == (rest, None)


def test_passing_on_keeps_the_promise(ground: Network, told: Tell, now: datetime) -> None:
    signal = told()
    analyst = ground.users["analyst"]
    passing.pass_on(
        actor=ground.actor("coordinator"),
        signal_id=signal.pk,
        version=signal.version,
        team_id=None,
        person_id=analyst.pk,
        reason="Kent de cijfers.",
        at=now,
    )

    assert again(signal).handler == analyst
    assert again(signal).promise_date == signal.promise_date
    with pytest.raises(Invalid):
        passing.pass_on(
            actor=ground.actor("coordinator"),
            signal_id=signal.pk,
            version=again(signal).version,
            team_id=None,
            person_id=ground.users["kern worker"].pk,
            reason="Kan dit beter.",
            at=now,
        )


def test_only_the_own_side_shares(ground: Network, told: Tell, now: datetime) -> None:
    signal = told("kern worker")
    given = {"signal_id": signal.pk, "version": signal.version, "is_shared": True, "at": now}
    with pytest.raises(NotAllowed):
        passing.share(actor=ground.actor("coordinator"), **given)

    passing.share(actor=ground.actor("kern coordinator"), **given)

    assert again(signal).is_shared


def test_giving_back_wipes_the_words_and_mails_kinds_alone(
    ground: Network, told: Tell, now: datetime
) -> None:
    signal = told("kern worker", text=HELD)
    assert signal.state == SignalState.HELD

    checking.give_back(
        actor=ground.actor("coordinator"), signal_id=signal.pk, version=signal.version, at=now
    )

    signal = again(signal)
    assert (signal.state, signal.text, signal.question) == ("refused", "", "")
    assert not signal.held_reasons.exists()
    mail = Mail.objects.get(key__startswith="signals.give_back:")
    assert "een naam" in mail.body and "Jansen" not in mail.body


def test_who_told_it_does_not_check_it(ground: Network, told: Tell, now: datetime) -> None:
    signal = told("coordinator", text=HELD)
    given = {"signal_id": signal.pk, "version": signal.version, "at": now}
    with pytest.raises(FourEyes):
        checking.release(actor=ground.actor("coordinator"), **given)

    checking.release(actor=ground.actor("functional_manager"), **given)

    assert (again(signal).state, again(signal).held_reasons.exists()) == ("open", False)


def test_what_was_answered_long_ago_is_closed_by_the_clock(
    ground: Network, told: Tell, now: datetime
) -> None:
    signal = told()
    answer(ground, signal, now)
    done = [
        closing.end_by_clock(municipality=ground.municipality, at=now + timedelta(days=days))
        for days in (29, 30, 31)
    ]

    assert done == [0, 1, 0]
    assert again(signal).state == SignalState.CLOSED


def test_asking_again_and_answering_without_a_reply_keep_the_promise_still(
    ground: Network, told: Tell, now: datetime
) -> None:
    signal = told()
    before, given = signal.promise_date, {"actor": ground.actor("coordinator")}
    for day, text in ((0, "Gaat het om huurders?"), (7, "Gaat het om huurders of eigenaren?")):
        asking.ask_back(
            **given,
            signal_id=signal.pk,
            version=again(signal).version,
            text=text,
            at=now + timedelta(days=day),
        )

    answer(ground, again(signal), now + timedelta(days=14))

    assert before is not None
    assert again(signal).promise_date == before + timedelta(days=14)
    assert again(signal).was_in_time
    assert BackQuestion.objects.filter(dropped_at=None).count() == 0
