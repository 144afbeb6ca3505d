"""Reading debates for pages: plain rows."""

from .facing import Contest, Shares, Voice, contests_of, latest_synthesis, shares_of, shares_of_each, voices_of
from .listing import (
    DebateRow,
    debate_with_id,
    debates_of_body,
    debates_of_nodes,
    is_debated,
    page,
)
from .opposing import DisagreementRow, SideRow, disagreement_with_id, disagreements_of
from .own import own_words
from .reading import (
    Column,
    Hidden,
    Reason,
    ReasonPage,
    argument_with_id,
    columns,
    hidden_in,
    reason_of,
    replies_to,
    side_page,
    waiting_in,
)

__all__ = [
    "Column",
    "Contest",
    "DebateRow",
    "DisagreementRow",
    "Hidden",
    "Reason",
    "ReasonPage",
    "Shares",
    "SideRow",
    "Voice",
    "argument_with_id",
    "columns",
    "contests_of",
    "debate_with_id",
    "debates_of_body",
    "debates_of_nodes",
    "disagreement_with_id",
    "disagreements_of",
    "hidden_in",
    "is_debated",
    "latest_synthesis",
    "own_words",
    "page",
    "reason_of",
    "replies_to",
    "shares_of",
    "shares_of_each",
    "side_page",
    "voices_of",
    "waiting_in",
]
