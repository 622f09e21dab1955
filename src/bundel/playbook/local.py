"""The names of a municipality that no playbook takes along, each with the word in its place."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator

from bundel.accounts.models import Municipality, User
from bundel.areas.models import Area
from bundel.core.local_words import LocalWords, local_words
from bundel.network.models import Contact, Location, Organisation, Term
from bundel.programme.models import Department, Initiative, MeasureGroup
from bundel.signals.models import SignalTheme

# Dutch, for the package is read by Dutch municipalities in whichever language this one works.
PERSON, PARTNER, AREA = "[naam]", "[partner]", "[gebied]"
MUNICIPALITY, DEPARTMENT = "[gemeente]", "[afdeling]"
PLACE, AMOUNT = "[plaats]", "[bedrag]"


def local_names(municipality_id: uuid.UUID) -> LocalWords:
    """
    Return what takes all names and amounts of a municipality out of a text.

    A department called Wonen points at nobody where Wonen is a word of the lists.
    """
    common = _common(municipality_id)
    names = ((n, word) for n, word in _names(municipality_id) if n.strip().casefold() not in common)
    return local_words((*_own(municipality_id), *names), amount=AMOUNT)


def _common(municipality_id: uuid.UUID) -> set[str]:
    """Return the words of the lists, which everybody shares."""
    here = {"municipality_id": municipality_id}
    lists = (Term, SignalTheme, MeasureGroup)
    names = (
        model._default_manager.filter(**here).values_list("name", flat=True) for model in lists
    )
    return {name.casefold() for of_list in names for name in of_list}


def _own(municipality_id: uuid.UUID) -> Iterator[tuple[str, str]]:
    """Yield what can be no common word: the municipality, its areas, and who signs in."""
    here = {"municipality_id": municipality_id}
    municipality = Municipality.objects.get(pk=municipality_id)
    place = municipality.name.partition(" (")[0]
    for word in (municipality.name, *_forms(place), place.lower(), municipality.host):
        yield word, MUNICIPALITY
    for name in User.objects.filter(**here).values_list("name", flat=True):
        yield name, PERSON
    for name in Area.objects.filter(**here).values_list("name", flat=True):
        yield name, AREA
        # People leave out the town: Haven for Almere Haven.
        yield name.replace(place, "").strip(" -"), AREA


def _forms(place: str) -> Iterator[str]:
    """Yield a place with what is said of it: Utrecht, Utrechts and Utrechtse; Almere, Almeerse."""
    yield place
    stems = [place]
    if re.search(r"[aeou][^aeiou]e$", place):
        stems.append(f"{place[:-2]}{place[-3]}{place[-2]}")
    for stem in stems:
        yield from (f"{stem}s", f"{stem}se")


def _is_person(name: str) -> bool:
    """Tell a person from a function: Sanne de Wit, but not the steering group."""
    return sum(word[0].isupper() for word in name.split()) > 1


def _names(municipality_id: uuid.UUID) -> Iterator[tuple[str, str]]:
    here = {"municipality_id": municipality_id}
    # Who leads or commissions need not sign in here.
    for fields in Initiative.objects.filter(**here).values_list(
        "lead", "commissioner", "contractor"
    ):
        yield from ((name, PERSON) for name in fields if _is_person(name))
    for names in Organisation.objects.filter(**here).values_list("name", "alternate_name"):
        yield from ((name, PARTNER) for name in names)
    for model, word in (
        (Contact, PERSON),
        (Location, PLACE),
        (Department, DEPARTMENT),
    ):
        for name in model._default_manager.filter(**here).values_list("name", flat=True):
            yield name, word
