"""Rules between initiatives: saved as a whole, refused with a clear sentence, told in the trail."""

from decimal import Decimal

import pytest
from django.urls import reverse

from bundel.audit.selectors import changes_of
from bundel.errors import Invalid, NotAllowed, NotFound, Stale
from bundel.programme import selectors, services
from bundel.programme.models import Level, Pool, Precedence, Programme, Rule, RuleMember
from tests.modules.reading_pages import faults_on, form_on

MOST_QUERIES = 20


def _text(response, status=200):
    assert response.status_code == status, response.content[:800]
    return response.content.decode()


@pytest.fixture
def browser(browser_of):
    return browser_of("coordinator")


@pytest.fixture
def order(coordinator, id_of):
    """Say that one comes before another."""

    def say(before, after, /, **more):
        return services.save_precedence(
            actor=coordinator, before_id=id_of(before), after_id=id_of(after), **more
        )

    return say


@pytest.fixture
def rule(coordinator, id_of):
    """Make a rule between initiatives."""

    def make(kind, *codes, **more):
        fields = {"code": "X9", "name": "Regel", "kind": kind} | more
        return services.save_rule(
            actor=coordinator, initiative_ids=[id_of(code) for code in codes], **fields
        )

    return make


@pytest.fixture
def row(coordinator):
    """The rule of a code, as people see it."""
    return lambda code="X9": next(
        one for one in selectors.rule_rows(actor=coordinator) if one.code == code
    )


def messages(refusal):
    return " ".join(fault.message for fault in refusal.value.faults)


def test_an_order_is_saved_and_told(order, coordinator):
    made = order("INI-04", "INI-05", order="start-start", lag_quarters=-1)

    row = next(x for x in selectors.order_rows(actor=coordinator) if x.id == made)
    told = changes_of(kind="precedence", object_id=made)[0]
    assert (row.before.code, row.after.code, row.lag_quarters) == ("INI-04", "INI-05", -1)
    assert (row.version, told.after["lag_quarters"]) == (1, -1)


def test_a_ring_is_named_by_its_initiatives(order):
    with pytest.raises(Invalid) as refusal:
        order("INI-03", "INI-01", order="start-start")

    words = messages(refusal)
    assert "kring" in words
    assert all(code in words for code in ("INI-01", "INI-02", "INI-03"))
    assert words.count("INI-13") == 0


def test_a_ring_by_a_change_is_refused_too(order, coordinator):
    made = order("INI-04", "INI-05", order="start-start")
    order("INI-05", "INI-06", order="start-start")
    last = Precedence.objects.get(pk=made)

    with pytest.raises(Invalid, match="klopt"):
        services.save_precedence(
            actor=coordinator, precedence_id=made, version=last.version,
            before_id=Precedence.objects.get(before=last.after_id).after_id,
        )  # fmt: skip

    assert Precedence.objects.get(pk=made).before_id == last.before_id


def test_an_order_may_be_turned_round(coordinator):
    old = Precedence.objects.order_by("before__code", "after__code")[0]

    services.save_precedence(
        actor=coordinator, precedence_id=old.pk, version=old.version,
        before_id=old.after_id, after_id=old.before_id,
    )  # fmt: skip

    turned = Precedence.objects.get(pk=old.pk)
    assert (turned.before_id, turned.after_id) == (old.after_id, old.before_id)


def test_nothing_waits_for_itself(order):
    with pytest.raises(Invalid) as refusal:
        order("INI-04", "INI-04")

    assert "op zichzelf" in messages(refusal)


def test_the_same_order_twice_is_refused(order):
    with pytest.raises(Invalid) as refusal:
        order("INI-01", "INI-02", order="start-start")

    assert refusal.value.faults[0].field == "after"


@pytest.mark.parametrize("lag", [-12, 12, 40])
def test_a_lag_beyond_the_horizon_is_refused(order, lag):
    Programme.objects.update(quarters_count=12)

    with pytest.raises(Invalid) as refusal:
        order("INI-04", "INI-05", order="start-start", lag_quarters=lag)

    assert "-11 tot en met 11" in messages(refusal)


def test_what_follows_something_without_an_end_is_refused(order, id_of):
    Level.objects.filter(initiative_id=id_of("INI-04")).update(duration_quarters=None)

    with pytest.raises(Invalid) as refusal:
        order("INI-04", "INI-05", order="finish-start")

    assert "zonder einde" in messages(refusal)
    assert order("INI-04", "INI-05", order="start-start")


def test_who_was_second_is_told(order, coordinator):
    made = order("INI-04", "INI-05", order="start-start")
    change = {"actor": coordinator, "precedence_id": made, "version": 1}
    services.save_precedence(**change, lag_quarters=1)

    with pytest.raises(Stale):
        services.save_precedence(**change, lag_quarters=2)
    with pytest.raises(Stale):
        services.remove_precedence(actor=coordinator, precedence_id=made, version=1)


