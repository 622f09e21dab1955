"""Two partners of a municipality, for the doors of the network: one's own, and another."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from bundel.accounts.models import Municipality, User
from bundel.accounts.permissions import Actor
from bundel.network.models import (
    Agreement,
    AgreementParty,
    AreaAction,
    AreaActionPartner,
    CalendarKey,
    Contact,
    Correction,
    Feed,
    FeedLoad,
    Gathering,
    GatheringState,
    Goods,
    Invitee,
    Location,
    Match,
    Organisation,
    Promise,
    Series,
    Service,
    ServiceAtLocation,
    Synonym,
    Taxonomy,
    Term,
    Theme,
)
from bundel.network.services import history

OWN, OTHER = "Eigen organisatie (deur)", "Andere organisatie (deur)"
DOOR = "Bijeenkomst (deur)"
PARTNER_ROLES = ("partner_coordinator", "partner_worker")


def fill_network(municipality: Municipality, actor: Actor) -> None:
    """Make both partners, and let who has a partner's role work for the first."""
    partners = [_partner(municipality, actor, name) for name in (OWN, OTHER)]
    own = partners[0]
    Synonym.objects.create(municipality=municipality, word="ingang", means="deur")
    _gathering(municipality, actor, partners)
    for partner in partners:
        _together(municipality, partner)
    User.objects.filter(role__in=PARTNER_ROLES).update(organisation_id=own.pk)


def _partner(municipality: Municipality, actor: Actor, name: str) -> Organisation:
    now = timezone.now()
    owned: dict[str, Any] = {"municipality": municipality}
    made = {"description": "Helpt bewoners.", "created_at": now, "changed_at": now}
    partner = Organisation.objects.create(**owned, name=name, **made)
    owned["organisation"] = partner
    service = Service.objects.create(**owned, name="Kierenhulp", **made)
    location = Location.objects.create(**owned, name="Loket")
    contact = Contact.objects.create(
        **owned, name="Iemand", email="iemand@partner.example", is_first=True
    )
    ServiceAtLocation.objects.create(municipality=municipality, service=service, location=location)
    feed = Feed.objects.create(municipality=municipality, name=name)
    FeedLoad.objects.create(
        municipality=municipality,
        feed=feed,
        content={"records": [], "notes": []},
        read_at=now,
        read_by=name,
    )
    for row in (partner, service, location, contact):
        history.keep(actor=actor, row=row, act="network.known", at=now)
    Correction.objects.create(**owned, service=service, text="Anders", told_by=name, told_at=now)
    return partner


def _gathering(municipality: Municipality, actor: Actor, partners: list[Organisation]) -> None:
    """Make a gathering that comes, with a guest and a promise of each partner."""
    now = timezone.now()
    owned: dict[str, Any] = {"municipality": municipality}
    series = Series.objects.create(**owned, name=DOOR, recurrence="FREQ=MONTHLY")
    gathering = Gathering.objects.create(
        **owned,
        series=series,
        title=DOOR,
        starts_at=now + timedelta(days=7),
        ends_at=now + timedelta(days=7, hours=2),
        state=GatheringState.INVITED,
        changed_at=now,
    )
    Theme.objects.create(**owned, gathering=gathering, title="Tocht")
    CalendarKey.objects.create(**owned, user_id=actor.user_id, digest=DOOR, created_at=now)
    for partner in partners:
        of = owned | {"gathering": gathering, "organisation": partner}
        Invitee.objects.create(**of, name="Iemand", email="iemand@deur.example")
        Promise.objects.create(
            **of, text="Bellen", owner_name="Iemand", due_date=now.date(), created_at=now
        )


def _together(municipality: Municipality, partner: Organisation) -> None:
    """Make goods that change hands, an action and an agreement of one partner."""
    now = timezone.now()
    owned: dict[str, Any] = {"municipality": municipality, "organisation": partner}
    names = {"municipality": municipality, "code": "deur", "name": "Deur"}
    (goods_kind, _), (action_kind, _) = (
        Term.objects.get_or_create(taxonomy=taxonomy, **names)
        for taxonomy in (Taxonomy.GOODS_KIND, Taxonomy.ACTION_KIND)
    )
    goods = Goods.objects.create(
        **owned, side="offer", kind=goods_kind, title="Koelkast", created_at=now
    )
    Match.objects.create(
        municipality=municipality, offer=goods, taker=partner, reserved_at=now, reserved_by="x"
    )
    action = AreaAction.objects.create(
        **owned,
        kind=action_kind,
        title="Deuren",
        from_date=now.date(),
        until_date=now.date(),
        changed_at=now,
    )
    AreaActionPartner.objects.create(**owned, action=action)
    agreement = Agreement.objects.create(
        municipality=municipality,
        title="Afspraak",
        subject="Wij bellen.",
        from_date=now.date(),
        created_at=now,
    )
    AgreementParty.objects.create(**owned, agreement=agreement)


def network_things(*, own: bool) -> dict[str, uuid.UUID]:
    """Return an object of the network for each name in a path."""
    partner = Organisation.objects.get(name=OWN if own else OTHER)
    gathering = Gathering.objects.get(title=DOOR)
    return {
        "gathering_id": gathering.pk,
        "series_id": gathering.series_id,
        "theme_id": gathering.themes.get().pk,
        "invitee_id": gathering.invitees.get(organisation=partner).pk,
        "promise_id": gathering.promises.get(organisation=partner).pk,
        "key_id": CalendarKey.objects.get(digest=DOOR).pk,
        "organisation_id": partner.pk,
        "service_id": partner.services.get().pk,
        "location_id": partner.locations.get().pk,
        "contact_id": partner.contacts.get().pk,
        "correction_id": partner.corrections.get().pk,
        "word_id": Synonym.objects.get(word="ingang").pk,
        "goods_id": partner.goods.get().pk,
        "match_id": Match.objects.get(taker=partner).pk,
        "action_id": partner.actions.get().pk,
        "partner_id": AreaActionPartner.objects.get(organisation=partner).pk,
        "agreement_id": partner.agreements.get().agreement_id,
        "feed_id": Feed.objects.get(name=partner.name).pk,
        "load_id": FeedLoad.objects.get(feed__name=partner.name).pk,
        "place_id": ServiceAtLocation.objects.get(service__organisation=partner).pk,
        "term_id": Term.objects.filter(code="deur")[0].pk,
    }
