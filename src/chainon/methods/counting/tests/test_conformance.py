"""What every rule keeps to, whichever it is."""

from __future__ import annotations

import itertools
import random

import pytest

from chainon.methods.counting.ballots import from_marks
from chainon.methods.counting.elect import count, elect
from chainon.methods.counting.errors import CountingError
from chainon.methods.counting.model import Profile
from chainon.methods.counting.readers import Box
from chainon.methods.counting.report import as_dict, facts
from chainon.methods.counting.sheet import KINDS, Rule, Sheet
from chainon.methods.evidence import canonical
from chainon.methods.ties import TieError, Ties

from . import invented
from .examples import NAMES, PROFILES, RULES, SCALE, profile, rebuilt, sheet

TIED = {
    "plurality": [[1, 0, 0], [0, 1, 0]],
    "two-round": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "approval": [[1, 1, 0]],
    "majority-judgment": [[1, 1, 2]],
    "schulze": [[0, 0, 1]],
    "irv": [[0, 1, 2], [1, 0, 2]],
    "stv": [[0, 1, 2], [1, 0, 2]],
    "borda": [[0, 0, 1]],
    "points": [[3, 3, 1]],
}


def tied(rule: Rule) -> Profile:
    return from_marks(KINDS[rule], NAMES[:3], TIED[rule], scale=SCALE)


@pytest.mark.parametrize("rule", RULES)
def test_a_count_gives_winners_among_the_candidates_and_scores_for_all(rule: Rule) -> None:
    outcome = count(profile(rule), sheet(rule))
    assert outcome.winners or outcome.qualified
    assert {*outcome.winners, *outcome.qualified} <= set(NAMES)
    assert set(outcome.scores) == set(NAMES) or rule == "irv"
    assert all(not isinstance(score, float) for score in outcome.scores.values())
    assert outcome.findings


@pytest.mark.parametrize("rule", RULES)
def test_the_report_is_exact_and_says_something_in_french(rule: Rule) -> None:
    election = elect(Box({"": profile(rule)}), sheet(rule))
    shown = as_dict(election, {"cpu_seconds": 0.5})
    assert canonical(facts(election)), "no float anywhere"
    assert {"winners", "scores", "margin", "ties", "ballots", "facts_sha256", "inputs_sha256"} <= set(shown)
    assert len(shown["sentences"]) >= 2
    assert not any("…" in line or "erreur" in line or "{" in line for line in shown["sentences"])


@pytest.mark.parametrize("rule", RULES)
def test_the_order_of_the_candidates_and_their_names_do_not_matter(rule: Rule) -> None:
    names = {name: f"{place}-{name}" for place, name in zip("dacb", NAMES, strict=True)}
    order = Ties("order", order=("Fontaine", "Banc", "Atelier", "Arbre"))
    renamed = Ties("order", order=tuple(names[name] for name in order.order))
    mine = count(profile(rule), sheet(rule, order))
    other = count(rebuilt(profile(rule), names=names, order=[2, 0, 3, 1]), sheet(rule, renamed))
    assert {names[name] for name in mine.winners} == set(other.winners)
    assert {names[name] for name in mine.qualified} == set(other.qualified)
    assert {names[name]: score for name, score in mine.scores.items()} == other.scores
    assert mine.margin == other.margin


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule != "stv"])
def test_weights_that_are_all_equal_change_nothing_but_the_scores(rule: Rule) -> None:
    mine, other = (count(p, sheet(rule)) for p in (profile(rule), rebuilt(profile(rule), factor=3)))
    assert (mine.winners, mine.qualified, mine.ranking) == (other.winners, other.qualified, other.ranking)
    if rule != "consent":  # an objection that weighs three is not three objections
        assert mine.margin == other.margin


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule != "consent"])
def test_a_ballot_of_weight_two_counts_as_two_ballots(rule: Rule) -> None:
    rows = [(marks, n) for marks, _, n in profile(rule).ballots() for _ in range(n)]
    heavy = from_marks(profile(rule).kind, NAMES, [m for m, _ in rows], weights=[2] * len(rows), scale=SCALE)
    doubled = from_marks(profile(rule).kind, NAMES, [m for m, _ in rows] * 2, scale=SCALE)
    assert count(heavy, sheet(rule)).winners == count(doubled, sheet(rule)).winners
    assert count(heavy, sheet(rule)).scores == count(doubled, sheet(rule)).scores


