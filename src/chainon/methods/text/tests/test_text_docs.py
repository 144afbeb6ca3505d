"""The page about texts tells the truth: its examples run."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[5] / "docs" / "methods" / "text.md"


def test_the_page_s_examples_run() -> None:
    examples = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    assert examples
    for code in examples:
        exec(compile(code, str(PAGE), "exec"), {})
