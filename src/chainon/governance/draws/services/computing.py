"""Computing the lottery: asked by a person, done in a process of its own, kept sealed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from statistics import fmean
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base.accounts.rules import By
from chainon.base.files.models import Visibility
from chainon.base.files.services import keep_bytes
from chainon.base.journal.services import record
from chainon.base.scopes.verdict import Unavailable
from chainon.base.tasks.models import Job
from chainon.base.tasks.registry import JobError, Running
from chainon.base.tasks.services import enqueue_job
from chainon.governance.draws import events
from chainon.governance.draws.jobs import COMPUTE
from chainon.governance.draws.models import Draw, Objective, Places, State
from chainon.governance.draws.pool import build_pool, inputs_hash
from chainon.methods.errors import MethodError
from chainon.methods.sortition.errors import Infeasible
from chainon.methods.sortition.model import Distribution, Lottery, Pool

from .guards import actor, locked, require_changeable

ORDINARY_SAMPLES = 400


def ask_computation(*, by: By, draw: Draw) -> Job:
    """Queue the computation of the lottery; while one is queued or running, that one."""
    require_changeable(by, draw)
    if not Places.objects.filter(draw=draw).exists():
        raise Unavailable(_("Dites d’abord combien de places vont à chaque profil."))
    return enqueue_job(kind=COMPUTE, subject=draw.public_id, scope=draw.body.scope, by=actor(by))


def compute(running: Running) -> None:
    """The job itself: the fairest lottery, its rounding, and the chances of an ordinary draw to compare with."""
    draw = Draw.objects.select_related("body__scope", "volunteers").get(public_id=running.subject)
    if draw.state not in {State.PREPARING, State.COMPUTED}:
        return
    running.report(_("Lecture de la liste des volontaires"), 0)
    try:
        pool = build_pool(draw)
        found, lottery, ordinary = _solve(draw, pool, running)
    except Infeasible as error:
        raise JobError(
            _("Aucun groupe ne respecte toutes les places. Revenez à l’écran des places : il dit ce qui bloque.")
        ) from error
    except MethodError as error:
        raise JobError(_("Le calcul ne peut pas commencer (%(code)s).") % {"code": error.code}) from error
    if not running.should_stop():
        _keep(draw, pool, found, lottery, ordinary)


def _solve(draw: Draw, pool: Pool, running: Running) -> tuple[Distribution, Lottery, Sequence[float]]:
    from chainon.methods.sortition.leximin import leximin
    from chainon.methods.sortition.maximin import maximin
    from chainon.methods.sortition.rounding import uniform_lottery
    from chainon.methods.sortition.sampling import ordinary_chances

    solve = leximin if draw.objective == Objective.LEXIMIN else maximin
    found = solve(
        pool,
        draw.seats,
        households=draw.one_per_household,
        progress=lambda stage, share: running.report(_("Recherche des chances les plus égales possible"), share * 0.8),
        should_stop=running.should_stop,
    )
    running.report(_("Écriture de la liste des groupes possibles"), 0.82)
    lottery = uniform_lottery(pool, found, draw.panels, households=draw.one_per_household)
    running.report(_("Comparaison avec un tirage ordinaire"), 0.92)
    return found, lottery, ordinary_chances(pool, draw.seats, ORDINARY_SAMPLES, draw.public_id)


@transaction.atomic
def _keep(draw: Draw, pool: Pool, found: Distribution, lottery: Lottery, ordinary: Sequence[float]) -> None:
    draw = locked(draw)
    if draw.state not in {State.PREPARING, State.COMPUTED}:
        return
    document = {
        "probabilities": [f"{chance:.12f}" for chance in found.probabilities],
        "counts": list(lottery.counts),
        "panels": [list(panel) for panel in lottery.panels],
        "optimum": {
            "min": f"{found.min_probability:.12f}",
            "gap": f"{found.gap:.12f}",
            "proven_optimal": found.proven_optimal,
        },
    }
    draw.lottery = keep_bytes(
        scope=draw.body.scope,
        name=f"lottery-{draw.public_id}.json",
        data=json.dumps(document, separators=(",", ":")).encode(),
        content_type="application/json",
        visibility=Visibility.SEALED,
    )
    draw.state, draw.inputs_hash = State.COMPUTED, inputs_hash(draw, pool)
    draw.computation = _summary(pool, found, lottery, ordinary)
    draw.save()
    record(
        events.COMPUTED,
        scope=draw.body.scope,
        role="system",
        draw=draw.public_id,
        panels=len(lottery.panels),
        volunteers=len(pool.people),
    )


def _summary(pool: Pool, found: Distribution, lottery: Lottery, ordinary: Sequence[float]) -> dict[str, Any]:
    """What the pages show: chances as texts of six decimals, by value; nothing about one person."""
    deviations = (abs(n / len(lottery.panels) - p) for n, p in zip(lottery.counts, found.probabilities, strict=True))
    return {
        "volunteers": len(pool.people),
        "min": f"{min(found.probabilities):.6f}",
        "max": f"{max(found.probabilities):.6f}",
        "ordinary_min": f"{min(ordinary):.6f}",
        "ordinary_samples": ORDINARY_SAMPLES,
        "proven_optimal": found.proven_optimal,
        "gap": f"{found.gap:.9f}",
        "max_deviation": f"{max(deviations):.6f}",
        "panels": len(lottery.panels),
        "features": [_by_value(pool, index, found.probabilities, ordinary) for index in range(len(pool.features))],
    }


def _by_value(pool: Pool, index: int, chances: Sequence[float], ordinary: Sequence[float]) -> dict[str, Any]:
    rows = []
    for value in pool.features[index].quotas:
        members = [number for number, person in enumerate(pool.people) if person.values[index] == value]
        row: dict[str, Any] = {"value": value, "people": len(members)}
        if members:
            row["chance"] = f"{fmean(chances[number] for number in members):.6f}"
            row["ordinary"] = f"{fmean(ordinary[number] for number in members):.6f}"
        rows.append(row)
    return {"name": pool.features[index].name, "values": rows}