@pytest.mark.parametrize("rule", sorted(TIED))
def test_an_equality_is_refused_then_settled_by_one_order(rule: Rule) -> None:
    with pytest.raises(TieError) as refusal:
        count(tied(rule), sheet(rule, Ties()))
    assert set(refusal.value.params["ids"]) <= set(NAMES)  # type: ignore[call-overload] # names
    for first in NAMES[:2]:
        order = Ties("order", order=(first, *[name for name in NAMES if name != first]))
        outcome = count(tied(rule), sheet(rule, order))
        assert first in (*outcome.winners, *outcome.qualified)
        assert outcome.ties and outcome.margin.upper in (0, None)


@pytest.mark.parametrize("rule", RULES)
def test_ballots_of_another_kind_and_an_empty_box_are_refused(rule: Rule) -> None:
    other = PROFILES["points" if KINDS[rule] != "points" else "ranks"]
    with pytest.raises(CountingError, match="wrong-kind"):
        count(other, sheet(rule))
    empty = Profile(KINDS[rule], NAMES, {}, blank=3, scale=SCALE)
    with pytest.raises(CountingError, match="no-ballots"):
        count(empty, sheet(rule))


@pytest.mark.parametrize("rule", ["plurality", "approval", "majority-judgment", "schulze", "stv", "borda", "points"])
def test_more_seats_keep_those_already_seated_where_the_rule_ranks(rule: Rule) -> None:
    if rule == "stv":
        assert len(count(profile(rule), sheet(rule, seats=3)).winners) == 3
        return
    seated = [set(count(profile(rule), sheet(rule, seats=seats)).winners) for seats in (1, 2, 3, 4)]
    assert all(fewer < more for fewer, more in itertools.pairwise(seated))
    assert seated[-1] == set(NAMES)
    with pytest.raises(CountingError, match="bad-seats"):
        count(profile(rule), sheet(rule, seats=5))


@pytest.mark.parametrize("rule", RULES)
def test_a_sheet_is_read_back_from_its_json(rule: Rule) -> None:
    published = sheet(rule).as_json()
    assert Sheet.from_json(published) == sheet(rule)
    assert canonical(published)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"seats": 2}, "seats"),
        ({"median": "upper"}, "median"),
        ({"objections": -1}, "objections"),
        ({"most": 2}, "most"),
    ],
)
def test_a_choice_that_the_rule_does_not_have_is_refused(more: dict[str, object], field: str) -> None:
    with pytest.raises(CountingError) as refusal:
        sheet("irv", **more)
    assert (refusal.value.code, refusal.value.params["field"]) == ("bad-sheet", field)


@pytest.mark.parametrize("rule", ["plurality", "approval", "points", "borda", "majority-judgment", "schulze", "irv"])
def test_one_more_ballot_for_the_winner_never_makes_it_lose(rule: Rule) -> None:
    """Also false of the instant run-off in general: adding a ballot that puts the winner alone first is safe there."""
    for number in range(40):
        case = invented.case("irv" if rule == "irv" else rule, number)
        ballots = invented.profile(case)
        ties = Ties("order", order=ballots.candidates)
        winner = count(ballots, Sheet(rule, ties=ties, scale=invented.SCALE if rule == "majority-judgment" else ()))
        place = ballots.candidates.index(winner.winners[0])
        best, worst = {"points": (9, 0), "grades": (0, 4), "ranks": (0, 255)}.get(ballots.kind, (1, 0))
        row = [best if other == place else worst for other in range(case["width"])]
        more = invented.profile({**case, "rows": [*case["rows"], row], "numbers": [*case["numbers"], 1]})
        again = count(more, Sheet(rule, ties=ties, scale=invented.SCALE if rule == "majority-judgment" else ()))
        assert again.winners == winner.winners


def test_rows_in_any_order_give_the_same_bytes() -> None:
    for rule in RULES:
        rows = [marks for marks, _, n in profile(rule).ballots() for _ in range(n)]
        seen = set()
        for seed in range(3):
            random.Random(seed).shuffle(rows)
            box = Box({"": from_marks(KINDS[rule], NAMES, rows, scale=profile(rule).scale)})
            seen.add(canonical(facts(elect(box, sheet(rule)))))
        assert len(seen) == 1, rule
