"""Sentences proposed, to be edited: why a criterion is asked, how it is asked; and what people consent to."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from .intake.identity import plain

AGE_NAME = "Âge"

CONSENT_FORM = "formulaire-2026-11"
CONSENT_FILE = "fichier-2026-11"
CONSENT_DESK = "saisie-2026-11"


def consent_text(code: str, body: str) -> str:
    """What the person (or the team, for someone else) agreed to; `code` is what is kept with the date."""
    words = {
        CONSENT_FORM: _(
            "J’accepte que mon nom, mes coordonnées et mes réponses soient gardés pour le tirage au sort de "
            "« {body} », et seulement pour lui. Je peux me retirer à tout moment."
        ),
        CONSENT_FILE: _(
            "Ces personnes ont accepté de figurer sur la liste pour le tirage au sort de « {body} » ; elles savent "
            "à quoi elle sert et qu’elles peuvent s’en retirer à tout moment."
        ),
        CONSENT_DESK: _(
            "La personne a accepté de figurer sur la liste pour le tirage au sort de « {body} » ; elle sait "
            "à quoi elle sert et qu’elle peut s’en retirer à tout moment."
        ),
    }
    return words[code].format(body=body)


def legal_basis(name: str) -> str:
    """Why the criterion is asked: a sentence to keep or to edit. Not checked by a lawyer."""
    title = plain(name)
    ground = _("La personne répond en s’inscrivant, de son plein gré (RGPD, art. 6.1 a).")
    if re.search(r"\b(?:sexe|genre|civilite)\b", title):
        why = _("Pour que femmes et hommes siègent en nombre égal.")
    elif re.search(r"\bages?\b", title):
        why = _("Pour que toutes les générations siègent ; seule la tranche d’âge est gardée.")
    elif re.search(r"\b(?:quartier|secteur|commune|ville|zone|qpv|canton|lieu)\b", title):
        why = _("Pour que chaque partie du territoire ait des voix ; l’adresse exacte ne sert pas au tirage.")
    elif re.search(r"\b(?:diplome|etude|formation|scolarite)", title):
        why = _("Pour que le groupe ne soit pas fait que de personnes qui ont fait de longues études.")
    elif re.search(r"\b(?:profession|csp|emploi|travail|metier|activite|situation|statut)", title):
        why = _("Pour que des situations de travail différentes soient représentées.")
    else:
        why = _("Pour que le groupe ressemble aux habitants sur ce point.")
    return f"{why} {ground}"


def question(name: str) -> str:
    title = plain(name)
    if re.search(r"\b(?:sexe|genre|civilite)\b", title):
        return _("Vous êtes…")
    if re.search(r"\bages?\b", title):
        return _("Votre âge, ou votre date de naissance")
    if re.search(r"\b(?:quartier|secteur|zone)\b", title):
        return _("Dans quel quartier vivez-vous ?")
    return name
