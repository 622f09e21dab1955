"""Who does what: a gap and an overlap found, given to somebody, and settled."""

from datetime import date
from uuid import uuid4

import pytest

from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.config import demo_data
from bundel.errors import Invalid, NotAllowed, Stale
from bundel.programme.models import Department, Initiative
from bundel.steering.material import demarcation as material
from bundel.steering.models import Activity, Cell, Domain, Issue
from bundel.steering.selectors import demarcation as selectors
from bundel.steering.services import demarcation as services
from bundel.steering.services import issues


@pytest.fixture
def matrix(steering, now):
    """Two departments and an activity that nobody does yet."""
    actor = steering.actor("coordinator")
    domains = [
        services.add_domain(
            actor=actor, at=now, department_id=one.pk, speaker_id=steering.user(who).pk
        )
        for one, who in zip(
            Department.objects.order_by("code"),
            ("opdrachtgever", "opdrachtgever-sociaal"),
            strict=True,
        )
    ]
    return actor, domains, services.save_activity(actor=actor, at=now, name="nabellen")


def _open(kind):
    return list(Issue.objects.filter(kind=kind, settled_at=None))


def _set(matrix, now, column, stance, version=0, note=""):
    actor, domains, activity = matrix
    services.set_cell(
        actor=actor,
        at=now,
        domain_id=domains[column],
        activity_id=activity,
        version=version,
        stance=stance,
        note=note,
    )


def test_a_gap_opens_and_closes_by_itself(matrix, now):
    (gap,) = _open("gap")

    _set(matrix, now, 0, "in")

    gap.refresh_from_db()
    assert (gap.settled_at, gap.how, gap.settled_by) == (now, "opgelost in de matrix", None)
    with pytest.raises(Stale):
        _set(matrix, now, 0, "out")
    # A note alone would be lost.
    with pytest.raises(Invalid):
        _set(matrix, now, 1, "", note="alleen in Haven")


def test_an_overlap_is_over_when_all_who_share_it_said_yes(matrix, steering, now):
    actor, domains, activity = matrix
    _set(matrix, now, 0, "shared")
    _set(matrix, now, 1, "shared")
    first, second = steering.actor("opdrachtgever"), steering.actor("opdrachtgever-sociaal")
    yes = {"at": now, "activity_id": activity, "version": 1}

    assert len(_open("overlap")) == 1
    with pytest.raises(NotAllowed):
        services.agree(actor=second, domain_id=domains[0], **yes)
    assert [name for name, _cell in selectors.yes_waits_for(actor=second)] == ["nabellen"]
    services.agree(actor=first, domain_id=domains[0], **yes)
    services.agree(actor=second, domain_id=domains[1], **yes)
    assert not _open("overlap")

    services.save_activity(
        actor=actor, at=now, activity_id=activity, version=1, agreement="samen op dinsdag"
    )
    assert not Cell.objects.exclude(agreed_at=None).exists()
    assert len(_open("overlap")) == 1
    # Whoever still reads the old agreement says no yes to the new one.
    with pytest.raises(Stale):
        services.agree(actor=first, domain_id=domains[0], **yes | {"version": 2})
    services.agree(actor=first, domain_id=domains[0], **yes | {"version": 3})
    _set(matrix, now, 0, "in", version=4)
    assert not Cell.objects.exclude(agreed_at=None).exists()


def test_somebody_settles_it_by_hand_and_it_stays_settled(matrix, steering, now):
    actor, *_rest = matrix
    (gap,) = _open("gap")
    settler = steering.user("projectleider")
    with pytest.raises(NotAllowed):
        issues.settle_issue(
            actor=steering.actor("reader"), issue_id=gap.pk, version=1, how="x", at=now
        )

    issues.assign_issue(
        actor=actor, issue_id=gap.pk, version=1, settler_id=settler.pk, due_date=date(2027, 1, 5)
    )
    waiting = selectors.waits_for(actor=steering.actor("projectleider"))
    # Of who left nobody waits: the line asks for somebody else.
    User.objects.filter(pk=settler.pk).update(is_active=False)
    assert selectors.issue(actor=actor, issue_id=gap.pk).settler == ""
    User.objects.filter(pk=settler.pk).update(is_active=True)
    with pytest.raises(Invalid):
        issues.settle_issue(actor=actor, issue_id=gap.pk, version=2, how=" ", at=now)
    by_hand = steering.actor("projectleider")
    issues.settle_issue(actor=by_hand, issue_id=gap.pk, version=2, how="doen we niet", at=now)
    issues.keep_up(municipality_id=actor.municipality_id, at=now)

    assert [one.title for one in waiting] == ["nabellen"]
    assert not _open("gap")
    assert _unclear(actor) == ""
    _set(matrix, now, 0, "in")
    _set(matrix, now, 1, "in")
    assert len(_open("overlap")) == 1
    assert _unclear(actor) == "overlap"


