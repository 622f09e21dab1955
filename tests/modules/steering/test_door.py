"""What may not stand in the free text of steering."""

from __future__ import annotations

import pytest

from bundel.errors import Invalid
from bundel.steering.services import door


@pytest.mark.parametrize(
    "text",
    [
        "Betaal het terug op NL91 ABNA 0417 1643 00.",
        "Bel haar op 06 12 34 56 78.",
        "Mail naar jan@voorbeeld.nl.",
        "Het gaat om 1353 AB 12.",
    ],
)
def test_what_points_at_one_person_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        door.check({"result": text, "mandate": "Zelf bestellen tot 5.000 euro."})

    assert [fault.field for fault in refusal.value.faults] == ["result"]


@pytest.mark.parametrize(
    "text",
    [
        "Collegebesluit, zaaknummer 2026-014512.",
        "Zie zaak Z/26/123456 van 12 januari.",
        "Akkoord, kenmerk: Z2026-00123.",
    ],
)
def test_a_proof_may_name_a_case_of_the_municipality(text: str) -> None:
    with pytest.raises(Invalid):
        door.check({"proof": text})
    door.check({"proof": text}, may_name_case=True)


@pytest.mark.parametrize(
    "text",
    [
        "Zaaknummer 123456782.",
        "Klantnummer 2026-014512.",
        "Zaaknummer 2026-014512, bsn 123456782.",
        "Zaaknummer 2026-0145 06 12345678.",
    ],
)
def test_a_proof_names_no_person_for_a_case(text: str) -> None:
    with pytest.raises(Invalid):
        door.check({"proof": text}, may_name_case=True)


def test_words_about_work_pass() -> None:
    door.check(
        {"result": "400 huishoudens in Haven voor 1 maart 2027, met Jan de Vries.", "hours": 12}
    )
