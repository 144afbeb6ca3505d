"""Freezing: seal the lottery, have it agreed by someone who does not organise the draw, publish."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chainon.base import clock
from chainon.base.accounts.letters import address
from chainon.base.accounts.models import Role, User
from chainon.base.accounts.rules import By
from chainon.base.files.models import Visibility
from chainon.base.files.services import keep_bytes, purge_file, read_bytes
from chainon.base.journal.services import record
from chainon.base.mail.services import post
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.search import services as search
from chainon.base.tasks.models import Job
from chainon.base.tasks.registry import JobError, Running
from chainon.base.tasks.services import enqueue_job
from chainon.governance.charters.selectors import objectives_published
from chainon.governance.draws import events, rules
from chainon.governance.draws.finding import found_of
from chainon.governance.draws.jobs import SEAL
from chainon.governance.draws.models import Approval, Draw, State, WitnessLink
from chainon.governance.draws.pool import build_pool, inputs_hash
from chainon.governance.draws.selectors import guarantors, has_guarantor
from chainon.governance.volunteers.services import close_list
from chainon.methods.errors import MethodError
from chainon.methods.evidence import canonical
from chainon.methods.randomness import source_from
from chainon.methods.sortition.model import Lottery
from chainon.methods.sortition.seal import Sealed, seal

from .guards import actor, locked, reopen_list_of, require_changeable

REPLACEMENT_RULE = "chainon-replacement-1"
WITNESS_HOURS = 48
LETTER = gettext_lazy(
    "Bonjour,\n\n"
    "L’équipe propose de figer et de publier ce tirage : « %(title)s ».\n"
    "Donnez votre accord, ou refusez en disant pourquoi :\n%(address)s\n\n"
    "Empreinte de ce qui sera publié :\n%(commitment)s\n"
)


def obstacles(draw: Draw) -> list[str]:
    """Why the draw cannot be proposed for freezing yet, each with what to do; empty when it can."""
    found = []
    if draw.state == State.PREPARING:
        found.append(_("Les chances ne sont pas encore calculées."))
    elif draw.inputs_hash != inputs_hash(draw, build_pool(draw)):
        found.append(_("La liste des volontaires a changé depuis le calcul : calculez de nouveau."))
    if not draw.ceremony_at or not draw.sources:
        found.append(_("Dites la date, le lieu et ce qui désignera le groupe."))
    if not objectives_published(draw.body):
        found.append(_("Les objectifs du tirage doivent d’abord être adoptés et publiés dans la charte."))
    return found


def submit(*, by: By, draw: Draw) -> Job:
    """Propose the draw for freezing: the lottery is sealed in the background, then whoever must agree is told."""
    require_changeable(by, draw)
    if found := obstacles(draw):
        raise Unavailable(" ".join(found))
    return enqueue_job(kind=SEAL, subject=draw.public_id, scope=draw.body.scope, by=actor(by))


def seal_draw(running: Running) -> None:
    """The job that seals. From its end the draw waits for an agreement and nothing of it changes."""
    draw = Draw.objects.select_related("body__scope", "volunteers", "lottery").get(public_id=running.subject)
    if draw.state != State.COMPUTED:
        return
    running.report(_("Mise sous scellé de la liste des groupes"), 0.2)
    pool = build_pool(draw)
    if draw.lottery is None or draw.inputs_hash != inputs_hash(draw, pool):
        raise JobError(_("La liste des volontaires a changé depuis le calcul : calculez de nouveau."))
    stored = json.loads(read_bytes(draw.lottery))
    lottery = Lottery(draw.seats, tuple(tuple(panel) for panel in stored["panels"]), tuple(stored["counts"]))
    try:
        sealed = seal(
            pool,
            lottery,
            draw_id=draw.public_id,
            title=draw.title,
            objective=draw.objective,
            households=draw.one_per_household,
            sources=[source_from(source) for source in draw.sources],
            replacement=REPLACEMENT_RULE,
            probabilities=[float(chance) for chance in stored["probabilities"]],
            optimum=stored["optimum"],
        )
    except MethodError as error:
        raise JobError(_("La mise sous scellé a été refusée (%(code)s).") % {"code": error.code}) from error
    if not running.should_stop():
        _keep_sealed(draw, sealed)


@transaction.atomic
def _keep_sealed(draw: Draw, sealed: Sealed) -> None:
    sealed_from = _terms(draw)
    draw = locked(draw)
    if draw.state != State.COMPUTED:
        return
    if _terms(draw) != sealed_from:
        raise JobError(_("Le tirage a changé pendant sa mise sous scellé : proposez-le de nouveau."))
    draw.sealed = keep_bytes(
        scope=draw.body.scope,
        name=f"sealed-{draw.public_id}.json",
        data=canonical(sealed.document),
        content_type="application/json",
        visibility=Visibility.SEALED,
    )
    draw.frozen, draw.state = sealed.frozen, State.SUBMITTED
    draw.save()
    close_list(by=None, volunteer_list=draw.volunteers)  # whoever came after would be left out in silence
    record(
        events.SUBMITTED,
        scope=draw.body.scope,
        role="system",
        draw=draw.public_id,
        commitment=sealed.frozen["commitment"],
    )
    _tell_guarantors(draw)


def _terms(draw: Draw) -> list[object]:
    """What the sealed file was made of, and that the row must still say when it is kept."""
    return [draw.title, draw.objective, draw.one_per_household, draw.sources, draw.lottery_id, draw.inputs_hash]


@transaction.atomic
def approve(*, by: By, draw: Draw) -> Draw:
    """The guarantor agrees: the draw is frozen and published at once. A second click changes nothing."""
    draw = locked(draw)
    person = actor(by)
    if person and draw.approvals.filter(by=person, accepted=True, commitment=_commitment(draw)).exists():
        return draw
    rules.may_approve(by, draw).require()
    commitment = _commitment(draw)
    Approval.objects.create(
        draw=draw, commitment=commitment, by=actor(by), role=Role.GUARANTOR, accepted=True, at=clock.now()
    )
    record(
        events.APPROVED,
        scope=draw.body.scope,
        role=Role.GUARANTOR,
        by=actor(by),
        draw=draw.public_id,
        commitment=commitment,
    )
    return _freeze(draw)


@transaction.atomic
def decline(*, by: By, draw: Draw, reason: str) -> Draw:
    """The guarantor refuses, with a reason that stays and is published with the draw. The team may change and retry."""
    draw = locked(draw)
    rules.may_approve(by, draw).require()
    _decline(draw, by=actor(by), role=str(Role.GUARANTOR), witness_name="", reason=reason)
    return draw


@transaction.atomic
def ask_witness(*, by: By, draw: Draw) -> str:
    """A one-use link for someone outside the team, where no guarantor is appointed. Returns its token, kept nowhere."""
    rules.may_prepare(by, draw.body).require()
    draw = locked(draw)
    rules.may_witness(draw, has_guarantor=has_guarantor(draw.body)).require()
    token = secrets.token_urlsafe(24)
    WitnessLink.objects.filter(draw=draw, used_at=None).delete()
    WitnessLink.objects.create(
        draw=draw,
        token_hash=_hashed(token),
        commitment=_commitment(draw),
        expires_at=clock.now() + clock.seconds(WITNESS_HOURS * 3600),
    )
    return token


@transaction.atomic
def witness(*, token: str, name: str, accepted: bool, reason: str = "") -> Draw:
    """What the witness says, once. Raises `Refused` when the link is used, too old, or the draw changed since."""
    shown = witnessed_draw(token)
    draw = locked(shown) if shown else None  # the draw before its link, as `ask_witness` does
    link = _valid_links(token).select_for_update(no_key=True).first()
    if draw is None or link is None:
        raise Refused(_("Ce lien a déjà servi ou n’est plus valable. Demandez-en un autre à l’équipe."))
    rules.may_witness(draw, has_guarantor=has_guarantor(draw.body)).require()
    if link.commitment != _commitment(draw):
        raise Refused(_("Le tirage a changé depuis ce lien. Demandez-en un autre à l’équipe."))
    link.used_at = clock.now()
    link.save(update_fields=["used_at"])
    if not accepted:
        _decline(draw, by=None, role="witness", witness_name=name, reason=reason)
        return draw
    Approval.objects.create(
        draw=draw, commitment=link.commitment, role="witness", witness=name, accepted=True, at=clock.now()
    )
    record(events.APPROVED, scope=draw.body.scope, role="witness", draw=draw.public_id, commitment=link.commitment)
    return _freeze(draw)


def witnessed_draw(token: str) -> Draw | None:
    """The draw that a still valid link shows, or None."""
    link = _valid_links(token).first()
    return link.draw if link else None


def _valid_links(token: str) -> QuerySet[WitnessLink]:
    return WitnessLink.objects.filter(token_hash=_hashed(token), used_at=None, expires_at__gt=clock.now())


def _freeze(draw: Draw) -> Draw:
    draw.state, draw.frozen_at = State.FROZEN, clock.now()
    draw.save()
    record(events.FROZEN, scope=draw.body.scope, role="system", draw=draw.public_id, commitment=_commitment(draw))
    search.put(found_of(draw))
    touch(draw.body.scope)
    return draw


def _decline(draw: Draw, *, by: User | None, role: str, witness_name: str, reason: str) -> None:
    Approval.objects.create(
        draw=draw,
        commitment=_commitment(draw),
        by=by,
        role=role,
        witness=witness_name,
        accepted=False,
        reason=reason.strip(),
        at=clock.now(),
    )
    sealed, draw.sealed, draw.frozen, draw.state = draw.sealed, None, None, State.COMPUTED
    draw.save()
    if sealed is not None:
        purge_file(sealed)
    reopen_list_of(draw)
    record(events.DECLINED, scope=draw.body.scope, role=role, by=by, draw=draw.public_id)


def _commitment(draw: Draw) -> str:
    frozen: dict[str, Any] = draw.frozen or {}
    return str(frozen.get("commitment", ""))


def _tell_guarantors(draw: Draw) -> None:
    words = {
        "title": draw.title,
        "address": address(reverse("draws:prepare", args=[draw.public_id]), draw.body.scope),
        "commitment": _commitment(draw),
    }
    for guarantor in guarantors(draw.body):
        post(
            to=guarantor.email, subject=_("Un tirage attend votre accord : %(title)s") % words, body=str(LETTER) % words
        )


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
