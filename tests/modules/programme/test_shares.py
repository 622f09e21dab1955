"""Floors, households at risk, departments and measure groups: saved, refused, removed, shown."""

from decimal import Decimal

import pytest
from django.urls import reverse

from bundel.audit.selectors import changes_of
from bundel.errors import Invalid, NotAllowed, Stale
from bundel.programme import selectors, services
from bundel.programme.models import AtRisk, Department, Floor, FundPayee, MeasureGroup, Reach
from tests.modules.reading_pages import faults_on, form_on

MOST_QUERIES = 20
LISTS = ("/programma/ondergrenzen", "/programma/risico", "/programma/groepen")


def _text(response, status=200):
    assert response.status_code == status, response.content[:800]
    return response.content.decode()


def messages(refusal):
    return " ".join(fault.message for fault in refusal.value.faults)


@pytest.fixture
def browser(browser_of):
    return browser_of("coordinator")


@pytest.fixture
def send(browser):
    """Open a form, fill in some fields, and send it."""

    def filled(page, /, *args, **values):
        address = reverse(f"programme:{page}", args=args)
        return browser.post(address, form_on(_text(browser.get(address))) | values)

    return filled


@pytest.fixture
def place(coordinator):
    """Where households are at risk and reached: one area and one group."""
    reach = Reach.objects.order_by("area__code", "group__code").first()
    return AtRisk.objects.get(area_id=reach.area_id, group_id=reach.group_id)


@pytest.fixture
def floor(coordinator, place):
    """Save a floor in that place."""

    def save(households, **more):
        fields = {"code": "X9", "area_id": place.area_id, "group_id": place.group_id} | more
        return services.save_floor(actor=coordinator, households=Decimal(households), **fields)

    return save


def test_a_floor_is_saved_and_told(floor):
    made = floor(1)

    assert changes_of(kind="floor", object_id=made)[0].after["households"] == "1"


def test_a_floor_above_who_is_at_risk_is_refused(floor, place):
    with pytest.raises(Invalid) as refusal:
        floor(place.households + 1)

    assert f"{int(place.households)} huishoudens risico" in messages(refusal)


def test_a_floor_above_what_is_reached_is_refused(floor, place):
    Reach.objects.filter(area=place.area_id, group=place.group_id).delete()

    with pytest.raises(Invalid) as refusal:
        floor(1)

    assert "bereik" in messages(refusal)


def test_a_floor_holds_somewhere(floor):
    with pytest.raises(Invalid) as refusal:
        floor(1, area_id=None, group_id=None)

    assert "Kies een gebied, een groep" in messages(refusal)


def test_the_floors_of_the_demo_can_be_saved_again(coordinator):
    for row in Floor.objects.all():
        services.save_floor(
            actor=coordinator, floor_id=row.pk, version=row.version, households=row.households - 1
        )

    assert set(Floor.objects.values_list("version", flat=True)) == {2}


def test_who_was_second_is_told(floor, coordinator):
    made = floor(1)
    change = {"actor": coordinator, "floor_id": made, "version": 1}
    services.save_floor(**change, households=Decimal(2))

    with pytest.raises(Stale):
        services.save_floor(**change, households=Decimal(3))
    with pytest.raises(Stale):
        services.remove_floor(**change)


def test_fewer_at_risk_than_a_floor_asks_is_refused(floor, place, coordinator):
    floor(5)

    with pytest.raises(Invalid) as refusal:
        services.save_at_risk(
            actor=coordinator,
            at_risk_id=place.pk,
            version=place.version,
            households=Decimal(2),
        )

    assert "X9" in messages(refusal)
    assert AtRisk.objects.get(pk=place.pk).households == place.households


def test_at_risk_is_said_once_for_each_place(place, coordinator):
    where = {"area_id": place.area_id, "group_id": place.group_id}

    with pytest.raises(Invalid):
        services.save_at_risk(actor=coordinator, households=Decimal(9), **where)
    services.remove_at_risk(actor=coordinator, at_risk_id=place.pk, version=place.version)
    made = services.save_at_risk(actor=coordinator, households=Decimal(99_999), **where)

    assert AtRisk.objects.get(pk=made).households == 99_999


def test_a_place_is_needed(coordinator):
    with pytest.raises(Invalid) as refusal:
        services.save_at_risk(actor=coordinator, households=Decimal(9))

    assert "een gebied en een groep" in messages(refusal)


def test_a_department_in_use_cannot_go(coordinator):
    row = Department.objects.filter(initiatives__isnull=False).first()

    with pytest.raises(services.DepartmentInUse, match=r"\d+ initiatie"):
        services.remove_department(actor=coordinator, department_id=row.pk, version=row.version)


def test_a_department_that_a_fund_may_pay_cannot_go(coordinator):
    made = services.save_department(actor=coordinator, code="N", name="Nieuw")
    fund = selectors.fund_rows(actor=coordinator)[0]
    services.set_fund_payees(
        actor=coordinator, fund_id=fund.id, version=fund.version, department_ids=[made]
    )

    # Without its last payee the fund would suddenly pay everybody.
    with pytest.raises(services.DepartmentInUse, match="bij: 1 geldbron"):
        services.remove_department(actor=coordinator, department_id=made, version=1)
    assert FundPayee.objects.filter(department_id=made).exists()


