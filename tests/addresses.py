"""Every address of the URLconf, and one real object behind each of their parameters."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role
from chainon.base.accounts.services import invite
from chainon.base.chain.letters import CONFIRM
from chainon.base.chain.models import Follow, Theme
from chainon.base.chain.services import ask_to_follow
from chainon.base.codes.signed import sign
from chainon.base.files.models import Visibility
from chainon.base.files.services import keep_bytes
from chainon.base.mail.models import Mail
from chainon.base.scopes.public_id import handle
from chainon.base.slips import numbers
from chainon.base.slips.services import bind_slip
from chainon.base.slips.tests import making as papers
from chainon.base.tasks.models import Job
from chainon.commitments.answers.tests import making as answering
from chainon.commitments.commitments.tests import making as threads
from chainon.decisions.council.tests import making as councils
from chainon.deliberation.debates.tests import making as debates
from chainon.deliberation.interpellations.tests import making as interpellating
from chainon.deliberation.merging.tests import making as joining
from chainon.deliberation.moderation.tests import making as moderating
from chainon.deliberation.paper.tests import making as piles
from chainon.deliberation.proposals.tests import making as voices
from chainon.deliberation.recommendations.tests import making as recommending
from chainon.deliberation.supports.tests import making as supports
from chainon.governance.bodies.models import BodyKind
from chainon.governance.bodies.services import ask_to_join, gather, open_body
from chainon.governance.charters.models import Adoption
from chainon.governance.draws.models import Path
from chainon.governance.draws.services import create_draw
from chainon.governance.draws.tests import making
from chainon.governance.gatherings.tests import making as meetings
from chainon.governance.guarantors.letters import letter_token
from chainon.governance.guarantors.services import write_to_guarantors
from chainon.governance.guarantors.tests import making as guarding
from chainon.governance.processes.services import announce_pause as announce_process_pause
from chainon.governance.processes.tests import making as processes
from chainon.governance.seats.models import Invitation as SeatInvitation
from chainon.governance.volunteers.models import Criterion, Volunteer
from chainon.governance.volunteers.services import add_criterion, open_list, stage_file
from chainon.governance.volunteers.tests import making as listing
from chainon.territory.places.models import ImportDraft, Kind
from chainon.territory.places.services import add_municipality

from .people import Cast

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
REGEX = re.compile(r"\(\?P<(\w+)>[^)]*\)")

OF_A_COLLECTIVE = ("membres", "membres/<slug:asking_id>", "presentation", "rejoindre", "remettre", "retirer")


@dataclass(frozen=True)
class Address:
    route: str
    namespace: str
    room: str
    """Whose it is: "governance/draws"."""

    @property
    def parameters(self) -> list[str]:
        return PARAMETER.findall(self.route) or REGEX.findall(self.route)

    def keys(self, name: str) -> tuple[tuple[str, str], ...]:
        """Where the example of a parameter is looked for: what is meant for this route alone comes first."""
        return (self.route, name), (self.namespace, name), ("", name)

    def path(self, examples: dict[tuple[str, str], str]) -> str:
        """The path of this address for the objects of `examples`: (route, parameter), (namespace, parameter) or
        ("", parameter) → value."""

        def value(found: re.Match[str]) -> str:
            name = found[1]
            for key in self.keys(name):
                if key in examples:
                    return examples[key]
            raise LookupError(f"{self.route}: give an example of <{name}> in tests/addresses.py")

        plain = PARAMETER.sub(value, self.route) if "(?P<" not in self.route else REGEX.sub(value, self.route)
        return "/" + plain.strip("^$").replace("\\", "")


def addresses() -> list[Address]:
    found = dict.fromkeys(_walk(get_resolver().url_patterns, "", "", ""))
    return sorted(found, key=lambda address: address.route)


def _walk(patterns: list[URLPattern | URLResolver], prefix: str, namespace: str, room: str) -> Iterator[Address]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            whose = room or "/".join(pattern.urlconf_module.__name__.split(".")[1:3])
            yield from _walk(pattern.url_patterns, route, pattern.namespace or namespace, whose)
        else:
            yield Address(route, namespace, room)


def shown_and_hidden(people: Cast) -> tuple[dict[tuple[str, str], str], dict[tuple[str, str], str]]:
    """Objects that anyone may see, and those of the same kinds that nobody may see without a role."""
    scope, bruno = people.territory.scope, people.bruno
    place = add_municipality(by=bruno, territory=people.territory, code="93066")
    draw = making.drawn(making.make_draw(people.territory, bruno), people.chantal, bruno)
    body = draw.body
    other = open_body(by=bruno, parent=scope, kind=BodyKind.YOUTH_COUNCIL, name="Conseil des jeunes", seats=12)
    opened = open_list(by=bruno, body=other, title="Jeunes", form_until=clock.today())
    preparing = create_draw(by=bruno, body=other, volunteers=opened, path=Path.SIMPLE)
    team = Grant.objects.create(user=people.denise, role=Role.RELAY, scope=scope, given_at=clock.now())
    admin = Grant.objects.create(user=people.karim, role=Role.ADMINISTRATOR, scope=scope, given_at=clock.now())
    offered = invite(by=admin.user, email="amina@example.org", role=Role.RELAY, scope=scope)
    token = re.search(r"/invitations/(\S+)", Mail.objects.get(to="amina@example.org").body)
    assert token is not None
    draft = ImportDraft.objects.create(
        territory=scope, parent=scope, kind=Kind.NEIGHBOURHOOD, features=[], read_at=clock.now()
    )
    staged = stage_file(by=bruno, volunteer_list=opened, data="Nom;Prénom\nMartin;Léa\n".encode(), name="a.csv")
    job = Job.objects.create(kind="x", subject="abcd2345", scope=scope, by=bruno, queued_at=clock.now())
    files = {
        each: keep_bytes(scope=scope, name="a.txt", data=each.encode(), content_type="text/plain", visibility=each)
        for each in (Visibility.PUBLIC, Visibility.TEAM)
    }
    volunteer = Volunteer.objects.filter(list=draw.volunteers).first()
    criterion = Criterion.objects.filter(list=draw.volunteers).first()
    asked_now = add_criterion(by=bruno, volunteer_list=opened, name="Âge", labels=["moins de 16 ans", "16 ans et plus"])
    seat = SeatInvitation.objects.order_by("pk").last()
    adoption = Adoption.objects.order_by("pk").last()
    assert volunteer and criterion and seat and adoption
    proposals = [voices.said(scope, by=bruno), voices.said(scope)]
    thread = threads.promised(proposals[0].node, by=bruno)
    followed, promises = threads.followed(proposals[0].node, by=bruno), threads.staged(scope, by=bruno)
    kept = threads.kept(voices.said(scope, by=bruno).node, by=bruno)
    decision = councils.decided(scope, by=bruno)
    ask_to_follow(node=proposals[0].node, email="samia@example.org")
    asked = Follow.objects.get(email="samia@example.org")
    pad = papers.pad(scope, by=bruno)
    slip = bind_slip(by=bruno, slip=pad.slips.get(number=pad.first), node=proposals[0].node)
    others = (voices.said(scope, by=bruno).node, voices.said(scope, by=bruno).node, voices.said(scope, by=bruno).node)
    interpellation = interpellating.asked(scope, by=bruno, to=thread.answer.answerer)
    sheets = [recommending.published(body, by=bruno), recommending.written(body, by=bruno)]
    recommended = sheets[0].recommendations.get(position=1)
    acted = answering.acted(others, answerer=thread.answer.answerer, by=bruno)
    process, draft_process = processes.published(bruno, scope), processes.drafted(bruno, scope, title="L’an prochain")
    later, step = processes.in_days(20), process.steps.all()[0]
    paused = announce_process_pause(by=bruno, process=process, first=later, last=later, reason="Élections.")
    met = meetings.told(bruno, meetings.held(bruno, scope))
    decided = met.outcomes.decisions().get()
    assert decided.node is not None
    debated, unread = debates.examples(proposals[0].node, bruno)
    merging = joining.asked(scope, by=bruno)
    collective = gather(by=people.denise, parent=scope, name="Les voisins", purpose="Un jardin.", contact="")
    asking = ask_to_join(by=people.karim, body=collective, words="")
    watching = guarding.appointed(scope, by=admin.user, email="nadia@example.org", name="Nadia B.")
    assert watching.user is not None
    awaited = guarding.asked(watching.user, scope)
    to_sign = guarding.proposed(scope, by=admin.user, email="paul@example.org", name="Paul", titular=watching)
    confided, _code = write_to_guarantors(scope=scope, text="J’ai vu.", email="", entry=uuid.uuid4())
    shown = {
        ("", "guarantor_handle"): watching.handle,
        ("", "act_handle"): handle(awaited.node.public_id, awaited.title),
        ("", "letter_token"): letter_token(to_sign),
        ("", "message_id"): confided.public_id,
        ("", "subject_kind"): "maillon",
        ("", "subject_id"): proposals[0].node.public_id,
        ("", "first_id"): merging.gone.public_id,
        ("", "second_id"): merging.kept.public_id,
        ("merging", "request_id"): merging.public_id,
        ("merging", "node_id"): merging.gone.public_id,
        ("", "colour"): "27408b",
        ("", "key"): "1",
        ("", "version"): "1",
        ("", "token"): token[1],
        ("", "code"): "7KQ4TX92M",
        ("", "what"): "ceremonie",
        ("", "place_handle"): place.handle,
        ("", "handle"): body.handle,
        ("", "list_id"): opened.public_id,
        ("", "person_id"): listing.someone(opened, "Léa Martin").public_id,
        ("", "criterion_id"): asked_now.public_id,
        ("", "staged_id"): staged.public_id,
        ("", "draft_id"): draft.public_id,
        ("", "grant_id"): team.public_id,
        ("", "adoption_id"): adoption.public_id,
        ("", "proposal_handle"): handle(proposals[0].public_id, proposals[0].title),
        ("", "thread_handle"): handle(proposals[0].public_id, proposals[0].title),
        ("", "node_id"): proposals[0].public_id,
        ("", "theme_id"): Theme.objects.filter(territory=scope)[0].public_id,
        ("", "confirm_token"): sign(CONFIRM, asked.public_id),
        ("", "pad_id"): pad.public_id,
        ("", "slip_number"): numbers.written(slip.number),
        ("", "slip_code"): "7KQ4T-X92MA-B3CD",
        ("", "asking_id"): asking.public_id,
        ("", "gathering_handle"): handle(met.public_id, met.title),
        ("gatherings", "decision_handle"): handle(decided.node.public_id, decided.text),
        ("", "pause_id"): thread.pause.public_id,
        ("", "stop_token"): thread.stop_token,
        ("", "answerer_id"): thread.waiting.answerer.public_id,
        ("", "handover_id"): thread.waiting.public_id,
        ("", "reply_token"): thread.reply_token,
        ("", "answer_token"): thread.answer_token,
        ("", "answer_handle"): handle(thread.answer.node.public_id, proposals[0].title),
        ("", "recommendation_handle"): handle(recommended.node.public_id, recommended.node.title),
        ("recommendations", "sheet_id"): sheets[0].public_id,
        ("", "interpellation_handle"): handle(interpellation.node.public_id, interpellation.title),
        ("", "own_token"): acted.own_token,
        ("", "sign_token"): acted.sign_token,
        ("", "move_handle"): handle(acted.carried.node.public_id, acted.carried.node.title),
        ("", "win_handle"): handle(acted.settled.node.public_id, acted.settled.node.title),
        ("", "promise_token"): followed.token,
        ("", "follow_id"): asked.public_id,
        ("", "promise_handle"): handle(followed.promise.node.public_id, followed.promise.what),
        ("", "kept_handle"): handle(kept.public_id, kept.title),
        ("", "part_id"): followed.step.public_id,
        ("", "promises_id"): promises.public_id,
        ("", "decision_handle"): handle(decision.node.public_id, decision.title),
        ("", "process_handle"): process.handle,
        ("", "step_id"): step.public_id,
        ("", "process_pause_id"): paused.public_id,
        ("", "frame_key"): "council",
        ("", "question"): "1",
        ("accounts", "invitation_id"): offered.public_id,
        ("seats", "invitation_id"): seat.public_id,
        ("draws", "public_id"): draw.public_id,
        ("seats", "public_id"): draw.public_id,
        ("tasks", "public_id"): job.public_id,
        ("files", "public_id"): files[Visibility.PUBLIC].public_id,
        ("", "name"): "a.txt",
        **voices.examples(proposals[0], bruno),
        **supports.examples(proposals[0].node, bruno),
        **debated,
        **piles.examples(scope, bruno),
        **moderating.examples(scope, bruno),
        ("instances/<str:public_id>/tirage", "public_id"): body.public_id,
        **{(f"instances/<body:handle>/{page}", "handle"): collective.handle for page in OF_A_COLLECTIVE},
    }
    hidden = {
        ("recommendations", "sheet_id"): sheets[1].public_id,
        ("draws", "public_id"): preparing.public_id,
        ("seats", "public_id"): preparing.public_id,
        ("files", "public_id"): files[Visibility.TEAM].public_id,
        ("", "list_id"): draw.volunteers.public_id,
        ("", "person_id"): volunteer.public_id,
        ("", "criterion_id"): criterion.public_id,
        ("", "proposal_handle"): proposals[1].public_id,
        **unread,
        ("", "process_handle"): draft_process.public_id,
        ("", "step_id"): draft_process.steps.all()[0].public_id,
    }
    return shown, hidden
