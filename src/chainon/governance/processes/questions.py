"""The five questions of a rule card, in order; what each asks is one short form."""

from __future__ import annotations

from enum import IntEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Question(IntEnum):
    WHO = 1
    DECIDES = 2
    WEIGHS = 3
    NOT_DECIDED = 4
    ALREADY = 5


ASKED: dict[Question, Promise] = {
    Question.WHO: _("Qui participe, et qu’est-ce qu’on lui demande ?"),
    Question.DECIDES: _("Qui décide, comment, et au nom de quoi ?"),
    Question.WEIGHS: _("Que pèse le résultat, et quand vient la réponse ?"),
    Question.NOT_DECIDED: _("Qu’est-ce qui n’est pas décidé ici ?"),
    Question.ALREADY: _("Qu’a-t-on déjà dit, déjà promis ici ?"),
}
UNANSWERED: dict[Question, Promise] = {
    Question.WHO: _("dites d’abord ce qu’on demande aux habitantes et aux habitants (question 1)."),
    Question.DECIDES: _("dites qui décide, comment, et au nom de quoi (question 2)."),
    Question.WEIGHS: _("dites ce que pèse le résultat, qui répond et en combien de jours (question 3)."),
    Question.NOT_DECIDED: _("dites ce qui n’est pas décidé ici (question 4)."),
    Question.ALREADY: _("dites ce qui a déjà été dit ou promis ici, ou signez « rien trouvé » (question 5)."),
}
"""What is told where a question has no answer."""
FIELDS: dict[Question, tuple[str, ...]] = {
    Question.WHO: ("levels",),
    Question.DECIDES: ("way", "decider", "way_detail", "legitimacy"),
    Question.WEIGHS: ("weight", "answered_by", "answer_days"),
    Question.NOT_DECIDED: ("not_decided",),
    Question.ALREADY: ("already", "nothing_by", "nothing_on"),
}
