"""Which role is answered what, on every route: route_matrix.txt, read line by line before it is committed."""

from __future__ import annotations

from pathlib import Path

import pytest

from .route_matrix import LIST, ROLES, ask, build, differences, draft


@pytest.mark.django_db
def test_each_role_is_answered_what_the_matrix_says(pytestconfig: pytest.Config) -> None:
    """The visitor, without an account, is asked in test_public_urls.py."""
    written = pytestconfig.getoption("--draft-routes")
    asked = ask(build(), ROLES if written else ROLES[1:])
    if written:
        Path(written).write_text(draft(asked), encoding="utf-8")
        pytest.skip(f"the draft is in {written}: read it beside {LIST.name}, keep what is right")
    wrong = differences(asked)
    assert not wrong, "\n".join([*wrong, f"Mend the page; or, if that is right, change the line in tests/{LIST.name}."])
