"""Small files made on the spot: what people send, and what they should not."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image
from PIL.ExifTags import IFD, Base

PAPER = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SECRET_PLACE = b"chez Madame Lopez"


def photo(width: int = 64, height: int = 48, *, turned: bool = False) -> bytes:
    """A JPEG as a phone makes it: where it was taken is told inside."""
    exif = Image.Exif()
    exif[Base.ImageDescription] = SECRET_PLACE.decode()
    if turned:
        exif[Base.Orientation] = 6
    exif.get_ifd(IFD.GPSInfo)[1] = "N"
    sent = BytesIO()
    Image.new("RGB", (width, height), "#27408b").save(sent, "JPEG", exif=exif, comment=SECRET_PLACE)
    return sent.getvalue()


def drawing(width: int = 40, height: int = 30, mode: str = "RGBA", kind: str = "PNG") -> bytes:
    sent = BytesIO()
    Image.new(mode, (width, height)).save(sent, kind)
    return sent.getvalue()


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of a few bytes that announces 3.6 thousand million points."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )
