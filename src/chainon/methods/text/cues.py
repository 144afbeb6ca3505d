"""The words by which a French text says what it wishes: more or less of a thing, that it stay as it is or change."""

from __future__ import annotations

import re
from typing import NamedTuple


class Wish(NamedTuple):
    """`more`: wanted (1), unwanted (-1); `stay`: as it is (1), otherwise (-1)."""

    more: float
    stay: float


_VERBS: tuple[tuple[Wish, str], ...] = (
    (Wish(0.5, 1), "garder laisser conserver préserver sauver sauvegarder rester continuer"),
    (
        Wish(0, -1),
        "déplacer changer transformer remplacer transférer déménager modifier toucher délocaliser regrouper fusionner "
        "privatiser bétonner convertir",
    ),
    (
        Wish(1, 0),
        "ajouter installer poser créer planter monter développer augmenter doubler prolonger multiplier allumer "
        "rallumer autoriser encourager favoriser renforcer implanter aménager rallonger rétablir généraliser instaurer "
        "accueillir garantir défendre protéger accepter lancer relancer organiser donner acheter embaucher financer",
    ),
    (
        Wish(-1, -0.5),
        "enlever retirer supprimer arrêter cesser couper fermer limiter diminuer baisser empêcher stopper bannir virer "
        "abandonner annuler raser refuser raccourcir éloigner chasser expulser exclure vendre renoncer restreindre",
    ),
)
_FORMS: tuple[tuple[Wish, str], ...] = (
    (Wish(0.5, 1), "maintenir maintenez"),
    (Wish(0.5, -0.7), "mettre mettez rendre rendez aille"),
    (Wish(1, 0), "remettre remettez construire construisez ouvrir ouvrez rouvrir rouvrez réouvrir élargir élargissez "
     "étendre permettre permettez prévoir prévoyez bâtir agrandir agrandissez"),
    (Wish(-1, -0.5), "éteindre éteignez interdire interdisez réduire réduisez démolir démolissez détruire détruisez "
     "abattre abattez"),
)  # fmt: skip


def _acts() -> dict[str, Wish]:
    """Infinitives and imperatives: « il ferme » describes, « fermez » wishes."""
    found = {form: wish for wish, forms in _FORMS for form in forms.split()}
    for wish, verbs in _VERBS:
        for verb in verbs.split():
            softened = verb[:-2] + ("e" if verb.endswith("ger") else "")
            found |= {verb: wish, f"{verb[:-2]}ez": wish, f"{softened}ons": wish}
    return found


ACTS = _acts()

TURNS = {
    **dict.fromkeys(("pas de", "pas d", "moins de", "moins d", "trop de", "trop d", "contre", "non à", "non aux",
                     "non au", "stop à", "stop aux", "stop au", "halte à", "halte aux", "halte au", "au lieu",
                     "fini les", "finis les", "assez de", "assez des",
                     "assez du", "ni", "opposé à", "opposés à", "marre de", "marre des", "bol de",
                     "bol des"), Wish(-1, -0.5)),
    **dict.fromkeys(("à la place", "plutôt que"), Wish(-1, -1)),
    **dict.fromkeys(("qu elle reste", "qu il reste", "qu elles restent", "qu ils restent"), Wish(0.5, 1)),
    **dict.fromkeys(("plus de", "plus d", "davantage de", "oui à", "oui aux", "oui au", "pour des",
                     "pour un", "pour une", "besoin de", "besoin d"),
                    Wish(1, 0)),
}  # fmt: skip
"""Where no verb says it."""

ADJECTIVES = {
    **{f"ouvert{end}": Wish(1, 0) for end in ("", "e", "s", "es")},
    **{f"allumé{end}": Wish(1, 0) for end in ("", "e", "s", "es")},
    **{f"autorisé{end}": Wish(1, 0) for end in ("", "e", "s", "es")},
    **{f"fermé{end}": Wish(-1, 0) for end in ("", "e", "s", "es")},
    **{f"éteint{end}": Wish(-1, 0) for end in ("", "e", "s", "es")},
    **{f"interdit{end}": Wish(-1, 0) for end in ("", "e", "s", "es")},
}
"""In a title they say what is wished; in a text, mostly what is."""

PHRASES = {
    axis: (re.compile(rf"\b(?:{one})\b"), re.compile(rf"\b(?:{other})\b"))
    for axis, one, other in (
        ("when", "plus tôt|plus tot|avancer", "plus tard|reculer|retarder"),
        ("often", "plus souvent|plus fréquent|plus fréquents", "moins souvent|moins fréquent|moins fréquents"),
        ("price", "gratuit|gratuite|gratuits|gratuites|gratuité", "payant|payante|payants|payantes|faire payer"),
        ("forced", "obligatoire|obligatoires|imposer|imposés?", "facultatif|facultatifs|au choix|volontaires?"),
        ("together", "mixte|mixtes|ensemble", "séparés?|séparées?|non[- ]mixte"),
        ("speed", "plus vite|accélérer", "moins vite|ralentir"),
        ("leash", "en laisse|attachés?", "en liberté|sans laisse|lâcher"),
        (
            "open to",
            "ouverte?s? à tous|pour tous|libre accès|sans réservation",
            "réservée?s?|sur réservation|sur inscription",
        ),
        ("size", "plus grand|plus grande|agrandir", "plus petit|plus petite|réduire"),
    )
}
"""Two sides between which a text may stand."""

REPORTED = re.compile(r"\b(?:on parle de|on parle d|ils veulent|on veut nous|il est question de|paraît qu|projet de)\b")
"""What others wish: the clause says nothing of what this text wishes."""
