"""The order of the house, read from the import-linter contracts of pyproject.toml: one list for both."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "chainon"


def _layers() -> dict[str, dict[str, int]]:
    """For each container ("chainon", "chainon.base" …), the height of each member; equals are strangers."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    heights: dict[str, dict[str, int]] = {}
    for contract in settings["tool"]["importlinter"]["contracts"]:
        if contract["type"] != "layers":
            continue
        for container in contract["containers"]:
            heights[container] = {
                name.strip(" ()"): height
                for height, layer in enumerate(reversed(contract["layers"]))
                for name in layer.split("|")
            }
    return heights


LAYERS = _layers()


def may_name(source: str, target: str) -> bool:
    """Whether the module `source` may name something of the module `target` (dotted, below `chainon`)."""
    ours, theirs = source.split(".")[1:3], target.split(".")[1:3]
    if ours[0] != theirs[0]:
        rooms = LAYERS["chainon"]
        return rooms[ours[0]] > rooms[theirs[0]]
    if ours[1:] == theirs[1:] or len(ours) < 2 or len(theirs) < 2:
        return True
    slices = LAYERS.get(f"chainon.{ours[0]}")
    return slices is None or slices[ours[1]] > slices[theirs[1]]
