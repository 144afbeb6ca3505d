"""How far a mistyped word is from another."""

from __future__ import annotations


def mistakes(typed: str, meant: str, most: int = 2) -> int:
    """Letters added, forgotten, changed, or two neighbours swapped (each once: « optimal string alignment »); never
    more than `most` + 1.
    """
    if abs(len(typed) - len(meant)) > most:
        return most + 1
    before_last: list[int] = []
    last = list(range(len(meant) + 1))
    for row, letter in enumerate(typed, start=1):
        current = [row]
        for column, other in enumerate(meant, start=1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == meant[column - 2] and typed[row - 2] == other:
                cost = min(cost, before_last[column - 2] + 1)
            current.append(cost)
        if min(current) > most:
            return most + 1
        before_last, last = last, current
    return min(last[-1], most + 1)
