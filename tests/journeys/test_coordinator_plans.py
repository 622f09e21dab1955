"""A coordinator loads, sees what does not fit, plans, asks why, plans again and decides."""

from __future__ import annotations

from tests.journeys.conftest import step_in
from tests.journeys.coordinator import Coordinator
from tests.journeys.hands import Mouse
from tests.journeys.look import Look


def test_from_workbook_to_adopted_plan(opened, tmp_path):
    coordinator = Coordinator(Mouse(opened()), tmp_path)

    coordinator.step_in("")
    coordinator.load_what_was_kept()
    coordinator.load_with_faults()
    coordinator.see_overload("365%")
    coordinator.calculate()
    wish = coordinator.ask_why_not()
    coordinator.change_hours_and_plan_again(wish, "Jurist / privacy officer")
    coordinator.adopt("Plan voor de winter")
    coordinator.export()
    assert faults_of_plan_pages(Look(opened(bypass_csp=True))) == []


def faults_of_plan_pages(look: Look) -> list[str]:
    """Return what is wrong with the pages that now hold a plan."""
    step_in(look.page, "coordinator")
    for path in ("/", "/plan", "/plan/berekeningen", "/plan/aangenomen", "/wat-als"):
        look.at(path)
    look.page.goto("/plan/berekeningen")
    run = look.links(r"^/plan/[0-9a-f-]{36}$")[0]
    look.page.goto("/plan/aangenomen")
    adopted = look.links(r"^/plan/aangenomen/[0-9a-f-]{36}$")[0]
    look.page.goto("/wat-als")
    scenario = look.links(r"^/wat-als/[0-9a-f-]{36}$")[0]
    one, other = adopted.rpartition("/")[2], run.rpartition("/")[2]
    compared = f"/plan/vergelijk?een={one}&ander={other}"
    for path in (run, f"{run}/aannemen", adopted, compared, scenario, f"{scenario}/wijzig"):
        look.at(path)
    look.at("/capaciteit?uit=plan")
    return look.wrong
