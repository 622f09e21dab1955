"""The monthly mail to partners: bundled, once a month, never empty, with a switch per subject."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from bundel.accounts import permissions, post
from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import as_municipality
from bundel.audit import services as audit
from bundel.errors import NotFound
from bundel.network import links
from bundel.network.models import (
    Contact,
    DigestChoice,
    OrganisationState,
    PartnerLinkPurpose,
)
from bundel.network.selectors import freshness
from bundel.network.selectors.digest import Section, more_words, sections_of, subjects_on
from bundel.network.selectors.digest import subjects as all_subjects

ACT, CHOOSE = "network.promise", "network.choose_digest"
LINK_LASTS = timedelta(days=60)
# The server may have been off on the day itself. Shorter than mails are kept, so never twice.
CATCH_UP_DAYS = 7


def send_digests(*, municipality: Municipality, at: datetime) -> int:
    """
    Mail every contact that gets one what this month holds; return how many mails were written.

    Doing it twice sends nothing twice: one mail a month for each contact. On other days than
    those that the municipality chose nothing happens.
    """
    day = timezone.localtime(at).date()
    with as_municipality(municipality.id):
        first = freshness.settings_of(municipality.id).digest_day
        due = first <= day.day < first + CATCH_UP_DAYS
        wanted = list(readers(municipality.id).values_list("pk", flat=True)) if due else []
    troubles: list[Exception] = []
    sent = 0
    for contact_id in wanted:
        try:
            sent += _send(municipality, contact_id, at)
        except Exception as trouble:
            # What goes wrong for one reader does not keep the others waiting.
            troubles.append(trouble)
    if troubles:
        raise ExceptionGroup(f"digests of {municipality.slug}", troubles)
    return sent


def readers(municipality_id: uuid.UUID) -> QuerySet[Contact]:
    """Return who gets the mail: first contacts, who has an account, and who asked for it."""
    return (
        Contact.objects.filter(
            Q(is_first=True) | Q(user__is_active=True) | Q(digest_choices__is_on=True),
            municipality_id=municipality_id,
            left_date=None,
            organisation__archived_at=None,
            organisation__merged_into=None,
            organisation__state=OrganisationState.ACTIVE,
        )
        .exclude(email="")
        .distinct()
        .order_by("email")
    )


def _send(municipality: Municipality, contact_id: uuid.UUID, at: datetime) -> int:
    """Write the mail of one contact, if it has none this month and there is something to tell."""
    month = timezone.localtime(at).strftime("%Y-%m")
    key = f"network.digest {month} {contact_id}"
    with as_municipality(municipality.id), override("nl"):
        # Held until the end, so that two runs at once write one after the other.
        contact = Contact.objects.select_for_update(of=("self",)).get(pk=contact_id)
        if post.is_written(municipality_id=municipality.id, key=key):
            return 0
        sections = sections_of(contact=contact, on=subjects_on(contact), now=at)
        if not sections:
            return 0
        post.send(
            municipality_id=municipality.id,
            key=key,
            to=contact.email,
            subject=subject_of(municipality, at),
            body=body_of(contact, sections, _address(municipality, contact, at)),
            at=at,
        )
    return 1


def _address(municipality: Municipality, contact: Contact, at: datetime) -> str:
    return links.make(
        organisation=contact.organisation,
        contact=contact,
        purpose=PartnerLinkPurpose.DIGEST,
        object_id=None,
        email=contact.email,
        base=links.base_of(municipality),
        lasts=LINK_LASTS,
        at=at,
    )


def subject_of(municipality: Municipality, at: datetime) -> str:
    """Return the subject of the mail of a month."""
    month = date_format(timezone.localtime(at), "F Y")
    return _("Netwerk %(place)s: nieuws voor %(month)s") % {
        "place": municipality.name,
        "month": month,
    }


def body_of(contact: Contact, sections: Iterable[Section], address: str) -> str:
    """Return the mail as plain text, to read from top to bottom."""
    lines = [
        _("Beste %(name)s,") % {"name": contact.name},
        "",
        _("Dit is er deze maand voor %(partner)s.") % {"partner": contact.organisation.name},
    ]
    for section in sections:
        title = section.title
        lines += ["", title, "-" * len(title), *(f"- {line}" for line in section.lines)]
        if section.more:
            lines.append(f"- {more_words(section)}")
    lines += [
        "",
        _("Minder of andere onderwerpen? Kies hier zelf. U hebt geen account nodig."),
        address,
    ]
    return "\n".join(lines)


def contact_of(actor: Actor) -> Contact | None:
    """Return the contact that somebody is at a partner, if any."""
    rows = Contact.objects.filter(municipality_id=actor.municipality_id, left_date=None)
    return rows.filter(user_id=actor.user_id).select_related("organisation").first()


@transaction.atomic
def choose(*, actor: Actor, subjects: Collection[str]) -> None:
    """
    Choose the subjects of one's own monthly mail.

    Raises:
        NotFound: if the actor is no contact of a partner.
    """
    permissions.require(actor, ACT)
    contact = contact_of(actor)
    if contact is None:
        raise NotFound
    before = subjects_on(contact)
    _choose(contact, subjects)
    audit.record(
        actor=actor,
        action=CHOOSE,
        kind="contact",
        object_id=contact.pk,
        label=contact.name,
        before={"subjects": list(before)},
        after={"subjects": list(subjects_on(contact))},
    )


@transaction.atomic
def choose_by_link(*, token: str, subjects: Collection[str], at: datetime) -> None:
    """
    Choose the subjects of the monthly mail through the link in it; it works until it expires.

    Raises:
        LinkDoesNotWork: if the link may not be used.
    """
    contact = reader_of(token=token, at=at)
    _choose(contact, subjects)
    audit.record_stranger(
        municipality_id=contact.municipality_id,
        action=CHOOSE,
        kind="contact",
        object_id=contact.pk,
        label=contact.name,
        result="ok",
        after={"subjects": list(subjects_on(contact))},
    )


def reader_of(*, token: str, at: datetime) -> Contact:
    """
    Return whose mail a link is in; looking changes nothing.

    Raises:
        LinkDoesNotWork: if the link may not be used, or its reader left.
    """
    opened = links.look(token=token, purpose=PartnerLinkPurpose.DIGEST, at=at)
    here = Contact.objects.select_related("organisation").filter(left_date=None)
    contact = here.filter(pk=opened.contact_id).first() if opened.contact_id else None
    if contact is None:
        raise links.LinkDoesNotWork
    return contact


def _choose(contact: Contact, subjects: Collection[str]) -> None:
    DigestChoice.objects.bulk_create(
        _choices(contact, subjects),
        update_conflicts=True,
        unique_fields=["municipality", "contact", "subject"],
        update_fields=["is_on"],
    )


def _choices(contact: Contact, subjects: Collection[str]) -> Sequence[DigestChoice]:
    return [
        DigestChoice(
            municipality_id=contact.municipality_id,
            contact=contact,
            subject=subject,
            is_on=subject in subjects,
        )
        for subject in (one.code for one in all_subjects())
    ]
