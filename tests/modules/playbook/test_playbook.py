"""An approach goes to another municipality, is adapted there, and upgraded without loss."""

from __future__ import annotations

import io
import json
import re
import uuid
import zipfile
from typing import Any

import pytest
from django.test import Client

from bundel.accounts.models import Municipality, User
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import as_municipality
from bundel.areas.models import Area
from bundel.errors import Invalid
from bundel.network.models import Contact, Location, Organisation
from bundel.playbook import comparing
from bundel.playbook.kinds import BY_CODE
from bundel.playbook.models import Playbook, TakenPart
from bundel.playbook.selectors import playbooks as selectors
from bundel.playbook.services import making, taking
from bundel.playbook.services.taking import ChangedMeanwhile, Choices, OlderEdition
from bundel.playbook.stock import going_out
from bundel.programme.models import Department, Goal, Initiative, Precondition
from bundel.programme.services import frame, groups
from bundel.signals.models import SignalTheme
from bundel.steering.models import Body, Risk
from bundel.steering.services import bodies
from tests.conftest import make_user
from tests.modules.steering.conftest import NOW, Steering

NAME = "Aanpak energiearmoede"


def _edition(approach: Steering, *, kinds: set[str] | None = None) -> bytes:
    """Make the next edition of Almere, and return its file."""
    actor = approach.actor("coordinator")
    there = going_out(actor.municipality_id)
    made = making.make_edition(
        actor=actor,
        name=NAME,
        description="Zo doen wij het.",
        chosen=[key for key in there if kinds is None or key[0] in kinds],
        at=NOW,
    )
    return selectors.file_of(actor=actor, playbook_id=made)[1]


def _read_in(actor: Actor, content: bytes) -> uuid.UUID:
    return taking.read_in(actor=actor, content=content, at=NOW)


def _plan(actor: Actor, playbook_id: uuid.UUID) -> comparing.Plan:
    return comparing.compare(actor, Playbook.objects.get(pk=playbook_id))


def _take(actor: Actor, playbook_id: uuid.UUID, **chosen: Any) -> taking.Taken:
    """Take over what is usual, with other choices by name."""
    plan = _plan(actor, playbook_id)
    usual = taking.usual(plan)
    choices = Choices(
        chosen.get("new", usual.new), chosen.get("sides", {}), chosen.get("department_id")
    )
    return taking.take(
        actor=actor,
        playbook_id=playbook_id,
        mark=chosen.get("mark", plan.mark),
        choices=choices,
        at=NOW,
    )


def _states(plan: comparing.Plan, kind: str) -> dict[str, str]:
    return {one.key: one.merged.state for one in plan.parts if one.kind.code == kind}


def _department(actor: Actor) -> uuid.UUID:
    return groups.save_department(actor=actor, code="soc", name="Sociaal")


def test_nothing_local_goes_along(approach: Steering) -> None:
    content = _edition(approach)

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        told = json.loads(archive.read("playbook.json"))
        words = "\n".join(archive.read(name).decode() for name in archive.namelist())
    bodies_there = {one["key"]: one["content"] for one in told["parts"] if one["kind"] == "bodies"}
    assert set(bodies_there) == {"stuurgroep", "gebiedsoverleg-gebied"}
    assert bodies_there["stuurgroep"]["mandate"] == "Besluit over het plan, tot en met [bedrag]."
    assert "Almere Haven" not in words
    assert "250.000" not in words
    assert "Zo doen wij het." in words
    named = (User, Contact, Organisation, Area, Location)
    names = [x for m in named for x in m._default_manager.values_list("name", flat=True)]
    mails = [x for m in (User, Contact) for x in m._default_manager.values_list("email", flat=True)]
    # The name of who made it is told.
    rest = words.replace(approach.municipality.name, "")
    whole = [rf"(?<!\w){re.escape(name)}(?!\w)" for name in (*names, *mails) if len(name) > 2]
    assert len(whole) > 200
    assert re.findall("|".join(whole), rest) == []
    assert {one["kind"] for one in told["parts"]} >= set(BY_CODE) - {"telling", "activities"}
    assert content == _again(told)


