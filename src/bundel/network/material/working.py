"""Working together: agreements, goods and hours, and actions in an area."""

from __future__ import annotations

from bundel.network.material.directory import CONTACTS, ORGANISATIONS
from bundel.network.material.shelf import Line, Shelf
from bundel.network.models import (
    Agreement,
    AgreementParty,
    AreaAction,
    AreaActionArea,
    AreaActionPartner,
    Goods,
    Match,
    Taxonomy,
)

AGREEMENTS, GOODS, ACTIONS = "afspraken", "spullen", "acties"


def load_working(shelf: Shelf) -> None:
    """Make what the files say that partners do together."""
    shelf.load(AGREEMENTS, lambda line: _agreement(shelf, line))
    shelf.load("partijen", lambda line: _party(shelf, line))
    shelf.load(GOODS, lambda line: _goods(shelf, line))
    shelf.load("koppelingen", lambda line: _match(shelf, line))
    shelf.load(ACTIONS, lambda line: _action(shelf, line))
    shelf.hang(ACTIONS, lambda line: _areas(shelf, line))
    shelf.hang(ACTIONS, lambda line: _partners(shelf, line))


def _agreement(shelf: Shelf, line: Line) -> Agreement:
    return Agreement(
        title=line["titel"],
        subject=line["wat is afgesproken"],
        from_date=line.some_day("vanaf dag"),
        until_date=line.day("tot en met dag"),
        review_date=line.day("bespreken op dag"),
        state=line["status"],
        ended_date=line.day("beëindigd op dag"),
        created_at=min(line.moment("vanaf dag") or shelf.at, shelf.at),
    )


def _party(shelf: Shelf, line: Line) -> AgreementParty:
    contact = shelf.maybe(CONTACTS, line["contact"])
    agreed_at = line.moment("akkoord op dag")
    return AgreementParty(
        agreement=shelf.one(AGREEMENTS, line["afspraak"]),
        organisation=shelf.one(ORGANISATIONS, line["organisatie"]),
        contact=contact,
        does=line["doet wat"],
        agreed_at=agreed_at,
        agreed_by=contact.name if contact and agreed_at else "",
    )


def _goods(shelf: Shelf, line: Line) -> Goods:
    return Goods(
        side=line["aanbod of vraag"],
        organisation=shelf.one(ORGANISATIONS, line["organisatie"]),
        contact=shelf.maybe(CONTACTS, line["contact"]),
        kind_id=shelf.term(Taxonomy.GOODS_KIND, line["soort"]),
        title=line["wat"],
        note=line["toelichting"],
        amount=line.count("hoeveel"),
        area_id=shelf.maybe_area(line["gebied"]),
        transport=line["vervoer"],
        from_date=line.day("vanaf dag"),
        until_date=line.day("tot en met dag"),
        state=line["status"],
        created_at=line.moment("gemaakt op dag") or shelf.at,
    )


def _match(shelf: Shelf, line: Line) -> Match:
    offer = shelf.one(GOODS, line["aanbod"])
    request = shelf.maybe(GOODS, line["vraag"])
    taker = shelf.one(ORGANISATIONS, line["neemt"])
    return Match(
        offer=offer,
        request=request,
        taker=taker,
        amount=line.count("hoeveel"),
        reserved_at=line.moment("gereserveerd op dag") or shelf.at,
        reserved_by=request.contact.name if request and request.contact else taker.name,
        handed_over_at=line.moment("overgedragen op dag"),
        cancelled_at=line.moment("afgebroken op dag"),
        note=line["afspraak"],
    )


def _areas(shelf: Shelf, line: Line) -> list[AreaActionArea]:
    action = shelf.one(ACTIONS, line["code"])
    return [
        AreaActionArea(action=action, area_id=shelf.area(name)) for name in line.names("gebieden")
    ]


def _partners(shelf: Shelf, line: Line) -> list[AreaActionPartner]:
    action = shelf.one(ACTIONS, line["code"])
    return [
        AreaActionPartner(action=action, organisation=shelf.one(ORGANISATIONS, code))
        for code in line.words("samen met")
    ]


def _action(shelf: Shelf, line: Line) -> AreaAction:
    return AreaAction(
        organisation=shelf.one(ORGANISATIONS, line["organisatie"]),
        contact=shelf.maybe(CONTACTS, line["contact"]),
        kind_id=shelf.term(Taxonomy.ACTION_KIND, line["soort"]),
        title=line["titel"],
        audience=line["voor wie"],
        note=line["toelichting"],
        from_date=line.some_day("vanaf dag"),
        until_date=line.some_day("tot en met dag"),
        state=line["status"],
        clash_note=line["waarom toch"],
        changed_at=shelf.at,
    )
