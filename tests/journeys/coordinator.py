"""What a coordinator does from an empty desk to an adopted plan, by whatever hands."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
from playwright.sync_api import Locator, Page, expect

from tests.journeys.hands import Hands

# A plan with all its reasons may take this long on a busy machine.
PLANS_WITHIN_MS = 120_000


class Coordinator:
    """The steps of the journey, each ending where the next begins."""

    def __init__(self, hands: Hands, files: Path) -> None:
        self.hands = hands
        self.page: Page = hands.page
        self.files = files

    def heading(self) -> Locator:
        """Return what the page says that one can do here."""
        return self.page.get_by_role("heading", level=1)

    def link(self, name: str | re.Pattern[str]) -> Locator:
        """Return a link of the page itself."""
        return self.page.get_by_role("main").get_by_role("link", name=name).first

    def button(self, name: str) -> Locator:
        """Return a button of the page itself."""
        return self.page.get_by_role("main").get_by_role("button", name=name, exact=True).first

    def go(self, place: str) -> None:
        """Go to a place by the navigation."""
        navigation = self.page.get_by_role("navigation", name="Hoofdmenu")
        self.hands.press(navigation.get_by_role("link", name=place))
        expect(navigation.get_by_role("link", name=place)).to_have_attribute("aria-current", "page")

    def step_in(self, municipality: str) -> None:
        """Step into the role on the demo page."""
        self.page.goto(f"{municipality}/demo/")
        self.hands.press(
            self.page.get_by_role("button", name=re.compile("Stap in.*Programmacoördinator"))
        )
        self.page.wait_for_url("**/")

    def load_what_was_kept(self) -> None:
        """Keep the workbook and load it again: nothing changes."""
        self._go_to_exchange()
        kept = self.files / "programma.xlsx"
        self.hands.fetch(self.link("Werkboek voor Excel")).save_as(kept)
        self._load(kept)
        expect(self.heading()).to_have_text("Er verandert niets")

    def load_with_faults(self) -> None:
        """Load a workbook with faults: each is told with its sheet, row and column."""
        book = openpyxl.load_workbook(self.files / "programma.xlsx")
        sheet = book["Pools"]
        column = {cell.value: cell.column for cell in sheet[1]}
        sheet.cell(2, column["fte"]).value = "veel"
        sheet.cell(3, column["uren per fte"]).value = -4
        spoiled = self.files / "met-fouten.xlsx"
        book.save(spoiled)
        self._go_to_exchange()
        self._load(spoiled)
        expect(self.heading()).to_have_text("2 dingen kloppen nog niet")
        rows = self.page.get_by_role("main").locator("tbody tr")
        expect(rows.nth(0)).to_contain_text(re.compile(r"Pools\s*2\s*fte"))
        expect(rows.nth(1)).to_contain_text(re.compile(r"Pools\s*3\s*uren per fte"))

    def _go_to_exchange(self) -> None:
        self.go("Programma")
        self.hands.press(self.page.get_by_role("main").locator("summary", has_text="Meer"))
        self.hands.press(self.link("Importeren en exporteren"))

    def _load(self, path: Path) -> None:
        self.hands.give_file(self.page.get_by_label("Werkboek"), path)
        self.hands.press(self.button("Controleer het bestand"))

    def see_overload(self, most: str) -> None:
        """See that everything at once does not fit, where, and who asks for it."""
        self.go("Capaciteit")
        self.hands.press(self.link("Alles tegelijk"))
        fullest = self.link(re.compile(rf": {most}\s*te vol"))
        expect(fullest).to_be_visible()
        self.hands.press(fullest)
        asked = self.page.get_by_role("complementary", name="Wie vraagt deze uren?")
        expect(asked).to_contain_text("uur te weinig")
        expect(asked.locator("tbody tr").first).to_be_visible()
        self._leave_and_come_back(fullest)

    def _leave_and_come_back(self, cell: Locator) -> None:
        """Find the chosen cell again, with its answer, by the address alone."""
        asked = self.page.get_by_role("complementary", name="Wie vraagt deze uren?")
        chosen = cell.and_(self.page.locator("[aria-current=true]"))
        expect(chosen).to_be_in_viewport()
        self.page.reload()
        expect(chosen).to_be_in_viewport()
        expect(asked).to_contain_text("uur te weinig")
        self.page.go_back()
        expect(asked).to_be_hidden()
        self.page.go_forward()
        expect(asked).to_contain_text("uur te weinig")

    def calculate(self) -> None:
        """Calculate a plan, and watch it come."""
        self.go("Plan")
        settings = self.page.locator("summary", has_text="Bereken met andere instellingen")
        if settings.count():
            self.hands.press(settings)
        self.hands.choose(
            self.page.get_by_label("Hoe lang mag het zoeken duren?"),
            "20 seconden: een snelle indruk",
        )
        self.hands.choose(self.page.get_by_label("Hoe dicht bij het best mogelijke?"), "1%: snel")
        self.hands.press(self.button("Bereken plan"))
        expect(self.heading()).to_have_text("Het plan wordt berekend")
        expect(self.link("Neem plan aan")).to_be_visible(timeout=PLANS_WITHIN_MS)
        expect(self.heading()).to_have_text(re.compile(r"^\d+ van \d+ passen"))

    def ask_why_not(self) -> str:
        """Read why something is left out, and begin a what-if with it as a wish. [its name]"""
        left_out = self.page.locator("#nu-niet tbody tr").first
        reason = left_out.locator("td").first.inner_text()
        assert len(reason) > 20
        name = left_out.locator("th").inner_text().split("\n")[0]
        self.hands.press(left_out.get_by_role("link", name="het moet"))
        expect(self.page.get_by_label(f"{name}: wens")).to_have_value("require")
        return name

    def change_hours_and_plan_again(self, wish: str, pool: str) -> None:
        """Give a team more hours, calculate, and see what moves."""
        scenario = f"Wat als {wish} erin moet"
        self.hands.write(self.page.get_by_label("Hoe heet dit scenario?"), scenario)
        self.hands.write(self.page.get_by_label(f"{pool}: uren per kwartaal erbij of eraf"), "120")
        self.hands.press(self.button("Bewaar en bereken"))
        expect(self.heading()).to_have_text(scenario)
        whole = self.link("Bekijk het hele plan van dit scenario")
        expect(whole).to_be_visible(timeout=PLANS_WITHIN_MS)
        main = self.page.get_by_role("main")
        expect(main).to_contain_text("Gemeten tegen:")
        expect(main).to_contain_text("120")
        self.hands.press(whole)
        expect(self.page.locator("#tijdlijn")).to_contain_text(wish)

    def adopt(self, name: str) -> None:
        """Decide, with grounds, and with a reason and a day for all that waits."""
        self.hands.press(self.link("Neem plan aan"))
        self.hands.write(self.page.get_by_label("Naam van het plan"), name)
        waiting = self.page.locator("#nu-niet .card")
        for card in waiting.all():
            assert card.get_by_label("Waarom nu niet?").input_value()
            assert card.get_by_label("Opnieuw bekijken op").input_value()
        left_out = waiting.count()
        self.hands.press(self.button("Neem plan aan"))
        # Without grounds it is no decision; what was typed stays.
        expect(self.page.get_by_role("main")).to_contain_text("Schrijf op waarom u dit plan kiest.")
        expect(self.page.get_by_label("Naam van het plan")).to_have_value(name)
        self.hands.write(
            self.page.get_by_label("Waarom dit plan?"), "De meeste gezinnen warm, met onze uren."
        )
        self.hands.press(self.button("Neem plan aan"))
        expect(self.heading()).to_have_text(name)
        main = self.page.get_by_role("main")
        expect(main).to_contain_text("De meeste gezinnen warm, met onze uren.")
        expect(main.locator("#nu-niet tbody tr")).to_have_count(left_out)

    def export(self) -> None:
        """Take the picture of the plan along, and the programme with it."""
        picture = self.files / "tijdlijn.svg"
        self.hands.fetch(self.page.locator("#tijdlijn").get_by_role("link", name="SVG")).save_as(
            picture
        )
        assert picture.read_text(encoding="utf-8").lstrip().startswith(("<svg", "<?xml"))
        self._go_to_exchange()
        zipped = self.hands.fetch(self.link("CSV-bestanden in een zip"))
        assert zipped.suggested_filename.endswith(".zip")
