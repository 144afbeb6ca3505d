"""Reading the whole chain for pages: what one looks at, the tables, the lists behind each number, a place."""

from .listing import AwaitedPage, NodePage, NodeRow, awaited, nodes, nodes_for_table
from .look import STAGE_SLUGS, WITHOUT_BODY, WITHOUT_THEME, Look, Without, bodies_shown
from .overall import SPOKEN, Overview, overview
from .place import PlacePage, place_page

__all__ = [
    "SPOKEN",
    "STAGE_SLUGS",
    "WITHOUT_BODY",
    "WITHOUT_THEME",
    "AwaitedPage",
    "Look",
    "NodePage",
    "NodeRow",
    "Overview",
    "PlacePage",
    "Without",
    "awaited",
    "bodies_shown",
    "nodes",
    "nodes_for_table",
    "overview",
    "place_page",
]
