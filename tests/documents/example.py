"""One document with every part in it, and one deck."""

from __future__ import annotations

from datetime import date

from bundel.documents import parts
from bundel.documents.parts import Document

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 220" '
    b'font-family="Atkinson Hyperlegible Next">'
    b'<text x="0" y="44" font-size="20" fill="#1B2430">Dit jaar</text>'
    b'<rect x="120" y="20" width="420" height="38" rx="3" fill="#B8460E"/>'
    b'<text x="552" y="46" font-size="20" fill="#B8460E">420 nu</text>'
    b'<text x="0" y="124" font-size="20" fill="#1B2430">Volgend jaar</text>'
    b'<rect x="120" y="100" width="260" height="38" rx="3" fill="#2F5DA8"/>'
    b'<text x="392" y="126" font-size="20" fill="#2F5DA8">260 later</text></svg>'
)
ALT = "Dit jaar zijn 420 huishoudens geholpen, volgend jaar 260."
NOTE = "Bron: Monitor Energiearmoede 2024, CBS. Graad B."

PARTS = (
    parts.Paragraph(
        (
            "De stuurgroep beslist op ",
            parts.Bold("3 december"),
            " over drie vragen.",
            parts.Footnote(NOTE),
        )
    ),
    parts.Tiles(
        (
            parts.Tile("420", "huishoudens deze winter geholpen", "now"),
            parts.Tile("260", "huishoudens met een lagere rekening later", "later"),
            parts.Tile("112%", "van de uren van privacy is gevraagd", "stop"),
        )
    ),
    parts.Heading("Wat wij vragen"),
    parts.Callout(
        "wait", "Er is één jurist privacy. Drie initiatieven wachten op haar.", "Besluit gevraagd"
    ),
    parts.Bullets(("Geef de fixbrigade 200 uren meer.", "Stel de subsidie uit tot april.")),
    parts.Bullets(("Eerst de mensen.", "Dan de huizen."), numbered=True),
    parts.Heading("Wie en wanneer", 2),
    parts.Facts(
        (
            ("Opdrachtgever", "Wethouder Wonen"),
            ("Opdrachtnemer", ("Şükrü Yılmaz, ", parts.Bold("programmacoördinator"))),
            ("Klaar", "1 april 2027"),
        )
    ),
    parts.Table(
        head=("Initiatief", "Nu", "Later", "Kosten"),
        rows=(
            ("Fixbrigade", "320", "40", "€ 84.000"),
            ("Witgoedregeling", ("100", parts.Footnote("Schatting, graad D.")), "0", "€ 51.500"),
            ("Isolatie van huurwoningen in Haven en Stedenwijk", "0", "220", "€ 310.000"),
        ),
        caption="De fixbrigade helpt de meeste huishoudens deze winter",
        align=("left", "right", "right", "right"),
        row_heads=True,
    ),
    parts.Figure(SVG, ALT, "Nu en later, apart geteld.", 0.8),
    parts.Columns(
        (
            (parts.Heading("Beloften", 2), parts.Paragraph("Twee beloften wachten.")),
            (parts.Heading("Risico's", 2), parts.Paragraph("Het geld eindigt vóór het werk.")),
        )
    ),
    parts.PageBreak(),
    parts.Heading("Bijlage"),
    parts.Callout("good", "Alle randvoorwaarden zijn vervuld.", "Kan beginnen"),
)


def document(**other: object) -> Document:
    """Return the example, with other values where they are given."""
    given: dict[str, object] = {
        "title": "Voortgang aanpak energiearmoede",
        "subtitle": "Voor de stuurgroep van 3 december 2026",
        "kind": "Stuurgroep",
        "municipality": "Gemeente Almere",
        "as_of": date(2026, 11, 23),
        "source": "Bron: programma in Bundel; CBS, Monitor Energiearmoede 2024.",
        "parts": PARTS,
    }
    return Document(**(given | other))  # type: ignore[arg-type]
