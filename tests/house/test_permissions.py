"""Every door, every role, every relation, every method: only what the file says (T1)."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.backends import ModelBackend
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.backends.django import Template
from django.test import Client

from bundel.accounts import permissions as rights
from bundel.accounts import selectors
from bundel.accounts.permissions import Relation, WrongPermissions, compile_permissions, permissions
from bundel.config import refusals
from bundel.config.navigation import ACCOUNT_ENTRIES, ENTRIES, NEW_ENTRIES
from tests.conftest import Figure
from tests.house.doors import (
    ANONYMOUS,
    LET_IN,
    METHODS,
    Door,
    World,
    at_the_door,
    doors,
    reach,
    world,
)
from tests.whole import has_its_turn

CAME_IN = 299
ASIDE = ("WhiteNoiseMiddleware", "ErrorPages", "LocaleMiddleware")


# Doors behind which this person finds nothing, and why that is right.
NOTHING_THERE = {
    "steering:activity_restore": "it stands in the matrix, so there is nothing to bring back",
    "steering:domain_restore": "it stands in the matrix, so there is nothing to bring back",
    "programme:initiative_restore": "it was not removed, so there is nothing to restore",
    "network:organisation_restore": "it was not put away, so there is nothing to take back",
    "network:service_restore": "it was not put away, so there is nothing to take back",
    "network:calendar_revoke": "an address is there for who made it alone",
    "network:welcome": "a partner's welcome is for its own people and the municipality",
    "network:agreement": "an agreement is there for its partners and the municipality",
    "network:digest": "who is no contact of a partner has no mail to choose for",
    "signals:told": "what was told is shown to the side that told it",
    "signals:follow": "nobody follows what the own side told",
    "steering:agenda_take": "nothing was named that waits below the line",
    "steering:commission_sign": "a step is there for the side that may take it",
    "steering:commission_change": "a change is proposed by one of both sides",
    "steering:commission_roles": "the parts in a commission are of both sides and the coordinator",
    "programme:preview": "a workbook that waits is shown to who loaded it",
}

# What somebody hears who may change only what is their own, at the door of another's.
OTHERS = {
    "initiative_id": frozenset({403}),
    "organisation_id": frozenset({403}),
    "service_id": frozenset({403}),
    "location_id": frozenset({403}),
    "contact_id": frozenset({403}),
    "invitee_id": frozenset({403}),
    "promise_id": frozenset({403}),
    "goods_id": frozenset({403}),
    "action_id": frozenset({403}),
    "precondition_id": frozenset({403}),
    # A partner does not see the column of another; who may not say yes for it hears so.
    "domain_id": frozenset({403, 404}),
    "activity_id": frozenset({403, 404}),
    "issue_id": frozenset({403}),
    # Everybody reads a report of progress; who leads the initiative writes it.
    "report_id": frozenset({403}),
    # A partner does not know of it; a colleague who does not lead the body may only read it.
    "decision_id": frozenset({403, 404}),
    # A partner does not know of a body that it is not in; who does not lead it may only read.
    "body_id": frozenset({403, 404}),
    "meeting_id": frozenset({403, 404}),
    "item_id": frozenset({403, 404}),
    "finding_id": frozenset({403, 404}),
    # Who is not in an agreement does not know of it.
    "agreement_id": frozenset({404}),
    # What a partner said is wrong is not even seen by others.
    "correction_id": frozenset({404}),
    # A partner does not know of another's; who asks something else prepares only what is theirs.
    "commission_id": frozenset({403, 404}),
    # Who may read all signals but answer only some hears that this one is not theirs.
    "signal_id": frozenset({403}),
}
# What has one owner, who is here of a partner: all others hear that it is not theirs.
OF_ONE = frozenset(
    {
        "steering:action",
        "steering:action_drop",
        "steering:cell_agree",
        "steering:cell_withdraw",
        "steering:issue_settle",
        "steering:meeting_answer",
        "steering:precondition_met",
        "programme:precondition_met",
        "programme:precondition_open",
    }
)
# What one partner told is not there for another.
UNSEEN, TOLD = frozenset({"signals.view"}), frozenset({"signal_id", "photo_id"})

# What partners do with each other's: take goods, and ask to join an action.
# And they follow what another told.
# A coordinator says who has a part in a commission of others.
WITH_OTHERS = frozenset(
    {
        "network:goods_item",
        "network:action_join",
        "signals:follow",
        "steering:commission_roles",
    }
)

# What leaks nothing, or what the row policies refuse besides, is tried in a set share of cases;
# `make trust` tries all of it.
OWN_ONE_IN, NOBODYS_ONE_IN, ELSEWHERE_ONE_IN, UNNAMED_ONE_IN = 6, 4, 2, 10


class PastTheDoor:
    """Stands in for every view, so that only the door answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse:
        return HttpResponse(status=CAME_IN)


