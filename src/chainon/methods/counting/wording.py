"""The French sentences of a count: what came out and why, and what is wrong with a file, a rule, a box.

`{x:%}` is a share as a percentage, `{x:quoted}` names in quotation marks. Names are those of the ballots: a sentence
never says whether they are people, places or projects, nor whether they are masculine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from chainon.methods import french
from chainon.methods.errors import MethodError
from chainon.methods.french import sentence, typeset

from .model import Finding, Margin, Number

if TYPE_CHECKING:
    from .elect import Election

RESULTS: dict[str, str] = {
    "elected-plurality": "« {name} » l'emporte avec {votes:voix|voix} sur {valid} ({share:%})",
    "elected-approval": "« {name} » l'emporte avec l'approbation de {votes:bulletin} sur {valid} ({share:%})",
    "elected-points": "« {name} » l'emporte avec {points:point}",
    "elected-borda": "« {name} » l'emporte avec {points:point} (méthode de Borda : un point par bulletin et par choix "
    "placé derrière)",
    "elected-judgment": "« {name} » l'emporte avec la mention « {grade} » : {share:%} des mentions reçues sont au "
    "moins "
    "aussi bonnes",
    "same-median": "« {first} » et « {second} » ont la même mention du milieu ; ce qui les départage : on retire à "
    "chacun, une à une, ses mentions du milieu, jusqu'à ce qu'elles diffèrent",
    "elected-condorcet": "« {name} » l'emporte : contre chacun des autres, davantage de bulletins préfèrent « {name} »",
    "elected-schulze": "« {name} » l'emporte (méthode de Schulze) : personne ne gagne tous ses duels, et aucune "
    "suite de "
    "duels gagnés contre « {name} » n'est plus forte que celle qui lui répond",
    "elected-next": "« {name} » vient ensuite",
    "elected-irv": "« {name} » l'emporte avec {votes:voix|voix} sur {active}, au bout de {rounds:tour} de "
    "dépouillement",
    "quota": "il faut {quota:voix|voix} pour obtenir un siège ({valid:bulletin}, {seats:siège})",
    "unclear-first": "{papers:bulletin} sans premier choix clair, hors du compte",
    "elected-stv": "« {name} » obtient un siège, avec {votes:voix|voix} à la fin du dépouillement",
    "threshold": "il fallait au moins {bound:voix|voix}",
    "threshold/strictly": "il fallait plus de {bound:voix|voix}",
    "nobody-reached": "personne ne réunit assez de voix : rien n'est décidé",
    "elected-first-round": "« {name} » l'emporte dès le premier tour, avec {votes:voix|voix} sur {valid}",
    "second-round": "personne n'a la majorité demandée ; second tour entre {names:quoted}",
    "adopted": "« {question} » : c'est oui. {yes:oui|oui}, {no:non|non} ({part:%} de oui) ; il en fallait au moins "
    "{bound}",
    "adopted/strictly": "« {question} » : c'est oui. {yes:oui|oui}, {no:non|non} ({part:%} de oui) ; il en fallait "
    "plus "
    "de {bound}",
    "rejected": "« {question} » : c'est non. {yes:oui|oui}, {no:non|non} ({part:%} de oui) ; il en fallait au moins "
    "{bound}",
    "rejected/strictly": "« {question} » : c'est non. {yes:oui|oui}, {no:non|non} ({part:%} de oui) ; il en fallait "
    "plus "
    "de {bound}",
    "consent-given": "« {name} » : consentement. {agreed:personne} d'accord, dont {reservations} avec une réserve ; "
    "{objections:objection}",
    "consent-withheld": "« {name} » : pas de consentement. {objections:objection} à lever ; {agreed:personne} d'accord",
    "consent-silent": "« {name} » : personne n'a donné son accord",
    "remark-objection": "objection à « {name} » : {text}",
    "remark-reservation": "réserve sur « {name} » : {text}",
}

BOX: dict[str, str] = {
    "ballots": "{cast:bulletin} : {valid:valable}, {blank:blanc}",
    "marked-invalid": "{number:bulletin marqué nul|bulletins marqués nuls}",
    "several-choices": "{number:bulletin} hors du compte : plusieurs choix là où il n'en fallait qu'un",
    "too-many-choices": "{number:bulletin} hors du compte : plus de choix que permis",
    "too-many-points": "{number:bulletin} hors du compte : plus de points sur une ligne que permis",
    "total-exceeded": "{number:bulletin} hors du compte : plus de points en tout que permis",
    "candidate-twice": "{number:bulletin} hors du compte : le même nom deux fois",
    "quorum-met": "le quorum est atteint : {cast:bulletin} pour {registered:inscrit}, il en fallait au moins {share:%}",
    "quorum-met/strictly": "le quorum est atteint : {cast:bulletin} pour {registered:inscrit}, il en fallait plus de "
    "{share:%}",
    "quorum-missed": "le quorum n'est pas atteint, rien n'est décidé : {cast:bulletin} pour {registered:inscrit}, "
    "il manque {missing:bulletin}",
    "college-empty": "le collège « {name} » n'a aucun bulletin valable : son poids ne compte pas",
    "college-result": "collège « {name} » ({weight:%} du total) : {winners:quoted}",
    "college-undecided": "collège « {name} » ({weight:%} du total) : rien n'en sort seul",
    "tie-last-seat": "égalité entre {tied:quoted} : l'ordre fixé d'avance met {first:quoted} devant",
    "tie-elimination": "égalité au dernier rang entre {tied:quoted} : l'ordre fixé d'avance élimine {last:quoted}",
    "tie-surplus": "égalité entre {tied:quoted} pour transmettre son surplus : l'ordre fixé d'avance commence par "
    "{first:quoted}",
    "tie-second-round": "égalité entre {tied:quoted} pour le second tour : l'ordre fixé d'avance met {first:quoted} "
    "devant",
    "margin-exact": "marge : si {lower:bulletin était rempli|bulletins étaient remplis} autrement, ce résultat "
    "pourrait changer ; avec moins, il ne bougerait pas",
    "margin-between": "marge : si {upper:bulletin était rempli|bulletins étaient remplis} autrement, ce résultat "
    "pourrait changer ; avec moins de {lower}, il ne bougerait pas",
    "margin-at-least": "marge : ce résultat ne bougerait pas si moins de {lower:bulletin était rempli|bulletins "
    "étaient remplis} autrement",
    "margin-drawn": "ce résultat tient à une égalité que l'ordre fixé d'avance a départagée",
    "margin-unknown": "la marge n'est pas calculée",
}

ERRORS: dict[str, str] = (
    french.TABLES
    | french.FILES
    | {
        "no-candidates": "il n'y a aucun choix ; donnez un titre aux colonnes, ou les noms avec --candidates",
        "candidate-twice-in-list": "« {name} » figure deux fois parmi les choix ; gardez-en un",
        "unknown-candidate": "« {name} » n'est pas un des choix ; corrigez ce nom, ou ajoutez-le à la liste",
        "unknown-mark": "« {found} » n'est pas une réponse possible (colonne « {column} ») ; écrivez : {allowed}",
        "bad-rank": "« {found} » n'est pas un rang (colonne « {column} ») ; écrivez 1 pour le premier, ou laissez vide",
        "bad-points": "« {found} » n'est pas un nombre entier de points (colonne « {column} »)",
        "bad-weight": "« {found} » n'est pas un poids ; écrivez un nombre plus grand que zéro, comme 2 ou 1/3",
        "too-many-levels": "un bulletin a plus de {most} rangs différents ; c'est trop",
        "marks-count": "{found:marque} au lieu de {expected} sur un bulletin",
        "bad-marks": "un bulletin porte une marque qui n'existe pas",
        "weights-count": "il faut autant de poids que de bulletins",
        "unnamed-column": "la colonne n° {column} n'a pas de titre ; donnez-lui un nom",
        "no-college": "le collège n'est pas rempli sur cette ligne",
        "no-scale": "les mentions ne sont pas données ; écrivez --grades « Très bien,Bien,Passable,À rejeter », la "
        "meilleure "
        "d'abord",
        "bad-sheet": "cette règle ne peut pas avoir {field} = {found}",
        "bad-share": "« {found} » n'est pas une part ; écrivez 1/2, 60% ou >1/2",
        "wrong-kind": "ces bulletins ne conviennent pas à cette règle",
        "bad-seats": "{seats:siège} pour {candidates:choix|choix} : il en faut au moins un, et pas plus que de choix",
        "no-ballots": "il n'y a aucun bulletin valable : rien à compter",
        "registered-missing": "le nombre d'inscrits n'est pas donné ; écrivez-le avec --registered",
        "fewer-registered": "il y a {cast:bulletin} pour {registered:inscrit} ; corrigez le nombre d'inscrits",
        "college-missing": "les bulletins sont rangés par collège (« {name} »…) ; dites ce que pèse chacun avec "
        "--colleges",
        "college-unknown": "le collège « {name} » n'a pas de poids ; ajoutez-le à --colleges",
        "colleges-refused": "cette règle ne se compte pas par collèges de cette façon",
        "colleges-empty": "aucun collège n'a de bulletin valable : rien à compter",
        "whole-weights": "cette règle ne compte que des bulletins de poids entier, et non {found}",
        "tied": "égalité entre {ids:quoted} : le dépouillement s'arrête là. Tirez un ordre au sort devant tout le "
        "monde, "
        "puis recomptez avec --ties seed:TEXTE",
        "tied/elimination": "égalité au dernier rang entre {ids:quoted} : le dépouillement s'arrête là. Tirez un "
        "ordre au "
        "sort devant tout le monde, puis recomptez avec --ties seed:TEXTE",
        "not-in-order": "« {id} » n'est pas dans l'ordre qui départage ; tirez un ordre de tous les choix",
        "bad-way": "« {text} » ne dit pas comment départager ; écrivez refuse, id ou seed:TEXTE",
        "file-missing": "il manque le fichier des bulletins ; voyez « chainon elect --help »",
        "rule-missing": "il manque --rule ; voyez « chainon elect --help »",
        "option-choice": "{option} attend {choices}, et non « {found} »",
        "option-not-a-number": "{option} attend un nombre entier, et non « {found} »",
        "option-unknown": "je ne comprends pas « {found} » ; voyez « chainon elect --help »",
        "bad-colleges": "« {found} » ne dit pas ce que pèse un collège ; écrivez « habitants=1/2,associations=1/2 »",
    }
)

FRENCH: dict[str, str] = RESULTS | BOX | ERRORS


class _Phrase(french.Phrase):
    """Also shares as percentages, fractions as decimals, and names in quotation marks."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == "%":
            return percent(value)
        if format_spec == "quoted":
            names = value if isinstance(value, list | tuple) else [value]
            return french.typeset(" et ".join(filter(None, [", ".join(f"« {n} »" for n in names[:-1]), _last(names)])))
        if isinstance(value, Fraction):
            value = decimal(value)
        return super().format_field(value, format_spec)


