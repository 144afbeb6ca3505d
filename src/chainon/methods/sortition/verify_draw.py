#!/usr/bin/env python3
"""Vérifie un tirage au sort figé et publié, sans rien croire de celles et ceux qui l'ont organisé.

  python3 verify_draw.py draw.json                         le fichier public, avant ou après le tirage
  python3 verify_draw.py draw.json --commitment EMPREINTE  … et l'empreinte notée avant le tirage
  python3 verify_draw.py draw.json --line ligne.json       … et votre propre ligne
  python3 verify_draw.py draw.json --sealed sealed.json    … et le fichier scellé (garant, commissaire de justice)

Rend 0 si tout est juste, 1 si quelque chose est faux, 2 si un fichier est illisible. Python 3.10, rien à installer.
"""

import argparse
import hashlib
import json
import math
import re
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any


class Refused(Exception):
    """Ce qui est faux, en une phrase."""


def ensure(right: object, wrong: str) -> None:
    if not right:
        raise Refused(wrong)


def firmly(check: Any) -> Any:
    """Un fichier mal formé est refusé lui aussi."""

    def checked(*files: Any) -> Any:
        try:
            return check(*files)
        except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
            raise Refused(f"fichier mal formé ({type(error).__name__} : {error})") from None

    return checked


def canonical(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha(*parts: bytes) -> str:
    return hashlib.sha256(b"".join(parts)).hexdigest()


def leaf(content: Any) -> str:
    return sha(b"\0", canonical(content))


def root(level: list[str]) -> str:
    while len(level) > 1:
        pairs = [sha(b"\1", bytes.fromhex(a + b)) for a, b in zip(level[::2], level[1::2], strict=False)]
        level = pairs + level[2 * len(pairs) :]
    return level[0]


def climb(here: str, index: int, size: int, proof: list[str]) -> str:
    """La racine à laquelle mène la preuve (RFC 9162, 2.1.3.2)."""
    ensure(type(index) is int and 0 <= index < size, "une place est hors de la liste")
    ensure(all(re.fullmatch("[0-9a-f]{64}", text) for text in [here, *proof]), "une preuve est mal écrite")
    last = size - 1
    for sibling in proof:
        ensure(last > 0, "une preuve est trop longue")
        on_the_right = index % 2 or index == last
        here = sha(b"\1", bytes.fromhex(sibling + here if on_the_right else here + sibling))
        while on_the_right and index and index % 2 == 0:
            index, last = index // 2, last // 2
        index, last = index // 2, last // 2
    ensure(last == 0, "une preuve est trop courte")
    return here


def words(seed: str) -> Any:
    key = hashlib.sha256(seed.encode()).digest()
    for block in range(2**64):
        yield from (int(word, 16) for word in re.findall("." * 16, sha(key, block.to_bytes(8, "big"))))


def below(n: int, stream: Any) -> int:
    return int(next(word % n for word in stream if word < 2**64 - 2**64 % n))


def shuffle(tokens: set[str], seed: str) -> list[str]:
    deck, stream = sorted(tokens), words(seed)
    for i in range(len(deck) - 1):
        j = i + below(len(deck) - i, stream)
        deck[i], deck[j] = deck[j], deck[i]
    return deck


def outcomes(source: Any) -> int:
    """Combien de résultats la source peut donner ; d'un texte on ne sait rien, on n'exige donc rien."""
    if source["kind"] == "lottery":
        return math.prod(math.comb(group["highest"], group["count"]) for group in source["groups"])
    base, power = {"balls": (10, "digits"), "beacon": (256, "size"), "text": (2, "text")}[source["kind"]]
    return int(base ** source.get(power, 64))


def is_well_written(source: Any, value: str) -> bool:
    """Une valeur n'a qu'une écriture : sinon on pourrait essayer « 7 », puis « 07 »."""
    if source["kind"] == "lottery":
        groups, rules = [[int(n) for n in part.split(".")] for part in value.split("+")], source["groups"]
        fits = [len(g) == r["count"] and g[0] > 0 and g[-1] <= r["highest"] for g, r in zip(groups, rules, strict=True)]
        return all(fits) and value == "+".join(".".join(map(str, sorted(set(g)))) for g in groups)
    if source["kind"] == "balls":
        return bool(re.fullmatch(r"[0-9](\.[0-9])*", value)) and len(value) == 2 * source["digits"] - 1
    if source["kind"] == "beacon":
        return bool(re.fullmatch("[0-9a-f]+", value)) and len(value) == 2 * source["size"]
    return value.strip() == value != ""


def check_frozen(frozen: Any) -> list[str]:
    ensure(frozen["format"] == "chainon-frozen-1", "ce n'est pas un fichier figé de Chaînon")
    terms, content = frozen["terms"], {key: value for key, value in frozen.items() if key != "commitment"}
    ensure(frozen["commitment"] == sha(canonical(content)), "l'empreinte n'est pas celle du contenu, qui a été modifié")
    chances = math.prod(outcomes(source) for source in terms["sources"])
    direct = [source["kind"] for source in terms["sources"]] == ["balls"] and chances == terms["panels"]
    ensure(terms["picking"] == ("direct" if direct else "hashed"), "la façon de désigner le groupe n'est pas la bonne")
    ensure(direct or chances >= 1000 * terms["panels"], "trop peu de hasard : des groupes auraient plus de chances")
    return [f"✓ « {terms['title']} » : son empreinte, à comparer à celle publiée avant, est {frozen['commitment']}."]


@firmly
def check_public(doc: Any) -> list[str]:
    if "number" not in doc:
        return check_frozen(doc)
    ensure(doc["format"] == "chainon-opened-1" and len(doc) == 7, "ce n'est pas un fichier de tirage de Chaînon")
    frozen, values, panel, said = doc["frozen"], doc["values"], doc["panel"], check_frozen(doc["frozen"])
    terms, read = frozen["terms"], list(zip(frozen["terms"]["sources"], values, strict=True))
    for source, value in read:
        ensure(is_well_written(source, value), f"« {source['label']} » : {value!r} n'a pas la forme annoncée")
    parts = [f"{source['kind']}:{value.replace('%', '%25').replace('|', '%7C')}" for source, value in read]
    seed = "|".join(["chainon-seed-1", terms["draw"], frozen["commitment"], *parts])
    ensure(doc["seed"] == seed, "la graine n'est pas celle des valeurs lues en public")
    number = int(values[0].replace(".", "")) if terms["picking"] == "direct" else below(terms["panels"], words(seed))
    ensure(canonical(doc["number"]) == canonical(number), f"le groupe désigné est le n° {number}, pas {doc['number']}")
    shown = " ; ".join(f"{source['label']} : {value}" for source, value in read)
    said.append(f"✓ Lu en public : {shown}. Cela désigne le groupe n° {number}. Comparez avec ce que vous avez vu.")
    if any(source["kind"] == "text" for source, _ in read):
        said.append("⚠ Un texte choisi par quelqu'un sert de hasard : rien ne prouve qu'il n'en a pas essayé d'autres.")
    tokens = [person["token"] for person in panel["members"]]
    ensure(len(tokens) == terms["seats"] and tokens == sorted(set(tokens)), "le groupe n'a pas la taille annoncée")
    opened = leaf({"panel": number, "salt": panel["salt"], "members": tokens})
    found = climb(opened, number, terms["panels"], panel["proof"]) == frozen["panels_root"]
    ensure(found and len(panel) == 3, f"le groupe publié n'est pas le n° {number} de la liste figée")
    tokens += [person["token"] for person in doc["replacements"]]
    ensure(len(tokens) == len(set(tokens)), "une personne figure deux fois")
    for person in panel["members"] + doc["replacements"]:
        top = climb(person["token"], person["index"], terms["volunteers"], person["proof"])
        ensure(top == frozen["people_root"] and len(person) == 3, f"{person['token']} n'est pas dans la liste figée")
    said.append(f"✓ Le groupe publié est le n° {number} des {terms['panels']} groupes figés.")
    return [*said, f"✓ Ces {len(tokens)} personnes sont dans la liste figée des {terms['volunteers']} volontaires."]


def check_panel(name: str, members: list[int], people: Any, homes: Any, terms: Any) -> None:
    ensure(members == sorted(set(members)) and len(members) == terms["seats"], f"{name} : taille fausse ou doublon")
    for column, feature in enumerate(terms["features"]):
        seats = Counter(people[i]["values"][column] for i in members)
        for quota in feature["quotas"]:
            taken = seats.pop(quota["value"], 0)
            ensure(quota["min"] <= taken <= quota["max"], f"{name} : {taken} fois « {quota['value']} », non prévu")
        ensure(not seats, f"{name} : une valeur de « {feature['name']} » n'a pas été annoncée")
    ensure(len({homes[i] for i in members}) == len(members), f"{name} : deux personnes d'un même foyer")


def check_chances(sealed: Any, homes: Any, terms: Any) -> str:
    """À profil égal, et foyer de même composition, on doit être dans autant de groupes, à un près."""
    people, optimum, profiles = sealed["people"], sealed["optimum"], [canonical(p["values"]) for p in sealed["people"]]
    together: dict[Any, list[bytes]] = {}
    for home, profile in zip(homes, profiles, strict=True):
        together.setdefault(home, []).append(profile)
    seen = {((own, *sorted(together[h])), p["count"]) for own, h, p in zip(profiles, homes, people, strict=True)}
    least = dict(sorted(seen, reverse=True))
    ensure(all(n - least[kind] < 2 for kind, n in seen), "à profil égal, les nombres de groupes diffèrent")
    chances = [Fraction(person["probability"]) for person in people]
    ensure(abs(sum(chances) - terms["seats"]) < 1e-5, "les chances ne font pas le nombre de places")
    ensure(abs(Fraction(optimum["min"]) - min(chances)) < 1e-8, "la plus petite chance n'est pas celle annoncée")
    away = max(abs(Fraction(p["count"], terms["panels"]) - Fraction(p["probability"])) for p in people)
    proof = "optimum prouvé" if optimum["proven_optimal"] is True else "optimum non prouvé"
    said = f"✓ Chance la plus faible : {100 * float(min(chances)):.3f} % ({proof}, écart {optimum['gap']}) ; "
    said += f"les groupes s'écartent des chances annoncées d'au plus {1000 * float(away):.2f} pour 1 000"
    return said.replace(".", ",") + "."


@firmly
def check_sealed(doc: Any, sealed: Any) -> list[str]:
    check_public(doc)
    frozen, people, panels = doc.get("frozen", doc), sealed["people"], sealed["panels"]
    terms, ids = frozen["terms"], [person["id"] for person in people]
    ensure(sha(canonical(sealed)) == frozen["sealed_sha256"], "ce fichier scellé n'est pas celui qui a été figé")
    ensure(canonical(sealed["terms"]) == canonical(terms), "les règles scellées ne sont pas les règles publiées")
    ensure(len(ids) == len(set(ids)) == terms["volunteers"], "il manque des personnes, ou l'une figure deux fois")
    ensure(len(panels) == terms["panels"], "il manque des groupes")
    ensure(all(len(p["values"]) == len(terms["features"]) for p in people), "un profil est caché ou incomplet")
    lines = [{key: p[key] for key in ("id", "values", "household", "count")} | {"panels": len(panels)} for p in people]
    tokens = [leaf({"salt": p["salt"], "line": line}) for p, line in zip(people, lines, strict=True)]
    ensure(root(sorted(tokens)) == frozen["people_root"], "la liste des volontaires n'est pas celle qui est figée")
    homes = [p["household"] if terms["households"] and p["household"] is not None else (p["id"],) for p in people]
    for number, panel in enumerate(panels):
        check_panel(f"groupe n° {number}", panel["members"], people, homes, terms)
    groups = [sorted(tokens[i] for i in panel["members"]) for panel in panels]
    leaves = [leaf({"panel": j, "salt": p["salt"], "members": groups[j]}) for j, p in enumerate(panels)]
    ensure(root(leaves) == frozen["panels_root"], "la liste des groupes n'est pas celle qui est figée")
    counts = Counter(i for panel in panels for i in panel["members"])
    ensure(counts == Counter({i: p["count"] for i, p in enumerate(people)}), "un nombre de groupes est faux")
    said = [f"✓ Fichier scellé : {len(ids)} volontaires et {len(panels)} groupes, places et foyers respectés."]
    said.append(check_chances(sealed, homes, terms))
    if "number" in doc:
        order = shuffle({*tokens} - {*groups[doc["number"]]}, f"chainon-replacement-1|{doc['seed']}")
        names = dict(zip(tokens, ids, strict=True))
        said.append(f"✓ Premiers remplaçants, dans l'ordre : {', '.join(names[token] for token in order[:10])}.")
        called = [f"{names[x['token']]} (rang {order.index(x['token']) + 1})" for x in doc["replacements"]]
        said += [f"✓ Remplaçants appelés : {', '.join(called)}."] if called else []
    return said


@firmly
def check_line(doc: Any, line: Any) -> list[str]:
    check_public(doc)
    frozen, own, terms = doc.get("frozen", doc), line["line"], doc.get("frozen", doc)["terms"]
    ensure(line["format"] == "chainon-line-1" and len(line) == 7, "ce n'est pas une ligne de Chaînon")
    ensure([line["draw"], own["panels"]] == [terms["draw"], terms["panels"]], "c'est la ligne d'un autre tirage")
    ensure(line["token"] == leaf({"salt": line["salt"], "line": own}), "le jeton n'est pas celui de la ligne")
    top = climb(line["token"], line["index"], terms["volunteers"], line["proof"])
    ensure(top == frozen["people_root"], "cette ligne n'est pas dans la liste figée des volontaires")
    said = [f"✓ La ligne de {own['id']} est figée : elle figure dans {own['count']} des {own['panels']} groupes."]
    drawn = "number" in doc and line["token"] in [person["token"] for person in doc["panel"]["members"]]
    return [*said, "✓ Cette personne est dans le groupe tiré."] if drawn else said


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("draw", "--commitment", "--line", "--sealed"):
        parser.add_argument(name)
    asked = parser.parse_args(arguments)
    getattr(sys.stdout, "reconfigure", dict)(errors="replace")
    try:
        texts = [Path(path).read_bytes() if path else b"null" for path in (asked.draw, asked.line, asked.sealed)]
        doc, line, sealed = [json.loads(text) for text in texts]
        said = check_public(doc)
        ensure(texts == [canonical(doc), canonical(line), canonical(sealed)], "un fichier n'a pas l'écriture convenue")
        ensure(asked.commitment in {None, doc.get("frozen", doc)["commitment"]}, "ce n'est pas l'empreinte notée")
        said += check_line(doc, line) if asked.line else []
        said += check_sealed(doc, sealed) if asked.sealed else []
    except (Refused, OSError, ValueError, RecursionError) as error:
        is_refused = isinstance(error, Refused)
        print(f"✗ REFUSÉ : {error}." if is_refused else f"✗ Fichier illisible : {error}")
        return 1 if is_refused else 2
    print("\n".join(said))
    return 0


if __name__ == "__main__":
    sys.exit(main())
