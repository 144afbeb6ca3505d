from django.apps import AppConfig


class DrawsConfig(AppConfig):
    name = "chainon.governance.draws"
    label = "draws"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from chainon.base.journal.verbs import register
        from chainon.base.search.kinds import register_search_kinds
        from chainon.base.tasks.registry import JobKind, register_job, register_periodic
        from chainon.governance.bodies.cards import register_body_card, register_next_step
        from chainon.governance.guarantors.subjects import register_subject
        from chainon.governance.volunteers.after_import import register_after_import

        from . import body_page, events, guarding, jobs
        from .cards import register_draw_card
        from .finding import DRAWS
        from .services.closing import purge_due, purge_unused_lists
        from .services.computing import compute
        from .services.freezing import seal_draw

        register(*events.ALL)
        register_search_kinds(lambda: (DRAWS,))
        register_job(JobKind(jobs.COMPUTE, _("Calcul des chances"), compute, jobs.page_of_draw))
        register_job(JobKind(jobs.SEAL, _("Mise sous scellé"), seal_draw, jobs.page_of_draw))
        register_periodic("draws", purge_due)
        register_periodic("draws.unused_lists", purge_unused_lists)
        register_after_import(body_page.after_import)
        register_body_card(20, body_page.draws_card)
        register_next_step(10, body_page.guarantor_step)
        register_next_step(20, body_page.draw_step)
        register_subject(guarding.NAME, guarding.find)
        register_draw_card(90, guarding.card)
