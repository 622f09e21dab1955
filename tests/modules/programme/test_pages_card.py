"""The card of an initiative: read, change in its place, refuse with what was typed, put away."""

import uuid

import pytest
from django.urls import reverse

from bundel.programme import selectors
from bundel.programme.models import Initiative
from tests.modules.reading_pages import faults_on, form_on

MOST_QUERIES = 32
IN_PLACE = {"hx-request": "true"}


def _text(response, status=200):
    assert response.status_code == status, response.content[:800]
    return response.content.decode()


@pytest.fixture
def browser(browser_of):
    return browser_of("coordinator")


@pytest.fixture
def card(coordinator, id_of):
    return lambda code="INI-03": selectors.initiative_card(
        actor=coordinator, initiative_id=id_of(code)
    )


@pytest.fixture
def at(id_of):
    """The address of a page about an initiative."""
    return lambda name, code="INI-03", *more: reverse(
        f"programme:{name}", args=[id_of(code), *more]
    )


def _save(browser, address, headers=None, **values):
    form = form_on(_text(browser.get(address)))
    return browser.post(address, form | values, headers=headers or {})


def test_the_card_tells_state_owner_and_what_it_asks(browser, at):
    html = _text(browser.get(at("initiative", "INI-01")))

    for words in ("lopend", "Projectleider energiehulp", "Uren om te starten", "Fixer / monteur"):
        assert words in html


def test_the_card_asks_the_database_the_same_whatever_is_on_it(
    browser, at, django_assert_max_num_queries
):
    with django_assert_max_num_queries(MOST_QUERIES):
        browser.get(at("initiative", "INI-01"))


def test_an_assumption_is_visibly_one(browser, at):
    html = _text(browser.get(at("initiative", "INI-07")))

    assert "is-d" in html
    assert "Aanname." in html


def test_somebody_elses_or_no_initiative_is_not_there(browser):
    assert browser.get(reverse("programme:initiative", args=[uuid.uuid4()])).status_code == 404


def test_the_main_facts_are_saved_and_told(browser, at, card):
    response = _save(browser, at("initiative_edit"), summary="Een zuinige koelkast.")

    assert response.status_code == 303
    assert card().summary == "Een zuinige koelkast."
    html = _text(browser.get(at("initiative")))
    assert "Bewaard." in html
    assert "samenvatting" in html


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(browser, at, card):
    response = _save(
        browser, at("initiative_edit"), name="", summary="blijft staan", earliest_quarter="2028-K1",
        latest_quarter="2027-K2",
    )  # fmt: skip

    html = _text(response, 422)
    assert "Naam" in faults_on(html)
    assert "niet voor de vroegste start" in faults_on(html)
    assert "blijft staan" in html
    assert card().summary != "blijft staan"


def test_a_code_that_is_taken_is_refused_at_its_field(browser, at):
    html = _text(_save(browser, at("initiative_edit"), code="INI-01"), 422)

    assert faults_on(html)


def test_who_was_second_sees_both_texts(browser, at, card):
    address = at("initiative_edit")
    form = form_on(_text(browser.get(address)))
    _save(browser, address, summary="van de eerste")

    second = browser.post(address, form | {"summary": "van de tweede"})

    html = _text(second, 409)
    # The words that differ are marked one by one.
    assert "eerste" in html
    assert "tweede" in html
    assert card().summary == "van de eerste"


def test_the_same_form_sent_twice_counts_once(browser, at, card):
    address = at("initiative_edit")
    form = form_on(_text(browser.get(address))) | {"summary": "een keer"}

    first, again = browser.post(address, form), browser.post(address, form)

    assert (first.status_code, again.status_code) == (303, 303)
    assert again["Idempotency-Replayed"] == "true"
    assert card().version == int(form["version"][0]) + 1


def test_a_part_is_changed_in_its_place(browser, at, card):
    address = at("preconditions")
    part = _text(browser.get(address, headers=IN_PLACE))
    form = form_on(part)
    answer = browser.post(address, form | {"text": "budget is toegezegd"}, headers=IN_PLACE)
    shown = browser.get(
        answer["Location"], headers=IN_PLACE | {"hx-target": "deel-randvoorwaarden"}
    )

    assert "<html" not in part
    assert "budget is toegezegd" in {line.text for line in card().preconditions}
    html = _text(shown)
    assert "<html" not in html
    assert "Bewaard." in html
    assert "budget is toegezegd" in html


def test_a_part_that_stands_elsewhere_too_renews_the_whole_card(browser, at):
    headers = IN_PLACE | {"hx-target": "deel-kern"}

    assert browser.get(at("initiative"), headers=headers)["HX-Refresh"] == "true"


def test_a_form_on_its_own_page_ends_at_the_card(browser, at):
    own_page = {"hx-current-url": f"http://testserver{at('initiative_edit')}"}
    headers = IN_PLACE | own_page | {"hx-target": "deel-kern"}

    answer = browser.get(at("initiative"), headers=headers)

    assert answer["HX-Redirect"] == at("initiative")


def test_goals_are_chosen_with_how(browser, at, card):
    address = at("contributions")
    form = form_on(_text(browser.get(address)))
    first = next(n for n in form if n.endswith("-goal_id"))
    row = first.removesuffix("goal_id")

    browser.post(address, form | {f"{row}serves": "on", f"{row}how": "zo dus"})

    assert "zo dus" in {line.how for line in card().contributions}


def _level(card):
    return next(level for level in card.levels if level.usual)


def test_hours_are_read_with_a_comma(browser, at, card):
    level = _level(card())
    address = at("level_hours", "INI-03", level.id)

    response = _save(browser, address, **{"regel-0-start_hours": "12,5"})

    assert response.status_code == 303
    assert 12.5 in {line.start_hours for line in _level(card()).hours}


