from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "chainon.base.accounts"
    label = "accounts"

    def ready(self) -> None:
        from chainon.base.ui import menu

        from . import rules
        from .verbs import register_verbs

        register_verbs()

        def sees_team(request: HttpRequest) -> bool:
            territory = getattr(request, "territory", None)
            return territory is not None and rules.may_see_team(request.user, territory.scope).allowed

        menu.register_account("account", _("Mon compte"), "accounts:home", 10)
        menu.register_account("team", _("Qui fait quoi ici"), "accounts:team", 20, sees_team)
        menu.register_account("leave", _("Se déconnecter"), "account_logout", 90)
