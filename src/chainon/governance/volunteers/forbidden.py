"""Criteria that no draw may look at, told from the words of their name and of their answers.

Sources (read 2026-11-22, not checked by a lawyer): RGPD (UE 2016/679) art. 9.1 (special categories of data); Code pénal
art. 225-1 (discriminations) and 226-19 (keeping such data). Words are compared without case, accents or plural marks.

Decided: the word « origine » is refused, except about where someone lives, studies or comes from *within the territory*
(« quartier d’origine », « établissement d’origine »): these say a place of the ground, not where one's family is from.
« Pays », « région », « nationalité », « langue maternelle » and « lieu de naissance » say the latter: refused.
Place of residence, age, gender, diploma and occupation are allowed: a representative group needs them.
« Politique de la ville » is a place; « opinion politique » is not. Ambiguous words (« noir », « gauche ») count only
when they are a whole answer: « Forêt-Noire » and « rive gauche » are places. This catches mistakes, not ill will: the
guarantor reads the criteria before a draw is frozen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .intake.identity import plain

RGPD_9 = _("RGPD, article 9 ; Code pénal, article 225-1")
PENAL = _("Code pénal, article 225-1 ; RGPD, article 9")


@dataclass(frozen=True)
class Refusal:
    """Why a criterion is refused: the words found, the reason in French, the law."""

    words: str
    reason: str | Promise
    source: str | Promise


@dataclass(frozen=True)
class _Family:
    reason: str | Promise
    source: str | Promise
    in_name: str
    in_value: str
    whole_value: str = ""


_FAMILIES = (
    _Family(
        _("On ne tire pas au sort selon l’origine, la nationalité ou la couleur de peau."),
        PENAL,
        r"origines?|ethnies?|ethniques?|races?|racial\w*|nationalites?|nationaux|immigr\w*|migrants?|etrang\w*"
        r"|couleurs? de (?:la )?peau|langues? maternelles?|(?:pays|lieux?|ville|region|departement) de naissance"
        r"|gens du voyage|patronyme",
        r"ethniques?|immigres?|immigrees?|migrants?|migrantes?|etrang(?:er|ere)s?|gens du voyage|maghrebine?s?"
        r"|africaine?s?|nationalite \w+|d origine \w+",
        r"noire?s?|blanc(?:he)?s?|arabes?|asiatiques?|roms?|metis(?:se)?s?|antillaise?s?|francais(?:e|es)?"
        r"|hors union europeenne",
    ),
    _Family(
        _("On ne tire pas au sort selon la religion ou les convictions."),
        RGPD_9,
        r"religi\w*|confessions?|confessionnel\w*|cultes?|croyances?|croyante?s?|philosophi\w*|convictions?|pratiquante?s?",
        r"musulmane?s?|catholiques?|chretien(?:ne)?s?|juif|juifs|juives?|bouddhistes?|hindou\w*|athees?|agnostiques?|islam",
        r"protestante?s?|orthodoxes?|laique?s?|croyante?s?|non croyante?s?",
    ),
    _Family(
        _("On ne tire pas au sort selon les opinions : ni vote, ni parti, ni avis sur un projet."),
        RGPD_9,
        r"opinions?|politiques?|partis?|votes?|votant|intentions? de vote|sympathi\w*|bord politique|avis"
        r"|pour ou contre|militant\w*",
        r"opinions?|de (?:l )?extreme (?:gauche|droite)|extreme (?:gauche|droite)|favorables? (?:a|au|aux)"
        r"|opposee?s? (?:a|au|aux)",
        r"(?:de )?(?:la )?(?:centre )?(?:gauche|droite)|centristes?|ecologistes?|socialistes?|communistes?"
        r"|pour|contre|favorable|defavorable|lfi|pcf|eelv",
    ),
    _Family(
        _("On ne tire pas au sort selon l’appartenance à un syndicat."),
        RGPD_9,
        r"syndical\w*|syndicats?|syndique\w*",
        r"syndiquee?s?|non syndiquee?s?|syndicalistes?",
        r"cgt|cfdt|cfe cgc|cftc|unsa|fsu|force ouvriere",
    ),
    _Family(
        _(
            "On ne tire pas au sort selon la santé ou le handicap. Demandez plutôt, à part, ce qu’il faut prévoir pour "
            "bien accueillir chacun."
        ),
        RGPD_9,
        r"sante|maladies?|malades?|handicap\w*|invalid\w*|rqth|grossesse|enceinte|pathologies?|allergies?|addictions?|medical\w*"
        r"|psychi\w*|mobilite reduite|pmr",
        r"handicap\w*|invalid\w*|malades?|maladie|rqth|seropositi\w*|mobilite reduite|pmr|valides?|depressi\w*",
        r"enceinte|en bonne sante|en mauvaise sante|aah",
    ),
    _Family(
        _("On ne tire pas au sort selon la vie intime ou l’identité de genre. Femmes et hommes : oui."),
        RGPD_9,
        r"sexualites?|orientations? (?:sexuel\w*|affectiv\w*|amoureus\w*)|vie sexuelle|identites? de genre"
        r"|lgbt\w*|pratiques? sexuel\w*",
        r"homosexuel\w*|heterosexuel\w*|bisexuel\w*|lesbiennes?|gays?|heteros?|homos?|transgenres?|transsexuel\w*|lgbt\w*|cisgenres?",
    ),
    _Family(
        _("On ne tire pas au sort selon le corps : gènes, empreintes, groupe sanguin."),
        RGPD_9,
        r"genetiques?|genes?|adn|biometri\w*|empreintes? digitales?|groupes? sanguins?|apparence physique|poids",
        r"adn|groupe sanguin \w+",
        r"(?:a|b|ab|o) (?:positif|negatif)",
    ),
)

_ALLOWED_TURNS = re.compile(
    r"\bpolitiques? de la ville\b"
    r"|\b(?:quartier|commune|ville|secteur|etablissement|college|lycee|ecole|structure|association|canton) d origine\b"
    r"|\bsyndicats? (?:de|des|d) copropri\w+|\bsyndicats? (?:mixte|intercommunal|d initiative)s?\b"
    r"|\b(?:emploi|secteur|metiers?|professions?|travail|domaine) (?:de|de la|dans la) sante\b"
    r"|\b(?:maison|centre|pole|quartier) (?:de|de la) sante\b|\bmaison medicale\b"
    r"|\ben avoir avis\b|\bpart[ie]s? de (?:la )?(?:ville|commune|quartier)\b"
)


def refusal(name: str, values: Iterable[str] = ()) -> Refusal | None:
    """Why a criterion of this name with these answers is refused; None when a draw may look at it."""
    title = _ALLOWED_TURNS.sub(" ", plain(name))
    answers = [_ALLOWED_TURNS.sub(" ", plain(value)) for value in values]
    for family in _FAMILIES:
        if found := re.search(rf"\b(?:{family.in_name})\b", title):
            return Refusal(found[0], family.reason, family.source)
        for answer in answers:
            found = re.search(rf"\b(?:{family.in_value})\b", answer)
            if found is None and family.whole_value:
                found = re.fullmatch(family.whole_value, answer.strip())
            if found:
                return Refusal(found[0], family.reason, family.source)
    return None