@pytest.mark.parametrize("wrong", ["abc", "-4", "NaN", "1e99", "12,345"])
def test_hours_that_are_no_hours_are_refused_and_kept(browser, at, card, wrong):
    address = at("level_hours", "INI-03", _level(card()).id)

    html = _text(_save(browser, address, **{"regel-0-start_hours": wrong}), 422)

    assert "Vul een getal in" in faults_on(html) or "achter de komma" in faults_on(html)
    assert f'value="{wrong}"' in html


def test_emptied_hours_are_gone(browser, at, card):
    level = _level(card())
    address = at("level_hours", "INI-03", level.id)
    form = form_on(_text(browser.get(address)))
    emptied = {name: "" for name in form if name.endswith("_hours")}

    browser.post(address, form | emptied)

    assert _level(card()).hours == ()


def test_money_that_ends_before_it_begins_is_refused(browser, at, card):
    address = at("level_money", "INI-03", _level(card()).id)

    wrong = {"regel-0-from_quarter": "4", "regel-0-until_quarter": "2"}
    html = _text(_save(browser, address, **wrong), 422)

    assert "ligt voor het eerste" in faults_on(html)


def test_money_and_reach_that_are_saved_as_they_stand_stay_the_same(browser, at, card):
    before = _level(card("INI-01"))
    for name in ("level_money", "level_reach"):
        assert _save(browser, at(name, "INI-01", before.id)).status_code == 303

    after = _level(card("INI-01"))
    assert after.money == before.money
    assert after.reach == before.reach


def test_reach_out_of_order_is_refused(browser, at, card):
    address = at("level_reach", "INI-01", _level(card("INI-01")).id)

    html = _text(_save(browser, address, **{"regel-0-households_low": "9999"}), 422)

    assert "van laag naar hoog" in faults_on(html)


def test_a_level_is_added_changed_and_removed(browser, at, card):
    new = at("level_new")
    _save(browser, new, name="Heel groot", code="heel-groot", start_quarters="1")
    made = next(level for level in card().levels if level.code == "heel-groot")
    _save(browser, at("level_edit", "INI-03", made.id), duration_quarters="6")
    changed = next(level for level in card().levels if level.code == "heel-groot")
    _save(browser, at("level_remove", "INI-03", made.id))

    assert changed.duration_quarters == 6
    assert "heel-groot" not in {level.code for level in card().levels}


def test_a_level_cannot_start_longer_than_it_lasts(browser, at, card):
    address = at("level_edit", "INI-03", _level(card()).id)

    html = _text(_save(browser, address, duration_quarters="1", start_quarters="3"), 422)

    assert "niet langer duren dan het geheel" in faults_on(html)


def test_a_level_of_another_initiative_is_not_there(browser, at, card):
    assert browser.get(at("level_hours", "INI-03", _level(card("INI-01")).id)).status_code == 404


def test_running_asks_for_level_and_start(browser, at, card):
    address = at("initiative_move", "INI-04")
    asked = _text(_save(browser, address, state="running", level_code="", start_quarter=""), 422)
    level = _level(card("INI-04"))
    response = _save(
        browser, address, state="running", level_code=level.code, start_quarter="2027-K1"
    )

    assert "Kies op welk niveau" in faults_on(asked)
    assert response.status_code == 303
    assert (card("INI-04").state, card("INI-04").start_quarter) == ("running", "2027-K1")


def test_an_idea_is_noted_with_the_next_code(browser, coordinator):
    address = reverse("programme:new")
    form = form_on(_text(browser.get(address)))
    department = selectors.choices(actor=coordinator).departments[0]

    response = browser.post(
        address, form | {"name": "Warme trui", "department_id": str(department.id)}, follow=True
    )

    assert form["code"] == ["INI-16"]
    assert "Warme trui" in _text(response)


def test_an_idea_without_name_keeps_what_was_typed(browser):
    address = reverse("programme:new")

    html = _text(_save(browser, address, name="", summary="Iets moois"), 422)

    assert "Iets moois" in html


def test_what_is_removed_can_be_brought_back(browser, at, card, id_of):
    address = at("initiative_archive")
    asked = _text(browser.get(address))
    _save(browser, address)
    gone = browser.get(at("initiative")).status_code
    list_of_gone = _text(browser.get(reverse("programme:archived")))
    browser.post(at("initiative_restore"))

    assert "Witgoedregeling" in asked
    assert gone == 404
    assert "Witgoedregeling" in list_of_gone
    assert card().code == "INI-03"


def test_a_lead_changes_the_own_initiative_but_does_not_give_it_away(browser_of, lead, id_of, at):
    Initiative.objects.filter(code="INI-03").update(lead_user_id=lead.user_id)
    browser = browser_of("initiative_lead")
    form = form_on(_text(browser.get(at("initiative_edit"))))

    response = browser.post(at("initiative_edit"), form | {"summary": "door de trekker"})

    assert response.status_code == 303
    assert not {"code", "department_id", "lead_user_id", "forbidden"} & set(form)


def test_a_lead_may_look_at_but_not_change_another_initiative(browser_of, at):
    browser = browser_of("initiative_lead")
    Initiative.objects.filter(code="INI-03").update(lead_user_id=None)

    assert browser.get(at("initiative")).status_code == 200
    assert browser.get(at("initiative_edit")).status_code == 403


@pytest.mark.parametrize("name", ["initiative_edit", "initiative_move", "initiative_archive"])
def test_a_reader_finds_no_way_to_change(browser_of, at, name):
    browser = browser_of("reader")

    assert browser.get(at(name)).status_code == 403
    assert at(name) not in _text(browser.get(at("initiative")))
