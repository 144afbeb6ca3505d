"""What may be done short of answering, each on a page of its own, by the signed link or by the team for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from chainon.base.scopes.verdict import Verdict

from . import rules, services
from .forms import CarryForm, CloseForm, MoveForm, PassOnForm, SettleForm, StudyForm
from .models import Handover


@dataclass(frozen=True)
class Act:
    """The words of a page, its form, and the service that it calls."""

    heading: Any
    lead: Any
    button: Any
    said: Any
    form: type[MoveForm]
    do: Callable[..., object]
    may: Callable[[Handover], Verdict] = rules.may_answer


ACTS = {
    "study": Act(
        _("On l’étudie"),
        _("Les habitants liront que vous l’étudiez. Votre délai de réponse continue de courir."),
        _("Dire qu’on l’étudie"),
        _("C’est dit : la page montre que vous l’étudiez."),
        StudyForm,
        services.study,
    ),
    "pass_on": Act(
        _("La transmettre à quelqu’un d’autre"),
        _("Ce n’est pas à vous de répondre ? Elle part tout de suite chez qui le peut, et le fil dit à qui."),
        _("Transmettre"),
        _("C’est transmis : c’est maintenant à leur tour de répondre."),
        PassOnForm,
        services.pass_on,
    ),
    "carry": Act(
        _("Je porte cette demande auprès de…"),
        _("Quelqu’un d’autre décide, et c’est vous qui demandez. Le fil dit qui l’on attend, jusqu’à leur réponse."),
        _("Porter cette demande"),
        _("C’est écrit : on attend maintenant leur réponse, et vous la noterez ici."),
        CarryForm,
        services.carry,
        rules.may_carry,
    ),
    "close": Act(
        _("Clore sans répondre"),
        _("Il n’y a plus rien à répondre, et vous dites pourquoi. Si c’est non, répondez plutôt « c’est non »."),
        _("Clore, avec cette raison"),
        _("C’est clos, avec votre raison."),
        CloseForm,
        services.close_handover,
    ),
    "settle": Act(
        _("Réglé tout de suite"),
        _("C’est oui, et c’est déjà fait. Rien d’autre n’est attendu de vous."),
        _("C’est réglé"),
        _("Merci ! La page dit que c’est réglé."),
        SettleForm,
        services.settle_now,
    ),
}
BY_LINK = ("study", "carry", "pass_on", "close", "settle")
BY_TEAM = ("study", "carry", "settle")
