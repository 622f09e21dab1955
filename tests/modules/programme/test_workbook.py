"""A workbook goes in whole or not at all, and comes out as it went in."""

import io
import zipfile
from decimal import Decimal

import pytest
from django.utils.translation import override
from openpyxl import Workbook, load_workbook

from bundel.errors import Invalid, NotAllowed, NotFound
from bundel.programme import exchange, selectors
from bundel.programme.models import Fund, Initiative, LevelHours, Pool, Precedence

XLSX = "programma.xlsx"


@pytest.fixture
def workbook(coordinator):
    """The demo as people download it, open for editing."""
    return load_workbook(io.BytesIO(exchange.export_xlsx(actor=coordinator)))


@pytest.fixture
def load(coordinator, now):
    """Load a workbook and return what was taken over."""

    def load(book, name=XLSX):
        content = book if isinstance(book, bytes) else _bytes(book)
        return exchange.import_workbook(actor=coordinator, filename=name, content=content, at=now)

    return load


@pytest.fixture
def faults(load):
    """Load a workbook that is wrong and return its faults."""

    def faults(book, name=XLSX):
        with pytest.raises(exchange.WrongWorkbook) as caught:
            load(book, name)
        return caught.value.found

    return faults


def _bytes(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _csv(sheet, *lines):
    return "\r\n".join(lines).encode(), f"{sheet}.csv"


def _set(book, sheet, row, column, value):
    headings = [cell.value for cell in book[sheet][1]]
    book[sheet].cell(row, headings.index(column) + 1, value)


def _row_of(book, sheet, *key):
    for row in book[sheet].iter_rows(min_row=2):
        if tuple(cell.value for cell in row[: len(key)]) == key:
            return row[0].row
    raise LookupError(key)


def test_what_goes_out_comes_in_as_the_same_programme(coordinator, load):
    xlsx, csv = exchange.export_xlsx(actor=coordinator), exchange.export_csv(actor=coordinator)

    nothing = exchange.Taken(new=0, changed=0, gone=0)
    assert load(xlsx) == nothing
    assert load(csv, "programma.zip") == nothing


def test_an_empty_programme_fills_from_the_export_of_another(coordinator, workbook, load):
    problem = selectors.build_problem(actor=coordinator)
    for sheet in set(workbook.sheetnames) - {"Uitleg", "Afdelingen"}:
        workbook[sheet].delete_rows(2, workbook[sheet].max_row)
    kept = exchange.export_xlsx(actor=coordinator)
    _refill_frame(workbook)

    load(workbook)
    emptied = selectors.build_problem(actor=coordinator)
    load(kept)

    assert emptied["initiatives"] == []
    assert selectors.build_problem(actor=coordinator) == problem


def _refill_frame(book):
    book["Programma"].append(["Leeg", "2027-K1", 12, 1, 1])


def test_the_template_has_every_sheet_and_no_rows(coordinator, load):
    template = load_workbook(io.BytesIO(exchange.template_xlsx()))

    assert template.sheetnames[0] == "Uitleg"
    assert all(template[name].max_row == 1 for name in template.sheetnames[1:])


def test_the_same_file_twice_changes_nothing(workbook, load):
    _set(workbook, "Initiatieven", 2, "naam", "Andere naam")

    first, second = load(workbook), load(workbook)

    assert (first.new, first.changed, first.gone) == (0, 1, 0)
    assert (second.new, second.changed, second.gone) == (0, 0, 0)


def test_a_preview_tells_what_would_change_and_changes_nothing(coordinator, workbook, now):
    _set(workbook, "Pools", 2, "fte", 2)
    upload = exchange.upload_workbook(
        actor=coordinator, filename=XLSX, content=_bytes(workbook), at=now
    )

    seen = exchange.preview(actor=coordinator, upload_id=upload)

    (difference,) = seen.differences
    assert (difference.sheet, difference.kind) == ("Pools", "changed")
    assert difference.fields == (("fte", "1,2", "2"),)
    assert not Pool.objects.filter(fte=2, code="beleid_armoede").exists()


def test_an_upload_is_taken_over_once_and_only_by_whoever_loaded_it(almere, workbook, now):
    actor, other = almere("coordinator"), almere("functional_manager")
    upload = exchange.upload_workbook(actor=actor, filename=XLSX, content=_bytes(workbook), at=now)

    with pytest.raises(NotFound):
        exchange.take_over(actor=other, upload_id=upload, at=now)
    exchange.take_over(actor=actor, upload_id=upload, at=now)
    with pytest.raises(exchange.AlreadyTakenOver):
        exchange.take_over(actor=actor, upload_id=upload, at=now)


def test_a_reader_may_take_out_but_not_in(reader, now):
    assert exchange.export_xlsx(actor=reader)
    with pytest.raises(NotAllowed):
        exchange.import_workbook(actor=reader, filename=XLSX, content=b"", at=now)


def test_every_fault_is_listed_and_nothing_is_loaded(workbook, faults):
    _set(workbook, "Uren", 2, "pool", "projektleider")
    _set(workbook, "Uren", 3, "uren start", -5)
    _set(workbook, "Uren", 4, "uren start", 10**9)
    _set(workbook, "Pools", 2, "naam", "Nieuwe naam")

    found = faults(workbook)

    assert [(f.sheet, f.row, f.column) for f in found] == [
        ("Uren", 2, "pool"),
        ("Uren", 3, "uren start"),
        ("Uren", 4, "uren start"),
    ]
    assert found[0].right == "Bedoelt u projectleider?"
    assert not Pool.objects.filter(name="Nieuwe naam").exists()


def test_a_wrong_sheet_name_gets_the_right_one(workbook, faults):
    workbook["Initiatieven"].title = "Initiatief"

    (fault,) = faults(workbook)

    assert (fault.sheet, fault.right) == ("Initiatief", "Bedoelt u Initiatieven?")


@pytest.mark.parametrize(
    ("sheet", "name", "right"),
    [
        ("Pools", "Ploegen", "Bedoelt u Pools?"),
        ("Pools", "Team", "Bedoelt u Pools?"),
        ("Pools per kwartaal", "Teams per kwartaal", "Bedoelt u Pools per kwartaal?"),
        ("Geldbronnen", "Budgetten", "Bedoelt u Geldbronnen?"),
    ],
)
def test_a_sheet_by_another_name_gets_ours(workbook, faults, sheet, name, right):
    workbook[sheet].title = name

    assert (name, right) in {(f.sheet, f.right) for f in faults(workbook)}


def test_a_sheet_that_is_like_none_gets_them_all(workbook, faults):
    workbook["Doelen"].title = "Blad1"

    (fault,) = (f for f in faults(workbook) if f.sheet == "Blad1")

    assert fault.right.startswith("Kies uit: Programma, ")
    assert "Ondergrenzen" in fault.right


def test_a_department_of_a_removed_initiative_stays(workbook, faults):
    for sheet in set(workbook.sheetnames) - {"Uitleg", "Programma"}:
        workbook[sheet].delete_rows(2, workbook[sheet].max_row)

    assert {(f.sheet, f.wrong) for f in faults(workbook)} == {
        ("Afdelingen", "Bij SB hoort nog een verwijderd initiatief."),
        ("Afdelingen", "Bij WI hoort nog een verwijderd initiatief."),
    }


def test_a_wrong_heading_gets_the_right_one(workbook, faults):
    workbook["Geldbronnen"]["B1"] = "namen"

    assert ("Geldbronnen", 1, "namen", "Bedoelt u 'naam'?") in {
        (f.sheet, f.row, f.column, f.right) for f in faults(workbook)
    }


def test_a_sheet_without_its_key_says_which_column_is_missing(faults):
    found = faults(*_csv("Afdelingen", "naam", "Wonen"))

    assert ("code", "Deze kolom ontbreekt.") in {(f.column, f.wrong) for f in found}


def test_a_formula_is_refused_by_its_cell(workbook, faults):
    workbook["Pools"]["F3"] = "=1+1"

    assert ("Pools", 3, "F3", "Hier staat een formule.") in {
        (f.sheet, f.row, f.column, f.wrong) for f in faults(workbook)
    }


def test_a_formula_without_an_outcome_is_told_once(workbook, faults):
    workbook["Pools"]["F3"] = "=1+1"

    (fault,) = faults(workbook)

    assert fault.wrong == "Hier staat een formule."


def test_merged_cells_are_refused_by_their_range(workbook, faults):
    workbook["Doelen"].merge_cells("C2:C3")

    assert ("Doelen", 2, "C2:C3") in {(f.sheet, f.row, f.column) for f in faults(workbook)}


@pytest.mark.parametrize(
    ("sheet", "cells"),
    [
        ("Initiatieven", "A2:A9"),
        ("Initiatieven", "A1:C1"),
        ("Initiatieven", "B3:E12"),
        ("Niveaus", "A2:A30"),
        ("Pools", "A2:F5"),
    ],
)
def test_merged_cells_are_one_fault_each_whatever_they_cover(workbook, faults, sheet, cells):
    workbook[sheet].merge_cells(cells)
    workbook["Doelen"].merge_cells("C2:C3")

    found = faults(workbook)

    assert {(f.sheet, f.column) for f in found} == {(sheet, cells), ("Doelen", "C2:C3")}
    assert len(found) == 2


def test_another_fault_beside_merged_cells_is_told_too(workbook, faults):
    workbook["Pools"].merge_cells("A2:A5")
    _set(workbook, "Pools", 8, "fte", "veel")

    assert ("Pools", 8, "fte") in {(f.sheet, f.row, f.column) for f in faults(workbook)}


def test_a_double_row_names_both_rows(workbook, faults):
    row = [cell.value for cell in workbook["Afdelingen"][2]]
    workbook["Afdelingen"].append(row)

    (fault,) = faults(workbook)

    assert fault.row == 4
    assert fault.right == "Houd een van rij 2 en rij 4."


def test_starting_longer_than_the_level_lasts_is_refused(workbook, faults):
    row = _row_of(workbook, "Niveaus", "INI-03", "gewoon")
    _set(workbook, "Niveaus", row, "startkwartalen", 9)

    assert ("Niveaus", row, "startkwartalen") in {
        (f.sheet, f.row, f.column) for f in faults(workbook)
    }


def test_a_ring_of_precedences_names_a_row_to_take_out(workbook, faults):
    graded = ["na de start", 0, "D", "", ""]
    workbook["Volgorde"].append(["INI-15", "INI-13", *graded])

    assert {(f.sheet, f.column) for f in faults(workbook)} == {("Volgorde", "daarna")}


def test_waiting_for_the_end_of_what_goes_on_is_refused(workbook, faults):
    row = _row_of(workbook, "Volgorde", "INI-02", "INI-03")
    _set(workbook, "Volgorde", row, "soort", "na het einde")

    assert [(f.row, f.column) for f in faults(workbook)] == [(row, "soort")]


def test_a_floor_that_nobody_can_meet_says_how_much_can(workbook, faults):
    _set(workbook, "Ondergrenzen", 2, "huishoudens", 500_000)

    (fault,) = faults(workbook)

    assert (fault.sheet, fault.column) == ("Ondergrenzen", "huishoudens")
    assert "hooguit" in fault.right


def test_a_fund_that_may_not_pay_the_department_is_refused(workbook, faults):
    workbook["Mag betalen"].append(["programma", "WI"])

    assert {f.sheet for f in faults(workbook)} == {"Geld"}


def test_low_above_high_is_refused(workbook, faults):
    _set(workbook, "Bereik", 2, "huishoudens laag", 999)

    assert [(f.sheet, f.row) for f in faults(workbook)] == [("Bereik", 2)]


def test_a_decimal_comma_and_a_date_as_text_are_understood(load):
    headings = "code;naam;totaal euro;euro per kwartaal;einddatum;voorwaarden;graad"
    kept = [f"{f.code};{f.name};1;;;;D" for f in Fund.objects.order_by("code")]

    load(*_csv("Geldbronnen", headings, *kept, "nieuw;Nieuw fonds;12.500,75;;31-12-2028;;D"))

    fund = Fund.objects.get(code="nieuw")
    assert fund.total_eur == Decimal("12500.75")
    assert fund.end_date.isoformat() == "2028-12-31"


def test_a_number_that_can_mean_two_things_is_refused(faults):
    (fault,) = [
        f
        for f in faults(*_csv("Geldbronnen", "code;naam;totaal euro;graad", "n;Nieuw;1.500;D"))
        if f.row == 2
    ]

    assert fault.column == "totaal euro"


@pytest.mark.parametrize("danger", ["=1+1", "+31", "-5 graden", "@import", "=cmd|' /C calc'!A0"])
def test_what_a_spreadsheet_would_run_is_neutral_outside_and_itself_inside(
    coordinator, load, danger
):
    Initiative.objects.filter(code="INI-01").update(summary=danger)

    xlsx, csv = exchange.export_xlsx(actor=coordinator), exchange.export_csv(actor=coordinator)

    cells = load_workbook(io.BytesIO(xlsx))["Initiatieven"]
    assert cells["C2"].value == f"'{danger}"
    assert cells["C2"].data_type == "s"
    assert f";{danger}".encode() not in zipfile.ZipFile(io.BytesIO(csv)).read("Initiatieven.csv")
    assert load(xlsx).changed == load(csv, "a.zip").changed == 0


def test_removing_an_initiative_by_file_keeps_all_that_hangs_on_it(coordinator, workbook, load):
    code, hours = "INI-12", LevelHours.objects.filter(level__initiative__code="INI-12").count()
    for name in workbook.sheetnames[1:]:
        for row in reversed(list(workbook[name].iter_rows(min_row=2))):
            if code in {cell.value for cell in row}:
                workbook[name].delete_rows(row[0].row)

    taken = load(workbook)

    assert taken.gone > hours
    assert Initiative.objects.get(code=code).archived_at is not None
    assert LevelHours.objects.filter(level__initiative__code=code).count() == hours
    assert code not in {row.code for row in selectors.initiative_rows(actor=coordinator)}


def test_one_sheet_alone_leaves_the_others_as_they_are(coordinator, load):
    before = Precedence.objects.count()

    taken = load(*_csv("Volgorde", "eerst;daarna;soort;graad", "INI-06;INI-07;na de start;D"))

    assert taken.gone == before - 1


def test_ten_thousand_initiatives_are_read_and_checked(coordinator, now):
    lines = [f"X-{n};Initiatief {n};WI;idee;D" for n in range(10_000)]
    content, name = _csv("Initiatieven", "code;naam;afdeling;status;graad", *lines)
    upload = exchange.upload_workbook(actor=coordinator, filename=name, content=content, at=now)

    seen = exchange.preview(actor=coordinator, upload_id=upload)

    # The rows on other sheets still point to the initiatives that this file no longer has.
    assert {f.row for f in seen.faults} == {0}


def _bomb(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, size in parts.items():
            archive.writestr(name, b" " * size)
    return out.getvalue()


def _far_cell():
    book = Workbook()
    book.active.title = "Afdelingen"
    book.active["XFD1048576"] = 1
    return _bytes(book)


HOSTILE = {
    "a zip bomb": (_bomb({"xl/workbook.xml": 200 * 2**20}), XLSX),
    "a zip bomb of CSV": (_bomb({"Pools.csv": 200 * 2**20}), "a.zip"),
    "a thousand parts": (_bomb({f"{n}.csv": 1 for n in range(1000)}), "a.zip"),
    "a cell far away": (_far_cell(), XLSX),
    "no zip at all": (b"PK\x03\x04 and nothing", XLSX),
    "a zip that is no workbook": (_bomb({"a.txt": 5}), XLSX),
    "a program in a zip": (_bomb({"a.exe": 5}), "a.zip"),
    "another ending": (b"x", "a.xls"),
    "an empty file": (b"", "Pools.csv"),
    "too many bytes": (b"x" * (6 * 2**20), "Pools.csv"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_words(faults, name):
    found = faults(*HOSTILE[name])

    assert found
    assert all(f.wrong and f.right for f in found)


def test_an_entity_in_the_xml_is_refused(faults, workbook):
    content = io.BytesIO(_bytes(workbook))
    out = io.BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            if part == "xl/workbook.xml":
                data = b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>' + data
            new.writestr(part, data)

    assert faults(out.getvalue())


def test_a_refused_workbook_is_an_invalid_with_a_fault_per_cell(workbook, load):
    _set(workbook, "Uren", 3, "uren start", -5)

    with pytest.raises(Invalid) as caught:
        load(workbook)

    assert caught.value.faults[0].field == "Uren!3!uren start"


def test_faults_are_told_in_the_language_of_the_reader(faults):
    with override("nl"):
        dutch = faults(b"%PDF", "programma.pdf")[0].wrong
    with override("en"):
        english = faults(b"%PDF", "programma.pdf")[0].wrong

    assert dutch == "Een bestand met '.pdf' kunnen we niet lezen."
    assert english == "We cannot read a file with '.pdf'."
