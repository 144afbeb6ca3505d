from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class MergingConfig(AppConfig):
    name = "chainon.deliberation.merging"
    label = "merging"

    def ready(self) -> None:
        from chainon.base.accounts.leaving import register_export
        from chainon.base.chain.cards import register_node_card
        from chainon.base.chain.steps import register_next_steps
        from chainon.base.journal.verbs import register
        from chainon.base.ui.menu import register_account
        from chainon.deliberation.proposals.hints import register_say_hint, register_title_hint
        from chainon.deliberation.supports.kinds import register_closed

        from . import selectors
        from .cards import around_card, is_merged, near_steps, say_hint
        from .verbs import VERBS

        register(*VERBS)
        register_node_card(5, around_card)
        register_next_steps(70, near_steps)
        register_closed(is_merged)
        register_say_hint(say_hint)
        register_title_hint("merging:while_typing")
        register_account("merging", _("On vous demande votre accord"), "merging:asked_list", 14, visible=_is_asked)
        register_export("accords donnés pour réunir des propositions", selectors.own_answers)


def _is_asked(request: HttpRequest) -> bool:
    from chainon.base.accounts.models import User

    from .selectors import asked_of

    territory = getattr(request, "territory", None)
    return territory is not None and isinstance(request.user, User) and bool(asked_of(request.user, territory.scope))
