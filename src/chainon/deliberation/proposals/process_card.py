"""On the page of a process: what was said for it; and, while a step collects, the button to say something."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from chainon.base.chain.models import Node
from chainon.governance.processes.cards import StepTool
from chainon.governance.processes.models import Process, Step

from . import selectors
from .rows import listed


def process_card(process: Process, request: HttpRequest) -> str:
    found = selectors.page(process.node.territory, process=process, size=selectors.LATEST)
    if not found.cards:
        return ""
    context = {"listed": listed(found.cards, level=3), "has_more": bool(found.older), "process": process}
    return render_to_string("proposals/process_card.html", context, request)


def said_for(process: Process) -> QuerySet[Node]:
    return Node.objects.filter(proposal__step__process=process)


def say_tool(step: Step, request: HttpRequest) -> StepTool:
    address = f"{reverse('proposals:proposal_say')}?etape={step.public_id}"
    return StepTool(_("Dire quelque chose"), address, _("Quelques mots suffisent, sans compte."))
