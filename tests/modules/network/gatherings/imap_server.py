"""A small mailbox that speaks IMAP as servers do, as far as we ask."""

from __future__ import annotations

import re
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

WORD = re.compile(r'"((?:\\.|[^"\\])*)"|(\S+)')


class Mails:
    """What lies in the mailbox: each mail with its flags, and what was asked of it."""

    def __init__(self, *contents: bytes, keywords: bool = True) -> None:
        self.contents = dict(enumerate(contents, start=101))
        self.flags: dict[int, set[str]] = {number: set() for number in self.contents}
        self.keywords = keywords
        self.folders: dict[str, list[bytes]] = {}
        self.asked: list[str] = []


def _words(line: str) -> list[str]:
    """Return the words of a command; one between quotation marks without them."""
    return [
        re.sub(r"\\(.)", r"\1", quoted) if quoted else word for quoted, word in WORD.findall(line)
    ]


class _Talk(socketserver.StreamRequestHandler):
    """One connection, from greeting to goodbye."""

    server: Any

    def setup(self) -> None:
        if self.server.is_direct:
            self.request = self.server.context.wrap_socket(self.request, server_side=True)
        super().setup()

    def handle(self) -> None:
        self.say("* OK [CAPABILITY IMAP4rev1] klaar")
        # Asked anew for each line: after STARTTLS it is another file.
        for line in iter(lambda: self.rfile.readline(), b""):
            tag, _space, rest = line.decode().rstrip("\r\n").partition(" ")
            self.mails.asked.append(rest)
            if rest == "STARTTLS":
                self.starttls(tag)
                continue
            command, *words = _words(rest)
            answer = getattr(self, f"do_{command.lower()}", self.unknown)(*words)
            self.say(f"{tag} {answer} klaar")
            if command.upper() == "LOGOUT":
                return

    @property
    def mails(self) -> Mails:
        return self.server.mails  # type: ignore[no-any-return]

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def unknown(self, *words: str) -> str:
        return "BAD onbekend"

    def do_capability(self) -> str:
        offer = "" if self.server.context is None or self.server.is_direct else " STARTTLS"
        self.say(f"* CAPABILITY IMAP4rev1{offer}")
        return "OK"

    def starttls(self, tag: str) -> None:
        self.say(f"{tag} OK klaar")
        self.connection = self.server.context.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = socketserver._SocketWriter(self.connection)  # type: ignore[attr-defined]

    def do_login(self, user: str, password: str) -> str:
        return "OK" if (user, password) == ("bundel", 'ge"heim') else "NO wie bent u"

    def do_select(self, folder: str) -> str:
        if folder != "INBOX":
            return "NO bestaat niet"
        self.say(f"* {len(self.mails.contents)} EXISTS")
        self.say("* FLAGS (\\Seen \\Deleted)")
        return "OK [READ-WRITE]"

    def do_logout(self) -> str:
        self.say("* BYE")
        return "OK"

    def do_uid(self, command: str, *words: str) -> str:
        return str(getattr(self, f"uid_{command.lower()}")(*words))

    def uid_search(self, *criteria: str) -> str:
        assert criteria == ("UNSEEN", "UNKEYWORD", "BundelLeft")
        found = [n for n, flags in self.mails.flags.items() if not flags & {"\\Seen", "BundelLeft"}]
        self.say("* SEARCH " + " ".join(map(str, found)))
        return "OK"

    def uid_fetch(self, number: str, *what: str) -> str:
        content = self.mails.contents.get(int(number))
        if content is None:
            return "OK"
        asked = " ".join(what)
        if "RFC822.SIZE" in asked:
            self.say(f"* 1 FETCH (UID {number} RFC822.SIZE {len(content)})")
            return "OK"
        most = int(re.findall(r"<0\.(\d+)>", asked)[0])
        part = content[:most]
        self.wfile.write(f"* 1 FETCH (UID {number} BODY[]<0> {{{len(part)}}}\r\n".encode())
        self.wfile.write(part + b")\r\n")
        return "OK"

    def uid_copy(self, number: str, folder: str) -> str:
        self.mails.folders.setdefault(folder, []).append(self.mails.contents[int(number)])
        return "OK"

    def uid_expunge(self, number: str) -> str:
        if "\\Deleted" in self.mails.flags[int(number)]:
            del self.mails.contents[int(number)], self.mails.flags[int(number)]
        return "OK"

    def uid_store(self, number: str, change: str, flags: str) -> str:
        flag = flags.strip("()")
        if not flag.startswith("\\") and not self.mails.keywords:
            return "NO geen eigen merken"
        assert change == "+FLAGS"
        self.mails.flags[int(number)].add(flag)
        self.say(f"* 1 FETCH (UID {number} FLAGS ({flag}))")
        return "OK"


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, mails: Mails, context: ssl.SSLContext | None, *, is_direct: bool) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.mails, self.context, self.is_direct = mails, context, is_direct

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of somebody who hangs up; what was asked tells how far it came."""


@contextmanager
def mailbox_with(
    mails: Mails, context: ssl.SSLContext | None = None, *, is_direct: bool = False
) -> Iterator[dict[str, Any]]:
    """
    Let a server with these mails run; give the settings by which it is reached.

    Args:
        context: With the certificate of a server that wants to be spoken to in secret.
        is_direct: In secret from the start, else after STARTTLS.
    """
    with _Server(mails, context, is_direct=is_direct) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield {
                "host": "127.0.0.1",
                "port": server.server_address[1],
                "user": "bundel",
                "password": 'ge"heim',
                "folder": "INBOX",
                "direct_tls": is_direct,
                "start_tls": context is not None and not is_direct,
            }
        finally:
            server.shutdown()
            thread.join()
