"""A coordinator loads, sees what does not fit, plans, asks why, plans again and decides."""

from tests.journeys.coordinator import Coordinator
from tests.journeys.hands import Mouse


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
