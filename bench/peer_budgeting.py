"""One count by pabutools (exact fractions), whole process: `PEER_PYTHON bench/peer_budgeting.py FILE.pb UTILITY STOP`.

STOP: `none` (one run) or `overspend` (Add1). Ballots are grouped, the form its documentation recommends. The peer is
GPL: it runs beside, in an environment of its own (`python3 -m venv peer && peer/bin/pip install pabutools`).
"""

from __future__ import annotations

import json
import resource
import sys
import time

from pabutools.election import Additive_Cardinal_Sat, Cardinality_Sat, Cost_Sat, parse_pabulib
from pabutools.rules import exhaustion_by_budget_increase, method_of_equal_shares

UTILITY = {"cost": Cost_Sat, "cardinality": Cardinality_Sat, "points": Additive_Cardinal_Sat}


def main(path: str, utility: str, stop: str) -> None:
    instance, profile = parse_pabulib(path)
    profile = profile.as_multiprofile()
    read = time.process_time()
    rule = {"sat_class": UTILITY[utility]}
    if stop == "none":
        winners = method_of_equal_shares(instance, profile, **rule)
    else:
        winners = exhaustion_by_budget_increase(
            instance,
            profile,
            rule=method_of_equal_shares,
            rule_params=rule,
            exhaustive_stop=False,
            budget_step=profile.num_ballots(),
        )
    used = resource.getrusage(resource.RUSAGE_SELF)
    counted = time.process_time() - read
    names = [project.name for project in winners]
    print(json.dumps({"read": read, "count": counted, "memory": used.ru_maxrss / 1024, "winners": names}))


if __name__ == "__main__":
    main(*sys.argv[1:4])
