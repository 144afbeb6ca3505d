"""The French sentences of every code of sortition, randomness, evidence and tables: one table for all who show them.

`words(code, params)` gives a sentence that says what is wrong and what to do; the templates are those of
`methods/french.py`, and a list of places by profile is written out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from chainon.methods import french
from chainon.methods.errors import MethodError
from chainon.methods.french import NO_BREAK, number, sentence, typeset

__all__ = [
    "FRENCH",
    "NO_BREAK",
    "SHOWN",
    "PlacesPhrase",
    "error_words",
    "listed",
    "number",
    "sentence",
    "typeset",
    "words",
]

FILES: dict[str, str] = french.TABLES | {
    "missing-feature": "le critère n'est pas nommé ; remplissez la première colonne",
    "missing-value": "« {id} » n'a pas de valeur pour chaque critère ; complétez sa ligne, ou retirez-la",
    "missing-value/feature": "la valeur du critère « {feature} » est vide ; remplissez-la, ou retirez la ligne",
    "not-a-number": "« {found} » n'est pas un nombre entier de places (colonne « {column} ») ; écrivez-le en chiffres",
    "number-too-large": "« {found} » est trop grand (colonne « {column} ») ; écrivez un nombre de places",
    "quota-negative": "un nombre de places ne peut pas être négatif ; écrivez 0 ou davantage",
    "quota-min-above-max": "le minimum ({minimum}) dépasse le maximum ({maximum}) ; échangez-les ou corrigez-les",
    "flex-inside-quota": "les limites d'assouplissement de « {value} » sont plus étroites que ses places ; "
    "min_flex va jusqu'à min au plus, max_flex part de max au moins",
    "value-twice": "« {value} » ({feature}) figure déjà à la ligne {first} ; gardez une seule des deux lignes",
    "missing-id": "l'identifiant est vide ; remplissez-le, ou retirez la ligne",
    "duplicate-id": "l'identifiant « {id} » figure deux fois ; gardez une seule des deux lignes",
    "duplicate-id/first": "l'identifiant « {id} » figure déjà à la ligne {first} ; gardez une seule des deux lignes",
    "unknown-value": "« {value} » n'est pas une valeur du critère « {feature} » ; corrigez-la, ou ajoutez-la "
    "au fichier des places",
    "unknown-value/near": "« {value} » n'est pas une valeur du critère « {feature} » ; est-ce « {near} » ? "
    "Écrivez-la exactement ainsi, ou ajoutez-la au fichier des places",
    "feature-twice": "le critère « {feature} » est décrit deux fois ; gardez-en un seul",
    "empty-pool": "la liste des volontaires est vide ; ajoutez au moins une personne",
}

PLACES: dict[str, str] = {
    "seats-not-positive": "il faut au moins une place à tirer, et non {seats} ; corrigez le nombre de places",
    "panels-not-positive": "il faut au moins un groupe dans la liste, et non {panels} ; 1 000 est l'usage",
    "panels-too-many": "{panels:groupe} dans la liste, c'est trop ; {most} au plus, 1 000 est l'usage",
    "margin-negative": "une marge ne peut pas être négative ; écrivez 0 ou davantage",
    "shares-empty": "aucune part n'est donnée ; indiquez combien chaque valeur représente",
    "share-negative": "la part de « {value} » est négative ; écrivez 0 ou davantage",
    "no-panel": "aucun groupe ne respecte toutes les places par profil ; assouplissez-en, ou cherchez des volontaires",
    "more-seats-than-people": "{seats:place} pour {people:volontaire} ; réduisez le nombre de places, "
    "ou cherchez des volontaires",
    "too-few-people": "il manque {missing:personne} : {seats:place} à pourvoir pour {available:volontaire}",
    "too-few-households": "il manque {missing:foyer} : {seats:place} à pourvoir, une par foyer, pour {available:foyer}",
    "too-few-of-value": "il manque {missing:personne} « {value} » ({feature}) : au moins {minimum:place}, "
    "{available:personne}",
    "value-full": "« {value} » ({feature}) a déjà {seated:place} prises sur {maximum}",
    "minima-above-seats": "les minima du critère « {feature} » font {total:place}, plus que les {seats} à pourvoir",
    "maxima-below-seats": "les maxima du critère « {feature} » ne font que {total:place}, moins que les {seats} "
    "à pourvoir",
    "capped-below-seats": "avec les volontaires présents, le critère « {feature} » ne permet de pourvoir que "
    "{total:place} sur {seats}",
    "quotas-conflict": "ces places par profil ne peuvent pas être tenues toutes ensemble : {quotas}",
    "undecided": "le calcul n'a pas pu dire si un groupe est possible ({status}) ; élargissez un peu les places",
}

WAYS_OUT: dict[str, str] = {
    "relax-quotas": "changer {moved:place} : {changes}",
    "recruit": "trouver {people:volontaire} de plus, par exemple : {example}",
    "recruit/needed": "trouver {people:volontaire} de plus, dont forcément : {needed} (par exemple : {example})",
    "change-seats": "passer de {before} à {seats:place}",
}

SEATS: dict[str, str] = {
    "no-vacancy": "aucune place n'est libre : {seated:personne} pour {seats:place}",
    "seated-unavailable": "« {id} » ne peut pas à la fois occuper une place et être indisponible",
    "index-outside": "la personne n° {index} n'est pas dans la liste",
    "unknown-person": "« {id} » n'est pas dans la liste des volontaires",
    "not-a-replacement": "la personne n° {person} ne peut pas être appelée en remplacement dans ce tirage",
}

SEALING: dict[str, str] = {
    "probabilities-count": "{given:chance} pour {expected:volontaire} : le calcul est incomplet, recommencez-le",
    "bad-draw-id": "« {text} » ne peut pas nommer un tirage : lettres sans accent, chiffres, point, tiret, souligné",
    "no-title": "le tirage n'a pas de titre ; donnez-lui en un",
    "no-source": "aucune source de hasard n'est annoncée ; choisissez-en une au moins",
    "source-twice": "la même source de hasard est annoncée deux fois ; retirez-en une",
    "too-little-chance": "les sources annoncées n'ont que {outcomes:résultat}, il en faut {needed} ; "
    "ajoutez une source ou des boules",
    "panel-not-valid": "le groupe n° {panel} ne respecte pas toutes les places : signalez-le nous",
    "panel-out-of-pool": "le groupe n° {panel} contient quelqu'un qui n'est pas volontaire : recommencez le calcul",
    "bad-optimum": "ce qui est prouvé du calcul est mal écrit ({given}) ; recommencez le calcul",
    "bad-salt": "« {text} » ne peut pas servir de sel ; il faut 32 chiffres hexadécimaux",
    "salt-twice": "deux sels sont égaux ; le générateur de hasard de cette machine n'est pas sûr",
    "seal-refused": "la liste n'a pas passé sa propre vérification : {reason} ; signalez-le nous",
    "values-count": "{given:valeur} pour {expected:source} de hasard ; donnez-en une pour chacune, dans l'ordre",
}

CHANCE: dict[str, str] = {
    "source-without-label": "une source de hasard n'a pas de nom ; dites où chacun pourra la lire",
    "bad-source": "cette source de hasard est mal décrite ; choisissez-la à nouveau",
    "balls-not-digits": "« {text} » n'est pas une suite de chiffres ; écrivez les boules dans l'ordre de sortie",
    "balls-count": "{given:boule} au lieu de {expected} ; écrivez-les toutes, dans l'ordre de sortie",
    "lottery-date": "« {text} » n'est pas une date ; écrivez l'année, le mois et le jour : 2026-05-31",
    "lottery-groups": "{given:série} de numéros au lieu de {expected} ; séparez les séries par « + »",
    "lottery-not-numbers": "« {text} » n'est pas une série de numéros ; écrivez-les en chiffres",
    "lottery-count": "{given:numéro} au lieu de {expected} ; écrivez-les tous",
    "lottery-range": "le numéro {number} n'existe pas dans ce jeu, qui va de 1 à {highest}",
    "lottery-twice": "le numéro {number} figure deux fois ; vérifiez le résultat publié",
    "beacon-not-hexadecimal": "« {text} » n'est pas une valeur hexadécimale ; recopiez-la entière",
    "beacon-length": "{given:signe} au lieu de {expected} ; recopiez la valeur entière",
    "text-empty": "le texte du hasard est vide ; donnez-en un",
    "text-too-long": "le texte du hasard a {given:signe}, il en faut {limit} au plus",
    "text-control": "le texte du hasard contient un signe invisible ({text}) ; retapez-le",
    "bad-commitment": "« {text} » n'est pas une empreinte ; recopiez ses 64 signes",
    "bad-range": "on ne peut pas tirer un nombre parmi {n}",
    "too-many": "on ne peut pas choisir {asked} parmi {available}",
    "bad-seed": "la graine ne peut pas être écrite ({text}) ; retapez-la",
    "not-canonical": "ce contenu ne peut pas être scellé (type {type}) ; signalez-le nous",
    "bad-text": "un texte ne peut pas être écrit ({text}) ; retapez-le",
    "integer-too-large": "un nombre est trop grand pour être scellé ; corrigez-le",
    "key-twice": "« {key} » figure deux fois ; gardez-en un seul",
    "bad-hash": "« {hash} » n'est pas une empreinte ; recopiez ses 64 signes",
    "no-such-leaf": "la place {index} n'est pas dans une liste de {size}",
}

STEPS: dict[str, str] = {
    "step-files": "{volunteers:volontaire} et {seats:place}, réparties par profil selon les tableaux ci-dessous",
    "step-households": "{volunteers:volontaire} et {seats:place}, réparties par profil selon les tableaux ci-dessous, "
    "jamais deux personnes d'un même foyer",
    "step-leximin": "les chances ont été réparties pour que la personne la moins chanceuse ait la plus grande chance "
    "possible, puis la suivante, et ainsi de suite (leximin)",
    "step-maximin": "les chances ont été réparties pour que la personne la moins chanceuse ait la plus grande chance "
    "possible (maximin)",
    "step-proven": "il est prouvé qu'aucun tirage respectant ces places ne fait mieux (à {gap} près)",
    "step-bounded": "il n'est pas prouvé que ce soit le meilleur tirage possible ; aucune chance n'en est éloignée de "
    "plus de {gap}",
    "step-chances": "les chances vont de {least} à {most} (indice de Gini : {gini})",
    "step-panels": "{panels:groupe} possibles ont été préparés, tous également probables ; chaque personne y figure "
    "selon sa chance, à {away} pour 1 000 près au plus",
    "step-number": "le hasard lu en public, « {values} », a désigné le groupe n° {number}",
}

COMMAND: dict[str, str] = french.FILES | {
    "option-missing": "il manque {options} ; voyez « chainon {verb} --help »",
    "option-unknown": "je ne comprends pas « {found} » ; voyez « chainon {verb} --help »",
    "option-not-a-number": "{option} attend un nombre entier, et non « {found} »",
    "option-choice": "{option} attend {choices}, et non « {found} »",
    "out-is-a-file": "« {out} » est un fichier ; donnez le nom d'un dossier à créer",
    "out-other-draw": "« {out} » contient déjà un autre « {name} » ; donnez le nom d'un autre dossier, "
    "car un tirage ne s'efface pas",
    "out-unwritable": "impossible d'écrire dans « {out} » ({reason}) ; donnez un autre dossier",
    "not-a-draw": "« {folder} » ne contient pas de fichier draw.json ; donnez le dossier écrit par « chainon draw »",
}

LISTED: dict[str, str] = {
    "minimum": "au moins {bound} « {value} » ({feature})",
    "maximum": "au plus {bound} « {value} » ({feature})",
    "minimum-changed": "« {value} » ({feature}) au moins {after} au lieu de {before}",
    "maximum-changed": "« {value} » ({feature}) au plus {after} au lieu de {before}",
    "people": "{people} « {value} » ({feature})",
}
"""A place by profile in a list."""

SHOWN: dict[str, str] = FILES | PLACES | WAYS_OUT | SEATS | CHANCE | LISTED
"""What the platform shows too, in the language of whoever reads; the rest is said on the command line only."""

FRENCH: dict[str, str] = SHOWN | SEALING | STEPS | COMMAND


def words(code: str, params: Mapping[str, object] | None = None) -> str:
    """The sentence of a code, with its first letter as in the table (lower case) and no final full stop."""
    return french.worded(FRENCH, code, params, _PHRASE)


def error_words(error: MethodError) -> str:
    """The sentence of an error, after its line if it has one: `ligne 12 : …`."""
    where = typeset(f"ligne {error.line} : ") if error.line is not None else ""
    return where + words(error.code, error.params)


class PlacesPhrase(french.Phrase):
    """Lists of places by profile are written out, with the templates of `table`."""

    table: Mapping[str, str] = LISTED

    def item(self, item: object) -> str:
        """`au moins 6 « 16–25 » (âge)`; anything but a place as it is."""
        if not isinstance(item, Mapping):
            return str(item)
        code = "people" if "people" in item else str(item["side"]) + ("-changed" if "after" in item else "")
        return french.worded(self.table, code, item, self)


_PHRASE = PlacesPhrase()


def listed(items: Iterable[object]) -> list[str]:
    """Each place by profile of a finding in words."""
    return [_PHRASE.item(item) for item in items]
