"""Every door of the application, and what stands behind it, for tests that try them all."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from bundel.accounts.models import ApiToken, Mail, Municipality, User
from bundel.accounts.permissions import Permissions, Relation, permissions
from bundel.accounts.selectors import actor_of_user
from bundel.accounts.tenancy import as_municipality
from bundel.config import demo_data
from bundel.core.portfolio import plan as planner
from bundel.core.portfolio.answer import write_answer
from bundel.core.portfolio.reading import read_problem
from bundel.network.hsds.words import taxonomy_id
from bundel.programme import services
from bundel.programme.models import (
    AtRisk,
    Benefit,
    Department,
    Floor,
    Fund,
    Initiative,
    Level,
    MeasureGroup,
    PlanRun,
    Pool,
    Precedence,
    Rule,
    Scenario,
    Upload,
)
from tests.house.network_doors import fill_network, network_things
from tests.house.signal_doors import fill_signals, signal_things
from tests.house.steering_doors import fill_steering, steering_things

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
ANONYMOUS = "anonymous"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
KEY = "a-key-for-the-matrix"
# What a route may say once it let somebody in; nothing was sent along, so most forms refuse.
LET_IN = frozenset({200, 201, 202, 204, 302, 303, 400, 409, 415, 422})
WORDS = {"kind": "csv", "name": "tijdlijn", "token": "nobody-knows-this", "number": 1}
WORDS |= {"act": "accepted", "named": "opdrachtgever"}
# A list of words is the same everywhere, so it is nobody's object.
WORDS |= {"taxonomy": str(taxonomy_id("need"))}
# A rule of the checks is the same everywhere too.
WORDS |= {"rule": "no_contact"}
PICTURES = {"kind": "svg"}


@dataclass(frozen=True)
class Door:
    """A route: its name in the permissions file, and the names in its path."""

    name: str
    arguments: tuple[str, ...]

    @property
    def is_api(self) -> bool:
        return self.name.startswith("api:")

    @property
    def objects(self) -> tuple[str, ...]:
        return tuple(a for a in self.arguments if a.endswith("_id"))

    def path(self, things: Mapping[str, Any]) -> str:
        words = WORDS | (PICTURES if "picture" in self.name else {})
        return reverse(self.name, kwargs={a: things.get(a, words.get(a)) for a in self.arguments})


def doors() -> list[Door]:
    """Return every URL pattern of the application, by name."""
    return sorted(_walk(get_resolver().url_patterns, "", ()), key=lambda door: door.name)


def _walk(
    patterns: list[URLPattern | URLResolver], namespace: str, arguments: tuple[str, ...]
) -> Iterator[Door]:
    for one in patterns:
        names = (*arguments, *one.pattern.regex.groupindex)
        if isinstance(one, URLResolver):
            inner = f"{one.namespace}:" if one.namespace else ""
            yield from _walk(one.url_patterns, namespace + inner, names)
        else:
            yield Door(f"{namespace}{one.name or ''}", names)


def at_the_door(file: Permissions, door: Door, role: str, method: str) -> int:
    """Return the status with which the file shuts a door, or 0 for coming in."""
    methods = file.routes[door.name]
    if not methods:
        return 404
    act = methods.get("GET" if method == "HEAD" else method)
    if act is None:
        return 405
    if act in {"public", "anonymous"}:
        return 0
    if role == ANONYMOUS or (role == "api_client") != door.is_api:
        return 401 if door.is_api else 302
    return 0 if act == "signed-in" or role in file.acts[act] else 403


def reach(door: Door, role: str, method: str) -> Relation:
    """Return how far a role that came in may go."""
    act = permissions().routes[door.name]["GET" if method == "HEAD" else method]
    return permissions().acts.get(act, {}).get(role, Relation.ALL)


@dataclass
class World:
    """Two municipalities with the demo programme, and an object for each name in a path."""

    almere: Municipality
    browsers: dict[str, Client]
    things: dict[str, dict[str, uuid.UUID]] = field(default_factory=dict)

    def kwargs(self, door: Door, relation: str) -> dict[str, uuid.UUID]:
        """Return what to fill in a path: the objects that stand in this relation."""
        if relation == "none":
            return {name: uuid.uuid4() for name in door.objects}
        here = self.things[relation]
        module = door.name.split(":")[0]
        # Two modules may use one word, such as that for a rule.
        return {name: here.get(f"{module}:{name}") or here[name] for name in door.objects}


def _browser(municipality: Municipality, role: str) -> Client:
    if role == "api_client":
        headers = {"host": municipality.host, "authorization": f"Bearer {KEY}"}
        return Client(headers=headers)
    client = Client(headers={"host": municipality.host})
    if role != ANONYMOUS:
        client.force_login(User.objects.filter(role=role).order_by("email")[0], backend=BACKEND)
    return client


def _things(lead: User | None) -> dict[str, uuid.UUID]:
    """Return an object for each name in a path; the initiative is the lead's own, if given."""
    initiatives = Initiative.objects.filter(archived_at=None).order_by("code")
    chosen = (
        initiatives.filter(lead_user=lead)[0]
        if lead
        else initiatives.exclude(lead_user__role="initiative_lead")[0]
    )
    benefit = Benefit.objects.order_by("code")[0]
    run = PlanRun.objects.order_by("requested_at")[0]
    found: dict[str, uuid.UUID] = {
        "initiative_id": chosen.pk,
        "level_id": Level.objects.filter(initiative=chosen)[0].pk,
        "pool_id": Pool.objects.order_by("code")[0].pk,
        "fund_id": Fund.objects.order_by("code")[0].pk,
        "goal_id": benefit.goal_id,
        "benefit_id": benefit.pk,
        "precedence_id": Precedence.objects.order_by("before__code", "after__code")[0].pk,
        "floor_id": Floor.objects.order_by("code")[0].pk,
        "at_risk_id": AtRisk.objects.order_by("area__code", "group__code")[0].pk,
        "department_id": Department.objects.order_by("code")[0].pk,
        "group_id": MeasureGroup.objects.order_by("code")[0].pk,
        "rule_id": Rule.objects.order_by("code")[0].pk,
        "run_id": run.pk,
        "plan_id": run.adopted.all()[0].pk,
        "scenario_id": Scenario.objects.all()[0].pk,
        "upload_id": Upload.objects.all()[0].pk,
        "person_id": User.objects.filter(role="reader")[0].pk,
        "token_id": ApiToken.objects.all()[0].pk,
        "mail_id": Mail.objects.get(key="deur").pk,
    }
    own = lead is not None
    found |= network_things(own=own) | signal_things(own=own)
    return found | steering_things(own=own)


