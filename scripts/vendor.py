"""Fetch again the front-end files named in vendor.toml (for maintainers; needs npm).

A file whose hash is not the one written there is refused and its hash printed: to change a version, edit name, version
and folder, run, compare with what the package publishes, paste the hashes, run again.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VENDORED = ROOT / "src" / "chainon" / "base" / "ui" / "static" / "vendor"


def archive_of(package: dict[str, Any], folder: str) -> Path:
    command = ["npm", "pack", f"{package['name']}@{package['version']}", "--json", "--silent", "--ignore-scripts"]
    answer = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return Path(folder) / json.loads(answer.stdout)[0]["filename"]


def vendor(package: dict[str, Any]) -> list[str]:
    """Write the files of one package; what is wrong, one line a file."""
    wrong, contents = [], {}
    with tempfile.TemporaryDirectory() as folder, tarfile.open(archive_of(package, folder)) as archive:
        for name, expected in package["files"].items():
            member = archive.extractfile(f"package/{name}")
            if member is None:
                wrong.append(f"{package['name']}: no file {name}")
                continue
            contents[name] = member.read()
            found = hashlib.sha256(contents[name]).hexdigest()
            if found != expected:
                wrong.append(f'{package["name"]}: "{name}" = "{found}"')
    if wrong:
        return wrong
    target = VENDORED / package["folder"]
    target.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (target / Path(name).name).write_bytes(content)
    return []


def main() -> int:
    packages = tomllib.loads((ROOT / "vendor.toml").read_text(encoding="utf-8"))["package"]
    wrong = [line for package in packages for line in vendor(package)]
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
