"""The French sentences of every code of budgeting: what is wrong with a file, a rule, a count; what a result says."""

from __future__ import annotations

from collections.abc import Mapping

from chainon.methods import french
from chainon.methods.errors import MethodError

FILE: dict[str, str] = {
    "not-pabulib": "ce n'est pas un fichier Pabulib : aucune des lignes META, PROJECTS et VOTES n'y figure",
    "text-before-sections": "rien ne doit précéder la première des lignes META, PROJECTS et VOTES ; "
    "supprimez cette ligne",
    "section-missing": "il manque la ligne « {section} » et ce qui la suit",
    "section-twice": "la ligne « {section} » figure deux fois ; réunissez les deux parties",
    "missing-column": "dans {section}, il manque la colonne « {column} » ; donnez ce titre à la bonne colonne",
    "meta-missing": "META doit dire « {key} » ; ajoutez une ligne « {key};… »",
    "meta-twice": "META dit deux fois « {key} » ; gardez une seule des deux lignes",
    "bad-amount": "« {found} » n'est pas une somme (« {column} ») ; écrivez par exemple 12000 ou 12000.50",
    "vote-type": "« {found} » n'est pas une façon de voter ; écrivez approval, ordinal, cumulative ou scoring",
    "envelopes-count": "{found:somme} pour {expected:enveloppe} ; il en faut une pour chacune, dans le même ordre",
    "no-projects": "il n'y a aucun projet ; ajoutez-en au moins un",
    "missing-id": "l'identifiant est vide ; remplissez-le, ou retirez la ligne",
    "duplicate-project": "le projet « {id} » figure déjà à la ligne {first} ; gardez une seule des deux lignes",
    "duplicate-voter": "le votant « {id} » figure déjà à la ligne {first} ; gardez un seul des deux bulletins",
    "unknown-project": "aucun projet n'a l'identifiant « {id} » ; corrigez-le",
    "project-twice": "le projet « {id} » est nommé deux fois ; gardez-le une seule fois",
    "points-count": "{found:nombre} de points pour {expected:projet} ; donnez-en un à chacun, dans l'ordre",
    "bad-points": "« {found} » n'est pas un nombre de points ; écrivez un nombre entier, 0 ou davantage",
}

REMARKS: dict[str, str] = {
    "told-otherwise": "META annonce {told} (« {key} »), le fichier en contient {found}",
    "votes-otherwise": "le fichier annonce {told} pour le projet « {id} », ses bulletins donnent {found}",
    "bad-date": "« {found} » (« {key} ») n'est pas une date ; écrivez 31.05.2026, ou 2026",
    "outside-limit": "{ballots:bulletin} hors de la limite annoncée (« {key} », {limit}) ; ils sont comptés tels quels",
}

VOTE: dict[str, str] = {
    "no-project-id": "un projet n'a pas d'identifiant ; donnez-lui en un",
    "bad-cost": "le coût du projet « {id} » ne peut pas être {cost} centimes",
    "bad-budget": "le budget ne peut pas être {budget} centimes",
    "bad-ballots": "les bulletins sont mal formés ({what}) ; signalez-le nous",
    "bad-envelope": "l'enveloppe « {value} » est mal décrite ({by}) ; corrigez-la",
    "bad-sheet": "la fiche de règle n'est pas valable (« {field} » : {found}) ; corrigez-la",
    "no-share": "des votants habitent « {place} », qui n'a pas de part du budget ; donnez-lui en une",
    "approval-only": "la règle « {rule} » ne compte que des bulletins d'approbation ; choisissez-en une autre",
    "no-shares": "la règle « {rule} » ne donne pas de part à chaque votant : il n'y a pas de reçu",
    "no-such-ballot": "aucun bulletin n'est rempli ainsi",
    "tied": "égalité entre les projets {ids} ; la règle ne dit pas qui passe d'abord : départagez-les par un tirage "
    "public (--ties seed:TEXTE), le même pour tout le compte",
    "not-in-order": "le projet « {id} » n'est pas dans l'ordre tiré ; ajoutez-le",
    "bad-way": "« {text} » n'est pas une façon de départager ; écrivez refuse, id, ou seed: suivi d'un texte",
}

