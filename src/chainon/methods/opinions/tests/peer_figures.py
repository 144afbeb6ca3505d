"""What red-dwarf (MPL-2.0) says of the reactions given as JSON on the input, with the groups given: the test's oracle.

`PEER_PYTHON peer_figures.py < reactions.json`, in an environment of its own: `pip install red-dwarf`. The project never
imports it.
"""

import json
import sys

import numpy as np
from reddwarf.utils.consensus import select_consensus_statements
from reddwarf.utils.matrix import generate_raw_matrix, simple_filter_matrix
from reddwarf.utils.reducer.base import run_reducer
from reddwarf.utils.stats import (
    calculate_comment_statistics_dataframes,
    priority_metric,
    select_representative_statements,
)


def main() -> None:
    given = json.load(sys.stdin)
    triples, groups, out = given["reactions"], given["groups"], given["excluded"]
    votes = [{"participant_id": p, "statement_id": int(s), "vote": a, "modified": 0} for p, s, a in triples]
    raw = generate_raw_matrix(votes=votes)
    _, statements, model = run_reducer(vote_matrix=simple_filter_matrix(raw, out).values, reducer="pca", random_state=0)
    extremity = np.linalg.norm(statements, axis=1)
    names = sorted({groups[p] for p in raw.index if p in groups}, key=int)
    inside = [p for p in raw.index if p in groups]
    labels = np.array([names.index(groups[p]) for p in inside])
    by_group, overall = calculate_comment_statistics_dataframes(vote_matrix=raw.loc[inside, :], cluster_labels=labels)
    repness = select_representative_statements(grouped_stats_df=by_group, mod_out_statement_ids=out)
    consensus = select_consensus_statements(vote_matrix=raw, mod_out_statement_ids=out)
    seen = raw.notna().sum(axis=0)
    priority = priority_metric(
        np.zeros(len(raw.columns), dtype=bool), (raw == 1).sum(axis=0), (raw == -1).sum(axis=0), seen, extremity
    )
    result = {
        "statements": [str(s) for s in raw.columns],
        "axes": model.components_.tolist(),
        "gic_agree": overall["group-aware-consensus-agree"].tolist(),
        "gic_disagree": overall["group-aware-consensus-disagree"].tolist(),
        "priority": priority.tolist(),
        "representative": {names[g]: sorted(str(s["tid"]) for s in rows) for g, rows in repness.items()},
        "consensus": {way: sorted(str(s["tid"]) for s in rows) for way, rows in consensus.items()},
    }
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
