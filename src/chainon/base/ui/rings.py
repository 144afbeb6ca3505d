"""The links of a chain, as rings joined by a bar: the picture that recurs on every page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Ring:
    """A link of the chain. `state`: done, current, late or to-come; `value` stands in the ring, a tick where it is
    empty. `url` is where the ring leads (never without a value), `detail_url` where the detail does."""

    value: str
    label: str
    detail: str
    state: str = "done"
    url: str = ""
    detail_url: str = ""