def test_an_order_goes(order, coordinator):
    made = order("INI-04", "INI-05", order="start-start")

    services.remove_precedence(actor=coordinator, precedence_id=made, version=1)

    assert not Precedence.objects.filter(pk=made).exists()


@pytest.mark.parametrize("kind", ["exclusion", "exactly_one"])
def test_a_group_is_saved_and_told(rule, row, kind):
    made = rule(kind, "INI-04", "INI-05")

    assert [one.code for one in row().initiatives] == ["INI-04", "INI-05"]
    told = changes_of(kind="rule", object_id=made)[0]
    assert told.after["initiative"] == "INI-04, INI-05"


def test_a_synergy_gives_value_and_hours_back(rule, row):
    pool = Pool.objects.order_by("code")[0]

    rule("synergy", "INI-04", "INI-05", now_eur=Decimal(100), hours=[(pool.pk, Decimal(10))])

    made = row()
    assert (made.now_eur, made.hours[0].pool, made.hours[0].hours) == (100, pool.name, 10)


def test_a_limit_on_starts_has_its_number(rule, row):
    rule("start_limit", "INI-04", per_quarter=2)

    assert row().per_quarter == 2


@pytest.mark.parametrize(
    ("kind", "codes", "more", "words"),
    [
        ("exclusion", ("INI-04", "INI-04"), {}, "twee keer"),
        ("exclusion", ("INI-04",), {}, "minstens 2"),
        ("synergy", ("INI-04",), {}, "minstens 2"),
        ("exactly_one", (), {}, "minstens 1"),
        ("start_limit", ("INI-04",), {}, "hoeveel er per kwartaal"),
        ("exclusion", ("INI-04", "INI-05"), {"per_quarter": 2}, "starts per kwartaal"),
        ("exclusion", ("INI-04", "INI-05"), {"now_eur": Decimal(1)}, "samen sterker"),
        ("exclusion", ("INI-04", "INI-05"), {"code": "S1"}, "in gebruik"),
    ],
)
def test_a_rule_that_does_not_fit_is_refused(rule, kind, codes, more, words):
    before = Rule.objects.count()

    with pytest.raises(Invalid) as refusal:
        rule(kind, *codes, **more)

    assert words in messages(refusal)
    assert Rule.objects.count() == before


def test_hours_back_are_for_synergies_and_once_for_each_team(rule):
    pool = Pool.objects.order_by("code")[0].pk
    line = (pool, Decimal(10))

    with pytest.raises(Invalid) as other:
        rule("exclusion", "INI-04", "INI-05", hours=[line])
    with pytest.raises(Invalid) as twice:
        rule("synergy", "INI-04", "INI-05", hours=[line, line])

    assert "Alleen 'samen sterker'" in messages(other)
    assert "twee keer" in messages(twice)


def test_a_rule_keeps_what_was_removed_from_sight(rule, row, coordinator, id_of, now):
    made = rule("exclusion", "INI-04", "INI-05", "INI-06")
    away = selectors.initiative_card(actor=coordinator, initiative_id=id_of("INI-06"))
    services.archive_initiative(
        actor=coordinator, initiative_id=away.id, version=away.version, at=now
    )

    rule("exclusion", "INI-04", "INI-03", rule_id=made, version=row().version)

    assert [one.code for one in row().initiatives] == ["INI-03", "INI-04"]
    assert RuleMember.objects.filter(rule_id=made).count() == 3


def test_a_change_of_members_alone_is_a_new_version(rule, row):
    made = rule("exclusion", "INI-04", "INI-05")

    rule("exclusion", "INI-04", "INI-06", rule_id=made, version=1)

    assert row().version == 2
    with pytest.raises(Stale):
        rule("exclusion", "INI-04", "INI-03", rule_id=made, version=1)


def test_a_rule_goes_with_its_ties(rule, coordinator):
    made = rule("exclusion", "INI-04", "INI-05")

    services.remove_rule(actor=coordinator, rule_id=made, version=1)

    assert not RuleMember.objects.filter(rule_id=made).exists()


@pytest.mark.parametrize("role", ["reader", "initiative_lead", "functional_manager"])
def test_nobody_else_makes_rules(almere, id_of, role):
    with pytest.raises((NotAllowed, NotFound)):
        services.save_rule(
            actor=almere(role), code="X9", name="x", kind="exclusion", initiative_ids=[]
        )
    with pytest.raises((NotAllowed, NotFound)):
        services.save_precedence(
            actor=almere(role), before_id=id_of("INI-04"), after_id=id_of("INI-05")
        )


def test_the_page_of_rules_takes_few_queries(browser, django_assert_max_num_queries):
    with django_assert_max_num_queries(MOST_QUERIES):
        html = _text(browser.get("/programma/regels"))

    assert "Energiehulp aan huis" in html
    assert "Hooguit twee starts per kwartaal bij Werk" in html


