from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from chainon.base.ui.asked import has_territory


class AnswersConfig(AppConfig):
    name = "chainon.commitments.answers"
    label = "answers"

    def ready(self) -> None:
        from chainon.base.chain.handing import register_handing, register_unheard
        from chainon.base.chain.kinds import register_kind
        from chainon.base.chain.notes import register_thread_notes
        from chainon.base.chain.reach import register_reach
        from chainon.base.chain.steps import register_next_steps
        from chainon.base.journal.verbs import register
        from chainon.base.tasks.registry import register_periodic
        from chainon.base.ui.menu import register_footer

        from .node import KINDS
        from .notes import handed_notes
        from .ports import addressees, deliver, list_of_unheard
        from .reach import reach
        from .selectors import unheard
        from .services import forget_drafts, forget_retired
        from .steps import steps
        from .verbs import VERBS

        register(*VERBS)
        for kind in KINDS:
            register_kind(kind)
        register_thread_notes(handed_notes)
        register_handing(addressees, deliver)
        register_unheard(unheard, list_of_unheard)
        register_reach("answers", reach)
        register_periodic("retired answerers", forget_retired)
        register_periodic("answer drafts", forget_drafts)
        register_next_steps(20, steps)
        register_footer("answerers", _("Qui répond ici"), "answers:answerers", 15, has_territory)
