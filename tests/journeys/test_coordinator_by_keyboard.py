"""The same journey with the keyboard alone, in another municipality with another look."""

from tests.journeys.coordinator import Coordinator
from tests.journeys.hands import Keyboard


def test_from_workbook_to_adopted_plan(opened, waterrijk, tmp_path):
    coordinator = Coordinator(Keyboard(opened()), tmp_path)

    coordinator.step_in(waterrijk)
    coordinator.load_what_was_kept()
    coordinator.load_with_faults()
    coordinator.see_overload("144%")
    coordinator.calculate()
    wish = coordinator.ask_why_not()
    coordinator.change_hours_and_plan_again(wish, "Inkoper")
    coordinator.adopt("Plan voor Waterrijk")
    coordinator.export()
