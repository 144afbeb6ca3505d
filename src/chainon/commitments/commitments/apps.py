from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class CommitmentsConfig(AppConfig):
    name = "chainon.commitments.commitments"
    label = "commitments"

    def ready(self) -> None:
        from chainon.base.chain.kinds import register_kind
        from chainon.base.chain.reach import register_reach
        from chainon.base.chain.steps import register_next_steps
        from chainon.base.journal.verbs import register
        from chainon.base.ui.menu import register_menu
        from chainon.commitments.answers.owners import register_owner_steps

        from .node import KIND
        from .reach import reach
        from .steps import owner_steps, steps
        from .verbs import VERBS

        register(*VERBS)
        register_kind(KIND)
        register_reach("commitments", reach)
        register_next_steps(30, steps)
        register_owner_steps(owner_steps)
        register_menu("commitments", _("Engagements"), "commitments:register", 25, visible=_has_territory)


def _has_territory(request: HttpRequest) -> bool:
    return getattr(request, "territory", None) is not None
