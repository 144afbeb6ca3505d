"""The report of a draw: what went in, by which rule, what came out for each value; a page that prints.

It is computed from the sealed file and the public one alone, in exact decimals: the same files give the same report,
to the byte, on every machine. Timings stand outside the hashed part. It names nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from html import escape
from typing import Any

from chainon.methods.evidence import canonical, sha256_hex

from .relaxing import Finding
from .wording import number, sentence, typeset, words

RULE = "chainon-sortition-1"
Document = Mapping[str, Any]


@dataclass(frozen=True)
class ValueRow:
    """A value of a feature: places, volunteers, seats in the drawn panel, and the chances of those who hold it.

    Chances are decimal texts of 6 places between 0 and 1, None when nobody holds the value.
    """

    value: str
    minimum: int
    maximum: int
    volunteers: int
    drawn: int
    chance_min: str | None
    chance_mean: str | None
    chance_max: str | None


@dataclass(frozen=True)
class FeatureTable:
    feature: str
    rows: tuple[ValueRow, ...]


@dataclass(frozen=True)
class Report:
    """`facts` are hashed; `timings` (CPU seconds by stage) are not. `inputs_sha256` is that of the sealed file."""

    rule: str
    title: str
    draw: str
    objective: str
    inputs_sha256: str
    commitment: str
    seed: str
    number: int
    steps: tuple[Finding, ...]
    composition: tuple[FeatureTable, ...]
    timings: Mapping[str, float] = field(default_factory=dict)

    @property
    def facts(self) -> dict[str, Any]:
        facts = asdict(self)
        del facts["timings"]
        facts["steps"] = [step.as_dict() for step in self.steps]
        return facts

    def as_dict(self) -> dict[str, Any]:
        """`facts`, the SHA-256 of their canonical JSON, and `timings`."""
        facts = self.facts
        return {"facts": facts, "facts_sha256": sha256_hex(canonical(facts)), "timings": dict(self.timings)}

    def html(self) -> str:
        """One French page: no external resource, no script, tables that read aloud, made to be printed."""
        steps = "".join(f"<li>{escape(sentence(words(step.code, step.params)))}</li>\n" for step in self.steps)
        tables = "".join(_table(table) for table in self.composition)
        proof = "".join(
            f"<dt>{escape(name)}</dt><dd><code>{escape(value)}</code></dd>\n"
            for name, value in (
                ("Tirage", self.draw),
                ("Règle de calcul", f"{self.rule}, {self.objective}"),
                ("Empreinte du fichier scellé (volontaires, places, groupes)", self.inputs_sha256),
                ("Empreinte de la liste figée, à comparer à celle publiée avant le tirage", self.commitment),
                ("Graine", self.seed),
                ("Empreinte de ce procès-verbal", str(self.as_dict()["facts_sha256"])),
            )
        )
        return _PAGE.format(title=escape(self.title), steps=steps, tables=tables, proof=proof, style=_STYLE)


def build_report(sealed: Document, opened: Document, timings: Mapping[str, float] | None = None) -> Report:
    """The report of an opened draw. Both files must have been checked (`verify_draw.check_sealed`)."""
    terms, frozen = sealed["terms"], opened["frozen"]
    people = sealed["people"]
    drawn = set(sealed["panels"][opened["number"]]["members"])
    return Report(
        rule=RULE,
        title=terms["title"],
        draw=terms["draw"],
        objective=terms["objective"],
        inputs_sha256=frozen["sealed_sha256"],
        commitment=frozen["commitment"],
        seed=opened["seed"],
        number=opened["number"],
        steps=tuple(_steps(sealed, opened)),
        composition=tuple(
            FeatureTable(feature["name"], tuple(_row(quota, column, people, drawn) for quota in feature["quotas"]))
            for column, feature in enumerate(terms["features"])
        ),
        timings=dict(timings or {}),
    )


def _row(quota: Document, column: int, people: Sequence[Document], drawn: set[int]) -> ValueRow:
    held = [i for i, person in enumerate(people) if person["values"][column] == quota["value"]]
    chances = [Decimal(people[i]["probability"]) for i in held]
    seats = sum(i in drawn for i in held)
    counts = (quota["value"], quota["min"], quota["max"], len(held), seats)
    if not chances:
        return ValueRow(*counts, None, None, None)
    mean = sum(chances, Decimal(0)) / len(chances)
    return ValueRow(*counts, f"{min(chances):.6f}", f"{mean:.6f}", f"{max(chances):.6f}")


def gini_of(chances: Sequence[Decimal]) -> Decimal:
    """Gini coefficient, between 0 (everyone has the same chance) and 1."""
    ordered = sorted(chances)
    weighted = sum((2 * rank - len(ordered) - 1) * chance for rank, chance in enumerate(ordered, start=1))
    total = sum(ordered, Decimal(0))
    return Decimal(weighted) / (len(ordered) * total) if total else Decimal(0)


def _steps(sealed: Document, opened: Document) -> list[Finding]:
    terms, optimum = sealed["terms"], sealed["optimum"]
    chances = [Decimal(person["probability"]) for person in sealed["people"]]
    panels = terms["panels"]
    away = max(
        abs(Decimal(person["count"]) / panels - chance)
        for person, chance in zip(sealed["people"], chances, strict=True)
    )
    rule = "step-households" if terms["households"] else "step-files"
    proof = "step-proven" if optimum["proven_optimal"] else "step-bounded"
    return [
        Finding(rule, {"volunteers": terms["volunteers"], "seats": terms["seats"]}),
        Finding(f"step-{terms['objective']}", {}),
        Finding(proof, {"gap": _comma(optimum["gap"].rstrip("0").rstrip("."))}),
        Finding(
            "step-chances",
            {"least": percent(min(chances)), "most": percent(max(chances)), "gini": _comma(f"{gini_of(chances):.3f}")},
        ),
        Finding("step-panels", {"panels": panels, "away": _comma(f"{1000 * away:.2f}")}),
        Finding("step-number", {"values": " ; ".join(opened["values"]), "number": opened["number"]}),
    ]


def percent(chance: Decimal | str) -> str:
    """`9,1 %`, with a second decimal under 1 %."""
    share = 100 * Decimal(chance)
    return typeset(_comma(f"{share:.2f} %" if 0 < share < 1 else f"{share:.1f} %"))


def _comma(decimal: str) -> str:
    return decimal.replace(".", ",")


def _table(table: FeatureTable) -> str:
    heads = ("Valeur", "Places prévues", "Volontaires", "Groupe tiré", "Chance d'être tiré", "Chance moyenne")
    columns = "".join(f'<th scope="col">{head}</th>' for head in heads)
    rows = "".join(_cells(row) for row in table.rows)
    caption = f"<caption>{escape(table.feature)}</caption>"
    return f"<table>{caption}<thead><tr>{columns}</tr></thead>\n<tbody>\n{rows}</tbody></table>\n"


def _cells(row: ValueRow) -> str:
    places = str(row.minimum) if row.minimum == row.maximum else f"{row.minimum} à {row.maximum}"
    if row.chance_min is None or row.chance_max is None or row.chance_mean is None:
        chances, mean, width = "personne", "", "0"
    else:
        low, high = percent(row.chance_min), percent(row.chance_max)
        chances = low if low == high else f"{low} à {high}"
        mean, width = percent(row.chance_mean), f"{100 * Decimal(row.chance_mean):.1f}"
    bar = f'<span class="bar" aria-hidden="true" style="width:{width}%"></span>'
    cells = "".join(f"<td>{escape(number(shown))}</td>" for shown in (places, row.volunteers, row.drawn, chances))
    return f'<tr><th scope="row">{escape(row.value)}</th>{cells}<td class="chance">{escape(mean)}{bar}</td></tr>\n'


_STYLE = """
body{font:1.05rem/1.5 "Atkinson Hyperlegible",Verdana,sans-serif;color:#1a1a1a;background:#fff;max-width:60rem;
margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.2rem;margin-top:2rem}
table{border-collapse:collapse;width:100%;margin:1rem 0 2rem}
caption{text-align:left;font-weight:bold;padding:.3rem 0}
th,td{border-bottom:1px solid #767676;padding:.3rem .6rem;text-align:right;vertical-align:top}
th:first-child{text-align:left}tbody th{font-weight:normal}
.chance{min-width:8rem}
.bar{display:block;height:.4rem;background:#00538a;-webkit-print-color-adjust:exact;print-color-adjust:exact}
dt{font-weight:bold;margin-top:.6rem}dd{margin:0}code{overflow-wrap:anywhere}
@media (max-width:40rem){table{display:block;overflow-x:auto}}
@media print{body{margin:0;max-width:none}table,tr{break-inside:avoid}}
"""

_PAGE = typeset("""<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Procès-verbal du tirage : {title}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>Procès-verbal du tirage : {title}</h1>
<p>Ce document ne nomme personne. Il contient pourtant de petits effectifs : avant de le publier, vérifiez qu'on ne
peut y reconnaître personne.</p>
<h2>Ce qui a été fait</h2>
<ol>
{steps}</ol>
<h2>Places prévues, volontaires, groupe tiré</h2>
<p>La chance est celle d'être dans le groupe, calculée avant le tirage ; la barre en montre la moyenne.</p>
{tables}<h2>Pour vérifier</h2>
<p>Tout le monde : <code>python3 verify_draw.py draw.json</code>. Garant de la participation ou commissaire de
justice : <code>python3 verify_draw.py draw.json --sealed sealed.json</code>.</p>
<dl>
{proof}</dl>
</main>
</body>
</html>
""")
