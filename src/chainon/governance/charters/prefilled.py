"""The charter as it is proposed: six short articles in plain French, to be discussed and rewritten by those it binds.

The order and the subjects follow the method of Sagiterre (objectives of the draw, replacement, term and handover
defined beforehand and written in a charter; decision rules known to all; disagreements kept).
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from chainon.governance.bodies.models import BodyKind

from .models import ArticleKey


def articles(*, kind: str, seats: int, term: str, where: str) -> dict[str, str]:
    """The text of each article, adapted to the body; `term` in words ("2 ans"), `where` the name of its place."""
    words = {"seats": seats, "term": term, "where": where, "quorum": (seats + 1) // 2}
    texts = {
        ArticleKey.OBJECTIVES: _objectives(kind),
        ArticleKey.REPLACEMENT: _(
            "Qui ne peut plus venir prévient l’équipe, sans avoir à se justifier. Après trois absences de suite "
            "sans nouvelles, l’équipe appelle ; sans réponse sous quinze jours, le siège est libre.\nOn le propose "
            "à la personne suivante dans l’ordre fixé avant le tirage, en gardant les places prévues par profil. Si "
            "personne ne convient, l’instance décide en public : laisser le siège libre, ou appeler de nouveaux "
            "volontaires."
        ),
        ArticleKey.TERM: _(
            "L’engagement dure {term} à partir de la première réunion. On se réunit environ une fois par mois, à "
            "des heures choisies ensemble. L’équipe dit avant le tirage ce qui est pris en charge : garde "
            "d’enfants, transport, repas. Chacun peut s’arrêter quand il le souhaite."
        ),
        ArticleKey.HANDOVER: _(
            "Chaque nouveau membre est accueilli par un membre qui a déjà de l’expérience et qui l’accompagne "
            "pendant trois réunions. Un compte rendu court est publié après chaque réunion. Avant la fin de "
            "l’engagement, une réunion avec celles et ceux qui prennent la suite transmet ce qui est en cours, ce "
            "qui a marché et ce qui n’a pas marché."
        ),
        ArticleKey.DECISION: _decision(kind),
        ArticleKey.DISAGREEMENT: _(
            "Un désaccord n’est pas un échec : il est écrit au compte rendu avec les raisons de chacun, et une "
            "minorité peut joindre son avis à celui de l’instance. S’il bloque le travail, on en parle avec le "
            "garant de la participation ou, à défaut, avec une personne extérieure choisie ensemble ; elle écoute "
            "tout le monde et rend un avis public. On critique les idées, jamais les personnes."
        ),
    }
    return {key: text.format(**words) for key, text in texts.items()}


def _objectives(kind: str) -> str:
    if kind == BodyKind.CITIZENS_COUNCIL:
        aim = _(
            "Nous tirons au sort des habitantes et des habitants d’ici ({where}), autant de femmes que d’hommes, pour "
            "que tout le quartier soit entendu. Ils siègent avec des associations et des acteurs du quartier ; le "
            "conseil compte {seats} sièges."
        )
    elif kind == BodyKind.YOUTH_COUNCIL:
        aim = _(
            "Nous tirons au sort {seats} jeunes de moins de trente ans qui habitent ou étudient ici ({where}), autant "
            "de femmes que d’hommes à une personne près, pour entendre aussi celles et ceux qui ne sont dans aucune "
            "association."
        )
    elif kind == BodyKind.ASSEMBLY:
        aim = _(
            "Nous tirons au sort {seats} personnes pour que l’assemblée réunisse toutes sortes d’habitantes et "
            "d’habitants d’ici ({where}) : femmes et hommes, âges, quartiers, situations."
        )
    else:
        aim = _(
            "L’instance compte {seats} sièges. Nous en tirons une partie au sort, pour réunir toutes sortes "
            "d’habitantes et d’habitants d’ici ({where}) ; les autres reviennent à des volontaires et à des personnes "
            "d’expérience."
        )
    return (
        aim
        + "\n"
        + _(
            "Nous voulons la présence de celles et ceux que nous n’avons pas encore rencontrés, en particulier des "
            "jeunes. Le groupe ne sera pas un portrait exact de la population : il sera divers, et les places par "
            "profil sont écrites avant le tirage. Les règles et la liste sont publiées avant, et chacun peut vérifier "
            "le résultat après."
        )
    )


def _decision(kind: str) -> str:
    council = _(
        "L’instance décide de son ordre du jour, de ses avis et de ses propositions. On cherche d’abord l’accord de "
        "tout le monde ; à défaut, on vote à main levée, à la majorité des personnes présentes, si elles sont au "
        "moins {quorum} sur {seats}."
    )
    if kind in {BodyKind.NEIGHBOURHOOD_TABLE, BodyKind.COLLECTIVE}:
        return (
            council
            + "\n"
            + _(
                "Ce que nous pouvons faire nous-mêmes, nous le faisons. Ce qui dépend d’une institution lui est "
                "demandé par écrit ; sa réponse, ou son silence après deux mois, est rendu public."
            )
        )
    return (
        council
        + "\n"
        + _(
            "L’avis est remis à qui décide ensuite (commune, bailleur, services). La réponse est écrite, donne ses "
            "raisons, arrive dans les deux mois et est rendue publique."
        )
    )
