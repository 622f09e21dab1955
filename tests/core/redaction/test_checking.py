"""A text about a group passes; what may point at one person does not, and can be mended."""

from __future__ import annotations

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.nl import bsn

from bundel.core.redaction import FEW, REFUSED, Kind, check, suggestion
from bundel.core.redaction.seen import MOST, seen

INNOCENT = [
    "In De Werven zijn de rekeningen hoog.",
    "Veel mensen hebben in mei de verwarming al uit.",
    "De Voedselbank vraagt om 40 dekens van 12 euro",
    "Op straat hoort de straatcoach: het is thuis 14 graden,",
    "Enkele gezinnen uit de Filmwijk schamen zich;",
    "Ouderen met COPD stoken meer dan 1.500 m3 per jaar.",
]
AROUND = st.sampled_from(INNOCENT)
SIGNS = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("mevrouw Jan de 0612 @.€ 9999AB straat hij heeft COPD enige gezin"),
    ),
    max_size=120,
)


def kinds(text: str, **told: str) -> set[Kind]:
    return {one.kind for one in check(text, **told)}


def _bsn(eight: int) -> str:
    body = f"{eight:08d}"
    last = sum(int(d) * w for d, w in zip(body, range(9, 1, -1), strict=True)) % 11
    return f"{body}{last}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Mevrouw Testnaam van de Voorbeeldgalerij 214 heeft sinds mei geen gas meer, "
            "haar BSN is 999999990.",
            {Kind.NAME, Kind.HOUSE, Kind.BSN},
        ),
        (
            "Bel de bewoner op 06-00000000 of mail voorbeeld@example.org, hij is 79 en heeft COPD.",
            {Kind.PHONE, Kind.EMAIL, Kind.AGE, Kind.HEALTH},
        ),
        (
            "Het enige Oekraiense gezin in de Testhof met vier kinderen krijgt de rekening niet "
            "betaald.",
            {Kind.UNIQUE_TRAIT, Kind.STREET, Kind.SMALL_GROUP},
        ),
        (
            "Klantnummer 12345678 bij het warmtebedrijf, achterstand 640 euro, "
            "IBAN NL00BANK0123456789.",
            {Kind.CUSTOMER_NUMBER, Kind.AMOUNT, Kind.IBAN},
        ),
        (
            "Bij 9999 XX nummer 12 staat een man vaak te schreeuwen tegen de fixer.",
            {Kind.ADDRESS, Kind.CRIME},
        ),
        ("Dhr. de Vries en Fatima Bouzidi wachten.", {Kind.NAME}),
        ("piet at gmail punt com", {Kind.EMAIL}),
        ("b s n 1234 56 782", {Kind.BSN}),
        ("nul zes twaalf vierendertig zesenvijftig achtenzeventig", {Kind.PHONE}),
        ("kenteken 12-ABC-3", {Kind.NUMBER_PLATE}),
    ],
)
def test_what_may_not_come_in_is_found(text: str, found: set[Kind]) -> None:
    assert kinds(text) == found
    offered = suggestion(text, check(text))
    assert check(offered) == []
    assert offered != text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Aan de Testlaan eenenzestig is alles koud.", {Kind.HOUSE}),
        ("Adres: Testlaan eenenzestig, alles koud.", {Kind.HOUSE}),
        ("Testweg tweehonderd veertien heeft schimmel.", {Kind.HOUSE}),
        ("Mensen uit \u0418\u0432\u0430\u043d\u043e\u0432 en verder.", {Kind.OTHER_SCRIPT}),
        ("\u5979\u53eb\u738b\u82b3 heeft het koud.", {Kind.OTHER_SCRIPT}),
        ("Het is zes een twee drie vier vijf zes zeven acht.", {Kind.LONG_NUMBER}),
        ("Paspoort AB1C2D3E4 is gekopieerd.", {Kind.CUSTOMER_NUMBER}),
        ("De bewoonster is schizofreen.", {Kind.HEALTH}),
    ],
)
def test_what_is_written_in_an_unusual_way_is_found(text: str, found: set[Kind]) -> None:
    assert kinds(text) == found
    assert not check(suggestion(text, check(text)))


@pytest.mark.parametrize(
    "text",
    [
        *INNOCENT,
        "Bij de Testmarkt twee flats, en in juni drie, vier of vijf meldingen.",
        "De \u03bb-waarde van glas.",
        "Het schoolplein, de winkelstraat en de loopbaan van een fixer.",
        "Stichting Humanitas en Van der Valk zijn erbij.",
        "De Jan van Galenschool en Albert Heijn doen mee.",
        "Mensen hebben gemiddeld 640 euro achterstand.",
        "De enige manier is een vaste contactpersoon.",
        "Als een bewoner ziek is, schuift de afspraak door.",
        "Wij zien meer benauwdheid bij mensen in koude huizen.",
        "Bel 14 036 of 0800-1234.",
        "In 2026 EU-geld, 12.345.678 kWh en 1.250.000 euro.",
    ],
)
def test_a_text_about_a_group_is_left_alone(text: str) -> None:
    assert check(text) == []


