"""The acts: proposing, changing, signing, showing pictures, publishing, refusing, withdrawing; drafts."""

from .changing import change_proposal
from .drafting import erase_draft, keep_draft
from .hiding import hide_picture, show_picture, show_picture_on_appeal
from .moderated import republish_on_appeal, strike_words
from .picturing import NewPicture, add_pictures, remove_picture
from .proposing import enter_for_someone, propose
from .reviewing import forget_author, publish_proposal, refuse_proposal, withdraw_proposal
from .signing import invite_to_sign, sign_proposal, stop_signing
from .typed import receive_typed, retype
from .words import Words

__all__ = [
    "NewPicture",
    "Words",
    "add_pictures",
    "change_proposal",
    "enter_for_someone",
    "erase_draft",
    "forget_author",
    "hide_picture",
    "invite_to_sign",
    "keep_draft",
    "propose",
    "publish_proposal",
    "receive_typed",
    "refuse_proposal",
    "remove_picture",
    "republish_on_appeal",
    "retype",
    "show_picture",
    "show_picture_on_appeal",
    "sign_proposal",
    "stop_signing",
    "strike_words",
    "withdraw_proposal",
]
