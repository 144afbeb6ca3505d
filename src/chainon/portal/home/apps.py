from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "chainon.portal.home"
    label = "home"

    def ready(self) -> None:
        from chainon.base.ui.menu import register_menu

        register_menu("home", _("Accueil"), "home:home", 10)