@pytest.fixture(scope="module")
def inhabited(empty_database: None, django_db_blocker: Any) -> Iterator[World]:
    """One world for all tests here; each of them undoes what it did."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield world()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def own_middleware(request: pytest.FixtureRequest) -> None:
    """Let every browser build its chain of middleware anew: one test has a chain of its own."""
    if "inhabited" in request.fixturenames:
        for client in request.getfixturevalue("inhabited").browsers.values():
            client.handler._middleware_chain = None


@pytest.fixture
def only_statuses(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Draw no page that nobody looks at, for thousands of answers of which the status counts.

    How pages and refusals look is tried elsewhere; here everything up to the page is done.
    """
    monkeypatch.setattr(refusals, "page", lambda _, status, *__: HttpResponse(status=status))
    monkeypatch.setattr(Template, "render", lambda *_, **__: "")


def ask(client: Client, method: str, path: str) -> int:
    """Ask once, and undo whatever it did."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        status = client.generic(method, path).status_code
        transaction.set_rollback(True)
    client.cookies = cookies
    return status


def test_the_file_and_the_doors_name_the_same_routes(figure: Figure) -> None:
    built, named = {door.name for door in doors()}, set(permissions().routes)

    figure(f"T1: {len(built)} routes, not in the file: {sorted(built - named)}")
    assert (built - named, named - built) == (set(), set())


def test_no_name_stands_for_two_doors() -> None:
    names = Counter(door.name for door in set(doors()))

    assert [name for name, times in names.items() if times > 1] == []


@pytest.fixture
def quick_door(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the door: no files, no pages for errors, and each fact about a visitor read once."""
    settings.SESSION_SAVE_EVERY_REQUEST = False
    settings.MIDDLEWARE = [
        *(name for name in django_settings.MIDDLEWARE if not name.endswith(ASIDE)),
        "tests.house.test_permissions.PastTheDoor",
    ]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
    monkeypatch.setattr(
        selectors, "municipality_of_host", functools.cache(selectors.municipality_of_host)
    )
    found = functools.cache(ModelBackend().get_user)
    monkeypatch.setattr(ModelBackend, "get_user", lambda _, user_id: found(user_id))


# Two halves, so that two workers share the longest test of the house (`tests/sharing.py`).
@pytest.mark.parametrize("half", [0, 1])
def test_the_door_opens_for_whom_the_file_says(
    inhabited: World, only_statuses: None, quick_door: None, figure: Figure, half: int
) -> None:
    cells, unexpected = 0, []
    for door in sorted(set(doors()), key=str)[half::2]:
        path = door.path(inhabited.kwargs(door, "none"))
        for role, client in inhabited.browsers.items():
            for method in METHODS:
                if not is_tried(door, role, method):
                    continue
                expected = at_the_door(permissions(), door, role, method) or CAME_IN
                got = client.generic(method, path).status_code
                cells += 1
                if got != expected:
                    unexpected.append((door.name, role, method, expected, got))

    figure(
        f"T1: doors x roles x methods, half {half}: {cells} cells, unexpected = {len(unexpected)}"
    )
    assert unexpected == []


def is_tried(door: Door, role: str, method: str) -> bool:
    """Tell whether to knock: always by a method that the file names, else in a share of cases."""
    named = permissions().routes.get(door.name, {})
    return method in named or has_its_turn(f"{door.name} {role} {method}", UNNAMED_ONE_IN)


def answers(door: Door, role: str, method: str, relation: str) -> frozenset[int]:
    """Return what a door may answer to somebody who came in, by the file alone."""
    if relation in {"none", "other municipality"}:
        # A program that sends nothing hears so first, whatever it asks about.
        return frozenset({404, 400}) if door.is_api and method != "GET" else frozenset({404})
    if door.name in WITH_OTHERS:
        return LET_IN | {404} if door.name in NOTHING_THERE else LET_IN
    found = LET_IN | {403} if door.name in OF_ONE else LET_IN
    if "precondition_id" in door.objects and role not in permissions().acts["programme.view"]:
        # Who sees no programme sees only what they are the owner of.
        found |= {404}
    if relation == "other initiative" and reach(door, role, method) is Relation.OWN:
        refused = (OTHERS[name] for name in door.objects if name in OTHERS)
        found = frozenset().union(*refused) or LET_IN
        if door.name in OF_ONE:
            found |= {404}
        if TOLD & set(door.objects) and permissions().routes[door.name][method] in UNSEEN:
            found = frozenset({404})
    return found | {404} if door.name in NOTHING_THERE else found


