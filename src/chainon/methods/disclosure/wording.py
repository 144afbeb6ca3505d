"""The French sentences of disclosure: what a reader could work out, what was hidden, what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from chainon.methods.errors import MethodError
from chainon.methods.french import sentence, typeset, worded

from .model import Finding

FINDINGS: dict[str, str] = {
    "shown": "{cell} : le tableau montre {low:personne} ; c'est trop peu pour être publié",
    "exact": "{cell} : on retrouve par soustraction qu'il s'agit de {low:personne}",
    "narrow": "{cell} : on déduit qu'il s'agit de {low} à {high:personne}",
    "same": "{cell} : on apprend que toutes les personnes comptées sont dans ce cas (« {dimension} »)",
}

RESULTS: dict[str, str] = {
    "nothing-found": "aucun petit nombre de personnes ne peut être retrouvé à partir de ces tableaux",
    "found": "{count:petit nombre|petits nombres} de personnes peuvent être retrouvés ou resserrés",
    "hidden": "{hidden:case} sur {cells} sont masquées : celles de moins de {threshold:personne}, et celles qui les "
    "auraient trahies",
    "hidden-none": "aucune case n'a besoin d'être masquée",
    "hidden-may-be-zero": "une case masquée peut valoir zéro, ou un grand nombre",
    "known-before": "{count:nombre} étaient déjà connus par ce qui a été publié avant : on ne peut plus les cacher",
    "noise": "chaque nombre a été déplacé au hasard de {noise:personne} au plus, toujours de la même façon pour les "
    "mêmes personnes ; les totaux peuvent différer un peu de la somme de leurs cases",
}

ERRORS: dict[str, str] = {
    "no-atom": "« {dimension} » n'a aucune valeur ; donnez-en une au moins",
    "code-twice": "« {value} » figure deux fois dans « {dimension} » ; donnez des noms différents",
    "bad-group": "le regroupement « {group} » de « {dimension} » est vide ou a une valeur inconnue ; corrigez-le",
    "unknown-code": "« {value} » n'est pas une valeur de « {dimension} » ; corrigez-le ou ajoutez-la",
    "unknown-value": "« {value} » n'est pas une valeur de « {dimension} » (personne n° {row}) ; corrigez-la",
    "unknown-dimension": "« {dimension} » n'est pas décrit ; ajoutez-le ou retirez-le du tableau « {table} »",
    "dimension-twice": "« {dimension} » est décrit deux fois ; gardez-en un seul",
    "table-twice": "deux tableaux s'appellent « {table} » ; renommez l'un des deux",
    "unknown-table": "aucun tableau ne s'appelle « {table} »",
    "bad-table": "le tableau « {table} » croise deux fois la même chose, ou a un bruit négatif ; corrigez-le",
    "bad-cell": "une case du tableau « {table} » n'a pas une valeur pour chaque colonne de titres ({codes})",
    "negative-count": "une case du tableau « {table} » est négative ({codes} : {count}) ; corrigez-la",
    "bad-rule": "la règle est impossible (seuil {threshold}, largeur {width}) ; les deux valent 1 au moins",
    "contradiction": "ces tableaux se contredisent : aucun nombre de personnes ne convient à tous ; vérifiez qu'ils "
    "comptent les mêmes personnes",
    "contradiction/table": "deux tableaux donnent des nombres différents pour les mêmes personnes ({cell}, dont le "
    "tableau « {table} ») ; vérifiez qu'ils comptent les mêmes personnes",
    "too-many-crossings": "ces tableaux croisent trop de choses pour être vérifiés ensemble ({unknowns} inconnues, "
    "{most} au plus) ; publiez moins de croisements",
    "unsettled": "le calcul n'a pas abouti : on ne sait pas si ces tableaux protègent les petits nombres ; "
    "publiez moins de croisements",
    "noise-and-hiding": "un tableau est déjà bruité ; choisissez de masquer ou de bruiter, pas les deux",
    "secret-too-short": "le secret est trop court ; il en faut {least:octet} au moins, tirés au hasard",
    "id-twice": "l'identifiant « {id} » figure deux fois ; gardez une seule des deux lignes",
    "bad-noise": "le bruit ne peut pas aller jusqu'à {bound} ; choisissez de 1 à {most}",
    "bad-key": "« {key} » n'est pas une clé ; elle va de 0 à 2^64 - 1",
    "other-dimensions": "les deux dates ne sont pas décrites de la même façon ; reprenez les mêmes valeurs",
}

FRENCH: dict[str, str] = FINDINGS | RESULTS | ERRORS


def words(code: str, params: Mapping[str, object] | None = None) -> str:
    """The sentence of a code, in lower case and without its final full stop."""
    return worded(FRENCH, code, params)


def error_words(error: MethodError) -> str:
    return words(error.code, error.params)


def finding_words(finding: Finding) -> str:
    """One finding as a sentence: « Le Port (lieu), 15-24 (âge) : … »."""
    cell = ", ".join(f"{code} ({name})" for name, code in finding.cell.items()) or "toute la population"
    params = {"cell": cell, "low": finding.low, "high": finding.high, "dimension": finding.dimension}
    return sentence(words(finding.kind, params))


def attack_words(findings: Iterable[Finding]) -> list[str]:
    """What an attack found, a first sentence then one a finding."""
    told = [finding_words(finding) for finding in findings]
    first = words("found", {"count": len(told)}) if told else words("nothing-found")
    return [sentence(typeset(first)), *told]
