from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from chainon.base.ui.asked import has_territory


class ModerationConfig(AppConfig):
    name = "chainon.deliberation.moderation"
    label = "moderation"

    def ready(self) -> None:
        from chainon.base.accounts.leaving import register_erasure, register_export
        from chainon.base.chain.cards import register_node_card
        from chainon.base.chain.steps import register_next_steps
        from chainon.base.journal.verbs import register
        from chainon.base.ui.menu import register_account, register_footer
        from chainon.deliberation.debates.hooks import register_argument_steps
        from chainon.deliberation.proposals.hooks import register_overturned, register_picture_steps

        from . import links, owned, selectors, services
        from .things import register_moderated
        from .verbs import VERBS

        register(*VERBS)
        for each in (owned.PROPOSAL, owned.PICTURE, owned.ARGUMENT, owned.NODE):
            register_moderated(each)
        register_node_card(85, links.overturned_card)
        register_overturned(selectors.overturned)
        register_node_card(99, links.report_card)
        register_next_steps(95, links.appeal_steps)
        register_argument_steps(90, links.argument_steps)
        register_picture_steps(90, links.picture_steps)
        register_export("signalements et recours", selectors.own)
        register_erasure("moderation", services.forget_person)
        register_footer("moderation", _("Ce qui est modéré, et pourquoi"), "moderation:decisions", 19, has_territory)
        register_account("moderation", _("Signalements et recours"), "moderation:queue", 26, _reads_reports)


def _reads_reports(request: HttpRequest) -> bool:
    from chainon.base.accounts.rules import held_by

    from .rules import READERS

    territory = getattr(request, "territory", None)
    if territory is None:
        return False
    return any(role in READERS and path.startswith(territory.scope.path) for path, role in held_by(request.user))
