from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from chainon.base.ui.asked import has_territory


class PaperConfig(AppConfig):
    name = "chainon.deliberation.paper"
    label = "paper"

    def ready(self) -> None:
        from chainon.base.journal.verbs import register
        from chainon.base.slips.printing import register_questions
        from chainon.base.tasks.registry import register_periodic
        from chainon.base.ui.menu import register_account, register_footer
        from chainon.deliberation.supports.node_card import register_support_links

        from .links import sheet_links
        from .services import forget_helpers
        from .verbs import VERBS

        register(*VERBS)
        register_support_links(sheet_links)
        register_questions(_("Ce qui va bien"), _("Ce qui doit changer"), _("Ce que je ferais"))
        register_account("batches", _("Saisie des papiers"), "paper:batches", 24, _types_papers)
        register_periodic("helpers", forget_helpers)
        register_footer("paper", _("Un papier à imprimer"), "paper:blank", 6, has_territory)


def _types_papers(request: HttpRequest) -> bool:
    """Somewhere in the territory; asked on every page, hence of the roles already read."""
    from chainon.base.accounts.rules import held_by
    from chainon.deliberation.proposals.rules import ENTERERS

    territory = getattr(request, "territory", None)
    if territory is None:
        return False
    return any(role in ENTERERS and path.startswith(territory.scope.path) for path, role in held_by(request.user))
