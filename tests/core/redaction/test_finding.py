"""What points at one person is found wherever it stands; what does not is left alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from stdnum import iban
from stdnum.nl import bsn

from bundel.core.redaction import Kind, faults_in, marked

AROUND = st.sampled_from(["", "Mevrouw woont er. ", "Zie: ", "Koelkast\nBuiten, ", "Bel (", "É "])


def kinds(text: str) -> list[Kind]:
    return [one.kind for one in faults_in(text)]


def _elfproef(eight: int) -> str | None:
    body = f"{eight:08d}"
    last = sum(int(d) * w for d, w in zip(body, range(9, 1, -1), strict=True)) % 11
    return None if last > 9 or eight == 0 else f"{body}{last}"


def _account(bank: str, number: int) -> str:
    rest = f"{bank}{number:010d}"
    return f"NL{iban.calc_check_digits('NL00' + rest)}{rest}"


@given(
    eight=st.integers(10_000_000, 99_999_999), before=AROUND, mark=st.sampled_from(["", " ", "."])
)
def test_a_bsn_is_found_by_its_elfproef(eight: int, before: str, mark: str) -> None:
    number = _elfproef(eight)
    if number is None or not bsn.is_valid(number):
        return
    written = mark.join([number[:4], number[4:6], number[6:]])
    found = faults_in(f"{before}{written} erbij")
    assert [one.kind for one in found] in ([Kind.BSN], [Kind.PHONE], [Kind.CUSTOMER_NUMBER])
    assert found[0].start == len(before)


@given(eight=st.integers(10_000_000, 99_999_999), off=st.integers(1, 9))
def test_nine_digits_that_fail_the_elfproef_are_no_bsn(eight: int, off: int) -> None:
    number = _elfproef(eight)
    if number is None:
        return
    other = number[:-1] + str((int(number[-1]) + off) % 10)
    assert Kind.BSN not in kinds(f"nummer {other}")


@given(
    bank=st.sampled_from(["ABNA", "INGB", "RABO"]), number=st.integers(1, 10**10 - 1), before=AROUND
)
@example(bank="ABNA", number=417164300, before="")
def test_an_iban_is_found_written_at_once_or_in_fours(bank: str, number: int, before: str) -> None:
    whole = _account(bank, number)
    fours = " ".join(whole[n : n + 4] for n in range(0, len(whole), 4))
    for written in (whole, fours, whole.lower()):
        text = f"{before}{written} op naam van"
        found = faults_in(text)
        assert [one.kind for one in found] == [Kind.IBAN]
        assert text[found[0].start : found[0].end] == written


@given(
    bank=st.sampled_from(["ABNA", "INGB"]), number=st.integers(1, 10**10 - 1), off=st.integers(1, 9)
)
def test_an_iban_with_one_other_digit_is_told_too(bank: str, number: int, off: int) -> None:
    whole = _account(bank, number)
    wrong = whole[:-1] + str((int(whole[-1]) + off) % 10)
    assert kinds(wrong) == [Kind.IBAN]


@given(
    four=st.integers(1000, 9999),
    letters=st.text("ABCDEFGHJKLMNPRSTVWXZ", min_size=2, max_size=2),
    number=st.integers(1, 999),
    gap=st.sampled_from(["", " "]),
)
def test_a_postcode_with_a_house_number_is_found(
    four: int, letters: str, number: int, gap: str
) -> None:
    for text in (
        f"ophalen bij {four}{gap}{letters} {number}",
        f"ophalen bij {four}{gap}{letters}, nr. {number}",
        f"Dorpslaan {number}, {four}{gap}{letters}",
    ):
        assert Kind.ADDRESS in kinds(text), text


@given(day=st.dates(date(1920, 1, 1), date(2009, 12, 31)), before=AROUND)
def test_a_date_of_long_ago_is_a_birth_date(day: date, before: str) -> None:
    for written in (f"{day.day}-{day.month}-{day.year}", day.isoformat(), f"{day:%d/%m/%Y}"):
        assert kinds(before + written) == [Kind.BIRTH_DATE]


@given(st.text())
def test_every_place_lies_in_the_text_and_none_overlaps(text: str) -> None:
    last = 0
    for one in faults_in(text):
        assert last <= one.start < one.end <= len(text)
        last = one.end
        assert one.verdict == "refuse"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("bel 06-12345678", Kind.PHONE),
        ("bel 06 12 34 56 78 na zes uur", Kind.PHONE),
        ("bel +31 6 12345678", Kind.PHONE),
        ("tel 036-5391234", Kind.PHONE),
        ("mail naar jan.jansen@voorbeeld.example", Kind.EMAIL),
        ("jan (at) voorbeeld.example", Kind.EMAIL),
        ("klantnummer: 40012345", Kind.CUSTOMER_NUMBER),
        ("dossiernr. AB-2026-1234", Kind.CUSTOMER_NUMBER),
        ("EAN 871687140000123456", Kind.CUSTOMER_NUMBER),
        ("geboren op 3 maart 1988", Kind.BIRTH_DATE),
        ("geb. 01-02-15", Kind.BIRTH_DATE),
        ("geboortedatum 4 mei 2021", Kind.BIRTH_DATE),
        ("bsn 11122233 3", Kind.BSN),
        ("BSN: 1\u200b11222333", Kind.BSN),
        ("bsn 111222333", Kind.BSN),
    ],
)
def test_what_people_write(text: str, kind: Kind) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "koelkast, 2 jaar oud, Buiten",
        "20 uur aanvraaghulp in november 2026",
        "Van 1 december 2026 tot 31-01-2027, elke dinsdag 13.00 - 16.00 uur.",
        "In 2026 in 3 wijken, in 2027 en 12 buurten.",
        "3 wasmachines van 1.250 euro, samen 3.750,00 euro",
        "Bel 0800-1234 of 14 036.",
        "Wij helpen 100.000 huishoudens met 12.500.000 euro.",
        "Postcodegebied 1353",
        "Radiatorfolie, 50 meter, 2 rollen",
        "",
    ],
)
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert faults_in(text) == ()


def test_what_is_marked_does_not_tell_it_again() -> None:
    text = "bel 06-12345678"
    (found,) = faults_in(text)
    assert marked(text, found) == "06…8"


def test_a_very_long_text_takes_no_time() -> None:
    text = "1234 5678 9012 AB12 a.b.c-d+e@ klantnummer " * 400
    assert isinstance(faults_in(text), tuple)
