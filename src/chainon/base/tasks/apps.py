from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "chainon.base.tasks"
    label = "tasks"

    def ready(self) -> None:
        from chainon.base.accounts.services import purge_expired
        from chainon.base.journal.services import anchor_yesterday
        from chainon.base.mail.services import send_waiting

        from .registry import register_periodic
        from .services import requeue_silent_jobs

        register_periodic("mail", send_waiting)
        register_periodic("jobs", requeue_silent_jobs)
        register_periodic("journal", anchor_yesterday)
        register_periodic("accounts", purge_expired)
