"""The codes of a pad: made again from its salt and the key of the settings, so that they are written nowhere."""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from chainon.base.codes import code_of

from .models import Pad


def code_for(pad: Pad, number: int) -> str:
    """The code of one slip: whoever has the database alone, or the key alone, cannot make it."""
    mark = salted_hmac("chainon.slips", f"{pad.salt}.{number}", algorithm="sha256").digest()
    return code_of(int.from_bytes(mark, "big"))
