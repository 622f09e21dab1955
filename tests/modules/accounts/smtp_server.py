"""A small mail server that wants to be spoken to in secret, as far as Bundel asks."""

from __future__ import annotations

import base64
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

NAME, PASSWORD = "bundel", "ge:heim"


class _Talk(socketserver.StreamRequestHandler):
    """One connection, from greeting to goodbye."""

    server: Any

    def handle(self) -> None:
        self.say("220 klaar")
        self.is_secret = False
        # Asked anew for each line: after STARTTLS it is another file.
        for line in iter(lambda: self.rfile.readline(), b""):
            command, _space, rest = line.decode().strip().partition(" ")
            self.server.asked.append(command.upper())
            getattr(self, f"do_{command.lower()}", self.fine)(rest)
            if command.upper() == "QUIT":
                return

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def fine(self, _rest: str) -> None:
        self.say("250 goed")

    def do_ehlo(self, _rest: str) -> None:
        offer = "AUTH PLAIN" if self.is_secret else "STARTTLS"
        self.say(f"250-localhost\r\n250 {offer}")

    def do_starttls(self, _rest: str) -> None:
        self.say("220 toe maar")
        self.connection = self.server.context.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = socketserver._SocketWriter(self.connection)  # type: ignore[attr-defined]
        self.is_secret = True

    def do_auth(self, rest: str) -> None:
        _empty, name, password = base64.b64decode(rest.split()[1]).decode().split("\0")
        known = self.is_secret and (name, password) == (NAME, PASSWORD)
        self.say("235 welkom" if known else "535 wie bent u")

    def do_data(self, _rest: str) -> None:
        self.say("354 vertel")
        lines = list(iter(self.rfile.readline, b".\r\n"))
        self.server.mails.append(b"".join(lines))
        self.say("250 bewaard")

    def do_quit(self, _rest: str) -> None:
        self.say("221 dag")


class Server(socketserver.ThreadingTCPServer):
    """The server, with what came in and what was asked of it."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, context: ssl.SSLContext) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.context = context
        self.mails: list[bytes] = []
        self.asked: list[str] = []

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of somebody who hangs up: that is what is tested."""


@contextmanager
def running(context: ssl.SSLContext) -> Iterator[Server]:
    """Let a server with this certificate run."""
    with Server(context) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
