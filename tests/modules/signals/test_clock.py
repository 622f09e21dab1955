"""What the clock does with signals: the ladder of reminders, and forgetting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bundel.accounts.models import Mail
from bundel.core.months import months_later
from bundel.signals.models import (
    MailIn,
    Nudge,
    Signal,
    SignalWord,
    Step,
    Team,
    TeamMember,
)
from bundel.signals.services import answering, asking, closing, forgetting, nudging
from tests.modules.network.conftest import Network

Tell = Callable[..., Signal]
HELD = "Mevrouw Jansen zegt dat veel buren niet meer stoken uit angst voor de rekening."


def day(number: int, month: int = 11, hour: int = 7) -> datetime:
    return datetime(2026, month, number, hour, tzinfo=UTC)


def nudge(ground: Network, at: datetime) -> int:
    return nudging.send_nudges(municipality=ground.municipality, at=at)


def levels() -> list[str]:
    return list(Nudge.objects.order_by("at", "level").values_list("level", flat=True))


def answered(ground: Network, signal: Signal, at: datetime) -> Signal:
    signal.refresh_from_db()
    answering.answer_signal(
        actor=ground.actor("coordinator"),
        signal_id=signal.pk,
        version=signal.version,
        result="done",
        answer="Wij leggen de brief uit in het buurthuis.",
        at=at,
    )
    signal.refresh_from_db()
    return signal


def test_the_ladder_climbs_by_working_days_and_each_person_gets_one_mail_a_day(
    ground: Network, told: Tell
) -> None:
    first, _second = told(at=day(23)), told(at=day(23))
    commissioner = ground.users["analyst"]
    Team.objects.update(commissioner=commissioner)
    member = ground.users["initiative_lead"]
    TeamMember.objects.create(municipality=ground.municipality, team=first.team, user=member)

    # Told on Monday 23 November; promised for Monday 7 December.
    assert [nudge(ground, day(n)) for n in (24, 25)] == [0, 0]
    assert [nudge(ground, day(26)), nudge(ground, day(26, hour=9))] == [1, 0]
    assert [nudge(ground, day(n, 12)) for n in (1, 4, 5, 6, 7)] == [0] * 5
    assert [nudge(ground, day(8, 12)), nudge(ground, day(9, 12))] == [1, 0]
    assert [nudge(ground, day(10, 12)), nudge(ground, day(11, 12))] == [1, 0]

    assert levels() == ["first"] * 2 + ["second"] * 2 + ["commissioner"] * 2
    mails = Mail.objects.filter(key__startswith="signals.nudge:").order_by("created_at")
    assert [mail.to for mail in mails] == [member.email, member.email, commissioner.email]
    assert all(first.text not in mail.body for mail in mails)
    assert "2 signalen" in mails[0].subject


def test_an_answer_stops_the_ladder_and_reopening_begins_a_new_one(
    ground: Network, told: Tell
) -> None:
    signal = told(at=day(23))
    nudge(ground, day(26))
    asking.ask_back(
        actor=ground.actor("coordinator"),
        signal_id=signal.pk,
        version=signal.version,
        text="Gaat het om huurders of eigenaren?",
        at=day(27),
    )
    assert nudge(ground, day(14, 12)) == 0

    signal = answered(ground, signal, day(14, 12))
    assert nudge(ground, day(15, 12)) == 0
    closing.reopen(
        actor=ground.actor("coordinator"),
        signal_id=signal.pk,
        version=signal.version,
        why="De brief bleek niet verstuurd.",
        at=day(15, 12),
    )

    assert [nudge(ground, day(n, 12)) for n in (16, 17, 18)] == [0, 0, 1]
    assert [one.round for one in Nudge.objects.order_by("at")] == [0, 2]


def test_words_are_wiped_when_their_term_is_over_and_counts_stay(
    ground: Network, told: Tell
) -> None:
    signal = answered(ground, told(at=day(23)), day(24))
    open_one = told(at=day(23))
    closing.close(
        actor=ground.actor("coordinator"), signal_id=signal.pk, version=signal.version, at=day(25)
    )
    for number, at in enumerate((day(25), day(25, 12))):
        MailIn.objects.create(
            municipality=ground.municipality,
            message_digest=str(number),
            received_at=at,
            state="unknown",
        )
    over = months_later(day(25), 36)

    wiped = [
        forgetting.forget(municipality=ground.municipality, at=at)
        for at in (over - timedelta(hours=1), over, over + timedelta(days=1))
    ]

    signal.refresh_from_db()
    open_one.refresh_from_db()
    assert wiped == [0, 1, 0]
    assert (signal.text, signal.answer, signal.result) == ("", "", "done")
    assert not SignalWord.objects.filter(signal=signal).exists()
    assert not Step.objects.filter(signal=signal).exclude(note="").exists()
    assert open_one.text
    assert not MailIn.objects.exists()


def test_who_checks_is_reminded_once_after_a_working_day_and_never_who_told_it(
    ground: Network, told: Tell
) -> None:
    signal = told("coordinator", at=day(23), text=HELD)
    told("kern worker", at=day(23), text=HELD)

    assert [nudge(ground, day(23, hour=12)), nudge(ground, day(24)), nudge(ground, day(25))] == [
        0,
        2,
        0,
    ]

    mails = {mail.to: mail.body for mail in Mail.objects.filter(key__startswith="signals.nudge:")}
    mine, managers = ground.users["coordinator"].email, ground.users["functional_manager"].email
    assert set(mails) == {mine, managers}
    assert str(signal.pk) not in mails[mine]
    assert str(signal.pk) in mails[managers]
    assert all("Jansen" not in body for body in mails.values())
    assert levels() == ["check", "check"]