COMMAND: dict[str, str] = {
    "option-missing": "il manque {options} ; voyez « chainon {verb} --help »",
    "option-unknown": "je ne comprends pas « {found} » ; voyez « chainon {verb} --help »",
    "option-choice": "{option} attend {choices}, et non « {found} »",
    "option-not-a-number": "{option} attend un nombre entier, et non « {found} »",
    "sheet-and-options": "--sheet donne toute la règle ; retirez {options}",
    "not-a-sheet": "ce n'est pas une fiche de règle au format JSON",
    "out-is-a-file": "« {out} » est un fichier ; donnez le nom d'un dossier à créer",
    "out-other-count": "« {out} » contient déjà un autre « {name} » ; donnez le nom d'un autre dossier, "
    "car un résultat ne s'efface pas",
    "out-unwritable": "impossible d'écrire dans « {out} » ({reason}) ; donnez un autre dossier",
    "not-a-count": "« {folder} » ne contient pas {name} ; donnez le dossier écrit par « chainon count »",
    "others": "et {count:défaut} de plus",
}

RULES: dict[str, str] = {
    "greedy/votes/skip": "les projets sont retenus du plus choisi au moins choisi, en passant ceux qui n'entrent plus "
    "dans le budget",
    "greedy/votes/stop": "les projets sont retenus du plus choisi au moins choisi, jusqu'au premier qui n'entre plus "
    "dans le budget",
    "greedy/votes-per-cost/skip": "les projets sont retenus de celui qui a le plus de voix par euro à celui qui en a "
    "le moins, en passant ceux qui n'entrent plus dans le budget",
    "greedy/votes-per-cost/stop": "les projets sont retenus de celui qui a le plus de voix par euro à celui qui en a "
    "le moins, jusqu'au premier qui n'entre plus dans le budget",
    "equal-shares": "chaque votant reçoit la même part du budget ; un projet est retenu quand celles et ceux qui l'ont "
    "choisi peuvent le payer ensemble, en commençant par celui qui leur coûte le moins pour ce qu'il leur apporte",
    "phragmen": "chaque votant gagne de l'argent au même rythme ; un projet est retenu dès que celles et ceux qui "
    "l'ont choisi peuvent le payer ensemble",
    "maximin-support": "à chaque étape est retenu le projet qui répartit le mieux la charge entre les votants",
    "utility-cost": "un projet apporte à qui l'a choisi autant qu'il coûte",
    "utility-cardinality": "tous les projets apportent autant à qui les a choisis",
    "utility-points": "un projet apporte à chacun les points qu'il lui a donnés",
    "shares": "la part de chacun dépend du quartier, selon le partage annoncé",
    "stop-overspend": "les parts augmentent ensuite de {step} en {step} par votant, jusqu'au dernier pas qui ne "
    "dépasse pas le budget",
    "stop-exhaustive": "les parts augmentent ensuite de {step} en {step} par votant, jusqu'à ce que plus aucun projet "
    "choisi n'entre dans le budget, ou avant qu'il soit dépassé",
    "fill-votes": "l'argent qui reste va aux projets les plus choisis qui y entrent encore",
    "fill-votes-per-cost": "l'argent qui reste va aux projets qui ont le plus de voix par euro et y entrent encore",
    "comparison-satisfaction": "si plus de votants préfèrent les projets les plus choisis, ce sont eux qui sont "
    "retenus",
    "comparison-exclusion": "si les projets les plus choisis laissent moins de votants sans rien, ce sont eux qui sont "
    "retenus",
    "minimum": "un projet est écarté sous {minimum:voix|voix}",
    "ties-refuse": "une égalité arrête le compte, jusqu'à ce qu'un tirage public la règle",
    "ties-id": "les égalités sont réglées par l'identifiant, pour comparer avec d'autres programmes",
    "ties-draw": "les égalités sont réglées par un ordre que tire la graine « {seed} »",
    "ties-order": "les égalités sont réglées par un ordre fixé d'avance",
}

