"""Who acts, all at once: two residents who propose, one who supports, one who follows, a facilitator who hands over,
and those who answer by the links that they find in their mail. What was said yes to is written down."""

from __future__ import annotations

import queue
import random
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

from chainon.base import clock

from .calling import Line
from .mailbox import Mailbox

PROPOSED = re.compile(r"/propositions/(\w+)")
REPLY, CONFIRM = re.compile(r"/repondre/(\S+)"), re.compile(r"/suivre/confirmer/(\S+)")
SHORT, LONG = 0.1, 0.5


@dataclass(frozen=True)
class Town:
    """Who is there: sessions by public id of the account, and who may answer."""

    residents: dict[str, str]
    facilitator: str
    answerers: list[str]


@dataclass
class Said:
    """What the machine said yes to. Proposals: entry → id; supports: (account, node); and so on."""

    proposed: dict[str, str] = field(default_factory=dict)
    tried: set[str] = field(default_factory=set)
    supported: set[tuple[str, str]] = field(default_factory=set)
    declared: dict[str, str] = field(default_factory=dict)
    handed: set[tuple[str, str]] = field(default_factory=set)
    answered: set[str] = field(default_factory=set)
    promised: set[str] = field(default_factory=set)
    asked: dict[str, str] = field(default_factory=dict)
    confirmed: set[str] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)
    """What should have been taken and was not."""

    @property
    def acts(self) -> int:
        counted = (self.proposed, self.supported, self.declared, self.handed, self.answered, self.promised)
        return sum(map(len, counted)) + len(self.asked) + len(self.confirmed)


class Crowd:
    def __init__(self, line: Line, town: Town, post: Mailbox, seed: int) -> None:
        self.line, self.town, self.post, self.said = line, town, post, Said()
        self.going_home = threading.Event()
        self.to_hand: queue.Queue[str] = queue.Queue()
        self.shown: list[str] = []
        self.read = 0
        self.opened: set[str] = set()
        self.faults: list[BaseException] = []
        acts = [self.propose, self.propose, self.support, self.follow]
        self.threads = [self._living(act, seed + number) for number, act in enumerate(acts)]
        self.clerks = [self._living(self.hand_over, seed + 10), self._living(self.read_mail, seed + 11)]
        self.clerks_go_home = threading.Event()

    def _living(self, act: Callable[[random.Random], None], seed: int) -> threading.Thread:
        dice = random.Random(seed)

        def live() -> None:
            over = self.clerks_go_home if act in {self.hand_over, self.read_mail} else self.going_home
            try:
                while not over.is_set():
                    act(dice)
                    time.sleep(dice.uniform(SHORT, LONG))
            except BaseException as error:  # noqa: BLE001  # said by whoever waits for the crowd
                self.faults.append(error)

        return threading.Thread(target=live, daemon=True)

    def start(self) -> None:
        for thread in self.threads + self.clerks:
            thread.start()

    def leave(self) -> None:
        """Nobody begins anything new; what was begun is ended, and what waits is handed over."""
        self.going_home.set()
        self._wait(self.threads)

    def close(self) -> None:
        self.clerks_go_home.set()
        self._wait(self.clerks)

    def has_nothing_left(self) -> bool:
        return self.to_hand.empty() and self.read == len(self.post.messages)

    def _wait(self, threads: list[threading.Thread]) -> None:
        for thread in threads:
            thread.join(120)
        if self.faults:
            raise self.faults[0]

    # --- acts

    def propose(self, dice: random.Random) -> None:
        entry = str(uuid4())
        said = {"title": f"Un banc numéro {dice.randrange(10**6)}", "must_change": "On attend debout."}
        self.said.tried.add(entry)
        sent = {**said, "entry": entry, "act": "publish", "theme": "", "since": ""}
        session = dice.choice(list(self.town.residents.values()))
        answer = self.line.post("/propositions/dire", sent, session)
        found = PROPOSED.search(answer.location)
        if not answer.is_done or found is None:
            self.said.refused.append(f"propose {answer}")
            return
        self.said.proposed[entry] = found[1].partition("-")[0]
        self.shown.append(self.said.proposed[entry])
        self.to_hand.put(self.said.proposed[entry])

    def support(self, dice: random.Random) -> None:
        if not self.shown:
            return
        node = dice.choice(self.shown)
        if dice.random() < 0.3:
            entry = str(uuid4())
            if self.line.post(f"/soutenir/{node}", {"entry": entry}).is_done:
                self.said.declared[entry] = node
            return
        account, session = dice.choice(list(self.town.residents.items()))
        answer = self.line.post(f"/soutenir/{node}", {}, session)
        if answer.is_done:
            self.said.supported.add((account, node))
        else:
            self.said.refused.append(f"support {answer}")

    def follow(self, dice: random.Random) -> None:
        if not self.shown:
            return
        node, address = dice.choice(self.shown), f"voisin-{uuid4().hex[:12]}@example.org"
        answer = self.line.post(f"/suivre/{node}/courriel", {"email": address})
        if answer.is_done:
            self.said.asked[address] = node
        else:
            self.said.refused.append(f"follow {answer}")

    def hand_over(self, dice: random.Random) -> None:
        try:
            node = self.to_hand.get(timeout=0.2)
        except queue.Empty:
            return
        answerer = dice.choice(self.town.answerers)
        answer = self.line.post(f"/transmettre/{node}", {"answerer": answerer}, self.town.facilitator)
        if answer.is_done or (answer.status == 422 and answer.attempts > 1):  # done by an attempt whose answer was lost
            self.said.handed.add((node, answerer))
        else:
            self.said.refused.append(f"hand over {answer}")

    def read_mail(self, dice: random.Random) -> None:
        while self.read < len(self.post.messages):
            message = self.post.messages[self.read]
            body, identifier = message.get_content(), str(message["Message-ID"])
            if identifier in self.opened:
                pass  # the same mail again: nobody answers twice
            elif found := REPLY.search(body):
                self._answer(found[1])
            elif found := CONFIRM.search(body):
                self._confirm(found[1])
            self.opened.add(identifier)
            self.read += 1

    def _answer(self, token: str) -> None:
        yes = {"kind": "taken_up", "text": "Oui, avant l’été.", "signed_by": "Responsable de secteur"}
        answer = self.line.post(f"/repondre/{token}", yes)
        if not (answer.is_done or (answer.status == 200 and answer.attempts > 1)):
            self.said.refused.append(f"answer {answer}")
            return
        self.said.answered.add(token.partition(":")[0])
        soon = (clock.today() + timedelta(days=40)).isoformat()
        promise = {"what": "Poser un banc", "due_on": soon, "signed_by": "Responsable de secteur"}
        answer = self.line.post(f"/engagements/promettre/{token}", promise)
        if answer.is_done:
            self.said.promised.add(token.partition(":")[0])
        else:
            self.said.refused.append(f"promise {answer}")

    def _confirm(self, token: str) -> None:
        if self.line.post(f"/suivre/confirmer/{token}", {}).is_done:
            self.said.confirmed.add(token.partition(":")[0])
        else:
            self.said.refused.append("confirm")
