"""What the tests of charters begin with: a body, its charter published or adopted."""

from __future__ import annotations

from datetime import date

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.governance.bodies.models import Body, BodyKind
from chainon.governance.bodies.services import open_body
from chainon.governance.charters.models import Adoption, Charter
from chainon.governance.charters.services import publish_charter, record_adoption, write_charter


def opened(territory: Territory, by: User, kind: BodyKind = BodyKind.ASSEMBLY, name: str = "L’assemblée") -> Body:
    return open_body(by=by, parent=territory.scope, kind=kind, name=name, seats=24, term_months=24)


def published(body: Body, by: User) -> Charter:
    return publish_charter(by=by, charter=write_charter(by=by, body=body))


def adopted(charter: Charter, by: User, day: date = date(2026, 5, 12), who: str = "Les habitants réunis") -> Adoption:
    return record_adoption(by=by, charter=charter, adopted_by=who, adopted_on=day, present=14, against=1)
