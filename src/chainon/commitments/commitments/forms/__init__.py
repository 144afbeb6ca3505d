"""What each form asks: only what a person can know."""

from .following import FinishStepForm, NewsForm, ReviseForm, StepForm
from .hands import CallForm, OfferForm
from .importing import UploadForm
from .looking import LookForm
from .making import PromiseForm, RecordForm, SpokenForm, TakeOnForm
from .watching import AnnounceForm, CheckForm, CountForm, ReplyForm, WithdrawForm

__all__ = [
    "AnnounceForm",
    "CallForm",
    "CheckForm",
    "CountForm",
    "FinishStepForm",
    "LookForm",
    "NewsForm",
    "OfferForm",
    "PromiseForm",
    "RecordForm",
    "ReplyForm",
    "ReviseForm",
    "SpokenForm",
    "StepForm",
    "TakeOnForm",
    "UploadForm",
    "WithdrawForm",
]
