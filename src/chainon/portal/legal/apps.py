from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from chainon.base.ui.asked import has_territory, is_elsewhere


class LegalConfig(AppConfig):
    name = "chainon.portal.legal"
    label = "legal"

    def ready(self) -> None:
        from chainon.base.journal.verbs import register
        from chainon.base.ui.menu import register_account, register_footer

        from .events import VERBS
        from .rules import may_edit_legal

        def edits(request: HttpRequest) -> bool:
            territory = getattr(request, "territory", None)
            return territory is not None and may_edit_legal(request.user, territory.scope).allowed

        register(*VERBS)
        register_footer("keepers", _("Qui tient cette plateforme"), "legal:keepers", 10, _has_pages)
        register_footer("mentions", _("Mentions légales"), "legal:mentions", 30, _has_pages)
        register_footer("data", _("Données personnelles"), "legal:data", 40, _has_pages)
        register_footer("accessibility", _("Accessibilité"), "legal:accessibility", 50, _has_pages)
        register_account("pre_election", _("Période électorale"), "legal:set_pre_election", 42, edits)
        register_account("legal", _("Pages légales"), "legal:edit", 40, edits)


def _has_pages(request: HttpRequest) -> bool:
    """At the address of the platform itself too, where they lead to those of each territory."""
    return has_territory(request) or is_elsewhere(request)
