from django.apps import AppConfig

from chainon.base.ui.asked import has_territory


class OpenDataConfig(AppConfig):
    name = "chainon.portal.opendata"
    label = "opendata"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from chainon.base.ui.menu import register_footer

        register_footer("opendata", _("Données ouvertes"), "opendata:catalogue", 22, has_territory)
