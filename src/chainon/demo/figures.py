"""Those who run things in the town: whom a visitor may enter as."""

from __future__ import annotations

from dataclasses import dataclass

from chainon.base.accounts.models import Role

from .town import MAIL


@dataclass(frozen=True)
class Figure:
    """`where`: the neighbourhood of their role, or the whole town."""

    key: str
    name: str
    email: str
    role: Role
    where: str = ""


FIGURES = (
    Figure("ines", "Inès Vasseur", f"ines.vasseur@{MAIL}", Role.ADMINISTRATOR),
    Figure("bruno", "Bruno Delattre", f"bruno.delattre@{MAIL}", Role.FACILITATOR),
    Figure("chantal", "Chantal Morvan", f"chantal.morvan@{MAIL}", Role.GUARANTOR),
    Figure("elu", "Gilles Hervieu, adjoint à la vie des quartiers", f"gilles.hervieu@mairie.{MAIL}", Role.OFFICIAL),
    Figure("service", "Service de la vie des quartiers", f"vie-des-quartiers@mairie.{MAIL}", Role.SERVICE),
    Figure("amina", "Amina Benali", f"amina.benali@{MAIL}", Role.RELAY, where="Les Tilleuls"),
)
DEPUTY = Figure("lucien", "Lucien Aubry", f"lucien.aubry@{MAIL}", Role.GUARANTOR)
"""The guarantor's deputy: the role comes with his signed letter."""
