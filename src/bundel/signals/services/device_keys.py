"""The key with which a phone seals what waits for a connection: only its own person can open it."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import ec
from django.utils.crypto import salted_hmac

from bundel.accounts.permissions import Actor

CURVE = ec.SECP256R1()
# How many points the curve has (FIPS 186-5, P-256): a private key lies below it.
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
POINT_BYTES = 32


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """
    A pair of keys for one person in one municipality, the same on every device.

    The public half seals on the device; the private half leaves the server for a signed-in
    session alone, and is kept nowhere.
    """

    person: str
    public: dict[str, str]
    private: dict[str, str]

    @property
    def public_json(self) -> str:
        """Return the public half as a page hands it to its script."""
        return json.dumps(self.public)


def key_of(actor: Actor) -> DeviceKey:
    """Return the keys of somebody; without the secret of this installation nobody makes them."""
    whose = f"{actor.municipality_id}:{actor.user_id}"
    seed = salted_hmac("bundel.signals.device_key", whose, algorithm="sha256").digest()
    number = int.from_bytes(seed, "big") % (ORDER - 1) + 1
    point = ec.derive_private_key(number, CURVE).public_key().public_numbers()
    public = {"kty": "EC", "crv": "P-256", "x": _text(point.x), "y": _text(point.y)}
    person = salted_hmac("bundel.signals.device_person", whose, algorithm="sha256").hexdigest()
    return DeviceKey(person[:32], public, {**public, "d": _text(number)})


def _text(number: int) -> str:
    plain = base64.urlsafe_b64encode(number.to_bytes(POINT_BYTES, "big"))
    return plain.rstrip(b"=").decode("ascii")
