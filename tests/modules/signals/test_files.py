"""Signals in files: the same door, bad rows named without a word of them, and twice is once."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bundel.signals.models import Signal
from bundel.signals.services import files
from bundel.ui.lists import as_file
from tests.modules.network.conftest import Network
from tests.modules.signals.conftest import CLEAN, NOW

SECRET = "Mevrouw Zonderland, 06-12345678"
FINE = {
    "Tekst": CLEAN,
    "Omvang": "11 tot 25",
    "Periode": "maand",
    "Trend": "stijgend",
    "Ernst": "Hoog",
    "Gebied": "haven",
}


def file_of(*rows: dict[str, str], kind: str = "csv") -> bytes:
    """Return a file with these rows in the columns of the template."""
    names = list(files.HEADINGS.values())
    cells = [[row.get(name, "") for name in names] for row in rows]
    return bytes(as_file(kind=kind, name="x", headings=names, rows=cells).content)


def bring(ground: Network, content: bytes, **wanted: Any) -> files.Taken:
    """Let the coordinator bring in a file."""
    given = {"filename": "signalen.csv", "at": NOW} | wanted
    return files.import_signals(actor=ground.actor("coordinator"), content=content, **given)


def test_good_rows_come_in_and_bad_ones_are_named(ground: Network) -> None:
    content = file_of(
        FINE | {"Organisatie": "Kern Energiehulp"},
        FINE | {"Tekst": f"{CLEAN} {SECRET}"},
        FINE | {"Gebied": SECRET, "Ernst": "erg"},
        FINE,
        FINE,
        kind="xlsx",
    )

    taken = bring(ground, content, filename="signalen.xlsx")

    assert [row.state for row in taken.rows] == ["told", "refused", "wrong", "told", "told"]
    assert [row.line for row in taken.out] == [3, 4]
    assert taken.rows[1].reasons == ("Tekst: een telefoonnummer",)
    assert SECRET not in str(taken)
    first = Signal.objects.order_by("number")[0]
    assert (first.channel, first.size, first.severity) == ("file", "11-25", "high")
    assert first.organisation == ground.organisations["kern"]
    assert {row.state for row in bring(ground, content, filename="x.xlsx").rows[3:]} == {"same"}
    assert Signal.objects.count() == 3


def test_all_or_nothing_is_nothing_when_one_row_is_bad(ground: Network) -> None:
    taken = bring(ground, file_of(FINE, FINE | {"Ernst": "erg"}), is_whole=True)

    assert [row.line for row in taken.rows] == [3]
    assert Signal.objects.count() == 0


def test_killed_halfway_leaves_nothing(ground: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    tell, told = files.tell_signal, []

    def stop(**wanted: Any) -> Any:
        if told:
            raise KeyboardInterrupt
        told.append(1)
        return tell(**wanted)

    monkeypatch.setattr(files, "tell_signal", stop)
    with pytest.raises(KeyboardInterrupt):
        bring(ground, file_of(FINE, FINE))

    assert Signal.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04 geen werkboek", "kolommen ontbreken"),
        (b"Tekst;Omvang\r\nx;y", "Periode, Trend, Ernst"),
        (b"Tekst;Omvang;Periode;Trend;Ernst\r\n", "geen rijen"),
        (b"Tekst;Omvang;Periode;Trend;Ernst\r\n" + b"x;x;x;x;x\r\n" * 151, "meer dan 150 rijen"),
    ],
)
def test_a_wrong_file_is_told_as_a_whole(ground: Network, content: bytes, words: str) -> None:
    with pytest.raises(files.WrongFile) as refused:
        bring(ground, content)

    assert words in refused.value.faults[0].message


def test_the_page_tells_what_became_of_the_rows(ground: Network) -> None:
    content = file_of(FINE, FINE | {"Tekst": f"{CLEAN} {SECRET}"})
    sent = SimpleUploadedFile("signalen.csv", content)

    page = ground.client("coordinator").post("/signalen/bestand", {"file": sent})

    text = page.content.decode()
    assert page.status_code == 200
    assert "1 signaal gemeld." in text and "een telefoonnummer" in text
    assert "12345678" not in text


def test_the_list_goes_out_as_it_stands_and_comes_back(ground: Network) -> None:
    bring(ground, file_of(FINE, FINE | {"Gebied": "buiten", "Tekst": f"=1+1 {CLEAN}"}))

    client = ground.client("coordinator")
    found = client.get(f"/signalen/bestand/lijst/csv?bak=alles&gebied={ground.areas['buiten'].pk}")
    text = found.content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text), delimiter=";")

    assert row["Tekst"] == f"'=1+1 {CLEAN}" and row["Omvang"] == "11-25"
    assert ground.client("kern coordinator").get("/signalen/bestand/lijst/csv").status_code == 200
    assert ground.client("kern worker").get("/signalen/bestand/lijst/csv").status_code == 403
    back = bring(ground, found.content)
    assert [one.state for one in back.rows] == ["told"]


def test_a_file_that_a_spreadsheet_calls_unicode_text_is_read(ground: Network) -> None:
    content = file_of(FINE).decode("utf-8-sig").replace(";", "\t").encode("utf-16")

    assert [row.state for row in bring(ground, content).rows] == ["told"]
