"""A territory where everything exists once, those who look at it, and the pages that open to them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

from chainon.base.accounts.models import User
from chainon.governance.processes.models import Process
from tests.people import client_of
from tests.route_matrix import Row, build, cases, listed

LINKED = re.compile(r'<a [^>]*?href="(/[^"#]*)')
OF_A_ROUTE = 2
"""So many pages are opened of each address that a link leads to, besides the examples, by all who look together."""


@dataclass
class Viewer:
    """Someone who looks: `starts` are examples of what opens to them, then they follow the links."""

    name: str
    client: Client
    starts: list[str]
    of_route: Counter[str] = field(default_factory=Counter)

    def pages(self) -> Iterator[tuple[str, Any]]:
        """Each page that they open, and what they are answered."""
        waiting, opened, of_route = list(self.starts), set[str](), self.of_route
        while waiting:
            path = waiting.pop(0)
            if path in opened:
                continue
            opened.add(path)
            answer = self.client.get(path)
            yield path, answer
            if is_page(answer):
                for link in LINKED.findall(answer.content.decode()):
                    there = urljoin(path, link.replace("&amp;", "&"))
                    route = route_of(there)
                    if route and of_route[route] < OF_A_ROUTE and there not in opened:
                        of_route[route] += 1
                        waiting.append(there)


def is_page(answer: Any) -> bool:
    return answer.status_code == 200 and "text/html" in answer.headers.get("Content-Type", "")


def route_of(path: str) -> str | None:
    try:
        return str(resolve(urlsplit(path).path).route)
    except Resolver404:
        return None


def questions() -> Iterator[str]:
    """The five questions of a rule, of a draft and of a rule in force: only the next one is linked."""
    for process in Process.objects.all():
        step = process.steps.all()[0]
        for number in range(1, 6):
            yield f"{process.get_absolute_url()}/etapes/{step.public_id}/questions/{number}"


def viewers() -> list[Viewer]:
    """Who made everything, a guarantor and a visitor open all that they may; the others what is only for them."""
    world, said = build(), listed()
    world.people["facilitator"] = User.objects.get(email="bruno@example.org")
    more = list(questions())
    together: Counter[str] = Counter()

    def viewer(role: str, *besides: str) -> Viewer:
        def opens(row: Row) -> bool:
            return row.of(role) == "o" and not any(row.of(other) == "o" for other in besides)

        rows = ((address, case, said.get(case)) for address, case in cases(world) if case.method == "GET")
        starts = [world.path(address, unseen=case.unseen) for address, case, row in rows if row and opens(row)]
        user = world.people[role]
        client = client_of(user) if isinstance(user, User) else Client()
        return Viewer(role, client, [*starts, *more], together)

    others = (viewer(role, "facilitator") for role in ("administrator", "relay", "member", "account"))
    return [viewer("facilitator"), viewer("guarantor"), viewer("visitor"), *others]
