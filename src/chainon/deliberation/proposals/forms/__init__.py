"""What a form asks of a proposal."""

from .acts import ChangeForm, HideForm, RefuseForm, WithdrawForm
from .looking import LookForm
from .pictures import PicturesForm
from .speaking import EnterForm, SayForm
from .words import touched_plan

__all__ = [
    "ChangeForm",
    "EnterForm",
    "HideForm",
    "LookForm",
    "PicturesForm",
    "RefuseForm",
    "SayForm",
    "WithdrawForm",
    "touched_plan",
]