def test_what_the_caller_knows_is_no_person() -> None:
    text = "Vanuit de Regenboogstraat belde Anna Terpstra."
    known = frozenset({"regenboogstraat", "Anna Terpstra"})

    assert kinds(text) == {Kind.STREET, Kind.NAME}
    assert check(text, known) == []


def test_a_rare_trait_counts_only_with_a_small_group() -> None:
    text = "Syrische gezinnen begrijpen de meter niet."

    assert kinds(text) == set()
    assert kinds(text, size=FEW) == {Kind.UNIQUE_TRAIT}


def test_what_is_refused_and_what_is_held_agrees_with_the_kind() -> None:
    for one in check("Mevrouw Jansen, Kerkstraat 12, 06-12345678, hij heeft kanker."):
        assert one.verdict == ("refuse" if one.kind in REFUSED else "hold")


@given(text=AROUND, eight=st.integers(10_000_000, 99_999_999), after=AROUND)
def test_a_bsn_is_found_wherever_it_stands(text: str, eight: int, after: str) -> None:
    number = _bsn(eight)
    if not bsn.is_valid(number):
        return
    found = check(f"{text} {number} {after}")
    assert any(
        one.start <= len(text) + 1 and one.end >= len(text) + 10 and one.verdict == "refuse"
        for one in found
    )


@given(
    text=AROUND,
    eight=st.text("0123456789", min_size=8, max_size=8),
    way=st.sampled_from(["06{}", "06-{}", "+31 6 {}", "0031 6{}", "06 {}", "０６{}", "0\u200b6{}"]),
    gap=st.sampled_from(["", " ", "-", "."]),
)
def test_a_mobile_number_is_found_wherever_it_stands(
    text: str, eight: str, way: str, gap: str
) -> None:
    pairs = gap.join(eight[place : place + 2] for place in range(0, 8, 2))
    found = check(f"{text} {way.format(pairs)} graag")
    assert any(one.start >= len(text) and one.verdict == "refuse" for one in found)


@settings(max_examples=50)
@given(
    text=AROUND,
    bank=st.text("ABCDEFGHIJKLMNOPRSTUVZ", min_size=4, max_size=4),
    digits=st.text("0123456789", min_size=12, max_size=12),
)
def test_a_dutch_account_is_found_also_with_a_slip(text: str, bank: str, digits: str) -> None:
    number = f"NL{digits[:2]}{bank}{digits[2:]}"
    for written in (number, number.lower(), f"{number[:4]} {number[4:8]} {number[8:]}"):
        assert Kind.IBAN in kinds(f"{text} {written} is het")


@settings(max_examples=150)
@given(SIGNS)
def test_places_lie_in_the_text_and_never_overlap(text: str) -> None:
    found = check(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(SIGNS)
def test_each_seen_sign_stands_for_the_sign_at_its_place(text: str) -> None:
    view = seen(text)
    assert len(view.text) == len(view.places)
    assert list(view.places) == sorted(view.places)
    for sign, place in zip(view.text, view.places, strict=True):
        if sign.isdigit() and sign.isascii():
            assert any(
                unicodedata.digit(one, -1) == int(sign)
                for one in unicodedata.normalize("NFKC", text[place])
            )


@settings(max_examples=150)
@given(SIGNS, st.sampled_from(["", FEW]))
def test_what_is_offered_passes(text: str, size: str) -> None:
    assert check(suggestion(text, check(text, size=size), size=size), size=size) == []


@pytest.mark.parametrize(
    "piece",
    [
        "a", "9 ", "AB12", "NL00", "van de ", "J. ", "mevrouw ", "nul ", "1234 AB ", "klant ",
        "€1.", "hij heeft COPD. ", "a@b.", "a b c d ", "een man met ",
    ],
)  # fmt: skip
def test_no_text_takes_long(piece: str) -> None:
    def took(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        started = time.process_time()
        check(text)
        return time.process_time() - started

    took(100)
    # A text twenty times as long takes twenty times as long, not the square of it; how quick
    # the machine is does not count, and one hiccup of it neither.
    assert min(took(MOST) for _ in range(3)) < 120 * max(took(MOST // 20), 0.002)
