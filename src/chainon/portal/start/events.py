"""What the first start writes in the journal."""

from __future__ import annotations

from chainon.base.journal.verbs import Verb

OPENED = Verb(
    "territory.opened", "Le territoire est ouvert (code Insee de la commune : {commune}).", {"commune": "word"}
)
ADDRESS_GIVEN = Verb("territory.address_given", "Le territoire a son adresse : {host}.", {"host": "word"})
ADDRESS_REMOVED = Verb("territory.address_removed", "Le territoire n’a plus d’adresse à lui.")
