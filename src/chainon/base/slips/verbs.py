"""What slips write in the journal."""

from __future__ import annotations

from chainon.base.journal.verbs import Verb

PAD_MADE = Verb(
    "slips.pad_made",
    "Carnet de coupons fait : {size} coupons à partir du numéro {first}.",
    {"pad": "id", "first": "number", "size": "number"},
)
PAD_CANCELLED = Verb(
    "slips.pad_cancelled",
    "Carnet de coupons annulé : {void} coupons qui n’avaient pas servi n’ouvriront rien.",
    {"pad": "id", "void": "number"},
)
RELEASED = Verb(
    "slips.released",
    "Coupon détaché d’une parole à laquelle il avait été lié par erreur.",
    {"pad": "id", "node": "id"},
)
VERBS = (PAD_MADE, PAD_CANCELLED, RELEASED)
