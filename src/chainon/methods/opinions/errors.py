"""Errors of opinions."""

from __future__ import annotations

from chainon.methods.errors import MethodError


class OpinionsError(MethodError):
    """Reactions, groups or a request that nothing can be computed from.

    Codes: `no-reactions`; `unknown-answer` (`found`, `column`); `answer-twice` (`participant`, `statement`);
    `missing-id`; `participant-twice`, `statement-twice` (`id`); `group-twice` (`participant`); `no-votes-table`
    (`columns`); `ragged-line` (`found`, `expected`); `not-a-number` (`found`, `column`); `bad-index` (`found`,
    `most`); `different-lengths` (`name`, `found`, `expected`).
    """
