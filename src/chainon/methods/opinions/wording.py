"""The French sentences of opinions: what is wrong with a file, what the groups are, what each list says."""

from __future__ import annotations

from collections.abc import Mapping

from chainon.methods import french
from chainon.methods.errors import MethodError

FAULTS: dict[str, str] = {
    "no-reactions": "il n'y a aucune réaction ; vérifiez que le fichier est le bon",
    "unknown-answer": "« {found} » n'est pas une réaction ; écrivez 1 (d'accord), 0 (passe) ou -1 (pas d'accord)",
    "unknown-answer/column": "« {found} » n'est pas une réaction (colonne « {column} ») ; écrivez 1 (d'accord), "
    "0 (passe) ou -1 (pas d'accord) ; si cette colonne est celle d'un groupe, nommez-la (--groups), sinon retirez-la",
    "answer-twice": "« {participant} » a deux réactions différentes à l'énoncé « {statement} » ; "
    "gardez la dernière, ou donnez-leur une date dans une colonne « timestamp »",
    "missing-id": "il manque un identifiant ; complétez la ligne, ou retirez-la",
    "participant-twice": "« {id} » figure deux fois ; gardez une seule ligne par personne",
    "statement-twice": "l'énoncé « {id} » figure deux fois ; gardez une seule des deux lignes",
    "group-twice": "« {participant} » est dans deux groupes ; gardez-en un seul",
    "no-votes-table": "il manque une colonne « participant » (une ligne par personne, une colonne par énoncé) ou "
    "« voter-id » (une ligne par réaction) ; renommez la bonne colonne",
    "not-a-number": "« {found} » n'est pas un nombre (colonne « {column} ») ; écrivez une date en millisecondes, "
    "ou retirez la colonne",
    "bad-index": "la position {found} est hors de la liste, qui va de 0 à {most}",
    "different-lengths": "{found:valeur} dans « {name} » au lieu de {expected}",
    "bad-seed": "le texte de --seed ne peut pas être écrit ({text}) ; retapez-le",
    "map-unwritable": "impossible d'écrire « {path} » ({reason}) ; donnez un autre nom",
    "polis-no-map": "--polis et --map ne vont pas ensemble ; retirez l'un des deux",
}

GROUPS: dict[str, str] = {
    "lens-declared": "{count:groupe} déclarés : {groups}",
    "lens-opinion-clear": "{count:groupe} d'opinion, nets : {groups}. On les retrouve en laissant de côté une "
    "personne sur cinq",
    "lens-opinion-uncertain": "{count:groupe} d'opinion, incertains : {groups}. En laissant de côté une personne sur "
    "cinq, ils changent : à lire avec prudence",
    "few-voters": "moins de {needed:personne} ont réagi : ni groupes ni carte, seulement les listes",
    "few-statements": "moins de {needed:énoncé} : ni groupes ni carte, seulement les listes",
    "few-placed": "moins de {needed:personne} ont réagi à assez d'énoncés pour qu'on cherche des groupes d'opinion",
    "few-declared": "moins de deux groupes déclarés ont {needed:personne} ou plus : tout le monde est compté ensemble",
    "one-block": "pas de groupes : rien ne sépare nettement les personnes, sinon quelques-unes à l'écart",
    "chance": "pas de groupes : ceux que le calcul dessine ne valent pas mieux que le hasard",
    "without-group": "{people:personne} ne sont dans aucun groupe, et comptent dans les totaux",
    "without-group-one": "une personne n'est dans aucun groupe, et compte dans les totaux",
    "no-map": "pas de carte : il faut {voters:personne} et {statements:énoncé} au moins",
    "kept": "sur les dix premiers énoncés de chaque liste, {consensus} de ce qui rassemble et {divisive} de ce qui "
    "partage restent quand on retire une personne sur cinq",
    "kept/drawn": "sur les dix premiers énoncés de chaque liste, {consensus} de ce qui rassemble et {divisive} de ce "
    "qui partage restent quand on n'interroge que {drawn:personne}",
    "volume": "{participants:personne}, {statements:énoncé}, {reactions:réaction}",
    "polis-volume": "comme Polis : {participants:personne}, {statements:énoncé}, {count:groupe}",
}

LISTS: dict[str, str] = {
    "gathers": "ce qui rassemble",
    "divides": "ce qui partage",
    "minority": "ce que porte une minorité",
    "unknown": "ce qu'on ne sait pas encore",
    "representative": "ce que ce groupe dit plus que les autres : {group}",
    "nothing": "rien",
    "and-others": "… et {others:autre}",
    "agree": "d'accord",
    "disagree": "pas d'accord",
    "carried": "porté par {groups} : {direction}",
    "too-few": "trop peu de réactions : {groups}",
    "too-few-everyone": "trop peu de réactions",
    "everyone": "tout le monde",
}

MAP: dict[str, str] = {
    "map-title": "Carte des opinions : {people:personne}",
    "map-desc": "Deux points proches sont des personnes qui ont réagi de façon semblable. Chaque point réunit "
    "{fewest} personnes ou plus. {groups}",
    "map-group": "{name} : {people:personne}",
    "group": "groupe {name}",
}

COMMAND: dict[str, str] = {
    "option-missing": "il manque {options} ; voyez « chainon {verb} --help »",
    "option-unknown": "je ne comprends pas « {found} » ; voyez « chainon {verb} --help »",
}

FRENCH: dict[str, str] = french.TABLES | french.FILES | FAULTS | GROUPS | LISTS | MAP | COMMAND


def words(code: str, params: Mapping[str, object] | None = None) -> str:
    """The sentence of a code, in lower case and without its final full stop."""
    return french.worded(FRENCH, code, params)


def error_words(error: MethodError) -> str:
    """The sentence of an error, after its line if it has one: `ligne 12 : …`."""
    where = french.typeset(f"ligne {error.line} : ") if error.line is not None else ""
    return where + words(error.code, error.params)


def percent(count: int, seen: int) -> str:
    """`72 %`, rounded to the nearest (a half, up); a dash where nobody answered."""
    return french.typeset(f"{(200 * count + seen) // (2 * seen)} %") if seen else "–"
