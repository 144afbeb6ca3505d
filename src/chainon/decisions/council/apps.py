from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from chainon.base.ui.asked import has_territory


class CouncilConfig(AppConfig):
    name = "chainon.decisions.council"
    label = "council"

    def ready(self) -> None:
        from chainon.base.chain.kinds import register_kind
        from chainon.base.chain.steps import register_next_steps
        from chainon.base.journal.verbs import register
        from chainon.base.ui.menu import register_footer

        from .node import KIND
        from .steps import steps
        from .verbs import VERBS

        register(*VERBS)
        register_kind(KIND)
        register_next_steps(40, steps)
        register_footer("council", _("Ce que les conseils ont décidé"), "council:decision_list", 16, has_territory)
