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
from django.utils import timezone

from bundel.accounts.models import Mail, Municipality
from bundel.accounts.permissions import permissions
from bundel.accounts.selectors import actor_of_user
from bundel.accounts.tenancy import TenantModel, as_municipality
from bundel.network.models import Contact, Organisation, Service, Visibility
from bundel.signals.models import Signal
from bundel.signals.selectors.boxes import Box
from bundel.signals.services import answering, asking
from tests.conftest import Figure
from tests.house.doors import World, at_the_door, doors, world
from tests.house.network_doors import OTHER, OWN
from tests.house.signal_doors import FOLLOWED, HELD, KINDS, SHARED, first_of, signal_of, word_of

# Long enough that no other text holds it by chance.
FOREIGN = "kanariewaterrijk"
OF_ITSELF, OF_THE_MUNICIPALITY, AGREED = "kanarieeigen", "kanariegemeente", "kanarieafspraak"
# Too few characters for a canary and what makes it unlike the next.
SHORTEST = 60
PARTNERS = frozenset({"partner_coordinator", "partner_worker"})
# Who reads every signal that somebody checked.
READ_ALL = frozenset({"commissioner", "initiative_lead", "analyst", "api_client"})
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
    signals = tuple(
        word_of(partner, kind)
        for partner in (OWN, OTHER)
        for kind in KINDS
        if not reads(role, partner, kind)
    )
    if role in PARTNERS or role == "anonymous":
        return (FOREIGN, OF_ITSELF, OF_THE_MUNICIPALITY, AGREED, *signals)
    return (FOREIGN, OF_ITSELF, *signals)


def reads(role: str, partner: str, kind: str) -> bool:
    """Say whether somebody may read the words around a signal of a partner."""
    if role in PARTNERS:
        return partner == OWN or kind == SHARED
    if role in {"coordinator", "functional_manager"}:
        return True
    return role in READ_ALL and kind != HELD


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


def ways_to(here: World, role: str, kind: str) -> Iterator[str]:
    """Give every address at which words of a signal of another partner might show."""
    signal = signal_of(OTHER, kind)
    things = here.things["own"] | {"signal_id": signal.pk, "photo_id": signal.photos.get().pk}
    word = word_of(OTHER, kind)
    for door in sorted(set(doors()), key=str):
        asks = {"signal_id", "photo_id"} & set(door.arguments)
        if asks and at_the_door(permissions(), door, role, "GET") == 0:
            yield door.path(things)
    yield from (f"/signalen/?bak={box.value}&woorden={word}" for box in Box)
    yield f"/zoek?q={word}"


@pytest.mark.parametrize(
    "role", ["partner_worker", "partner_coordinator", "reader", "commissioner"]
)
def test_what_a_partner_told_is_read_by_who_may(
    guarded: tuple[World, int], role: str, figure: Figure
) -> None:
    here, _planted = guarded
    browser, pages, found, opened = here.browsers[role], 0, defaultdict(set), set()
    with as_municipality(here.almere.pk):
        for kind in KINDS:
            word = word_of(OTHER, kind)
            # The word alone stands in the box of a search for it.
            said = f"{word} is "
            for path in ways_to(here, role, kind):
                with transaction.atomic():
                    answer = browser.get(path)
                    text = contents(answer)
                    transaction.set_rollback(True)
                pages += 1
                if path == f"/signalen/{signal_of(OTHER, kind).pk}" and answer.status_code == 200:
                    opened.add(kind)
                if said in text:
                    found[kind].add(path)
            with transaction.atomic():
                asked = {"text": f"{word} is wat wij zien"}
                answer = browser.post("/signalen/melden/lijkt-op", asked)
                transaction.set_rollback(True)
            assert "wat wij vragen" not in contents(answer)

    figure(f"T2: signals of another, {role}: {pages} pages, words of {sorted(found)}")
    assert set(found) == {kind for kind in KINDS if reads(role, OTHER, kind)}
    # Who follows a signal opens its page, without the words.
    assert opened == set(found) | ({FOLLOWED} if role in PARTNERS else set())


def test_who_follows_gets_the_answer_by_mail_and_no_other_words(
    guarded: tuple[World, int],
) -> None:
    here, _planted = guarded
    now = timezone.now()
    with as_municipality(here.almere.pk), transaction.atomic():
        signal = signal_of(OTHER, FOLLOWED)
        actor = actor_of_user(user=first_of("coordinator"), channel="web")
        act: dict[str, Any] = {"actor": actor, "signal_id": signal.pk, "at": now}
        asking.ask_back(
            **act, version=signal.version, text="kanarieterugvraag: om hoeveel gaat het?"
        )
        version = Signal.objects.get(pk=signal.pk).version
        answering.answer_signal(**act, version=version, result="done", answer="Het is gedaan.")
        followers = {first_of(role).email for role in PARTNERS}
        mails = list(Mail.objects.filter(to__in=followers).values_list("subject", "body"))
        transaction.set_rollback(True)

    written = "\n".join("\n".join(one) for one in mails)
    assert len(mails) == len(followers)
    assert "Het is gedaan." in written
    assert "kanarie" not in written


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
