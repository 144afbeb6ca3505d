from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--draft-routes", metavar="FILE", help="write the matrix of routes as it is answered today, to be read and kept"
    )


LONG = ("test_route_matrix", "test_kills", "test_two_territories", "test_forms", "test_breakdowns")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that none is left to run alone at the end."""
    items.sort(key=lambda item: item.path.stem not in LONG)
