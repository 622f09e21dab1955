"""The demo: every folder with files becomes a municipality; nothing of it stands in code."""

from __future__ import annotations

import csv
import io
import uuid
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from bundel.accounts.models import Municipality, Role, User
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import as_municipality
from bundel.areas import services as areas
from bundel.areas.files import read_areas
from bundel.network.models import Organisation
from bundel.network.services import loading
from bundel.programme import exchange
from bundel.programme.models import Initiative, Programme
from bundel.programme.services import loading as planning
from bundel.reporting.services.loading import load_reporting as reporting_from
from bundel.signals.jobs import enqueue_scan
from bundel.signals.models import Signal
from bundel.signals.services import scanning
from bundel.signals.services.loading import load_signals as signals_from
from bundel.steering.material.loading import load_steering as steering_from
from bundel.steering.services.checks import run_checks

FOLDER = Path(__file__).with_name("demo")
# The same patterns on every machine that loads the demo on the same day.
SEED = 2026
NETWORK, SIGNALS = "netwerk", "signalen"
STEERING, REPORTING = "sturing", "verslag"
AREAS, PEOPLE, MUNICIPALITY = "Gebieden.csv", "Mensen.csv", "gemeente.yaml"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading one folder did."""

    name: str
    people: int
    areas: int
    rows: int


def folders() -> list[Path]:
    """Return the folders of the demo, one a municipality, by name."""
    return sorted(path for path in FOLDER.iterdir() if (path / MUNICIPALITY).is_file())


def is_whole() -> bool:
    """Tell whether every folder is a municipality already, with its partners and signals."""
    known = Municipality.objects.filter(slug__in=[folder.name for folder in folders()])
    return len(known) == len(folders()) and all(map(_is_filled, known))


def _is_filled(municipality: Municipality) -> bool:
    with as_municipality(municipality.id):
        return Organisation.objects.exists() and Signal.objects.exists()


def load(folder: Path, *, at: datetime) -> Loaded:
    """Make the municipality of a folder, or add what is missing; what people changed stays."""
    facts = yaml.safe_load((folder / MUNICIPALITY).read_text(encoding="utf-8"))
    facts.pop("language")
    known = Municipality.objects.filter(slug=facts["slug"]).first()
    municipality_id = known.pk if known else uuid.uuid4()
    with as_municipality(municipality_id):
        if known is None:
            Municipality.objects.create(id=municipality_id, **facts)
        people = _people(folder, municipality_id)
        actor = coordinator(municipality_id)
        changed = areas.load_areas(actor=actor, rows=read_areas(_text(folder / AREAS)))
        rows = 0 if Programme.objects.exists() else _programme(folder, actor, at)
    return Loaded(facts["name"], people, changed, rows)


def load_plan(folder: Path, *, at: datetime) -> bool:
    """Let the municipality of a folder adopt its plan, if it has none; tell whether it did."""
    facts = yaml.safe_load((folder / MUNICIPALITY).read_text(encoding="utf-8"))
    municipality = Municipality.objects.get(slug=facts["slug"])
    with as_municipality(municipality.id):
        actor = coordinator(municipality.id)
        asked = planning.ask_plan(actor=actor, folder=folder, at=at)
    if asked is None:
        return False
    answer = planning.calculate(asked)
    with as_municipality(municipality.id):
        return planning.adopt_answer(actor=actor, asked=asked, answer=answer) is not None


def load_network(folder: Path, *, at: datetime) -> int:
    """Give the municipality of a folder its partners, if it has none; how many services came."""
    facts = yaml.safe_load((folder / MUNICIPALITY).read_text(encoding="utf-8"))
    municipality = Municipality.objects.get(slug=facts["slug"])
    with as_municipality(municipality.id):
        actor = coordinator(municipality.id)
        loaded = loading.load_network(actor=actor, folder=folder / NETWORK, at=at)
        for row in _rows(folder):
            if code := row["organisatie"] if loaded.by_code else "":
                user = User.objects.get(email=row["email"])
                organisation_id = loaded.by_code[code]
                loading.take_in(actor=actor, user=user, organisation_id=organisation_id, at=at)
    return loaded.services


def load_signals(folder: Path, *, at: datetime) -> int:
    """Give the municipality of a folder its signals, if it has none; return how many came."""
    facts = yaml.safe_load((folder / MUNICIPALITY).read_text(encoding="utf-8"))
    municipality = Municipality.objects.get(slug=facts["slug"])
    with as_municipality(municipality.id):
        loaded = signals_from(
            actor=coordinator(municipality.id),
            folder=folder / SIGNALS,
            partners=folder / NETWORK,
            at=at,
        )
        if not loaded:
            return 0
        # As often as every night: with a few hundred, no chance is small enough for all themes.
        run_id = scanning.ask_scan(actor=None, municipality_id=municipality.id, at=at, seed=SEED)
        # The worker searches, for it takes longer than somebody waits for a start.
        enqueue_scan(municipality.id, run_id)
    return loaded


def load_steering(folder: Path, *, at: datetime) -> int:
    """Give the municipality of a folder its commissions, meetings and decisions, if it has none."""
    facts = yaml.safe_load((folder / MUNICIPALITY).read_text(encoding="utf-8"))
    municipality = Municipality.objects.get(slug=facts["slug"])
    with as_municipality(municipality.id):
        rows = steering_from(actor=coordinator(municipality.id), folder=folder / STEERING, at=at)
        if rows:
            # What is reported next should know what the checks find.
            today = timezone.localdate(at)
            run_checks(municipality_id=municipality.id, at=at, today=today)
        return rows


def load_reporting(folder: Path, *, at: datetime) -> int:
    """Give the municipality of a folder its reports and communication plan, if it has none."""
    facts = yaml.safe_load((folder / MUNICIPALITY).read_text(encoding="utf-8"))
    municipality = Municipality.objects.get(slug=facts["slug"])
    with as_municipality(municipality.id):
        return reporting_from(actor=coordinator(municipality.id), folder=folder / REPORTING, at=at)


def workbook(folder: Path) -> bytes:
    """Return the programme of a folder as the zip of CSV that people could load themselves."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path in sorted(folder.glob("*.csv")):
            if path.name not in {AREAS, PEOPLE}:
                archive.write(path, path.name)
    return out.getvalue()


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _rows(folder: Path) -> Iterator[dict[str, str]]:
    return iter(csv.DictReader(io.StringIO(_text(folder / PEOPLE)), delimiter=";"))


