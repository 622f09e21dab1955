"""Our gatherings as calendars know them."""

from __future__ import annotations

from django.conf import settings

from bundel.network.calendar.writing import Entry
from bundel.network.models import Gathering


def entry_of(gathering: Gathering, *, url: str = "", is_cancelled: bool = False) -> Entry:
    """Return a gathering as calendars know it."""
    return Entry(
        uid=uid_of(gathering),
        sequence=gathering.sequence,
        title=gathering.title,
        starts=gathering.starts_at,
        ends=gathering.ends_at,
        changed_at=gathering.changed_at,
        time_zone=gathering.time_zone,
        place=gathering.place,
        text=gathering.invitation,
        url=url,
        is_cancelled=is_cancelled,
    )


def uid_of(gathering: Gathering) -> str:
    """Return the name by which calendars know a gathering, for good."""
    return f"{gathering.uid}@{settings.MAIL_DOMAIN}"
