"""Organisations, the people who work there, their places, and what they offer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time

from bundel.network.material.shelf import WEEKDAYS, Line, Shelf
from bundel.network.models import (
    Contact,
    ContactExpertise,
    CostOption,
    Location,
    Organisation,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceLanguage,
    ServiceTerm,
    Taxonomy,
)

ORGANISATIONS, CONTACTS = "organisaties", "contactpersonen"
LOCATIONS, SERVICES = "locaties", "diensten"
TERMS = {
    "hulpvragen": Taxonomy.NEED,
    "doelgroepen": Taxonomy.TARGET_GROUP,
    "woonsituatie": Taxonomy.TENURE,
    "warmtebron": Taxonomy.HEAT_SOURCE,
    "bereik": Taxonomy.REACH_ROUTE,
}
HOURS = re.compile(r"(?P<days>[a-z ]+?) (?P<from>\d\d:\d\d)-(?P<until>\d\d:\d\d)")


def load_directory(shelf: Shelf) -> None:
    """Make the directory that the files describe."""
    shelf.load(ORGANISATIONS, lambda line: _organisation(shelf, line))
    shelf.hang(ORGANISATIONS, lambda line: _phones(shelf, line))
    _load_contacts(shelf)
    shelf.load(LOCATIONS, lambda line: _location(shelf, line))
    shelf.load(SERVICES, lambda line: _service(shelf, line))
    _load_parts(shelf)


def _organisation(shelf: Shelf, line: Line) -> Organisation:
    return Organisation(
        name=line["naam"],
        alternate_name=line["ook bekend als"],
        kind_id=shelf.term(Taxonomy.ORGANISATION_KIND, line["soort"]),
        description=line["wat doen zij"],
        url=line["website"],
        email=line["mail"],
        legal_status=line["rechtsvorm"],
        state=line["status"],
        joined_date=line.day("doet mee sinds dag"),
        confirm_months=line.number("vraag na maanden"),
        created_at=line.moment("doet mee sinds dag") or shelf.at,
        changed_at=line.moment("doet mee sinds dag") or shelf.at,
    )


def _phones(shelf: Shelf, line: Line) -> Iterator[Phone]:
    if line["telefoon"]:
        yield Phone(organisation=shelf.one(ORGANISATIONS, line["code"]), number=line["telefoon"])


def _load_contacts(shelf: Shelf) -> None:
    contacts = shelf.load(CONTACTS, lambda line: _contact(shelf, line))
    for line in shelf.lines(CONTACTS):
        if line["opvolger"]:
            shelf.one(CONTACTS, line["code"]).successor = shelf.one(CONTACTS, line["opvolger"])
    Contact.objects.bulk_update(contacts, ["successor"])
    shelf.hang(CONTACTS, lambda line: _expertise(shelf, line))


def _expertise(shelf: Shelf, line: Line) -> Iterator[ContactExpertise]:
    contact = shelf.one(CONTACTS, line["code"])
    for code in line.words("deskundig in"):
        yield ContactExpertise(contact=contact, term_id=shelf.term(Taxonomy.EXPERTISE, code))


def _contact(shelf: Shelf, line: Line) -> Contact:
    return Contact(
        organisation=shelf.one(ORGANISATIONS, line["organisatie"]),
        name=line["naam"],
        function=line["functie"],
        email=line["mail"],
        phone=line["telefoon"],
        visibility=line["zichtbaar voor"],
        is_first=line.is_so("eerste"),
        left_date=line.day("vertrokken op dag"),
        handover_note=line["overdracht"],
    )


def _location(shelf: Shelf, line: Line) -> Location:
    return Location(
        organisation=shelf.one(ORGANISATIONS, line["organisatie"]),
        name=line["naam"],
        location_type=line["soort"],
        address=line["straat"],
        postal_code=line["postcode"],
        city=line["plaats"],
        area_id=shelf.maybe_area(line["gebied"]),
        latitude=line.decimal("breedtegraad"),
        longitude=line.decimal("lengtegraad"),
        transportation=line["bereikbaar met"],
        accessibility=line["toegankelijk voor"],
    )


def _service(shelf: Shelf, line: Line) -> Service:
    organisation = shelf.one(ORGANISATIONS, line["organisatie"])
    contact = shelf.maybe(CONTACTS, line["contact"])
    created_at = line.moment("gemaakt op dag") or organisation.created_at
    return Service(
        organisation=organisation,
        name=line["naam"],
        alternate_name=line["ook bekend als"],
        description=line["wat"],
        status=line["status"],
        application_process=line["aanmelden"],
        fees_description=line["kosten"],
        minimum_age=line.number("vanaf leeftijd"),
        maximum_age=line.number("tot leeftijd"),
        income_limit_pct=line.number("inkomensgrens"),
        contact=contact,
        room=line["plek"],
        room_note=line["toelichting plek"],
        waiting_weeks=line.number("wachtweken"),
        room_changed_at=line.moment("plek op dag"),
        needs_agreement=line.is_so("alleen met afspraak"),
        confirmed_at=line.moment("bevestigd op dag"),
        confirmed_by=contact.name if contact else organisation.name,
        created_at=created_at,
        changed_at=line.moment("gewijzigd op dag") or created_at,
    )


def _load_parts(shelf: Shelf) -> None:
    def of(line: Line) -> Service:
        service: Service = shelf.one(SERVICES, line["code"])
        return service

    shelf.hang(SERVICES, lambda line: _terms(shelf, of(line), line))
    shelf.hang(
        SERVICES,
        lambda line: [
            ServiceArea(service=of(line), area_id=shelf.area(name))
            for name in line.names("gebieden")
        ],
    )
    shelf.hang(
        SERVICES,
        lambda line: [ServiceLanguage(service=of(line), code=code) for code in line.words("talen")],
    )
    shelf.hang(
        SERVICES,
        lambda line: [
            ServiceAtLocation(service=of(line), location=shelf.one(LOCATIONS, code))
            for code in line.words("locaties")
        ],
    )
    shelf.hang(SERVICES, lambda line: _hours(of(line), line["tijden"]))
    shelf.hang(SERVICES, lambda line: _costs(of(line), line))


def _terms(shelf: Shelf, service: Service, line: Line) -> Iterator[ServiceTerm]:
    for column, taxonomy in TERMS.items():
        for code in line.words(column):
            yield ServiceTerm(service=service, term_id=shelf.term(taxonomy, code))


def _hours(service: Service, text: str) -> Iterator[Schedule]:
    for part in HOURS.finditer(text):
        for day in part["days"].split():
            yield Schedule(
                service=service,
                weekday=WEEKDAYS.index(day) + 1,
                opens_at=time.fromisoformat(part["from"]),
                closes_at=time.fromisoformat(part["until"]),
            )


def _costs(service: Service, line: Line) -> Iterator[CostOption]:
    """Return the amounts of a line, such as `koelkast=60,00, wasmachine=75,00`."""
    for option, euros, cents in re.findall(r"([^=]+)=(\d+),(\d\d)(?:, )?", line["bedragen"]):
        yield CostOption(service=service, option=option, amount_eur=f"{euros}.{cents}")
