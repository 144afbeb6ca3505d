from __future__ import annotations

from chainon.base.journal.models import Line
from chainon.governance.draws.services import cancel_draw
from chainon.governance.draws.tests.making import frozen, make_draw


def test_a_draw_cancelled_before_it_took_place_says_nothing_of_seats(territory, bruno, chantal) -> None:
    cancel_draw(by=bruno, draw=frozen(make_draw(territory, bruno), chantal), reason="Erreur de liste.")
    assert not Line.objects.filter(verb="seats.given_back").exists()
