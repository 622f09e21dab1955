"""Our meetings as calendars know them."""

from __future__ import annotations

from django.conf import settings

from bundel.network.calendar.writing import Entry
from bundel.steering.models import Meeting


def entry_of(meeting: Meeting, *, url: str = "", is_cancelled: bool = False) -> Entry:
    """Return a meeting as calendars know it; the invitation and the feed say the same."""
    return Entry(
        # The name by which calendars know it, for good.
        uid=f"{meeting.uid}@{settings.MAIL_DOMAIN}",
        sequence=meeting.sequence,
        title=meeting.body.name,
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        changed_at=meeting.changed_at or meeting.starts_at,
        place=meeting.place,
        url=url,
        is_cancelled=is_cancelled,
    )
