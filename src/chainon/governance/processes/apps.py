from django.apps import AppConfig
from django.urls import register_converter
from django.utils.translation import gettext_lazy as _

from chainon.base.ui.asked import has_territory


class ProcessesConfig(AppConfig):
    name = "chainon.governance.processes"
    label = "processes"

    def ready(self) -> None:
        from chainon.base.chain.kinds import register_kind
        from chainon.base.journal.verbs import register
        from chainon.base.tasks.registry import register_periodic
        from chainon.base.ui.menu import register_menu
        from chainon.governance.bodies.cards import register_body_card
        from chainon.territory.places.converters import HandleConverter

        from . import around, services
        from .node import PROCESS
        from .verbs import VERBS

        register(*VERBS)
        register_kind(PROCESS)
        register_converter(HandleConverter, "process")
        register_menu("processes", _("Démarches"), "processes:process_list", 12, visible=has_territory)
        register_body_card(5, around.body_card)
        register_periodic("processes.openings", services.tell_of_openings)
        register_periodic("processes.endings", services.warn_of_endings)
