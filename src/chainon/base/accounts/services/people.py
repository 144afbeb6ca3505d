"""Opening an account for an e-mail."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction

from chainon.base.accounts.models import User
from chainon.base.scopes.public_id import new_public_id


@transaction.atomic
def open_account(
    *, email: str, display_name: str = "", is_proven: bool = False, is_demonstration: bool = False
) -> tuple[User, bool]:
    """The account of an e-mail, opened if there is none; the second value says whether it is new.

    `is_proven`: the person has just shown that they read this mailbox (a link sent there). An existing account keeps
    its name.
    """
    email = email.strip().lower()
    user = User.objects.select_for_update(no_key=True).filter(email__iexact=email).first()
    is_new = user is None
    if user is None:
        user = User.objects.create_user(email, display_name.strip(), is_demonstration=is_demonstration)
    proof = note_address(user=user, is_proven=is_proven)
    if is_proven and not proof.verified:
        proof.verified = True
        proof.save(update_fields=["verified"])
    return user, is_new


def note_address(*, user: User, is_proven: bool = False) -> EmailAddress:
    """allauth's own row for the e-mail of an account, made if there is none: it keeps whether the mailbox is proven."""
    address, _ = EmailAddress.objects.get_or_create(
        user=user, email=user.email, defaults={"primary": True, "verified": is_proven}
    )
    return address


def pretend_to_open_account(*, display_name: str) -> None:
    """The work of opening an account, undone at once: the time of an answer must not tell that an e-mail is known."""
    with transaction.atomic():
        user, _ = open_account(email=f"{new_public_id()}@nobody.invalid", display_name=display_name)
        user.save()
        EmailAddress.objects.filter(user=user).update(verified=False)
        transaction.set_rollback(True)
