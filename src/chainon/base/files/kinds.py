"""What an uploaded file really is: told from its first bytes, never from its name or the sender's word."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

MAX_BYTES = 10 * 1024 * 1024
MAX_SIDE = 2000
MAX_PIXELS = {"JPEG": 120_000_000}  # decoded at a reduced scale
MAX_OTHER_PIXELS = 25_000_000  # decoded whole: 100 MB of memory at most

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
PICTURES = frozenset({JPEG, PNG})
PAPERS = PICTURES | {PDF}
EXTENSIONS = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png"}
_APPLE = re.compile(rb"....ftyp(hei[cxms]|hev[cx]|mif1|msf1)", re.DOTALL)


class FileRefused(ValidationError):
    """A file that is not kept; the message says why and what to do. Forms show it beside the field as it is."""


@dataclass(frozen=True)
class Accepted:
    """Bytes that may be kept: a picture drawn again, or a PDF as it came."""

    name: str
    content_type: str
    content: bytes


def examine(name: str, content: bytes, *, allowed: frozenset[str] = PAPERS) -> Accepted:
    """Sniff, and draw pictures again: EXIF and anything hidden behind the pixels are gone, at most 2,000 px a side.

    Raises `FileRefused` for what is too heavy, unreadable, a decompression bomb or not among `allowed`.
    """
    if not content:
        raise FileRefused(_("Ce fichier est vide."))
    if len(content) > MAX_BYTES:
        raise FileRefused(_("Ce fichier pèse plus de 10 Mo : réduisez-le, ou photographiez la page."))
    if content.startswith(b"%PDF-"):
        accepted, content_type = content, PDF
    else:
        accepted, content_type = _redraw(content)
    if content_type not in allowed:
        raise FileRefused(_refusal(allowed))
    return Accepted(safe_name(name, EXTENSIONS[content_type]), content_type, accepted)


def safe_name(name: str, extension: str = "") -> str:
    """A name that any disk and any header accepts; `extension` replaces the one given."""
    path = PurePosixPath(name.replace("\\", "/"))
    stem = path.stem if extension else path.name
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-._")[:120]
    return (plain or "fichier") + extension


def smaller(picture: Accepted, side: int) -> Accepted:
    """The same picture, at most `side` points wide and high, for a page that shows several. It was examined before."""
    with Image.open(BytesIO(picture.content)) as drawn:
        drawn.thumbnail((side, side))
        kept = BytesIO()
        drawn.save(kept, drawn.format or "JPEG", quality=80, optimize=True)
    return Accepted(picture.name, picture.content_type, kept.getvalue())


def _redraw(content: bytes) -> tuple[bytes, str]:
    if _APPLE.match(content):
        raise FileRefused(
            _("Cette photo est au format HEIC, que peu d’appareils lisent : envoyez-la en JPEG, ou scannez en PDF.")
        )
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP", "GIF")) as picture:
            return _drawn(picture)
    except FileRefused:
        raise
    except Image.DecompressionBombError as bomb:
        raise FileRefused(_too_large()) from bomb
    except Exception as broken:  # hostile pictures make Pillow raise nearly anything
        raise FileRefused(_refusal(PAPERS)) from broken


def _drawn(picture: Image.Image) -> tuple[bytes, str]:
    kind = str(picture.format)
    if picture.width * picture.height > MAX_PIXELS.get(kind, MAX_OTHER_PIXELS):
        raise FileRefused(_too_large())
    picture.draft("RGB", (MAX_SIDE, MAX_SIDE))
    picture.thumbnail((MAX_SIDE, MAX_SIDE))
    upright = ImageOps.exif_transpose(picture)
    kept = BytesIO()
    if kind in {"PNG", "GIF"} or upright.mode in {"RGBA", "LA", "PA"}:
        drawn = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
        _bare(drawn).save(kept, "PNG", optimize=True)
        return kept.getvalue(), PNG
    _bare(upright.convert("RGB")).save(kept, "JPEG", quality=85, optimize=True)
    return kept.getvalue(), JPEG


def _bare(picture: Image.Image) -> Image.Image:
    """The pixels alone: what else the file told (place, device, comments) stays behind."""
    alone = Image.new(picture.mode, picture.size)
    alone.paste(picture)
    return alone


def _too_large() -> str:
    return _("Cette image est trop grande pour être ouverte ici : réduisez-la (2 000 points de côté suffisent).")


def _refusal(allowed: frozenset[str]) -> str:
    if PDF in allowed and allowed & PICTURES:
        return _("Ce fichier n’est ni une photo (JPEG, PNG, WebP, GIF) ni un PDF que nous sachions lire.")
    if PDF in allowed:
        return _("Ce fichier n’est pas un PDF.")
    return _("Ce fichier n’est pas une photo (JPEG, PNG, WebP, GIF) que nous sachions lire.")
