"""The words by which a French text says what it wishes: more or less of a thing, that it stay as it is or change."""

from __future__ import annotations

import re
from typing import NamedTuple


class Wish(NamedTuple):
    """`more`: wanted (1), unwanted (-1); `stay`: as it is (1), otherwise (-1)."""

    more: float
    stay: float

    def turned(self) -> Wish:
        """« ne … pas » : who refuses a change wants what is; who wants it gone after all, does not keep it."""
        return Wish(-self.more, 1.0 if self.stay <= 0 else -1.0)

    def times(self, weight: float) -> Wish:
        return Wish(self.more * weight, self.stay * weight)


KEEP, ADD, GROW, REMOVE, CHANGE = Wish(0.3, 1), Wish(1, -0.4), Wish(0.7, -0.8), Wish(-1, -0.6), Wish(0, -1)
MEND = Wish(0.8, 0.6)
WANTED = Wish(1, 0)

_VERBS = (
    (
        KEEP,
        "garder laisser conserver préserver sauver sauvegarder rester continuer respecter défendre pérenniser",
    ),
    (
        CHANGE,
        "déplacer changer transformer remplacer transférer déménager modifier toucher délocaliser regrouper fusionner "
        "privatiser bétonner convertir décaler",
    ),
    (
        ADD,
        "ajouter rajouter installer poser créer planter monter développer multiplier allumer rallumer autoriser "
        "encourager favoriser renforcer implanter aménager instaurer "
        "accueillir garantir accepter lancer relancer organiser donner acheter embaucher financer amener ramener "
        "apporter proposer imposer obliger réserver généraliser végétaliser étoffer dédier légaliser",
    ),
    (GROW, "augmenter doubler prolonger rallonger allonger élever avancer reculer retarder confier"),
    (MEND, "rénover réhabiliter réparer retaper restaurer réhabiliter consolider"),
    (
        REMOVE,
        "enlever retirer supprimer couper fermer limiter diminuer baisser abaisser stopper bannir virer abandonner "
        "annuler raser raccourcir éloigner chasser expulser exclure vendre restreindre brader démonter débarrasser "
        "ôter effacer dégager plafonner débrancher écourter céder",
    ),
)
_OTHER = (
    (KEEP, "maintenir maintenez maintenons maintienne maintiennent restent reste"),
    (GROW, "élargir élargissez élargisse agrandir agrandissez agrandisse étendre étendez étende"),
    (Wish(0.5, -0.7), "mettre mettez mettons mette rendre rendez rende aille passer passez"),
    (Wish(0.8, -0.3), "faire faites fassent fasse venir"),
    (
        ADD,
        "remettre remettez remettons remette construire construisez construisons construise ouvrir ouvrez ouvrons "
        "ouvre rouvrir rouvrez rouvrons réouvrir réouvrez "
        "permettre permettez permette prévoir prévoyez prévoie bâtir bâtissez rétablir "
        "rétablissez embellir fleurir fournir fournissez offrir offrez avoir revenir revienne reviennent",
    ),
    (
        REMOVE,
        "éteindre éteignez éteignons éteigne interdire interdisez interdisons interdise réduire réduisez réduisons "
        "réduise démolir démolissez démolissons démolisse détruire détruisez détruise abattre abattez abattons abatte "
        "disparaître bloquer débarrasse",
    ),
)
_TURNERS = (
    "arrêter arrêtez arrêtons arrête arrêtent cesser cessez cessons cesse refuser refusez refusons refuse refusent "
    "empêcher empêchez éviter évitez évitons renoncer renoncez renonçons dénoncer boycotter bouder repousser rejeter "
    "rejetez"
)


def _acts() -> dict[str, Wish]:
    """Infinitives and imperatives: « il ferme » describes, « fermez » wishes."""
    found = {form: wish for wish, forms in _OTHER for form in forms.split()}
    for wish, verbs in _VERBS:
        for verb in verbs.split():
            softened = verb[:-2] + ("e" if verb.endswith("ger") else "")
            found |= {verb: wish, f"{verb[:-2]}ez": wish, f"{softened}ons": wish}
    return found


