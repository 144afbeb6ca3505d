from django.apps import AppConfig

from chainon.base.ui.asked import has_territory


class RecommendationsConfig(AppConfig):
    name = "chainon.deliberation.recommendations"
    label = "recommendations"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from chainon.base.chain.kinds import register_kind
        from chainon.base.journal.verbs import register
        from chainon.base.ui.menu import register_footer
        from chainon.governance.bodies.cards import register_body_card, register_next_step

        from .body_card import body_card, body_step
        from .node import RECOMMENDATION
        from .verbs import VERBS

        register(*VERBS)
        register_kind(RECOMMENDATION)
        register_body_card(15, body_card)
        register_next_step(70, body_step)
        register_footer("recommendations", _("Recommandations"), "recommendations:sheets", 12, has_territory)
