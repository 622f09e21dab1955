"""A network of two partners with the lists of signals, and a telling of a group to begin with."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bundel.accounts.models import Municipality
from bundel.accounts.tenancy import as_municipality
from bundel.network.models import Taxonomy
from bundel.signals.models import Channel, Signal, SignalTheme
from bundel.signals.services import lists
from bundel.signals.services.telling import Telling, tell_signal
from tests.modules.network import conftest as network_ground
from tests.modules.network.conftest import Network

# A Monday, in working hours.
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CLEAN = "Steeds meer bezoekers krijgen een hoge jaarafrekening en begrijpen de brief niet."


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def ground(almere: Municipality) -> Iterator[Network]:
    """The network of Almere with themes, a team and settings, at work for the whole test."""
    with as_municipality(almere.id):
        network = network_ground.build(almere)
        for code in ("elderly", "families"):
            network.terms[code] = network_ground.term(almere, Taxonomy.TARGET_GROUP, code)
        network.terms["walk_in"] = network_ground.term(almere, Taxonomy.REACH_ROUTE, "walk_in")
        lists.load_lists(actor=network.actor("coordinator"))
        yield network


@pytest.fixture
def theme(ground: Network) -> Callable[[str], SignalTheme]:
    """A theme by its code."""
    return lambda code: SignalTheme.objects.get(municipality=ground.municipality, code=code)


@pytest.fixture
def telling(ground: Network, theme: Callable[[str], SignalTheme]) -> Callable[..., Telling]:
    """A telling of a group that is fine, with what a test wants otherwise."""
    fine = Telling(
        telling_key=uuid.uuid4(),
        theme_id=theme("bill").pk,
        area_id=ground.areas["haven"].pk,
        size="11-25",
        period="month",
        trend="rising",
        severity="middle",
        trait_ids=(),
        heard_at_id=None,
        text=CLEAN,
    )

    def made(**wanted: Any) -> Telling:
        return replace(fine, **{"telling_key": uuid.uuid4(), **wanted})

    return made


@pytest.fixture
def told(ground: Network, telling: Callable[..., Telling]) -> Callable[..., Signal]:
    """A signal that somebody told: `told("kern worker", text="…")`."""

    def tell(who: str = "kern worker", at: datetime = NOW, **wanted: Any) -> Signal:
        done = tell_signal(
            actor=ground.actor(who), telling=telling(**wanted), channel=Channel.FORM, at=at
        )
        return Signal.objects.get(pk=done.signal_id)

    return tell
