from django.apps import AppConfig
from django.urls import register_converter
from django.utils.translation import gettext_lazy as _

from chainon.base.ui.asked import has_territory


class BodiesConfig(AppConfig):
    name = "chainon.governance.bodies"
    label = "bodies"

    def ready(self) -> None:
        from chainon.base.accounts.leaving import register_erasure, register_export
        from chainon.base.journal.verbs import register
        from chainon.base.search.kinds import register_search_kinds
        from chainon.base.ui.menu import register_menu
        from chainon.territory.places.converters import HandleConverter

        from .cards import register_next_step
        from .finding import BODIES
        from .inviting import invite_step
        from .services import askings_of, forget_askings
        from .verbs import VERBS

        register(*VERBS)
        register_export("demandes pour rejoindre un collectif", askings_of)
        register_erasure("askings", forget_askings)
        register_next_step(15, invite_step)
        register_search_kinds(lambda: (BODIES,))
        register_converter(HandleConverter, "body")  # here, for the addresses of the slices above begin with it too
        register_menu("bodies", _("Instances"), "bodies:body_list", 30, visible=has_territory)
