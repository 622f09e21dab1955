"""Photos wait for a second pair of eyes, and are seen by who may read the words."""

from __future__ import annotations

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from bundel.signals.models import Photo, Signal, SignalSettings
from tests.modules.network.conftest import Network
from tests.modules.signals.test_tell_page import TELL, filled

HELD, SHOWN = {"coordinator", "kern worker"}, {"coordinator", "kern worker", "analyst"}


def jpeg() -> bytes:
    """Return a small photo."""
    out = BytesIO()
    Image.new("RGB", (1500, 40), "teal").save(out, "JPEG")
    return out.getvalue()


def upload(content: bytes) -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile("kozijn.jpg", content, content_type="image/jpeg")


def seeing(ground: Network, address: str) -> set[str]:
    """Return who gets to see a picture."""
    people = ("coordinator", "analyst", "kern worker", "wijk worker")
    return {who for who in people if ground.client(who).get(address).status_code == 200}


def test_a_photo_is_shown_to_others_only_after_somebody_else_looked(ground: Network) -> None:
    SignalSettings.objects.update(has_photos=True)
    told = ground.client("kern worker").post(TELL, filled(ground, photo=upload(jpeg())))
    photo = Photo.objects.get()
    address, check = f"/signalen/fotos/{photo.pk}", f"/signalen/fotos/{photo.pk}/bekeken"

    before = seeing(ground, address)
    waiting = ground.client("coordinator").get("/signalen/fotos").content.decode()
    ground.client("coordinator").post(check, {"goed": "ja"})
    again = ground.client("coordinator").post(check, {"goed": "nee"})

    picture = ground.client("analyst").get(address)
    assert told.status_code == 303
    assert (before, seeing(ground, address)) == (HELD, SHOWN)
    assert again.status_code == 409
    assert f'src="{address}" width="1500"' in waiting
    assert picture["Content-Type"] == "image/jpeg"
    assert picture["Content-Security-Policy"].endswith("sandbox")
    assert (picture["X-Content-Type-Options"], picture["Cache-Control"]) == ("nosniff", "no-store")


def test_who_told_it_does_not_look_and_a_refused_photo_is_gone(ground: Network) -> None:
    SignalSettings.objects.update(has_photos=True)
    ground.client("coordinator").post(TELL, filled(ground, photo=upload(jpeg())))
    photo = Photo.objects.get()
    check = f"/signalen/fotos/{photo.pk}/bekeken"

    own = ground.client("coordinator").post(check, {"goed": "ja"})
    other = ground.client("functional_manager").post(check, {"goed": "nee"})

    photo.refresh_from_db()
    assert (own.status_code, other.status_code) == (403, 303)
    assert (photo.state, bytes(photo.content)) == ("refused", b"")
    assert seeing(ground, f"/signalen/fotos/{photo.pk}") == set()


def test_a_file_that_is_no_photo_keeps_the_signal_out_and_off_is_off(ground: Network) -> None:
    browser = ground.client("kern worker")
    off = browser.post(TELL, filled(ground, photo=upload(jpeg())))
    SignalSettings.objects.update(has_photos=True)

    refused = browser.post(TELL, filled(ground, photo=upload(b"<svg/>")))

    assert (off.status_code, Photo.objects.count()) == (303, 0)
    assert refused.status_code == 422
    assert "Dit is geen foto die wij kennen" in refused.content.decode()
    assert Signal.objects.count() == 1