def _fill(municipality: Municipality) -> None:
    """Make what the demo does not bring: a run with its plan, a what-if, a key, an upload."""
    now = timezone.now()
    person = User.objects.filter(role="coordinator").order_by("email")[0]
    actor = actor_of_user(user=person, channel="web")
    run_id = services.request_run(actor=actor, at=now, title="Plan")
    begun = services.begin_run(run_id=run_id, at=now)
    assert begun is not None
    answer = planner.answer(read_problem(begun.problem), parts=("plan",), gap=0.2, time_limit=2)
    result = write_answer(answer)
    services.finish_run(run_id=run_id, at=now, result=result, versions={})
    chosen = {choice["initiative"] for choice in result["chosen"]}
    left_out = [i["id"] for i in begun.problem["initiatives"] if i["id"] not in chosen]
    later = (now + timedelta(days=90)).date()
    services.adopt_plan(
        actor=actor,
        run_id=run_id,
        at=now,
        name="Plan",
        grounds="Past binnen de uren",
        not_now=[services.NotNowInput(code, "Te weinig uren", later) for code in left_out],
    )
    fill_network(municipality, actor)
    fill_signals(municipality, actor)
    fill_steering(municipality, actor)
    owned = {"municipality": municipality}
    Scenario.objects.create(
        **owned, name="Meer uren", made_by_id=person.pk, made_by_name=person.name, made_at=now
    )
    content = demo_data.workbook(demo_data.FOLDER / municipality.slug)
    Upload.objects.create(
        **owned,
        filename="bundel.zip",
        content=content,
        sha256=sha256(content).hexdigest(),
        uploaded_by_id=person.pk,
        uploaded_at=now,
    )
    Mail.objects.create(
        **owned, key="deur", to="iemand@deur.example", subject="Deur", created_at=now
    )
    ApiToken.objects.create(
        **owned,
        name="Koppeling",
        digest=sha256(KEY.encode()).hexdigest(),
        acts=[act for act, roles in permissions().acts.items() if "api_client" in roles],
        created_by=person,
        created_at=now,
        expires_at=now + timedelta(days=1),
    )


def world() -> World:
    """Load two municipalities and sign everybody in."""
    found: dict[str, Municipality] = {}
    things: dict[str, dict[str, uuid.UUID]] = {}
    browsers: dict[str, Client] = {}
    for folder in demo_data.folders():
        demo_data.load(folder, at=timezone.now())
        municipality = found[folder.name] = Municipality.objects.get(slug=folder.name)
        with as_municipality(municipality.id):
            _fill(municipality)
            if folder.name == "almere":
                lead = User.objects.filter(role="initiative_lead").order_by("email")[0]
                things |= {"own": _things(lead), "other initiative": _things(None)}
                roles = (ANONYMOUS, *permissions().roles)
                browsers = {role: _browser(municipality, role) for role in roles}
            else:
                things["other municipality"] = _things(None)
    return World(found["almere"], browsers, things)
