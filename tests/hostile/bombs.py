"""Files that wish harm, or that nobody can read: small to send, large to open, of another kind than they say."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO

from chainon.base.files.tests.pictures import bomb, drawing, photo

MARK = b"<script>boo()</script>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="boo()"><script>boo()</script></svg>'
HTML = b"<!doctype html><html><body>" + MARK + b"</body></html>"
DEEP = 200_000
MILLION = 1_000_000


def zipped(**files: bytes) -> bytes:
    sent = BytesIO()
    with zipfile.ZipFile(sent, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return sent.getvalue()


@cache
def swollen_workbook() -> bytes:
    """A spreadsheet of some hundred kilobytes that becomes 200 MB."""
    return zipped(
        **{
            "[Content_Types].xml": b"<Types/>",
            "xl/workbook.xml": b"<workbook/>",
            "xl/worksheets/sheet1.xml": b"<a>" + b"0" * 200 * 1024 * 1024,
        }
    )


def laughing_workbook() -> bytes:
    """Entities that name entities, ten deep."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    book = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><workbook>&l9;</workbook>'
    return zipped(**{"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": book.encode()})


BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a picture of 3,600 million points": ("photo.png", bomb),
    "a photo cut in the middle": ("photo.jpg", lambda: photo(400, 300)[: len(photo(400, 300)) // 2]),
    "a photo that is also a page": ("photo.jpg", lambda: photo() + HTML),
    "a picture that is also an archive": ("image.gif", lambda: drawing(mode="P", kind="GIF") + zipped(a=MARK)),
    "a photo that tells where it was taken": ("photo.jpg", photo),
    "a drawing with a script": ("image.svg", lambda: SVG),
    "a drawing that says it is a photo": ("photo.jpg", lambda: SVG),
    "a page that says it is a PDF": ("acte.pdf", lambda: HTML),
    "a page that says it is a table": ("table.csv", lambda: HTML * 3),
    "a program": ("photo.jpg.exe", lambda: b"MZ\x90\x00" + bytes(range(256)) * 20),
    "nothing": ("vide.csv", lambda: b""),
    "50 MB": ("lourd.csv", lambda: b"a;b\n" * (50 * 1024 * 1024 // 4)),
    "a swollen workbook": ("table.xlsx", swollen_workbook),
    "a workbook of entities": ("table.xlsx", laughing_workbook),
    "half a workbook": ("table.xlsx", lambda: laughing_workbook()[:150]),
    "a million columns": ("table.csv", lambda: b"nom" + b";x" * MILLION + b"\n1;2\n"),
    "a million rows": ("table.csv", lambda: b"texte;nom\n" + b"a;b\n" * MILLION),
    "a line of a million letters": ("table.csv", lambda: b"texte;nom\n" + b"a" * MILLION + b";b\n"),
    "a table in UTF-16": ("table.csv", lambda: "texte;nom\nété;Léa\n".encode("utf-16")),
    "a table with nul bytes": ("table.csv", lambda: b"texte;nom\na\x00b;c\x00\n"),
    "a table with open quotes": ("table.csv", lambda: b'texte;nom\n"' + b'a";"' * 999),
    "brackets without end": ("plan.json", lambda: b"[" * DEEP),
    "objects without end": ("plan.json", lambda: b'{"a":' * DEEP),
    "numbers beyond all": ("plan.geojson", lambda: b'{"type":"Point","coordinates":[1e999,-1e999]}'),
    "a number of 5,000 figures": ("plan.json", lambda: b'{"type":"Point","coordinates":[' + b"9" * 5000 + b",1]}"),
    "half of a letter": ("plan.json", lambda: b'{"type":"\\ud800","title":"\\u0000","name":"\\ud800"}'),
    "a name that climbs": ("../../../../etc/passwd\r\nX: y\x00.csv", lambda: b"texte\n" + MARK + b"\n"),
}
