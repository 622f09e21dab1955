"""Likeness: what is one, what is not, and what a person has to look at."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundel.core.likeness import Sign, compare, pairs, plain, plain_address, plain_phone, site_of


def sign(key="a", name="Stichting De Vrolijke Buurt", **fields):
    sets = {field: frozenset(value) for field, value in fields.items() if field != "owner"}
    return Sign(key, (name,), owner=fields.get("owner", ""), **sets)


signs = st.builds(
    Sign,
    id=st.sampled_from("abcdef"),
    names=st.tuples(st.sampled_from(["Buurt", "De Buurt", "Wijkteam", "Buurtwerk", "Voedselbank"])),
    emails=st.frozensets(st.sampled_from(["x@y.nl", "z@y.nl"]), max_size=1),
    phones=st.frozensets(st.sampled_from(["361234567"]), max_size=1),
    owner=st.sampled_from(["", "o", "p"]),
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Stichting De Vrolijke Buurt", "vrolijke buurt"),
        ("Vrolijke-Buurt B.V.", "vrolijke buurt"),
        ("CAFÉ  Zoë", "cafe zoe"),
        ("De", "de"),
        ("", ""),
    ],
)
def test_a_name_is_told_without_what_all_have(name, expected):
    assert plain(name) == expected


def test_phones_sites_and_doors_are_told_in_one_way():
    assert plain_phone("036 - 123 45 67") == plain_phone("+31 36 1234567") == "361234567"
    assert plain_phone("0900") == ""
    assert site_of("https://www.Buurt.example/over?x=1") == site_of("info@buurt.example")
    assert site_of("https://www.buurt.example") == "buurt.example"
    assert site_of("iemand@gmail.com") == site_of("niets") == ""
    assert plain_address("1353 aa", "Havenplein 1 B") == plain_address("1353AA", "Havenplein 1b")
    assert plain_address("", "Havenplein 1") == plain_address("1353AA", "Postbus") == ""


def test_a_name_and_a_site_make_one():
    likeness = compare(
        sign(sites=["buurt.example"]), sign("b", "vrolijke buurt", sites=["buurt.example"])
    )

    assert likeness.verdict == "same"
    assert likeness.reasons == ("name", "site")


def test_a_name_alone_is_not_sure():
    assert compare(sign(), sign("b")).verdict == "unsure"


def test_a_door_alone_is_two_in_one_building():
    one = sign(addresses=["1353AA 1"], phones=["361234567"])

    assert compare(one, sign("b", "Voedselbank", addresses=["1353AA 1"])).verdict == "different"


def test_the_same_service_of_two_owners_is_two():
    one, other = (
        sign(name="Hulp bij formulieren", owner="o"),
        sign("b", "Hulp bij formulieren", owner="p"),
    )

    assert compare(one, other).verdict == "different"
    assert compare(one, sign("b", "Hulp bij formulieren", owner="o")).verdict == "same"


def test_only_what_shares_something_is_looked_at():
    found = pairs([sign("a"), sign("b", "Vrolijke Buurt"), sign("c", "Waterbedrijf")])

    assert [(one.id, other.id) for one, other, _likeness in found] == [("a", "b")]


@given(signs, signs)
def test_which_comes_first_makes_no_difference(one, other):
    assert compare(one, other) == compare(other, one)


@given(signs)
def test_what_equals_itself_in_all_is_never_different(one):
    assert compare(one, one).verdict != "different"


def test_thousands_of_services_are_quick(figure):
    many = [
        sign(
            f"{number:05}",
            f"Dienst {number % 700} voor wijk {number % 90}",
            owner=f"o{number % 300}",
        )
        for number in range(5_000)
    ]

    begun = time.perf_counter()
    pairs(many)
    took_s = time.perf_counter() - begun

    figure(f"pairs among 5,000 services: {took_s:.2f} s")
    assert took_s < 20