def test_no_name_of_here_stands_in_a_package(approach: Steering) -> None:
    names = [
        str(model._default_manager.order_by("id").values_list("name", flat=True)[0])
        for model in (User, Contact, Organisation, Area, Location, Department)
    ]
    # Who speaks of a place bends its name.
    bent = ["in Haven", "Almeers", "Almeerse"]
    text = f"Samen met {', '.join([*names, *bent])}, voor € 12.500 of 40.000 euro."
    Initiative.objects.update(summary=text)
    Precondition.objects.filter(pk=Precondition.objects.all()[0].pk).update(text=text)
    Goal.objects.update(description=text)
    Body.objects.update(mandate=text)
    Risk.objects.update(answer=text)
    SignalTheme.objects.update(description=text)

    content = _edition(approach)

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        words = "\n".join(archive.read(name).decode() for name in archive.namelist())
    # Who made it is told, and nothing else of here.
    words = words.replace(approach.municipality.name, "")
    found = [name for name in (*names, *bent, "12.500", "40.000") if name in words]
    assert found == []


def _again(told: dict[str, Any]) -> bytes:
    return making.packed(Playbook(content=json.loads(json.dumps(told, sort_keys=True))))


def test_a_second_municipality_starts_adapts_and_upgrades(
    approach: Steering, elsewhere: Actor, waterrijk: Municipality
) -> None:
    kinds = set(BY_CODE) - {"terms", "synonyms"}
    first = _edition(approach, kinds=kinds)

    with as_municipality(waterrijk.pk):
        came = _read_in(elsewhere, first)
        assert _read_in(elsewhere, first) == came, "the same file came twice"
        with pytest.raises(Invalid):
            # Initiatives need a department, and nothing is taken by halves.
            _take(elsewhere, came)
        assert not Body.objects.exists()
        taken = _take(elsewhere, came, department_id=_department(elsewhere))
        assert taken.new > 20
        assert {one.name for one in Body.objects.all()} == {
            "Stuurgroep",
            "Gebiedsoverleg [gebied]",
        }
        assert Risk.objects.get().owner_id == elsewhere.user_id
        initiative = Initiative.objects.get(code="INI-04")
        assert initiative.levels.exists()
        assert not initiative.lead
        again = _plan(elsewhere, came)
        other = {one.kind.code for one in again.parts if one.merged.state != "same"}
        # Only themes point at what stayed behind: the terms did not come along here.
        assert other <= {"themes"}, "not all of it came"
        group = Body.objects.get(name="Stuurgroep")
        bodies.save_body(
            actor=elsewhere,
            body_id=group.pk,
            version=group.version,
            name="Regiegroep",
            mandate="Besluit over alles.",
            recurrence=group.recurrence,
        )

    with as_municipality(approach.municipality.pk):
        actor, group = approach.actor("coordinator"), Body.objects.get(name="Stuurgroep")
        bodies.save_body(
            actor=actor,
            body_id=group.pk,
            version=group.version,
            name="Stuurgroep",
            mandate="Besluit over het plan en over stoppen.",
            minutes=60,
            recurrence=group.recurrence,
        )
        goal = Goal.objects.order_by("code")[0]
        frame.save_goal(
            actor=actor, goal_id=goal.pk, version=goal.version, name="Niemand zit in de kou"
        )
        second = _edition(approach, kinds=kinds)

    with as_municipality(waterrijk.pk):
        newer = _read_in(elsewhere, second)
        plan = _plan(elsewhere, newer)
        assert plan.before == 1
        assert _states(plan, "bodies")["stuurgroep"] == "both"
        assert list(_states(plan, "goals").values()).count("theirs") == 1
        fields = {
            field.name: field.state
            for one in plan.parts
            if one.place == ("bodies", "stuurgroep")
            for field in one.merged.fields
        }
        assert (fields["name"], fields["mandate"], fields["minutes"]) == ("own", "both", "theirs")

        done = _take(elsewhere, newer)

        kept = Body.objects.get(name="Regiegroep")
        assert (kept.mandate, kept.minutes) == ("Besluit over alles.", 60)
        assert Goal.objects.filter(name="Niemand zit in de kou").exists()
        assert (done.new, done.changed) == (0, 2)
        assert _take(elsewhere, newer).changed == 0, "the second time did something"
        with pytest.raises(OlderEdition):
            _take(elsewhere, came)


