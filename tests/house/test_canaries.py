"""Words that only one municipality or partner has, looked for with everybody else (T2)."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import TextField, Value
from django.db.models.functions import Cast, Concat
from django.http import HttpResponse

from bundel.accounts.models import Municipality
from bundel.accounts.permissions import permissions
from bundel.accounts.tenancy import TenantModel, as_municipality
from bundel.network.models import Contact, Organisation, Service, Visibility
from tests.conftest import Figure
from tests.house.doors import World, at_the_door, doors, world
from tests.house.network_doors import OTHER

# Long enough that no other text holds it by chance.
FOREIGN = "kanariewaterrijk"
OF_ITSELF, OF_THE_MUNICIPALITY, AGREED = "kanarieeigen", "kanariegemeente", "kanarieafspraak"
# Too few characters for a canary and what makes it unlike the next.
SHORTEST = 60
PARTNERS = frozenset({"partner_coordinator", "partner_worker"})
RELATIONS = ("own", "other initiative", "other municipality")


def _texts(model: type[models.Model]) -> Iterator[models.Field[Any, Any]]:
    """Give the columns in which people write what they like."""
    for field in model._meta.fields:
        free = isinstance(field, models.TextField) or (
            type(field) is models.CharField and (field.max_length or 0) >= SHORTEST
        )
        if free and not field.choices and field.name not in {"password", "digest", "sha256"}:
            yield field


def plant(municipality: Municipality, word: str) -> int:
    """Put the word in every column that takes it, of every row; return how many columns did."""
    planted = 0
    tenants = (m for m in apps.get_models() if issubclass(m, TenantModel) and m._meta.managed)
    for model in tenants:
        for field in _texts(model):
            # What the database keeps in a form of its own stays as it is.
            try:
                with transaction.atomic():
                    unlike = Cast("pk", TextField())
                    model._base_manager.filter(municipality=municipality).update(
                        **{field.name: Concat(Value(word), unlike)}
                    )
                    planted += 1
            except (IntegrityError, models.ProtectedError):
                continue
            except Exception as refused:
                if "does not change" in str(refused) or "append" in str(refused):
                    continue
                raise
    return planted


def plant_secrets(partner: Organisation) -> None:
    """Give a partner a contact for itself, one for the municipality, and a service that is shut."""
    contacts = list(Contact.objects.filter(organisation=partner).order_by("pk"))
    shown = ((Visibility.OWN, OF_ITSELF), (Visibility.MUNICIPALITY, OF_THE_MUNICIPALITY))
    for visibility, word in shown:
        Contact.objects.create(
            municipality_id=partner.municipality_id,
            organisation=partner,
            name="Een medewerker",
            email=f"{word}@partner.example",
            visibility=visibility,
        )
    service = Service.objects.filter(organisation=partner).order_by("pk")[0]
    Service.objects.create(
        municipality_id=partner.municipality_id,
        organisation=partner,
        name=AGREED,
        description=AGREED,
        needs_agreement=True,
        contact=contacts[0] if contacts else None,
        created_at=service.created_at,
        changed_at=service.changed_at,
    )


@pytest.fixture(scope="module")
def guarded(empty_database: None, django_db_blocker: Any) -> Iterator[tuple[World, int]]:
    """A world in which foreign words stand everywhere."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = world()
        other = Municipality.objects.exclude(pk=made.almere.pk)[0]
        with as_municipality(other.pk):
            planted = plant(other, FOREIGN)
        with as_municipality(made.almere.pk):
            plant_secrets(Organisation.objects.get(name=OTHER))
        yield made, planted
        transaction.set_rollback(True)


def contents(response: HttpResponse) -> str:
    """Return all text of an answer, also of what is packed in it."""
    body = b"".join(response) if response.streaming else response.content
    if not body.startswith(b"PK"):
        return body.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def shut_out(role: str) -> tuple[str, ...]:
    """Return the words that somebody with this role may never read."""
    if role in PARTNERS:
        return (FOREIGN, OF_ITSELF, OF_THE_MUNICIPALITY, AGREED)
    if role == "anonymous":
        return (FOREIGN, OF_ITSELF, OF_THE_MUNICIPALITY, AGREED)
    return (FOREIGN, OF_ITSELF)


@pytest.mark.parametrize(
    "role", ["anonymous", "partner_worker", "partner_coordinator", "coordinator", "api_client"]
)
def test_nobody_reads_the_words_of_another(
    guarded: tuple[World, int], role: str, figure: Figure
) -> None:
    here, planted = guarded
    pages, found = 0, defaultdict(set)
    for door in sorted(set(doors()), key=str):
        if at_the_door(permissions(), door, role, "GET") != 0:
            continue
        for relation in RELATIONS if door.objects else RELATIONS[:1]:
            with transaction.atomic():
                path = door.path(here.kwargs(door, relation))
                text = contents(here.browsers[role].get(path))
                transaction.set_rollback(True)
            pages += 1
            for word in shut_out(role):
                if word in text:
                    found[door.name].add(word)

    figure(f"T2: {role}: {planted} columns with canaries, {pages} pages, found = {len(found)}")
    assert planted > 100
    assert pages > 5
    assert dict(found) == {}


def test_the_words_are_there_for_who_may_read_them(guarded: tuple[World, int]) -> None:
    """A search that finds nothing anywhere would prove nothing."""
    here, _planted = guarded
    other = here.things["other initiative"]["organisation_id"]

    partner = contents(here.browsers["coordinator"].get(f"/netwerk/partners/{other}"))
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from accounts_municipality where name like '%kanarie%'")
        municipalities = cursor.fetchone()[0]

    assert OF_THE_MUNICIPALITY in partner
    assert OF_ITSELF not in partner
    assert AGREED in partner
    assert municipalities == 0
