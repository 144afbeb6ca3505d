from django.apps import AppConfig
from django.http import HttpRequest


class WatchingConfig(AppConfig):
    name = "chainon.portal.watching"
    label = "watching"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from chainon.base.accounts.landing import register_landing
        from chainon.base.ui.menu import register_account

        register_landing(10, _lands)
        register_account("watching", _("Veiller"), "watching:watch", 12, _is_guarantor)


def _is_guarantor(request: HttpRequest) -> bool:
    from chainon.governance.guarantors.rules import may_watch

    territory = getattr(request, "territory", None)
    return territory is not None and bool(may_watch(request.user, territory.scope))


def _lands(request: HttpRequest) -> str:
    from django.urls import reverse

    return reverse("watching:watch") if _is_guarantor(request) else ""
