from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from chainon.base.ui.asked import has_territory


class ChainConfig(AppConfig):
    name = "chainon.base.chain"
    label = "chain"

    def ready(self) -> None:
        from chainon.base.accounts.leaving import register_erasure, register_export
        from chainon.base.journal.verbs import register
        from chainon.base.scopes.emitting import subscribe
        from chainon.base.scopes.services import TerritoryCreated
        from chainon.base.search.kinds import register_search_kinds
        from chainon.base.search.services import read_wishes
        from chainon.base.tasks.registry import register_periodic
        from chainon.base.ui.menu import register_menu

        from .letters import send_digests
        from .reminders import send_reminders
        from .searching import node_kinds
        from .services.by_mail import forget_silent
        from .services.following import followed, follows_nothing
        from .steps import register_next_steps, told_steps
        from .themes import name_first_themes
        from .verbs import VERBS

        register(*VERBS)
        register_search_kinds(node_kinds)
        subscribe(TerritoryCreated, name_first_themes)
        register_next_steps(90, told_steps)
        register_periodic("digests", send_digests)
        register_periodic("reminders", send_reminders)
        register_periodic("silent threads", forget_silent)
        register_periodic("wishes", read_wishes)
        register_erasure("chain", follows_nothing)
        register_export("fils suivis", followed)
        register_menu("turns", _("À qui le tour"), "chain:turns", 20, visible=has_territory)
