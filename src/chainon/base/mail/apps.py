from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    name = "chainon.base.mail"
    label = "mail"

    def ready(self) -> None:
        from chainon.base.ui.menu import register_account, register_footer

        from .rules import may_oversee, may_read_words

        def reads_words(request: HttpRequest) -> bool:
            territory = getattr(request, "territory", None)
            return territory is not None and territory.is_demonstration and may_read_words().allowed

        def oversees(request: HttpRequest) -> bool:
            return may_oversee(request.user).allowed and not reads_words(request)

        register_footer("outbox", _("Courrier de la démonstration"), "mail:outbox", 60, reads_words)
        register_account("outbox", _("Courrier sortant"), "mail:outbox", 30, oversees)
