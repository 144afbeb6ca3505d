from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from chainon.base.ui.asked import has_territory, is_elsewhere


class SlipsConfig(AppConfig):
    name = "chainon.base.slips"
    label = "slips"

    def ready(self) -> None:
        from chainon.base.journal.verbs import register
        from chainon.base.ui.menu import register_account, register_footer

        from .verbs import VERBS

        register(*VERBS)
        register_footer("slip", _("J’ai un coupon"), "slips:code", 5, _reads_slips)
        register_account("pads", _("Carnets de coupons"), "slips:pads", 25, _makes_pads)


def _reads_slips(request: HttpRequest) -> bool:
    """At its address, or at that of the platform, which pads may bear."""
    return has_territory(request) or is_elsewhere(request)


def _makes_pads(request: HttpRequest) -> bool:
    from .rules import may_make_pads

    territory = getattr(request, "territory", None)
    return territory is not None and may_make_pads(request.user, territory.scope).allowed
