from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--draft-routes", metavar="FILE", help="write the matrix of routes as it is answered today, to be read and kept"
    )