def _last(names: Sequence[object]) -> str:
    return f"« {names[-1]} »" if names else ""


_PHRASE = _Phrase()


def decimal(value: Number) -> Decimal | int:
    """A number as one writes it: two decimals at most, one third is 0,33."""
    if isinstance(value, int) or value.denominator == 1:
        return int(value)
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.01")).normalize()


def percent(value: object) -> str:
    """`66,67 %` for 2/3; `50 %` for 1/2."""
    if not isinstance(value, int | Fraction | str) or value == "…":
        return str(value)
    return typeset(f"{french.number(decimal(100 * Fraction(value)))} %")


def words(code: str, params: Mapping[str, object] | None = None) -> str:
    """The sentence of a code, with its first letter as in the table (lower case) and no final full stop."""
    return french.worded(FRENCH, code, params, _PHRASE)


def error_words(error: MethodError) -> str:
    """The sentence of an error, after its line if it has one."""
    where = typeset(f"ligne {error.line} : ") if error.line is not None else ""
    if error.code == "tied" and error.params.get("where") == "elimination":
        return where + words("tied/elimination", error.params)
    code = "candidate-twice-in-list" if error.code == "candidate-twice" else error.code
    return where + words(code, error.params)


def margin_finding(margin: Margin) -> Finding:
    params = {"lower": margin.lower, "upper": margin.upper}
    if margin.lower is None:
        return Finding("margin-unknown")
    if margin.upper == 0:
        return Finding("margin-drawn")
    if margin.is_exact:
        return Finding("margin-exact", params)
    return Finding("margin-at-least" if margin.upper is None else "margin-between", params)


def findings_of(election: Election) -> list[Finding]:
    """Everything that is said of an election, in the order in which it is read out."""
    whole, outcome = election.whole, election.outcome
    found = [Finding("ballots", {"cast": whole.cast, "valid": whole.valid, "blank": whole.blank})]
    found += [Finding(reason, {"number": number}) for reason, number in sorted(whole.invalid.items())]
    found += election.findings
    total = sum(election.sheet.colleges.values(), Fraction(0))
    for name, college in election.colleges.items():
        params: dict[str, object] = {"name": name, "weight": election.sheet.colleges[name] / total}
        winners = list(college.winners or college.qualified) if college is not None else []
        found.append(Finding("college-result" if winners else "college-undecided", params | {"winners": winners}))
    found += outcome.findings
    found += [
        Finding(f"tie-{met.where}", {"tied": list(met.tied), "first": met.order[0], "last": met.order[-1]})
        for met in outcome.ties
    ]
    return [*found, margin_finding(outcome.margin)] if election.is_valid else found


def said(election: Election) -> list[str]:
    """The findings of an election as French sentences."""
    return [sentence(words(finding.code, finding.params)) for finding in findings_of(election)]
