"""The one way out: nothing of our own network is read, whatever an address looks like."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from bundel.rest import outbound

INSIDE = [
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.8",
    "192.0.0.170",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:a9fe:a9fe::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
]
NO_ADDRESS = [
    "http://bron.example/",
    "ftp://bron.example/",
    "file:///etc/passwd",
    "gopher://bron.example/",
    "https://bron.example:22/",
    "https://bron.example:8443/",
    "https://user@bron.example/",
    "https://user:pass@bron.example/",
    "https://bron.example@127.0.0.1/",
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://localhost/",
    "https://elders.example/",
    "https://bron.example.elders.example/",
    "https://bron.example\\@127.0.0.1/",
    "https://bron.example\r\nHost: x/",
    "https://bron.example /",
    "https://b\u0443on.example/",
    "https://:443/",
    "//bron.example/",
    "",
]
HOSTS = frozenset({"bron.example"})


@pytest.fixture
def connected(monkeypatch) -> list[Any]:
    """Keep every connection that is tried, and let none through."""
    tried: list[Any] = []

    def connect(address: Any, *_: Any, **__: Any) -> Any:
        tried.append(address)
        raise OSError

    monkeypatch.setattr(socket, "create_connection", connect)
    return tried


def resolving(monkeypatch: Any, *addresses: str) -> None:
    """Let every name stand for these addresses."""
    found = [(0, 0, 0, "", (address, 443)) for address in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)


@pytest.mark.parametrize("address", INSIDE)
def test_a_name_that_stands_for_an_inner_address_is_not_read(monkeypatch, connected, address):
    resolving(monkeypatch, address)

    with pytest.raises(outbound.Unreachable):
        outbound.read("https://bron.example/", hosts=HOSTS)
    assert connected == []


@pytest.mark.parametrize("url", NO_ADDRESS)
def test_an_address_of_another_kind_or_host_is_not_read(monkeypatch, connected, url):
    resolving(monkeypatch, "93.184.216.34")

    with pytest.raises(outbound.Unreachable):
        outbound.read(url, hosts=HOSTS)
    assert connected == []


def test_one_inner_address_among_open_ones_refuses_all(monkeypatch, connected):
    resolving(monkeypatch, "93.184.216.34", "10.0.0.1")

    with pytest.raises(outbound.Unreachable):
        outbound.read("https://bron.example/", hosts=HOSTS)
    assert connected == []


def test_the_connection_goes_to_the_address_that_was_judged(monkeypatch, connected):
    resolving(monkeypatch, "93.184.216.34")

    with pytest.raises(outbound.Unreachable):
        outbound.read("https://bron.example/", hosts=HOSTS)
    assert connected == [("93.184.216.34", 443)]


Answer = Callable[[BaseHTTPRequestHandler], None]


@pytest.fixture
def serving(settings) -> Iterator[Callable[[Answer], str]]:
    """A host of our own machine that answers as it is told."""
    settings.OUTBOUND_LOOPBACK = True
    servers = []

    def serve(answer: Answer) -> str:
        kind = type("Host", (BaseHTTPRequestHandler,), {"do_GET": answer, "log_message": _quiet})
        server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def _quiet(*_: Any) -> None:
    return None


def _right(host: BaseHTTPRequestHandler) -> None:
    host.send_response(200)
    host.send_header("Content-Length", "2")
    host.end_headers()
    host.wfile.write(b"{}")


def _elsewhere(host: BaseHTTPRequestHandler) -> None:
    host.send_response(302)
    host.send_header("Location", "http://169.254.169.254/")
    host.end_headers()


def _packed(host: BaseHTTPRequestHandler) -> None:
    host.send_response(200)
    host.send_header("Content-Encoding", "gzip")
    host.end_headers()
    host.wfile.write(b"x")


def _endless(host: BaseHTTPRequestHandler) -> None:
    host.send_response(200)
    host.end_headers()
    try:
        while True:
            host.wfile.write(b"x" * 65536)
    except OSError:
        return


def _half(host: BaseHTTPRequestHandler) -> None:
    host.send_response(200)
    host.send_header("Content-Length", "100")
    host.end_headers()
    host.wfile.write(b"{}")


def _dripping(host: BaseHTTPRequestHandler) -> None:
    host.send_response(200)
    host.end_headers()
    try:
        for _ in range(100):
            host.wfile.write(b"x")
            host.wfile.flush()
            time.sleep(0.1)
    except OSError:
        return


def _dripping_heads(host: BaseHTTPRequestHandler) -> None:
    try:
        host.wfile.write(b"HTTP/1.0 200 OK\r\nX: ")
        for _ in range(100):
            host.wfile.write(b"x")
            host.wfile.flush()
            time.sleep(0.1)
    except OSError:
        return


def test_a_right_answer_is_read(serving):
    assert outbound.read(serving(_right), hosts={"127.0.0.1"}) == outbound.Answer(200, b"{}")


@pytest.mark.parametrize("answer", [_elsewhere, _packed, _endless, _half])
def test_an_answer_out_of_bounds_is_not_read(serving, answer):
    with pytest.raises(outbound.Unreachable):
        outbound.read(serving(answer), hosts={"127.0.0.1"})


@pytest.mark.parametrize("answer", [_dripping, _dripping_heads])
def test_a_host_that_drips_is_cut_off(serving, monkeypatch, answer):
    monkeypatch.setattr(outbound, "MOST_SECONDS", 0.5)
    address, began = serving(answer), time.monotonic()

    with pytest.raises(outbound.Unreachable):
        outbound.read(address, hosts={"127.0.0.1"})
    assert time.monotonic() - began < 4


def test_our_own_machine_is_read_by_tests_only(serving, settings):
    address = serving(_right)
    settings.OUTBOUND_LOOPBACK = False

    with pytest.raises(outbound.Unreachable):
        outbound.read(address, hosts={"127.0.0.1"})