def test_a_card_leads_to_its_rules_and_back(browser, id_of):
    card = reverse("programme:initiative", args=[id_of("INI-04")])
    html = _text(browser.get(card))
    address = reverse("programme:order_new") + f"?initiatief={id_of('INI-04')}"
    form = form_on(_text(browser.get(address)))

    response = browser.post(
        address, form | {"before_id": str(id_of("INI-05")), "order": "start-start"}
    )

    assert "Regels met andere initiatieven" in html
    assert address in html
    assert form["after_id"] == [str(id_of("INI-04"))]
    assert (response.status_code, response["Location"]) == (303, card)
    assert "Eerst</strong>" in _text(browser.get(card))


def test_a_ring_is_said_on_the_page(browser, id_of):
    address = reverse("programme:order_new")
    ends = {"before_id": str(id_of("INI-03")), "after_id": str(id_of("INI-01"))}
    form = form_on(_text(browser.get(address))) | ends | {"order": "start-start"}

    html = _text(browser.post(address, form), 422)

    assert "kring" in faults_on(html)
    assert "INI-02" in faults_on(html)


def test_an_old_order_shows_both_texts(browser, id_of):
    made = Precedence.objects.order_by("before__code", "after__code")[0]
    address = reverse("programme:order_edit", args=[made.pk])
    form = form_on(_text(browser.get(address)))
    other = form_on(_text(browser.get(address)))
    first = browser.post(address, form | {"basis": "van de eerste", "lag_quarters": "1"})
    second = browser.post(
        address, other | {"basis": "van de tweede", "before_id": str(id_of("INI-04"))}
    )

    assert first.status_code == 303
    html = _text(second, 409)
    # The words that differ are marked one by one; what was chosen is shown by its name.
    assert "eerste" in html
    assert "tweede" in html
    assert str(id_of("INI-04")) not in html.split("<form")[0]


@pytest.mark.parametrize("kind", ["exclusion", "exactly_one", "synergy", "start_limit"])
def test_every_kind_of_rule_is_made_on_a_page(browser, id_of, row, kind):
    address = reverse("programme:rule_new") + f"?soort={kind}"
    form = form_on(_text(browser.get(address))) | {
        "code": "X9",
        "name": "Nieuw",
        "deel-0-initiative_id": str(id_of("INI-04")),
        "deel-1-initiative_id": str(id_of("INI-05")),
    }
    extra = {
        "start_limit": {"per_quarter": "1"},
        "synergy": {
            "now_eur": "500",
            "uren-0-pool_id": str(Pool.objects.order_by("code")[0].pk),
            "uren-0-hours": "12,5",
        },
    }

    response = browser.post(address, form | extra.get(kind, {}))

    assert response.status_code == 303, response.content.decode()[-3000:]
    made = row()
    assert (made.kind, len(made.initiatives)) == (kind, 2)
    assert [line.hours for line in made.hours] == ([12.5] if kind == "synergy" else [])


def test_a_limit_takes_in_all_of_a_department_and_of_a_lead(browser, coordinator, row, id_of):
    card = selectors.initiative_card(actor=coordinator, initiative_id=id_of("INI-01"))
    services.edit_initiative(
        actor=coordinator,
        initiative_id=card.id,
        version=card.version,
        changes={"lead": "Trekker van een"},
    )
    other = selectors.initiative_card(actor=coordinator, initiative_id=id_of("INI-08"))
    address = reverse("programme:rule_new") + "?soort=start_limit"
    form = form_on(_text(browser.get(address))) | {"code": "X9", "name": "n", "per_quarter": "1"}

    browser.post(
        address, form | {"department_id": str(other.department_id), "lead": "Trekker van een"}
    )

    offered = selectors.initiative_choices(actor=coordinator)
    wanted = {
        one.id
        for one in offered
        if one.may_start and (one.department_id == other.department_id or one.id == card.id)
    }
    assert {one.id for one in row().initiatives} == wanted


def test_an_initiative_twice_is_said_by_name(browser, row):
    made = row("S1")
    address = reverse("programme:rule_edit", args=[made.id])
    form = form_on(_text(browser.get(address)))
    form["deel-1-initiative_id"] = form["deel-0-initiative_id"]

    html = _text(browser.post(address, form), 422)

    assert f"{made.initiatives[0].name} staat er twee keer in" in faults_on(html)


def test_a_rule_is_removed_after_a_question(browser, row):
    made = row("S1")
    address = reverse("programme:rule_remove", args=[made.id])
    html = _text(browser.get(address))

    response = browser.post(address, form_on(html))

    assert made.name in html
    assert response.status_code == 303
    assert not Rule.objects.filter(pk=made.id).exists()


def test_a_reader_reads_the_rules_only(browser_of, row):
    browser = browser_of("reader")
    html = _text(browser.get("/programma/regels"))

    assert "Nieuwe volgorde" not in html
    assert browser.get(reverse("programme:rule_new")).status_code == 403
    assert browser.get(reverse("programme:rule_edit", args=[row("S1").id])).status_code == 403
    assert browser.post(reverse("programme:order_new")).status_code == 403
