"""What a proposal says of itself to the chain."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy, gettext_noop

from chainon.base.chain.kinds import NodeFields, NodeKind
from chainon.base.chain.models import Stage
from chainon.base.ui.names import ERASED, UNNAMED
from chainon.base.ui.prose import plain

from .models import Proposal, State

KIND = "proposal"
OTHERS = gettext_noop("d’autres")
CHANGED = "changed"
EXCERPT, LONGEST = 400, 160


def node_fields(proposal: Proposal) -> NodeFields:
    """What is not public has no words in its node."""
    shown = proposal.is_public
    moments = (
        proposal.created_at,
        proposal.published_at,
        proposal.changed_at,
        proposal.withdrawn_at,
        proposal.refused_at,
    )
    return NodeFields(
        scope=proposal.scope,
        stage=Stage.VOICE,
        title=proposal.title if shown else "",
        said=excerpt(proposal) if shown else "",
        who=who(proposal) if shown else "",
        since=proposal.since,
        state=_state(proposal),
        body=proposal.body.scope if proposal.body is not None else None,
        theme=proposal.theme,
        opened_at=proposal.created_at,
        changed_at=max(moment for moment in moments if moment is not None),
        is_public=shown,
    )


def _state(proposal: Proposal) -> str:
    if proposal.state != State.PUBLISHED:
        return proposal.state
    return CHANGED if proposal.changed_at else ""


def who(proposal: Proposal) -> str:
    """Never more than the people agreed to; our own words in French, for a node has one form."""
    first = proposal.author_name or (ERASED if proposal.author_id else UNNAMED)
    names = [first, *(signature.name for signature in proposal.signatures.all())]
    while len(_together(names)) > LONGEST:
        names = [*names[:-2], OTHERS]
    return _together(names)


def _together(names: list[str]) -> str:
    """ "Rachid", "Rachid et Amina", "Rachid, Amina et Bruno"."""
    return " et ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def excerpt(proposal: Proposal) -> str:
    """What must change and what one would do, without what the title says already: it goes in the mail to whoever is
    asked to answer."""
    words = (plain(said).strip() for said in (proposal.must_change, proposal.would_do))
    said = [each for each in words if each and each != proposal.title.strip()]
    ended = [each if each[-1] in ".!?…:;" else f"{each}." for each in said[:-1]]
    return Truncator(" ".join([*ended, *said[-1:]])).chars(EXCERPT)


def all_words(proposal: Proposal) -> str:
    """For the search."""
    said = (proposal.must_change, proposal.would_do, proposal.goes_well, proposal.where_exactly)
    return "\n".join(plain(words) for words in said if words)


def all_proposals() -> QuerySet[Proposal]:
    related = Proposal.objects.select_related("node", "scope", "theme", "body__scope")
    return related.prefetch_related("signatures")


PROPOSAL = NodeKind(
    name=KIND,
    label=gettext_lazy("proposition"),
    model=Proposal,
    fields=node_fields,
    objects=all_proposals,
    url_name="proposals:proposal_page",
    states={State.WITHDRAWN: State.WITHDRAWN.label, CHANGED: gettext_lazy("texte changé")},
    words=all_words,
    is_compared=True,
    over=frozenset({State.WITHDRAWN}),
)
