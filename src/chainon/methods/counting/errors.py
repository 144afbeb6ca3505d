"""Errors of counting."""

from __future__ import annotations

from chainon.methods.errors import MethodError


class CountingError(MethodError):
    """Ballots or a rule that no count can be made of.

    Codes of ballots: `no-candidates`, `candidate-twice` (`name`), `unknown-candidate` (`name`, `near`), `unknown-mark`
    (`found`, `column`, `allowed`), `bad-rank`, `bad-points` (`found`, `column`), `bad-weight` (`found`),
    `too-many-levels` (`most`), `marks-count` (`found`, `expected`), `bad-marks`, `ragged-line`, `weights-count`.
    Codes of a rule: `bad-sheet` (`field`, `found`), `bad-share` (`found`), `wrong-kind` (`rule`, `found`, `expected`),
    `bad-seats` (`seats`, `candidates`), `no-ballots`, `no-scale`, `registered-missing`, `fewer-registered` (`cast`,
    `registered`). Codes of colleges: `college-missing`, `college-unknown` (`name`), `colleges-refused` (`rule`),
    `colleges-empty`, `whole-weights`.
    """
