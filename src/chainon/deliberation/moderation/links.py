"""What moderation adds below: « Signaler », the appeal where words are not published, a refusal that was annulled."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from chainon.base.chain.models import Node
from chainon.base.chain.steps import NextStep
from chainon.base.codes.signed import sign, signed
from chainon.deliberation.debates.models import Argument
from chainon.deliberation.proposals.models import Picture

from .owned import OWNED
from .selectors import overturned
from .things import thing_named

PURPOSE = "moderation.author"


def report_card(node: Node, request: HttpRequest) -> str:
    """Small, at the end: an anonymous page carries no token, and most people have nothing to report."""
    kind = node.kind if node.kind in OWNED else "node"
    url = reverse("moderation:report", args=[kind, node.public_id])
    return format_html('<p class="small no-print"><a href="{}">{}</a></p>', url, _("Signaler ce contenu"))


def overturned_card(node: Node, request: HttpRequest) -> str:
    """The refusal that the guarantor annulled, and why: the proposal is public since."""
    rows = overturned(node.territory, node.public_id) if node.kind in OWNED else []
    return render_to_string("moderation/overturned_card.html", {"rows": rows}) if rows else ""


def appeal_steps(node: Node, request: HttpRequest) -> list[NextStep]:
    if node.is_public or node.kind not in OWNED:
        return []
    thing = thing_named(node.territory, node.kind, node.public_id)
    if thing is None:
        return []
    if thing.standing.refused_at is not None:
        return [_appeal(node.kind, node.public_id)]
    return [] if thing.standing.author is not None else [_to_keep(node.kind, node.public_id)]


def shows_author(kind: str, public_id: str, token: str) -> bool:
    return bool(token) and signed(PURPOSE, token) == f"{kind}.{public_id}"


def _to_keep(kind: str, public_id: str) -> NextStep:
    token = urlencode({"lien": sign(PURPOSE, f"{kind}.{public_id}")})
    address = reverse("moderation:appeal", args=[kind, public_id])
    return NextStep(_("Un lien à garder, en cas de refus"), f"{address}?{token}")


def argument_steps(argument: Argument, request: HttpRequest) -> list[NextStep]:
    if argument.hidden_at is not None:
        return [_appeal("argument", argument.public_id)]
    if argument.is_public:
        return [NextStep(_("Signaler"), reverse("moderation:report", args=["argument", argument.public_id]))]
    return []


def picture_steps(picture: Picture) -> list[NextStep]:
    public_id = picture.file.public_id
    if picture.hidden_at is not None:
        return [] if picture.is_erased else [_appeal("picture", public_id)]
    if picture.is_public:
        return [NextStep(_("Signaler cette image"), reverse("moderation:report", args=["picture", public_id]))]
    return []


def _appeal(kind: str, public_id: str) -> NextStep:
    return NextStep(_("Demander au garant d’y revenir"), reverse("moderation:appeal", args=[kind, public_id]))
