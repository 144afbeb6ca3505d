from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "chainon.base.tasks"
    label = "tasks"

    def ready(self) -> None:
        from chainon.base.accounts.services import purge_expired
        from chainon.base.journal.services import AnchorKept, anchor_yesterday
        from chainon.base.mail.rules import let_oversee
        from chainon.base.mail.services import send_waiting
        from chainon.base.scopes.emitting import subscribe

        from .letters import mail_anchor
        from .registry import register_periodic
        from .rules import runs_the_machine
        from .services import requeue_silent_jobs

        subscribe(AnchorKept, mail_anchor)
        let_oversee(runs_the_machine)

        register_periodic("mail", send_waiting)
        register_periodic("jobs", requeue_silent_jobs)
        register_periodic("journal", anchor_yesterday)
        register_periodic("accounts", purge_expired)
