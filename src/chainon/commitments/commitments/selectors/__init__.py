"""Reading promises for pages: plain rows."""

from .fetching import commitment_of_node
from .imports import already_there, promises_staged, reading_of
from .page import PromisePage, page_of
from .register import (
    CommitmentRow,
    Facets,
    Look,
    Register,
    Totals,
    facets,
    late_days,
    latest_news,
    register,
    row_of,
    totals,
)
from .watching import (
    latest_notice,
    offer_of,
    offers_of,
    own_checks_and_offers,
    seen_by,
    slip_mark,
    today_of,
    waiting_notice,
)

__all__ = [
    "CommitmentRow",
    "Facets",
    "Look",
    "PromisePage",
    "Register",
    "Totals",
    "already_there",
    "commitment_of_node",
    "facets",
    "late_days",
    "latest_news",
    "latest_notice",
    "offer_of",
    "offers_of",
    "own_checks_and_offers",
    "page_of",
    "promises_staged",
    "reading_of",
    "register",
    "row_of",
    "seen_by",
    "slip_mark",
    "today_of",
    "totals",
    "waiting_notice",
]
