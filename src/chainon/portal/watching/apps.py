from django.apps import AppConfig
from django.http import HttpRequest


class WatchingConfig(AppConfig):
    name = "chainon.portal.watching"
    label = "watching"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from chainon.base.accounts.landing import register_landing
        from chainon.base.ui.menu import register_account
        from chainon.governance.guarantors.watching import register_watch

        from . import watches

        register_watch(10, _("Demandes de suspension sans réponse"), watches.suspensions)
        register_watch(20, _("Messages pour vous seul"), watches.messages)
        register_watch(30, _("Recours et signalements"), watches.complaints)
        register_watch(40, _("Règles changées après l’ouverture"), watches.changed_rules)
        register_watch(50, _("En retard"), watches.late)
        register_watch(60, _("Étapes commencées sans règle publiée"), watches.without_rule)
        register_watch(70, _("Règles mal comprises"), watches.unclear)
        register_watch(80, _("Partage de la parole dans les débats"), watches.shares)
        register_watch(90, _("Collectifs ouverts depuis un mois"), watches.collectives)
        register_landing(10, _lands)
        register_account("watching", _("Veiller"), "watching:watch", 12, _is_guarantor)


def _is_guarantor(request: HttpRequest) -> bool:
    from chainon.governance.guarantors.rules import may_watch

    territory = getattr(request, "territory", None)
    return territory is not None and bool(may_watch(request.user, territory.scope))


def _lands(request: HttpRequest) -> str:
    from django.urls import reverse

    return reverse("watching:watch") if _is_guarantor(request) else ""
