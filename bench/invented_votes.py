"""An invented vote as a Pabulib file: `python bench/invented_votes.py PROJECTSxVOTERS[,LENGTH] FILE`.

LENGTH is the mean number of projects on a ballot, 5 unless told; 1 makes every ballot name one project. A few projects
are wanted by many; costs spread over two orders of magnitude, rounded as people round them. The budget, about 30
euros a voter, is a third of all costs.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np


def invented_vote(name: str) -> str:
    size, _, length = name.partition(",")
    projects, voters = (int(part) for part in size.split("x"))
    rng = np.random.default_rng(projects * voters)
    wanted = np.log(rng.dirichlet(np.full(projects, 0.7)) + 1e-6)
    spread = np.exp(rng.normal(0, 0.9, projects))
    costs = ((spread * 90 * voters / spread.sum()).astype(int) // 500 + 1) * 500
    named = (
        np.clip(rng.poisson(float(length or 5) - 1, voters) + 1, 1, projects) if length != "1" else np.ones(voters, int)
    )
    lines = []
    for first in range(0, voters, 2000):
        count = min(2000, voters - first)
        # The largest Gumbel noises are a draw without replacement, each project in proportion to how wanted it is.
        order = np.argsort(-(rng.gumbel(size=(count, projects)) + wanted), axis=1)
        for row, number in zip(order, named[first : first + count], strict=True):
            lines.append(",".join(map(str, sorted(row[:number] + 1))))
    meta = {
        "description": "Vote inventé",
        "country": "France",
        "unit": "Ville inventée",
        "instance": "2026",
        "num_projects": projects,
        "num_votes": voters,
        "budget": int(costs.sum()) // 3,
        "vote_type": "approval",
        "rule": "greedy",
        "date_begin": "01.10.2026",
        "date_end": "31.10.2026",
    }
    parts = ["META", "key;value", *(f"{key};{value}" for key, value in meta.items())]
    parts += ["PROJECTS", "project_id;cost", *(f"{number};{cost}" for number, cost in enumerate(costs, start=1))]
    parts += ["VOTES", "voter_id;vote", *(f"{number};{line}" for number, line in enumerate(lines, start=1))]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(invented_vote(sys.argv[1]), encoding="utf-8")
