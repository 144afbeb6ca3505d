"""One request as a browser sends it, again and again until an answer comes: the form is the same each time."""

from __future__ import annotations

import http.client
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlencode

TOKEN = "a" * 32
"""What the form and the cookie share; whoever is no browser may choose it."""
PATIENCE_SECONDS = 240
"""Deaths may follow one another faster than a busy machine starts again."""
TIMEOUT_SECONDS = 20
FINAL = 500


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    attempts: int

    @property
    def is_done(self) -> bool:
        return self.status in {301, 302}


@dataclass
class Line:
    """To the machine. `stories`: how each request that did not go well ended, by kind."""

    port: int
    stories: Counter[str] = field(default_factory=Counter)
    attempts: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def post(self, path: str, data: dict[str, str], session: str = "") -> Answer:
        """Raises `TimeoutError` when nobody answered for four minutes."""
        deadline, attempts = time.monotonic() + PATIENCE_SECONDS, 0
        while time.monotonic() < deadline:
            attempts += 1
            try:
                answer = self._once(path, data, session)
            except (OSError, http.client.HTTPException) as error:
                self._note(type(error).__name__)
            else:
                if answer.status < FINAL:
                    with self.lock:
                        self.attempts += attempts
                    return Answer(answer.status, answer.headers.get("Location", ""), attempts)
                self._note(str(answer.status))
            time.sleep(random.uniform(0.1, 0.4))  # nobody presses again at once
        raise TimeoutError(f"{path} after {attempts} attempts; {dict(self.stories)}")

    def _once(self, path: str, data: dict[str, str], session: str) -> http.client.HTTPResponse:
        cookies = f"csrftoken={TOKEN}" + (f"; sessionid={session}" if session else "")
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": cookies,
            "X-Forwarded-For": f"198.51.{random.randrange(256)}.{random.randrange(256)}",
            "X-Forwarded-Proto": "http",
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_SECONDS)
        try:
            connection.request("POST", path, urlencode({**data, "csrfmiddlewaretoken": TOKEN}), headers)
            answer = connection.getresponse()
            answer.read()
            return answer
        finally:
            connection.close()

    def _note(self, what: str) -> None:
        with self.lock:
            self.stories[what] += 1
