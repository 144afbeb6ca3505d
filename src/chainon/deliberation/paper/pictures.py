"""The picture that a telephone reads on a paper."""

from __future__ import annotations


def qr_of(link: str) -> str:
    """As a data address: nothing is asked of another site."""
    import segno

    return str(segno.make(link, error="m", micro=False).svg_data_uri(border=0))
