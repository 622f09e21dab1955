"""What a workbook must mean: references that exist, orders without a ring, floors within reach."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _

from bundel.programme.exchange.book import Book, Key, Row
from bundel.programme.exchange.faults import SheetFault
from bundel.programme.exchange.sheets import AREAS, SHEETS, Link, Sheet
from bundel.programme.reachable import most_counted

MOST_NAMES = 500
RANGES = ("nu euro", "later euro", "huishoudens", "nu per huishouden", "later per huishouden")


def check_meaning(book: Book, area_codes: Collection[str]) -> list[SheetFault]:
    """
    Return all that is wrong between the cells of a whole programme.

    Args:
        book: The programme as it would become: sheets of the file, the others as they are.
        area_codes: Areas that this municipality knows.
    """
    faults = [*_references(book, area_codes)]
    for check in CHECKS:
        faults.extend(check(book))
    return faults


def _references(book: Book, area_codes: Collection[str]) -> Iterator[SheetFault]:
    areas = {(code,) for code in area_codes}
    known: dict[str, Collection[Key]] = {
        sheet.name: book.sheets.get(sheet.name, {}).keys() | book.broken.get(sheet.name, set())
        for sheet in SHEETS
    }
    known[AREAS] = areas
    for sheet in SHEETS:
        for row in book.rows(sheet.name):
            for link in sheet.links:
                key = tuple(row.values[name] for name in link.columns)
                if key[-1] is not None and key not in known[link.target]:
                    yield _unknown(sheet, row, link, key, known[link.target])


def _unknown(sheet: Sheet, row: Row, link: Link, key: Key, known: Collection[Key]) -> SheetFault:
    alike = [str(k[-1]) for k in known if k[:-1] == key[:-1]]
    # Among very many names looking for the nearest takes longer than it helps.
    near = get_close_matches(str(key[-1]), alike, n=1) if len(alike) < MOST_NAMES else []
    right = (
        _("Bedoelt u %(near)s?") % {"near": near[0]}
        if near
        else _("Zet hem eerst op het blad %(target)s.") % {"target": link.target}
    )
    if link.target == AREAS and not near:
        right = _("Kies een gebied dat deze gemeente kent.")
    what = " / ".join(map(str, key))
    return SheetFault(
        sheet.name,
        row.number,
        link.columns[-1],
        _("'%(what)s' bestaat niet op %(target)s.") % {"what": what, "target": link.target},
        right,
    )


def _ranges(book: Book) -> Iterator[SheetFault]:
    for name in ("Niveaus", "Bereik"):
        for row in book.rows(name):
            for prefix in RANGES:
                ends = [row.values.get(f"{prefix} {end}") for end in ("laag", "midden", "hoog")]
                if ends != sorted(end or Decimal(0) for end in ends) and None not in ends:
                    yield SheetFault(
                        name,
                        row.number,
                        f"{prefix} midden",
                        _("Laag, midden en hoog lopen niet op."),
                        _("Zorg dat laag niet boven midden ligt en midden niet boven hoog."),
                    )


def _durations(book: Book) -> Iterator[SheetFault]:
    for row in book.rows("Niveaus"):
        duration, starting = row.values["duur kwartalen"], row.values["startkwartalen"]
        if duration is not None and starting > duration:
            yield SheetFault(
                "Niveaus",
                row.number,
                "startkwartalen",
                _("Starten duurt %(starting)s kwartalen, langer dan de duur van %(duration)s.")
                % {"starting": starting, "duration": duration},
                _("Vul hooguit %(duration)s in, of maak de duur langer.") % {"duration": duration},
            )
    levels = book.sheets.get("Niveaus", {})
    for name, column in (("Geld", "tot en met kwartaal"), ("Bereik", "aanloop")):
        for row in book.rows(name):
            level = levels.get((row.values["initiatief"], row.values["niveau"]))
            if level is not None and level.values["duur kwartalen"] is not None:
                yield from _too_long(name, column, row, level)
    for row in book.rows("Geld"):
        until = row.values["tot en met kwartaal"]
        if until is not None and until < row.values["vanaf kwartaal"]:
            yield SheetFault(
                "Geld",
                row.number,
                "tot en met kwartaal",
                _("Het einde ligt voor het begin."),
                _("Vul een later kwartaal in."),
            )


def _too_long(name: str, column: str, row: Row, level: Row) -> Iterator[SheetFault]:
    duration = level.values["duur kwartalen"]
    value = row.values[column]
    if column == "aanloop":
        value, duration = len(value), max(duration - level.values["startkwartalen"], 1)
    elif value is None:
        value = row.values["vanaf kwartaal"]
    if value > duration:
        yield SheetFault(
            name,
            row.number,
            column,
            _("Dit loopt tot kwartaal %(value)s, maar het niveau heeft er %(duration)s.")
            % {"value": value, "duration": duration},
            _("Vul hooguit %(duration)s in, of maak de duur langer.") % {"duration": duration},
        )


def _funds(book: Book) -> Iterator[SheetFault]:
    for row in book.rows("Geldbronnen"):
        total, quarterly = row.values["totaal euro"], row.values["euro per kwartaal"]
        if (total is None) == (quarterly is None):
            yield SheetFault(
                "Geldbronnen",
                row.number,
                "totaal euro",
                _("Een geldbron heeft een totaal of een bedrag per kwartaal."),
                _("Vul een van beide in."),
            )
    payees = defaultdict[str, set[str]](set)
    for row in book.rows("Mag betalen"):
        payees[row.values["geldbron"]].add(row.values["afdeling"])
    initiatives = book.sheets.get("Initiatieven", {})
    for row in book.rows("Geld"):
        fund, initiative = row.values["geldbron"], initiatives.get((row.values["initiatief"],))
        if payees[fund] and initiative and initiative.values["afdeling"] not in payees[fund]:
            yield SheetFault(
                "Geld",
                row.number,
                "geldbron",
                _("%(fund)s mag afdeling %(department)s niet betalen.")
                % {"fund": fund, "department": initiative.values["afdeling"]},
                _("Kies een andere geldbron, of vul het blad Mag betalen aan."),
            )


def _windows(book: Book) -> Iterator[SheetFault]:
    for row in book.rows("Initiatieven"):
        earliest, latest = row.values["vroegste start"], row.values["laatste start"]
        if earliest and latest and latest < earliest:
            yield SheetFault(
                "Initiatieven",
                row.number,
                "laatste start",
                _("%(latest)s ligt voor de vroegste start %(earliest)s.")
                % {"latest": latest, "earliest": earliest},
                _("Vul een later kwartaal in."),
            )


def _usual_levels(book: Book) -> Iterator[SheetFault]:
    usual = Counter(r.values["initiatief"] for r in book.rows("Niveaus") if r.values["gewoon"])
    for row in book.rows("Niveaus"):
        if row.values["gewoon"] and usual[row.values["initiatief"]] > 1:
            yield SheetFault(
                "Niveaus",
                row.number,
                "gewoon",
                _("Er zijn meer gewone niveaus bij dit initiatief."),
                _("Zet er bij een op ja."),
            )


def _proofs(book: Book) -> Iterator[SheetFault]:
    for row in book.rows("Randvoorwaarden"):
        if row.values["bewijs"] and not row.values["voldaan"]:
            yield SheetFault(
                "Randvoorwaarden",
                row.number,
                "bewijs",
                _("Er is een bewijs, maar er staat niet dat het is voldaan."),
                _("Zet bij voldaan ja, of maak bewijs leeg."),
            )


def _benefits(book: Book) -> Iterator[SheetFault]:
    for row in book.rows("Baten"):
        if row.values["streefwaarde"] is not None and row.values["streefdatum"] is None:
            yield SheetFault(
                "Baten",
                row.number,
                "streefdatum",
                _("Een streefwaarde zonder datum zegt niet wanneer."),
                _("Vul een datum in."),
            )


def _rules(book: Book) -> Iterator[SheetFault]:
    members = Counter(row.values["regel"] for row in book.rows("Regels voor"))
    for (code,), row in book.sheets.get("Regels", {}).items():
        kind, limit = row.values["soort"], row.values["starts per kwartaal"]
        if (kind == "start_limit") != (limit is not None):
            yield SheetFault(
                "Regels",
                row.number,
                "starts per kwartaal",
                _("Alleen een grens aan starts heeft een aantal, en altijd een."),
                _("Vul het aantal in bij 'grens aan starts' en laat het anders leeg."),
            )
        if kind != "synergy" and (row.values["winst nu"] or row.values["winst later"]):
            yield SheetFault(
                "Regels",
                row.number,
                "winst nu",
                _("Alleen 'samen sterker' levert winst op."),
                _("Laat de winst leeg."),
            )
        least = 2 if kind in {"synergy", "exclusion"} else 1
        if members[code] < least:
            yield SheetFault(
                "Regels",
                row.number,
                "code",
                _("Deze regel gaat over %(members)s initiatieven.") % {"members": members[code]},
                _("Zet er minstens %(least)s op het blad Regels voor.") % {"least": least},
            )


def _precedences(book: Book) -> Iterator[SheetFault]:
    after = defaultdict[str, list[Row]](list)
    endless = _endless(book)
    for row in book.rows("Volgorde"):
        after[row.values["eerst"]].append(row)
        if row.values["soort"] == "finish-start" and row.values["eerst"] in endless:
            yield SheetFault(
                "Volgorde",
                row.number,
                "soort",
                _("%(first)s gaat door zonder einde, dus het vervolg begint nooit.")
                % {"first": row.values["eerst"]},
                _("Kies 'na de start', of geef de niveaus een duur."),
            )
    for row in _closing_rings(after):
        yield SheetFault(
            "Volgorde",
            row.number,
            "daarna",
            _("%(first)s en %(next)s wachten in een kring op elkaar.")
            % {"first": row.values["eerst"], "next": row.values["daarna"]},
            _("Haal een rij uit de kring weg."),
        )


def _endless(book: Book) -> set[str]:
    """Return the initiatives of which no level ends."""
    ends = defaultdict[str, bool](bool)
    for row in book.rows("Niveaus"):
        ends[row.values["initiatief"]] |= row.values["duur kwartalen"] is not None
    return {code for code, ended in ends.items() if not ended}


def _closing_rings(after: dict[str, list[Row]]) -> Iterator[Row]:
    """Yield each row that closes a ring; walks without recursion, so long chains are fine."""
    done: set[str] = set()
    for root in list(after):
        path: dict[str, Iterator[Row]] = {root: iter(after[root])} if root not in done else {}
        while path:
            here, rest = next(reversed(path.items()))
            row = next(rest, None)
            if row is None:
                done.add(here)
                del path[here]
            elif (there := row.values["daarna"]) in path:
                yield row
            elif there not in done:
                path[there] = iter(after.get(there, []))


def _saturation(book: Book) -> Iterator[SheetFault]:
    worth = Decimal(1)
    for (_upto,), row in sorted(book.sheets.get("Verzadiging", {}).items()):
        if not row.values["tot aandeel"]:
            yield SheetFault(
                "Verzadiging",
                row.number,
                "tot aandeel",
                _("Een trede is breder dan nul."),
                _("Vul een aandeel boven 0 in."),
            )
        if row.values["waarde"] > worth:
            yield SheetFault(
                "Verzadiging",
                row.number,
                "waarde",
                _("De waarde loopt weer op."),
                _("Laat de waarde per trede dalen of gelijk blijven."),
            )
        worth = row.values["waarde"]


def _floors(book: Book) -> Iterator[SheetFault]:
    steps = [key[0] for key in book.sheets.get("Verzadiging", {})]
    most_share = max(steps, default=Decimal(1))
    for row in book.rows("Ondergrenzen"):
        area, group = row.values["gebied"], row.values["groep"]
        if area is None and group is None:
            yield SheetFault(
                "Ondergrenzen",
                row.number,
                "gebied",
                _("Een ondergrens geldt ergens."),
                _("Vul een gebied in, een groep, of beide."),
            )
            continue
        most = _most_counted(book, area, group, most_share)
        if row.values["huishoudens"] > most:
            yield SheetFault(
                "Ondergrenzen",
                row.number,
                "huishoudens",
                _("Zoveel huishoudens kan niemand halen; hooguit %(most)s.") % {"most": int(most)},
                _("Vul hooguit %(most)s in, of voeg bereik toe.") % {"most": int(most)},
            )


def _most_counted(book: Book, area: Any, group: Any, most_share: Decimal) -> Decimal:
    """Return how many could be counted if every initiative ran the whole horizon at its best."""
    frame = next(iter(book.rows("Programma")), None)
    quarters = frame.values["aantal kwartalen"] if frame else 40
    reach = (
        (row.values["initiatief"], where, row.values["huishoudens midden"])
        for row in book.rows("Bereik")
        if area in {None, (where := (row.values["gebied"], row.values["groep"]))[0]}
        and group in {None, where[1]}
    )
    at_risk = {
        (r.values["gebied"], r.values["groep"]): r.values["huishoudens"]
        for r in book.rows("Risico")
    }
    return most_counted(reach, at_risk, quarters=quarters, most_share=most_share)


def _running(book: Book) -> Iterator[SheetFault]:
    committed = book.sheets.get("Loopt al", {})
    for (code,), row in book.sheets.get("Initiatieven", {}).items():
        if row.values["status"] in {"running", "paused"} and (code,) not in committed:
            yield SheetFault(
                "Initiatieven",
                row.number,
                "status",
                _("Een lopend initiatief heeft een niveau en een start."),
                _("Zet het op het blad Loopt al, of kies een andere status."),
            )


def _frame(book: Book) -> Iterator[SheetFault]:
    if not book.sheets.get("Programma") and not book.broken.get("Programma"):
        yield SheetFault(
            "Programma",
            0,
            "",
            _("Er is geen programma met een eerste kwartaal."),
            _("Vul op het blad Programma een rij in."),
        )


CHECKS: tuple[Callable[[Book], Iterator[SheetFault]], ...] = (
    _frame,
    _ranges,
    _durations,
    _funds,
    _windows,
    _usual_levels,
    _benefits,
    _proofs,
    _rules,
    _precedences,
    _saturation,
    _floors,
    _running,
)