def test_what_is_left_out_or_taken_away_stays_away(
    approach: Steering, elsewhere: Actor, waterrijk: Municipality
) -> None:
    first = _edition(approach, kinds={"bodies", "risks"})

    with as_municipality(waterrijk.pk):
        came = _read_in(elsewhere, first)
        _take(elsewhere, came, new={("bodies", "stuurgroep"), ("risks", "de-jurist-valt-uit")})
        group = Body.objects.get()
        bodies.archive_body(actor=elsewhere, body_id=group.pk, version=group.version, at=NOW)
        plan = _plan(elsewhere, came)
        assert taking.usual(plan).new == set()
        _take(elsewhere, came)

        assert not Body.objects.filter(archived_at=None).exists()
        assert TakenPart.objects.get(key="gebiedsoverleg-gebied").state == "left_out"
        _take(elsewhere, came, new={("bodies", "gebiedsoverleg-gebied")})
        assert Body.objects.get(archived_at=None).name == "Gebiedsoverleg [gebied]"


def test_nobody_decides_on_what_changed_meanwhile(
    approach: Steering, elsewhere: Actor, waterrijk: Municipality
) -> None:
    first = _edition(approach, kinds={"bodies"})

    with as_municipality(waterrijk.pk):
        came = _read_in(elsewhere, first)
        mark = _plan(elsewhere, came).mark
        bodies.save_body(actor=elsewhere, kind="network", name="Stuurgroep", minutes=30)

        with pytest.raises(ChangedMeanwhile):
            _take(elsewhere, came, mark=mark)

        assert _states(_plan(elsewhere, came), "bodies")["stuurgroep"] == "both"
        _take(elsewhere, came)
        assert Body.objects.get(name="Stuurgroep").minutes == 30


def test_a_text_about_a_person_stays_out(
    approach: Steering, elsewhere: Actor, waterrijk: Municipality
) -> None:
    first = _edition(approach, kinds={"goals"})
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        told = json.loads(archive.read("playbook.json"))
    told["description"] = "Bel 06-12345678 of mail jan.jansen@gmail.com."
    package = {name: value for name, value in told.items() if name != "sha256"}
    sent = making.playbook.write(
        {**package, "sha256": making.playbook.fingerprint(package)}, "lees mij"
    )

    with as_municipality(waterrijk.pk), pytest.raises(Invalid) as refused:
        _read_in(elsewhere, sent)

    assert "description" in refused.value.faults[0].message
    with as_municipality(waterrijk.pk):
        assert not Playbook.objects.exists()


def test_on_the_pages(
    approach: Steering,
    elsewhere: Actor,
    waterrijk: Municipality,
    django_assert_max_num_queries: Any,
) -> None:
    here = approach.client("coordinator")
    form = here.get("/draaiboek/maken").content.decode()
    assert "Stuurgroep" in form
    empty = here.post("/draaiboek/maken", {"name": NAME})
    assert empty.status_code == 422
    made = here.post("/draaiboek/maken", {"name": NAME, "parts_bodies": ["stuurgroep"]})
    assert made.status_code == 303, made.content.decode()
    file = here.get(f"{made['Location']}/bestand")
    there = Client(headers={"host": waterrijk.host, "accept-language": "nl"})
    with as_municipality(waterrijk.pk):
        there.force_login(
            make_user(waterrijk, "coordinator"),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
    upload = io.BytesIO(file.content)
    upload.name = "draaiboek.zip"

    sent = there.post("/draaiboek/inlezen", {"file": upload})

    assert sent.status_code == 303, sent.content.decode()
    with django_assert_max_num_queries(60):
        plan = there.get(sent["Location"]).content.decode()
    assert "Stuurgroep" in plan
    mark = plan.split('name="mark" value="')[1].split('"')[0]
    answer = there.post(sent["Location"], {"mark": mark, "new_bodies": ["stuurgroep"]})
    assert answer.status_code == 303, answer.content.decode()
    stale = there.post(sent["Location"], {"mark": mark, "new_bodies": ["stuurgroep"]})
    assert stale.status_code == 422
    assert "overgenomen op" in there.get("/draaiboek/").content.decode()
    wrong = io.BytesIO(b"geen zip")
    wrong.name = "x.zip"
    refused = there.post("/draaiboek/inlezen", {"file": wrong})
    assert refused.status_code == 422
    assert "Dit is geen zip" in refused.content.decode()
    assert there.get(f"{made['Location']}/bestand").status_code == 404
