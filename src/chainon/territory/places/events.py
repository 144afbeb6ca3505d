"""The acts on places that the journal keeps. Their lines stand in the territory's scope: a place may be removed."""

from __future__ import annotations

from chainon.base.journal.verbs import Verb

PLACE_ADDED = Verb("places.place_added", "Le lieu {place} a été ajouté.", {"place": "id"})
PLACES_IMPORTED = Verb("places.places_imported", "Lieux ajoutés à partir d’un fichier : {count}.", {"count": "number"})
PLACE_CHANGED = Verb("places.place_changed", "La fiche du lieu {place} a été modifiée.", {"place": "id"})
PLACE_REDRAWN = Verb("places.place_redrawn", "Le contour du lieu {place} a été modifié.", {"place": "id"})
PLACE_REMOVED = Verb("places.place_removed", "Le lieu {place} a été retiré.", {"place": "id"})

VERBS = (PLACE_ADDED, PLACES_IMPORTED, PLACE_CHANGED, PLACE_REDRAWN, PLACE_REMOVED)
