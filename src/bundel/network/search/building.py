"""Keeps what the search reads equal to the directory, in the transaction that changes it."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from bundel.areas.models import Area
from bundel.network.languages import language_name
from bundel.network.models import (
    ContactExpertise,
    SearchEntry,
    SearchPosting,
    SearchWord,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceLanguage,
    ServiceStatus,
    ServiceTerm,
    Visibility,
)
from bundel.network.search.material import (
    ASIDE,
    NAME,
    OWNER,
    PLACE,
    TERM_NAME,
    TEXT,
    Indexed,
    Material,
    covered,
    index,
)

AT_ONCE = 500
# Shorter words of the texts would make compounds of everything.
SHORTEST_KNOWN = 4
NOT_GIVEN = (ServiceStatus.DEFUNCT, ServiceStatus.INACTIVE)

Ids = Collection[uuid.UUID]


@transaction.atomic
def reindex(service_ids: Iterable[uuid.UUID]) -> int:
    """
    Make services findable as they are now, and those that are gone not. How many are findable.

    Called by every act that changes a service, or an organisation, a location, a contact or a
    term of a service, in the same transaction. Works for the municipality of the transaction.
    """
    wanted = sorted(set(service_ids))
    known = _known_words()
    return sum(
        _write(wanted[start : start + AT_ONCE], known) for start in range(0, len(wanted), AT_ONCE)
    )


@transaction.atomic
def rebuild(municipality_id: uuid.UUID) -> int:
    """Make the whole search of a municipality anew; words that nobody uses any more go."""
    SearchEntry.objects.filter(municipality_id=municipality_id).delete()
    SearchPosting.objects.filter(municipality_id=municipality_id).delete()
    SearchWord.objects.filter(municipality_id=municipality_id).delete()
    services = Service.objects.filter(municipality_id=municipality_id)
    ids = list(services.values_list("id", flat=True))
    # Twice: a compound is cut by words that stand elsewhere alone.
    reindex(ids)
    return reindex(ids)


def services_with_term(term_id: uuid.UUID) -> list[uuid.UUID]:
    """Return the services that are found by a term: their own, and by who knows much of it."""
    own = ServiceTerm.objects.filter(term_id=term_id).values_list("service_id", flat=True)
    kind = Service.objects.filter(organisation__kind_id=term_id).values_list("id", flat=True)
    people = ContactExpertise.objects.filter(term_id=term_id).values("contact__organisation_id")
    by_people = Service.objects.filter(organisation_id__in=people).values_list("id", flat=True)
    return sorted({*own, *kind, *by_people})


def _write(ids: Ids, known: Mapping[str, int]) -> int:
    SearchPosting.objects.filter(service_id__in=ids).delete()
    SearchEntry.objects.filter(service_id__in=ids).delete()
    made = [(service, index(material, known)) for service, material in _materials(ids)]
    _keep_spellings(made)
    SearchEntry.objects.bulk_create(
        SearchEntry(
            municipality_id=service.municipality_id,
            service=service,
            room=service.room,
            **{name: list(codes) for name, codes in indexed.codes.items()},
        )
        for service, indexed in made
    )
    SearchPosting.objects.bulk_create(
        (
            SearchPosting(
                municipality_id=service.municipality_id, service=service, word=word, weight=weight
            )
            for service, indexed in made
            for word, weight in indexed.weights.items()
        ),
        batch_size=5_000,
    )
    return len(made)


def _keep_spellings(made: Sequence[tuple[Service, Indexed]]) -> None:
    """Add words that are new; always in one order, so that two writers do not block each other."""
    if not made:
        return
    municipality_id = made[0][0].municipality_id
    words = sorted({word for _service, indexed in made for word in indexed.spellings})
    SearchWord.objects.bulk_create(
        (
            SearchWord(municipality_id=municipality_id, word=word, length=len(word))
            for word in words
        ),
        ignore_conflicts=True,
    )


def _known_words() -> dict[str, int]:
    words = SearchWord.objects.filter(length__gte=SHORTEST_KNOWN).values_list("word", flat=True)
    return dict.fromkeys(words, 1)


def _materials(ids: Ids) -> list[tuple[Service, Material]]:
    services = list(
        Service.objects.filter(id__in=ids, archived_at=None, merged_into=None)
        .exclude(status__in=NOT_GIVEN)
        .select_related("organisation__kind")
    )
    parts = _parts_of_areas()
    terms = _rows(ServiceTerm, ids, "term__taxonomy", "term__code", "term__name")
    areas = _rows(ServiceArea, ids, "area__code", "area__name")
    languages = _rows(ServiceLanguage, ids, "code")
    places = _rows(ServiceAtLocation, ids, "location__name", "location__address", "location__city")
    experts = _expertise({service.organisation_id for service in services})
    return [
        (
            service,
            Material(
                room=service.room,
                texts=(
                    *_own_texts(service),
                    *((PLACE, " ".join(place)) for place in places[service.id]),
                    *((PLACE, name) for _code, name in areas[service.id]),
                    *((PLACE, language_name(code)) for (code,) in languages[service.id]),
                    *experts[service.organisation_id],
                ),
                terms=tuple((taxonomy, code, name) for taxonomy, code, name in terms[service.id]),
                languages=tuple(code for (code,) in languages[service.id]),
                areas=covered((code for code, _name in areas[service.id]), parts),
            ),
        )
        for service in services
    ]


def _own_texts(service: Service) -> tuple[tuple[int, str], ...]:
    owner = service.organisation
    return (
        (NAME, f"{service.name} {service.alternate_name}"),
        (TEXT, f"{service.description} {service.eligibility_description}"),
        (ASIDE, f"{service.application_process} {service.fees_description} {service.room_note}"),
        (OWNER, f"{owner.name} {owner.alternate_name}"),
        (ASIDE, owner.description),
        (TEXT, "" if owner.kind is None else owner.kind.name),
    )


def _rows(model: type[Any], ids: Ids, *fields: str) -> dict[uuid.UUID, list[tuple[str, ...]]]:
    """Return what hangs on services, by service."""
    found: dict[uuid.UUID, list[tuple[str, ...]]] = defaultdict(list)
    rows = model.objects.filter(service_id__in=ids).order_by("id")
    for service_id, *values in rows.values_list("service_id", *fields):
        found[service_id].append(tuple(values))
    return found


def _expertise(organisation_ids: Ids) -> dict[uuid.UUID, list[tuple[int, str]]]:
    """Return what people who show themselves to the network know much about, by organisation."""
    rows = ContactExpertise.objects.filter(
        contact__organisation_id__in=organisation_ids,
        contact__visibility=Visibility.NETWORK,
        contact__left_date=None,
    ).values_list("contact__organisation_id", "term__name")
    found: dict[uuid.UUID, list[tuple[int, str]]] = defaultdict(list)
    for organisation_id, name in rows:
        found[organisation_id].append((TERM_NAME, name))
    return found


def _parts_of_areas() -> dict[str, set[str]]:
    """Return the codes that lie in an area, by its code; over all years."""
    parts: dict[str, set[str]] = defaultdict(set)
    for parent, code in Area.objects.exclude(parent=None).values_list("parent__code", "code"):
        parts[parent].add(code)
    return parts