ACTS = _acts()
SPEAKING = frozenset(form for form, wish in ACTS.items() if wish in (ADD, REMOVE))
"""Acts of which it says something that both texts do them, or one does not: « garder », « mettre » are of any text."""
SUBJUNCTIVE = {f"{verb[:-2]}{end}": wish for wish, verbs in _VERBS for verb in verbs.split() for end in ("e", "ent")}
"""After « que »: « qu’on ferme » wishes."""
TURNERS = frozenset(_TURNERS.split())
"""What follows is refused: « arrêter d’arroser », « refuser la fermeture »."""
NOUNS = {
    **dict.fromkeys(("maintien", "conservation", "sauvegarde", "préservation", "défense"), KEEP),
    **dict.fromkeys(("fermeture", "suppression", "démolition", "interdiction", "abattage", "extinction", "destruction",
                     "vente", "disparition", "réduction", "privatisation", "coupure", "coupe", "fin"), REMOVE),
    **dict.fromkeys(("ouverture", "réouverture", "création", "installation", "construction", "extension", "retour",
                     "agrandissement", "développement", "rétablissement", "prolongement", "augmentation"), ADD),
    **dict.fromkeys(("déménagement", "déplacement", "transfert", "fusion", "transformation"), CHANGE),
}  # fmt: skip
"""At the beginning of a title or after a refusal: « non à la fermeture »."""

_TURNS = (
    (
        Wish(-1, 0),
        "pas de|pas d|moins de|moins d|trop de|trop d|suis contre|sommes contre|est contre|non à|non aux|non au|stop à|"
        "stop aux|stop au|stop les|stop|halte à|halte aux|halte au|halte|au lieu|fini les|finis les|fini le|fini la|"
        "finie la|assez de|assez des|assez du|opposé à|opposés à|opposée à|marre de|marre des|marre du|bol de|bol des|"
        "bol du|à bas|à la place|plutôt que|ailleurs que|pas près|pas sous|pas sur|pas dans|pas chez|pas devant|"
        "surtout pas|pas à|pas un|pas une|pas le|pas la|pas les|pas des|zéro|jamais de|jamais d|aucun|aucune|"
        "plus jamais",
    ),
    (
        WANTED,
        "plus de|plus d|davantage de|davantage d|oui à|oui aux|oui au|vive|besoin de|besoin d|besoin des|vivement|"
        "manque de|manque d|manque un|manque une|mieux vaut|place à|pour des|pour un|pour une",
    ),
    (KEEP, "qu elle reste|qu il reste|qu elles restent|qu ils restent|doit rester|doivent rester"),
)
TURNS = {each: wish for wish, turns in _TURNS for each in turns.split("|")}
"""Where no verb says it."""

ADJECTIVES = {
    f"{root}{end}": Wish(more, 0)
    for more, roots in ((1, "ouvert allumé autorisé permis"), (-1, "fermé éteint interdit supprimé"))
    for root in roots.split()
    for end in ("", "e", "s", "es")
}
"""In a title they say what is wished; in a text, mostly what is."""

