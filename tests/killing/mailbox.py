"""A mail server on this machine: it takes what comes, slowly, and remembers each message that it said yes to."""

from __future__ import annotations

import contextlib
import email
import email.policy
import socketserver
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import cast

SLOW_SECONDS = 0.02


@dataclass
class Mailbox:
    port: int = 0
    messages: list[EmailMessage] = field(default_factory=list)
    said: dict[str, list[float]] = field(default_factory=dict)
    """Message-ID → when its client was told that it is taken, each time (`time.monotonic`)."""

    def times_received(self) -> Counter[str]:
        """Message-ID → how many times it came."""
        return Counter(str(message["Message-ID"]) for message in list(self.messages))


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):
            self._say("220 here")
            while line := self.rfile.readline():
                verb = line[:4].upper()
                if verb == b"DATA":
                    if not self._took_one():
                        return
                else:
                    self._say("221 bye" if verb == b"QUIT" else "250 ok")

    def _took_one(self) -> bool:
        """Whether the whole message came: whoever died in the middle sent nothing."""
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            lines.append(line[1:] if line.startswith(b"..") else line)
        message = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        mailbox = cast(_Server, self.server).mailbox
        mailbox.messages.append(cast(EmailMessage, message))
        time.sleep(SLOW_SECONDS)  # taken, not said yet: a death now is the worst one
        mailbox.said.setdefault(str(message["Message-ID"]), []).append(time.monotonic())
        self._say("250 taken")
        return True

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    mailbox: Mailbox


@contextlib.contextmanager
def mailbox() -> Iterator[Mailbox]:
    with _Server(("127.0.0.1", 0), _Conversation) as server:
        server.mailbox = Mailbox(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, name="mailbox", daemon=True)
        thread.start()
        try:
            yield server.mailbox
        finally:
            server.shutdown()
            thread.join(5)
