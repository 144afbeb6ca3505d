"""The things of the slices below: proposals and each of their pictures, reasons of debates, any other public node."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Node
from chainon.base.scopes.models import Scope
from chainon.deliberation.debates import services as debates
from chainon.deliberation.debates.models import Argument
from chainon.deliberation.debates.selectors import argument_with_id
from chainon.deliberation.proposals import services as proposals
from chainon.deliberation.proposals.models import Picture, Proposal
from chainon.deliberation.proposals.selectors import picture_with_id, proposal_with_id

from .things import Moderated, Standing

OWNED = {"proposal"}
"""Kinds of nodes whose own slice says how they are hidden."""


def _of_proposal(proposal: Proposal) -> Standing:
    words = "\n\n".join(filter(None, (proposal.title, proposal.goes_well, proposal.must_change, proposal.would_do)))
    return Standing(
        scope=proposal.scope,
        url=url_of(proposal.node),
        words=words,
        is_public=proposal.is_public,
        refused_at=proposal.refused_at,
        reason=proposal.refusal_reason,
        author=proposal.author,
        node=proposal.node,
    )


def _of_picture(picture: Picture) -> Standing:
    proposal = picture.proposal
    return Standing(
        scope=proposal.scope,
        url=f"{url_of(proposal.node)}#images",
        words=picture.file.alt,
        is_public=picture.is_public,
        refused_at=picture.hidden_at,
        reason=picture.hidden_reason,
        author=proposal.author,
        node=proposal.node,
        picture=picture.small.url,
    )


def _of_argument(argument: Argument) -> Standing:
    return Standing(
        scope=argument.debate.scope,
        url=reverse("debates:argument_page", args=[argument.public_id]),
        words=argument.text,
        is_public=argument.is_public,
        refused_at=argument.hidden_at,
        reason=argument.hidden_reason,
        author=argument.author,
    )


def _of_node(node: Node) -> Standing:
    words = "\n\n".join(filter(None, (node.title, node.said)))
    return Standing(scope=node.scope, url=url_of(node), words=words, is_public=node.is_public, node=node)


def _node(territory: Scope, public_id: str) -> Node | None:
    """What no other kind of thing stands for, as long as it is public."""
    nodes = Node.objects.of(territory).public().exclude(kind__in=OWNED).select_related("scope__territory", "territory")
    return nodes.filter(public_id=public_id).first()


PROPOSAL = Moderated(
    kind="proposal",
    label=_("proposition"),
    find=proposal_with_id,
    standing=_of_proposal,
    hide=lambda by, it, reason: proposals.refuse_proposal(by=by, proposal=it, reason=reason),
    strike=lambda by, it, passage, mark: proposals.strike_words(by=by, proposal=it, passage=passage, mark=mark),
    show=lambda by, it: proposals.republish_on_appeal(by=by, proposal=it),
)
PICTURE = Moderated(
    kind="picture",
    label=_("image d’une proposition"),
    find=picture_with_id,
    standing=_of_picture,
    hide=lambda by, it, reason: proposals.hide_picture(by=by, picture=it, reason=reason),
    show=lambda by, it: proposals.show_picture_on_appeal(by=by, picture=it),
)
ARGUMENT = Moderated(
    kind="argument",
    label=_("raison d’un débat"),
    find=argument_with_id,
    standing=_of_argument,
    hide=lambda by, it, reason: debates.hide_argument(by=by, argument=it, reason=reason),
    strike=lambda by, it, passage, mark: debates.strike_words(by=by, argument=it, passage=passage, mark=mark),
    show=lambda by, it: debates.show_on_appeal(by=by, argument=it),
)
NODE = Moderated(kind="node", label=_("autre page"), find=_node, standing=_of_node)