def test_a_group_in_use_cannot_go_and_an_unused_one_can(coordinator, place):
    used = MeasureGroup.objects.get(pk=place.group_id)
    made = services.save_group(actor=coordinator, code="N", name="Nieuw")
    services.save_at_risk(
        actor=coordinator, area_id=place.area_id, group_id=made, households=Decimal(3)
    )

    with pytest.raises(services.GroupInUse, match=r"\d+ regels van bereik"):
        services.remove_group(actor=coordinator, group_id=used.pk, version=used.version)
    services.remove_group(actor=coordinator, group_id=made, version=1)

    assert not AtRisk.objects.filter(group_id=made).exists()


@pytest.mark.parametrize("role", ["reader", "initiative_lead", "functional_manager"])
def test_nobody_else_does_this(almere, place, role):
    actor = almere(role)

    with pytest.raises(NotAllowed):
        services.save_floor(actor=actor, code="x", area_id=place.area_id, households=Decimal(1))
    with pytest.raises(NotAllowed):
        services.save_at_risk(actor=actor, at_risk_id=place.pk, version=1)
    with pytest.raises(NotAllowed):
        services.save_department(actor=actor, code="x", name="x")
    with pytest.raises(NotAllowed):
        services.save_group(actor=actor, code="x", name="x")


@pytest.mark.parametrize("address", LISTS)
def test_the_lists_take_few_queries(browser, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(MOST_QUERIES):
        html = _text(browser.get(address))

    assert "Verwijder" in html


def test_a_floor_is_added_changed_and_removed_on_its_pages(send, place):
    send("floor_new", code="X9", area_id=str(place.area_id), group_id="", households="3")
    made = Floor.objects.get(code="X9")
    send("floor_edit", made.pk, households="4")
    changed = Floor.objects.get(code="X9")
    send("floor_remove", made.pk)

    assert (made.households, changed.households) == (3, 4)
    assert not Floor.objects.filter(code="X9").exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"area_id": "", "group_id": "", "households": "3"}, "Kies een gebied, een groep"),
        ({"households": "99999999"}, "hooguit"),
        ({"households": "-1"}, "0 of meer"),
        ({"households": "1", "code": "O1"}, "in gebruik"),
    ],
)
def test_a_floor_that_cannot_be_is_refused_on_the_page(send, place, wrong, words):
    right = {"code": "X9", "area_id": str(place.area_id), "group_id": ""}

    html = _text(send("floor_new", **(right | wrong)), 422)

    assert words in faults_on(html)
    assert not Floor.objects.filter(code="X9").exists()


def test_an_old_floor_gives_a_conflict(browser):
    row = Floor.objects.order_by("code")[0]
    address = reverse("programme:floor_edit", args=[row.pk])
    form, other = (form_on(_text(browser.get(address))) for _ in range(2))
    browser.post(address, form | {"basis": "eerste"})

    html = _text(browser.post(address, other | {"basis": "tweede"}), 409)

    assert "eerste" in html
    assert "tweede" in html


def test_at_risk_is_changed_added_and_removed_on_its_pages(send, place):
    more = str(int(place.households) + 10)
    send("at_risk_edit", place.pk, households=more, weight="1,25")
    changed = AtRisk.objects.get(pk=place.pk)
    send("at_risk_remove", place.pk)
    gone = not AtRisk.objects.filter(pk=place.pk).exists()
    where = {"area_id": str(place.area_id), "group_id": str(place.group_id)}
    send("at_risk_new", households=more, **where)

    assert (str(int(changed.households)), changed.weight) == (more, Decimal("1.25"))
    assert gone
    assert AtRisk.objects.filter(**where).exists()


@pytest.mark.parametrize(("page", "model"), [("department", Department), ("group", MeasureGroup)])
def test_departments_and_groups_are_added_changed_and_removed(send, page, model):
    send(f"{page}_new", name="Nieuw", code="N9")
    made = model.objects.get(code="N9")
    send(f"{page}_edit", made.pk, name="Anders")
    changed = model.objects.get(code="N9")
    answer = send(f"{page}_remove", made.pk)

    assert (made.name, changed.name, answer.status_code) == ("Nieuw", "Anders", 303)
    assert not model.objects.filter(code="N9").exists()


@pytest.mark.parametrize(("page", "model"), [("department", Department), ("group", MeasureGroup)])
def test_what_is_in_use_says_so_on_the_page(send, page, model):
    row = model.objects.order_by("code")[0]

    assert "hoort nog bij" in faults_on(_text(send(f"{page}_remove", row.pk), 422))


def test_a_reader_reads_only(browser_of, place):
    browser = browser_of("reader")

    for address in LISTS:
        html = _text(browser.get(address))
        assert "Verwijder" not in html
        assert browser.get(f"{address}/nieuw").status_code == 403
    assert browser.get(reverse("programme:at_risk_edit", args=[place.pk])).status_code == 403
    assert browser.post(reverse("programme:department_new")).status_code == 403
