"""A public address is public because a committed list says so: route_matrix.txt, of which each line was read."""

from __future__ import annotations

import pytest

from .addresses import addresses
from .route_matrix import KNOWN, LIST, ROLES, ask, build, cases, differences, draft, listed

HOW = f"""
Is each answer right for each role (the columns are at the top of the list)? Then write these lines into
tests/{LIST.name}, below the name of their slice. Otherwise mend the page first. A parameter without an example
gets one in tests/addresses.py. To see the whole again: pytest tests/test_route_matrix.py --draft-routes FILE"""


def test_the_matrix_names_routes_that_exist() -> None:
    gone = {case.route for case in listed()} - {address.route for address in addresses()}
    assert not gone, f"tests/{LIST.name} names routes that no longer exist: {sorted(gone)}"


def test_the_lines_of_the_matrix_say_what_can_be_said() -> None:
    for case, row in listed().items():
        assert len(row.answers) == len(ROLES) and set(row.answers) <= KNOWN, f"{case.method} {case}: {row.answers}"
        assert row.of("elsewhere") == row.of("account"), f"{case}: a role held in another territory opens nothing here"
        if case.method == "POST" and "o" in row.answers:
            assert row.comment, f"{case}: a form sent empty that comes back as though all were well: say why"


@pytest.mark.django_db
def test_every_route_has_its_lines_and_a_visitor_is_answered_what_they_say() -> None:
    world = build()
    expected, said = {case for _, case in cases(world)}, listed().keys()
    new = ask(world, ROLES, only=expected - said) if expected - said else {}
    assert not new, f"Not in tests/{LIST.name}:\n\n{draft(new)}{HOW}"
    assert not said - expected, f"tests/{LIST.name} has lines that say nothing: {sorted(map(str, said - expected))}"
    wrong = differences(ask(world, ["visitor"]))
    assert not wrong, "\n".join([*wrong, f"Mend the page; or, if that is right, change the line in tests/{LIST.name}."])
