from django.apps import AppConfig


class SeatsConfig(AppConfig):
    name = "chainon.governance.seats"
    label = "seats"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from chainon.base.accounts.leaving import register_export
        from chainon.base.journal.verbs import register
        from chainon.base.scopes.emitting import subscribe
        from chainon.base.tasks.registry import register_periodic
        from chainon.base.ui.menu import register_account
        from chainon.governance.bodies.cards import register_body_card, register_next_step
        from chainon.governance.draws.cards import register_draw_card
        from chainon.governance.draws.services.ceremony import DrawDone
        from chainon.governance.draws.services.closing import DrawCancelled, DrawPurged

        from . import cards, events
        from .selectors import own_seats
        from .services.members import give_due_memberships
        from .services.seating import forget_people, give_seats_back, open_seats

        register(*events.ALL)
        subscribe(DrawDone, open_seats)
        subscribe(DrawCancelled, give_seats_back)
        subscribe(DrawPurged, forget_people)
        register_periodic("seats.members", give_due_memberships)
        register_draw_card(10, cards.draw_card)
        register_body_card(10, cards.body_card)
        register_next_step(5, cards.seats_step)
        register_account("invitations", _("Mes invitations"), "seats:own_invitations", 15, cards.has_invitations)
        register_export("places tirées au sort", own_seats)
