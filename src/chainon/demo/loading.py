"""Loading the demonstration: everything or nothing, and only where there is nothing yet."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base.accounts.models import SetupLink, User
from chainon.base.mail.services import keep_waiting
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Unavailable

from . import founding
from .assembly import Assembly
from .backing import Backing
from .council import Council
from .debating import Debating
from .guarding import Guarding
from .meetings import Meetings
from .moderating import Moderating
from .office import Office
from .papers import Papers
from .piles import Piles
from .processes import Processes
from .promises import Promises
from .proposing import Proposing
from .replying import Replying
from .resembling import Resembling
from .seating import Seating
from .speaking import Speaking
from .story import FULL, Size, Story
from .voices import Voices
from .youth import Youth


def is_untouched() -> bool:
    """Nobody has begun anything here: no territory, no account, no link for a first administrator."""
    return not any(model.objects.exists() for model in (Territory, User, SetupLink))


@transaction.atomic
def load(*, size: Size = FULL) -> Territory:
    """Play the demonstration up to today. Raises `Unavailable` where a territory exists already."""
    if Territory.objects.exists():
        raise Unavailable(
            _("Cette base contient déjà un territoire : la démonstration ne se charge que dans une base vide.")
        )
    story = Story(size)
    founding.plan(story)
    assembly = Assembly(story)
    voices, meetings = Voices(story), Meetings(story)
    council, youth = Council(story), Youth(story)
    proposing = Proposing(story)
    storylines = (
        assembly,
        Seating(story, assembly),
        council,
        Processes(story, council),
        youth,
        meetings,
        voices,
        Backing(voices),
        Replying(voices, assembly, meetings),
        Piles(story),
        Moderating(voices),
        Papers(voices),
        Debating(voices),
        proposing,
        Office(story, proposing),
        Promises(voices),
        Resembling(voices),
        Guarding(voices),
        Speaking(meetings, youth),
    )
    for storyline in storylines:
        storyline.plan()
    story.play()
    keep_waiting()  # invented people have no mailbox: nothing leaves
    return story.territory
