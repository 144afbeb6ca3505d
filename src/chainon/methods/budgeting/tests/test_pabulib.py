"""Reading Pabulib's files: what is in them, what is wrong with them, and where."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainon.methods.budgeting.amounts import cents_of, text_of
from chainon.methods.budgeting.model import BallotType, Envelope
from chainon.methods.budgeting.pabulib import Reading, inspect_pabulib, read_pabulib
from chainon.methods.errors import MethodError

SHARED = Path(__file__).resolve().parents[5] / ".." / "shared" / "data" / "budgeting"
META = "META\nkey;value\ndescription;Essai\nbudget;1000\nvote_type;approval\n"
PROJECTS = "PROJECTS\nproject_id;cost;name\n1;300;Banc\n2;500;Jeux\n3;250.50;Haies\n"
VOTES = "VOTES\nvoter_id;vote\na;1,2\nb;3\nc;2,1\nd;\n"
GOOD = META + PROJECTS + VOTES


def ballots(reading: Reading) -> Counter[tuple[tuple[tuple[str, int], ...], str]]:
    """Every ballot as the ids and points that it holds, with its place."""
    instance = reading.instance
    assert instance is not None, reading.problems
    found: Counter[tuple[tuple[tuple[str, int], ...], str]] = Counter()
    for group in range(len(instance.ballots)):
        row = tuple((instance.projects[at].id, points) for at, points in instance.ballots.row(group))
        place = instance.ballots.places[group] if instance.ballots.places else ""
        found[row, place] += int(instance.ballots.weights[group])
    return found


def test_a_file_is_read_with_identical_ballots_together() -> None:
    instance = read_pabulib(GOOD)
    assert [(p.id, p.cost, p.name) for p in instance.projects] == [
        ("1", 30000, "Banc"),
        ("2", 50000, "Jeux"),
        ("3", 25050, "Haies"),
    ]
    assert instance.budget == 100000
    assert (instance.ballots.kind, instance.ballots.voters, len(instance.ballots)) == (BallotType.APPROVAL, 4, 3)
    one, two, three = (("1", 1), ("2", 1)), (("3", 1),), ()
    assert ballots(inspect_pabulib(GOOD)) == {(one, ""): 2, (two, ""): 1, (three, ""): 1}


@pytest.mark.parametrize(
    "changed",
    [
        GOOD.replace("\n", "\r\n"),
        "\n" + GOOD.replace("PROJECTS\n", "\nPROJECTS;;\n\n").replace("b;3\n", "b; 3\n;\n"),
        GOOD.replace("META", "meta").replace("VOTES", "votes").replace("key;value\n", ""),
        GOOD.replace(";", " ; ").replace("1,2", "1, 2"),
        GOOD.replace("a;1,2", 'a;"1,2"').replace("Banc", '"Banc"'),
        GOOD.replace("b;3", "b;3,"),
        GOOD.replace("project_id", "PROJECT_ID").replace("1000", "1 000,00"),
        PROJECTS + VOTES + META,
        META + PROJECTS + "VOTES\nvote\n1,2\n3\n2,1\n\n",
    ],
    ids=["CRLF", "blanks", "lower case", "spaces", "quotes", "comma", "capitals", "order", "no ids"],
)
def test_what_old_and_hand_made_files_do_to_the_layout_changes_nothing(changed: str) -> None:
    expected = ballots(inspect_pabulib(GOOD))
    if "voter_id" not in changed:
        expected.pop(((), ""))  # a voter who named nothing and has no id is a blank line
    found = inspect_pabulib(changed)
    assert found.problems == ()
    assert ballots(found) == expected
    assert found.instance is not None
    assert [p.name for p in found.instance.projects] == ["Banc", "Jeux", "Haies"]


def test_quotes_enclose_semicolons_line_breaks_and_quotes_and_stray_ones_are_characters() -> None:
    text = (
        GOOD.replace("Banc", '"Banc ; « dit ""le\nvert"" »"')
        .replace("Jeux", 'Tube 5" et "vis"')
        .replace("Haies", '"Le" jardin')
    )
    instance = read_pabulib(text)
    assert [p.name for p in instance.projects] == ['Banc ; « dit "le\nvert" »', 'Tube 5" et "vis"', '"Le" jardin']
    broken = inspect_pabulib(text.replace("b;3", "x;1"))
    assert [(e.code, e.line) for e in broken.problems] == []
    wrong = inspect_pabulib(text.replace("b;3", "b;9"))
    assert [(e.code, e.line) for e in wrong.problems] == [("unknown-project", 15)]


def test_cumulative_and_scoring_ballots_have_points_and_zero_is_nothing() -> None:
    votes = "VOTES\nvoter_id;age;vote;points\na;30;1,2;3,4\nb;;2,1;4,3\nc;9;3,1;5,0\n"
    for kind in ("cumulative", "scoring"):
        reading = inspect_pabulib(META.replace("approval", kind) + PROJECTS + votes)
        assert ballots(reading) == {((("1", 3), ("2", 4)), ""): 2, ((("3", 5),), ""): 1}


def test_ordinal_ballots_keep_their_order_and_give_fewer_and_fewer_points() -> None:
    meta = META.replace("approval", "ordinal")
    assert ballots(inspect_pabulib(meta + PROJECTS + VOTES)) == {
        ((("1", 2), ("2", 1)), ""): 1,
        ((("2", 2), ("1", 1)), ""): 1,
        ((("3", 2),), ""): 1,
        ((), ""): 1,
    }
    longer = inspect_pabulib(meta + "max_length;5\n" + PROJECTS + VOTES)
    assert ((("2", 5), ("1", 4)), "") in ballots(longer)


def test_places_split_groups_only_when_asked() -> None:
    votes = "VOTES\nvoter_id;vote;neighborhood\na;1,2;Nord\nb;2,1;Sud\nc;1,2;Nord\n"
    row = (("1", 1), ("2", 1))
    assert ballots(inspect_pabulib(META + PROJECTS + votes)) == {(row, ""): 3}
    assert ballots(inspect_pabulib(META + PROJECTS + votes, places="neighborhood")) == {
        (row, "Nord"): 2,
        (row, "Sud"): 1,
    }


def test_envelopes_exclusive_projects_and_the_minimum_are_read() -> None:
    meta = META + "categories;vert,jeu\nbudget_per_category;[600, 400]\nmin_project_score_threshold;7\n"
    projects = "PROJECTS\nproject_id;cost;category;exclusive;district;proposer\n"
    projects += "1;3;vert;x;Nord;A\n2;5;jeu;x,y;;\n3;2;jeu;y;;\n"
    reading = inspect_pabulib(meta + projects + VOTES)
    assert reading.instance is not None, reading.problems
    assert reading.minimum == 7
    assert reading.instance.envelopes == (Envelope("category", "vert", 60000), Envelope("category", "jeu", 40000))
    assert reading.instance.exclusive == (("1", "2"), ("2", "3"))
    first = reading.instance.projects[0]
    assert (first.place, first.category, dict(first.extra)) == ("Nord", "vert", {"proposer": "A"})


WRONG: list[tuple[str, str, list[tuple[str, int | None]]]] = [
    ("nothing", "", [("not-pabulib", 1)]),
    ("another file", "nom;prénom\na;b\n", [("not-pabulib", 1)]),
    ("words before", "bonjour\n" + GOOD, [("text-before-sections", 1)]),
    ("no votes", META + PROJECTS, [("section-missing", None)]),
    ("twice", GOOD + VOTES, [("section-twice", 17)]),
    ("no budget", GOOD.replace("budget;1000\n", ""), [("meta-missing", None)]),
    ("empty budget", GOOD.replace("1000", ""), [("meta-missing", 4)]),
    ("wordy budget", GOOD.replace("1000", "mille"), [("bad-amount", 4)]),
    ("negative budget", GOOD.replace("1000", "-1"), [("bad-amount", 4)]),
    ("key twice", GOOD.replace("budget", "description;b\nbudget"), [("meta-twice", 4)]),
    ("vote type", GOOD.replace("approval", "majority"), [("vote-type", 5)]),
    ("cost", GOOD.replace("500", "5OO"), [("bad-amount", 9)]),
    ("thousandths", GOOD.replace("500", "500.005"), [("bad-amount", 9)]),
    ("doubtful comma", GOOD.replace("500", "1,500"), [("bad-amount", 9)]),
    ("no cost column", GOOD.replace("cost", "price"), [("missing-column", 7)]),
    ("project twice", GOOD.replace("3;250", "1;250").replace("b;3", "b;2"), [("duplicate-project", 10)]),
    ("project without id", GOOD.replace("3;250", ";250").replace("b;3", "b;2"), [("missing-id", 10)]),
    (
        "no project",
        GOOD.replace("1;300;Banc\n2;500;Jeux\n3;250.50;Haies\n", "")
        .replace("1,2", "")
        .replace("2,1", "")
        .replace("b;3", "b;"),
        [("no-projects", 6)],
    ),
    ("column twice", GOOD.replace("cost;name", "cost;Cost"), [("column-twice", 7)]),
    (
        "lines joined",
        GOOD.replace("name\n1;300;Banc\n", "name1;300;;;\n"),
        [("unknown-project", 12), ("unknown-project", 14)],
    ),
    (
        "faults everywhere",
        GOOD.replace("3;250", "1;250").replace("b;3", "b;2,1,2"),
        [("duplicate-project", 10), ("project-twice", 14)],
    ),
    ("too many cells", GOOD.replace("2;500;Jeux", "2;500;Jeux;9"), [("ragged-line", 9)]),
    ("too few cells", GOOD.replace("b;3", "b"), [("ragged-line", 14)]),
    ("unknown project", GOOD.replace("b;3", "b;4"), [("unknown-project", 14)]),
    ("named twice", GOOD.replace("b;3", "b;3,3"), [("project-twice", 14)]),
    ("voter twice", GOOD.replace("c;", "a;"), [("duplicate-voter", 15)]),
    ("voter without id", GOOD.replace("c;", ";"), [("missing-id", 15)]),
    ("no vote column", GOOD.replace(";vote\n", ";choice\n"), [("missing-column", 12)]),
    ("no points", GOOD.replace("approval", "scoring"), [("missing-column", 12)]),
    ("two at once", GOOD.replace("500", "x").replace("b;3", "b;4"), [("bad-amount", 9), ("unknown-project", 14)]),
    ("open quote", GOOD.replace("\nd;", '\nd;"'), [("broken-quotes", 16)]),
    (
        "envelopes",
        GOOD.replace("vote_type", "categories;a,b\nbudget_per_category;1\nvote_type"),
        [("envelopes-count", 6)],
    ),
    ("binary", GOOD.replace("a;1", "a;\0"), [("nul-byte", 13)]),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_what_is_wrong_is_told_with_its_line(text: str, expected: list[tuple[str, int | None]]) -> None:
    reading = inspect_pabulib(text)
    assert [(error.code, error.line) for error in reading.problems] == expected
    assert reading.instance is None
    with pytest.raises(MethodError) as caught:
        read_pabulib(text)
    assert (caught.value.code, caught.value.line) == expected[0]


@pytest.mark.parametrize(
    ("points", "code"),
    [("3", "points-count"), ("3,x", "bad-points"), ("3,-1", "bad-points"), ("3,9" + 9 * "0", "bad-points")],
)
def test_points_that_cannot_be_are_told_with_their_line(points: str, code: str) -> None:
    text = META.replace("approval", "cumulative") + PROJECTS + f"VOTES\nvoter_id;vote;points\na;1;2\nb;1,2;{points}\n"
    assert [(error.code, error.line) for error in inspect_pabulib(text).problems] == [(code, 14)]


def test_what_the_file_says_against_its_own_ballots_is_a_remark() -> None:
    meta = META + "num_votes;5\nnum_projects;3\ndate_begin;31.02.2026\nmax_length;1\nmin_length;1\nmax_sum_cost;300\n"
    projects = PROJECTS.replace("name", "votes").replace("Banc", "2").replace("Jeux", "9").replace("Haies", "1")
    reading = inspect_pabulib(meta + projects + VOTES)
    assert reading.problems == ()
    assert [(error.code, error.line) for error in reading.remarks] == [
        ("told-otherwise", 6),
        ("bad-date", 8),
        ("votes-otherwise", 15),
        ("outside-limit", 10),
        ("outside-limit", 9),
        ("outside-limit", 11),
    ]
    assert [error.params["ballots"] for error in reading.remarks[3:]] == [1, 2, 2]


@given(st.lists(st.tuples(st.sampled_from(["Nord", "Sud", ""]), st.lists(st.sampled_from("123"), unique=True))))
def test_grouping_loses_no_ballot_and_the_order_of_voters_leaves_no_trace(
    votes: list[tuple[str, list[str]]],
) -> None:
    def written(rows: list[tuple[str, list[str]]]) -> str:
        lines = [f"v{at};{place};{','.join(names)}\n" for at, (place, names) in enumerate(rows)]
        return META + PROJECTS + "VOTES\nvoter_id;district;vote\n" + "".join(lines)

    expected = Counter((tuple((name, 1) for name in sorted(names)), place) for place, names in votes)
    assert ballots(inspect_pabulib(written(votes), places="district")) == expected
    there, back = (inspect_pabulib(written(rows)).instance for rows in (votes, votes[::-1]))
    assert there is not None and back is not None
    for name in ("starts", "projects", "points", "weights"):
        assert (getattr(there.ballots, name) == getattr(back.ballots, name)).all()


@given(st.integers(min_value=0, max_value=2**53 - 1))
def test_cents_written_are_the_cents_read(cents: int) -> None:
    assert cents_of(text_of(cents)) == cents


@pytest.mark.parametrize(
    ("text", "cents"),
    [("12 000", 1200000), ("12\N{NO-BREAK SPACE}000,5", 1200050), ("7.10", 710), ("7.0000", 700), ("0", 0)]
    + [(text, None) for text in ("", "-1", "1e3", "1.234", "1,234", "1,000", "٣", "1 2.", "12 000 €")],
)
def test_amounts_are_read_as_people_write_them_and_never_guessed(text: str, cents: int | None) -> None:
    assert cents_of(text) == cents


@pytest.mark.parametrize(
    ("name", "projects", "voters", "groups"),
    [("poland_wieliczka_2023", 64, 6586, 1190), ("france_toulouse_2019_", 30, 1494, 807)],
)
def test_real_files_are_read(name: str, projects: int, voters: int, groups: int) -> None:
    path = SHARED / f"{name}.pb"
    if not path.exists():
        pytest.skip("the folder of public data is absent")
    reading = inspect_pabulib(path)
    assert (reading.problems, reading.remarks) == ((), ())
    assert reading.instance is not None
    found = (len(reading.instance.projects), reading.instance.ballots.voters, len(reading.instance.ballots))
    assert found == (projects, voters, groups)
