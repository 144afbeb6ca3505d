from django.apps import AppConfig


class DrawsConfig(AppConfig):
    name = "chainon.governance.draws"
    label = "draws"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from chainon.base.journal.verbs import register
        from chainon.base.tasks.registry import JobKind, register_job, register_periodic

        from . import events, jobs
        from .services.closing import purge_due
        from .services.computing import compute
        from .services.freezing import seal_draw

        register(*events.ALL)
        register_job(JobKind(jobs.COMPUTE, _("Calcul des chances"), compute))
        register_job(JobKind(jobs.SEAL, _("Mise sous scellé"), seal_draw))
        register_periodic("draws", purge_due)
