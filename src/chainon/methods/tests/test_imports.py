"""The methods stand alone and cost nothing until they compute: importing them loads neither Django nor a solver."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

METHODS = Path(__file__).resolve().parents[1]
MODULES = sorted(
    ".".join(("chainon", "methods", *path.relative_to(METHODS).with_suffix("").parts)).removesuffix(".__init__")
    for path in METHODS.rglob("*.py")
    if "tests" not in path.parts
)
INSTANT = (
    "chainon.__main__",
    "chainon.methods.sortition",
    "chainon.methods.sortition.cli",
    "chainon.methods.sortition.feasibility",
    "chainon.methods.sortition.readers",
    "chainon.methods.sortition.replacement",
    "chainon.methods.sortition.verify_draw",
    "chainon.methods.sortition.wording",
)


def loaded_by(*modules: str) -> set[str]:
    """Top-level packages that a fresh interpreter has after importing `modules`."""
    code = (
        "import importlib, json, sys\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        "print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    return set(json.loads(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout))


def test_importing_every_method_loads_neither_django_nor_a_solver() -> None:
    assert "chainon.methods.sortition.feasibility" in MODULES
    assert not loaded_by(*MODULES) & {"django", "scipy", "highspy", "pandas"}


@pytest.mark.parametrize("module", INSTANT)
def test_what_a_page_or_a_help_needs_does_not_even_load_numpy(module: str) -> None:
    assert not loaded_by(module) & {"django", "scipy", "highspy", "numpy"}


def test_the_methods_import_nothing_else_of_the_house() -> None:
    code = (
        "import importlib, json, sys\n"
        f"for name in {MODULES!r}: importlib.import_module(name)\n"
        "print(json.dumps([name for name in sys.modules if name.startswith('chainon.')]))"
    )
    found = json.loads(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout)
    assert {name.split(".")[1] for name in found} == {"methods"}