RESULT: dict[str, str] = {
    "volume": "{voters:votant} et {projects:projet}, pour un budget de {budget}",
    "winners": "{winners:projet retenu|projets retenus}, pour {spent} ({share} du budget)",
    "winners-none": "aucun projet n'est retenu",
    "endowment": "à la fin du compte, chaque votant disposait d'une part de {endowment}",
    "endowment-mean": "à la fin du compte, chaque votant disposait en moyenne d'une part de {endowment}",
    "compared-shares": "l'étape de comparaison garde les parts égales ({shares} contre {greedy})",
    "compared-greedy": "l'étape de comparaison garde les projets les plus choisis ({greedy} contre {shares})",
    "tie": "égalité entre {ids}, réglée dans l'ordre {order}",
    "won-count": "{name} : {cost}, {votes:voix|voix} ; {payers:votant paie|votants paient}, {most} chacun au plus",
    "won-count/emptied": "{name} : {cost}, {votes:voix|voix} ; {payers:votant paie|votants paient}, {most} chacun au "
    "plus ; {emptied:votant y met tout ce qui lui reste|votants y mettent tout ce qui leur reste}",
    "won-votes": "{name} : {cost}, {votes:voix|voix}",
    "won-free": "{name} : ne coûte rien, {votes:voix|voix}",
    "won-fill": "{name} : {cost}, {votes:voix|voix} ; retenu avec l'argent qui restait",
    "below-minimum": "{name} : écarté, il n'a pas assez de voix ({votes})",
    "above-budget": "{name} : écarté, il coûte {cost}, plus que le budget",
    "above-envelope": "{name} : écarté, il coûte {cost}, plus que son enveloppe",
    "excluded": "{name} : écarté, car « {by} » est retenu et ils s'excluent",
    "support": "{name} : pas retenu ({cost}, {votes:voix|voix})",
    "support/support": "{name} : pas retenu ; celles et ceux qui l'ont choisi pouvaient au mieux réunir {support} de "
    "son coût ({cost}), il manquait {missing}",
    "lost-votes": "{name} : pas retenu ({votes:voix|voix}) ; il coûte {cost}, et il manquait {missing} quand son tour "
    "est venu",
    "cheaper": "il aurait été retenu à {cost}",
    "more-voters": "ou avec {voters:votant} de plus ne choisissant que lui",
    "only-more-voters": "il aurait été retenu avec {voters:votant} de plus ne choisissant que lui",
    "more-votes": "ou avec {voters:voix|voix} de plus",
    "only-more-votes": "il aurait été retenu avec {voters:voix|voix} de plus",
    "rivals": "les mêmes personnes ont payé pour {names}",
    "frozen": "ces écarts valent pour les parts de la fin du compte : avec d'autres votants ou un autre budget, elles "
    "changeraient aussi",
    "nothing": "sans aucun de ses projets retenu : {nothing:votant} ({share}) ; nombre moyen de projets retenus par "
    "votant : {mean}",
    "beside": "du plus choisi au moins choisi, sans rien : {nothing:votant} ({share}) ; {gained:projet} de moins "
    "({gained_names}), {lost} de plus ({lost_names})",
    "beside-same": "du plus choisi au moins choisi, les mêmes projets seraient retenus",
    "beside-none": "du plus choisi au moins choisi, une égalité arrêterait le compte",
    "prefer": "par le coût de leurs projets retenus, gagnent à cette règle : {this:votant} ; y perdent : {greedy}",
    "place": "{place} : {winners:projet}, {spent}",
    "place/voters": "{place} : {winners:projet}, {spent} ; {voters:votant}, dont {nothing} sans rien",
    "no-place": "sans lieu",
    "nobody": "aucun",
}

FRENCH: dict[str, str] = french.TABLES | french.FILES | FILE | REMARKS | VOTE | COMMAND | RULES | RESULT


def words(code: str, params: Mapping[str, object] | None = None) -> str:
    """The sentence of a code, with its first letter as in the table (lower case) and no final full stop."""
    return french.worded(FRENCH, code, params)


def error_words(error: MethodError) -> str:
    """The sentence of an error, after its line if it has one: `ligne 12 : …`."""
    where = french.typeset(f"ligne {error.line} : ") if error.line is not None else ""
    return where + words(error.code, error.params)
