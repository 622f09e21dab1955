"""Telling a signal: once, about a group, and nothing of what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from bundel.audit.models import Entry
from bundel.core.redaction import Finding, Kind
from bundel.errors import Invalid, NotAllowed
from bundel.signals.models import Channel, HeldReason, Signal, SignalSettings, SignalWord, Step
from bundel.signals.services import door
from bundel.signals.services.telling import Telling, ToldOtherwise, tell_signal
from tests.modules.network.conftest import Network, area

Make = Callable[..., Telling]
FORBIDDEN = {
    "bsn": "Mevrouw Testnaam van de Voorbeeldgalerij 214 heeft geen gas, haar BSN is 999999990.",
    "phone": "Bel de bewoner op 06-12345678 of mail voorbeeld@example.org, hij is 79.",
    "customer": "Klantnummer 12345678 bij het warmtebedrijf, achterstand 640 euro.",
    "address": "Bij 9999 XX nummer 12 staat een man vaak te schreeuwen tegen de fixer.",
}


def test_a_clean_signal_goes_at_once_to_who_must_act(
    ground: Network, telling: Make, now: datetime
) -> None:
    worker = ground.actor("kern worker")

    told = tell_signal(actor=worker, telling=telling(), channel=Channel.FORM, at=now)

    signal = Signal.objects.get(pk=told.signal_id)
    assert (told.number, told.state, told.is_new) == (1, "open", True)
    assert told.promise_date == date(2026, 12, 7)
    assert (signal.organisation_id, signal.reporter_id) == (
        worker.organisation_id,
        worker.user_id,
    )
    assert (signal.seen_from_date, signal.seen_until_date) == (
        date(2026, 10, 25),
        date(2026, 11, 24),
    )
    assert [step.kind for step in Step.objects.filter(signal=signal)] == ["told", "routed"]
    assert "brief" in SignalWord.objects.filter(signal=signal).values_list("stem", flat=True)


def test_the_same_telling_again_is_the_same_signal(
    ground: Network, telling: Make, now: datetime
) -> None:
    worker, same = ground.actor("kern worker"), telling()
    first = tell_signal(actor=worker, telling=same, channel=Channel.FORM, at=now)

    again = tell_signal(actor=worker, telling=same, channel=Channel.FORM, at=now)
    otherwise = telling(telling_key=same.telling_key, text="Iets heel anders over de groep.")
    with pytest.raises(ToldOtherwise):
        tell_signal(actor=worker, telling=otherwise, channel=Channel.FORM, at=now)
    with pytest.raises(ToldOtherwise):
        tell_signal(actor=ground.actor("wijk worker"), telling=same, channel=Channel.FORM, at=now)

    assert (again.signal_id, again.is_new) == (first.signal_id, False)
    assert Signal.objects.count() == 1


@pytest.mark.parametrize("text", FORBIDDEN.values(), ids=FORBIDDEN)
def test_what_points_at_one_person_is_stored_nowhere(
    ground: Network, telling: Make, now: datetime, text: str
) -> None:
    before = Entry.objects.count()

    with pytest.raises(door.PersonalData) as refusal:
        tell_signal(
            actor=ground.actor("kern worker"),
            telling=telling(text=text),
            channel=Channel.FORM,
            at=now,
        )

    verdict = refusal.value.verdict
    assert [fault.field for fault in verdict.faults] == ["text"]
    assert not set(verdict.faults[0].message.split()) & {"999999990.", "06-12345678", "12345678"}
    # The better wording passes the door itself.
    better = door.check(
        municipality_id=ground.municipality.pk, texts={"text": verdict.suggestions["text"]}
    )
    assert not better.is_refused
    assert (Signal.objects.count(), Entry.objects.count()) == (0, before)


def test_what_somebody_must_look_at_waits_with_the_place_of_its_words(
    ground: Network, telling: Make, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    doubt = Finding(0, 6, Kind.NAME, "hold")
    monkeypatch.setattr(door.redaction, "check", lambda text, *_: [doubt] if text else [])

    told = tell_signal(
        actor=ground.actor("kern worker"), telling=telling(), channel=Channel.FORM, at=now
    )

    held = HeldReason.objects.get(signal=told.signal_id)
    assert (told.state, told.promise_date) == ("held", None)
    assert (held.field, held.start, held.end, held.kind) == ("text", 0, 6, "name")
    assert [step.kind for step in Step.objects.filter(signal=told.signal_id)] == ["told", "held"]


def test_an_area_is_never_so_small_that_it_tells_who(
    ground: Network, telling: Make, now: datetime
) -> None:
    here, haven = ground.municipality, ground.areas["haven"]
    large = area(here, "BU00340101", "Werven", "neighbourhood", parent=haven, dwellings=900)
    small = area(here, "BU00340102", "Hof", "neighbourhood", parent=haven, dwellings=99)
    worker = ground.actor("kern worker")

    def faults(**wanted: object) -> list[str]:
        try:
            tell_signal(actor=worker, telling=telling(**wanted), channel=Channel.FORM, at=now)
        except Invalid as refusal:
            return [fault.field for fault in refusal.faults]
        return []

    switched_off = faults(area_id=large.pk)
    SignalSettings.objects.update(has_neighbourhoods=True)

    assert switched_off == ["area_id"]
    assert faults(area_id=small.pk) == ["area_id"]
    assert faults(area_id=large.pk, size="few") == ["area_id"]
    assert faults(area_id=large.pk) == []
    assert faults(area_id=haven.pk, size="few") == []


def test_at_most_two_traits_of_a_group_and_each_from_its_list(
    ground: Network, telling: Make, now: datetime
) -> None:
    terms = {code: term.pk for code, term in ground.terms.items()}
    wrong = {
        "three": telling(trait_ids=(terms["tenants"], terms["elderly"], terms["families"])),
        "twice": telling(trait_ids=(terms["tenants"], terms["tenants"])),
        "no trait": telling(trait_ids=(terms["draughts"],)),
    }

    for one in wrong.values():
        with pytest.raises(Invalid):
            tell_signal(
                actor=ground.actor("kern worker"), telling=one, channel=Channel.FORM, at=now
            )
    two = telling(trait_ids=(terms["tenants"], terms["elderly"]), heard_at_id=terms["walk_in"])
    told = tell_signal(actor=ground.actor("kern worker"), telling=two, channel=Channel.FORM, at=now)

    signal = Signal.objects.get(pk=told.signal_id)
    assert [signal.first_trait_id, signal.second_trait_id] == [terms["tenants"], terms["elderly"]]


def test_who_only_reads_tells_nothing_and_a_partner_tells_for_itself(
    ground: Network, telling: Make, now: datetime
) -> None:
    other = ground.organisations["wijk"].pk

    with pytest.raises(NotAllowed):
        tell_signal(actor=ground.actor("reader"), telling=telling(), channel=Channel.FORM, at=now)
    mine = tell_signal(
        actor=ground.actor("kern worker"),
        telling=telling(),
        channel=Channel.FORM,
        at=now,
        organisation_id=other,
    )
    for_other = tell_signal(
        actor=ground.actor("coordinator"),
        telling=telling(),
        channel=Channel.MEETING,
        at=now,
        organisation_id=other,
    )

    assert Signal.objects.get(pk=mine.signal_id).organisation == ground.organisations["kern"]
    told_for = Signal.objects.get(pk=for_other.signal_id)
    assert (told_for.organisation_id, told_for.reporter_id) == (other, None)


def test_better_words_for_a_small_group_pass_the_door_themselves(ground: Network) -> None:
    here = {"municipality_id": ground.municipality.pk, "size": "few", "traits": 2}
    text = "Het enige Poolse gezin in de Testhof krijgt de rekening niet betaald."

    offered = door.check(texts={"text": text}, **here).suggestions["text"]

    assert not any(door.check(texts={"text": offered}, **here).found.values())