def cells_inside(world: World, half: int) -> Iterator[tuple[Door, str, str, str]]:
    for door in sorted(set(doors()), key=str)[half::2]:
        relations = ("own", "other initiative", "other municipality", "none")
        for role in world.browsers:
            # HEAD asks what GET asks; the door above has tried it.
            for method in set(METHODS) - {"HEAD"}:
                if at_the_door(permissions(), door, role, method) == 0:
                    for relation in relations if door.objects else ("own",):
                        if is_opened(f"{door.name} {role} {method}", relation):
                            yield door, role, method, relation


def is_opened(cell: str, relation: str) -> bool:
    """Tell whether to open: always what is another's here, else in a share of cases."""
    shares = {
        "own": OWN_ONE_IN,
        "none": NOBODYS_ONE_IN,
        "other municipality": ELSEWHERE_ONE_IN,
    }
    return has_its_turn(cell, shares.get(relation, 1))


@pytest.mark.parametrize("half", [0, 1])
def test_inside_everybody_finds_what_the_file_says(
    inhabited: World, only_statuses: None, figure: Figure, half: int
) -> None:
    cells, unexpected = 0, defaultdict(list)
    for door, role, method, relation in cells_inside(inhabited, half):
        # What sign-in asks of whom is tried in tests of its own.
        if ":" not in door.name or permissions().routes[door.name].get("GET") == "anonymous":
            continue
        path = door.path(inhabited.kwargs(door, relation))
        got = ask(inhabited.browsers[role], method, path)
        cells += 1
        if got not in answers(door, role, method, relation):
            unexpected[door.name, method, relation, got].append(role)

    wrong = sum(map(len, unexpected.values()))
    figure(f"T1: inside, by relation, half {half}: {cells} cells, unexpected = {wrong}")
    assert not unexpected, "\n".join(f"{cell}: {roles}" for cell, roles in unexpected.items())


def test_the_menu_shows_no_place_that_does_not_open(inhabited: World, figure: Figure) -> None:
    places, shut = 0, []
    for role, client in inhabited.browsers.items():
        for entry in (*ENTRIES, *NEW_ENTRIES, *ACCOUNT_ENTRIES):
            door = next((d for d in doors() if d.name == entry.route), None)
            if door is None:
                continue
            context = client.get("/ui/toegankelijkheid").context
            listed = [place["entry"] for place in context["navigation"]]
            shown = entry in [*listed, *context["new_entries"], *context["account_entries"]]
            places += shown
            if shown and client.get(door.path({})).status_code != 200:
                shut.append((role, entry.route))

    figure(f"menu: {places} places shown, shut = {len(shut)}")
    assert shut == []


def test_a_route_that_nobody_named_is_closed() -> None:
    assert not rights.may_enter(None, "somewhere:new")
    assert rights.act_of_route("somewhere:new", "GET") is None


@pytest.mark.parametrize(
    "broken",
    [
        {"acts": {"a": {"stranger": "all"}}},
        {"acts": {"a": {"reader": "some"}}},
        {"routes": {"r": {"GET": "unknown.act"}}},
        {"gives": {"stranger": []}},
    ],
)
def test_a_file_that_contradicts_itself_is_refused(broken: dict[str, Any]) -> None:
    sound: dict[str, Any] = {"roles": ["reader"], "acts": {}, "routes": {}, "gives": {}}

    with pytest.raises((WrongPermissions, ValueError)):
        compile_permissions(sound | broken)


def test_a_form_from_elsewhere_is_refused(inhabited: World) -> None:
    client = Client(enforce_csrf_checks=True, headers={"host": inhabited.almere.host})
    client.cookies = inhabited.browsers["coordinator"].cookies

    response = client.post("/programma/nieuw", {"name": "van elders"})

    assert response.status_code == 403


def test_nobody_who_is_not_signed_in_does_more_than_sign_in() -> None:
    open_to_all = {
        (route, method)
        for route, methods in permissions().routes.items()
        for method, act in methods.items()
        if act in {"public", ANONYMOUS} and method != "GET"
    }

    assert open_to_all == {
        ("account_login", "POST"),
        ("account_logout", "POST"),
        ("mfa_authenticate", "POST"),
        ("accounts:demo", "POST"),
        ("accounts:link", "POST"),
        ("accounts:forgotten", "POST"),
        ("network:link_confirm", "POST"),
        ("network:link_reply", "POST"),
        ("network:link_welcome", "POST"),
        ("network:link_digest", "POST"),
        ("signals:link_reply", "POST"),
        ("signals:link_rate", "POST"),
        ("steering:link_reply", "POST"),
        ("ui:language", "POST"),
    }
