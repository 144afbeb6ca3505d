from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from chainon.base.ui.asked import has_territory


class DeskConfig(AppConfig):
    name = "chainon.portal.desk"
    label = "desk"

    def ready(self) -> None:
        from chainon.base.accounts.landing import register_landing
        from chainon.base.ui.menu import register_account

        from .landing import lands

        register_account("desk", _("Mon bureau"), "desk:desk", 8, _has_desk)
        register_account("mine", _("Mes paroles"), "desk:mine", 9, has_territory)
        register_landing(20, lands)


def _has_desk(request: HttpRequest) -> bool:
    from .rules import has_desk

    territory = getattr(request, "territory", None)
    return territory is not None and has_desk(request.user, territory.scope)