_AXES = (
    ("when", "plus tôt|plus tot|moins tard|avancer|avancez|dès \\d+|finit trop tard|trop tard",
     "plus tard|reculer|retarder|retardez|moins tôt|jusqu à (?:minuit|\\d+|une heure|deux heures|l aube|pas d heure)|"
     "trop tôt|pas avant"),
    ("often", "plus souvent|plus fréquents?|davantage de passages|deux fois|trois fois|chaque semaine|tous les jours",
     "moins souvent|moins fréquents?|une seule fois|un seul (?:passage|ramassage)|une fois par mois"),
    ("price", "gratuit|gratuite|gratuits|gratuites|gratuité|sans payer|(?:plus|pas) (?:faire )?payer|moins cher",
     "payant|payante|payants|payantes|(?<!plus )(?<!pas )faire payer|tarif unique"),
    ("forced", "obligatoires?|imposer|imposés?|obliger|pour tout le monde", "facultati(?:f|fs|ve|ves)|au choix|"
     "volontaires?|pas obligatoires?|libre choix|chacun (?:est )?libre"),
    ("together", "mixtes?|mélangés?|pour tous|tout le monde ensemble",
     "séparés?|séparées?|non[- ]mixtes?|entre femmes|entre filles|réservée?s? aux|femmes seules|à part"),
    ("speed", "plus vite|accélérer|à (?:50|70|80)(?! m)", "moins vite|ralentir|lever le pied|"
     "à (?:20|30)(?! m)|zone 30|30 km"),
    ("leash", "en laisse|attachés?|attachez|tenus", "en liberté|sans laisse|lâcher|courir"),
    ("open to", "ouverte?s? à tous|libre accès|sans réservation|sans rendez vous",
     "réservée?s?|sur réservation|sur inscription|sur rendez vous|aux seuls habitants"),
    ("size", "plus grande?s?|agrandir|un grand|une grande|un seul grand", "plus petite?s?|réduire|un petit|une petite"),
    ("way", "sens unique|un seul sens|un sens|dans un sens", "double sens|deux sens"),
    ("cars", "ouv\\w+ (?:\\w+ ){0,5}aux (?:voitures|autos)|rouler|à la circulation",
     "piétonn\\w+|sans voitures?|aux piétons|"
     "interdi\\w+ aux voitures|ferm\\w+ (?:\\w+ ){0,5}aux voitures"),
    ("screen", "en ligne|numérique|dématérialis\\w+|par internet|sur internet|automates?|"
     "machines?|automatiques?|bornes?|écrans?|application",
     "guichets?|en vrai|humain|vraie personne|personnel|quelqu un|des gens|un agent|sur papier|au comptoir"),
    ("hair", "synthétique|goudronner|bitumer|bétonner", "en herbe|herbe|en terre"),
    ("noise", "faire la fête|danser|de la musique|animations?|de la vie", "du silence|du calme|dormir|tranquilles?"),
    ("centre", "au centre|en ville|centre bourg|dans le bourg|au bourg|sur place", "en périphérie|zone commerciale|"
     "à l extérieur|hors du bourg|à l entrée"),
    ("whose", "public|publique|régie|commune|communale?", "privée?|privatis\\w+|délégu\\w+|particulier|vendre|vendez"),
    ("amount", "augment\\w+|monter|doubler|davantage|plus d argent", "baiss\\w+|dimin\\w+|réduire|économi\\w+"),
    ("weapon", "donn\\w+ des armes|armer|armée", "sans armes?|désarmer|pas d armes?"),
    ("near", "près|à côté|à deux pas|juste devant", "loin|pas près|pas à côté|à l écart|plus loin"),
    ("height", "plus haut|étages|en hauteur", "plus bas|moins haut"),
)  # fmt: skip
AXES = {axis: (re.compile(rf"\b(?:{one})\b"), re.compile(rf"\b(?:{other})\b")) for axis, one, other in _AXES}
"""Two sides between which a text may stand, the apostrophes and hyphens read as spaces."""

REPORTED = re.compile(
    r"\b(?:on parle de|on parle d|ils veulent|on veut nous|il est question de|paraît qu|projet de|on dit que|"
    r"veulent (?:nous )?(?:mettre|enlever|supprimer|fermer|couper|abattre)|on va encore|"
    r"projets? de|c est (?:absurde|idiot|stupide|bête|ridicule|dommage|une honte|inadmissible|scandaleux|indécent)|"
    r"n a pas de sens)\b|^ ?(?:si|s ils|s il(?! vous| te)) "
)
"""What others wish, or what would be: the clause says nothing of what this text wishes."""
LACKS = re.compile(r"\b(?:y a|n avons|n a|n ont|n ai|n existe|ya|y avait)(?: \w+){0,2}$")
"""Before « pas de », « plus de », « aucun »: what there is not, hence often what is wished."""
AGAINST = re.compile(r"\b(?:plutôt que|au lieu|pas|sans|non aux?|contre|fini\w*|stop aux?)(?: \w+){0,2} $")
"""Before one side of a contrary: the text stands on the other."""


def _words(written: str) -> frozenset[str]:
    return frozenset(written.split())


REFUSALS = _words("pas plus jamais rien personne aucun aucune")
ASKING = _words("un une des du de deux trois que qu")
"""First words of a title that asks for what it names."""
ASKS = _words("faut faudrait veut voulons voudrait voudrions demande demandons aimerait pourrait pourquoi devrait")
"""After them any verb is wished."""
LACKING = _words("sans ni")
WHERE = _words(
    "dans devant derrière près sur sous chez avant après depuis vers rue avenue place boulevard quartier long"
)
TO = _words("à au aux")
VAGUE = _words("centre bourg ville village quartier commune rue place avenue gens habitants monde fois")
"""Where a thing is to be rather than the thing: after these words, or these words themselves."""
