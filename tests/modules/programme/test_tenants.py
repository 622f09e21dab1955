"""Two municipalities side by side: neither sees, edits or takes out what is the other's."""

import pytest

from bundel.accounts.models import Municipality, User
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import as_municipality
from bundel.config import demo_data
from bundel.errors import NotFound
from bundel.programme import exchange, selectors, services


@pytest.fixture
def both(both_demos):
    """A coordinator for each of the two."""
    actors = {}
    for folder in demo_data.folders():
        municipality = Municipality.objects.get(slug=folder.name)
        with as_municipality(municipality.pk):
            user = User.objects.filter(role="coordinator")[0]
            actors[folder.name] = Actor(user.pk, municipality.pk, user.name, "coordinator")
    return actors


def _seen(actor):
    with as_municipality(actor.municipality_id):
        rows = selectors.initiative_rows(actor=actor)
        return {row.id for row in rows}, exchange.export_csv(actor=actor)


def test_each_sees_only_its_own(both):
    almere, waterrijk = (_seen(both[name]) for name in ("almere", "waterrijk"))

    assert len(almere[0]) == 15
    assert len(waterrijk[0]) == 7
    assert not almere[0] & waterrijk[0]
    assert almere[1] != waterrijk[1]


def test_an_id_of_the_other_is_not_found(both):
    theirs = next(iter(_seen(both["almere"])[0]))
    actor = both["waterrijk"]

    with as_municipality(actor.municipality_id):
        with pytest.raises(NotFound):
            selectors.initiative_card(actor=actor, initiative_id=theirs)
        with pytest.raises(NotFound):
            services.edit_initiative(
                actor=actor, initiative_id=theirs, version=1, changes={"name": "Van ons"}
            )


def test_a_workbook_of_the_other_does_not_fit(both, now):
    content = _seen(both["almere"])[1]
    actor = both["waterrijk"]

    with as_municipality(actor.municipality_id), pytest.raises(exchange.WrongWorkbook) as caught:
        exchange.import_workbook(actor=actor, filename="a.zip", content=content, at=now)

    # A workbook brings no areas along, and the departments of what is removed stay.
    assert {f.column for f in caught.value.found} == {"gebied", "code"}
