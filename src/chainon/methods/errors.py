"""Errors of the methods: a stable code and parameters; whoever shows them words them."""

from __future__ import annotations


class MethodError(Exception):
    """An input that a method cannot work on.

    `code` is stable and documented; `params` are plain values (numbers, texts) that a message needs;
    `line` is the 1-based line of the input file, where one is to blame.
    """

    def __init__(self, code: str, *, line: int | None = None, **params: object) -> None:
        self.code = code
        self.line = line
        self.params = params
        super().__init__(self._text())

    def _text(self) -> str:
        where = f"line {self.line}: " if self.line is not None else ""
        details = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{where}{self.code}" + (f" ({details})" if details else "")
