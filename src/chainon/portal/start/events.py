"""What the first start writes in the journal."""

from __future__ import annotations

from chainon.base.journal.verbs import Verb

OPENED = Verb(
    "territory.opened", "Le territoire est ouvert (code Insee de la commune : {commune}).", {"commune": "word"}
)
