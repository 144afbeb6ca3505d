from django.apps import AppConfig

from chainon.base.ui.asked import has_territory


class InterpellationsConfig(AppConfig):
    name = "chainon.deliberation.interpellations"
    label = "interpellations"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from chainon.base.accounts.leaving import register_erasure, register_export
        from chainon.base.chain.kinds import register_kind
        from chainon.base.chain.notes import register_thread_notes
        from chainon.base.journal.verbs import register
        from chainon.base.ui.menu import register_footer
        from chainon.deliberation.supports.kinds import register_counted, register_supported
        from chainon.governance.bodies.cards import register_body_card, register_next_step

        from . import selectors, services
        from .body_card import body_card, body_step
        from .models import State
        from .node import INTERPELLATION, KIND
        from .notes import threshold_notes
        from .verbs import VERBS

        register(*VERBS)
        register_kind(INTERPELLATION)
        register_supported(KIND, State.COLLECTING, State.ADDRESSED, has_card=False)
        register_counted(KIND, services.signed)
        register_thread_notes(threshold_notes)
        register_body_card(25, body_card)
        register_next_step(60, body_step)
        register_export("interpellations", selectors.own)
        register_erasure("interpellations", services.forget_names)
        register_footer("interpellations", _("Interpellations"), "interpellations:interpellations", 13, has_territory)
