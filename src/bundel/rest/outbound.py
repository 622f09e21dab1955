"""The one way out: a guarded client that reads from a host that was named, and nowhere else."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

MOST_BYTES = 5 * 1024 * 1024
MOST_SECONDS = 5.0
CHUNK_BYTES = 64 * 1024
# What Python 3.11 takes for the open internet, and is not.
DENIED = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/128",
        "::1/128",
        # IPv4 in another coat: compatible, mapped, translated (NAT64), 6to4, Teredo, ISATAP.
        "::/96",
        "::ffff:0:0/96",
        "::ffff:0:0:0/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    )
)


class Unreachable(ValueError):
    """Nothing was read; the text says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host answered."""

    status: int
    content: bytes


def read(url: str, *, hosts: Collection[str]) -> Answer:
    """
    Return what is at an address.

    The name is resolved once, every address behind it is judged, and the connection goes to the
    one that was judged. No redirect is followed, and no proxy or cookie is used.

    Args:
        hosts: The hosts that may be read, as their names stand in addresses.

    Raises:
        Unreachable: if the address may not be read, or does not answer in time and in bounds.
    """
    parts = _parts(url)
    if (parts.hostname or "") not in {host.casefold() for host in hosts}:
        raise Unreachable(_("Dit adres hoort niet bij deze bron."))
    address = _judged_address(parts)
    return _read(parts, address)


def _parts(url: str) -> SplitResult:
    if any(sign <= " " or sign == "\\" or ord(sign) > 126 for sign in url):
        raise Unreachable(_("Dit is geen goed adres."))
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Unreachable(_("Dit is geen goed adres.")) from error
    if not parts.hostname or parts.username is not None or parts.password is not None:
        raise Unreachable(_("Dit is geen goed adres."))
    if settings.OUTBOUND_LOOPBACK and parts.scheme == "http":
        return parts
    if parts.scheme != "https" or port not in {None, 443}:
        raise Unreachable(_("Een adres begint met https:// en heeft geen eigen poort."))
    return parts


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _judged_address(parts: SplitResult) -> str:
    """Return the address to connect to; one that is not of the open internet refuses all."""
    try:
        found = socket.getaddrinfo(parts.hostname, _port(parts), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(_("Deze naam bestaat niet.")) from error
    addresses = [str(one[4][0]) for one in found]
    if not addresses or not all(is_open(address) for address in addresses):
        raise Unreachable(_("Dit adres ligt niet op het open internet."))
    return addresses[0]


def is_open(address: str) -> bool:
    """Tell whether an address is of the open internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if settings.OUTBOUND_LOOPBACK and ip.is_loopback:
        return True
    if not ip.is_global or ip.is_multicast or ip.is_reserved:
        return False
    return not any(ip.version == net.version and ip in net for net in DENIED)


class _Pinned(http.client.HTTPConnection):
    """A connection to one address, in the name of a host."""

    def __init__(self, parts: SplitResult, address: str) -> None:
        super().__init__(str(parts.hostname), _port(parts), timeout=MOST_SECONDS)
        self._address = address
        self._secure = parts.scheme == "https"
        self.wire: socket.socket | None = None
        self.is_cut = False

    def connect(self) -> None:
        """Connect to the address that was judged, whatever the name says by now."""
        self.sock = self.wire = socket.create_connection((self._address, self.port), self.timeout)
        if self._secure:
            context = ssl.create_default_context()
            secure = context.wrap_socket(
                self.wire, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock = self.wire = secure
            secure.do_handshake()


def _read(parts: SplitResult, address: str) -> Answer:
    connection = _Pinned(parts, address)
    # A host that sends a byte now and then would keep us for ever: all of it has one limit.
    limit = threading.Timer(MOST_SECONDS, _cut_off, [connection])
    limit.daemon = True
    limit.start()
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        connection.request("GET", path, headers=headers | {"User-Agent": "Bundel"})
        answer = _answer(connection.getresponse())
        if connection.is_cut:
            raise Unreachable(_("De bron antwoordt niet goed, of niet op tijd."))
        return answer
    except (OSError, http.client.HTTPException, ValueError) as error:
        if isinstance(error, Unreachable):
            raise
        raise Unreachable(_("De bron antwoordt niet goed, of niet op tijd.")) from error
    finally:
        limit.cancel()
        connection.close()


def _cut_off(connection: _Pinned) -> None:
    # What is cut off looks like an end, so that is told apart.
    connection.is_cut = True
    if connection.wire is not None:
        try:
            connection.wire.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


def _answer(response: http.client.HTTPResponse) -> Answer:
    if 300 <= response.status < 400:
        raise Unreachable(_("De bron verwijst door. Vul het adres in waar hij nu staat."))
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise Unreachable(_("De bron antwoordt ingepakt. Dat kunnen we niet lezen."))
    promised = response.length
    content = bytearray()
    until = time.monotonic() + MOST_SECONDS
    while chunk := response.read1(CHUNK_BYTES):
        content += chunk
        if len(content) > MOST_BYTES or time.monotonic() > until:
            raise Unreachable(_("Het antwoord van de bron is te groot of te traag."))
    if promised is not None and len(content) < promised:
        raise Unreachable(_("De bron hield halverwege op."))
    return Answer(response.status, bytes(content))
