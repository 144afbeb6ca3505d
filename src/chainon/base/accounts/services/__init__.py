"""The acts of accounts."""

from .closing import erase_account, log_out_everywhere, rename_account
from .entering import enter_as
from .housekeeping import purge_expired
from .invitations import accept_invitation, invite, resend_invitation, revoke_invitation
from .people import note_address, open_account, pretend_to_open_account
from .roles import give_role, withdraw_role
from .setup import (
    SETUP_TOKEN,
    accept_setup,
    become_first_administrator,
    new_setup_link,
    setup_link_opens,
)

__all__ = [
    "SETUP_TOKEN",
    "accept_invitation",
    "accept_setup",
    "become_first_administrator",
    "enter_as",
    "erase_account",
    "give_role",
    "invite",
    "log_out_everywhere",
    "new_setup_link",
    "note_address",
    "open_account",
    "pretend_to_open_account",
    "purge_expired",
    "rename_account",
    "resend_invitation",
    "revoke_invitation",
    "setup_link_opens",
    "withdraw_role",
]
