"""What is kept, beside what was said yes to: nothing lost, nothing twice."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Count

from chainon.base.chain.models import Follow
from chainon.base.chain.services import differences
from chainon.base.journal.models import Line
from chainon.base.journal.selectors import verify
from chainon.base.mail.models import Mail, State
from chainon.base.mail.taken import name_of
from chainon.base.scopes.models import Territory
from chainon.commitments.answers.models import Answer, Handover
from chainon.commitments.commitments.models import Commitment
from chainon.deliberation.proposals.models import Proposal
from chainon.deliberation.supports.models import Declared, Support, SupportCount

from .crowd import Said
from .mailbox import Mailbox

T = TypeVar("T")


@dataclass
class Account:
    """`lost`, `doubled`: sentences, none in a good run. `rows`: how many of each kind are kept."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    mail_lost: list[str] = field(default_factory=list)
    mail_again: list[str] = field(default_factory=list)
    """Received twice under one Message-ID though the server said yes before the death: in a good run, none."""
    mail_unheard: list[str] = field(default_factory=list)
    """Received twice under one Message-ID: the server had taken it and had not said so when the worker died."""
    faults: list[str] = field(default_factory=list)
    """Of the chain, of the journal, of counters; and what was refused that should not have been."""
    rows: dict[str, int] = field(default_factory=dict)

    def once(self, what: str, wanted: Iterable[object], kept: Counter[object]) -> None:
        """Each of `wanted` is kept, and nothing is kept twice."""
        self.rows[what] = sum(kept.values())
        self.lost += [f"{what} {each}" for each in wanted if not kept[each]]
        self.doubled += [f"{what} {each} ({number})" for each, number in kept.items() if number > 1]

    @property
    def is_good(self) -> bool:
        return not (self.lost or self.doubled or self.mail_lost or self.faults)


def account_of(said: Said, post: Mailbox, deaths: list[float]) -> Account:
    """`deaths`: when a worker was killed."""
    account = Account(faults=list(said.refused))
    _rows(account, said)
    _lines(account)
    _mails(account, said, post, deaths)
    account.faults += [f"{fault.where}: {fault.what}" for fault in differences()]
    check = verify(Territory.objects.get().scope)
    if not check.holds:
        account.faults.append(check.fault)
    return account


def _rows(account: Account, said: Said) -> None:
    def kept(rows: Iterable[object]) -> Counter[object]:
        return Counter(tuple(map(str, row)) if isinstance(row, tuple) else str(row) for row in rows)

    proposals = Proposal.objects.values_list("entry", "node__public_id")
    account.once("proposal", said.proposed.items(), kept(proposals))
    account.faults += [f"a proposal nobody sent: {entry}" for entry, _id in proposals if str(entry) not in said.tried]
    supports = Support.objects.values_list("user__public_id", "node__public_id")
    account.once("support", said.supported, kept(supports))
    account.once("declared", said.declared, kept(Declared.objects.values_list("entry", flat=True)))
    handovers = Handover.objects.values_list("node__public_id", "answerer__public_id")
    account.once("handover", said.handed, kept(handovers))
    answered = Handover.objects.exclude(answer=None)
    account.once("answer", said.answered, kept(answered.values_list("public_id", flat=True)))
    promises = Commitment.objects.values_list("source__answer__handovers__public_id", flat=True)
    account.once("promise", said.promised, kept(promises))
    follows = Follow.objects.filter(user=None)
    account.once("follow", said.asked, kept(follows.values_list("email", flat=True)))
    account.once(
        "confirmed", said.confirmed, kept(follows.exclude(confirmed_at=None).values_list("public_id", flat=True))
    )
    if Answer.objects.count() != answered.count():
        account.doubled.append("an answer that no handover holds")
    for row in SupportCount.objects.select_related("node"):
        if row.counted != row.node.supports.count():
            account.faults.append(f"{row.node.public_id} counts {row.counted} supports")


def _lines(account: Account) -> None:
    """One line for each act that others rely on, none for a support, none of an act that is not."""
    lines = Counter(
        (verb, json.dumps(payload, sort_keys=True)) for verb, payload in Line.objects.values_list("verb", "payload")
    )
    account.doubled += [f"line {verb} {payload}" for (verb, payload), number in lines.items() if number > 1]
    counts = Counter(verb for verb, _payload in lines.elements())
    known = {"proposal.published": "proposal", "node.handed_over": "handover", "node.answered": "answer"}
    for verb, what in {**known, "commitment.made": "promise"}.items():
        if counts[verb] != account.rows[what]:
            account.faults.append(f"{counts[verb]} lines {verb} for {account.rows[what]} rows")
    daily = "supports.counted"  # how many there were the day before, one line a day
    account.faults += [f"a line for {verb}" for verb in counts if verb.startswith("support") and verb != daily]


def _mails(account: Account, said: Said, post: Mailbox, deaths: list[float]) -> None:
    received, told = _by_name(post.times_received()), _by_name(post.said)
    rows = list(Mail.objects.all())
    account.rows["mail"], account.rows["received"] = len(rows), sum(received.values())
    for mail in rows:
        name = name_of(mail)
        times = received.pop(name, 0)
        if mail.state != State.SENT or not times:
            account.mail_lost.append(f"{mail.to}: {mail.subject} ({mail.state})")
        if times > 1:
            alive = min((death - told[name][0] for death in deaths), key=abs, default=0.0)
            kept = account.mail_again if alive > 0 else account.mail_unheard
            kept.append(f"{mail.to}: {mail.subject} ({times}; killed {alive * 1000:.1f} ms after the yes)")
    account.faults += [f"a mail of no act: {name}" for name in received]
    to = Counter(mail.to for mail in rows)
    account.mail_lost += [f"{address} was asked nothing" for address in said.asked if not to[address]]
    written = Counter(mail.subject for mail in rows if mail.subject.startswith("Une réponse vous est"))
    if sum(written.values()) != account.rows["handover"]:
        account.faults.append(f"{sum(written.values())} mails for {account.rows['handover']} handovers")
    again = Follow.objects.filter(user=None).values("email").annotate(number=Count("pk")).filter(number__gt=1)
    account.doubled += [f"follow {row['email']}" for row in again]


def _by_name(of_message: Mapping[str, T]) -> dict[str, T]:
    """`<chainon-NAME@machine>`: the machine is not this process's."""
    return {identifier[9:].partition("@")[0]: value for identifier, value in of_message.items()}