def _unclear(actor):
    """Return what the matrix says is not clear about calling after a visit."""
    rows = selectors.matrix(actor=actor).rows
    return next(row.unclear for row in rows if row.name == "nabellen")


def test_joins_come_from_the_programme_and_go_with_it(matrix, now):
    actor, *_rest = matrix
    found = [one for one in selectors.issue_lines(actor=actor) if one.kind == "join"]

    assert found
    assert all(len(one.members) > 1 and one.where for one in found)
    Initiative.objects.update(state="stopped")
    issues.keep_up(municipality_id=actor.municipality_id, at=now)
    assert not _open("join")


def test_the_matrix_takes_a_fixed_number_of_queries(steering, now, django_assert_num_queries):
    actor = steering.actor("coordinator")
    folder = demo_data.FOLDER / "almere" / "sturing"

    assert material.load(actor=actor, folder=folder, at=now) == 14
    assert material.load(actor=actor, folder=folder, at=now) == 0

    with django_assert_num_queries(8):
        found = selectors.matrix(actor=actor)
    assert (found.gaps, found.overlaps, len(found.rows)) == (1, 2, 14)


def test_a_partner_sees_its_own_column_and_says_yes(steering, now):
    folder = demo_data.FOLDER / "almere" / "sturing"
    material.load(actor=steering.actor("coordinator"), folder=folder, at=now)
    user = steering.user("partnercoordinator")
    boog = Domain.objects.get(organisation__name="De Buurtboog")
    ids = (user.pk, steering.municipality.pk, user.name, user.role, user.email)
    partner = Actor(*ids, organisation_id=boog.organisation_id)

    found = selectors.matrix(actor=partner)

    assert [one.name for one in found.domains] == ["De Buurtboog"]
    assert found.issues == ()
    assert 0 < len(found.rows) < 14


def test_the_pages(steering, now):
    folder = demo_data.FOLDER / "almere" / "sturing"
    material.load(actor=steering.actor("coordinator"), folder=folder, at=now)
    browser = steering.client("coordinator")
    row, column = Activity.objects.first(), Domain.objects.first()
    initiative = Initiative.objects.get(code="INI-04")
    (gap,) = _open("gap")
    cell = f"/sturing/afbakening/activiteit/{row.pk}/{column.pk}"

    html = browser.get("/sturing/afbakening").content.decode()
    assert "1 activiteit doet niemand, 2 missen een afspraak" in " ".join(html.split())
    assert "wacht op ja" in html
    for path in (
        cell,
        f"{cell}/wijzig",
        f"/sturing/afbakening/onduidelijk/{gap.pk}",
        f"/sturing/afbakening/activiteit/{row.pk}",
        f"/sturing/afbakening/domein/{column.pk}",
        "/sturing/afbakening/domein/nieuw",
        "/sturing/afbakening/activiteit/nieuw",
        "/sturing/afbakening/verwijderd",
        "/sturing/afbakening/lijst.csv",
        "/sturing/randvoorwaarden",
        "/sturing/randvoorwaarden/nieuw?initiatief=INI-04",
        "/sturing/randvoorwaarden?dag=ja&wie=mij",
        "/sturing/randvoorwaarden/lijst.xlsx",
        f"/sturing/randvoorwaarden/{initiative.pk}/wachten",
    ):
        assert browser.get(path).status_code == 200, path
    # On paper too: a page of its own is no aside.
    assert 'class="aside no-print"' not in browser.get(cell).content.decode()
    assert browser.get(f"/sturing/afbakening/domein/{uuid4()}").status_code == 404
    given = {"initiative_id": initiative.pk, "text": "Akkoord van de raad", "kind": "mandate"}
    assert browser.post("/sturing/randvoorwaarden/nieuw", given).status_code == 303
    assert initiative.preconditions.filter(text="Akkoord van de raad").exists()
    initiative.preconditions.update(owner=steering.user("analyst"))
    User.objects.filter(pk=steering.user("analyst").pk).update(is_active=False)
    assert "werkt hier niet meer" in browser.get("/sturing/randvoorwaarden").content.decode()
    assert browser.post("/sturing/randvoorwaarden/nieuw", {"text": "x"}).status_code == 422
    away = f"/sturing/afbakening/activiteit/{row.pk}"
    assert browser.post(f"{away}/verwijder", {"version": row.version}).status_code == 303
    assert browser.post(f"{away}/herstel").status_code == 303
    wrong = browser.post(f"/sturing/afbakening/onduidelijk/{gap.pk}/los-op", {"version": 1})
    assert wrong.status_code == 422
