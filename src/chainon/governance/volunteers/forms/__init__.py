"""What people fill in: one file a subject."""

from .criteria import AnswerFormSet, CriterionForm, NewCriterionForm
from .imports import AnswersForm, ColumnsForm, ConfirmForm, HeaderForm, UploadForm
from .people import DeskForm, EnrolForm, ListForm, WithdrawForm

__all__ = [
    "AnswerFormSet",
    "AnswersForm",
    "ColumnsForm",
    "ConfirmForm",
    "CriterionForm",
    "DeskForm",
    "EnrolForm",
    "HeaderForm",
    "ListForm",
    "NewCriterionForm",
    "UploadForm",
    "WithdrawForm",
]
