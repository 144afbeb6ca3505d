from django.apps import AppConfig

from chainon.base.ui.asked import has_territory


class SupportsConfig(AppConfig):
    name = "chainon.deliberation.supports"
    label = "supports"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from chainon.base.accounts.leaving import register_erasure, register_export
        from chainon.base.chain.cards import register_node_card
        from chainon.base.journal.verbs import register
        from chainon.base.tasks.registry import register_periodic
        from chainon.base.ui.menu import register_footer

        from . import daily, selectors, services
        from .node_card import card
        from .verbs import VERBS

        register(*VERBS)
        register_node_card(10, card)
        register_export("soutiens", selectors.own_supports)
        register_erasure("supports", services.forget_supports)
        register_periodic("supports", daily.count_yesterday)
        register_footer("supports", _("Comment comptent les soutiens"), "supports:about", 18, has_territory)