def _people(folder: Path, municipality_id: uuid.UUID) -> int:
    known = set(User.objects.values_list("email", flat=True))
    new: list[dict[str, Any]] = [
        {
            "email": row["email"],
            "name": row["naam"],
            "function": row["functie"],
            "role": row["rol"],
            "department": row["afdeling"],
        }
        for row in _rows(folder)
        if row["email"] not in known
    ]
    # All at the same moment, so that none of them comes before another.
    at = timezone.now()
    for fields in new:
        User.objects.create_user(municipality_id=municipality_id, added_at=at, **fields)
    return len(new)


def coordinator(municipality_id: uuid.UUID) -> Actor:
    """Return who coordinates, as who works on the server itself acts for them."""
    user = User.objects.filter(role=Role.COORDINATOR).order_by("email")[0]
    return Actor(user.pk, municipality_id, user.name, Role.COORDINATOR, user.email, channel="cli")


def _programme(folder: Path, actor: Actor, at: datetime) -> int:
    taken = exchange.import_workbook(
        actor=actor, filename=f"{folder.name}.zip", content=workbook(folder), at=at
    )
    for row in _rows(folder):
        Initiative.objects.filter(code__in=row["trekt"].split()).update(
            lead_user=User.objects.get(email=row["email"])
        )
    return taken.new
