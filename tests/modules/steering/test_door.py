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


def test_words_about_work_pass() -> None:
    door.check(
        {"result": "400 huishoudens in Haven voor 1 maart 2027, met Jan de Vries.", "hours": 12}
    )
