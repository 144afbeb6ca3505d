"""Counting: from ballots to a result that anyone recounts, with its margin and its words.

The words are here; each rule is in its own module, imported when it is used:

- `ballots` (profiles from Python values), `readers` (from CSV, streaming), `sheet` and `elect` (a whole vote);
- `scoring` (most votes, approval, points, Borda), `two_round`, `decision` (yes or no, quorum), `judgment` (majority
  judgment), `schulze`, `runoff` (instant run-off), `stv` (Scottish single transferable vote), `consent`;
- `report` and `wording` (in French), `cli` (the command).
"""

from .errors import CountingError
from .model import Finding, Kind, Margin, Marks, Number, Outcome, Profile, Remark, Round

__all__ = [
    "CountingError",
    "Finding",
    "Kind",
    "Margin",
    "Marks",
    "Number",
    "Outcome",
    "Profile",
    "Remark",
    "Round",
]
