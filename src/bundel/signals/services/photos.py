"""Photos of pieces of buildings: drawn anew, and shown to nobody before a second pair of eyes."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.core import pictures
from bundel.errors import Conflict, Fault, Invalid, NotFound
from bundel.signals import rights
from bundel.signals.models import Photo, PhotoState, Signal
from bundel.signals.services import door
from bundel.signals.services import settings as settings_services
from bundel.signals.services.checking import FourEyes

MOST_PHOTOS = 3
LONGEST_CAPTION = 200


class PhotoWasChecked(Conflict):
    """Somebody else looked at it first."""

    sentence = gettext_lazy("Een collega heeft deze foto al bekeken.")


@transaction.atomic
def add_photo(
    *, actor: Actor, signal_id: uuid.UUID, given: bytes, caption: str, at: datetime
) -> uuid.UUID:
    """
    Keep a photo with a signal of the actor's own side, held until somebody else looked at it.

    Raises:
        NotFound: if the actor's side did not tell such a signal.
        Invalid: if photos are switched off, there are enough, or it is no photo that we take.
        PersonalData: if the caption points at one person.
    """
    own = rights.readable(actor).filter(rights.told_by(actor), pk=signal_id)
    signal = own.select_for_update(of=("self",)).first()
    if signal is None:
        raise NotFound
    permissions.require(actor, "signals.tell")
    if not settings_services.settings_of(actor.municipality_id).has_photos:
        raise Invalid(faults=[Fault("photo", _("In deze gemeente kan er geen foto bij."))])
    if signal.photos.count() >= MOST_PHOTOS:
        raise Invalid(faults=[Fault("photo", _("Er zijn al drie foto's bij dit signaal."))])
    door.let_in(municipality_id=actor.municipality_id, texts={"caption": caption})
    picture = _redrawn(given)
    row = Photo.objects.create(
        municipality_id=actor.municipality_id,
        signal=signal,
        content=picture.content,
        width_px=picture.width_px,
        height_px=picture.height_px,
        caption=caption,
        told_at=at,
    )
    saving.tell(actor, "signals.add_photo", "signal", signal)
    return row.pk


@transaction.atomic
def check_photo(*, actor: Actor, photo_id: uuid.UUID, is_fine: bool, at: datetime) -> Signal:
    """
    Let a photo be shown with its signal, or wipe it at once; return the signal.

    Raises:
        NotFound: if there is no such photo that the actor may look at.
        FourEyes: if the actor told the signal.
        PhotoWasChecked: if somebody was first.
    """
    permissions.require(actor, "signals.check")
    row = seen_by(actor).select_for_update(of=("self",)).filter(pk=photo_id).first()
    if row is None:
        raise NotFound
    if row.signal.reporter_id == actor.user_id:
        raise FourEyes
    if row.state != PhotoState.HELD:
        raise PhotoWasChecked
    row.state = PhotoState.SHOWN if is_fine else PhotoState.REFUSED
    row.content = row.content if is_fine else b""
    row.checked_at, row.checked_by_id = at, actor.user_id
    row.save(update_fields=["state", "content", "checked_at", "checked_by"])
    after = {"state": str(row.state)}
    saving.tell(actor, "signals.check_photo", "signal", row.signal, after=after)
    return row.signal


def seen_by(actor: Actor) -> QuerySet[Photo]:
    """
    Return the photos that somebody may see: those that were checked, with words they may read.

    What waits is for who checks, and for the side that told it; what was refused is for nobody.
    """
    readable = rights.readable(actor).values("pk")
    photos = Photo.objects.select_related("signal").filter(
        municipality_id=actor.municipality_id, signal__in=readable
    )
    shown = photos.filter(state=PhotoState.SHOWN)
    held = photos.filter(state=PhotoState.HELD)
    if permissions.can(actor, "signals.check"):
        return shown | held
    own = rights.told_by(actor)
    theirs = Signal.objects.filter(own, municipality_id=actor.municipality_id).values("pk")
    return shown | held.filter(signal__in=theirs)


def _redrawn(given: bytes) -> pictures.Picture:
    try:
        return pictures.redrawn(given)
    except pictures.TooLarge as large:
        words = _("Deze foto is te groot. Neem er een van ten hoogste 12 MB.")
        raise Invalid(faults=[Fault("photo", words)]) from large
    except pictures.NotAPicture as other:
        words = _("Dit is geen foto die wij kennen. Neem een JPEG, PNG of WebP.")
        raise Invalid(faults=[Fault("photo", words)]) from other
