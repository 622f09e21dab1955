"""The commissions of the demo are such as two sides could have made."""

from __future__ import annotations

from bundel.config import demo_data
from bundel.core import commissions as process
from bundel.core.commissions import Side
from bundel.steering.material import commissions as material
from bundel.steering.models import Commission
from bundel.steering.selectors import commissions as selectors
from bundel.steering.services import commission_steps
from tests.modules.steering.conftest import NOW, Steering


def test_the_demo_shows_every_turn_and_its_steps_retell_it(steering: Steering) -> None:
    folder = demo_data.FOLDER / "almere" / demo_data.STEERING
    actor = steering.actor("coordinator")

    assert material.load(actor=actor, folder=folder, at=NOW) == 8
    assert material.load(actor=actor, folder=folder, at=NOW) == 0
    states = {row.state for row in Commission.objects.all()}
    assert states == {
        "draft",
        "offered",
        "accepted",
        "change_proposed",
        "discharge_asked",
        "return_asked",
        "discharged",
        "refused",
    }
    for row in Commission.objects.all():
        told = row.steps.exclude(act=process.MADE).order_by("at")
        steps = tuple((one.act, Side(one.side)) for one in told)
        assert process.retold(steps) == commission_steps.course_of(row)
    waits = selectors.waits_for(actor=steering.actor("opdrachtgever"))
    assert len(waits) == 4
    assert steering.initiative("INI-11").contractor == "De Buurtboog"
