"""Teams, themes and settings; and what the suggestion of themes learns from people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.test import Client

from bundel.audit.models import Entry
from bundel.signals.models import Signal, SignalSettings, SignalTheme, Team, ThemeModel
from bundel.signals.services import learning, rules, suggesting
from tests.modules.network.conftest import Network
from tests.modules.signals.conftest import NOW

Tell = Callable[..., Signal]
Theme = Callable[[str], SignalTheme]


def _post(client: Client, path: str, status: int = 303, **data: Any) -> str:
    answer = client.post(path, data)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.content.decode()


def test_a_team_has_people_and_does_not_stop_while_it_is_needed(
    ground: Network, told: Tell
) -> None:
    client = ground.client("coordinator")
    person = ground.users["coordinator"].pk
    team = Team.objects.get()
    told()
    fields = {"name": "Programmateam", "members": [person], "version": team.version}

    page = _post(client, f"/signalen/teams/{team.pk}/", 422, **fields)
    _post(client, f"/signalen/teams/{team.pk}/", **fields, is_active="on")
    stale = _post(client, f"/signalen/teams/{team.pk}/", 409, **fields | {"name": "Ander"})
    _post(client, "/signalen/teams/nieuw/", name="Warmte", commissioner_id=person)

    assert "Dit team krijgt wat geen regel past." in page
    assert "Hier wacht nog 1 signaal." in page
    assert "Ander" in stale
    shown = client.get("/signalen/teams/").content.decode()
    assert "Programmacoördinator" in shown
    assert "nog niemand" in shown
    assert Entry.objects.filter(action="signals.edit_team").count() == 2


def test_themes_are_named_ordered_and_switched_off(ground: Network, theme: Theme) -> None:
    client = ground.client("coordinator")
    bill, other = theme("bill"), theme("other")

    _post(client, "/signalen/themas/nieuw/", name="Hitte in de zomer")
    twice = _post(client, "/signalen/themas/nieuw/", 422, name="hitte in de zomer")
    _post(client, f"/signalen/themas/{bill.pk}/verplaats/", way="down", version=bill.version)
    _post(client, f"/signalen/themas/{bill.pk}/verplaats/", 409, way="down", version=bill.version)
    kept = _post(client, f"/signalen/themas/{other.pk}/", 422, name="Anders", version=other.version)

    assert "Dit thema is er al." in twice
    assert "Dit thema blijft in gebruik" in kept
    assert theme("hitte_in_de_zomer").is_active
    assert list(SignalTheme.objects.values_list("code", flat=True))[:2] == ["underuse", "bill"]
    theme("debts").delete()
    _post(client, "/signalen/themas/laad/")
    assert theme("debts").name == "Schuldhulp"


def test_settings_say_what_is_wrong_and_keep_what_was_typed(ground: Network) -> None:
    client = ground.client("coordinator")
    start = client.get("/signalen/instellingen/").context["form"].initial
    fields = {name: value for name, value in start.items() if value not in (None, False, [])}

    wrong = fields | {"commissioner_days": 1, "closed_dates": "2-1-2027\nmorgen"}
    page = _post(client, "/signalen/instellingen/", 422, **wrong)
    too_soon = _post(client, "/signalen/instellingen/", 422, **fields | {"commissioner_days": 1})
    days = {"closed_dates": "4-5-2027, 2-1-2027"}
    _post(client, "/signalen/instellingen/", **fields | days)
    _post(client, "/signalen/instellingen/", 409, **fields | days)

    assert "Dit is geen datum: morgen." in page
    assert "De opdrachtgever hoort het pas na de tweede herinnering." in too_soon
    row = SignalSettings.objects.get()
    assert row.closed_dates == [date(2027, 1, 2), date(2027, 5, 4)]
    assert "02-01-2027" in client.get("/signalen/instellingen/").content.decode()


def test_what_people_correct_is_learnt_the_next_night(
    ground: Network, theme: Theme, told: Tell
) -> None:
    text = "De zonwering van de flat ontbreekt."
    place = ground.municipality.pk
    before = suggesting.suggest(text, place)
    for _each in range(3):
        signal = told(text="De zonwering ontbreekt in de hele flat.")
        Signal.objects.filter(pk=signal.pk).update(theme=theme("reach"), theme_checked_at=NOW)

    made = learning.learn_here(municipality_id=place, at=NOW)
    again = learning.learn_here(municipality_id=place, at=NOW)

    assert (made, again) == (True, False)
    best = suggesting.suggest(text, place)[0]
    assert (best.theme_id, best.words[0]) == (theme("reach").pk, "zonwering")
    assert before[0].theme_id != theme("reach").pk
    row = ThemeModel.objects.get()
    assert (row.corrections, row.examples) == (3, 3 + len(suggesting.start_examples()))
    assert text not in str(row.weights)
    page = ground.client("coordinator").get("/signalen/themas/").content.decode()
    assert "waarvan 3 van mensen hier" in page


def test_a_text_gets_a_theme_while_it_is_typed(ground: Network) -> None:
    client = ground.client("kern worker")

    sure = _post(client, "/signalen/thema-voorstel/", 200, text="Schimmel en rotte kozijnen.")
    nothing = _post(client, "/signalen/thema-voorstel/", 200, text="Xylofoon")

    assert "Woning en onderhoud" in sure
    assert "kozijnen" in sure
    assert nothing.strip() == ""


def test_who_reads_english_reads_the_english_name_of_a_theme_where_there_is_one(
    ground: Network, told: Tell, theme: Theme
) -> None:
    signal = told(theme_id=theme("bill").pk)
    told(theme_id=theme("health").pk)
    SignalTheme.objects.filter(code="health").update(name_en="")
    client = ground.client("coordinator")
    pages = ("", f"{signal.pk}", "melden", "themas/", "kaart/", "regels/concept/regel/")
    rules.begin_draft(actor=ground.actor("coordinator"), at=NOW)

    for path in pages:
        dutch = client.get(f"/signalen/{path}").content.decode()
        english = client.get(
            f"/signalen/{path}", headers={"accept-language": "en"}
        ).content.decode()
        assert "Rekening" in dutch and "Bill" not in dutch, path
        assert "Bill" in english and "Rekening" not in english, path
        assert path == f"{signal.pk}" or "Gezondheid" in english, path
