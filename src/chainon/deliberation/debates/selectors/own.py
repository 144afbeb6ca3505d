"""For the person who takes their data away."""

from __future__ import annotations

from chainon.base.accounts.models import User
from chainon.deliberation.debates.models import Argument, Position


def own_words(user: User) -> dict[str, object]:
    said = Argument.objects.filter(author=user).select_related("debate").order_by("created_at")
    positions = Position.objects.filter(author=user).select_related("synthesis__debate").order_by("given_at")
    return {
        "raisons et réponses": [
            {
                "débat": each.debate.question,
                "côté": str(each.get_side_display()) if each.side else "",
                "texte": each.text,
                "signée": each.author_name,
                "écrite le": each.created_at.isoformat(),
                "état": str(each.state.label),
            }
            for each in said
        ],
        "avis sur une synthèse": [
            {
                "débat": each.synthesis.debate.question,
                "fidèle": each.approves,
                "raison": each.reason,
                "donné le": each.given_at.isoformat(),
            }
            for each in positions
        ],
        "raisons trouvées utiles": [
            each.public_id for each in Argument.objects.filter(marks__user=user).order_by("created_at")
        ],
    }
