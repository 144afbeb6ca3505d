#!/usr/bin/env python3
"""Recompte un budget participatif à partir des bulletins publiés, sans rien croire de qui l'a compté.

  python3 recount.py DOSSIER [EMPREINTE]     ballots.pb, rule.json, report.json ; l'empreinte, notée ailleurs
Rend 0 si tout est juste, 1 sinon. Python 3.10, rien à installer.

Les parts égales : chaque votant reçoit la même dotation. On achète, l'un après l'autre, le projet dont l'unité de
satisfaction coûte le moins à celles et ceux qui l'ont choisi : ils paient tous pareil, ou tout ce qui leur reste.
Les sommes sont exactes : des nombres entiers de petites parts de centime (`unit` parts font un centime).
"""

import csv
import hashlib
import io
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import count, groupby
from math import inf, lcm
from pathlib import Path
from typing import Any


class Refused(Exception):
    """Ce qui est faux, en une phrase."""


def ensure(right: object, wrong: str) -> None:
    if not right:
        raise Refused(wrong)


def canonical(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def shuffled(names: Iterable[str], seed: str) -> list[str]:
    """L'ordre que tire une graine publique : Fisher-Yates, sans biais."""
    key, deck = hashlib.sha256(seed.encode()).digest(), sorted(names, key=str.encode)
    blocks = (hashlib.sha256(key + block.to_bytes(8, "big")).digest() for block in count())
    stream = (int.from_bytes(block[at : at + 8], "big") for block in blocks for at in (0, 8, 16, 24))
    for n in range(len(deck), 1, -1):
        r = next(word % n for word in stream if word < 2**64 - 2**64 % n)
        deck[-n], deck[r - n] = deck[r - n], deck[-n]
    return deck


def cents(text: str) -> int:
    return int(Fraction("".join(text.replace(",", ".").split())) * 100)


def listed(text: str) -> list[str]:
    return [part.strip() for part in text.strip("[] ").split(",")] if text.strip("[] ") else []


def table(text: str) -> list[dict[str, str]]:
    header, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    return [dict(zip(header, row, strict=True)) for row in rows]


def won(project: str, phase: str, price: str | None = None, payers: Any = None, emptied: Any = None) -> dict[str, Any]:
    """Un projet retenu : comment, à quel prix le point, combien de votants ont payé, combien ont tout donné."""
    return {"project": project, "phase": phase, "price": price, "payers": payers, "emptied": emptied}


class Vote:
    """Les projets (`worth` : ce que leur point apporte), les bulletins (identiques ensemble) et la règle."""

    def __init__(self, text: str, rule: Any, places: str | None) -> None:
        head, _, rest = text.removeprefix("META\n").partition("\nPROJECTS\n")
        meta = {row["key"]: row["value"] for row in table(head)}
        projects, votes = (table(part) for part in rest.split("\nVOTES\n"))
        self.rule, self.meta, self.budget, self.voters = rule, meta, cents(meta["budget"]), len(votes)
        self.cost = {p["project_id"]: cents(p["cost"]) for p in projects}
        ensure(len(self.cost) == len(projects), "deux projets ont le même numéro")
        self.labels = {p["project_id"]: set(listed(p.get("exclusive", ""))) for p in projects}
        place = next((name for name in ("neighborhood", "district", "subunit") if name in projects[0]), "")
        sides = (("category", "categories", "category"), (place, "neighborhoods", "neighborhood"))
        self.envelopes = [
            ({p["project_id"] for p in projects if p.get(label, "") == name}, cents(amount))
            for label, names, by in sides
            for name, amount in zip(listed(meta.get(names, "")), listed(meta.get(f"budget_per_{by}", "")), strict=True)
        ]
        cast = Counter((v[places] if places else "", v["vote"], v.get("points", "")) for v in votes)
        self.weight, self.ballots = list(cast.values()), self.points([(listed(vote), p) for _, vote, p in cast])
        self.values = self.ballots if rule["utility"] == "points" else [dict.fromkeys(b, 1) for b in self.ballots]
        self.score = dict.fromkeys(self.cost, 0)
        self.backers: dict[str, list[tuple[int, int]]] = {c: [] for c in self.cost}
        for g, ballot in enumerate(self.ballots):
            for c, points in ballot.items():
                self.score[c] += self.weight[g] * points
                self.backers[c].append((g, self.values[g][c]))
        self.units = {c: sum(p * self.weight[g] for g, p in backers) for c, backers in self.backers.items()}
        self.able = [c for c in self.cost if self.score[c] >= rule["minimum"]]
        self.named = [c for c in self.able if self.cost[c] and self.backers[c]]
        self.order = rule["ties"].get("order") or shuffled(self.cost, rule["ties"].get("seed", ""))
        self.worth = {c: self.cost[c] if rule["utility"] == "cost" else 1 for c in self.cost}
        self.lowest = {c: Fraction(self.cost[c], self.units[c] * self.worth[c]) for c in self.named}
        living = Counter(v[places] for v in votes) if places and rule["shares"] else {}
        share = {name: Fraction(rule["shares"][name]) for name in living}
        each = {name: share[name] * len(votes) / (sum(share.values()) * living[name]) for name in living}
        self.factors = [each.get(name, Fraction(1)) for name, _, _ in cast]

    def points(self, cast: list[tuple[list[str], str]]) -> list[dict[str, int]]:
        """Les points que chaque bulletin donne : 1 par projet, ou ceux qui sont écrits, ou de moins en moins."""
        for names, _ in cast:
            ensure(len(names) == len(set(names) & self.cost.keys()), "un bulletin nomme mal ses projets")
        if self.meta["vote_type"] == "ordinal":
            top = max([int(self.meta.get("max_length") or 0), *(len(names) for names, _ in cast)])
            return [{name: top - rank for rank, name in enumerate(names)} for names, _ in cast]
        if self.meta["vote_type"] in ("cumulative", "scoring"):
            return [{c: int(p) for c, p in zip(names, listed(told), strict=True) if int(p)} for names, told in cast]
        return [dict.fromkeys(names, 1) for names, _ in cast]

    def settle(self, tied: Iterable[str]) -> list[str]:
        """Des projets à égalité, dans l'ordre fixé avant le vote."""
        equals, way = sorted(tied), self.rule["ties"]["way"]
        ensure(len(equals) < 2 or way != "refuse", f"{', '.join(equals)} sont à égalité, et rien ne les départage")
        return sorted(equals, key=self.order.index) if len(equals) > 1 and way != "id" else equals

    def fits(self, c: str, taken: list[str], money: float = inf) -> bool:
        """S'il reste de l'argent, dans chaque enveloppe aussi, et aucun projet retenu qui l'exclue."""
        left = (cap - sum(self.cost[t] for t in taken if t in names) for names, cap in self.envelopes if c in names)
        is_excluded = self.labels[c] and any(self.labels[c] & self.labels[t] for t in taken)
        return not is_excluded and self.cost[c] <= min([money - sum(self.cost[t] for t in taken), *left])

    def free(self, least: int) -> list[dict[str, Any]]:
        """Les projets qui ne coûtent rien ne prennent d'argent à personne : ils sont retenus d'abord."""
        taken: list[str] = []
        waiting = [c for c in self.able if not self.cost[c] and self.score[c] >= least]
        for c in sorted(waiting, key=lambda c: (-self.score[c], c)):
            if self.fits(c, taken):
                rivals = (r for r in waiting if self.labels[r] & self.labels[c] and self.score[r] == self.score[c])
                taken.append(self.settle({c, *(r for r in rivals if self.fits(r, taken))})[0])
        return [won(c, "free") for c in taken]

    def by_votes(self, rounds: list[Any], ranking: str, too_dear: str, phase: str) -> list[dict[str, Any]]:
        """Après `rounds`, le plus de voix d'abord (ou de voix par euro), tant qu'il y a la place."""
        rounds, taken, per_cost = [*rounds], [each["project"] for each in rounds], ranking == "votes-per-cost"
        names = [c for c in self.able if c not in taken and (phase == "count" or self.backers[c])]
        merit = {
            c: (per_cost and not self.cost[c], Fraction(self.score[c], per_cost * self.cost[c] or 1)) for c in names
        }
        for _, equals in groupby(sorted(names, key=merit.__getitem__, reverse=True), key=merit.__getitem__):
            for c in self.settle([c for c in equals if too_dear == "stop" or self.fits(c, taken, self.budget)]):
                if self.fits(c, taken, self.budget):
                    taken.append(c)
                    rounds.append(won(c, phase))
                elif too_dear == "stop":
                    return rounds
        return rounds


class Run:
    """Les achats que permet une dotation, jusqu'à ce que plus rien ne puisse être acheté."""

    def __init__(self, vote: Vote, endowment: Fraction) -> None:
        self.vote, self.endowment, self.rounds, self.all_rich = vote, endowment, vote.free(1), True
        self.taken = [each["project"] for each in self.rounds]
        self.unit = lcm(*{(endowment * factor).denominator for factor in set(vote.factors)})
        self.money = [int(endowment * factor * self.unit) for factor in vote.factors]
        queue = sorted((rate, c) for c, rate in vote.lowest.items())
        while sum(vote.cost[c] for c in self.taken) <= vote.budget:
            offers: list[tuple[Fraction, str]] = []
            # Les prix ne font que monter : qui était plus cher que la meilleure offre l'est toujours.
            while queue and (not offers or queue[0][0] <= min(offers)[0]):
                c = queue.pop(0)[1]
                price = self.price(c) if vote.fits(c, self.taken) else None
                offers += [] if price is None else [(price / self.unit / vote.worth[c], c)]
            if not offers:
                break
            chosen = vote.settle(c for rate, c in offers if rate == min(offers)[0])[0]
            queue = sorted([*queue, *(offer for offer in offers if offer[1] != chosen)])
            self.buy(chosen)

    def price(self, c: str) -> Fraction | None:
        """Le prix d'un point, en parts : les plus pauvres donnent tout, les autres se partagent le reste."""
        rest, units, backers = self.vote.cost[c] * self.unit, self.vote.units[c], self.vote.backers[c]
        whole = lcm(*{p for _, p in backers})
        for _, g, p in sorted((self.money[g] * (whole // p), g, p) for g, p in backers):
            if self.money[g] * units >= rest * p:
                return Fraction(rest, units)
            rest -= self.money[g] * self.vote.weight[g]
            units -= p * self.vote.weight[g]
        return None

    def buy(self, c: str) -> None:
        """Chacun paie ; on coupe d'abord les parts de centime pour que le prix soit un nombre entier de parts."""
        price = self.price(c) or Fraction(0)
        self.money, self.unit = [m * price.denominator for m in self.money], self.unit * price.denominator
        payers = emptied = 0
        for g, p in self.vote.backers[c]:
            payers += self.vote.weight[g] * (self.money[g] > 0)
            emptied += self.vote.weight[g] * (0 < self.money[g] <= price.numerator * p)
            self.all_rich = self.all_rich and self.money[g] > price.numerator * p
            self.money[g] = max(0, self.money[g] - price.numerator * p)
        self.rounds.append(won(c, "count", str(Fraction(price.numerator, self.unit)), payers, emptied))
        self.taken.append(c)


def equal_shares(vote: Vote) -> Run:
    """La dotation grandit pas à pas ; on garde la dernière dont les achats ne dépassent pas le budget."""
    rule, step, each = vote.rule, vote.rule["step"], {c: Fraction(vote.cost[c], vote.units[c]) for c in vote.named}
    start = Fraction(vote.budget, vote.voters or 1) * (vote.voters > 0)
    start = start if rule["start"] == "exact" else Fraction(start // step * step)
    shared = Counter(label for labels in vote.labels.values() for label in labels)
    is_unbound = not vote.envelopes and max(shared.values(), default=0) < 2

    def grid(least: Fraction) -> Fraction:
        return Fraction(start + max(-((start - least) // step), 0) * step)

    due = (sum(each[c] * p for c, p in ballot.items() if c in each) for ballot in vote.values)
    enough = max([Fraction(0), *(d / factor for d, factor in zip(due, vote.factors, strict=True))])

    def barriers(run: Run, c: str) -> Iterator[list[bool]]:
        """Ce qui suffit à écarter un projet : les projets en cause passent-ils toujours avant, étant moins chers ?"""
        rivals = [{t} for t in run.taken if vote.cost[t] and vote.labels[t] & vote.labels[c]]
        left = [(n, cap - sum(vote.cost[t] for t in [c, *run.taken] if t in n)) for n, cap in vote.envelopes if c in n]
        full = [names for names, cap in left if cap < 0]
        for names in [*rivals, *full]:
            yield [vote.lowest[t] < vote.lowest[c] for t in run.taken if t in names and vote.cost[t]]

    def following(run: Run) -> Fraction | None:
        """Un pas de plus ; si personne n'a tout donné, jusqu'à pouvoir payer autre chose : avant, rien ne change."""
        others = [c for c in vote.named if c not in run.taken]
        if rule["stop"] == "exhaustive" and not any(vote.fits(c, run.taken, vote.budget) for c in others):
            return None
        if not others and is_unbound:
            return grid(enough) if grid(enough) > run.endowment else None  # De quoi tout payer en entier.
        useful = [c for c in others if run.all_rich and not any(all(cheaper) for cheaper in barriers(run, c))]
        needed = [vote.cost[c] / sum(vote.weight[g] * vote.factors[g] for g, _ in vote.backers[c]) for c in useful]
        if needed and min(needed) > run.endowment:
            return grid(Fraction(min(needed)))
        return run.endowment + Fraction(step) if not run.all_rich or (needed and run.endowment < enough) else None

    all_fit = rule["stop"] == "overspend" and is_unbound and sum(vote.cost[c] for c in vote.named) <= vote.budget
    run = Run(vote, grid(enough) if all_fit else start)
    while rule["stop"] != "none" and (more := following(run)) is not None:
        richer = Run(vote, more)
        if sum(vote.cost[c] for c in richer.taken) > vote.budget:
            return Run(vote, more - step) if more - step > run.endowment else run
        run = richer
    return run


def recount(vote: Vote) -> tuple[list[dict[str, Any]], Fraction | None]:
    """Les projets retenus dans l'ordre, et la dotation de chaque votant."""
    rule = vote.rule
    if rule["method"] == "greedy":
        first = vote.free(0) if rule["ranking"] == "votes-per-cost" else []
        return vote.by_votes(first, rule["ranking"], rule["too_dear"], "count"), None
    ensure(rule["method"] == "equal-shares", "ce programme ne recompte que « greedy » et « equal-shares »")
    run = equal_shares(vote)
    rounds = run.rounds if rule["fill"] == "none" else vote.by_votes(run.rounds, rule["fill"], "skip", "fill")
    if rule["comparison"] == "none":
        return rounds, run.endowment
    other, better, by_nothing = vote.by_votes([], "votes", "skip", "count"), 0, rule["comparison"] == "exclusion"
    for weight, ballot in zip(vote.weight, vote.values, strict=True):
        gain = {c: 1 if by_nothing else vote.worth[c] * p for c, p in ballot.items()}
        shares, greedy = (sum(gain.get(each["project"], 0) for each in outcome) for outcome in (rounds, other))
        better += weight * ((greedy > 0) - (shares > 0) if by_nothing else (greedy > shares) - (shares > greedy))
    return (other if better > 0 else rounds), run.endowment


def check(folder: Path, digest: str = "") -> list[str]:
    """Ce qui est vérifié, en phrases. Lève `Refused` avec ce qui est faux."""
    ballots, *texts = ((folder / name).read_bytes() for name in ("ballots.pb", "rule.json", "report.json"))
    try:
        rule, report = map(json.loads, texts)
        facts, own = report["facts"], hashlib.sha256(canonical(report["facts"])).hexdigest()
        ensure(own == report["facts_sha256"], "report.json a été modifié")
        ensure(texts == [canonical(rule), canonical(report)], "un fichier a été réécrit")
        ensure(digest in ("", own), f"l'empreinte du résultat est {own}, et non celle qui a été notée")
        ensure(facts["ballots_sha256"] == hashlib.sha256(ballots).hexdigest(), "ballots.pb a été modifié")
        ensure(canonical(facts["rule"]) == canonical(rule), "rule.json n'est pas la règle qui a servi")
        vote = Vote(ballots.decode(), rule, facts["places"])
        rounds, endowment = recount(vote)
        winners = [each["project"] for each in rounds]
        found = {"winners": winners, "rounds": rounds, "total_cost_cents": sum(vote.cost[c] for c in winners)}
        found |= {
            "endowment": None if endowment is None else str(endowment),
            "voters": vote.voters,
            "budget_cents": vote.budget,
        }
        for name, value in found.items():
            ensure(canonical(facts[name]) == canonical(value), f"« {name} » devrait être {value}")
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError, csv.Error) as error:
        raise Refused(f"fichier mal formé ({type(error).__name__} : {error})") from None
    said = [f"{vote.voters} bulletins et {len(vote.cost)} projets, recomptés selon la règle « {rule['name']} »."]
    said.append(f"Mêmes projets, dans le même ordre, aux mêmes prix : {', '.join(winners) or 'aucun'}.")
    return [*said, f"Empreinte du résultat, à comparer à celle qui a été publiée : {own}."]


if __name__ == "__main__":
    try:
        sys.stdout.write("\n".join(check(Path(*sys.argv[1:2]), *sys.argv[2:3])) + "\n")
    except (Refused, OSError) as error:
        sys.exit(f"REFUSÉ : {error}.")
