"""A link as a picture that a phone reads."""

from __future__ import annotations


def qr(link: str, *, border: int = 0) -> str:
    """A data address for an `<img>`: the picture scales to the size that the page gives it."""
    import segno

    return str(segno.make(link, error="m", micro=False).svg_data_uri(border=border))
